import { Eye, FileText, LayoutTemplate, ShieldHalf } from 'lucide-react'
import type { Policy } from '../../api/types.ts'
import { Badge } from '../../ui/badge.tsx'
import { toneStyle } from '../../ui/tone.ts'
import styles from './badges.module.css'
import { type PolicyType, typeIcons, typeTone } from './policy-types.ts'
import { texts } from './texts.ts'

export function TypeIcon({ type, large }: { readonly type: PolicyType; readonly large?: boolean }) {
  const Icon = typeIcons[type]
  return (
    <span
      className={large ? styles.tileLarge : styles.tile}
      style={toneStyle(typeTone(type))}
      aria-hidden="true"
    >
      <Icon size={large ? 24 : 20} />
    </span>
  )
}

export function TypeBadge({ type }: { readonly type: PolicyType }) {
  return <Badge tone={typeTone(type)}>{texts.types[type]}</Badge>
}

/** What is special about it, in words: critical, report-only, documentation, template. */
export function PolicyBadges({ policy }: { readonly policy: Policy }) {
  return (
    <>
      <TypeBadge type={policy.type} />
      {policy.critical && (
        <Badge outline tone="deny" icon={<ShieldHalf size={13} aria-hidden />} title={texts.criticalLong}>
          {texts.critical}
        </Badge>
      )}
      {policy.mode === 'report' && (
        <Badge tone="report" icon={<Eye size={13} aria-hidden />} title={texts.reportLong}>
          {texts.report}
        </Badge>
      )}
      {!policy.enforced && (
        <Badge outline icon={<FileText size={13} aria-hidden />} title={texts.documentationLong}>
          {texts.documentation}
        </Badge>
      )}
      {policy.template && (
        <Badge outline icon={<LayoutTemplate size={13} aria-hidden />} title={texts.templateLong}>
          {texts.template}
        </Badge>
      )}
    </>
  )
}

/** Where it is enforced today, or honestly that nothing asks it. */
export function EnforcedAt({ policy }: { readonly policy: Policy }) {
  if (!policy.enforced) return texts.askedNothing
  if (policy.enforced_at.length === 0) return texts.askedNowhere
  const points: Readonly<Record<string, string>> = texts.points
  const named = texts.listPoints(policy.enforced_at.map((point) => points[point] ?? point))
  return policy.enabled ? named : texts.askedOff(named)
}
