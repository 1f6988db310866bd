/** Why an object, an archive or a step is not accepted, as a sentence for people. Anything else that is thrown is a bug of ours. */
export class Refused extends Error {}

export function refuse(sentence: string): never {
  throw new Refused(sentence)
}

export function refuseUnless(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new Refused(sentence)
}

/** What `work` answers, or the sentence with which it refused. */
export function attempt<T>(work: () => T): { value: T } | { refusal: string } {
  try {
    return { value: work() }
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.message }
    throw error
  }
}
