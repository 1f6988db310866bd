/** One step of a scheme: what a number says in this union. */
export interface Step {
  value: number
  label: string
  /** Says that somebody acts: without an act in the last sixty days it is stale. */
  needsAct: boolean
}

/** What a union calls its steps. Numbers of two schemes mean different things: they are never averaged, added or put in one order. */
export interface Scheme {
  id: number
  /** Null: the standard scheme, of every local that has made none. */
  localId: number | null
  name: string
  steps: Step[]
}

export const evidences = ['act', 'conversation'] as const
export type Evidence = (typeof evidences)[number]

export interface Assessment {
  id: number
  value: number
  evidence: Evidence
  saidAt: Temporal.Instant
  byName: string
  scheme: Scheme
}

const actDays = 60

export const stepOf = ({ scheme, value }: Pick<Assessment, 'scheme' | 'value'>) => scheme.steps.find((step) => step.value === value)

/**
 * Whether the newest of these (newest first) says that somebody acts, and no act of the last sixty days is among them (domain rules 4.2).
 * An act counts in whatever scheme it was written down.
 */
export function isStale(
  assessments: readonly Pick<Assessment, 'scheme' | 'value' | 'evidence' | 'saidAt'>[],
  now: Temporal.Instant,
): boolean {
  const [newest] = assessments
  if (!newest || !stepOf(newest)?.needsAct) return false
  const since = now.subtract({ hours: actDays * 24 })
  return !assessments.some(({ evidence, saidAt }) => evidence === 'act' && Temporal.Instant.compare(saidAt, since) >= 0)
}

export const mostSteps = 6

/** A scheme as the form has it: `label-0` to `label-5`, `act-0` ...; empty labels are steps that the union does not use. */
export function readScheme(typed: Record<string, string>): { name: string; steps: Step[]; wrong: ('name' | 'steps' | 'twice' | 'long')[] } {
  const name = (typed.name ?? '').trim()
  const steps = Array.from({ length: mostSteps }, (_, value) => ({
    value,
    label: (typed[`label-${value}`] ?? '').trim(),
    needsAct: typed[`act-${value}`] === 'yes',
  })).filter(({ label }) => label)
  const wrong: ('name' | 'steps' | 'twice' | 'long')[] = []
  if (!name || name.length > 60) wrong.push('name')
  if (steps.length < 2) wrong.push('steps')
  if (new Set(steps.map(({ label }) => label.toLowerCase())).size < steps.length) wrong.push('twice')
  if (steps.some(({ label }) => label.length > 80)) wrong.push('long')
  return { name, steps, wrong }
}
