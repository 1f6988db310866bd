import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../platform/db.ts'
import { enqueue } from '../platform/jobs.ts'
import type { Settings } from '../platform/settings.ts'
import type { Me } from './office.ts'
import { hashToken } from './secrets.ts'

/** A fifth of all the modules that a start would load, and most requests never need them. */
const webAuthn = () => import('@simplewebauthn/server')

/** For whom passkeys are made: `id` is the host, which devices keep with the key; `origin` must be where the answer was given. */
export interface RelyingParty {
  id: string
  origin: string
}

/** From BASE_URL. Null where browsers make no passkeys: without https (but on localhost), and at a bare IP address. */
export function relyingParty({ BASE_URL }: Pick<Settings, 'BASE_URL'>): RelyingParty | null {
  if (!BASE_URL) return null
  const { protocol, hostname, origin } = new URL(BASE_URL)
  const local = hostname === 'localhost' || hostname.endsWith('.localhost')
  if ((protocol !== 'https:' && !local) || /^[\d.]+$|^\[/.test(hostname)) return null
  return { id: hostname, origin }
}

export interface Passkey {
  id: string
  name: string
  /** A keychain has copies on the person's other devices. */
  synced: boolean
  createdAt: Temporal.Instant
  usedOn: Temporal.PlainDate | null
  /** It answered as a copy would and opens nothing any more. */
  refused: boolean
}

/** The asker's own, newest first. */
export const findMyPasskeys = (db: Db): Promise<Passkey[]> =>
  db
    .selectFrom('passkey')
    .select(['id', 'name', 'synced', 'created_at as createdAt', 'used_on as usedOn', sql<boolean>`refused_at is not null`.as('refused')])
    .orderBy('created_at', 'desc')
    .execute()

/** False: not one of the asker's. */
export async function renamePasskey(db: Db, id: string, name: string): Promise<boolean> {
  return (await db.updateTable('passkey').set({ name }).where('id', '=', id).executeTakeFirst()).numUpdatedRows === 1n
}

/** False: not one of the asker's. Where somebody is signed in by it already, that stays: she ends sessions beside it. */
export async function removePasskey(db: Db, id: string): Promise<boolean> {
  return (await db.deleteFrom('passkey').where('id', '=', id).executeTakeFirst()).numDeletedRows === 1n
}

/** A name as it is kept; null when there is none, or it is longer than 60 characters. */
export function readPasskeyName(text: string): string | null {
  const name = text.normalize('NFC').trim()
  return name && name.length <= 60 && !/\p{Cc}/u.test(name) ? name : null
}

export type PasskeyRefusal = 'stale' | 'unknown' | 'copied' | 'refused' | 'known' | 'too-many'

/** EdDSA, ES256, RS256 (RFC 9053): what every device can do, and what Node checks without experiments. */
const supportedAlgorithmIDs = [-8, -7, -257]

/** What the asker's browser is asked, to make a passkey. The device learns her name and a random handle: no address, no number. */
export async function askForPasskey(db: Db, rp: RelyingParty, me: Me, coalition: string) {
  const { handle } = await db.selectNoFrom(sql<Buffer>`passkey_handle()`.as('handle')).executeTakeFirstOrThrow()
  const known = await db.selectFrom('passkey').select(['credential_id', 'transports']).execute()
  const question = await (
    await webAuthn()
  ).generateRegistrationOptions({
    rpName: coalition,
    rpID: rp.id,
    userID: new Uint8Array(handle),
    userName: me.name ?? coalition,
    userDisplayName: me.name ?? coalition,
    timeout: 300_000,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs,
    excludeCredentials: known.map(({ credential_id, transports }) => ({ id: credential_id, transports })),
  })
  await sql`select open_passkey_challenge('add', ${hashToken(question.challenge)})`.execute(db)
  return question
}

/** What any browser is asked, to sign in with one. The same for everybody: it names no credential, so it tells nobody who has one. */
export async function askToSignIn(db: Db, rp: RelyingParty) {
  const question = await (await webAuthn()).generateAuthenticationOptions({ rpID: rp.id, timeout: 300_000, userVerification: 'required' })
  await sql`select open_passkey_challenge('sign-in', ${hashToken(question.challenge)})`.execute(db)
  return question
}

const base64url = z
  .string()
  .regex(/^[\w-]+$/)
  .max(20_000)
const Credential = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.unknown().transform(() => ({})),
})
const Added = Credential.extend({
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
})
const Signed = Credential.extend({
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url, userHandle: base64url }),
})

function read<Answer>(shape: z.ZodType<Answer>, answer: string): Answer | null {
  try {
    return shape.parse(JSON.parse(answer))
  } catch {
    return null
  }
}

/** Adds what the asker's browser made (`answer`: its JSON) under a name, and tells her by mail. The challenge is hers, fresh, and taken. */
export async function addPasskey(db: Db, rp: RelyingParty, answer: string, name: string): Promise<PasskeyRefusal | null> {
  const response = read(Added, answer)
  let challenge = ''
  const made =
    response &&
    (await (
      await webAuthn()
    )
      .verifyRegistrationResponse({
        response: response as RegistrationResponseJSON,
        expectedChallenge: (asked) => ((challenge = asked), true),
        expectedOrigin: rp.origin,
        expectedRPID: rp.id,
        supportedAlgorithmIDs,
      })
      .catch(() => null))
  if (!made?.verified) return 'refused'
  const { credential, credentialBackedUp } = made.registrationInfo
  const { outcome } = await db
    .selectNoFrom(
      sql<
        PasskeyRefusal | 'ok'
      >`add_passkey(${hashToken(challenge)}, ${credential.id}, ${Buffer.from(credential.publicKey)}, ${credential.counter},
    ${credential.transports ?? []}::text[], ${credentialBackedUp}, ${name})`.as('outcome'),
    )
    .executeTakeFirstOrThrow()
  if (outcome !== 'ok') return outcome
  await enqueue(db, 'passkey-mail', { name })
  return null
}

/**
 * Opens a session (its token's hash is `session`) for whoever owns the credential that signed. The signature is checked here; that the
 * challenge is fresh and used once, and that the counter did not go back, in the database, under a lock.
 */
export async function signInByPasskey(
  db: Db,
  rp: RelyingParty,
  answer: string,
  session: Buffer,
  device: string,
): Promise<PasskeyRefusal | null> {
  const response = read(Signed, answer)
  if (!response) return 'refused'
  const {
    rows: [key],
  } = await sql<{ public_key: Buffer; transports: string[]; handle: Buffer }>`select * from passkey_key(${response.id})`.execute(db)
  if (!key) return 'unknown'
  let challenge = ''
  const signed = await (
    await webAuthn()
  )
    .verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: (asked) => ((challenge = asked), true),
      expectedOrigin: rp.origin,
      expectedRPID: rp.id,
      credential: { id: response.id, publicKey: new Uint8Array(key.public_key), counter: 0 },
    })
    .catch(() => null)
  if (!signed?.verified || response.response.userHandle !== key.handle.toString('base64url')) return 'refused'
  const { outcome } = await db
    .selectNoFrom(
      sql<
        PasskeyRefusal | 'ok'
      >`sign_in_by_passkey(${hashToken(challenge)}, ${response.id}, ${signed.authenticationInfo.newCounter}, ${session}, ${device})`.as(
        'outcome',
      ),
    )
    .executeTakeFirstOrThrow()
  return outcome === 'ok' ? null : outcome
}
