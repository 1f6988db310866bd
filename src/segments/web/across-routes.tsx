import type { Context } from 'hono'
import { requireMe } from '../../people/me.ts'
import type { Me } from '../../people/office.ts'
import { NotFound } from '../../platform/errors.ts'
import { formData, page, type App, type Env } from '../../platform/web.ts'
import { listLocals } from '../../unions/unions.ts'
import { urls } from '../../urls.ts'
import { en as words } from '../across.en.ts'
import { acrossAsTyped, everywhere, readAcross, type AcrossField, type AcrossFilter } from '../across.ts'
import {
  countAcross,
  findAcrossChoices,
  findSegmentAcross,
  findSegmentsAcross,
  removeSegmentAcross,
  saveSegmentAcross,
  scopesOf,
  type AcrossChoices,
  type Scope,
  type SegmentAcross,
} from '../across-segments.ts'
import { idsOf } from '../segment-queries.ts'
import { readSegmentName } from '../segment.ts'
import { SegmentAcrossPage, SegmentsAcrossPage, type TriedAcross } from './across-pages.tsx'

/** More are counted one by one, where they are opened. */
const countedAtOnce = 10

/** Segments of the coalition and of regions: counts, never people. */
export function segmentAcrossRoutes(app: App) {
  app.get(urls.segmentsAcross(':scope'), async (c) => {
    const { scope } = await scopeOf(c)
    const segments = []
    for (const [at, segment] of (await findSegmentsAcross(c.var.db, scope.regionId)).entries())
      segments.push({
        ...segment,
        count:
          at < countedAtOnce ? (await countAcross(c.var.db, segment.filter)).reduce((all, { people }) => all + (people ?? 0), 0) : null,
      })
    return page(
      c,
      <SegmentsAcrossPage
        scope={scope}
        segments={segments}
        choices={await findAcrossChoices(c.var.db, scope)}
        done={c.req.query('done')}
      />,
    )
  })

  app.get(urls.newSegmentAcross(':scope'), async (c) => {
    const at = await scopeOf(c)
    return segmentPage(c, at, null, { filter: within(at.scope, everywhere) })
  })
  app.post(urls.newSegmentAcross(':scope'), async (c) => build(c, await scopeOf(c), null))

  app.get(urls.segmentAcross(':scope', ':segment'), async (c) => {
    const at = await scopeOf(c)
    const segment = await segmentOf(c, at.scope)
    return segmentPage(c, at, segment, { filter: segment.filter, done: c.req.query('done') })
  })
  app.post(urls.segmentAcross(':scope', ':segment'), async (c) => {
    const at = await scopeOf(c)
    const segment = await segmentOf(c, at.scope)
    if (!segment.mine) throw new NotFound()
    return build(c, at, segment)
  })
  app.post(urls.removeSegmentAcross(':scope', ':segment'), async (c) => {
    const { scope } = await scopeOf(c)
    const segment = await segmentOf(c, scope)
    if (!segment.mine || !(await removeSegmentAcross(c.var.db, segment.id))) throw new NotFound()
    return c.redirect(`${urls.segmentsAcross(scope.key)}?done=removed`, 303)
  })
}

interface At {
  me: Me
  scope: Scope
}

/** A region's segment asks about the region's locals, also where it names none. */
const within = ({ regionId }: Scope, filter: AcrossFilter): AcrossFilter =>
  regionId !== null && !filter.locals.length ? { ...filter, regions: [regionId] } : filter

/** Counts what was chosen, or keeps it under a name. */
async function build(c: Context<Env>, at: At, segment: SegmentAcross | null) {
  const sent = await formData(c)
  const text = (name: string) => sent.getAll(name).filter((value) => typeof value === 'string')
  const typed = Object.fromEntries((Object.keys(acrossAsTyped(everywhere)) as AcrossField[]).map((field) => [field, text(field)]))
  const choices = await findAcrossChoices(c.var.db, at.scope)
  const read = readAcross(typed, idsOf(choices))
  const tried = { typed, name: text('name')[0] ?? '', shared: text('shared').includes('yes') }
  if ('refused' in read) return segmentPage(c, at, segment, { choices, tried: { ...tried, refused: read.refused } }, 422)
  const filter = within(at.scope, read.filter)
  if (text('step')[0] !== 'save') return segmentPage(c, at, segment, { choices, tried, filter })
  const name = readSegmentName(tried.name)
  if (!name) return segmentPage(c, at, segment, { choices, filter, tried: { ...tried, nameError: words.errors.name } }, 422)
  const saved = await saveSegmentAcross(c.var.db, at.me, at.scope.regionId, segment?.id ?? null, { name, filter, shared: tried.shared })
  if (saved === 'not-found') throw new NotFound()
  if (saved === 'taken') return segmentPage(c, at, segment, { choices, filter, tried: { ...tried, nameError: words.errors.taken } }, 422)
  return c.redirect(`${urls.segmentAcross(at.scope.key, saved.id)}?done=saved`, 303)
}

async function segmentPage(
  c: Context<Env>,
  { scope }: At,
  segment: SegmentAcross | null,
  given: { filter?: AcrossFilter; choices?: AcrossChoices; tried?: TriedAcross; done?: string },
  status: 200 | 422 = 200,
) {
  const { filter = null } = given
  const choices = given.choices ?? (await findAcrossChoices(c.var.db, scope))
  const tried = given.tried ?? { typed: acrossAsTyped(filter ?? everywhere), name: segment?.name ?? '', shared: segment?.shared ?? false }
  const locals = new Map((await listLocals(c.var.db)).map(({ id, name }) => [id, name]))
  return page(
    c,
    <SegmentAcrossPage
      scope={scope}
      segment={segment}
      choices={choices}
      tried={tried}
      filter={filter}
      counts={filter && (await countAcross(c.var.db, filter))}
      locals={locals}
      done={given.done}
    />,
    status,
  )
}

async function scopeOf(c: Context<Env>): Promise<At> {
  const me = await requireMe(c.var.db, c.var.account)
  const scope = (await scopesOf(c.var.db, me)).find(({ key }) => key === c.req.param('scope'))
  if (!scope) throw new NotFound()
  return { me, scope }
}

async function segmentOf(c: Context<Env>, { regionId }: Scope): Promise<SegmentAcross> {
  const typed = c.req.param('segment') ?? ''
  const segment = /^\d{1,9}$/.test(typed) ? await findSegmentAcross(c.var.db, regionId, Number(typed)) : undefined
  if (!segment) throw new NotFound()
  return segment
}
