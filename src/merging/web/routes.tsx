import type { Context } from 'hono'
import { NotFound } from '../../platform/errors.ts'
import { form, leavesRecord, page, type App, type Env } from '../../platform/web.ts'
import { few, noteListing } from '../../audit/note-reading.ts'
import { findRoster } from '../../roster/roster-policy.ts'
import { urls } from '../../urls.ts'
import { inOrder, readChoice } from '../merge.ts'
import { findMerge, mergeMembers, sayTwoPeople, undoMerge, type UndoRefusal } from '../merge-members.ts'
import { countRows, findDuplicates, findOthers, findRecords } from '../merge-queries.ts'
import { ChoosePage, DuplicatesPage, MergePage, PairPage } from './merge-pages.tsx'

/** Merging is the officers' of a local, within it. */
export function mergingRoutes(app: App) {
  app.get(urls.duplicates(':local'), leavesRecord, async (c) => {
    const { local } = await officersRoster(c)
    const from = Math.min(whole(c.req.query('from')) ?? 0, 1_000_000)
    const found = await findDuplicates(c.var.db, local.id, from)
    await noteListing(
      c.var.db,
      'duplicates',
      found.pairs.flatMap(() => [local.id, local.id]),
      { before: from > 0 ? few : 0 },
    )
    return page(c, <DuplicatesPage local={local} from={from} {...found} />)
  })

  app.get(urls.chooseDuplicate(':local', ':member'), async (c) => {
    const { local } = await officersRoster(c)
    const [member] = await findRecords(c.var.db, local.id, [whole(c.req.param('member')) ?? 0])
    if (!member) throw new NotFound()
    const search = (c.req.query('search') ?? '').slice(0, 100)
    return page(
      c,
      <ChoosePage local={local} member={member} others={await findOthers(c.var.db, local.id, member, search)} search={search} />,
    )
  })

  app.get(urls.mergePair(':local', ':member', ':other'), async (c) => page(c, <PairPage {...await pairOf(c)} />))
  app.post(urls.mergePair(':local', ':member', ':other'), async (c) => {
    const found = await pairOf(c)
    const { local, kept, gone, me } = found
    const typed = await form(c)
    const choice = readChoice(typed, kept, gone)
    if (!choice) return page(c, <PairPage {...found} typed={typed} incomplete />, 422)
    const done = await mergeMembers(c.var.db, local.id, kept, gone, choice, me.name ?? '')
    if ('merged' in done) return c.redirect(`${urls.rosterMember(local.key, kept.id)}?merged=yes`, 303)
    if (done.refused === 'not-found') throw new NotFound()
    return page(c, <PairPage {...found} typed={typed} refused={done.refused} />, 422)
  })
  app.post(urls.twoPeople(':local', ':member', ':other'), async (c) => {
    const { local, kept, gone } = await pairOf(c)
    await sayTwoPeople(c.var.db, local.id, kept.id, gone.id)
    return c.redirect(urls.duplicates(local.key), 303)
  })

  app.get(urls.merge(':local', ':merge'), async (c) => mergePage(c))
  app.post(urls.merge(':local', ':merge'), async (c) => {
    const { local } = await officersRoster(c)
    const done = await undoMerge(c.var.db, local.id, whole(c.req.param('merge')) ?? 0)
    if ('gone' in done) return c.redirect(`${urls.rosterMember(local.key, done.kept)}?apart=${done.gone}`, 303)
    if (done.refused === 'not-found') throw new NotFound()
    return mergePage(c, done.refused, done.other, 422)
  })
}

const whole = (text: string | undefined): number | undefined => (text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined)

async function officersRoster(c: Context<Env>) {
  const found = await findRoster(c.var.db, c.var.account, c.req.param('local') ?? '')
  if (!found?.officer) throw new NotFound()
  return found
}

async function pairOf(c: Context<Env>) {
  const { local, me } = await officersRoster(c)
  const ids = inOrder(whole(c.req.param('member')) ?? 0, whole(c.req.param('other')) ?? 0)
  const [kept, gone] = await findRecords(c.var.db, local.id, [ids.kept, ids.gone])
  if (!kept || !gone || kept.id === gone.id) throw new NotFound()
  return { me, local, kept, gone, counts: await countRows(c.var.db, local.id, gone.id) }
}

async function mergePage(c: Context<Env>, refused?: UndoRefusal, other?: number | null, status: 200 | 422 = 200) {
  const { local } = await officersRoster(c)
  const merge = await findMerge(c.var.db, local.id, whole(c.req.param('merge')) ?? 0)
  const [kept] = merge ? await findRecords(c.var.db, local.id, [merge.keptId]) : []
  if (!merge || !kept) throw new NotFound()
  return page(c, <MergePage local={local} merge={merge} kept={kept} refused={refused} other={other} />, status)
}
