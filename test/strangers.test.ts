// What a stranger to the North learns about its people: nothing. The world is filled through the front door; then each of several people
// reads every table that a request may read, opens every address there is, and presses every button, with the North's own keys and numbers.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { fillTables } from '../src/example/fill.ts'
import { asPerson } from '../src/platform/db.ts'
import { kinds } from '../src/unions/structure.ts'
import { urls } from '../src/urls.ts'
import { cast, localKeys, locals, people, type Name } from './cast.ts'
import { newWorld } from './world.ts'

const world = await newWorld()
const north = localKeys.north
const who = (name: Name | null) => world.as(name && cast[name])

// ---- the people of the North, and what would give them away

interface Trace {
  of: string
  pattern: RegExp
}
interface Known {
  name: string
  says: (string | null)[]
}

const imported = { number: 'N-1077', first: 'Quintessa', last: 'Featherstonehaugh', email: 'quintessa@example.org', phone: '+12135550177' }
const refused = { number: 'N-1078', first: 'Balthasar', last: 'Inkpenworthy', email: 'balthasar@example.org', phone: '+12135550178' }
const staged = { number: 'N-1079', first: 'Clotilde', last: 'Underhillside', email: 'clotilde@example.org', phone: '+12135550179' }
const guest = { name: 'Zebulon Nightingale', email: 'zebulon@example.org' }
const steward = { name: 'Yorick Penhaligon', email: 'yorick@example.org' }

const northPeople: Known[] = [
  ...people
    .filter((one) => one.local === 'north')
    .map((one) => ({ name: one.first, says: [one.last, one.email, one.phone, one.external] })),
  ...[imported, refused, staged].map((one) => ({ name: one.first, says: [one.last, one.email, one.phone, one.number] })),
  { name: guest.name, says: [guest.name, guest.email] },
  { name: steward.name, says: [steward.name, steward.email] },
]
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
    says.filter((said) => said !== null && !allowed.includes(said)).map((said) => ({ of: `${name}: ${said}`, pattern: patternOf(said!) })),
  )
const found = (text: string, traces: readonly Trace[]) => traces.filter(({ pattern }) => pattern.test(text)).map(({ of }) => of)

/** Those who walk, with what each may know of the North's people: in the database, and besides that on pages. */
const strangers: { name: Name | null; knows: (string | null)[]; reads: (string | null)[] }[] = [
  { name: null, knows: [], reads: [] },
  { name: 'tom', knows: own('tom'), reads: [] },
  { name: 'stella', knows: southSays, reads: ['Petrova'] }, // who wrote an event is named to everybody who holds an office
  { name: 'dora', knows: [], reads: ['Petrova'] },
  { name: 'carla', knows: [], reads: ['Petrova'] },
  { name: 'otto', knows: [], reads: ['Petrova'] },
]

// ---- the world, filled

/** What stands in addresses: by the beginning of the route and the parameter's name, the first that fits. A route without an entry fails. */
let values: [route: string, values: Record<string, string[]>][] = []
/** Whoever holds one of these got it by mail: it opens what is theirs to anybody. Strangers press buttons with a wrong one. */
const mailed = ['/events/:slug/mine/:token', '/u/:link', '/sign-in/link/:token', '/sign-in/:request']

async function fill() {
  const olga = who('olga'),
    maria = who('maria'),
    carla = who('carla'),
    cory = who('cory'),
    otto = who('otto'),
    visitor = who(null)
  const done = async (reply: Response | Promise<Response>) => {
    const { status, headers } = await reply
    assert.equal(status, 303, await (await reply).text())
    return headers.get('location')!
  }

  // An import that is done, with a refused row; one that waits for a word; both files are kept.
  const row = ({ number, first, last, email, phone }: typeof imported, unit = 'Registered nurses') =>
    `${number},${first},${last},${email},${phone},${unit},Cedar Hill Hospital,Emergency,Day,Registered nurse\n`
  const header = 'Member #,First,Last,Email,Cell,Unit,Facility,Dept,Shift,Title\n'
  const upload = async (text: string) => {
    const form = new FormData()
    form.append('file', new Blob([text], { type: 'text/csv' }), 'members.csv')
    const at = await done(olga.post(urls.rosterImports(north), form))
    const columns = await olga.read(at)
    const chosen = [...columns.matchAll(/<select name="(column-\d+)".*?>(.*?)<\/select>/gs)].map(([, name, options]) => [
      name!,
      /value="(\w*)"[^>]* selected/.exec(options!)?.[1] ?? /selected[^>]* value="(\w*)"/.exec(options!)?.[1] ?? '',
    ])
    const hidden = [...columns.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!])
    await done(olga.post(`${at}/columns`, Object.fromEntries([...hidden, ...chosen])))
    await world.runJobs()
    return at
  }
  const first = await upload(header + row(imported) + row(refused, 'No such unit'))
  await done(olga.post(`${first}/confirm`))
  await world.runJobs()
  const second = await upload(header + row(staged) + row(refused, 'No such unit'))

  await done(olga.post(urls.offices, { name: steward.name, address: steward.email, what: `steward:worksite:${locals.north}-1` }))
  const ends = Temporal.Now.plainDateISO().add({ days: 90 }).toString()
  await done(olga.post(urls.localShares(north), { purpose: 'messages', label: 'until ratification', ends }))
  await done(olga.post(urls.localShares(north), { purpose: 'names', label: 'for a week', ends }))
  assert.match(await (await carla.post(urls.sharedNames(north))).text(), /Featherstonehaugh/)
  const lent = /\/staff\/shares\/north-12\/\d+\/end/.exec(await olga.read(urls.localShares(north)))![0] // the newest: names
  await done(olga.post(lent))

  const event = async (by: typeof olga, second: typeof olga, host: string, slug: string) => {
    const when = { starts: '2027-10-30T10:00', ends: '2027-10-30T14:00', zone: 'America/Los_Angeles', place: 'Park' }
    await done(
      by.post(urls.newEvent, {
        host,
        slug,
        titleEn: 'March',
        ...when,
        ...Object.fromEntries(['member', 'family', 'press'].map((kind) => [`kind-${kind}`, 'yes'])),
      }),
    )
    await done(second.post(urls.publishEvent(slug), { version: '1' }))
  }
  await event(olga, carla, north, 'picnic')
  await event(otto, carla, 'coalition', 'march')
  for (const slug of ['picnic', 'march']) await done(maria.post(urls.rsvp(slug), { answer: 'yes', guests: '2' }))
  const shareToken = /picnic\/from\/([\w-]+)/.exec(await maria.read(urls.event('picnic')))![1]!
  for (const slug of ['picnic', 'march'])
    await done(
      visitor.post(urls.signUp(slug), {
        name: guest.name,
        email: guest.email,
        kind: 'family',
        guests: '1',
        lang: 'en',
        local: north,
        from: shareToken,
      }),
    )
  await done(olga.post(urls.eventGoals('picnic'), { [`goal-${north}`]: '9' }))

  const written = async (title: string) =>
    Number(/\/updates\/(\d+)/.exec(await done(carla.post(urls.newUpdate, { title, summary: 'Short.', body: 'Long.' })))![1])
  const draft = await written('A draft'),
    sent = await written('We march')
  await done(carla.post(urls.updateReady(sent), { revision: '1' }))
  await done(cory.post(urls.updateApproval(sent), { revision: '1' }))
  const request = await done(visitor.post(urls.signIn, { address: 'maria@example.org' }))
  await world.runJobs()

  // The links that were mailed, as they stand in the example's outbox.
  const mails: string[] = []
  for (const [, id] of (await visitor.read(urls.outbox)).matchAll(/\/example\/outbox\/(\d+)/g))
    mails.push(await visitor.read(urls.outboxMail(Number(id))))
  const link = (pattern: RegExp) => {
    const all = mails.flatMap((mail) => [...mail.matchAll(pattern)].map((match) => match[1]!))
    assert.ok(all.length > 0, `no mail has ${pattern}`)
    return all
  }
  const unsubscribe = link(/\/u\/([\w-]+)/g),
    mine = link(/\/mine\/([\w-]+)/g),
    signIn = link(/\/sign-in\/link\/([\w-]+)/g)
  const ids = async (table: string) =>
    (await world.look<{ id: string }>('auth', `select id::text from ${table} where local_id = 1`)).map(({ id }) => id)
  const sessions = (await world.look<{ id: string }>('auth', `select id::text from session where account_id = '${cast.maria}'`)).map(
    ({ id }) => id,
  )

  values = [
    ['/assets/', { file: ['public.css'] }],
    ['/pictures/', { file: [`${'0'.repeat(64)}.webp`] }],
    ['/language/', { lang: ['es'] }],
    ['/example/sign-in/', { key: ['nurse'] }],
    ['/example/outbox/', { id: ['1', '2', '3'] }],
    ['/updates/', { slug: ['we-march', 'a-draft'] }],
    ['/staff/updates/', { id: [String(draft), String(sent)] }],
    ['/staff/structure/', { kind: [...kinds], id: ['1'] }],
    ['/staff/shares/', { local: [north], share: [/(\d+)\/end/.exec(lent)![1]!] }],
    ['/staff/data/', { local: [north], member: await ids('member'), erasure: ['1'] }],
    ['/staff/roster/', { local: [north], member: await ids('member'), import: [first, second].map((at) => at.split('/').at(-1)!) }],
    ['/staff/coverage/', { local: [north], worksite: ['1'], member: await ids('member') }],
    ['/staff/offices/', { office: await ids('office') }],
    ['/events/:slug/mine/', { slug: ['picnic', 'march'], token: mine }],
    ['/events/:slug/from/', { slug: ['picnic', 'march'], token: [shareToken] }],
    ['/events/:file', { file: ['picnic.ics'] }],
    ['/events/', { slug: ['picnic', 'march'] }],
    ['/staff/events/', { slug: ['picnic', 'march'] }],
    ['/u/', { link: unsubscribe.slice(0, 2) }],
    ['/sign-in/link/', { token: signIn }],
    ['/sign-in/', { request: [request.split('/').at(-1)!] }],
    ['/set-up/', { token: ['used-up'] }],
    ['/me/devices/', { session: sessions }],
  ]
  // From here on as in a real deployment: in the example anybody may be anybody.
  await fillTables(world.ownerUrl, ['deployment'], async (client) => void (await client.query(`update deployment set mode = 'real'`)))
  await world.owner.query('analyze')
}

before(fill, { timeout: 60_000 })

// ---- addresses

const routes = (method: 'GET' | 'POST') => [
  ...new Set(world.app.routes.filter((route) => route.method === method).map((route) => route.path)),
]

/** The addresses of a route, with the North's own keys and numbers in it. */
function addresses(route: string, wrong = false): string[] {
  const known = values.find(([beginning]) => route.replaceAll(/\{.*?\}/g, '').startsWith(beginning))?.[1] ?? {}
  let all = [route.replace(/\/\*$/, '/anything')]
  for (const [part, name] of route.matchAll(/:(\w+)(?:\{(?:[^{}]|\\.)*\})?/g)) {
    const some = known[name!]
    assert.ok(some?.length, `${route}: say in "values" what stands for :${name}, so that strangers try it`)
    all = all.flatMap((path) =>
      some.map((value) =>
        path.replace(part, encodeURIComponent(wrong && ['token', 'link', 'request'].includes(name!) ? otherThan(value) : value)),
      ),
    )
  }
  return all
}
/** Of the same shape, and nobody's. */
const otherThan = (token: string) => token.replace(/^./, (letter) => (letter === '0' ? '1' : '0'))

/** Status and text; of a stream what it sends first. */
async function open(asker: ReturnType<typeof who>, path: string) {
  const leaving = new AbortController()
  const reply = await asker.request(path, { signal: leaving.signal })
  const heard = [...reply.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  if (!reply.headers.get('content-type')?.startsWith('text/event-stream'))
    return { status: reply.status, text: `${heard}\n${await reply.text()}` }
  const reader = reply.body!.pipeThrough(new TextDecoderStream()).getReader()
  const first = await Promise.race([reader.read(), new Promise<{ value: string }>((late) => setTimeout(late, 3000, { value: '' }).unref())])
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
  for (const name of ['member', 'import_chunk', 'import_refused', 'import_line', 'office', 'sign_up'])
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

test('at no address does anybody read of a person of the North whom she may not know', { timeout: 240_000 }, async () => {
  const opened = new Set<string>()
  for (const name of ['olga', 'maria', 'carla', 'ada', null] as const)
    for (const route of routes('GET'))
      for (const path of addresses(route)) {
        if (opened.has(route) && name !== 'olga') continue
        const { status } = await open(who(name), path)
        if (status < 400) opened.add(route)
      }
  const never = routes('GET').filter((route) => !opened.has(route) && !closed.some(([beginning]) => route.startsWith(beginning)))
  assert.deepEqual(never, [], 'nobody can open these: what "values" says for them is not real')

  const officers = tracesBut([]),
    seen = new Set<string>()
  for (const route of routes('GET'))
    for (const path of addresses(route)) for (const trace of found((await open(who('olga'), path)).text, officers)) seen.add(trace)
  assert.deepEqual(
    officers.map(({ of }) => of).filter((of) => !seen.has(of) && !of.includes('yorick@')),
    [],
    'the officer herself reads all of this at some address',
  )

  for (const stranger of strangers)
    for (const route of routes('GET')) {
      const held = mailed.includes(route.replaceAll(/\{.*?\}/g, '')) ? [guest.name, guest.email] : []
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
/** What anybody may cause, by design. */
const anybodys: Record<string, string> = {
  sign_in_request: 'a mail with a link is asked for by typing an address',
  session: 'her own',
  problem: 'a failure is noted',
  rate_limit: 'tries are counted',
}

/** Every row that is not the South's, in one line a table. */
async function stateOfTheNorth(): Promise<Map<string, string>> {
  const { rows: tables } = await world.owner.query<{ name: string; owned: boolean }>(`
    select relname as name, exists (select from pg_attribute where attrelid = c.oid and attname = 'local_id') as owned from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`)
  const kept = tables.filter(({ name }) => !(name in anybodys))
  const state = new Map<string, string>()
  await fillTables(
    world.ownerUrl,
    kept.map(({ name }) => name),
    async (client) => {
      for (const { name, owned } of kept) {
        const {
          rows: [{ sum }],
        } = await client.query(
          `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${name} t ${owned ? `where local_id is distinct from ${locals.south}` : ''}`,
        )
        state.set(name, sum)
      }
    },
  )
  return state
}

test('no button that a stranger presses changes a row of the North', { timeout: 240_000 }, async () => {
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
          const expected = route.startsWith(urls.unsubscribePrefix) ? [200] : [404, 403, 422, 303] // the answer to an unknown link is the same as to a known one
          assert.ok(expected.includes(status), `${name ?? 'a visitor'} gets ${status} at ${path}`)
        }
    assert.deepEqual(await stateOfTheNorth(), untouched, `${name ?? 'a visitor'} changed something`)
  }
  const before = await stateOfTheNorth()
  await who('olga').post(urls.eventGoals('picnic'), typed)
  assert.notDeepEqual(await stateOfTheNorth(), before, 'the same form from the officer changes something, or this test proves nothing')
})
