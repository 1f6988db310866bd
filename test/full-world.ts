// The world of the North with something in every room, filled through the front door, and every address of the product with the North's
// own keys and numbers in it: for tests that walk them all.
import assert from 'node:assert/strict'
import { fillTables } from '../src/example/fill.ts'
import { kinds } from '../src/unions/structure.ts'
import { urls } from '../src/urls.ts'
import { newAuthenticator } from './authenticator.ts'
import { cast, localKeys, locals, people, type Name } from './cast.ts'
import { acceptInvited, invitationTo } from './invited.ts'
import type { newWorld } from './world.ts'

export type World = Awaited<ReturnType<typeof newWorld>>
const north = localKeys.north

/** Somebody of the North, and all that would give her away. */
interface Known {
  name: string
  says: (string | null)[]
}

const imported = { number: 'N-1077', first: 'Quintessa', last: 'Featherstonehaugh', email: 'quintessa@example.org', phone: '+12135550177' }
const refused = { number: 'N-1078', first: 'Balthasar', last: 'Inkpenworthy', email: 'balthasar@example.org', phone: '+12135550178' }
const staged = { number: 'N-1079', first: 'Clotilde', last: 'Underhillside', email: 'clotilde@example.org', phone: '+12135550179' }
export const guest = { name: 'Zebulon Nightingale', email: 'zebulon@example.org' }
const steward = { name: 'Yorick Penhaligon', email: 'yorick@example.org' }

/** Told in confidence that a manager questioned her. */
const teller = { name: 'Wilhelmina Quartermain', email: 'wilhelmina@example.org' }

export const northPeople: Known[] = [
  ...people
    .filter((one) => one.local === 'north')
    .map((one) => ({ name: one.first, says: [one.last, one.email, one.phone, one.external] })),
  { name: imported.first, says: ['N-1075', 'quintessa.home@example.org'] },
  ...[imported, refused, staged].map((one) => ({ name: one.first, says: [one.last, one.email, one.phone, one.number] })),
  { name: guest.name, says: [guest.name, guest.email] },
  { name: steward.name, says: [steward.name, steward.email] },
  { name: teller.name, says: [teller.name, teller.email] },
]
/** What stands in addresses: by the beginning of the route and the parameter's name, the first that fits. A route without an entry fails. */
type Values = [route: string, values: Record<string, string[]>][]

export interface Walk {
  routes: (method: 'GET' | 'POST') => string[]
  /** The addresses of a route, with the North's own keys and numbers in it; `wrong`: with a secret of the same shape that is nobody's. */
  addresses: (route: string, wrong?: boolean) => string[]
}

/** An import done and one that waits, an office, shares, events with answers, updates, a sign-in; then the mode of a real deployment, for in the example anybody may be anybody. */
export async function fillWorld(world: World): Promise<Walk> {
  const who = (name: Name | null) => world.as(name && cast[name])
  const olga = who('olga'),
    maria = who('maria'),
    carla = who('carla'),
    cory = who('cory'),
    otto = who('otto'),
    visitor = who(null)
  const done = async (reply: Response | Promise<Response>) => {
    const { status, headers } = await reply
    assert.equal(status, 303, (/<main.*/s.exec(await (await reply).text())?.[0] ?? '').slice(0, 300))
    return headers.get('location')!
  }

  // An import that is done, with a refused row; one that waits for a word; both files are kept.
  const row = ({ number, first, last, email, phone }: typeof imported, unit = 'Registered nurses') =>
    `${number},${first},${last},${email},${phone},${unit},Cedar Hill Hospital,Emergency,Day,Registered nurse\n`
  const header = 'Member #,First,Last,Email,Cell,Unit,Facility,Dept,Shift,Title\n'
  const upload = async (text: string, saveAs = '') => {
    const form = new FormData()
    form.append('file', new Blob([text], { type: 'text/csv' }), 'members.csv')
    const at = await done(olga.post(urls.rosterImports(north), form))
    const columns = await olga.read(at)
    const chosen = [...columns.matchAll(/<select name="(column-\d+)".*?>(.*?)<\/select>/gs)].map(([, name, options]) => [
      name!,
      /value="(\w*)"[^>]* selected/.exec(options!)?.[1] ?? /selected[^>]* value="(\w*)"/.exec(options!)?.[1] ?? '',
    ])
    const hidden = [...columns.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!])
    await done(olga.post(`${at}/columns`, { ...Object.fromEntries([...hidden, ...chosen]), 'save-as': saveAs }))
    await world.runJobs()
    return at
  }
  const erased = { number: 'N-1076', first: 'Ephemera', last: 'Vanishing', email: '', phone: '' }
  const twin = { ...imported, number: 'N-1075', email: 'quintessa.home@example.org' }
  const first = await upload(header + row(imported) + row(refused, 'No such unit') + row(erased) + row(twin))
  await done(olga.post(`${first}/confirm`, { 'whole-1': 'yes' })) // who is missing is listed
  await world.runJobs()
  const [, gone] = /members\/(\d+)/.exec(await olga.read(`${urls.localRoster(north)}?search=Vanishing`))!
  const erasure = (await done(olga.post(urls.eraseMember(north, Number(gone))))).split('/').at(-1)!.replace(/\D.*/, '')
  const twins = [
    ...new Set(
      [...(await olga.read(`${urls.localRoster(north)}?search=Featherstonehaugh`)).matchAll(/members\/(\d+)/g)].map(([, id]) => Number(id)),
    ),
  ] as [number, number]
  await done(olga.post(urls.mergePair(north, ...twins), { 'column-externalId': 'kept', 'column-email': 'kept' }))
  const [, merge] = /merges\/(\d+)/.exec(await olga.read(urls.rosterMember(north, Math.min(...twins))))!
  const second = await upload(header + row(staged) + row(refused, 'No such unit'), 'Our membership list')

  await done(olga.post(urls.offices, { name: steward.name, address: steward.email, what: `steward:worksite:${locals.north}-1` }))
  await acceptInvited(world, steward.email)
  await done(olga.post(urls.offices, { name: steward.name, address: 'penhaligon.home@example.org', what: `officer:local:${locals.north}` }))
  const invitation = (await invitationTo(world, 'penhaligon.home@example.org')).split('/').at(-1)!
  const segment = (await done(olga.post(urls.newSegment(north), { step: 'save', name: 'Nights', shared: 'yes', shifts: '3' })))
    .split('/')
    .at(-1)!
    .split('?')[0]!
  const across = (
    await done(otto.post(urls.newSegmentAcross('coalition'), { step: 'save', name: 'By phone', phone: 'yes', shared: 'yes' }))
  )
    .split('/')
    .at(-1)!
    .split('?')[0]!
  const ends = Temporal.Now.plainDateISO().add({ days: 90 }).toString()
  await done(olga.post(urls.localShares(north), { purpose: 'messages', label: 'until ratification', ends }))
  await done(olga.post(urls.localShares(north), { purpose: 'names', label: 'for a week', ends }))
  assert.match(await (await carla.post(urls.sharedNames(north))).text(), /Featherstonehaugh/)
  const lent = /\/staff\/shares\/north-12\/\d+\/end/.exec(await olga.read(urls.localShares(north)))![0] // the newest: names
  await done(olga.post(lent))

  const march = {
    titleEn: 'March',
    starts: '2027-10-30T10:00',
    ends: '2027-10-30T14:00',
    zone: 'America/Los_Angeles',
    place: 'Park',
    ...Object.fromEntries(['member', 'family', 'press'].map((kind) => [`kind-${kind}`, 'yes'])),
  }
  const event = async (by: typeof olga, second: typeof olga, host: string, slug: string) => {
    await done(by.post(urls.newEvent, { host, slug, ...march }))
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
  await done(olga.post(urls.editEvent('picnic'), { ...march, basedOn: '1', place: 'Square' }))
  await done(carla.post(urls.publishEvent('picnic'), { version: '2' })) // who comes is told

  // What the North has agreed and counted: with a paper, confirmed or not.
  const paper = new FormData()
  const agreed = {
    name: 'Nurses’ agreement',
    unit_ids: '1',
    effective: '2023-10-01',
    last_day: '2027-09-30',
    no_strike: 'broad',
    zone: 'America/Los_Angeles',
  }
  for (const [name, value] of Object.entries(agreed)) paper.append(name, value)
  paper.append('proof', new File(['%PDF-1.4 xref %%EOF'], 'agreement.pdf'))
  await done(olga.post(urls.newRecord(north, 'agreements'), paper))
  await done(
    olga.post(urls.newRecord(north, 'vote-rules'), {
      name: 'Majority',
      numerator: '1',
      denominator: '2',
      base: 'votes_cast',
      comparison: 'gt',
    }),
  )
  await done(
    olga.post(urls.newRecord(north, 'votes'), {
      unit_ids: '1',
      rule_id: '1',
      opens_at: '2027-10-01T06:00',
      closes_at: '2027-10-10T20:00',
      zone: 'America/Los_Angeles',
    }),
  )
  await done(olga.post(urls.newRecord(north, 'outcomes'), { vote_id: '1', yes: '7', no: '1', blank: '0', spoiled: '0', eligible: '9' }))

  // Who covers Maria, what was talked about with her and how she stands.
  const office = (await world.look<{ id: string }>('auth', `select id::text from office where account_id = '${cast.sven}'`))[0]!.id
  await done(olga.post(urls.giveCover(north, 1), { place: '1-1', office, member: '1' }))
  const scheme = /name="scheme" value="(\d+)"/.exec(await who('sven').read(urls.coveredMember(north, 1)))![1]!
  await done(
    who('sven').post(urls.entries(north, 1), { mark: 'talked', note: 'Whitaker and Raman come along', step: '2', evidence: 'act', scheme }),
  )

  const written = async (title: string) =>
    Number(/\/updates\/(\d+)/.exec(await done(carla.post(urls.newUpdate, { title, summary: 'Short.', body: 'Long.' })))![1])
  const draft = await written('A draft'),
    sent = await written('We march')
  await done(carla.post(urls.updateReady(sent), { revision: '1' }))
  await done(cory.post(urls.updateApproval(sent), { revision: '1' }))
  const dropped = await written('Dropped'),
    withdrawn = await written('Taken back')
  await done(carla.post(urls.updateStep(dropped, 'discard')))
  await done(carla.post(urls.updateReady(withdrawn), { revision: '1' }))
  await done(cory.post(urls.updateApproval(withdrawn), { revision: '1' }))
  await done(cory.post(urls.updateStep(withdrawn, 'withdraw')))
  const publish = async (room: string, form: Record<string, string> | FormData) => {
    const id = Number(/(\d+)\?/.exec(await done(carla.post(urls.newPublication(room), form)))![1])
    await done(cory.post(urls.publicationStep(room, id, 'approval'), { version: '1' }))
    return String(id)
  }
  const factForm = new FormData()
  for (const [name, value] of Object.entries({
    claim: 'They have $1.',
    figure: '$1',
    source: 'Report (invented)',
    dated: '2027-01-01',
    copyIsPublic: 'yes',
  }))
    factForm.set(name, value)
  factForm.set('file', new File(['A report'], 'report.txt'))
  const fact = await publish(urls.factsStaff, factForm)
  const answer = await publish(urls.faqStaff, { question: 'May we?', topic: 'Us', answer: 'Yes.', variants: '0' })
  const card = await publish(urls.talkingPointsStaff, { asked: 'Will you?', say: 'Yes.' })
  const copy = /copies\/([0-9a-f]{64})/.exec(await visitor.read(urls.fact('they-have-1')))![1]!
  await done(
    visitor.post(urls.tellQuestioning, { local: north, what: `${teller.name} was asked.`, name: teller.name, email: teller.email }),
  )
  const report = /questioning\/north-12\/(\d+)/.exec(await olga.read(urls.localQuestioning(north)))![1]!
  const device = newAuthenticator({ origin: world.settings.BASE_URL! })
  await done(
    maria.post(urls.myPasskeys, { 'passkey-name': 'Phone', answer: device.make(await (await maria.post(urls.myPasskeyQuestion)).json()) }),
  )
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

  const feed = /deadlines\/([\w-]+)\/deadlines\.ics/.exec(await (await olga.post(urls.deadlineFeed)).text())![1]!
  const values: Values = [
    ['/deadlines/', { token: [feed] }],
    ['/assets/', { file: ['public.css'] }],
    ['/pictures/', { file: [`${'0'.repeat(64)}.webp`] }],
    ['/language/', { lang: ['es'] }],
    ['/example/sign-in/', { key: ['nurse'] }],
    ['/example/outbox/', { id: ['1', '2', '3'] }],
    ['/updates/', { slug: ['we-march', 'a-draft', 'taken-back'] }],
    ['/staff/updates/', { id: [draft, sent, dropped, withdrawn].map(String) }],
    ['/faq/', { slug: ['may-we'] }],
    ['/when-a-manager-asks/', { slug: ['will-you'] }],
    ['/facts/copies/', { hash: [copy] }],
    ['/facts/', { slug: ['they-have-1'] }],
    ['/staff/faq/', { id: [answer] }],
    ['/staff/talking-points/', { id: [card] }],
    ['/staff/facts/', { id: [fact] }],
    ['/staff/questioning/', { local: [north], report: [report] }],
    ['/staff/structure/', { kind: [...kinds], id: ['1'] }],
    ['/staff/shares/', { local: [north], share: [/(\d+)\/end/.exec(lent)![1]!] }],
    ['/staff/data/', { local: [north], member: await ids('member'), erasure: [erasure] }],
    ['/staff/board/', { localId: ['1'], unit: ['1'] }],
    ['/staff/segments-across/', { scope: ['coalition', 'west'], segment: [across] }],
    [
      '/staff/agreements/',
      { local: [north, 'the_coalition'], kind: ['agreements', 'outcomes'], id: ['1'], change: ['1', '2'], proof: ['1'] },
    ],
    ['/staff/segments/', { local: [north], segment: [segment] }],
    [
      '/staff/roster/',
      {
        local: [north],
        member: await ids('member'),
        other: ['2'],
        merge: [merge!],
        import: [first, second].map((at) => at.split('/').at(-1)!),
        profile: [/profiles\/(\d+)\/forget/.exec(await olga.read(urls.rosterImports(north)))![1]!],
      },
    ],
    ['/staff/offices/', { office: await ids('office') }],
    ['/events/:slug/mine/', { slug: ['picnic', 'march'], token: mine }],
    ['/events/:slug/from/', { slug: ['picnic', 'march'], token: [shareToken] }],
    ['/events/:file', { file: ['picnic.ics'] }],
    ['/events/', { slug: ['picnic', 'march'] }],
    ['/staff/events/', { slug: ['picnic', 'march'] }],
    ['/u/', { link: unsubscribe.slice(0, 2) }],
    ['/sign-in/link/', { token: signIn }],
    ['/sign-in/', { request: [request.split('/').at(-1)!] }],
    ['/me/passkeys/', { passkey: (await world.look<{ id: string }>('auth', 'select id::text from passkey')).map(({ id }) => id) }],
    ['/set-up/', { token: ['used-up'] }],
    ['/me/devices/', { session: sessions }],
    ['/me/invitations/', { invitation: await ids('office_invitation') }],
    ['/me/address/', { token: ['nobodys'] }],
    ['/staff/invitations/', { invitation: await ids('office_invitation') }],
    ['/invitation/', { token: [invitation] }],
    ['/', { local: [north], member: await ids('member'), office: await ids('office'), worksite: ['1'] }], // what the name alone says
  ]
  await fillTables(world.ownerUrl, ['deployment'], async (client) => void (await client.query(`update deployment set mode = 'real'`)))
  await world.owner.query('analyze')
  return walkOf(world, values)
}

function walkOf(world: World, values: Values): Walk {
  const routes: Walk['routes'] = (method) => [
    ...new Set(world.app.routes.filter((route) => route.method === method).map((route) => route.path)),
  ]
  function addresses(route: string, wrong = false): string[] {
    const known = (name: string) =>
      values.find(([beginning, given]) => name in given && route.replaceAll(/\{.*?\}/g, '').startsWith(beginning))?.[1][name]
    let all = [route.replace(/\/\*$/, '/anything')]
    for (const [part, name] of route.matchAll(/:(\w+)(?:\{(?:[^{}]|\\.)*\})?/g)) {
      const some = known(name!)
      assert.ok(some?.length, `${route}: say in test/full-world.ts what stands for :${name}, so that it is walked`)
      all = all.flatMap((path) =>
        some.map((value) =>
          path.replace(part, encodeURIComponent(wrong && ['token', 'link', 'request'].includes(name!) ? otherThan(value) : value)),
        ),
      )
    }
    return all
  }
  return { routes, addresses }
}

/** Of the same shape, and nobody's. */
const otherThan = (token: string) => token.replace(/^./, (letter) => (letter === '0' ? '1' : '0'))
