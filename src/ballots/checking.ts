import { checkBallot, readBallot } from './ballot.ts'
import { openElection, type Election } from './election.ts'
import type { groupNamed } from './groups.ts'
import { Refused } from './refused.ts'
import { readElement } from './shape.ts'

/** Who does the costly checks: this thread, or several (see checking-threads.ts). Each answers a sentence when something is wrong, else null. */
export interface Checking {
  open: (electionText: string, expectedBallots: number) => Promise<void>
  credentials: (list: string[]) => Promise<string | null>
  ballot: (content: string) => Promise<string | null>
}

/** On this thread, one after the other. */
export function checkingHere(group?: typeof groupNamed): Checking {
  let election: Election
  return {
    async open(electionText, expectedBallots) {
      election = openElection(electionText, Math.min(expectedBallots, 3000), group)
    },
    credentials: async (list) =>
      faultIn(() => list.forEach((credential) => readElement(election.group, credential, 'A credential on the list'))),
    ballot: async (content) => faultIn(() => checkBallot(election, readBallot(election, content), { credentialChecked: true })),
  }
}

function faultIn(check: () => void): string | null {
  try {
    check()
    return null
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
}
