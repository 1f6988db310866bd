import { hashHex } from './hash.ts'
import { Refused, refuse, refuseUnless } from './refused.ts'
import { readUnits, reportingLists, unitOfCredential, writeCredentialList, type ReportingList, type Units } from './units.ts'
import type { Sound } from './verify.ts'

/** What `ballots verify --units` found, all of it sound. */
export interface SoundUnits {
  units: Units
  main: Sound
  /** What is published of it, once the vote is over; with its archive once there is a result. */
  published: (ReportingList & { archive: Sound })[]
}

/**
 * Verifies that archives of units are what the main archive and units.json make them: the units partition the list, the published results follow from the pooling rule,
 * each has exactly the ballots of its credentials in the order of the main archive, none is missing or too many, and their results add up. The archives themselves have
 * been verified.
 */
export function verifyUnits(unitsText: string, listOf: (id: string) => string, archives: { file: string; sound: Sound }[]): SoundUnits {
  const units = readUnits(unitsText)
  const mains = archives.filter(({ sound }) => sound.credentialsHash === units.credentials)
  refuseUnless(
    mains.length === 1,
    mains.length === 0
      ? 'None of the archives has the list of credentials that units.json names.'
      : 'Two of the archives have the list of all credentials.',
  )
  const main = mains[0]!.sound
  const unitOf = unitOfCredential(units, main, listOf)
  const others = archives.filter(({ sound }) => sound !== main)
  if (main.state !== 'final') {
    refuseUnless(others.length === 0, `The main archive has no result yet, and there is another archive already (${others[0]?.file}).`)
    return { units, main, published: [] }
  }
  const published = reportingLists(units, main, unitOf).map((reporting) => {
    const whole = reporting.credentials.length === main.credentials.length
    const list = hashHex(writeCredentialList(reporting.credentials))
    const found = whole ? mains[0]! : others.find(({ sound }) => sound.credentialsHash === list)
    const name = reporting.units.length === 1 ? reporting.id : `${reporting.id} (${reporting.units.join(', ')})`
    if (!found) refuse(`There is no archive of ${name}, whose result follows from the pooling rule.`)
    compare(found.sound, main, reporting, `${name} (${found.file})`)
    return { ...reporting, archive: found.sound }
  })
  const surplus = others.find(({ sound }) => !published.some(({ archive }) => archive === sound))
  if (surplus) refuse(`${surplus.file} is the archive of a group of members whose result the pooling rule does not publish.`)
  const sum = main.result!.map((question, i) =>
    question.map((_, j) => published.reduce((total, { archive }) => total + archive.result![i]![j]!, 0)),
  )
  refuseUnless(JSON.stringify(sum) === JSON.stringify(main.result), 'The results of the units do not add up to the result of all.')
  return { units, main, published }
}

function compare(archive: Sound, main: Sound, { credentials }: ReportingList, name: string) {
  refuseUnless(
    archive.electionText === main.electionText && archive.trusteesText === main.trusteesText,
    `The archive of ${name} belongs to another election.`,
  )
  refuseUnless(archive.state === 'final', `The archive of ${name} has no result.`)
  const own = new Set(credentials)
  const expected = main.box.filter(({ credential }) => own.has(credential))
  for (const [index, { hash }] of expected.entries())
    refuseUnless(
      archive.box[index]?.hash === hash,
      `The archive of ${name} does not have the ballots of the main archive: they differ at place ${index + 1}.`,
    )
  refuseUnless(archive.box.length === expected.length, `The archive of ${name} has ballots that the main archive has not.`)
}

/** `work`, with the name of the file before the sentence of a refusal. */
export async function naming<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof Refused ? new Refused(`${file}: ${error.message}`, { cause: error }) : error
  }
}
