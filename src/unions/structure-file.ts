import papaparse from 'papaparse'
import { z } from 'zod'
import type { FieldName, Kind } from './structure.ts'

/** One thing of a file: its kind, its fields as written (names, not ids), and where in the file it stands, for a sentence. */
export interface FileThing {
  kind: Kind
  where: string
  fields: Partial<Record<FieldName, string>>
}

export interface StructureFile {
  coalition: { name?: string; zone?: string; postalAddress?: string; replyTo?: string } | null
  things: FileThing[]
}

const Named = z.union([
  z.string(),
  z
    .object({ name: z.string() })
    .strict()
    .transform(({ name }) => name),
])

const Json = z
  .object({
    coalition: z
      .object({ name: z.string(), zone: z.string(), postalAddress: z.string(), replyTo: z.string() })
      .partial()
      .strict()
      .optional(),
    parentUnions: z.array(Named).default([]),
    employers: z.array(Named).default([]),
    regions: z.array(z.object({ key: z.string(), name: z.string(), zone: z.string() }).strict()).default([]),
    locals: z
      .array(
        z
          .object({
            key: z.string(),
            name: z.string(),
            parentUnion: z.string(),
            region: z.string(),
            units: z.array(z.object({ name: z.string(), employer: z.string() }).strict()).default([]),
          })
          .strict(),
      )
      .default([]),
    worksites: z
      .array(
        z
          .object({
            name: z.string(),
            city: z.string().default(''),
            employer: z.string(),
            region: z.string(),
            zone: z.string().optional(),
            departments: z.array(Named).default([]),
          })
          .strict(),
      )
      .default([]),
    shifts: z.array(Named).default([]),
    classifications: z.array(Named).default([]),
  })
  .strict()

/**
 * Reads a description of a coalition: JSON, or CSV with one thing on a line and the columns kind, name, key, parent union, region,
 * employer, local, worksite, city, zone. Things name each other by key (regions, locals) or name. `problems`: sentences, each with its place.
 */
export function readStructureFile(text: string): { file: StructureFile } | { problems: string[] } {
  const body = text.replace(/^\ufeff/, '').trim()
  if (body === '') return { problems: ['The file is empty.'] }
  return body.startsWith('{') ? readJson(body) : readCsv(body)
}

function readJson(body: string): { file: StructureFile } | { problems: string[] } {
  let data: unknown
  try {
    data = JSON.parse(body)
  } catch (error) {
    return { problems: [`This is not valid JSON: ${(error as Error).message}.`] }
  }
  const parsed = Json.safeParse(data)
  if (!parsed.success)
    return { problems: parsed.error.issues.map((issue) => `${issue.path.length ? pathOf(issue.path) : 'The file'}: ${issue.message}.`) }
  const { coalition = null, parentUnions, employers, regions, locals, worksites, shifts, classifications } = parsed.data
  const named = (kind: Kind, list: string, names: string[]): FileThing[] =>
    names.map((name, place) => ({ kind, where: `${list}[${place}]`, fields: { name } }))
  const zones = new Map(
    regions.flatMap(({ key, name, zone }) => [
      [key, zone],
      [name, zone],
    ]),
  )
  return {
    file: {
      coalition,
      things: [
        ...named('parent-unions', 'parentUnions', parentUnions),
        ...named('employers', 'employers', employers),
        ...regions.map((fields, place) => ({ kind: 'regions' as const, where: `regions[${place}]`, fields })),
        ...locals.map(({ key, name, parentUnion, region }, place) => ({
          kind: 'locals' as const,
          where: `locals[${place}]`,
          fields: { key, name, parentUnion, region },
        })),
        ...locals.flatMap(({ key, units }, place) =>
          units.map((unit, at) => ({ kind: 'units' as const, where: `locals[${place}].units[${at}]`, fields: { local: key, ...unit } })),
        ),
        ...worksites.map(({ name, city, employer, region, zone }, place) => ({
          kind: 'worksites' as const,
          where: `worksites[${place}]`,
          fields: { name, city, employer, region, zone: zone ?? zones.get(region) },
        })),
        ...worksites.flatMap(({ name, departments }, place) =>
          departments.map((department, at) => ({
            kind: 'departments' as const,
            where: `worksites[${place}].departments[${at}]`,
            fields: { worksite: name, name: department },
          })),
        ),
        ...named('shifts', 'shifts', shifts),
        ...named('classifications', 'classifications', classifications),
      ],
    },
  }
}

const pathOf = (path: readonly PropertyKey[]) =>
  path.map((step, place) => (typeof step === 'number' ? `[${step}]` : `${place ? '.' : ''}${String(step)}`)).join('')

const kindWords: Record<string, Kind> = {
  'parent union': 'parent-unions',
  parent: 'parent-unions',
  employer: 'employers',
  region: 'regions',
  local: 'locals',
  unit: 'units',
  'bargaining unit': 'units',
  worksite: 'worksites',
  facility: 'worksites',
  department: 'departments',
  shift: 'shifts',
  classification: 'classifications',
}
const columnWords: Record<string, FieldName | 'kind'> = {
  kind: 'kind',
  type: 'kind',
  name: 'name',
  key: 'key',
  'parent union': 'parentUnion',
  region: 'region',
  employer: 'employer',
  local: 'local',
  worksite: 'worksite',
  city: 'city',
  zone: 'zone',
  'time zone': 'zone',
}
const word = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[_\s-]+/g, ' ')

function readCsv(body: string): { file: StructureFile } | { problems: string[] } {
  const { data } = papaparse.parse<string[]>(body, { skipEmptyLines: false })
  const header = (data[0] ?? []).map((cell) => columnWords[word(cell)])
  const strange = (data[0] ?? []).filter((_, column) => !header[column])
  if (!header.includes('kind') || !header.includes('name'))
    return {
      problems: [
        'Line 1 has to name the columns; at least "kind" and "name" are needed. Known are kind, name, key, parent union, region, employer, local, worksite, city and zone.',
      ],
    }
  const problems = strange.map((cell) => `Line 1: there is no column called "${cell}". Take it out, or call it by one of the known names.`)
  const things: FileThing[] = []
  for (const [place, cells] of data.entries()) {
    if (place === 0 || cells.every((cell) => cell.trim() === '')) continue
    const row = Object.fromEntries(header.flatMap((name, column) => (name && cells[column] ? [[name, cells[column]]] : []))) as Partial<
      Record<FieldName | 'kind', string>
    >
    const { kind: written = '', ...fields } = row
    const kind = kindWords[word(written).replace(/s$/, '')]
    if (kind) things.push({ kind, where: `Line ${place + 1}`, fields })
    else
      problems.push(
        `Line ${place + 1}: "${written}" is no kind of thing. Write parent union, employer, region, local, unit, worksite, department, shift or classification.`,
      )
  }
  const zoneOf = new Map(
    things
      .filter(({ kind }) => kind === 'regions')
      .flatMap(({ fields }) => [
        [fields.key, fields.zone],
        [fields.name, fields.zone],
      ]),
  )
  for (const { kind, fields } of things) if (kind === 'worksites') fields.zone ??= zoneOf.get(fields.region)
  return problems.length ? { problems } : { file: { coalition: null, things } }
}
