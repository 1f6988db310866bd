import type { Context } from 'hono'
import { requireMe } from '../../people/me.ts'
import { holds } from '../../people/office.ts'
import { NotFound } from '../../platform/errors.ts'
import { form, page, type App, type Env } from '../../platform/web.ts'
import { urls } from '../../urls.ts'
import { saveCoalition, saveThing, type CoalitionRefusals } from '../save-structure.ts'
import { fieldsOf, isReference, kinds, namedBy, scopeOf, type FieldName, type Kind, type Refusals, type Thing } from '../structure.ts'
import { countThings, findCoalition, findThing, findThings } from '../structure-queries.ts'
import { KindPage, StructurePage, ThingPage, type Choices } from './structure-pages.tsx'

interface Tried {
  typed: Record<string, string>
  refused: Refusals
}

/** How the coalition is built, for its administrators; for others there is nothing here. */
export function unionsRoutes(app: App) {
  app.get(urls.structure, async (c) => {
    await requireAdministrator(c)
    return structurePage(c)
  })
  app.post(urls.structure, async (c) => {
    await requireAdministrator(c)
    const typed = await form(c)
    const refusal = await saveCoalition(c.var.db, typed)
    return refusal ? structurePage(c, { typed, refused: refusal.refused }) : c.redirect(`${urls.structure}?done=saved`, 303)
  })

  app.get(urls.structureKind(':kind'), async (c) => {
    await requireAdministrator(c)
    const kind = kindOf(c)
    if (scopeOf(kind)) throw new NotFound() // they stand on the page of their local or worksite
    return kindPage(c, kind)
  })
  app.post(urls.structureKind(':kind'), async (c) => {
    await requireAdministrator(c)
    const kind = kindOf(c),
      scope = scopeOf(kind)
    const typed = await form(c)
    const saved = await saveThing(c.var.db, kind, null, typed)
    if (!scope)
      return 'id' in saved
        ? c.redirect(`${urls.structureKind(kind)}?added=${saved.id}`, 303)
        : kindPage(c, kind, { typed, refused: saved.refused })
    const parent = await thingOf(c, namedBy[scope], typed[scope] ?? '')
    return 'id' in saved
      ? c.redirect(`${urls.structureThing(namedBy[scope], parent.id)}?added=${saved.id}`, 303)
      : thingPage(c, namedBy[scope], parent, { within: { typed, refused: saved.refused } })
  })

  app.get(urls.structureThing(':kind', ':id'), async (c) => {
    await requireAdministrator(c)
    return thingPage(c, kindOf(c), await thingOf(c, kindOf(c), c.req.param('id')!))
  })
  app.post(urls.structureThing(':kind', ':id'), async (c) => {
    await requireAdministrator(c)
    const kind = kindOf(c)
    const thing = await thingOf(c, kind, c.req.param('id')!)
    const typed = await form(c)
    const saved = await saveThing(c.var.db, kind, thing.id, typed)
    return 'id' in saved
      ? c.redirect(`${urls.structureThing(kind, thing.id)}?done=saved`, 303)
      : thingPage(c, kind, thing, { own: { typed, refused: saved.refused } })
  })
}

async function requireAdministrator(c: Context<Env>) {
  if (!holds(await requireMe(c.var.db, c.var.account), 'administrator')) throw new NotFound()
}

function kindOf(c: Context<Env>): Kind {
  const kind = kinds.find((known) => known === c.req.param('kind'))
  if (!kind) throw new NotFound()
  return kind
}

async function thingOf(c: Context<Env>, kind: Kind, id: string): Promise<Thing> {
  const thing = /^\d{1,9}$/.test(id) ? await findThing(c.var.db, kind, Number(id)) : undefined
  if (!thing) throw new NotFound()
  return thing
}

async function structurePage(c: Context<Env>, tried?: { typed: Record<string, string>; refused: CoalitionRefusals }) {
  const coalition = await findCoalition(c.var.db)
  return page(
    c,
    <StructurePage
      coalition={{ ...coalition, ...tried?.typed }}
      refused={tried?.refused}
      counts={await countThings(c.var.db)}
      saved={c.req.query('done') === 'saved'}
    />,
    tried ? 422 : 200,
  )
}

async function kindPage(c: Context<Env>, kind: Kind, tried?: Tried) {
  const things = await findThings(c.var.db, kind)
  return page(
    c,
    <KindPage kind={kind} things={things} choices={await findChoices(c, kind)} tried={tried} added={c.req.query('added')} />,
    tried ? 422 : 200,
  )
}

async function thingPage(c: Context<Env>, kind: Kind, thing: Thing, { own, within }: { own?: Tried; within?: Tried } = {}) {
  const inner: Kind | null = kind === 'locals' ? 'units' : kind === 'worksites' ? 'departments' : null
  const parts = inner && {
    kind: inner,
    things: await findThings(c.var.db, inner, { field: scopeOf(inner)!, id: thing.id }),
    choices: await findChoices(c, inner),
    tried: within,
  }
  return page(
    c,
    <ThingPage
      kind={kind}
      thing={thing}
      choices={await findChoices(c, kind)}
      tried={own}
      parts={parts}
      saved={c.req.query('done') === 'saved'}
      added={c.req.query('added')}
    />,
    own || within ? 422 : 200,
  )
}

/** What a form of this kind lets one choose: for each field that names another thing, all of those. */
async function findChoices(c: Context<Env>, kind: Kind): Promise<Choices> {
  const choices: Choices = {}
  for (const field of fieldsOf[kind] as FieldName[])
    if (isReference(field))
      choices[field] = (await findThings(c.var.db, namedBy[field])).map(({ id, fields }) => ({ value: String(id), label: fields.name! }))
  return choices
}
