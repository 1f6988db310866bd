import { formatMoment } from '../ui/time.tsx'
import { isBefore } from './days.ts'
import { en } from './record.en.ts'
import type { Room, Row } from './record-kinds.ts'
import type { StepKind } from './unit-record.ts'
import { firstOutOfOrder } from './unit-state.ts'

export interface Step {
  id: number
  step: StepKind
  at: Temporal.Instant
  zone: string
}

/**
 * Steps that do not follow from what is on record of their units, each by a key and with its sentence: the first of each unit that is out of order, and
 * each strike that began without a notice. `shown`: by what members read alone.
 */
function brokenSteps(room: Room, { shown }: { shown: boolean }): Map<string, string> {
  const seen = (rows: readonly Row[]) => rows.filter(({ shown_at }) => shown_at || !shown)
  const steps = seen(room.records.steps),
    notices = seen(room.records['strike-notices'])
  const broken = new Map<string, string>()
  for (const { id, name } of room.units) {
    const own = steps.filter((row) => (row.unit_ids as number[]).includes(id)).map((row) => row as unknown as Step)
    const tell = (step: Step, sentence: typeof en.refusals.stepLeans) =>
      broken.set(`${id} ${step.id}`, sentence(en.options[step.step]!, formatMoment(step.at, step.zone, 'en'), name))
    const first = firstOutOfOrder(own)
    if (first) tell(first.step, en.refusals.stepLeans)
    for (const step of own) if (step.step === 'strike-began' && !isNoticed(id, step.at, notices, room)) tell(step, en.refusals.strikeLeans)
  }
  return broken
}

/** Whether a strike of the unit may have begun then by a notice among these. Outside of health care none is needed. */
export const isNoticed = (unit: number, at: Temporal.Instant, notices: readonly Row[], room: Room): boolean =>
  notices.some((row) => (row.unit_ids as number[]).includes(unit) && !isBefore(at, (row.moved_to ?? row.starts_at) as Temporal.Instant)) ||
  room.records.units.some((row) => row.unit_id === unit && row.health_care === false)

/** What followed from what was on record, and no longer does: the sentence of the first such step, or null. `shown`: for what members read. */
export function noLongerFollows(before: Room, after: Room, { shown }: { shown: boolean }): string | null {
  const known = brokenSteps(before, { shown })
  for (const [key, sentence] of brokenSteps(after, { shown })) if (!known.has(key)) return sentence
  return null
}
