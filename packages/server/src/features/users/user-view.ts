import type { z } from 'zod'
import { userView } from '../../platform/account.ts'
import { stateOfGrant } from '../../platform/permissions.ts'
import type { Invited } from './invite-user.ts'
import type { StartedReset } from './reset-user.ts'
import type { Invitation, ResetStarted, User as WireUser, UserFactor, UserSession } from './schema.ts'
import type { HeldFactor, OpenSession, Standing, UserParts } from './user-parts.ts'
import type { User } from './user-store.ts'

/** People as the API shows them, with how they stand with signing in now. */
export async function viewsOf(parts: UserParts, users: readonly User[]): Promise<z.input<typeof WireUser>[]> {
  const ids = users.map(({ id }) => id)
  const [standings, invitations] = await Promise.all([
    parts.care.standings(ids),
    parts.invitations.expiries(ids),
  ])
  return users.map((user) => ({
    ...userView(user, parts.roles),
    grants: user.roles.map((grant) => ({
      ...(typeof grant === 'string' ? { name: grant } : (grant as { name: string })),
      state: stateOfGrant(grant, parts.now()),
    })),
    factors: [...user.factors],
    factor_coverage: coverageOf(user),
    state: user.state,
    ...standingView(standings.get(user.id)),
    invitation_expires_at: user.hasAccepted ? null : (invitations.get(user.id)?.toISOString() ?? null),
    created_at: user.createdAt.toISOString(),
    last_login_at: user.lastLoginAt?.toISOString() ?? null,
  }))
}

export async function viewOf(parts: UserParts, user: User): Promise<z.input<typeof WireUser>> {
  const [view] = await viewsOf(parts, [user])
  if (view === undefined) throw new Error('One person has one view')
  return view
}

function coverageOf({ factorCounts, recoveryCodesLeft }: User) {
  const { webauthn = 0, totp = 0 } = factorCounts
  return { webauthn, totp, recovery_codes: recoveryCodesLeft, phishing_resistant: webauthn > 0 }
}

function standingView(standing: Standing | undefined) {
  const { openSessions = 0, locks = [], reset } = standing ?? {}
  return {
    open_sessions: openSessions,
    locks: locks.map(({ of, until, newPlacesOnly }) => ({
      of,
      until: until?.toISOString() ?? null,
      new_places_only: newPlacesOnly,
    })),
    reset:
      reset === undefined
        ? null
        : {
            password: reset.password,
            factors: reset.factors,
            expires_at: reset.expiresAt.toISOString(),
          },
  }
}

export function invitationView(
  parts: UserParts,
  { token, expiresAt }: Pick<Invited, 'token' | 'expiresAt'>,
): z.input<typeof Invitation> {
  return {
    token,
    url: `${parts.publicUrl()}/register#invitation=${token}`,
    expires_at: expiresAt.toISOString(),
  }
}

export function resetView(parts: UserParts, reset: StartedReset): z.input<typeof ResetStarted> {
  return {
    token: reset.token,
    url: `${parts.publicUrl()}/reset#token=${reset.token}`,
    expires_at: reset.expiresAt.toISOString(),
    password: reset.password,
    factors_removed: reset.removed.length,
    sessions_ended: reset.sessionsEnded,
  }
}

export function sessionView(session: OpenSession): z.input<typeof UserSession> {
  return {
    id: session.id,
    created_at: session.createdAt.toISOString(),
    last_seen_at: session.lastSeenAt.toISOString(),
    expires_at: session.expiresAt.toISOString(),
    auth_methods: [...session.authMethods],
    mfa_verified: session.mfaVerified,
    ip_address: session.address ?? null,
    user_agent: session.userAgent ?? null,
    device: session.device,
  }
}

export function factorView(factor: HeldFactor): z.input<typeof UserFactor> {
  return {
    id: factor.id,
    type: factor.type,
    name: factor.name,
    created_at: factor.createdAt.toISOString(),
    last_used_at: factor.lastUsedAt?.toISOString() ?? null,
    ...(factor.backupEligible === null ? {} : { backup_eligible: factor.backupEligible }),
    ...(factor.backedUp === null ? {} : { backed_up: factor.backedUp }),
  }
}
