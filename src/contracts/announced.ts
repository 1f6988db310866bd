import type { UnitRecord } from './unit-record.ts'

/** A record without what a second person has not confirmed: what members and the public read of it, also when somebody of an office looks. */
export function announced(unit: UnitRecord): UnitRecord {
  const shown = <Fact extends { shown: boolean }>(facts: readonly Fact[]) => facts.filter((fact) => fact.shown)
  return {
    ...unit,
    law: unit.law?.shown ? unit.law : null,
    agreements: shown(unit.agreements).map((agreement) => ({
      ...agreement,
      extensions: shown(agreement.extensions),
      notices: shown(agreement.notices),
    })),
    notices: shown(unit.notices),
    votes: shown(unit.votes).map((vote) => ({ ...vote, outcome: vote.outcome?.shown ? vote.outcome : null })),
    sanctions: shown(unit.sanctions),
    strikeNotices: shown(unit.strikeNotices),
    lockouts: shown(unit.lockouts),
    pauses: shown(unit.pauses),
    steps: shown(unit.steps),
  }
}
