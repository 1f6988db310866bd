import type { Context } from 'hono'
import { NotFound } from '../../platform/errors.ts'
import { form, leavesRecord, page, type App, type Env } from '../../platform/web.ts'
import { few, noteListing } from '../../audit/note-reading.ts'
import { requireMe } from '../../people/me.ts'
import { countErased } from '../../erasure/erased-before.ts'
import { findMerges, mergedInto } from '../../merging/merge-members.ts'
import { findSegments } from '../../segments/segments.ts'
import { urls } from '../../urls.ts'
import { fields, type FieldName, type Mapping } from '../columns.ts'
import { isMoving, kinds, type Import, type Kind } from '../import.ts'
import { canBeUndone, findHead, findImport, findImports, findRefused, findStagedChanges, findStagedProblems, findStagedRows, isStaged } from '../import-queries.ts'
import { cancelImport, confirmImport, lookAgain, mapColumns, stageAgain, stopImport, undo, type ReadingChoice } from '../import-steps.ts'
import { en } from '../roster.en.ts'
import { readFilters } from '../filters.ts'
import { findRoster, findRosters } from '../roster-policy.ts'
import { findChoices, findHistory, findMember, findMembers, findPlace } from '../roster-queries.ts'
import { chosenOf, EndedPage, ImportsPage, MappingPage, PreviewPage, ReportPage, WorkingPage, type Shown } from './import-pages.tsx'
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
    const query = new URLSearchParams(Object.entries(c.req.query()).filter(([name, value]) => (name in filters || name === 'segment') && value !== ''))
    const segments = officer ? await findSegments(c.var.db, local.id) : []
    const segment = segments.find(({ id }) => id === whole(c.req.query('segment')))
    if (c.req.query('segment') && !segment) throw new NotFound()
    const place = async (id: string | undefined) => (id ? await findPlace(c.var.db, local.id, whole(id) ?? 0) : undefined)
    const after = await place(c.req.query('after')), before = await place(c.req.query('before'))
    const found = await findMembers(c.var.db, local.id, filters, { after, before, within: segment?.filter })
    await noteListing(c.var.db, 'members', found.members.map(() => local.id), { before: found.previous ? few : 0, filters: Object.entries(filters).filter(([, value]) => value !== null && value !== '').map(([name]) => name) })
    return page(c, <MembersPage local={local} officer={officer} segments={segments} segment={segment?.id} filters={filters} choices={await findChoices(c.var.db, local.id)} found={found} query={query} edge={!!(after || before)} />)
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
    const merged = officer ? { merges: await findMerges(c.var.db, local.id, member.id), done: c.req.query('merged') !== undefined, apart: whole(c.req.query('apart')) } : undefined
    return page(c, <MemberPage local={local} member={member} history={officer ? await findHistory(c.var.db, local.id, member.id) : null} merged={merged} language={language} />)
  })

  app.get(urls.rosterImports(':local'), async (c) => {
    const { local } = await officersRoster(c)
    return page(c, <ImportsPage local={local} imports={await findImports(c.var.db, local.id)} />)
  })

  app.get(urls.rosterImport(':local', ':import'), leavesRecord, async (c) => {
    const { found } = await importOf(c)
    const query = c.req.query()
    if (found.state === 'uploaded' || ('columns' in query && (found.state === 'ready' || found.state === 'failed'))) {
      const choice = { encoding: query.encoding, separator: query.separator, headerLine: whole(query.header) }
      return mappingPage(c, choice, 'header' in query)
    }
    return importPage(c)
  })

  app.post(urls.importStep(':local', ':import', 'columns'), async (c) => {
    const { local, found } = await importOf(c)
    const typed = await form(c)
    const choice = { encoding: typed.encoding, separator: typed.separator, headerLine: whole(typed.header) }
    const sample = await lookAgain(c.var.db, found, choice)
    if (!sample) return c.redirect(urls.rosterImport(local.key, found.id), 303)
    const chosen = sample.header.map((_, column) => fields.find((field) => field === typed[`column-${column}`]) ?? '')
    const mapping: Mapping = Object.fromEntries(chosen.flatMap((field, column) => (field ? [[field, column]] : [])))
    const errors: Record<string, string> = {}
    chosen.forEach((field, column) => { if (field && chosen.indexOf(field) < column) errors[`column-${column}`] = en.mapping.fieldTwice(en.fields[field]) })
    if (!Object.keys(errors).length)
      for (const [at, refusal] of (await mapColumns(c.var.db, found, sample, mapping)).entries()) errors[at ? `column-${at}` : 'column-0'] = en.mapping.refusals[refusal]
    return Object.keys(errors).length ? mappingPage(c, choice, true, { chosen, errors }) : c.redirect(urls.rosterImport(local.key, found.id), 303)
  })

  const step = (name: Parameters<typeof urls.importStep>[2], work: (c: Context<Env>, found: Import) => Promise<Parameters<typeof importPage>[1] | undefined>) =>
    app.post(urls.importStep(':local', ':import', name), async (c) => {
      const { local, found } = await importOf(c)
      const said = await work(c, found)
      return said ? importPage(c, said, 422) : c.redirect(urls.rosterImport(local.key, found.id), 303)
    })
  step('confirm', async (c, found) => ((await confirmImport(c.var.db, found)) === 'busy' ? { busy: true } : undefined))
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

async function mappingPage(c: Context<Env>, choice: ReadingChoice, reread: boolean, refused?: { chosen: (FieldName | '')[]; errors: Record<string, string> }) {
  const { local, found } = await importOf(c)
  const sample = await lookAgain(c.var.db, found, choice)
  if (!sample) throw new NotFound()
  const mapping = !reread && found.mapping && found.header?.length === sample.header.length ? found.mapping : sample.guess.mapping
  return page(c, <MappingPage local={local} found={found} sample={sample} chosen={refused?.chosen ?? chosenOf(mapping, sample.header.length)} errors={refused?.errors} />, refused ? 422 : 200)
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
    await noteListing(db, 'staged-rows', (shown[shown.kind] ?? []).map(() => local.id), { before: shown.after > 0 ? few : 0 })
    return page(c, <PreviewPage local={local} found={found} lost={lost} erased={await countErased(db, local.id, found.id)} busy={said.busy} stopped={stopped === 'yes'} shown={shown} />, status)
  }
  if (found.state === 'done' || found.state === 'undone')
    return page(c, <ReportPage local={local} found={found} refused={await findRefused(db, local.id, found.id, 0, 50)} mayUndo={await canBeUndone(db, local.id, found.id)} tooLate={said.tooLate} stopTooLate={stopped === 'too-late' && found.state === 'done'} />, status)
  return page(c, <EndedPage local={local} found={found} file={found.state === 'failed' && (await findHead(db, local.id, found.id)) !== undefined} />, status)
}

const pageSize = 50

async function shownRows(c: Context<Env>, { localId, id, newRows, changedRows, problemRows }: Import): Promise<Shown> {
  const asked = c.req.query('show')
  const kind: Kind = kinds.find((one) => one === asked) ?? (newRows ? 'new' : changedRows ? 'changed' : problemRows ? 'problem' : 'unchanged')
  const after = whole(c.req.query('after')) ?? 0
  const { db } = c.var
  if (kind === 'problem') return { kind, after, problem: await findStagedProblems(db, localId, id, after, pageSize) }
  if (kind === 'changed') return { kind, after, changed: await findStagedChanges(db, localId, id, after, pageSize) }
  return { kind, after, [kind]: await findStagedRows(db, localId, id, kind, after, pageSize) }
}
