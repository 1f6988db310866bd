import type { Context } from 'hono'
import { requireMe } from '../../people/me.ts'
import { servesLocal, type Me } from '../../people/office.ts'
import { NotFound } from '../../platform/errors.ts'
import { formData, page, type App, type Env } from '../../platform/web.ts'
import { findLocal, listLocals, type Local } from '../../unions/unions.ts'
import { urls } from '../../urls.ts'
import { en as across } from '../across.en.ts'
import { scopesOf } from '../across-segments.ts'
import { countSegment, countUnsubscribed } from '../in-segment.ts'
import { en as words } from '../segment.en.ts'
import { findChoices, idsOf, type Choices } from '../segment-queries.ts'
import { asTyped, everybody, readFilter, readSegmentName, type Filter, type FilterField } from '../segment.ts'
import { findSegment, findSegments, removeSegment, saveSegment, type Segment } from '../segments.ts'
import { SegmentRoomsPage, SegmentPage, SegmentsPage, type TriedSegment } from './segment-pages.tsx'

/** More are counted one by one, where they are opened. */
const countedAtOnce = 30
/** To learn how many have unsubscribed the members are gathered; above this the page would keep its reader waiting. */
const gathered = 200_000

export function segmentRoutes(app: App) {
  app.get(urls.segments, async (c) => {
    const me = await requireMe(c.var.db, c.var.account)
    const locals = (await listLocals(c.var.db)).filter(({ id }) => servesLocal(me, id))
    const rooms = [
      ...(await scopesOf(c.var.db, me)).map(({ key, name }) => ({ href: urls.segmentsAcross(key), label: across.link(name) })),
      ...locals.map(({ key, name }) => ({ href: urls.localSegments(key), label: name })),
    ]
    if (!rooms.length) throw new NotFound()
    return rooms.length === 1 ? c.redirect(rooms[0]!.href, 303) : page(c, <SegmentRoomsPage rooms={rooms} />)
  })

  app.get(urls.localSegments(':local'), async (c) => {
    const { local } = await officersLocal(c)
    const segments = []
    for (const [at, segment] of (await findSegments(c.var.db, local.id)).entries())
      segments.push({ ...segment, count: at < countedAtOnce ? await countSegment(c.var.db, local.id, segment.filter) : null })
    return page(
      c,
      <SegmentsPage local={local} segments={segments} choices={await findChoices(c.var.db, local.id)} done={c.req.query('done')} />,
    )
  })

  app.get(urls.newSegment(':local'), async (c) => segmentPage(c, await officersLocal(c), null, { filter: everybody }))
  app.post(urls.newSegment(':local'), async (c) => build(c, await officersLocal(c), null))

  app.get(urls.segment(':local', ':segment'), async (c) => {
    const at = await officersLocal(c)
    const segment = await segmentOf(c, at.local.id)
    return segmentPage(c, at, segment, { filter: segment.filter, done: c.req.query('done') })
  })
  app.post(urls.segment(':local', ':segment'), async (c) => {
    const at = await officersLocal(c)
    const segment = await segmentOf(c, at.local.id)
    if (!segment.mine) throw new NotFound()
    return build(c, at, segment)
  })
  app.post(urls.removeSegment(':local', ':segment'), async (c) => {
    const { local } = await officersLocal(c)
    if (!(await removeSegment(c.var.db, local.id, numberOf(c)))) throw new NotFound()
    return c.redirect(`${urls.localSegments(local.key)}?done=removed`, 303)
  })
}

interface At {
  me: Me
  local: Local
}

/** Counts what was chosen, or keeps it under a name. */
async function build(c: Context<Env>, at: At, segment: Segment | null) {
  const sent = await formData(c)
  const text = (name: string) => sent.getAll(name).filter((value) => typeof value === 'string')
  const typed = Object.fromEntries((Object.keys(asTyped(everybody)) as FilterField[]).map((field) => [field, text(field)]))
  const choices = await findChoices(c.var.db, at.local.id)
  const known = idsOf(choices)
  const read = readFilter(typed, known)
  const tried = { typed, name: text('name')[0] ?? '', shared: text('shared').includes('yes') }
  if ('refused' in read) return segmentPage(c, at, segment, { choices, tried: { ...tried, refused: read.refused } }, 422)
  if (text('step')[0] !== 'save') return segmentPage(c, at, segment, { choices, tried, filter: read.filter })
  const name = readSegmentName(tried.name)
  if (!name) return segmentPage(c, at, segment, { choices, filter: read.filter, tried: { ...tried, nameError: words.errors.name } }, 422)
  const saved = await saveSegment(c.var.db, at.me, at.local.id, segment?.id ?? null, { name, filter: read.filter, shared: tried.shared })
  if (saved === 'not-found') throw new NotFound()
  if (saved === 'taken')
    return segmentPage(c, at, segment, { choices, filter: read.filter, tried: { ...tried, nameError: words.errors.taken } }, 422)
  return c.redirect(`${urls.segment(at.local.key, saved.id)}?done=saved`, 303)
}

async function segmentPage(
  c: Context<Env>,
  { local }: At,
  segment: Segment | null,
  given: { filter?: Filter; choices?: Choices; tried?: TriedSegment; done?: string },
  status: 200 | 422 = 200,
) {
  const { filter = null } = given
  const choices = given.choices ?? (await findChoices(c.var.db, local.id))
  const count = filter && (await countSegment(c.var.db, local.id, filter))
  const unsubscribed = segment && filter && count !== null && count <= gathered ? await countUnsubscribed(c.var.db, local.id, filter) : null
  const tried = given.tried ?? { typed: asTyped(filter ?? everybody), name: segment?.name ?? '', shared: segment?.shared ?? false }
  return page(
    c,
    <SegmentPage
      local={local}
      segment={segment}
      choices={choices}
      tried={tried}
      filter={filter}
      count={count}
      unsubscribed={unsubscribed}
      done={given.done}
    />,
    status,
  )
}

async function officersLocal(c: Context<Env>): Promise<At> {
  const me = await requireMe(c.var.db, c.var.account)
  const local = await findLocal(c.var.db, c.req.param('local') ?? '')
  if (!local || !servesLocal(me, local.id)) throw new NotFound()
  return { me, local }
}

async function segmentOf(c: Context<Env>, localId: number): Promise<Segment> {
  const segment = await findSegment(c.var.db, localId, numberOf(c))
  if (!segment) throw new NotFound()
  return segment
}

const numberOf = (c: Context<Env>) => (/^\d{1,15}$/.test(c.req.param('segment') ?? '') ? Number(c.req.param('segment')) : 0)
