import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { fields, guessMapping, type FieldName, type Guess, type Mapping } from './columns.ts'
import { plainRules, rulesFor, type ImportRules } from './import-rules.ts'
import { builtIn, readBy, recognize, type Profile } from './profiles.ts'

/** A local's own profiles, by name. */
export async function findProfiles(db: Db, localId: number): Promise<Profile[]> {
  const { rows } = await sql<{ id: number; name: string; columns: Partial<Record<FieldName, string>>; rules: ImportRules }>`
    select id, name, columns, rules from import_profile where local_id = ${localId} order by name`.execute(db)
  return rows.map(({ id, name, columns, rules }) => ({
    key: String(id),
    name,
    source: rules.source,
    leave: [],
    rules,
    columns: Object.fromEntries(fields.flatMap((field) => (columns[field] === undefined ? [] : [[field, [columns[field]]]]))),
  }))
}

/** Keeps how a file was read under a name; one that has this name already is replaced. */
export async function saveProfile(
  db: Db,
  localId: number,
  name: string,
  header: readonly string[],
  mapping: Mapping,
  rules: ImportRules,
): Promise<void> {
  const columns = Object.fromEntries(Object.entries(mapping).map(([field, column]) => [field, header[column]]))
  await sql`
    insert into import_profile (local_id, name, columns, rules, by_name)
    select ${localId}, ${name}, ${JSON.stringify(columns)}, ${JSON.stringify(rules)}, (select holder_name from office where account_id = current_account() and local_id = ${localId} and ended_at is null order by id limit 1)
    on conflict (local_id, lower(name)) do update set name = excluded.name, columns = excluded.columns, rules = excluded.rules, by_name = excluded.by_name, saved_at = now()`.execute(
    db,
  )
}

export async function forgetProfile(db: Db, localId: number, id: number): Promise<void> {
  await sql`delete from import_profile where local_id = ${localId} and id = ${id}`.execute(db)
}

/** How a file with these columns is read at first: by the profile that was asked for ('': none), else by the one that is recognized. */
export function readingBy(header: readonly string[], own: readonly Profile[], asked?: string): Guess & { rules: ImportRules } {
  const profile = asked === undefined ? recognize(header, own) : ([...own, ...builtIn].find(({ key }) => key === asked) ?? null)
  if (!profile) return { ...guessMapping(header), rules: plainRules }
  const guess = readBy(profile, header)
  return {
    ...guess,
    rules: rulesFor({ ...plainRules, more: profile.more, ...profile.rules, source: profile.source, profile: profile.key }, guess.mapping),
  }
}
