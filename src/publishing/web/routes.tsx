import type { Context } from 'hono'
import type { ComponentChildren } from 'preact'
import { asPerson, type Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { form, formData, idOf, numberOf, page, type App, type Env } from '../../platform/web.ts'
import { urls } from '../../urls.ts'
import { requireWriter } from '../../updates/update-policy.ts'
import { approvalRefusal, type ApprovalRefusal, type PublicationKind, type Typed } from '../publication.ts'
import { approvePublication, savePublication, takeOver, withdrawPublication } from '../publish.ts'
import { findWorking, type Working } from '../working-queries.ts'
import { FormPage, ListPage, ReviewPage, type FormState } from './staff-pages.tsx'

// oxlint-disable-next-line typescript/no-explicit-any -- each kind has a content of its own; nothing here looks inside
type Kind = PublicationKind<any, any>
/** What else changes with a text of this kind, for the second person. */
export type Consequences = (db: Db, working: Working) => Promise<ComponentChildren>

/** The staff's rooms, the same for every kind of publication. */
export function publishingRoutes(app: App, kinds: readonly { kind: Kind; consequences?: Consequences }[]) {
  for (const { kind, consequences } of kinds) {
    const { room, key } = kind
    const mine = async (c: Context<Env>) => {
      await requireWriter(c.var.db, c.var.account)
      const [working] = await findWorking(c.var.db, key, idOf(c))
      if (!working) throw new NotFound()
      return working
    }
    const review = async (c: Context<Env>, working: Working, refused?: ApprovalRefusal) =>
      page(
        c,
        <ReviewPage
          kind={kind}
          working={working}
          help={await kind.help(c.var.db, c.var.now)}
          refusal={approvalRefusal(working, working.version, c.var.account!)}
          refused={refused}
          consequences={await consequences?.(c.var.db, working)}
        />,
        refused ? 422 : 200,
      )

    app.get(room, async (c) => {
      await requireWriter(c.var.db, c.var.account)
      const flags = kind.flags ? await kind.flags(c.var.db, await kind.help(c.var.db, c.var.now), c.var.now) : []
      return page(c, <ListPage kind={kind} all={await findWorking(c.var.db, key)} flags={flags} account={c.var.account!} />)
    })

    app.get(urls.newPublication(room), async (c) => {
      await requireWriter(c.var.db, c.var.account)
      const begun = kind.prepared?.find(({ slug }) => slug === c.req.query('from'))
      const state: FormState = { typed: begun ? kind.typedFrom(begun.content) : kind.nothing, base: 0, slug: begun?.slug }
      return page(
        c,
        <FormPage kind={kind} working={null} help={await kind.help(c.var.db, c.var.now)} state={state} account={c.var.account!} />,
      )
    })

    app.get(urls.publication(room, ':id'), async (c) => {
      const working = await mine(c)
      const state: FormState = {
        typed: kind.typedFrom(working.content),
        base: working.version,
        saved: numberOf(c.req.query('saved')),
        withdrawn: c.req.query('withdrawn') !== undefined && working.withdrawn,
      }
      return page(
        c,
        <FormPage kind={kind} working={working} help={await kind.help(c.var.db, c.var.now)} state={state} account={c.var.account!} />,
      )
    })

    app.get(urls.publicationStep(room, ':id', 'review'), async (c) => review(c, await mine(c)))

    app.post(urls.publicationStep(room, ':id', 'approval'), async (c) => {
      const { id } = await mine(c)
      const refused = await approvePublication(c.var.db, c.var.account!, key, id, numberOf((await form(c)).version) ?? 0)
      if (refused) return review(c, await mine(c), refused)
      return c.redirect(urls.publication(room, id), 303)
    })

    app.post(urls.publicationStep(room, ':id', 'withdraw'), async (c) => {
      const { id } = await mine(c)
      await withdrawPublication(c.var.db, c.var.account!, key, id)
      return c.redirect(`${urls.publication(room, id)}?withdrawn`, 303)
    })

    app.post(urls.publicationStep(room, ':id', 'owner'), async (c) => {
      const { id } = await mine(c)
      await takeOver(c.var.db, c.var.account!, key, id)
      return c.redirect(urls.publication(room, id), 303)
    })
  }
}

/** Saving may bring a file over a slow line: no transaction is held meanwhile. */
export function publishingStreams(app: Pick<App, 'get' | 'post' | 'put'>, kinds: readonly { kind: Kind }[]) {
  for (const { kind } of kinds) {
    const save = async (c: Context<Env>, id: number | null) => {
      const { root, account, now } = c.var
      const load = async (db: Db) => {
        await requireWriter(db, account)
        const [working] = id === null ? [] : await findWorking(db, kind.key, id)
        if (id !== null && !working) throw new NotFound()
        return working ?? null
      }
      await asPerson(root, account, 'read only', load)
      const sent = await formData(c, (kind.file?.most ?? 0) + 1_000_000)
      const typed: Typed = { ...kind.nothing }
      for (const [name, value] of sent) if (typeof value === 'string') typed[name] = value
      const file = kind.file && sent.get(kind.file.field)

      return asPerson(root, account, 'read write', async (db) => {
        const working = await load(db)
        const errors: Record<string, string> = {}
        // The file is kept even if something else is wrong: nobody should have to choose it twice.
        if (kind.file && file instanceof File && file.size > 0) {
          const kept = await kind.file.keep(db, account!, file)
          if ('problem' in kept) errors[kind.file.field] = kept.problem
          else Object.assign(typed, kept.typed)
        }
        const help = await kind.help(db, now)
        const base = numberOf(typed.version) ?? 0
        const prepared = kind.prepared?.find(({ slug }) => slug === typed.slug)
        const show = (state: Partial<FormState>, status: 200 | 422, at = working) =>
          page(
            c,
            <FormPage kind={kind} working={at} help={help} account={account!} state={{ typed, base, slug: prepared?.slug, ...state }} />,
            status,
          )
        if (typed.step && kind.reshape) return show({ typed: kind.reshape(typed, typed.step) }, 200)

        const { content, problems } = kind.read(typed, help)
        for (const [field, problem] of Object.entries(problems)) errors[field] ??= kind.words.problems[problem]!
        if (Object.keys(errors).length > 0) return show({ errors }, 422)
        const target = id === null ? { name: kind.name(content), slug: prepared?.slug } : { id, base }
        const saved = await savePublication(db, account!, kind.key, target, content)
        if ('id' in saved) return c.redirect(`${urls.publication(kind.room, saved.id)}?saved=${saved.version}`, 303)
        const [newest] = await findWorking(db, kind.key, id)
        return show({ base: saved.newer, newer: newest }, 422, newest!)
      })
    }
    app.post(urls.newPublication(kind.room), (c) => save(c, null))
    app.post(urls.publication(kind.room, ':id'), (c) => save(c, idOf(c)))
  }
}
