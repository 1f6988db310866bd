import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { occurs } from '../roster/filters.ts'
import { places, type Place } from './segment.ts'

export interface Named {
  id: number
  name: string
}
export type Choices = Record<Place | 'events', Named[]>

const tables: Record<Place, { table: string; column: string; name: string }> = {
  units: { table: 'bargaining_unit t', column: 'unit_id', name: 't.name' },
  worksites: { table: 'worksite t', column: 'worksite_id', name: 't.name' },
  departments: { table: 'department t join worksite w on w.id = t.worksite_id', column: 'department_id', name: `w.name || ', ' || t.name` },
  shifts: { table: 'shift t', column: 'shift_id', name: 't.name' },
  classifications: { table: 'classification t', column: 'classification_id', name: 't.name' },
}

/** What occurs on a local's roster, by name, and the events that members answer, the newest first. */
export async function findChoices(db: Db, localId: number): Promise<Choices> {
  const choices = { events: [] } as unknown as Choices
  for (const place of places) {
    const { table, column, name } = tables[place]
    const { rows } =
      await sql<Named>`select t.id, ${sql.raw(name)} as name from ${sql.raw(table)} where ${occurs(localId, column)} order by 2`.execute(db)
    choices[place] = rows
  }
  choices.events = await findEventsAsked(db)
  return choices
}

/** Published events, the newest first: at most 100. */
export async function findEventsAsked(db: Db): Promise<Named[]> {
  const events = sql<Named>`select e.id, v.title_en as name from event e join event_version v on (v.event_id, v.version) = (e.id, e.shown)
    order by v.starts_at desc limit 100`
  return (await events.execute(db)).rows
}

/** What may be asked about, without the names. */
export const idsOf = <Kind extends string>(choices: Record<Kind, readonly Named[]>): Record<Kind, ReadonlySet<number>> =>
  Object.fromEntries(Object.entries<readonly Named[]>(choices).map(([kind, named]) => [kind, new Set(named.map(({ id }) => id))])) as never
