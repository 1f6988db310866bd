import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { fillTables } from '../src/example/fill.ts'
import { composeUpdateMail, listHeaders, slotsFor } from '../src/messages/update-mail.tsx'
import { asPerson, connect, type Root } from '../src/platform/db.ts'
import { escape, fill } from '../src/platform/mail.ts'
import { approveUpdate } from '../src/updates/approve-update.ts'
import { askForApproval, saveUpdate } from '../src/updates/save-update.ts'
import type { Content } from '../src/updates/update.ts'
import { urls } from '../src/urls.ts'
import { newCampaign } from './campaign.ts'
import type { BenchDatabase } from './ground.ts'
import type { Letter } from './nodemailer-pool.ts'
import { startChild, startProduct } from './process.ts'
import { alternate, median, type Benchmark } from './rounds.ts'

const connections = 5
const origin = 'https://commontable.example.org'
const from = 'Alliance <news@example.org>'

export const signedMail: Benchmark = {
  name: 'signed-mail',
  better: 'higher',
  aim: 0.9,
  unit: 'mails/s',
  peer: `nodemailer's pool, ${connections} connections, composing and signing (DKIM, RSA 2048) the same mails, ready in memory, to the same mail server in a process of its own; we take each address through its share, claim it, and write the reply down.`,
  async measure(ground, quick) {
    const mails = quick ? 300 : 4000
    const { database } = await newCampaign(ground)
    await lend(database, mails)
    const keyFile = join(ground.folder, 'dkim.pem')
    writeFileSync(keyFile, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }), {
      mode: 0o600,
    })
    const sink = startChild(ground, './sink.ts'),
      pool = startChild(ground, './nodemailer-pool.ts')
    const port = await sink.ask<number>('listen')
    const product = await startProduct(ground, database.ownerUrl, {
      BASE_URL: origin,
      SMTP_URL: `smtp://127.0.0.1:${port}?maxConnections=${connections}`,
      MAIL_FROM: from,
      DKIM_DOMAIN: 'example.org',
      DKIM_SELECTOR: 'bench',
      DKIM_KEY_FILE: keyFile,
    })
    const root = connect(database.webUrl, 2)
    let rootEnded: Promise<void> | undefined
    const endRoot = () => (rootEnded ??= root.end())
    ground.later(endRoot)
    const bytes: Record<string, number> = {}
    const busy: Record<'ours' | 'peer', number[]> = { ours: [], peer: [] }
    /** Processor time that the sending process takes for one mail. */
    const watched = async (side: 'ours' | 'peer', process: { cpu: () => number | null }, work: () => Promise<number>) => {
      const before = process.cpu()
      const rate = await work()
      const after = process.cpu()
      if (before !== null && after !== null) busy[side].push((after - before) / mails)
      return rate
    }

    async function taken(side: string) {
      const counts = await sink.ask<{ taken: number; bytes: number; signed: number; kept: { raw: string } | null }>('counts')
      if (counts.taken !== mails || counts.signed !== mails)
        throw new Error(`${side}: ${counts.taken} mails came instead of ${mails}, ${counts.signed} of them signed`)
      bytes[side] = Math.round(counts.bytes / mails)
      return counts
    }
    async function ours(round: number) {
      const people = await findPeople(database)
      const id = await writeUpdate(root, people.writer, round)
      await until(database, `select count(*) = 0 as reached from graphile_worker.jobs`, 'The second person was not told.') // by a mail of its own
      await sink.ask('begin', null)
      const began = Date.now()
      await asPerson(root, people.second, 'read write', (db) => approveUpdate(db, people.second, id, 1))
      const ended = await sink.ask<number>('untilTaken', mails)
      await until(
        database,
        `select count(*) = ${round + 1} as reached from message_step where step = 'done'`,
        'The sending job did not come to its end.',
      )
      await taken('ours')
      return (mails / (ended - began)) * 1000
    }
    let letters: Letter[] = []
    async function peer() {
      await sink.ask('begin', null)
      const ms = await pool.ask<number>('send', { port, from, keyFile, connections, signedHeaders, letters })
      await taken('peer')
      return (mails / ms) * 1000
    }
    await ours(0)
    letters = await lettersOf(database)
    await peer() // the first round of each warms up
    const rounds = await alternate(
      quick ? 2 : 5,
      (round) => watched('ours', product, () => ours(round + 1)),
      () => watched('peer', pool, peer),
    )
    await product.end()
    await endRoot()
    await Promise.all([sink.end(), pool.end()])
    await database.drop()
    if (Math.abs(bytes.ours! / bytes.peer! - 1) > 0.02)
      throw new Error(`The mails are not the same: ${bytes.ours} bytes on average are ours, ${bytes.peer} the peer's`)
    return {
      rounds,
      notes: [
        `${mails.toLocaleString('en')} mails in each round, ${bytes.ours} bytes each on average (the peer's ${bytes.peer}); from the moment the approval is committed until the last one is taken.`,
        `Processor time of the sending process: ours ${median(busy.ours).toFixed(2)} ms a mail, the peer's ${median(busy.peer).toFixed(2)} ms.`,
      ],
    }
  },
}

/** As src/platform/mail.ts signs them. */
const signedHeaders =
  'From:Sender:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:Content-Transfer-Encoding:List-Id:List-Unsubscribe:List-Unsubscribe-Post'

/** A real deployment, in which so many mailboxes can be reached: the shares of the example are taken back and one is given. */
const lend = ({ ownerUrl }: BenchDatabase, mails: number) =>
  fillTables(ownerUrl, ['deployment', 'share', 'member', 'office'], async (client) => {
    await client.query(`update deployment set mode = 'real'`)
    const {
      rows: [local],
    } = await client.query(
      `select m.local_id as id from member m where email is not null group by 1 having count(distinct email) >= $1 order by count(*) limit 1`,
      [mails],
    )
    await client.query(`delete from share`)
    await client.query(
      `insert into share (local_id, purpose, label, granted_by, ends_at) select $1, 'messages', 'until ratification', account_id, now() + interval '99 days' from office where role = 'officer' and local_id = $1 limit 1`,
      [local.id],
    )
    await client.query(
      `update member set email = null where local_id = $1 and id not in (select min(id) from member where local_id = $1 and email is not null group by email order by 1 limit $2)`,
      [local.id, mails],
    )
  })

async function ask<Row extends pg.QueryResultRow>({ ownerUrl }: BenchDatabase, tables: string[], text: string): Promise<Row[]> {
  let rows: Row[] = []
  await fillTables(ownerUrl, tables, async (client) => {
    rows = (await client.query<Row>(text)).rows
  })
  return rows
}

async function findPeople(database: BenchDatabase) {
  const rows = await ask<{ account_id: string }>(
    database,
    ['office'],
    `select account_id from office where role = 'communications' order by id limit 2`,
  )
  return { writer: rows[0]!.account_id, second: rows[1]!.account_id }
}

const paragraph =
  'The employer has put its offer on the table, and it is less than what last year’s prices took from us. Our committee answered the same evening, in one voice, and asked for the numbers behind it. '

const contentOf = (round: number): Content => ({
  title: `We march on Saturday (${round})`,
  summary: 'Wear purple, bring your family, and be at the plaza at ten.',
  body: `${`<p>${paragraph}${paragraph}</p>`.repeat(3)}<h2>What you can do</h2><ul><li>Say yes on the page of the march.</li><li>Bring two people.</li></ul><p>${paragraph}</p>`,
  spanish: null,
  sources: ['Table session of October 14'],
  picture: null,
  audience: null,
})

/** Ready for the second person. */
const writeUpdate = (root: Root, writer: string, round: number) =>
  asPerson(root, writer, 'read write', async (db) => {
    const saved = await saveUpdate(db, writer, null, contentOf(round))
    if (!('id' in saved)) throw new Error('somebody else saved')
    await askForApproval(db, writer, saved.id, saved.revision)
    return saved.id
  })

async function until(database: BenchDatabase, question: string, otherwise: string) {
  for (let tries = 0; tries < 200; tries++) {
    const [row] = await ask<{ reached: boolean }>(database, ['message_step'], question)
    if (row!.reached) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(otherwise)
}

/** The mails of the first round, as they were put together for each person. */
async function lettersOf(database: BenchDatabase): Promise<Letter[]> {
  const people = await ask<{
    email: string
    first_name: string
    shared: boolean
    lang: 'en' | 'es'
    token: string
    slug: string
    coalition: string
    postal_address: string
    reply_to: string
  }>(
    database,
    ['delivery', 'message', 'update_item', 'member', 'deployment'],
    `select m.email, m.first_name, d.shared, d.lang, d.token, i.slug, deployment.coalition, deployment.postal_address, deployment.reply_to
    from delivery d join message on message.id = d.message_id join update_item i on i.id = message.update_id join member m on m.local_id = d.through_local and m.id = d.member_id, deployment
    where d.message_id = (select min(id) from message) order by d.seq`,
  )
  return people.map(({ email, first_name, shared, lang, token, slug, coalition, postal_address, reply_to }) => {
    const mail = composeUpdateMail({
      content: contentOf(0),
      lang,
      coalition,
      postalAddress: postal_address,
      base: origin,
      pageUrl: origin + urls.update(slug),
      picture: null,
    })
    const link = origin + urls.unsubscribe(token)
    const slots = slotsFor(mail, lang, shared ? null : first_name, link)
    return {
      to: { name: '', address: email },
      subject: mail.subject,
      html: fill(mail.html, slots, escape),
      text: fill(mail.text, slots),
      replyTo: reply_to,
      headers: listHeaders(link, coalition, new URL(origin).host),
    }
  })
}
