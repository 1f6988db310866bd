import { PassThrough, Readable } from 'node:stream'
import type { Context } from 'hono'
import { asPerson, type Db } from '../../platform/db.ts'
import { NotFound, TooOften } from '../../platform/errors.ts'
import { newReference, noteProblem, routeOf } from '../../platform/problems.ts'
import { form, page, type App, type Env } from '../../platform/web.ts'
import { withinLimit } from '../../people/limits.ts'
import { requireMe } from '../../people/me.ts'
import { readFilters } from '../../roster/filters.ts'
import { findRoster, findRosters } from '../../roster/roster-policy.ts'
import type { Local } from '../../unions/unions.ts'
import { findSegment, type Segment } from '../../segments/segments.ts'
import { urls } from '../../urls.ts'
import { findExports } from '../export-log.ts'
import { exportLocal, exportMembers, type Begun, type Exporter } from '../export-members.ts'
import { countPeople, formats, type Chosen } from '../member-list.ts'
import { DataPage, LocalsPage } from './data-page.tsx'

/** What a local can do with its own data. */
export function exportRoutes(app: App) {
  app.get(urls.data, async (c) => {
    const locals = (await findRosters(c.var.db, await requireMe(c.var.db, c.var.account))).filter(({ officer }) => officer)
    if (!locals.length) throw new NotFound()
    return locals.length === 1 ? c.redirect(urls.localData(locals[0]!.key), 303) : page(c, <LocalsPage locals={locals} />)
  })

  app.get(urls.localData(':local'), async (c) => {
    const { local } = await officersLocal(c, c.var.db)
    return page(c, await dataPage(c.var.db, local, c.req.query()))
  })
}

/** Files may last; each is written from one moment's snapshot, and has its own transaction. A download leaves a record, so it is a POST. */
export function exportStreams(app: Pick<App, 'post'>) {
  app.post(urls.memberExport(':local'), async (c) => {
    const typed = await form(c)
    const who = await exporter(c)
    const format = formats.find((known) => known === typed.format)
    if (!format) return refused(c, who, typed, 'format', 422)
    const { chosen } = await asPerson(who.root, who.account, 'read only', (db) => readChosen(db, who.local, typed))
    const begun = await exportMembers(who, chosen, format)
    return begun === 'busy'
      ? refused(c, who, typed, 'busy', 429)
      : send(c, begun, `members-${who.local.key}-${begun.id}.${format === 'xlsx' ? 'xlsx' : 'csv'}`)
  })

  app.post(urls.localExport(':local'), async (c) => {
    const who = await exporter(c)
    const begun = await exportLocal(who)
    return begun === 'busy' ? refused(c, who, {}, 'busy', 429) : send(c, begun, `${who.local.key}-${begun.id}.zip`)
  })
}

async function officersLocal(c: Context<Env>, db: Db) {
  const found = await findRoster(db, c.var.account, c.req.param('local') ?? '')
  if (!found?.officer) throw new NotFound()
  return found
}

async function exporter(c: Context<Env>): Promise<Exporter> {
  const { root, account } = c.var
  if (!account) throw new NotFound()
  const { me, local } = await asPerson(root, account, 'read only', (db) => officersLocal(c, db))
  if (!(await withinLimit(root, 'export-by', account))) throw new TooOften()
  return { root, account, byName: me.name ?? '', local }
}

async function dataPage(db: Db, local: Local, typed: Record<string, string>, refusal?: 'busy' | 'format') {
  const { chosen, segment } = await readChosen(db, local, typed)
  const query = new URLSearchParams(
    Object.entries({ ...chosen.filters, segment: segment?.id ?? null }).flatMap(([name, value]) =>
      value === null || value === '' ? [] : [[name, String(value)]],
    ),
  )
  return (
    <DataPage
      local={local}
      people={await countPeople(db, local.id, chosen)}
      segment={segment?.name ?? null}
      query={query}
      exports={await findExports(db, local.id)}
      refusal={refusal}
    />
  )
}

/** The list that the officer came from: its filters, and the segment that it shows. */
async function readChosen(db: Db, local: Local, typed: Record<string, string>): Promise<{ chosen: Chosen; segment: Segment | null }> {
  const asked = typed.segment ?? ''
  const segment = asked === '' ? null : /^\d{1,15}$/.test(asked) ? await findSegment(db, local.id, Number(asked)) : undefined
  if (segment === undefined) throw new NotFound()
  return { chosen: { filters: readFilters(typed), within: segment?.filter ?? null }, segment }
}

const refused = async (
  c: Context<Env>,
  { root, account, local }: Exporter,
  typed: Record<string, string>,
  refusal: 'busy' | 'format',
  status: 422 | 429,
) => page(c, await asPerson(root, account, 'read only', (db) => dataPage(db, local, typed, refusal)), status)

const types: Record<string, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
}

function send(c: Context<Env>, begun: Begun, name: string) {
  const out = new PassThrough({ highWaterMark: 256 * 1024 })
  out.on('error', () => {}) // whoever reads sees that the transfer broke off
  void begun.run(out).then((end) => {
    if (end.outcome === 'failed') void noteProblem(c.var.root, newReference(), `${c.req.method} ${routeOf(c)}`, end.error)
  })
  return c.body(Readable.toWeb(out) as ReadableStream, 200, {
    'content-type': types[name.split('.').at(-1)!]!,
    'content-disposition': `attachment; filename="${name}"`,
    'x-content-type-options': 'nosniff',
    'x-accel-buffering': 'no',
  })
}
