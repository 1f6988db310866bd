import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createApp } from '../../src/app.ts'
import { copyRows } from '../../src/example/fill.ts'
import { readSettings } from '../../src/platform/settings.ts'
import { approveUpdate } from '../../src/updates/approve-update.ts'
import { askForApproval, saveUpdate } from '../../src/updates/save-update.ts'
import { urls } from '../../src/urls.ts'
import { cast, locals } from '../cast.ts'
import { startMailServer } from '../mail-server.ts'
import { newDeployment, onEmbedded, until, type Deployment } from './deployment.ts'

const members = 200
const connections = 5

/** A real deployment with one approved update on its way to the members of the North, and the mail server it sends to. */
async function newSending() {
  const server = await startMailServer({ slow: 20 })
  const deployment = await newDeployment({
    settings: {
      PORT: '0',
      HOST: '127.0.0.1',
      BASE_URL: 'https://commontable.example.org',
      SMTP_URL: `${server.url}?maxConnections=${connections}`,
      MAIL_FROM: 'Alliance <news@example.org>',
    },
    fill: async ({ inTables, as }) => {
      await inTables(['deployment', 'member', 'share'], async (client) => {
        await client.query(`update deployment set mode = 'real'`)
        await client.query(`update member set email = null`)
        await copyRows(
          client,
          'member',
          ['local_id', 'id', 'first_name', 'last_name', 'search_name', 'email'],
          Array.from({ length: members }, (_, n) => [
            locals.north,
            1000 + n,
            'Nurse',
            `Number ${n}`,
            `number ${n} nurse`,
            addressOf(1000 + n),
          ]),
        )
        await client.query(
          `insert into share (local_id, purpose, label, granted_by, ends_at) values ($1, 'messages', 'until ratification', $2, now() + interval '30 days')`,
          [locals.north, cast.olga],
        )
      })
      const id = await as(cast.carla, async (db) => {
        const saved = await saveUpdate(db, cast.carla, null, {
          title: 'We march',
          summary: 'On Saturday.',
          body: '<p>Come.</p>',
          spanish: null,
          sources: [],
          picture: null,
          audience: null,
        })
        assert.ok('id' in saved)
        await askForApproval(db, cast.carla, saved.id, saved.revision)
        return saved.id
      })
      assert.equal(await as(cast.cory, (db) => approveUpdate(db, cast.cory, id, 1)), null)
    },
  })
  return { server, deployment }
}

const addressOf = (member: number) => `nurse.${member}@example.org`

const states = (deployment: Deployment) =>
  deployment.inTables(['delivery', 'message_step'], async (client) => {
    const { rows } = await client.query<{ member_id: string; state: string }>(`select member_id, state from delivery`)
    const { rows: done } = await client.query(`select from message_step where step = 'done'`)
    const inState = (state: string) => rows.filter((row) => row.state === state).map((row) => addressOf(Number(row.member_id)))
    return { all: rows.length, sent: inState('sent'), unsure: inState('unsure'), done: done.length === 1 }
  })

async function untilDone(deployment: Deployment) {
  let found: Awaited<ReturnType<typeof states>> | null = null
  await until(async () => Boolean((found = await states(deployment).catch(() => null))?.done), 'the message is done', {
    seconds: 90,
    tell: deployment.whatGoesOn,
  })
  return found!
}

type Server = Awaited<ReturnType<typeof startMailServer>>

/** Mails arrive, their replies do not go out any more. */
async function holdReplies({ arrived, says }: Server, after: number) {
  await until(() => arrived.length >= after, `${after} mails`)
  says.slow = 3_600_000
  const before = arrived.length
  await until(() => arrived.length >= before + connections, 'a mail on every connection')
  return arrived.slice(-connections).map(({ to }) => to)
}

function checkArrived({ arrived }: Server, { sent, unsure }: { sent: string[]; unsure: string[] }) {
  const times = new Map<string, number>()
  for (const { to } of arrived) times.set(to, (times.get(to) ?? 0) + 1)
  for (const [address, count] of times) assert.equal(count, 1, `${address} got it ${count} times`)
  for (const address of sent) assert.ok(times.has(address), `recorded as sent, and did not arrive: ${address}`)
  const known = new Set([...sent, ...unsure])
  for (const address of times.keys()) assert.ok(known.has(address), `arrived, and is neither sent nor unsure: ${address}`)
}

test('the program is killed while it sends: everybody gets it at most once, and what had no reply is unsure', async () => {
  const { server, deployment } = await newSending()
  after(async () => {
    await deployment.remove()
    await server.stop()
  })
  const pending: string[] = []
  for (const share of [0.2, 0.5]) {
    const program = await deployment.start()
    pending.push(...(await holdReplies(server, members * share)))
    await program.kill()
    server.says.slow = 20
  }
  const program = await deployment.start()
  const { all, sent, unsure } = await untilDone(deployment)
  const [cookie] = await deployment.signIn([cast.carla])
  const page = await deployment.as(cast.carla, async (_, root) => {
    const site = 'http://localhost'
    return (
      await createApp(root, { ...readSettings({}), BASE_URL: site }).request(site + urls.sending(1), { headers: { cookie: cookie! } })
    ).text()
  })
  await program.stop()

  assert.match(page, new RegExp(`Unsure[^]*?>${unsure.length}<`))
  assert.equal(all, members)
  assert.equal(sent.length + unsure.length, members)
  checkArrived(server, { sent, unsure })
  for (const address of pending) assert.ok(unsure.includes(address), `${address} had no reply and is called sent`)
  // What leaves in 75 milliseconds, four mails a connection at 20 milliseconds each, and one more each for uneven measuring.
  assert.ok(unsure.length <= 2 * 5 * connections, `${unsure.length} are unsure after two kills`)
})

test(
  'PostgreSQL is killed while the program sends: the program goes on, nobody gets it twice',
  { skip: !onEmbedded && 'this server is not ours to kill' },
  async () => {
    const { server, deployment } = await newSending()
    after(async () => {
      await deployment.remove()
      await server.stop()
    })
    const program = await deployment.start()
    await until(() => server.arrived.length >= members * 0.3, 'a third of the mails')
    deployment.killPostgres()
    const { all, sent, unsure } = await untilDone(deployment)
    await program.stop()
    assert.equal(all, members)
    assert.equal(sent.length + unsure.length, members)
    checkArrived(server, { sent, unsure })
  },
)
