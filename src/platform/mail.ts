import { createHash, createPrivateKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import nodemailer, { type SendMailOptions } from 'nodemailer'
import { asRole, type Root } from './db.ts'
import { log } from './log.ts'
import { startComposer, type Signing } from './mail-composer.ts'
import { oneLine } from './text.ts'
import type { Settings } from './settings.ts'

/** A short mail of our own, such as a sign-in link: paragraphs, some of them an address to open. */
export interface Note {
  to: string
  lang: 'en' | 'es'
  subject: string
  paragraphs: readonly (string | { link: string })[]
}

/** A mail that is written out. `slots`: marker in html and text -> what stands there in this mail, as plain text. */
export interface Mail {
  to: string
  toName?: string
  subject: string
  html: string
  text: string
  slots?: Record<string, string>
  headers?: Record<string, string>
  replyTo?: string
}

/** Why this deployment can't send at all: a setting is missing (SMTP_URL, MAIL_FROM) or DKIM_KEY_FILE can't be used. */
export type Unable = 'no-smtp' | 'no-from' | 'no-dkim'

/**
 * What became of one mail. `sent`: the server took it. `refused`: it never will (5xx). `deferred`: not now (4xx). `not sent`: the
 * connection failed before a byte of the mail had left. `refused us`: the server does not take mail from us, whoever it is to.
 * `unsure`: the mail had left and no reply came: it may have arrived, so it must not be sent again.
 * `reply` holds no address.
 */
export interface Outcome {
  state: 'sent' | 'refused' | 'deferred' | 'not sent' | 'refused us' | 'unsure'
  reply: string
}

export interface Mailer {
  unable: Unable | null
  /** How many mails go out at the same time. */
  connections: number
  /** One mail, ahead of any bulk. Rejects when it was not taken: try again later. */
  send: (mail: Note | Mail) => Promise<{ reply: string }>
  /** One mail of many. Never rejects. */
  attempt: (mail: Mail) => Promise<Outcome>
  close: () => void
}

const mailers = new WeakMap<Root, Promise<Mailer>>()

/** The way out for mail: the mail server of the settings, or in the example campaign the outbox page, whatever the settings say. `root` is the worker's. */
export function mailer(root: Root, settings: Settings): Promise<Mailer> {
  const known = mailers.get(root)
  if (known) return known
  const made = makeMailer(root, settings)
  mailers.set(root, made)
  made.catch(() => mailers.delete(root))
  return made
}

async function makeMailer(root: Root, settings: Settings): Promise<Mailer> {
  const mode = await asRole(root, 'sender', 'read only', '', (db) => db.selectFrom('deployment').select('mode').executeTakeFirstOrThrow())
  if (mode.mode === 'example') return outboxMailer(root)
  const unable = whyUnable(settings)
  return unable ? unableMailer(unable) : smtpMailer(settings)
}

/** Whether a real deployment with these settings can send mail. */
export function whyUnable(settings: Settings): Unable | null {
  if (!settings.SMTP_URL) return 'no-smtp'
  if (!settings.MAIL_FROM) return 'no-from'
  try {
    signingOf(settings)
    return null
  } catch (error) {
    log.warn({ err: (error as Error).message }, 'DKIM_KEY_FILE cannot be used')
    return 'no-dkim'
  }
}

/** Ends idle connections, so that the process can end. */
export const closeMailer = async (root: Root) => (await mailers.get(root))?.close()

function unableMailer(unable: Unable): Mailer {
  return {
    unable,
    connections: 0,
    close() {},
    send: async () => {
      throw new Error(`This deployment cannot send mail: ${unable}`)
    },
    attempt: async () => ({ state: 'not sent', reply: unable }),
  }
}

// Covered by the signature: what nodemailer signs by itself and what one-click unsubscribing asks for (RFC 8058, section 4).
const signedHeaders =
  'From:Sender:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:Content-Transfer-Encoding:List-Id:List-Unsubscribe:List-Unsubscribe-Post'

function signingOf({ DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE }: Settings): Signing | undefined {
  if (!DKIM_DOMAIN && !DKIM_SELECTOR && !DKIM_KEY_FILE) return undefined
  if (!DKIM_DOMAIN || !DKIM_SELECTOR || !DKIM_KEY_FILE) throw new Error('DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE belong together')
  const key: KeyObject = createPrivateKey(readFileSync(DKIM_KEY_FILE)) // read once: as text it would be parsed for each mail
  return { domainName: DKIM_DOMAIN, keySelector: DKIM_SELECTOR, privateKey: key as unknown as string, headerFieldNames: signedHeaders }
}

function smtpMailer(settings: Settings): Mailer {
  const dkim = signingOf(settings)
  const transport = (maxConnections: number, dkim?: Signing) => {
    const made = nodemailer.createTransport(
      {
        url: settings.SMTP_URL!,
        pool: true,
        maxConnections,
        maxRequeues: 0,
        connectionTimeout: 20_000,
        greetingTimeout: 20_000,
        socketTimeout: 180_000,
        idleTimeout: 20_000,
        disableFileAccess: true,
        disableUrlAccess: true,
        dkim,
      },
      { from: settings.MAIL_FROM! },
    )
    made.on('error', (error) => log.warn({ code: (error as { code?: string }).code ?? error.name }, 'the mail server closed a connection'))
    // Whether the mail has begun to leave is what decides if it may be tried again.
    made.use('stream', (mail, next) => {
      const { watch } = mail.data as unknown as { watch: Watch }
      const open = mail.message.createReadStream.bind(mail.message)
      mail.message.createReadStream = (...options) => (watch.stream = open(...options))
      next()
    })
    return made
  }
  const connections = Number(new URL(settings.SMTP_URL!).searchParams.get('maxConnections')) || 5
  const many = transport(connections),
    single = transport(2, dkim)
  const composer = startComposer(settings.MAIL_FROM!, dkim)

  const through =
    (by: typeof many) =>
    async (mail: Mail): Promise<Outcome> => {
      if (!isOneLine(mail.to)) return { state: 'refused', reply: 'not a mail address' }
      const watch: Watch = {}
      try {
        const whole: SendMailOptions = by === many ? await composer.compose(envelopeOf(mail)) : envelopeOf(mail)
        const { response } = await by.sendMail({ ...whole, watch } as SendMailOptions)
        return { state: 'sent', reply: withoutAddresses(response) }
      } catch (error) {
        return outcomeOf(error as SmtpError, watch)
      }
    }
  const one = through(single)
  return {
    unable: null,
    connections,
    attempt: through(many),
    async send(mail) {
      const { state, reply } = await one('paragraphs' in mail ? written(mail) : mail)
      if (state !== 'sent') throw Object.assign(new Error(`The mail was not taken: ${state}, ${reply}`), { state })
      return { reply }
    },
    close() {
      many.close()
      single.close()
      composer.close()
    },
  }
}

interface Watch {
  stream?: Readable
}
interface SmtpError extends Error {
  code?: string
  responseCode?: number
  response?: string
  command?: string
}

function outcomeOf(error: SmtpError, { stream }: Watch): Outcome {
  const reply = withoutAddresses(error.response || `${error.code ?? error.name}: ${error.message}`)
  const { responseCode = 0 } = error
  if (error.code === 'EAUTH' || error.code === 'ENOAUTH' || error.code === 'ETLS' || error.code === 'EOAUTH2')
    return { state: 'refused us', reply }
  if (responseCode >= 400 && responseCode < 500)
    return { state: stream?.readableDidRead || error.command === 'RCPT TO' || error.command === 'DATA' ? 'deferred' : 'not sent', reply }
  if (responseCode >= 500 && responseCode < 600) return { state: error.command === 'MAIL FROM' ? 'refused us' : 'refused', reply }
  if (error.code === 'EENVELOPE') return { state: 'refused', reply }
  return { state: stream?.readableDidRead ? 'unsure' : 'not sent', reply }
}

/** A server's reply often names whom the mail was for. */
const withoutAddresses = (reply: string) =>
  reply
    .replace(/\S+@\S+/g, '(address)')
    .replace(/[\s\p{C}]+/gu, ' ')
    .slice(0, 200)

const isOneLine = (address: string) => address.length <= 254 && /^[^\s\p{C}<>(),;:"\\@]+@[^\s\p{C}<>(),;:"\\@]+$/u.test(address)

const envelopeOf = ({ to, toName, subject, html, text, slots, headers, replyTo }: Mail) => ({
  to: toName ? { name: oneLine(toName), address: to } : { name: '', address: to },
  subject: oneLine(subject),
  html: fill(html, slots, escape),
  text: fill(text, slots),
  replyTo: replyTo || undefined,
  textEncoding: 'Q' as const, // said, so that nobody counts letters
  headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, { prepared: true, value: oneLine(value) }])), // on one line: some servers break the signature by folding
})

/** Puts each slot's text in the place of its marker. */
export function fill(body: string, slots: Record<string, string> = {}, write: (text: string) => string = (text) => text) {
  for (const marker in slots) body = body.replaceAll(marker, () => write(slots[marker]!))
  return body
}

const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => names[sign]!)

/** A note as it goes out, for one of many. */
export function written({ to, lang, subject, paragraphs }: Note): Mail {
  const html = paragraphs
    .map((part) =>
      typeof part === 'string'
        ? `<p style="margin:0 0 16px">${escape(part)}</p>`
        : `<p style="margin:0 0 16px"><a href="${escape(part.link)}" style="color:#8a1c1c;overflow-wrap:anywhere">${escape(part.link)}</a></p>`,
    )
    .join('')
  return {
    to,
    subject,
    text: paragraphs.map((part) => (typeof part === 'string' ? part : part.link)).join('\n\n') + '\n',
    html: `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${escape(subject)}</title></head><body style="margin:0;padding:24px;font:16px/1.5 Georgia,serif;color:#1d1a16;background:#ffffff">${html}</body></html>`,
  }
}

/** Mails of the example: written to the table that its outbox page shows, many at a time. */
function outboxMailer(root: Root): Mailer {
  type Entry = { mail: Mail; done: (outcome: Outcome) => void }
  const stored = new Set<string>()
  const waiting: Entry[] = []
  let writing = false

  async function write() {
    if (writing) return
    writing = true
    while (waiting.length) {
      const entries = waiting.splice(0, 250)
      try {
        await store(entries.map(({ mail }) => mail))
        for (const { done } of entries) done({ state: 'sent', reply: '250 In the outbox of the example' })
      } catch (error) {
        for (const { done } of entries) done({ state: 'not sent', reply: `the outbox could not be written: ${(error as Error).message}` })
      }
    }
    writing = false
  }

  async function store(mails: Mail[]) {
    const rows = mails.map((mail) => {
      const text_hash = createHash('sha256').update(`${mail.html}\0${mail.text}`).digest('base64url')
      return {
        mail,
        row: {
          to_address: mail.to,
          to_name: oneLine(mail.toName ?? ''),
          subject: oneLine(mail.subject),
          headers: { ...mail.headers, ...(mail.replyTo && { 'Reply-To': mail.replyTo }) },
          text_hash,
          slots: mail.slots ?? {},
        },
      }
    })
    const texts = [
      ...new Map(
        rows
          .filter(({ row }) => !stored.has(row.text_hash))
          .map(({ mail, row }) => [row.text_hash, { hash: row.text_hash, html: mail.html, text: mail.text }]),
      ).values(),
    ]
    await asRole(root, 'sender', 'read write', '', async (db) => {
      if (texts.length)
        await db
          .insertInto('outbox_text')
          .values(texts)
          .onConflict((conflict) => conflict.doNothing())
          .execute()
      await sql`insert into outbox (to_address, to_name, subject, headers, text_hash, slots)
        select to_address, to_name, subject, headers, text_hash, slots
        from jsonb_to_recordset(${JSON.stringify(rows.map(({ row }) => row))}::jsonb) as entry (to_address text, to_name text, subject text, headers jsonb, text_hash text, slots jsonb)`.execute(
        db,
      )
    })
    if (stored.size > 500) stored.clear()
    for (const { hash } of texts) stored.add(hash)
  }

  const attempt = (mail: Mail) =>
    new Promise<Outcome>((done) => {
      if (!isOneLine(mail.to)) return done({ state: 'refused', reply: 'not a mail address' })
      waiting.push({ mail, done })
      setImmediate(() => void write())
    })
  return {
    unable: null,
    connections: 100,
    attempt,
    close() {},
    async send(mail) {
      const { state, reply } = await attempt('paragraphs' in mail ? written(mail) : mail)
      if (state !== 'sent') throw new Error(reply)
      return { reply }
    },
  }
}
