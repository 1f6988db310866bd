// What a stranger to the North learns about its people: nothing. The world is filled through the front door; then each of several people
// reads every table that a request may read, opens every address there is, and presses every button, with the North's own keys and numbers.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { asPerson } from '../src/platform/db.ts'
import { urls } from '../src/urls.ts'
import { cast, localKeys, locals, people, type Name } from './cast.ts'
import { fillWorld, guest, northPeople, type Walk } from './full-world.ts'
import { newWorld } from './world.ts'

// Passkeys want a safe origin. With one connection, a page that held it and asked for another would wait for itself.
const world = await newWorld({ BASE_URL: 'http://localhost:3000', connections: 1 })
const north = localKeys.north
const who = (name: Name | null) => world.as(name && cast[name])

// ---- the people of the North, and what would give them away

interface Trace {
  of: string
  pattern: RegExp
  /** In small letters, and in whatever the pattern fits. Most pages hold none, and the pattern is slow to say so. */
  hint: string
}
/** On the roster of the South as well, or named where an office acts: who may read what. */
const southSays = people.filter((one) => one.local === 'south').flatMap((one) => [one.last, one.email, one.phone])
const own = (name: Name) => people.filter((one) => one.name === name).flatMap((one) => [one.last, one.email, one.phone, one.external])

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** A word by itself in any case; a number however it is grouped; an apostrophe as text or as an entity. */
function patternOf(text: string) {
  if (!text.startsWith('+'))
    return new RegExp(`(?<![\\p{L}\\p{N}])${escaped(text).replaceAll("'", `(?:'|’|&#39;|&#x27;|&apos;)`)}(?![\\p{L}\\p{N}])`, 'iu')
  const [, area, middle, end] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(text)!
  return new RegExp(`${area}\\D{0,3}${middle}\\D{0,3}${end}`)
}
const tracesBut = (allowed: readonly (string | null)[]): Trace[] =>
  northPeople.flatMap(({ name, says }) =>
    says
      .filter((said) => said !== null && !allowed.includes(said))
      .map((said) => ({ of: `${name}: ${said}`, pattern: patternOf(said!), hint: hintOf(said!) })),
  )
const hintOf = (text: string) =>
  text.startsWith('+')
    ? text.slice(-4)
    : text
        .toLowerCase()
        .split("'")
        .reduce((longest, part) => (part.length > longest.length ? part : longest))
function found(text: string, traces: readonly Trace[]) {
  const small = text.toLowerCase()
  return traces.filter(({ pattern, hint }) => small.includes(hint) && pattern.test(text)).map(({ of }) => of)
}

/** Those who walk, with what each may know of the North's people: in the database, and besides that on pages. */
const strangers: { name: Name | null; knows: (string | null)[]; reads: (string | null)[] }[] = [
  { name: null, knows: [], reads: [] },
  { name: 'tom', knows: own('tom'), reads: [] },
  { name: 'stella', knows: southSays, reads: ['Petrova'] }, // who wrote an event is named to everybody who holds an office
  { name: 'dora', knows: [], reads: ['Petrova'] },
  { name: 'carla', knows: [], reads: ['Petrova'] },
  { name: 'otto', knows: [], reads: ['Petrova'] },
]

/** Whoever holds one of these got it by mail: it opens what is theirs to anybody. Strangers press buttons with a wrong one. */
const mailed = ['/events/:slug/mine/:token', '/u/:link', '/sign-in/link/:token', '/sign-in/:request', '/invitation/:token']

let routes: Walk['routes'], addresses: Walk['addresses']
before(async () => void ({ routes, addresses } = await fillWorld(world)))

/** Status and text; of a stream what it sends first. */
async function open(asker: ReturnType<typeof who>, path: string) {
  const leaving = new AbortController()
  const reply = await asker.request(path, { signal: leaving.signal })
  const heard = [...reply.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  if (!reply.headers.get('content-type')?.startsWith('text/event-stream'))
    return { status: reply.status, text: `${heard}\n${await reply.text()}` }
  const reader = reply.body!.pipeThrough(new TextDecoderStream()).getReader()
  const first = await Promise.race([
    reader.read(),
    new Promise<{ value: string }>((late) => setTimeout(late, 60_000, { value: '' }).unref()),
  ])
  await reader.cancel()
  return { status: reply.status, text: `${heard}\n${first.value ?? ''}` }
}

test('in no table does anybody find a person of the North whom she may not know', async () => {
  const { rows: columns } = await world.owner.query<{ name: string; columns: string; bytes: boolean }>(`
    select c.oid::regclass::text as name, string_agg(case when a.atttypid = 'bytea'::regtype then format('encode(%1$I, ''escape'') as %1$I', a.attname) else format('%I', a.attname) end, ', ' order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where (c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') or c.oid = 'pg_catalog.pg_stats'::regclass)
      and has_schema_privilege('${world.root.prefix}_app', n.oid, 'usage') and has_column_privilege('${world.root.prefix}_app', c.oid, a.attnum, 'select')
    group by c.oid order by 1`)
  assert.ok(columns.length > 20)
  const read = (account: string | null) =>
    asPerson(world.root, account, 'read only', async (db) => {
      const tables = new Map<string, string>()
      for (const { name, columns: some } of columns) {
        const { rows } = await sql.raw<{ row: string }>(`select to_json(t)::text as row from (select ${some} from ${name}) t`).execute(db)
        tables.set(name, rows.map(({ row }) => row).join('\n'))
      }
      return tables
    })
  const mine = await read(cast.olga)
  for (const name of ['member', 'import_chunk', 'import_refused', 'import_line', 'office', 'sign_up', 'questioning_report'])
    assert.notDeepEqual(
      found(mine.get(name)!, tracesBut([])),
      [],
      `the North's own officer finds somebody in ${name}, or this test proves nothing`,
    )
  for (const stranger of strangers)
    for (const [table, text] of await read(stranger.name && cast[stranger.name]))
      assert.deepEqual(found(text, tracesBut(stranger.knows)), [], `${stranger.name ?? 'a visitor'} in ${table}`)
})

/** Addresses that nobody can open here, and why. */
const closed: [route: string, reason: string][] = [
  ['/example', 'exists in the example alone'],
  ['/dev', 'exists in the example alone'],
  ['/set-up/', 'the link has been used'],
  ['/pictures/', 'no picture has been published'],
  ['/assets/', 'names carry a hash of the content'],
]

test('at no address does anybody read of a person of the North whom she may not know', async () => {
  const opened = new Set<string>(),
    officers = tracesBut([]),
    seen = new Set<string>()
  for (const name of ['olga', 'maria', 'sven', 'carla', 'ada', null] as const)
    for (const route of routes('GET'))
      for (const path of addresses(route)) {
        if (opened.has(route) && name !== 'olga') continue
        const { status, text } = await open(who(name), path)
        if (status < 400) opened.add(route)
        if (name === 'olga') for (const trace of found(text, officers)) seen.add(trace)
      }
  const never = routes('GET').filter((route) => !opened.has(route) && !closed.some(([beginning]) => route.startsWith(beginning)))
  assert.deepEqual(never, [], 'nobody can open these: what test/full-world.ts says for them is not real')

  assert.deepEqual(
    officers.map(({ of }) => of).filter((of) => !seen.has(of) && !of.includes('yorick@')),
    [],
    'the officer herself reads all of this at some address',
  )

  for (const stranger of strangers)
    for (const route of routes('GET')) {
      const held = mailed.includes(route.replaceAll(/\{.*?\}/g, ''))
        ? [guest.name, guest.email, ...(route.startsWith('/invitation/') ? ['Petrova'] : [])]
        : []
      const traces = tracesBut([...stranger.knows, ...stranger.reads, ...held])
      for (const path of addresses(route)) {
        const { status, text } = await open(who(stranger.name), path)
        assert.notEqual(status, 500, `${stranger.name ?? 'a visitor'} at ${path}`)
        assert.deepEqual(found(text, traces), [], `${stranger.name ?? 'a visitor'} at ${path}`)
      }
      if (held.length > 0)
        for (const path of addresses(route, true))
          assert.deepEqual(found((await open(who(stranger.name), path)).text, tracesBut([])), [], path)
    }
})

/** All that forms ask for, at once; each takes what it knows. What names a local names the North. */
const typed: Record<string, string> = {
  answer: 'yes',
  guests: '1',
  coming: 'no',
  choice: 'all',
  name: 'Somebody Else',
  email: guest.email,
  kind: 'family',
  lang: 'en',
  local: north,
  purpose: 'names',
  label: 'for ever',
  ends: '2028-01-01',
  what: `officer:local:${locals.north}`,
  address: 'maria@example.org',
  lastDay: '',
  revision: '1',
  version: '1',
  basedOn: '1',
  title: 'Other',
  summary: 'Other.',
  body: 'Other.',
  host: north,
  slug: 'other',
  titleEn: 'Other',
  starts: '2027-11-30T10:00',
  zone: 'America/Los_Angeles',
  place: 'Elsewhere',
  'kind-member': 'yes',
  whyEn: 'No',
  [`goal-${north}`]: '7',
  'column-0': 'externalId',
  'column-1': 'firstName',
  'column-2': 'lastName',
  coalition: 'Other',
  code: '000000',
  moment: 'march',
  category: 'all',
  given: 'no',
  afterName: '',
  afterId: '0',
}
/** Buttons that answer anybody with a page or data of its own, and why. */
const answered: Record<string, string> = {
  '/u/:link': 'an unknown link is answered as a known one',
  '/sign-in/passkey/question': 'a random number for a device to sign',
  '/me/passkeys/question': 'the same, for her own device',
  '/staff/board/deadlines/address': 'a calendar of what she may read herself',
  '/staff/segments-across/:scope/new': 'a director counts in her own region; what may be told is for src/headcounts to prove',
}
/** What anybody may cause, by design. */
const anybodys: Record<string, string> = {
  sign_in_request: 'a mail with a link is asked for by typing an address',
  session: 'her own',
  problem: 'a failure is noted',
  rate_limit: 'tries are counted',
  questioning_report: 'anybody may tell the officers of a local that she was questioned',
  deadline_feed: 'her own calendar address',
  passkey_challenge: 'a question to a device, for five minutes',
  passkey_holder: 'a random name for her own devices',
}

/** Every row that is not the South's, in one line a table. */
async function stateOfTheNorth(): Promise<Map<string, string>> {
  const { rows: tables } = await world.owner.query<{ name: string; owned: boolean }>(`
    select relname as name, exists (select from pg_attribute where attrelid = c.oid and attname = 'local_id') as owned from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`)
  const kept = tables.filter(({ name }) => !(name in anybodys))
  const client = await world.owner.connect()
  try {
    // The owner is bound by row security too; that it was not for a moment is undone with the transaction.
    await client.query(`begin; ${kept.map(({ name }) => `alter table ${name} no force row level security`).join('; ')}`)
    const state = new Map<string, string>()
    for (const { name, owned } of kept) {
      const { rows } = await client.query<{ sum: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${name} t ${owned ? `where local_id is distinct from ${locals.south}` : ''}`,
      )
      state.set(name, rows[0]!.sum)
    }
    return state
  } catch (error) {
    if ((error as { code?: string }).code !== '40P01') throw error
    await client.query('rollback')
    return await stateOfTheNorth() // a stream that was just left looked around once more, and both waited for each other
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('no button that a stranger presses changes a row of the North', async () => {
  const formOf = (path: string) => {
    if (!path.endsWith('/imports')) return typed
    const form = new FormData()
    form.append('file', new Blob(['First,Last\nNew,Person\n'], { type: 'text/csv' }), 'members.csv')
    return form
  }
  for (const name of [null, 'stella', 'dora', 'tom'] as const) {
    const asker = who(name)
    const untouched = await stateOfTheNorth()
    const ofHerOwn = (route: string) => name === 'tom' && /^\/events\/.*rsvp$/.test(route) // he is a member of the North, and answers for himself
    const last = (route: string) => Number(route === urls.signOut)
    for (const route of routes('POST').sort((a, b) => last(a) - last(b)))
      for (const path of ofHerOwn(route) ? [] : addresses(route, true))
        for (const form of [{}, formOf(path)]) {
          const { status } = await asker.post(path, form)
          const expected = route in answered ? [200, 404, 422] : [404, 403, 422, 303, 429]
          assert.ok(expected.includes(status), `${name ?? 'a visitor'} gets ${status} at ${path}`)
        }
    assert.deepEqual(await stateOfTheNorth(), untouched, `${name ?? 'a visitor'} changed something`)
  }
  const before = await stateOfTheNorth()
  await who('olga').post(urls.eventGoals('picnic'), typed)
  assert.notDeepEqual(await stateOfTheNorth(), before, 'the same form from the officer changes something, or this test proves nothing')
})
