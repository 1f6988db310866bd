import type { Election } from './election.ts'
import { hashBase64, hashHex } from './hash.ts'
import { fewest, poolId, reportingUnits, type ReportingUnit } from './pooling.ts'
import { refuse, refuseUnless } from './refused.ts'
import { base64Hash, count, exactly, fields, hexHash, list, matching, readCanonical, text } from './shape.ts'
import { compareCredentials, readCredentialList, type Sound } from './verify.ts'

/**
 * units.json: what the vote was announced to be. Its fingerprint stands in the notice of vote; it holds the hashes of everything else that is fixed before the first
 * ballot, so that one line read out at a meeting binds all of it.
 */
export interface Units {
  version: 1
  uuid: string
  /** Fingerprint of election.json; hashes of trustees.json and of the list of all credentials as archives name them. */
  election: string
  trustees: string
  credentials: string
  /** Moments in UTC to the second, such as 2026-12-01T18:00:00Z. */
  opens: string
  closes: string
  /** Of several ballots under one credential the last counts. */
  revotes: 'last'
  /** A sentence on when the result is opened. */
  release: string
  /** The bounds of the pooling rule. */
  pooling: { eligible: number; counted: number }
  units: Unit[]
}

export interface Unit {
  id: string
  name: string
  /** As many as its list has credentials. */
  eligible: number
  /** SHA-256 of its own list, written like the list of all. */
  credentials: string
}

export const moment = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'a moment in UTC such as 2026-12-01T18:00:00Z')

export const unitId = matching(/^[a-z0-9][a-z0-9-]{0,39}$/, 'an id of small letters, digits and hyphens')

const shape = fields<Units>({
  version: exactly<1>(1),
  uuid: text,
  election: base64Hash,
  trustees: hexHash,
  credentials: hexHash,
  opens: moment,
  closes: moment,
  revotes: exactly<'last'>('last'),
  release: text,
  pooling: fields({ eligible: exactly(fewest.eligible), counted: exactly(fewest.counted) }),
  units: list(
    fields<Unit>({
      id: unitId,
      name: text,
      eligible: count,
      credentials: hexHash,
    }),
  ),
})

/** What is read out: 43 characters. */
export const noticeFingerprint = (unitsText: string): string => hashBase64(unitsText)

/** The bytes of a list of credentials: of a unit, or of all. */
export const writeCredentialList = (credentials: Iterable<string>): string => JSON.stringify([...credentials].sort(compareCredentials))

/** Reads units.json. Refuses another form, rules of pooling other than ours, no unit, and a unit named twice. */
export function readUnits(content: string): Units {
  const units = readCanonical(content, 'units.json', shape)
  refuseUnless(units.opens < units.closes, 'units.json: the vote closes before it opens.')
  refuseUnless(units.units.length > 0, 'units.json names no unit.')
  const ids = units.units.map(({ id }) => id)
  refuseUnless(new Set(ids).size === ids.length, 'units.json names a unit twice.')
  refuseUnless(!ids.includes(poolId), `units.json: no unit may be called "${poolId}".`)
  return units
}

/** The bytes of units.json for an election: unit by unit its list. */
export function writeUnits(
  election: Election,
  trusteesText: string,
  times: Pick<Units, 'opens' | 'closes' | 'release'>,
  lists: { id: string; name: string; credentials: string[] }[],
): string {
  const { fingerprint, parameters } = election
  const units: Units = {
    version: 1,
    uuid: parameters.uuid,
    election: fingerprint,
    trustees: hashHex(trusteesText),
    credentials: hashHex(writeCredentialList(lists.flatMap(({ credentials }) => credentials))),
    opens: times.opens,
    closes: times.closes,
    revotes: 'last',
    release: times.release,
    pooling: fewest,
    units: lists.map(({ id, name, credentials }) => ({
      id,
      name,
      eligible: credentials.length,
      credentials: hashHex(writeCredentialList(credentials)),
    })),
  }
  const content = JSON.stringify(shape(units, 'units.json'))
  readUnits(content)
  return content
}

/** The unit of each credential. Refuses lists that are not those of the notice, and units that overlap or do not together make the list of the archive. */
export function unitOfCredential(units: Units, main: Sound, listOf: (id: string) => string): Map<string, string> {
  refuseUnless(
    units.uuid === main.election.parameters.uuid && units.election === main.election.fingerprint,
    'units.json belongs to another election than the archive.',
  )
  refuseUnless(units.trustees === hashHex(main.trusteesText), 'units.json names other trustees than the archive has.')
  refuseUnless(units.credentials === main.credentialsHash, 'units.json names another list of credentials than the archive has.')
  const unitOf = new Map<string, string>()
  const known = new Map(main.credentials.map((credential) => [credential, credential]))
  for (const { id, eligible, credentials } of units.units) {
    const content = listOf(id)
    refuseUnless(hashHex(content) === credentials, `The list of credentials of ${id} is not the one that units.json names.`)
    const listed = readCredentialList(content)
    refuseUnless(
      listed.length === eligible,
      `The list of ${id} has ${listed.length} credentials, and units.json says ${eligible} are eligible.`,
    )
    for (const read of listed) {
      const credential = known.get(read) ?? refuse(`The list of ${id} has a credential that the list of the election has not.`)
      const other = unitOf.get(credential)
      refuseUnless(!other, `The units ${other} and ${id} overlap: a credential is on both lists.`)
      unitOf.set(credential, id)
    }
  }
  refuseUnless(
    unitOf.size === main.credentials.length,
    `The units miss somebody: ${(main.credentials.length - unitOf.size).toLocaleString('en')} of the election's credentials are on no unit's list.`,
  )
  return unitOf
}

/** A result to be published, with the credentials whose ballots it adds up. */
export interface ReportingList extends ReportingUnit {
  credentials: string[]
  counted: number
}

/** Which results are published of this box, computed from the board alone. */
export function reportingLists(units: Units, main: Sound, unitOf: Map<string, string>): ReportingList[] {
  if (main.state === 'open') refuse('The vote is still open: what is published follows from who voted in the end.')
  const counted = new Map(units.units.map(({ id }) => [id, 0]))
  for (const credential of main.counted.keys()) counted.set(unitOf.get(credential)!, counted.get(unitOf.get(credential)!)! + 1)
  return reportingUnits(units.units.map(({ id, eligible }) => ({ id, eligible, counted: counted.get(id)! }))).map((reporting) => ({
    ...reporting,
    credentials: main.credentials.filter((credential) => reporting.units.includes(unitOf.get(credential)!)),
    counted: reporting.units.reduce((sum, id) => sum + counted.get(id)!, 0),
  }))
}
