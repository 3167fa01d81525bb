import type { AuditRow } from '../../platform/audit/audit-sink.ts'
import type { Activity } from './read-activity.ts'
import type { AuditLog, AuditLogInFull } from './schema.ts'
import type { Summary } from './summarize-audit-log.ts'
import type { ViewRecord } from './view-store.ts'

export function auditLogView(row: AuditRow): AuditLog {
  return {
    id: row.id,
    seq: row.seq,
    user_id: row.user_id,
    user_email: row.user_email,
    action: row.action,
    resource: row.resource,
    details: row.details,
    ip_address: row.ip_address,
    timestamp: row.timestamp.toISOString(),
    success: row.success,
    ...(row.token_name === null ? {} : { token_name: row.token_name }),
    ...(row.request_id === null ? {} : { request_id: row.request_id }),
    ...(row.session_id === null ? {} : { session_id: row.session_id }),
    ...(row.changes === null ? {} : { changes: row.changes }),
    ...(row.decision === null ? {} : { decision: row.decision }),
    ...(row.reason === null ? {} : { reason: row.reason }),
  }
}

export function auditLogInFull(row: AuditRow): AuditLogInFull {
  return { ...auditLogView(row), prev_hash: row.prev_hash, hash: row.hash }
}

export function summaryView({ total, isLowerBound, scale, histogram, facets }: Summary) {
  return {
    total,
    total_is_lower_bound: isLowerBound,
    since: new Date(scale.since).toISOString(),
    until: new Date(scale.until).toISOString(),
    bucket_seconds: scale.width / 1000,
    histogram: histogram.map((bar) => ({ ...bar, start: bar.start.toISOString() })),
    facets: {
      actor: [...facets.actor],
      action: [...facets.action],
      resource: [...facets.resource],
      outcome: [...facets.outcome],
    },
  }
}

export function activityView(zone: string, { days, reasons, isLowerBound }: Activity) {
  return {
    zone,
    days: days.map(({ day, signIns, denials, byReason }) => ({
      day,
      sign_ins: signIns,
      denials,
      by_reason: byReason,
    })),
    reasons: [...reasons],
    counts_are_lower_bounds: isLowerBound,
  }
}

export function savedView({ name, query, createdAt, updatedAt }: ViewRecord) {
  return { name, query, created_at: createdAt.toISOString(), updated_at: updatedAt.toISOString() }
}
