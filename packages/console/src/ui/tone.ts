/** A hue of the tokens: `type-access`, `allow`, `report` … */
export type Tone =
  | 'allow'
  | 'deny'
  | 'oblige'
  | 'report'
  | 'off'
  | 'accent'
  | 'type-access'
  | 'type-network'
  | 'type-session'
  | 'type-acl'
  | 'type-rest'
  | 'type-oidc'

/** The tone's colours for whatever stands inside: `style={toneStyle('deny')}`. */
export function toneStyle(tone: Tone): Record<string, string> {
  return { '--tone': `var(--${tone})`, '--tone-soft': `var(--${tone}-soft)` }
}
