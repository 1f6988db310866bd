import type { Context } from 'hono'
import type { VNode } from 'preact'
import { asPerson } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { escape, fill, whyUnable } from '../../platform/mail.ts'
import { form, formData, idOf, leavesRecord, numberOf, originOf, page, type App, type Env } from '../../platform/web.ts'
import { mailPolicy } from '../../messages/mail-policy.ts'
import { findReach } from '../../messages/reach.ts'
import { holdingFor } from '../../messages/sending.ts'
import { composeUpdateMail, slotsFor } from '../../messages/update-mail.tsx'
import { en as segmentWords } from '../../segments/across.en.ts'
import { findAcrossChoices, findSegmentsAcross } from '../../segments/across-segments.ts'
import { languages } from '../../ui/shell.ts'
import { urls } from '../../urls.ts'
import { addPicture } from '../add-picture.ts'
import { approveUpdate } from '../approve-update.ts'
import { unknownInUpdate, withFiguresShown } from '../figures.ts'
import { pictureLimit, readPicture, type PictureRefusal } from '../picture.ts'
import { blocksFromHtml, htmlFromBlocks, textFromBlocks } from '../rich-text.ts'
import { askForApproval, saveUpdate } from '../save-update.ts'
import { bringBackUpdate, discardUpdate, withdrawUpdate } from '../take-back.ts'
import { approvalRefusal, nothingTyped, readTyped, typedFrom, type ApprovalRefusal, type Content, type Typed } from '../update.ts'
import { holds, type Me } from '../../people/office.ts'
import { requireWriter } from '../update-policy.ts'
import {
  countOtherWriters,
  findPictureFiles,
  findRevision,
  findWaiting,
  findWorkingUpdate,
  findWorkingUpdates,
  findWriters,
  type WorkingUpdate,
} from '../update-queries.ts'
import { en as words } from '../update-staff.en.ts'
import { UpdateFormPage, type FormState } from './edit-page.tsx'
import { ReviewPage } from './review-page.tsx'
import { perPage, UpdatesStaffPage, WaitingUpdates } from './staff-list-page.tsx'
import { UpdatePage } from './update-page.tsx'

/** Updates that wait for a second person, for the staff's first page. */
export async function waitingUpdatesPart(c: Context<Env>, me: Me): Promise<VNode | null> {
  if (!holds(me, 'communications')) return null
  const waiting = await findWaiting(c.var.db)
  return waiting.count > 0 ? <WaitingUpdates {...waiting} /> : null
}

export function staffUpdateRoutes(app: App) {
  app.get(urls.updatesStaff, async (c) => {
    await requireWriter(c.var.db, c.var.account)
    const asked = numberOf(c.req.query('page')) ?? 1
    return page(
      c,
      <UpdatesStaffPage
        updates={await findWorkingUpdates(c.var.db, { most: perPage + 1, skip: (asked - 1) * perPage })}
        discarded={asked === 1 ? await findWorkingUpdates(c.var.db, { most: 100, skip: 0, discarded: true }) : []}
        page={asked}
        done={c.req.query('done') === 'discarded'}
      />,
    )
  })

  app.get(urls.newUpdate, async (c) => {
    await requireWriter(c.var.db, c.var.account)
    return page(
      c,
      <UpdateFormPage
        update={null}
        state={{
          typed: nothingTyped,
          html: { body: '', bodyEs: '' },
          base: 0,
          files: [],
          audience: null,
          segments: await findSegmentsAcross(c.var.db, null),
        }}
      />,
    )
  })

  app.get(urls.staffUpdate(':id'), async (c) => {
    const update = await findMine(c)
    const done = c.req.query('done')
    return page(
      c,
      <UpdateFormPage
        update={update}
        state={{
          ...(await stateOf(c, update)),
          saved: numberOf(c.req.query('saved')),
          done: done === 'withdrawn' || done === 'returned' ? done : null,
        }}
      />,
    )
  })

  app.post(urls.updateReady(':id'), async (c) => {
    const { id } = await findMine(c)
    const refused = await askForApproval(c.var.db, c.var.account!, id, numberOf((await form(c)).revision) ?? 0)
    if (!refused) return c.redirect(urls.staffUpdate(id), 303)
    return refusedPage(c, refused === 'stale' ? words.ready.stale : words.discard.asked)
  })

  app.post(urls.updateStep(':id', 'discard'), async (c) => {
    const { id } = await findMine(c)
    if (await discardUpdate(c.var.db, c.var.account!, id)) return refusedPage(c, words.discard.published)
    return c.redirect(`${urls.updatesStaff}?done=discarded`, 303)
  })
  app.post(urls.updateStep(':id', 'bring-back'), async (c) => {
    const { id } = await findMine(c)
    await bringBackUpdate(c.var.db, id)
    return c.redirect(`${urls.staffUpdate(id)}?done=returned`, 303)
  })
  app.post(urls.updateStep(':id', 'withdraw'), async (c) => {
    const { id, withdrawn } = await findMine(c)
    if (!withdrawn && !(await withdrawUpdate(c.var.db, c.var.account!, id))) return refusedPage(c, words.withdraw.notPublished)
    return c.redirect(`${urls.staffUpdate(id)}?done=withdrawn`, 303)
  })

  app.get(urls.updateReview(':id'), leavesRecord, async (c) => reviewPage(c, await findMine(c)))

  app.post(urls.updateApproval(':id'), async (c) => {
    const { id, published } = await findMine(c)
    const refused = await approveUpdate(c.var.db, c.var.account!, id, numberOf((await form(c)).revision) ?? 0)
    if (refused) return reviewPage(c, await findMine(c), refused)
    return c.redirect(published ? urls.staffUpdate(id) : urls.sending(id), 303)
  })

  app.get(urls.updatePreview(':id'), async (c) => {
    const { update, content, lang } = await findPreviewed(c)
    c.set('shell', { ...c.var.shell, lang, me: null, path: urls.update(update.slug) }) // as a visitor sees it
    const corrected = update.published ? c.var.now : null
    const files = content.picture ? await findPictureFiles(c.var.db, content.picture.id) : []
    return page(
      c,
      <UpdatePage
        update={{ slug: update.slug, content, files, publishedAt: update.publishedAt ?? c.var.now, correctedAt: corrected }}
        base={originOf(c)}
      />,
    )
  })

  app.get(urls.mailPreview(':id'), async (c) => {
    const { update, content, lang } = await findPreviewed(c)
    const { postal_address: postalAddress } = await c.var.db.selectFrom('deployment').select('postal_address').executeTakeFirstOrThrow()
    const jpeg = content.picture && (await findPictureFiles(c.var.db, content.picture.id)).find(({ type }) => type === 'jpeg')
    const mail = composeUpdateMail({
      content,
      lang,
      coalition: c.var.shell.coalition,
      postalAddress,
      base: originOf(c),
      pageUrl: originOf(c) + urls.update(update.slug),
      picture: jpeg ? { ...jpeg, src: urls.picture(jpeg.hash, 'jpeg') } : null,
    })
    c.set('ownPolicy', mailPolicy)
    return c.html(fill(mail.html, slotsFor(mail, lang, lang === 'es' ? 'María' : 'Maria', '#'), escape)) // the link that unsubscribes leads nowhere
  })
}

/** Saving may bring a picture of many megabytes over a slow line: no transaction is held meanwhile. */
export function updateStreams(app: Pick<App, 'get' | 'post' | 'put'>) {
  const save = async (c: Context<Env>, id: number | null) => {
    const { root, account } = c.var
    const before = await asPerson(root, account, 'read only', async (db) => {
      await requireWriter(db, account)
      const update = id === null ? null : await findWorkingUpdate(db, id)
      if (update === undefined) throw new NotFound()
      return update
    })
    const sent = await formData(c, 4 * pictureLimit) // a camera's picture is refused with a sentence, and what was written stays
    const field = (name: string) => (typeof sent.get(name) === 'string' ? (sent.get(name) as string) : '')
    const base = numberOf(field('revision')) ?? 0

    // The picture is kept even if something else is wrong: nobody should have to choose it twice.
    const file = sent.get('picture')
    const chosen = file instanceof File && file.size > 0 ? await readPicture(new Uint8Array(await file.arrayBuffer())) : null
    const pictureProblem: PictureRefusal | null = typeof chosen === 'string' ? chosen : null
    const picture = chosen && typeof chosen === 'object' ? chosen : null
    if (picture) await asPerson(root, account, 'read write', (db) => addPicture(db, account!, picture))

    return asPerson(root, account, 'read write', async (db) => {
      await requireWriter(db, account)
      const keptId = /^[0-9a-f]{64}$/.test(field('pictureId')) && !field('removePicture') ? field('pictureId') : ''
      const files = await findPictureFiles(db, picture?.id ?? keptId)
      const typed: Typed = {
        ...nothingTyped,
        title: field('title'),
        summary: field('summary'),
        body: field('body'),
        titleEs: field('titleEs'),
        summaryEs: field('summaryEs'),
        bodyEs: field('bodyEs'),
        sources: field('sources'),
        alt: field('removePicture') && !picture ? '' : field('alt'),
        altEs: field('removePicture') && !picture ? '' : field('altEs'),
        pictureId: files.length ? (picture?.id ?? keptId) : '',
        audience: /^(kept|\d{1,9})$/.test(field('audience')) ? field('audience') : '',
        format: field('format') === 'html' ? 'html' : 'text',
      }
      const edited = id === null || !base ? null : ((await findRevision(db, id, base)) ?? null)
      const segments = await findSegmentsAcross(db, null)
      const { content, problems } = readTyped(
        typed,
        edited,
        segments.find(({ id }) => String(id) === typed.audience),
      )
      // A picture that couldn't be read is one complaint; that its description has no picture would be a second about the same.
      if (pictureProblem && problems.alt === 'alt-without-picture') delete problems.alt
      const [unknown] = problems.body ? [] : await unknownInUpdate(db, content)
      if (unknown) problems.body = 'fact-unknown'
      const state: FormState = {
        typed: asText(typed),
        html: htmlOf(typed, edited),
        base,
        files,
        problems,
        pictureProblem,
        segments,
        audience: edited?.audience?.name ?? null,
      }
      if (Object.keys(problems).length || pictureProblem) return page(c, <UpdateFormPage update={before} state={state} />, 422)

      if (id !== null && field('bringBack')) await bringBackUpdate(db, id)
      const saved = await saveUpdate(db, account!, id === null ? null : { id, base }, content)
      if ('id' in saved) return c.redirect(`${urls.staffUpdate(saved.id)}?saved=${saved.revision}`, 303)
      if ('discarded' in saved)
        return page(c, <UpdateFormPage update={(await findWorkingUpdate(db, id!))!} state={{ ...state, bringsBack: true }} />, 422)
      const newest = (await findWorkingUpdate(db, id!))!
      const newer = { content: newest.content, files: newest.files, by: (await findWriters(db)).get(newest.writtenBy) ?? '' }
      return page(c, <UpdateFormPage update={newest} state={{ ...state, base: newest.latest, newer }} />, 422)
    })
  }
  app.post(urls.newUpdate, (c) => save(c, null))
  app.post(urls.staffUpdate(':id'), (c) => save(c, idOf(c)))
}

const stateOf = async ({ var: { db, settings, shell } }: Context<Env>, update: WorkingUpdate): Promise<FormState> => ({
  typed: typedFrom(update.content),
  html: { body: update.content.body, bodyEs: update.content.spanish?.body ?? '' },
  base: update.latest,
  files: update.files,
  segments: await findSegmentsAcross(db, null),
  audience: update.content.audience?.name ?? null,
  others: await countOtherWriters(db),
  noMail: shell.mode === 'real' && whyUnable(settings) !== null,
})

/** The update's page, with why nothing was done. */
async function refusedPage(c: Context<Env>, refused: string) {
  const update = await findMine(c)
  return page(c, <UpdateFormPage update={update} state={{ ...(await stateOf(c, update)), refused }} />, 422)
}

/** Without a script the fields get what was typed; what came from the editor is put into plain text for them. */
const asText = (typed: Typed): Typed =>
  typed.format === 'text'
    ? typed
    : { ...typed, format: 'text', body: textFromBlocks(blocksFromHtml(typed.body)), bodyEs: textFromBlocks(blocksFromHtml(typed.bodyEs)) }

function htmlOf(typed: Typed, edited: Content | null) {
  const { content } = readTyped(typed, edited)
  return typed.format === 'html'
    ? { body: htmlFromBlocks(blocksFromHtml(typed.body)), bodyEs: htmlFromBlocks(blocksFromHtml(typed.bodyEs)) }
    : { body: content.body, bodyEs: content.spanish?.body ?? '' }
}

async function findMine(c: Context<Env>): Promise<WorkingUpdate> {
  await requireWriter(c.var.db, c.var.account)
  const update = await findWorkingUpdate(c.var.db, idOf(c))
  if (!update) throw new NotFound()
  return update
}

async function findPreviewed(c: Context<Env>) {
  const update = await findMine(c)
  const content = await findRevision(c.var.db, update.id, numberOf(c.req.query('revision')) ?? update.latest)
  if (!content) throw new NotFound()
  const [shown] = await withFiguresShown(c.var.db, [{ content }])
  return { update, content: shown!.content, lang: languages.find((known) => known === c.req.query('lang')) ?? 'en' }
}

async function reviewPage(c: Context<Env>, update: WorkingUpdate, refused?: ApprovalRefusal) {
  const { mode, postal_address } = await c.var.db.selectFrom('deployment').select(['mode', 'postal_address']).executeTakeFirstOrThrow()
  const real = mode === 'real'
  const { audience } = update.content
  const who =
    audience && segmentWords.describe(audience.filter, await findAcrossChoices(c.var.db, { key: 'coalition', regionId: null, name: null }))
  return page(
    c,
    <ReviewPage
      update={update}
      reach={await findReach(c.var.db, audience && audience.filter)}
      audience={audience && { name: audience.name, who: who! }}
      refused={refused}
      noPostalAddress={real && !postal_address}
      unable={real ? holdingFor(whyUnable(c.var.settings), c.var.settings.BASE_URL, 'real') : null}
      refusal={approvalRefusal(update, update.latest, c.var.account!)}
    />,
    refused ? 422 : 200,
  )
}
