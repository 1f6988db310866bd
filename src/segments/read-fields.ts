type Refusal = 'many' | 'unknown' | 'choice' | 'event' | 'answer'

/** The most that can be chosen in one field. */
export const most = 300

export const languageCode = /^[a-zA-Z]{2,3}([_-][a-zA-Z0-9]{2,8})*$/

/**
 * Reads the fields of a segment's form, where each has the values chosen, none for what was left alone. What is wrong with a field is
 * written into `refused`; then what was read of it counts for nothing.
 */
export function fieldReader<Field extends string>(
  typed: Partial<Record<Field, readonly string[]>>,
  refused: Partial<Record<Field | 'event' | 'answer', string>>,
) {
  const refuse = (field: Field, reason: Refusal) => void (refused[field] ??= reason)
  const values = (field: Field) => [...new Set((typed[field] ?? []).map((value) => value.trim()).filter(Boolean))]
  const isKnown = (value: string, known: ReadonlySet<number>) => /^\d{1,9}$/.test(value) && known.has(Number(value))

  /** Any of those that may be asked about, in order. */
  function ids(field: Field, known: ReadonlySet<number>): number[] {
    const chosen = values(field)
    if (chosen.length > most) refuse(field, 'many')
    else if (!chosen.every((value) => isKnown(value, known))) refuse(field, 'unknown')
    return chosen.map(Number).sort((a, b) => a - b)
  }
  function id(field: Field, known: ReadonlySet<number>): number | null {
    const [value] = values(field)
    if (value === undefined) return null
    if (isKnown(value, known)) return Number(value)
    refuse(field, 'unknown')
    return null
  }
  function choice<Word extends string>(field: Field, words: readonly Word[]): Word | null {
    const [value] = values(field),
      found = words.find((word) => word === value)
    if (value !== undefined && !found) refuse(field, 'choice')
    return found ?? null
  }
  /** What members answered to an event: both are said, or neither. */
  function event<Answer extends string>(known: ReadonlySet<number>, answers: readonly Answer[]): { id: number; answer: Answer } | null {
    const found = id('event' as Field, known),
      answer = choice('answer' as Field, answers)
    if (found !== null && !answer) refuse('answer' as Field, 'answer')
    if (found === null && answer) refuse('event' as Field, 'event')
    return found !== null && answer ? { id: found, answer } : null
  }
  return { values, ids, id, choice, event }
}
