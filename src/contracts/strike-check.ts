import { checkEligibility } from './eligibility.ts'
import { mergeFacts, readFacts, type NamedFacts, type Problem } from './read-facts.ts'
import { ruleSetVersion, saySource, sourcesOf } from './rule-set.ts'
import { en } from './strike.en.ts'
import type { Answer, CheckId, Result, Verdict } from './verdict.ts'

/** One line of `strike-check --json`. Moments carry the offset that the unit's zone has then. */
export interface Checked {
  id?: string | number
  answer: Answer
  earliest: string | null
  failing: CheckId[]
  review: CheckId[]
  ifCured: string | null
  checks: { id: CheckId; result: Result; notBefore: string | null; sentence: string; sources: string[] }[]
}

/**
 * What the command `strike-check` reads: one object of facts, an array of them, or `{base, examples}` where each example's `overrides` are laid
 * deeply upon `base`. Problems name the place and the key; then nothing is judged.
 */
export function strikeCheck(text: string): { value: Checked[] } | { problems: Problem[] } {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch (error) {
    return { problems: [{ at: 'the file', sentence: `is not JSON: ${(error as Error).message}` }] }
  }
  const read = factsIn(given)
  const problems = read.flatMap((each) => ('problems' in each ? each.problems : []))
  if (problems.length > 0) return { problems }
  return { value: read.flatMap((each) => ('value' in each ? [judge(each.value)] : [])) }
}

type Read = ReturnType<typeof readFacts>

function factsIn(given: unknown): Read[] {
  if (Array.isArray(given)) return given.map((facts: unknown, place) => readFacts(facts, `[${place}]`))
  if (!isObject(given) || !('base' in given || 'examples' in given)) return [readFacts(given)]
  const { base = {}, examples, ...others } = given
  const unknown = Object.keys(others).map((at) => ({ at, sentence: 'is not a key that is known here' }))
  if (unknown.length > 0) return [{ problems: unknown }]
  if (!isObject(base)) return [{ problems: [{ at: 'base', sentence: 'must be an object of facts' }] }]
  if (!Array.isArray(examples)) return [{ problems: [{ at: 'examples', sentence: 'must be an array of examples' }] }]
  return examples.map((example: unknown, place): Read => {
    const at = `examples[${place}]`
    if (!isObject(example)) return { problems: [{ at, sentence: 'must be an object with "overrides"' }] }
    const { overrides = {}, ...named } = example
    const wrong = Object.keys(named).find((key) => !['id', 'title', 'expected'].includes(key))
    if (wrong) return { problems: [{ at: `${at}.${wrong}`, sentence: 'is not a key that is known here' }] }
    if (!isObject(overrides)) return { problems: [{ at: `${at}.overrides`, sentence: 'must be an object of facts' }] }
    return readFacts({ ...(mergeFacts(base, overrides) as object), ...('id' in named ? { id: named.id } : {}) }, at)
  })
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function judge({ id, facts }: NamedFacts): Checked {
  const verdict = checkEligibility(facts)
  const zone = facts.zone ?? 'UTC'
  const told = (moment: Temporal.Instant | null) => moment && moment.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never' })
  return {
    ...(id === undefined ? {} : { id }),
    answer: verdict.answer,
    earliest: told(verdict.earliest),
    failing: verdict.failing,
    review: verdict.review,
    ifCured: told(verdict.ifCured),
    checks: verdict.checks.map((check) => ({
      id: check.id,
      result: check.result,
      notBefore: told(check.notBefore),
      sentence: check.sentence(en),
      sources: sourcesOf(check.id, verdict.regime).map(saySource),
    })),
  }
}

/** The same for a person to read, in lines. */
export function inLines(checked: Checked[]): string {
  const answers: Record<Verdict['answer'], string> = {
    YES: 'The encoded checks pass',
    NOT_YET: 'Not yet',
    REVIEW: 'A person must decide',
    NO: 'No',
  }
  const blocks = checked.map(({ id, answer, earliest, ifCured, checks }) =>
    [
      `${id === undefined ? '' : `${id}: `}${answers[answer]} (${answer})`,
      ...(earliest ? [`  Earliest start: ${earliest}`] : []),
      ...(ifCured ? [`  If every missing act were done now: ${ifCured}; a vote or a sanction has no date that can be told`] : []),
      ...checks
        .filter(({ result }) => result !== 'NA')
        .map(({ id, result, sentence, sources }) => `  ${id.padEnd(4)}${result.padEnd(7)}${sentence} [${sources.join('; ')}]`),
    ].join('\n'),
  )
  return [...blocks, `General information, checked against rule set ${ruleSetVersion}. Confirm with your union's counsel.`].join('\n\n')
}
