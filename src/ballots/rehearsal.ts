import { appendFile, mkdir, open, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { appendEvent, beginArchive, type ArchiveEnd } from './archive.ts'
import { assemble, type VotePlan } from './assemble.ts'
import { createBallot, trackerOf } from './ballot.ts'
import { newCredential, secretOf } from './credential.ts'
import { newElectionId, openElection } from './election.ts'
import { finish } from './finish.ts'
import type { Group } from './group.ts'
import { groupNamed } from './groups.ts'
import { decryptAsTeller, sumsOf } from './teller.ts'
import { commitmentTo, newTrusteeKey } from './trustees.ts'
import { writeCredentialList } from './units.ts'
import { verifyFile, withChecking } from './verify-file.ts'

/** A vote that is only for trying: locals of invented size, and what their members do. */
export interface Plan {
  group: Group['name']
  /** `votes`: each member who votes, with her choices one after the other (0 Yes, 1 No, 2 Abstain). */
  locals: { id: string; name: string; eligible: number; votes: number[][] }[]
  tellers: number
}

/** Four locals of unlike size, so that the smallest are pooled; two thirds vote, every seventh of them twice. */
export function planFor(members: number, group: Group['name'] = 'BELENIOS-2048'): Plan {
  const shares = [0.4, 0.36, 0.16, 0.08].map((share) => Math.max(1, Math.floor(members * share)))
  shares[0]! += members - shares.reduce((sum, share) => sum + share, 0)
  const locals = shares.map((eligible, local) => ({
    id: `local-${local + 1}`,
    name: `Local ${local + 1} (invented)`,
    eligible,
    votes: Array.from({ length: Math.ceil((eligible * 2) / 3) }, (_, member) => {
      const choice = [0, 0, 1, 0, 2, 0, 1][(member + local) % 7]!
      return member % 7 === 3 ? [1 - Math.min(choice, 1), choice] : [choice]
    }),
  }))
  return { group, locals, tellers: 3 }
}

/**
 * Holds a whole vote on this machine, every part of it by the code that real ones use, and leaves a folder that anyone can verify. All secrets are forgotten with it.
 * Answers the folder's fingerprint for `--notice`, and the results.
 */
export async function rehearse(plan: Plan, folder: string, say: (sentence: string) => void = () => {}) {
  await mkdir(join(folder, 'credentials'), { recursive: true })
  const group = groupNamed(plan.group)
  const uuid = newElectionId()
  const keys = Array.from({ length: plan.tellers }, () => newTrusteeKey(group))
  say(`${plan.tellers} tellers made their keys.`)
  const powerOfG = group.fixedPower(
    group.generator,
    plan.locals.reduce((sum, { eligible }) => sum + eligible, 0),
  )
  const locals = plan.locals.map((local) => {
    const secrets = Array.from({ length: local.eligible }, newCredential)
    return { ...local, secrets, credentials: secrets.map((secret) => group.write(powerOfG(secretOf(group, uuid, secret)))) }
  })
  say(`${locals.length} registrars made ${locals.reduce((sum, { eligible }) => sum + eligible, 0)} credentials.`)
  const files = new Map([
    ...keys.map(({ published }, teller) => [`teller ${teller + 1}`, JSON.stringify(published)] as const),
    ...locals.map(({ id, credentials }) => [id, writeCredentialList(credentials)] as const),
  ])
  const vote: VotePlan = {
    uuid,
    group: plan.group,
    name: 'Rehearsal: strike authorization',
    description: 'A rehearsal with invented members. It decides nothing.',
    questions: [{ answers: ['Yes', 'No', 'Abstain'], min: 1, max: 1, question: 'Do you authorize a strike?' }],
    opens: '2026-12-01T08:00:00Z',
    closes: '2026-12-03T20:00:00Z',
    release: 'A rehearsal is opened at once.',
    tellers: keys.map(({ published }, teller) => ({ commitment: commitmentTo(published), key: `teller ${teller + 1}` })),
    units: locals.map(({ id, name, eligible }) => ({ id, name, eligible, list: id })),
  }
  const { electionText, unitsText, notice, lists, setup } = assemble(vote, (name) => files.get(name)!)
  const votes = locals.flatMap(({ votes, secrets }) =>
    votes.flatMap((choices, member) => choices.map((choice, turn) => ({ secret: secrets[member]!, choice, turn }))),
  )
  votes.sort((a, b) => a.turn - b.turn) // those who vote again do so after the others
  const election = openElection(electionText, votes.length)
  for (const [id, list] of lists) await writeFile(join(folder, 'credentials', `${id}.json`), list)
  await writeFile(join(folder, 'units.json'), unitsText)
  say(`The notice of vote has the fingerprint ${notice}.`)

  const box = join(folder, 'box.bel')
  let { bytes, end }: { bytes: Uint8Array; end: ArchiveEnd } = beginArchive(1_795_000_000)
  await writeFile(box, bytes)
  async function append(...step: [Parameters<typeof appendEvent>[1], string[]]) {
    ;({ bytes, end } = appendEvent(end, ...step))
    await appendFile(box, bytes)
  }
  await append('Setup', setup)
  let tracker = ''
  for (const [index, { secret, choice }] of votes.entries()) {
    const ballot = createBallot(election, secret, [[0, 1, 2].map((answer) => Number(answer === choice))])
    tracker = trackerOf(ballot)
    await append('Ballot', [ballot])
    if ((index + 1) % 100 === 0) say(`${index + 1} of ${votes.length} ballots are in the box.`)
  }
  await append('EndBallots', [])
  say(`Voting has ended with ${votes.length} ballots${tracker ? `; the last has the number ${tracker}` : ''}.`)

  const handle = await open(box)
  const ballotAt = async (offset: number, size: number) => (await handle.read(Buffer.alloc(size), 0, size, offset)).buffer.toString('utf8')
  try {
    return await withChecking(2, async (checking) => {
      const main = await verifyFile(box, checking)
      const sums = await sumsOf(main, unitsText, notice, (id) => lists.get(id)!, ballotAt)
      const parts = keys.map(({ secret }) => decryptAsTeller(main, sums, secret))
      say(`${parts.length} tellers verified the box and opened ${sums.tallies.size} sums.`)
      const results = await finish(box, main, sums, parts, folder)
      return { notice, uuid, results, lists: sums.lists }
    })
  } finally {
    await handle.close()
    await rm(box)
  }
}
