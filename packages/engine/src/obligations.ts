/** How several obligations of one id become one: by member, the stricter value. */
export type Merge = { readonly [member: string]: 'min' | 'max' } | 'once' | 'keep_distinct'

export interface ObligationKind {
  readonly merge: Merge
  /** The members of `properties`, all required unless marked. */
  readonly properties: { readonly [member: string]: 'count' | 'rank' | 'text' | 'optional_text' }
}

/** The obligations Sallyport knows. Others are open-ended: equal ones collapse, the rest are all kept. */
export const obligationKinds: { readonly [id: string]: ObligationKind } = {
  factor: { merge: 'keep_distinct', properties: { method: 'text', rank: 'rank' } },
  record_screen: { merge: { updates_per_second: 'max' }, properties: { updates_per_second: 'count' } },
  record_keystrokes: { merge: 'once', properties: {} },
  retain: { merge: { days: 'min' }, properties: { days: 'count' } },
  keep: { merge: { days: 'max' }, properties: { days: 'count' } },
  limit_session: { merge: { seconds: 'min' }, properties: { seconds: 'count' } },
  limit_idle: { merge: { seconds: 'min' }, properties: { seconds: 'count' } },
  limit_concurrent: { merge: { count: 'min' }, properties: { count: 'count' } },
  lock_out: {
    merge: { attempts: 'min', seconds: 'max' },
    properties: { attempts: 'count', seconds: 'count' },
  },
  password: { merge: { min_length: 'max' }, properties: { min_length: 'count' } },
  log: { merge: 'keep_distinct', properties: { level: 'optional_text' } },
  notify: { merge: 'keep_distinct', properties: { to: 'text' } },
  watermark: { merge: 'once', properties: {} },
  deny_clipboard: { merge: 'once', properties: {} },
  deny_file_transfer: { merge: 'once', properties: {} },
}
