import { checkBallots } from './ballot.ts'
import { openElection, type Election } from './election.ts'
import type { groupNamed } from './groups.ts'
import { attempt, refuseUnless } from './refused.ts'
import { readUnproven } from './shape.ts'

/** Who does the costly checks: this thread, or several (see checking-threads.ts). Each answers a sentence when something is wrong, else null. */
export interface Checking {
  open: (electionText: string, expectedBallots: number) => Promise<void>
  credentials: (list: string[]) => Promise<string | null>
  /** A fault or null for each, whose credentials are on the list. */
  ballots: (contents: string[]) => Promise<(string | null)[]>
}

/** On this thread, one after the other. */
export function checkingHere(group?: typeof groupNamed): Checking {
  let election: Election
  return {
    async open(electionText, expectedBallots) {
      election = openElection(electionText, Math.min(expectedBallots, 1000), group)
    },
    credentials: async (list) => {
      const { group } = election
      const outcome = attempt(() => {
        const all = list.map((credential) => readUnproven(group, credential, 'A credential on the list'))
        refuseUnless(group.areMembers(all), 'A credential on the list is outside the subgroup of prime order.')
      })
      return 'refusal' in outcome ? outcome.refusal : null
    },
    ballots: async (contents) => checkBallots(election, contents),
  }
}
