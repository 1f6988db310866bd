import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import { lockStructure, saveCoalition, write } from './save-structure.ts'
import {
  fieldsOf,
  isReference,
  kinds,
  namedBy,
  readThing,
  sameName,
  scopeOf,
  staysFixed,
  type FieldName,
  type Kind,
  type Refusal,
  type Thing,
} from './structure.ts'
import { findCoalition, findThings } from './structure-queries.ts'
import { readStructureFile, type FileThing } from './structure-file.ts'
import { en } from './unions.en.ts'

export interface StructureImport {
  added: number
  changed: number
  unchanged: number
}

/**
 * Brings the structure to what a file says (structure-file.ts has its shape), as the administrator who asks. Things are known again by
 * their key (regions, locals) or name; a second time the same file changes nothing, and what the file leaves out stays. All of it or
 * nothing: `problems` are sentences, each with its place in the file. Throws nothing for bad files.
 */
export async function importStructure(db: Db, text: string): Promise<StructureImport | { problems: string[] }> {
  const { allowed } = await db.selectNoFrom(sql<boolean>`may_shape_structure()`.as('allowed')).executeTakeFirstOrThrow()
  if (!allowed) return { problems: [en.errors.notAdministrator] }
  const read = readStructureFile(text)
  if ('problems' in read) return read
  await lockStructure(db)
  await sql`savepoint before_structure`.execute(db)
  const done: StructureImport = { added: 0, changed: 0, unchanged: 0 }
  const problems = await bringCoalition(db, read.file.coalition, done)
  const known = {} as Record<Kind, Thing[]>
  for (const kind of kinds) known[kind] = await findThings(db, kind)
  const seen = new Map<number | string, string>()
  for (const kind of kinds)
    for (const thing of read.file.things) if (thing.kind === kind) problems.push(...(await bring(db, thing, known, seen, done)))
  if (!problems.length) return done
  await sql`rollback to savepoint before_structure`.execute(db)
  return { problems }
}

async function bringCoalition(db: Db, said: Partial<Record<string, string>> | null, done: StructureImport): Promise<string[]> {
  if (!said) return []
  const before = await findCoalition(db)
  const refusal = await saveCoalition(db, { ...before, ...said })
  if (refusal) return Object.entries(refusal.refused).map(([field, reason]) => `coalition.${field}: ${en.coalition.refusals[reason]}`)
  done[JSON.stringify(before) === JSON.stringify(await findCoalition(db)) ? 'unchanged' : 'changed']++
  return []
}

/** Adds or changes one thing of the file, and keeps `known` true for those that follow. */
async function bring(
  db: Db,
  { kind, where, fields }: FileThing,
  known: Record<Kind, Thing[]>,
  seen: Map<number | string, string>,
  done: StructureImport,
): Promise<string[]> {
  const typed: Partial<Record<FieldName, string>> = { ...fields }
  for (const field of fieldsOf[kind])
    if (isReference(field)) {
      const named = findNamed(known[namedBy[field]], fields[field] ?? '')
      if (!named) return [`${where}: ${en.file.notNamed(en.fields[field].label, fields[field] ?? '')}`]
      typed[field] = String(named.id)
    }
  const scope = scopeOf(kind)
  const beside = known[kind].filter((other) => !scope || other.fields[scope] === typed[scope])
  const before = beside.find((other) =>
    typed.key !== undefined ? other.fields.key === typed.key : sameName(other.fields.name!, typed.name ?? ''),
  )
  const others = beside.filter((other) => other !== before)
  const read = readThing(kind, typed, others, (field) => known[namedBy[field]].map(({ id }) => id))
  if ('refused' in read)
    return Object.entries(read.refused).map(([field, reason]) => `${where}: ${sentenceFor(kind, field as FieldName, reason)}`)
  const twice = before && seen.get(`${kind} ${before.id}`)
  if (twice) return [`${where}: ${en.file.twice(twice)}`]
  if (before && fieldsOf[kind].every((field) => before.fields[field] === read.fields[field])) {
    seen.set(`${kind} ${before.id}`, where)
    done.unchanged++
    return []
  }
  const changes = before
    ? Object.fromEntries(Object.entries(read.fields).filter(([field]) => !staysFixed(field as FieldName)))
    : read.fields
  const id = await write(db, kind, before?.id ?? null, changes)
  if (id === null) return [`${where}: ${sentenceFor(kind, 'name', 'taken')}`]
  if (before) before.fields = { ...before.fields, ...changes }
  else known[kind].push({ id, fields: read.fields })
  seen.set(`${kind} ${id}`, where)
  done[before ? 'changed' : 'added']++
  return []
}

const findNamed = (things: readonly Thing[], said: string) =>
  things.find(({ fields }) => fields.key !== undefined && fields.key === said.trim()) ??
  things.find(({ fields }) => sameName(fields.name!, said))

/** What is wrong with a field, for a form or a file. */
export const sentenceFor = (kind: Kind, field: FieldName, reason: Refusal) =>
  reason === 'taken'
    ? field === 'key'
      ? en.refusals.keyTaken
      : en.refusals.taken(en.kinds[kind].one)
    : en.refusals[reason](en.fields[field].label)
