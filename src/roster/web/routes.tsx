import type { Context } from 'hono'
import { NotFound } from '../../platform/errors.ts'
import { form, leavesRecord, page, type App, type Env } from '../../platform/web.ts'
import { few, noteListing } from '../../audit/note-reading.ts'
import { requireMe } from '../../people/me.ts'
import { countErased } from '../../erasure/erased-before.ts'
import { findMerges, mergedInto } from '../../merging/merge-members.ts'
import { findSegments } from '../../segments/segments.ts'
import { urls } from '../../urls.ts'
import { absentPerPage, AbsentPage } from './absent-page.tsx'
import { countAbsent, decideAbsent, decisions, findAbsent } from '../absent.ts'
import { fields, guessMapping, idFields, type FieldName, type Mapping } from '../columns.ts'
import { plainRules, policies, sources, sourcesOf, type ImportRules } from '../import-rules.ts'
import { findProfiles, forgetProfile, readingBy, saveProfile } from '../saved-profiles.ts'
import { isMoving, kinds, type Import, type Kind } from '../import.ts'
import {
  canBeUndone,
  findHead,
  findImport,
  findImports,
  findKnownNames,
  findRefused,
  findStagedChanges,
  findStagedProblems,
  findStagedRows,
  isStaged,
} from '../import-queries.ts'
import { cancelImport, confirmImport, lookAgain, mapColumns, stageAgain, stopImport, undo, type ReadingChoice } from '../import-steps.ts'
import { en } from '../roster.en.ts'
import { readFilters } from '../filters.ts'
import { findRoster, findRosters } from '../roster-policy.ts'
import { findChoices, findHistory, findMember, findMembers, findPlace } from '../roster-queries.ts'
import { ImportsPage } from './imports-page.tsx'
import { chosenOf, MappingPage, urlNames } from './mapping-page.tsx'
import { PreviewPage, type Shown } from './preview-page.tsx'
import { EndedPage, ReportPage } from './report-page.tsx'
import { WorkingPage } from './working-page.tsx'
import { MemberPage, MembersPage, RostersPage } from './member-pages.tsx'

export function rosterRoutes(app: App) {
  app.get(urls.roster, async (c) => {
    const rosters = await findRosters(c.var.db, await requireMe(c.var.db, c.var.account))
    if (!rosters.length) throw new NotFound()
    return rosters.length === 1 ? c.redirect(urls.localRoster(rosters[0]!.key), 303) : page(c, <RostersPage rosters={rosters} />)
  })

  app.get(urls.localRoster(':local'), leavesRecord, async (c) => {
    const { local, officer } = await roster(c)
    const filters = readFilters(c.req.query())
    const query = new URLSearchParams(
      Object.entries(c.req.query()).filter(([name, value]) => (name in filters || name === 'segment') && value !== ''),
    )
    const segments = officer ? await findSegments(c.var.db, local.id) : []
    const segment = segments.find(({ id }) => id === whole(c.req.query('segment')))
    if (c.req.query('segment') && !segment) throw new NotFound()
    const place = async (id: string | undefined) => (id ? await findPlace(c.var.db, local.id, whole(id) ?? 0) : undefined)
    const after = await place(c.req.query('after')),
      before = await place(c.req.query('before'))
    const found = await findMembers(c.var.db, local.id, filters, { after, before, within: segment?.filter })
    await noteListing(
      c.var.db,
      'members',
      found.members.map(() => local.id),
      {
        before: found.previous ? few : 0,
        filters: Object.entries(filters)
          .filter(([, value]) => value !== null && value !== '')
          .map(([name]) => name),
      },
    )
    return page(
      c,
      <MembersPage
        local={local}
        officer={officer}
        segments={segments}
        segment={segment?.id}
        filters={filters}
        choices={await findChoices(c.var.db, local.id)}
        found={found}
        query={query}
        edge={!!(after || before)}
      />,
    )
  })

  app.get(urls.rosterMember(':local', ':member'), async (c) => {
    const { local, officer } = await roster(c)
    const id = whole(c.req.param('member')) ?? 0
    const member = await findMember(c.var.db, local.id, id)
    if (!member) {
      const kept = await mergedInto(c.var.db, local.id, id)
      if (kept && (await findMember(c.var.db, local.id, kept))) return c.redirect(urls.rosterMember(local.key, kept), 303)
      throw new NotFound()
    }
    const language = new Intl.DisplayNames([c.var.lang], { type: 'language' }).of(member.language) ?? member.language
    const merged = officer
      ? {
          merges: await findMerges(c.var.db, local.id, member.id),
          done: c.req.query('merged') !== undefined,
          apart: whole(c.req.query('apart')),
        }
      : undefined
    return page(
      c,
      <MemberPage
        local={local}
        member={member}
        history={officer ? await findHistory(c.var.db, local.id, member.id) : null}
        merged={merged}
        language={language}
      />,
    )
  })

  app.get(urls.rosterImports(':local'), async (c) => {
    const { local } = await officersRoster(c)
    return page(
      c,
      <ImportsPage local={local} imports={await findImports(c.var.db, local.id)} profiles={await findProfiles(c.var.db, local.id)} />,
    )
  })

  app.get(urls.rosterImport(':local', ':import'), leavesRecord, async (c) => {
    const { found } = await importOf(c)
    const query = c.req.query()
    if (found.state === 'uploaded' || ('columns' in query && (found.state === 'ready' || found.state === 'failed'))) {
      const choice = { encoding: query.encoding, separator: query.separator, headerLine: whole(query.header), sheet: whole(query.sheet) }
      return mappingPage(c, choice, 'header' in query, query.profile)
    }
    return importPage(c)
  })

  app.post(urls.importStep(':local', ':import', 'columns'), async (c) => {
    const { local, found } = await importOf(c)
    const typed = await form(c)
    const choice = { encoding: typed.encoding, separator: typed.separator, headerLine: whole(typed.header), sheet: whole(typed.sheet) }
    const sample = await lookAgain(c.var.db, found, choice)
    if (!sample) return c.redirect(urls.rosterImport(local.key, found.id), 303)
    const chosen = sample.header.map((_, column) => fields.find((field) => field === typed[`column-${column}`]) ?? '')
    const mapping: Mapping = Object.fromEntries(chosen.flatMap((field, column) => (field ? [[field, column]] : [])))
    const places = await findKnownNames(c.var.db, local.id)
    const among = (all: readonly { id: number }[], id: string | undefined) => all.find((one) => String(one.id) === id)?.id ?? null
    const rules: ImportRules = {
      source: sourceOf(typed.source),
      more: Object.fromEntries(
        idFields.slice(1).flatMap((field) => {
          const source = sourceOf(typed[urlNames[field]])
          return source ? [[field, source]] : []
        }),
      ),
      unit: among(places.units, typed.unit),
      worksite: among(places.worksites, typed.worksite),
      profile: typed.profile?.slice(0, 40) || null,
      columns: Object.fromEntries(
        chosen.flatMap((field, column) => {
          const policy = policies.find((one) => one === typed[`policy-${column}`])
          return field && policy && policy !== 'replace' ? [[field, policy]] : []
        }),
      ),
    }
    const saveAs = (typed['save-as'] ?? '').trim()
    const errors: Record<string, string> = {}
    chosen.forEach((field, column) => {
      if (field && chosen.indexOf(field) < column) errors[`column-${column}`] = en.mapping.fieldTwice(en.fields[field])
    })
    if (saveAs.length > 80) errors['save-as'] = en.mapping.saveAsLong
    for (const name of ['unit', 'worksite'] as const) if (typed[name] && rules[name] === null) errors[name] = en.mapping.placeGone
    if (!Object.keys(errors).length)
      for (const [at, refusal] of (await mapColumns(c.var.db, found, sample, mapping, rules)).entries())
        errors[refusal === 'no-source' || refusal === 'source-twice' ? wrongSource(mapping, rules) : at ? `column-${at}` : 'column-0'] =
          en.mapping.refusals[refusal]
    if (Object.keys(errors).length) return mappingPage(c, choice, true, undefined, { chosen, rules, saveAs, errors })
    if (saveAs) await saveProfile(c.var.db, local.id, saveAs, sample.header, mapping, rules)
    return c.redirect(urls.rosterImport(local.key, found.id), 303)
  })

  app.post(urls.importProfile(':local', ':profile'), async (c) => {
    const { local } = await officersRoster(c)
    await forgetProfile(c.var.db, local.id, whole(c.req.param('profile')) ?? 0)
    return c.redirect(urls.rosterImports(local.key), 303)
  })

  app.get(urls.importAbsent(':local', ':import'), leavesRecord, (c) => absentPage(c, { done: whole(c.req.query('done')) }))
  app.post(urls.importAbsent(':local', ':import'), async (c) => {
    const { local, found } = await importOf(c)
    const typed = await form(c)
    const from = whole(c.req.query('from')) ?? 0
    const decision = decisions.find((one) => one === typed.decision)
    const chosen = Object.keys(typed)
      .flatMap((name) => (/^gone-\d{1,15}-\d{1,9}$/.test(name) ? [name.split('-').slice(1).map(Number)] : []))
      .map(([memberId, unitId]) => ({ memberId: memberId!, unitId: unitId! }))
    const who =
      typed.all && decision !== 'back'
        ? (await findAbsent(c.var.db, local.id, found.id, from, absentPerPage)).filter((one) => !one.decision)
        : chosen
    if (!decision || !who.length) return absentPage(c, { nobody: true })
    const done = await decideAbsent(c.var.db, local.id, found.id, who, decision)
    return c.redirect(`${urls.importAbsent(local.key, found.id)}?done=${done}`, 303)
  })

  const step = (
    name: Parameters<typeof urls.importStep>[2],
    work: (c: Context<Env>, found: Import) => Promise<Parameters<typeof importPage>[1] | undefined>,
  ) =>
    app.post(urls.importStep(':local', ':import', name), async (c) => {
      const { local, found } = await importOf(c)
      const said = await work(c, found)
      return said ? importPage(c, said, 422) : c.redirect(urls.rosterImport(local.key, found.id), 303)
    })
  step('confirm', async (c, found) =>
    (await confirmImport(c.var.db, found, wholeUnits(found, await form(c)))) === 'busy' ? { busy: true } : undefined,
  )
  step('again', async (c, found) => void (await stageAgain(c.var.db, found)))
  step('undo', async (c, found) => ((await undo(c.var.db, found)) === 'too-late' && found.state === 'done' ? { tooLate: true } : undefined))
  app.post(urls.importStep(':local', ':import', 'stop'), async (c) => {
    const { local, found } = await importOf(c)
    return c.redirect(`${urls.rosterImport(local.key, found.id)}?stopped=${(await stopImport(c.var.db, found)) ? 'yes' : 'too-late'}`, 303)
  })
  app.post(urls.importStep(':local', ':import', 'cancel'), async (c) => {
    const { local, found } = await importOf(c)
    return c.redirect((await cancelImport(c.var.db, found)) ? urls.rosterImports(local.key) : urls.rosterImport(local.key, found.id), 303)
  })
}

const sourceOf = (typed: string | undefined) => sources.find((one) => one === typed) ?? null
/** The first choice of a system that is missing, or that another column has already. */
function wrongSource(mapping: Mapping, rules: ImportRules) {
  const whose = sourcesOf(rules)
  const before = new Set<string>()
  const wrong = idFields.find((field) => {
    if (mapping[field] === undefined) return false
    const source = whose[field]
    return !source || before.has(source) || !before.add(source)
  })
  return urlNames[wrong ?? 'sourceId']
}

/** Of which units the officer says that the file is the whole list. */
const wholeUnits = ({ foreseen }: Import, typed: Record<string, string>) =>
  (foreseen?.units ?? []).filter(({ id }) => typed[`whole-${id}`]).map(({ id }) => id)

async function absentPage(c: Context<Env>, said: { done?: number; nobody?: boolean }) {
  const { local, found } = await importOf(c)
  const { db } = c.var
  const count = await countAbsent(db, local.id, found.id)
  if (count.all === 0) throw new NotFound()
  const from = whole(c.req.query('from')) ?? 0
  const people = await findAbsent(db, local.id, found.id, from, absentPerPage)
  if (!said.nobody)
    await noteListing(
      db,
      'absent-members',
      people.map(() => local.id),
      { before: from > 0 ? few : 0 },
    )
  return page(c, <AbsentPage local={local} found={found} people={people} count={count} from={from} {...said} />, said.nobody ? 422 : 200)
}

const whole = (text: string | undefined): number | undefined => (text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined)

async function roster(c: Context<Env>) {
  const found = await findRoster(c.var.db, c.var.account, c.req.param('local') ?? '')
  if (!found) throw new NotFound()
  return found
}

async function officersRoster(c: Context<Env>) {
  const found = await roster(c)
  if (!found.officer) throw new NotFound()
  return found
}

async function importOf(c: Context<Env>) {
  const { local } = await officersRoster(c)
  const found = await findImport(c.var.db, local.id, whole(c.req.param('import')) ?? 0)
  if (!found) throw new NotFound()
  return { local, found }
}

/** `reread`: a person has chosen how the file is read, so that earlier choices of columns don't hold; `profile`: by which profile ('': none). */
async function mappingPage(
  c: Context<Env>,
  choice: ReadingChoice,
  reread: boolean,
  profile?: string,
  refused?: { chosen: (FieldName | '')[]; rules: ImportRules; saveAs: string; errors: Record<string, string> },
) {
  const { db } = c.var
  const { local, found } = await importOf(c)
  const sample = await lookAgain(db, found, choice)
  if (!sample) throw new NotFound()
  const profiles = await findProfiles(db, local.id)
  const guess = sample.reading.headerLine ? readingBy(sample.header, profiles, profile) : { ...guessMapping([]), rules: plainRules }
  const kept = !reread && found.mapping && found.header?.length === sample.header.length
  const shown = refused ?? {
    chosen: chosenOf(kept ? found.mapping! : guess.mapping, sample.header.length),
    rules: (kept && found.rules) || guess.rules,
  }
  return page(
    c,
    <MappingPage
      local={local}
      found={found}
      sample={sample}
      {...shown}
      unsure={guess.unsure}
      profiles={profiles}
      places={await findKnownNames(db, local.id)}
    />,
    refused ? 422 : 200,
  )
}

/** The import as it stands now. */
async function importPage(c: Context<Env>, said: { busy?: boolean; tooLate?: boolean } = {}, status: 200 | 422 = 200) {
  const { db } = c.var
  const { local, found } = await importOf(c)
  const stopped = c.req.query('stopped')
  if (isMoving(found.state)) return page(c, <WorkingPage local={local} found={found} />, status)
  if (found.state === 'ready') {
    const lost = !(await isStaged(db, local.id, found.id))
    const shown = await shownRows(c, found)
    await noteListing(
      db,
      'staged-rows',
      (shown[shown.kind] ?? []).map(() => local.id),
      { before: shown.after > 0 ? few : 0 },
    )
    return page(
      c,
      <PreviewPage
        local={local}
        found={found}
        lost={lost}
        erased={await countErased(db, local.id, found.id)}
        busy={said.busy}
        stopped={stopped === 'yes'}
        shown={shown}
      />,
      status,
    )
  }
  if (found.state === 'done' || found.state === 'undone')
    return page(
      c,
      <ReportPage
        local={local}
        found={found}
        refused={await findRefused(db, local.id, found.id, 0, 50)}
        absent={await countAbsent(db, local.id, found.id)}
        mayUndo={await canBeUndone(db, local.id, found.id)}
        tooLate={said.tooLate}
        stopTooLate={stopped === 'too-late' && found.state === 'done'}
      />,
      status,
    )
  return page(
    c,
    <EndedPage local={local} found={found} file={found.state === 'failed' && (await findHead(db, local.id, found.id)) !== undefined} />,
    status,
  )
}

const pageSize = 50

async function shownRows(c: Context<Env>, { localId, id, newRows, changedRows, problemRows }: Import): Promise<Shown> {
  const asked = c.req.query('show')
  const kind: Kind =
    kinds.find((one) => one === asked) ?? (newRows ? 'new' : changedRows ? 'changed' : problemRows ? 'problem' : 'unchanged')
  const after = whole(c.req.query('after')) ?? 0
  const { db } = c.var
  if (kind === 'problem') return { kind, after, problem: await findStagedProblems(db, localId, id, after, pageSize) }
  if (kind === 'changed') return { kind, after, changed: await findStagedChanges(db, localId, id, after, pageSize) }
  return { kind, after, [kind]: await findStagedRows(db, localId, id, kind, after, pageSize) }
}
