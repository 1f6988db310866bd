import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { copyRows } from '../../src/example/fill.ts'
import { urls } from '../../src/urls.ts'
import { locals } from '../cast.ts'
import { newDeployment, onEmbedded, post, until, type Deployment, type Program } from './deployment.ts'

const nurses = 240,
  passersBy = 120
const seats = 500 // each nurse brings one: 240 take 480, and the passers-by compete for the last 20
const slug = 'march'

const account = (n: number) => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`
const addressOf = (n: number) => `passer.by.${n}@example.org`

let cookies: string[] = []
const deployment = await newDeployment({
  settings: { PORT: '0', HOST: '127.0.0.1', TRUSTED_PROXIES: '1' },
  fill: async ({ inTables, signIn }) => {
    const all = Array.from({ length: nurses }, (_, n) => n)
    await inTables(['account', 'member', 'event', 'event_version'], async (client) => {
      await copyRows(
        client,
        'account',
        ['id'],
        all.map((n) => [account(n)]),
      )
      await copyRows(
        client,
        'member',
        ['local_id', 'id', 'first_name', 'last_name', 'search_name', 'account_id'],
        all.map((n) => [locals.north, 1000 + n, 'Nurse', `Number ${n}`, `number ${n} nurse`, account(n)]),
      )
      const {
        rows: [event],
      } = await client.query('insert into event (slug) values ($1) returning id', [slug])
      await client.query(
        `insert into event_version (event_id, version, title_en, text_en, starts_at, ends_at, zone, place, capacity, kinds)
      values ($1, 1, 'March', '', campaign_now() + interval '9 days', campaign_now() + interval '10 days', 'America/Los_Angeles', 'Old Mill', $2, '{member,family,community}')`,
        [event.id, seats],
      )
      await client.query('update event set shown = 1, published_at = campaign_now()')
    })
    cookies = await signIn(all.map(account))
  },
})
after(deployment.remove)

type Wish = { nurse: number } | { passerBy: number }
const wishes: Wish[] = [
  ...Array.from({ length: nurses }, (_, nurse) => ({ nurse })),
  ...Array.from({ length: passersBy }, (_, passerBy) => ({ passerBy })),
].sort((a, b) => orderOf(a) - orderOf(b))
/** Mixed, and the same each time. */
function orderOf(wish: Wish) {
  return ('nurse' in wish ? wish.nurse * 7919 : wish.passerBy * 104_729 + 13) % 1009
}

/** Once without an answer the browser shows nothing, and the person presses again. */
const acknowledged = new Set<Wish>(),
  refused = new Set<Wish>()

const send = (program: Program, wish: Wish) =>
  'nurse' in wish
    ? post(program.url + urls.rsvp(slug), { answer: 'yes', guests: '1', guestsKind: 'family' }, { cookie: cookies[wish.nurse]! })
    : post(
        program.url + urls.signUp(slug),
        { name: `Passer ${wish.passerBy}`, email: addressOf(wish.passerBy), kind: 'community', guests: '0' },
        { 'x-forwarded-for': `203.0.113.${wish.passerBy % 250}` },
      )

/** Eight people at a time, until everybody is answered or `enough` say so. */
async function answerUntil(program: Program, enough: () => boolean) {
  const open = wishes.filter((wish) => !acknowledged.has(wish) && !refused.has(wish))
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let wish = open.shift(); wish && !enough(); wish = open.shift()) {
        const status = await send(program, wish)
        if (status === 303) acknowledged.add(wish)
        else if (status === 422) refused.add(wish)
        else await sleep(20)
      }
    }),
  )
}

async function check(deployment: Deployment) {
  const { nursesIn, passersIn, mailsOf } = await deployment.inTables(['rsvp', 'sign_up', 'outbox'], async (client) => {
    const nursesIn = new Map<number, number>(
      (await client.query(`select member_id, count(*) as times from rsvp where answer = 'yes' and guests = 1 group by 1`)).rows.map(
        (row) => [Number(row.member_id) - 1000, Number(row.times)],
      ),
    )
    const passersIn = new Map<string, number>(
      (await client.query(`select address, count(*) as times from sign_up where withdrawn_at is null group by 1`)).rows.map((row) => [
        row.address,
        Number(row.times),
      ]),
    )
    const mailsOf = new Map<string, number>(
      (await client.query(`select to_address, count(*) as mails from outbox group by 1`)).rows.map((row) => [
        row.to_address,
        Number(row.mails),
      ]),
    )
    return { nursesIn, passersIn, mailsOf }
  })
  for (const wish of acknowledged)
    assert.equal(
      'nurse' in wish ? nursesIn.get(wish.nurse) : passersIn.get(addressOf(wish.passerBy)),
      1,
      `acknowledged and not there once: ${JSON.stringify(wish)}`,
    )
  const seatsTaken = nursesIn.size * 2 + passersIn.size
  assert.ok(seatsTaken <= seats, `${seatsTaken} of ${seats} seats`)
  return { passersIn, mailsOf }
}

const answered = () => acknowledged.size + refused.size

test('the program is killed while people answer: what was acknowledged is there, once', async () => {
  for (const share of [0.15, 0.35, 0.5]) {
    const program = await deployment.start()
    const target = wishes.length * share
    const dying = until(() => answered() >= target, 'enough answers').then(program.kill)
    await answerUntil(program, () => answered() >= target + 8)
    await dying
    if (!onEmbedded) await check(deployment)
  }
  const program = await deployment.start()
  await check(deployment)
  await program.stop()
})

test(
  'PostgreSQL is killed while people answer: the program starts it again and goes on',
  { skip: !onEmbedded && 'this server is not ours to kill' },
  async () => {
    const program = await deployment.start()
    for (const share of [0.6, 0.75]) {
      const target = wishes.length * share
      await Promise.all([
        until(() => answered() >= target, 'enough answers').then(deployment.killPostgres),
        answerUntil(program, () => answered() >= target + 8),
      ])
      await until(async () => (await fetch(`${program.url}${urls.health}`).catch(() => null))?.status === 200, 'the program answers again')
      await check(deployment)
    }
    await program.stop()
  },
)

test('afterwards everybody is answered, no seat is given twice, and every sign-up gets its mail', async () => {
  const program = await deployment.start()
  for (let tries = 0; answered() < wishes.length && tries < 5; tries++) await answerUntil(program, () => false)
  assert.equal(answered(), wishes.length)
  assert.ok(refused.size > 0, 'the last seats were competed for')
  await until(async () => {
    const { passersIn, mailsOf } = await check(deployment)
    return [...passersIn.keys()].every((address) => mailsOf.has(address))
  }, 'a mail for every sign-up: the jobs of the dead are taken up again')
  await program.stop()
})
