import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { noteListing } from '../../audit/note-reading.ts'
import { findMe } from '../../people/me.ts'
import { holds } from '../../people/office.ts'
import { NotFound } from '../../platform/errors.ts'
import { form, formData, leavesRecord, page, type App, type Env } from '../../platform/web.ts'
import { fold } from '../../roster/fold.ts'
import { asset } from '../../platform/assets.ts'
import { afterMerges } from '../../merging/merge-members.ts'
import { urls } from '../../urls.ts'
import { readScheme, type Scheme } from '../assessment.ts'
import { gatherPlaces, readPerSteward, readPlace, placeKey } from '../coverage.ts'
import { readEntry } from '../entry.ts'
import { endCover, giveCover, setPerSteward } from '../give-cover.ts'
import { coverageLocals, findCoverageLocal, findWriter } from '../steward-policy.ts'
import {
  findAssessments,
  findConversations,
  findCoverage,
  findDepartments,
  findMyList,
  findNotesEnd,
  findRatified,
  findPeopleIn,
  findPerson,
  findPerSteward,
  findPlaceRows,
  findScheme,
  findShifts,
  findStewards,
  findWorksite,
  placePage,
} from '../steward-queries.ts'
import { en } from '../stewards.en.ts'
import { endNotes, readRatified, setScheme, writeEntry } from '../write-entry.ts'
import { LocalPage, LocalsPage } from './coverage-page.tsx'
import { SchemePage } from './scheme-page.tsx'
import { WorksitePage, type Chosen } from './worksite-page.tsx'
import { ListPage } from './list-page.tsx'
import { PersonPage, type Refused } from './person-page.tsx'

export function stewardRoutes(app: App) {
  app.get(urls.coverage, async (c) => {
    const me = await findMe(c.var.db, c.var.account)
    const locals = me ? await coverageLocals(c.var.db, me) : []
    if (!locals.length) throw new NotFound()
    return locals.length === 1 ? c.redirect(urls.localCoverage(locals[0]!.key), 303) : page(c, <LocalsPage locals={locals} />)
  })

  app.get(urls.localCoverage(':local'), (c) => localPage(c))
  app.post(urls.coverageRatio(':local'), async (c) => {
    const { local } = await officersLocal(c)
    const typed = (await form(c)).people ?? ''
    const people = readPerSteward(typed)
    if (people === undefined) return localPage(c, { typed, error: en.coverage.ratioWrong }, 422)
    await setPerSteward(c.var.db, local.id, people)
    return c.redirect(`${urls.localCoverage(local.key)}?counted=anew`, 303)
  })

  app.post(urls.coverageNotesEnd(':local'), async (c) => {
    const { local } = await officersLocal(c)
    const typed = (await form(c)).ratified ?? ''
    const ratified = readRatified(typed, Temporal.Now.plainDateISO(c.var.shell.zone))
    if (ratified === undefined) return localPage(c, { ratified: { typed, error: en.coverage.ratifiedWrong } }, 422)
    await endNotes(c.var.db, local.id, ratified, c.var.shell.zone)
    return c.redirect(`${urls.localCoverage(local.key)}#notes`, 303)
  })

  app.get(urls.coverageScheme(':local'), (c) => schemePage(c))
  app.post(urls.coverageScheme(':local'), async (c) => {
    const { local } = await officersLocal(c)
    const typed = await form(c)
    const { wrong, ...scheme } = readScheme(typed)
    const errors = Object.fromEntries(wrong.map((one) => [one === 'name' ? 'name' : 'label-0', en.scheme.errors[one]]))
    if (wrong.length) return schemePage(c, { typed, errors }, 422)
    await setScheme(c.var.db, local.id, scheme)
    return c.redirect(`${urls.coverageScheme(local.key)}?saved=yes`, 303)
  })

  app.get(urls.worksiteCoverage(':local', ':worksite{[0-9]+}'), leavesRecord, (c) => worksitePage(c))
  for (const [path, given] of [
    [urls.giveCover, true],
    [urls.endCover, false],
  ] as const)
    app.post(path(':local', ':worksite{[0-9]+}'), async (c) => {
      const { local } = await officersLocal(c)
      const sent = await formData(c)
      const text = (name: string) => {
        const value = sent.get(name)
        return typeof value === 'string' ? value : ''
      }
      const place = readPlace(text('place')),
        worksiteId = whole(c.req.param('worksite')) ?? 0
      if (!place) throw new NotFound()
      const members = [
        ...new Set(
          sent
            .getAll('member')
            .map((value) => whole(String(value)))
            .filter((id) => id !== undefined),
        ),
      ]
      const again = (errors: Chosen['errors']) =>
        worksitePage(
          c,
          { place: text('place'), after: whole(text('after')), ticked: new Set(members), office: text('office'), errors },
          422,
        )
      const words = en.placePage.errors
      const errors: Chosen['errors'] = {}
      if (!members.length) errors.people = words.nobody
      else if (members.length > placePage) errors.people = words.tooMany
      if (given && !/^\d{1,15}$/.test(text('office'))) errors.office = words.noSteward
      if (errors.people || errors.office) return again(errors)
      const where = { localId: local.id, worksiteId, ...place }
      const back = `${urls.worksiteCoverage(local.key, worksiteId)}?place=${placeKey(place)}`
      if (!given) {
        await endCover(c.var.db, where, members)
        return c.redirect(`${back}&ended=yes#place`, 303)
      }
      const count = await giveCover(c.var.db, where, Number(text('office')), members)
      if (count === 'no-steward') return again({ office: words.overSteward })
      if (count === 0) return again({ people: words.notHere })
      return c.redirect(`${back}&given=${count}#place`, 303)
    })

  app.get(urls.coveredMember(':local', ':member'), (c) => personPage(c))
  app.post(urls.entries(':local', ':member'), async (c) => {
    const json = c.req.header('accept') === 'application/json'
    // A phone that was without a connection may still know a record that was merged into another one.
    const memberId = await afterMerges(c.var.db, c.req.param('local') ?? '', whole(c.req.param('member')) ?? 0)
    const writer = await findWriter(c.var.db, c.var.account, c.req.param('local') ?? '', memberId)
    const person = writer && (await findPerson(c.var.db, writer.local.id, memberId))
    // A device that sends later has to know whether to wait for a sign-in or to hand the text back.
    if (json && !person) return c.var.account ? c.json({ outcome: 'gone' }, 404) : c.json({ outcome: 'signed-out' }, 401)
    if (!person) throw new NotFound()
    const typed = await form(c)
    const scheme = await findScheme(c.var.db, writer.local.id)
    const { entry, errors } = readEntry(typed, scheme, Temporal.Now.instant())
    if (Object.keys(errors).length) {
      const sentences: Refused['errors'] = Object.fromEntries(
        Object.entries(errors).map(([field, error]) => [field, en.person.errors[error]]),
      )
      return json
        ? c.json({ outcome: 'refused', sentences: Object.values(sentences) }, 422)
        : personPage(c, { typed, errors: sentences }, 422)
    }
    const { crossed, seen } = await writeEntry(c.var.db, writer.local.id, person.id, writer.name, entry)
    if (json) return c.json({ outcome: crossed ? 'crossed' : 'saved', seen })
    const said = crossed ? 'crossed' : 'saved'
    return c.redirect(
      typed.back === 'list'
        ? `${urls.myList}?${said}=${writer.local.id}-${person.id}#p-${writer.local.id}-${person.id}`
        : `${urls.coveredMember(writer.local.key, person.id)}?said=${said}`,
      303,
    )
  })

  app.get(urls.myList, leavesRecord, async (c) => {
    const me = await findMe(c.var.db, c.var.account)
    if (!me || !holds(me, 'steward')) throw new NotFound()
    const all = await findMyList(c.var.db)
    const search = (c.req.query('search') ?? '').slice(0, 100)
    const words = fold(search).split(' ').filter(Boolean)
    const people = all.filter(({ searchName }) => words.every((word) => ` ${searchName}`.includes(` ${word}`)))
    await noteListing(
      c.var.db,
      'my-list',
      people.map(({ localId }) => localId),
      { filters: search ? ['search'] : [] },
    )
    const schemes = new Map<number, Scheme>()
    for (const localId of new Set(all.map((person) => person.localId))) schemes.set(localId, await findScheme(c.var.db, localId))
    const crossed = c.req.query('crossed'),
      about = all.find((person) => `${person.localId}-${person.id}` === (crossed ?? c.req.query('saved')))
    return page(
      c,
      <ListPage
        people={people}
        all={all.length}
        schemes={schemes}
        search={search}
        owner={ownerOf(me.account)}
        loaded={Temporal.Now.instant()}
        said={about && { name: `${about.firstName} ${about.lastName}`, crossed: !!crossed }}
      />,
    )
  })

  // A service worker reaches the pages under the address that it comes from; the built file lies under /assets. It is the same for everybody.
  app.get(urls.myListWorker, (c) => {
    c.header('service-worker-allowed', urls.myList)
    c.header('cache-control', 'no-cache')
    return c.body(`importScripts('${asset('my-list-worker.js')}')\n`, 200, { 'content-type': 'text/javascript; charset=utf-8' })
  })
}

const whole = (text: string | undefined): number | undefined => (text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined)

const ownerOf = (account: string) => createHash('sha256').update(`my-list ${account}`).digest('hex').slice(0, 16)

async function officersLocal(c: Context<Env>) {
  const found = await findCoverageLocal(c.var.db, c.var.account, c.req.param('local') ?? '')
  if (!found) throw new NotFound()
  return found
}

async function localPage(
  c: Context<Env>,
  refused: { typed?: string; error?: string; ratified?: { typed: string; error: string } } = {},
  status: 200 | 422 = 200,
) {
  const { local } = await officersLocal(c)
  const perSteward = await findPerSteward(c.var.db, local.id)
  return page(
    c,
    <LocalPage
      local={local}
      worksites={await findCoverage(c.var.db, local.id, perSteward)}
      perSteward={perSteward}
      done={c.req.query('counted') === 'anew' && status === 200}
      notesEnd={await findNotesEnd(c.var.db, local.id)}
      ratifiedUnits={await findRatified(c.var.db, local.id)}
      {...refused}
    />,
    status,
  )
}

async function schemePage(
  c: Context<Env>,
  refused: { typed?: Record<string, string>; errors?: Record<string, string> } = {},
  status: 200 | 422 = 200,
) {
  const { local } = await officersLocal(c)
  return page(
    c,
    <SchemePage
      local={local}
      scheme={await findScheme(c.var.db, local.id)}
      done={c.req.query('saved') === 'yes' && status === 200}
      {...refused}
    />,
    status,
  )
}

/** The map; with ?place= or a refused form one of its places below. */
async function worksitePage(
  c: Context<Env>,
  refused?: { place: string; after?: number } & Pick<Chosen, 'ticked' | 'office' | 'errors'>,
  status: 200 | 422 = 200,
) {
  const { db } = c.var
  const { local } = await officersLocal(c)
  const perSteward = await findPerSteward(db, local.id)
  const worksite = await findWorksite(db, whole(c.req.param('worksite')) ?? 0)
  const places = worksite ? gatherPlaces(await findPlaceRows(db, local.id, worksite.id), perSteward) : []
  if (!worksite || !places.length) throw new NotFound()
  const asked = refused?.place ?? c.req.query('place')
  const wanted = readPlace(asked)
  const place = wanted && places.find((one) => one.departmentId === wanted.departmentId && one.shiftId === wanted.shiftId)
  const after = Math.min(refused?.after ?? whole(c.req.query('after')) ?? 0, 1_000_000)
  const chosen: Chosen | undefined = place
    ? {
        place,
        people: await findPeopleIn(db, local.id, worksite.id, place, after),
        after,
        ticked: refused?.ticked,
        office: refused?.office,
        errors: refused?.errors,
      }
    : undefined
  await noteListing(
    db,
    'place',
    (chosen?.people ?? []).map(() => local.id),
    { before: after },
  )
  const given = whole(c.req.query('given'))
  const said =
    status !== 200 ? undefined : given ? en.placePage.given(given) : c.req.query('ended') === 'yes' ? en.placePage.ended : undefined
  const names = { departments: await findDepartments(db, worksite.id), shifts: await findShifts(db) }
  return page(
    c,
    <WorksitePage
      {...{ local, worksite, places, names, perSteward, chosen, said }}
      stewards={await findStewards(db, local.id, worksite.id)}
      lost={!!asked && !place}
    />,
    status,
  )
}

async function personPage(c: Context<Env>, refused?: Refused, status: 200 | 422 = 200) {
  const { db } = c.var
  const memberId = await afterMerges(db, c.req.param('local') ?? '', whole(c.req.param('member')) ?? 0)
  const writer = await findWriter(db, c.var.account, c.req.param('local') ?? '', memberId)
  const person = writer && (await findPerson(db, writer.local.id, memberId))
  if (!person) throw new NotFound()
  const { local, officer } = writer
  const said = status === 200 ? (['saved', 'crossed'] as const).find((one) => one === c.req.query('said')) : undefined
  return page(
    c,
    <PersonPage
      {...{ local, officer, person, refused, said }}
      scheme={await findScheme(db, local.id)}
      talks={await findConversations(db, local.id, person.id)}
      assessments={await findAssessments(db, local.id, person.id)}
      now={Temporal.Now.instant()}
    />,
    status,
  )
}
