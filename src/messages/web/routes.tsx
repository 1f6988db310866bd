import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { h, type VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { setTimeout as wait } from 'node:timers/promises'
import { asPerson } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { escape, fill } from '../../platform/mail.ts'
import { form, idOf, numberOf, page, type App, type Env } from '../../platform/web.ts'
import { ShellContext } from '../../ui/shell.ts'
import { requireWriter } from '../../updates/update-policy.ts'
import { urls } from '../../urls.ts'
import { chooseMyMail, findMyConsent, isCategory, undoByLink, withdrawByLink } from '../consent.ts'
import { mailPolicy } from '../mail-policy.ts'
import { en } from '../message.en.ts'
import { es } from '../message.es.ts'
import { countOutbox, findOutbox, findOutboxMail } from '../outbox-queries.ts'
import { findSending, standingOf } from '../sending-queries.ts'
import { cancelMessage, resumeMessage } from '../steer-message.ts'
import { MyMailPage, MyMailPart, UnsubscribePage } from './mail-pages.tsx'
import { OutboxMailPage, OutboxPage, perPage } from './outbox-pages.tsx'
import { NoSendingPage, SendingNumbers, SendingPage } from './sending-page.tsx'

/** The way to "which mail do I get", on the person's own page. */
export const myMailPart = async (): Promise<VNode> => <MyMailPart />

export function messageRoutes(app: App) {
  app.get(urls.sending(':id'), async (c) => {
    await requireWriter(c.var.db, c.var.account)
    const sending = await findSending(c.var.db, idOf(c))
    if (sending) return page(c, <SendingPage update={idOf(c)} sending={sending} />)
    const update = await c.var.db
      .selectFrom('update_revision')
      .where('update_id', '=', idOf(c))
      .orderBy('revision', 'desc')
      .limit(1)
      .select('title')
      .executeTakeFirst()
    if (!update) throw new NotFound()
    return page(c, <NoSendingPage update={idOf(c)} title={update.title} />)
  })

  app.post(urls.sendingCancel(':id'), async (c) => {
    await requireWriter(c.var.db, c.var.account)
    await cancelMessage(c.var.db, c.var.account!, idOf(c))
    return c.redirect(urls.sending(idOf(c)), 303)
  })

  app.post(urls.sendingResume(':id'), async (c) => {
    await requireWriter(c.var.db, c.var.account)
    await resumeMessage(c.var.db, c.var.account!, idOf(c))
    return c.redirect(urls.sending(idOf(c)), 303)
  })

  app.get(urls.unsubscribe(':link'), (c) => page(c, <UnsubscribePage link={c.req.param('link')!} />))

  // No sign-in, no cookie, no sign of where the form came from: mail programs post this by themselves (RFC 8058, section 3.2).
  app.post(urls.unsubscribe(':link'), async (c) => {
    const link = c.req.param('link')!
    const sent = await form(c).catch((): Record<string, string> => ({}))
    const words = { en, es }[c.var.lang].unsubscribe
    if (sent.choice === 'undo') {
      await undoByLink(c.var.db, link, words.undo)
      return page(c, <UnsubscribePage link={link} done="undone" />)
    }
    const category = sent.choice === 'all' ? 'all' : 'updates'
    const [source, wording] = isCategory(sent.choice)
      ? (['unsubscribe-page', sent.choice === 'all' ? `${words.stopAll}. ${words.stopAllHint}` : words.stopUpdates] as const)
      : (['one-click', words.oneClick] as const)
    await withdrawByLink(c.var.db, link, category, source, wording)
    return page(c, <UnsubscribePage link={link} done={category} />)
  })

  app.get(urls.myMail, async (c) => {
    if (!c.var.account) return c.redirect(`${urls.signIn}?back=${urls.myMail}`, 303)
    return page(c, <MyMailPage choices={await findMyConsent(c.var.db)} saved={c.req.query('saved') !== undefined} />)
  })

  app.post(urls.myMail, async (c) => {
    if (!c.var.account) throw new NotFound()
    const { address = '', category, given } = await form(c)
    if (!isCategory(category) || (given !== 'yes' && given !== 'no')) throw new NotFound()
    const words = { en, es }[c.var.lang].mine
    if (!(await chooseMyMail(c.var.db, address, category, given === 'yes', (given === 'yes' ? words.start : words.stop)[category])))
      throw new NotFound()
    return c.redirect(`${urls.myMail}?saved`, 303)
  })

  // The outbox: app.ts lets nobody in who isn't in the example.
  const english = (c: Context<Env>) => c.set('shell', { ...c.var.shell, lang: 'en' })
  app.get(urls.outbox, async (c) => {
    english(c)
    const search = (c.req.query('to') ?? '').trim().slice(0, 100),
      before = numberOf(c.req.query('before'))
    return page(
      c,
      <OutboxPage
        mails={await findOutbox(c.var.db, { search, before, most: perPage + 1 })}
        count={await countOutbox(c.var.db)}
        search={search}
        before={before}
      />,
    )
  })

  app.get(urls.outboxMail(':id'), async (c) => {
    const mail = await findOutboxMail(c.var.db, numberOf(c.req.param('id')) ?? 0)
    if (!mail) throw new NotFound()
    english(c)
    return page(c, <OutboxMailPage mail={mail} text={withLinks(fill(mail.text, mail.slots))} />)
  })

  app.get(urls.outboxHtml(':id'), async (c) => {
    const mail = await findOutboxMail(c.var.db, numberOf(c.req.param('id')) ?? 0)
    if (!mail) throw new NotFound()
    c.set('ownPolicy', `${mailPolicy}; sandbox allow-popups allow-popups-to-escape-sandbox`)
    return c.html(fill(mail.html, mail.slots, escape).replace('<head>', '<head><base target="_blank">')) // links leave the frame
  })
}

/** Addresses of the web in plain text can be followed. */
const withLinks = (text: string) =>
  escape(text).replace(/https?:\/\/[^\s<>"]*[^\s<>".,;:!?')\]]/g, (address) => `<a href="${address}">${address}</a>`)

/** The moving part of a sending's page. Looks once a second; what doesn't change isn't sent. */
export function messageStreams(app: Pick<App, 'get' | 'post' | 'put'>) {
  app.get(urls.sendingStream(':id'), async (c) => {
    const { root, account } = c.var,
      id = idOf(c)
    const look = () =>
      asPerson(root, account, 'read only', async (db) => {
        await requireWriter(db, account)
        const sending = await findSending(db, id)
        if (!sending) throw new NotFound()
        return sending
      })
    await look()
    c.header('x-accel-buffering', 'no')
    return streamSSE(
      c,
      async (stream) => {
        let shown = '',
          quiet = 0
        while (!stream.aborted) {
          const sending = await look()
          const html = renderToString(h(ShellContext.Provider, { value: c.var.shell, children: <SendingNumbers sending={sending} /> }))
          if (html !== shown) await stream.writeSSE({ data: html.replaceAll('\n', ' ') })
          else if (++quiet % 20 === 0) await stream.write(': still here\n\n')
          shown = html
          if (['done', 'cancelled'].includes(standingOf(sending)))
            return void (await stream.writeSSE({ event: 'go', data: urls.sending(id) }))
          await wait(1000)
        }
      },
      async (error) => {
        if (!(error instanceof NotFound)) throw error
      },
    ) // the office ended meanwhile: nothing more is said
  })
}
