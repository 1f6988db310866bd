import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { cast, localKeys, units, type Name } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { asPerson } from '../platform/db.ts'
import { urls } from '../urls.ts'
import { factsOf } from './unit-facts.ts'
import { findUnitRecords } from './find-units.ts'

const world = await newWorld()
const who = (name: Name | null) => world.as(name && cast[name])
const north = localKeys.north,
  coalition = 'the_coalition'

type Sent = Record<string, string | string[]>
function formOf(fields: Sent, file?: File): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of typeof value === 'string' ? [value] : value) form.append(name, one)
  if (file) form.append('proof', file)
  return form
}
const post = (name: Name, address: string, fields: Sent = {}, file?: File) => who(name).post(address, formOf(fields, file))
/** What stands in the page itself. */
const text = (html: string) =>
  (/<main.*<\/main>/s.exec(html)?.[0] ?? html)
    .replaceAll('\u00a0', ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
const readNow = async (reply: Response | Promise<Response>) => text(await (await reply).text())

/** Enters a record, and says where it stands. */
async function entered(name: Name, room: string, kind: string, fields: Sent, file?: File): Promise<string> {
  const reply = await post(name, urls.newRecord(room, kind), fields, file)
  assert.equal(reply.status, 303, /<div class="error-summary".*?<\/div>/s.exec(await reply.clone().text())?.[0] ?? '')
  return reply.headers.get('location')!.split('?')[0]!
}
/** Refused with this sentence, beside what was typed; and nothing was written. */
async function refused(address: string, fields: Sent, sentence: RegExp, { by = 'olga' as Name, file }: { by?: Name; file?: File } = {}) {
  const before = await counted()
  const reply = await post(by, address, fields, file)
  const html = text(await reply.text())
  assert.equal(reply.status, 422, `${sentence}`)
  assert.match(html, sentence)
  const { base: _base, ...typed } = fields
  for (const value of Object.values(typed)
    .flat()
    .filter((one) => /^\d{4}-|\/|^\d{3,}$/.test(one)))
    assert.ok(html.includes(value), `${value} is still there`)
  assert.deepEqual(await counted(), before)
}
/** How many changes are on record, for whoever reads all of them. */
const counted = () =>
  asPerson(
    world.root,
    cast.kit,
    'read only',
    async (db) =>
      (
        await db
          .selectFrom('contract_change')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
      ).count,
  )
const baseOf = async (name: Name, address: string) => /name="base" value="([^"]+)"/.exec(await who(name).read(address))![1]!
const step = async (name: Name, address: string, what: 'show' | 'certify' | 'hide' | 'remove') =>
  post(name, `${address}/${what}`, { base: await baseOf(name, address) })

const zone = 'America/Los_Angeles'
const agreement = {
  name: 'Nurses’ agreement',
  unit_ids: String(units.northNurses),
  effective: '2023-10-01',
  last_day: '2027-09-30',
  zone,
  no_strike: 'broad',
  covers_sympathy: 'yes',
  renews: 'no',
}
const at = { agreement: '', vote: '', outcome: '', rule: '', notice: '' }

test('an officer enters an agreement; nobody else sees it before a second person has confirmed it', async () => {
  at.agreement = await entered('olga', north, 'agreements', agreement)
  assert.match(await who('olga').read(at.agreement), /You entered this. Somebody else confirms it/)
  for (const name of ['stella', 'maria', 'sven', null] as const)
    for (const address of [urls.agreementRoom(north), at.agreement, urls.recordHistory(north)])
      assert.equal((await who(name).get(address)).status, 404, `${name} ${address}`)
  for (const name of ['dora', 'otto', 'ada'] as const)
    assert.doesNotMatch(await who(name).read(at.agreement), /Confirm: members see it|Correct it/, name)
  const own = await step('olga', at.agreement, 'show')
  assert.equal(own.status, 422)
  assert.match(await readNow(own), /Somebody else confirms it/)
  assert.equal((await step('kit', at.agreement, 'show')).status, 303)
  assert.match(await who('olga').read(at.agreement), /Members see it.*Confirmed by.*Kit Moreau/s)
  const [unit] = await asPerson(world.root, cast.maria, 'read only', (db) => findUnitRecords(db, { localId: 1, unitId: units.northNurses }))
  assert.equal(String(unit!.agreements[0]!.lastDay), '2027-09-30')
})

test('what cannot be is refused with its sentence, and changes nothing', async () => {
  const agreements = urls.newRecord(north, 'agreements')
  const other = { ...agreement, unit_ids: String(units.northPharmacy), name: 'Pharmacy' }
  await refused(agreements, { ...other, last_day: '2023-09-30' }, /It would end on Sat, Sep 30, 2023, before it starts on Sun, Oct 1, 2023/)
  await refused(agreements, { ...other, zone: 'America/Gotham' }, /“America\/Gotham” is no time zone/)
  await refused(
    agreements,
    { ...agreement, effective: '2027-01-01', last_day: '2030-12-31' },
    /“Nurses’ agreement” already binds one of these units from Sun, Oct 1, 2023 to Thu, Sep 30, 2027/,
  )
  await refused(agreements, { ...other, last_day: '2027-02-30' }, /“2027-02-30” is no day of the calendar/)
  await refused(agreements, { ...other, renews: 'yes', evergreen_months: '12' }, /how many days before the last day it can be stopped/)
  await refused(agreements, { ...other, unit_ids: String(units.southCare) }, /choose from the list/)
  await refused(agreements, { ...other, unit_ids: [] }, /“Units” is missing/)

  const extension = {
    agreement_id: at.agreement.split('/').at(-1)!,
    offered_by: 'employer',
    offered_on: '2027-09-20',
    last_day: '2027-10-30',
    zone,
    preserves_no_strike: 'yes',
  }
  const extensions = urls.newRecord(north, 'extensions')
  await refused(extensions, { ...extension, last_day: '2027-09-30' }, /The agreement itself lasts until Thu, Sep 30, 2027/)
  await refused(
    extensions,
    { ...extension, union_signed_on: '2027-09-21', employer_signed_on: '2027-09-21', refused_by: 'union', refused_on: '2027-09-22' },
    /It was signed by both sides, so it was not refused/,
  )
  await refused(
    extensions,
    { ...extension, cancel_by: 'either', cancel_hours: '72', cancel_notice_at: '2027-10-01T09:00' },
    /not signed by both sides has no effect/,
  )

  const notice = { kind: '8d1', agreement_id: extension.agreement_id, given_by: 'union', received_on: '2027-06-28' }
  const notices = urls.newRecord(north, 'notices')
  await refused(notices, { ...notice, given_by: 'other_union' }, /Another union’s notice cannot be relied on/)
  await refused(notices, { ...notice, sent_on: '2027-06-29' }, /received before it was sent on Tue, Jun 29, 2027/)
  await refused(notices, { ...notice, received_on: '2020-06-28' }, /cannot be older/)
  await refused(notices, { ...notice, kind: 'evergreen-stop' }, /does not renew itself/)
  await refused(notices, { ...notice, kind: 'initial-dispute' }, /Choose the units/)

  const strike = {
    unit_ids: String(units.northNurses),
    given_by: 'self',
    actions: ['strike', 'picketing'],
    written: 'yes',
    zone_stated: 'yes',
    zone,
    starts_at: '2027-11-15T06:00',
  }
  const strikes = urls.newRecord(north, 'strike-notices')
  await refused(strikes, { ...strike, given_by: 'other_union' }, /Each union gives its own/)
  await refused(
    strikes,
    { ...strike, starts_at: '2027-03-14T02:30' },
    /2027-03-14 02:30 does not exist in America\/Los_Angeles. The clocks go forward/,
  )
  await refused(
    strikes,
    { ...strike, starts_at: '2027-11-07T01:30' },
    /comes twice that night.*1:30 a\.m\. Pacific Daylight Time, and .*1:30 a\.m\. Pacific Standard Time/,
  )
  await refused(strikes, { ...strike, employer_received_at: '2027-11-16T09:00' }, /received after the start/)
  await refused(strikes, { ...strike, moved_to: '2027-11-14T06:00' }, /only move the start later/)
  await refused(
    urls.newRecord(north, 'steps'),
    { unit_ids: String(units.northNurses), step: 'strike-began', at: '2027-11-15T06:00', zone },
    /No notice of a strike that starts by then/,
  )
  await refused(
    urls.newRecord(north, 'steps'),
    { unit_ids: String(units.northNurses), step: 'ratified', at: '2027-11-15T06:00', zone },
    /can only come right after .A tentative agreement.*On record before it for one of these units: nothing of the kind/s,
  )
  await refused(
    urls.newRecord(north, 'units'),
    { unit_id: String(units.northNurses), zone, headcount: '12', members_in_good_standing: '13' },
    /more members in good standing than people in the unit \(12\)/,
  )
})

test('of an hour that comes twice one says which, and the record has that moment', async () => {
  const strike = {
    unit_ids: String(units.northNurses),
    given_by: 'self',
    actions: 'strike',
    written: 'yes',
    zone,
    starts_at: '2027-11-07T01:30',
    starts_at_which: 'second',
  }
  const address = await entered('olga', north, 'strike-notices', strike)
  const html = await who('olga').read(address)
  assert.match(text(html), /1:30 a\.m\. PST/)
  assert.match(html, /<option value="second" selected/)
  assert.equal((await step('olga', address, 'remove')).status, 303)
})

test('a paper is what its name says, or is refused', async () => {
  const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n')
  const file = (bytes: Uint8Array | string, name: string) => new File([bytes as BlobPart], name)
  const fields = { kind: '8d1', agreement_id: at.agreement.split('/').at(-1)!, given_by: 'union', received_on: '2027-06-28' }
  const notices = urls.newRecord(north, 'notices')
  await refused(notices, fields, /“letter\.pdf” says it is a PDF and is a PNG/, { file: file(png, 'letter.pdf') })
  await refused(notices, fields, /“letter\.pdf” says it is a PDF, and cannot be opened as one/, { file: file('<html>', 'letter.pdf') })
  await refused(notices, fields, /cannot be opened as one/, { file: file(pdf.subarray(0, 60), 'letter.pdf') })
  await refused(notices, fields, /cannot be opened as one/, { file: file(png.subarray(0, 60), 'letter.png') })
  await refused(notices, fields, /“run\.exe” is no PDF, PNG or JPEG/, { file: file('MZ', 'run.exe') })
  await refused(notices, fields, /The file is empty/, { file: file('', 'letter.pdf') })
  at.notice = await entered('olga', north, 'notices', fields, file(pdf, 'letter.pdf'))
  const link = /href="([^"]+\/papers\/\d+)"/.exec(await who('olga').read(at.notice))![1]!
  const paper = await who('olga').get(link)
  assert.equal(paper.headers.get('content-type'), 'application/pdf')
  assert.match(paper.headers.get('content-disposition')!, /^attachment/)
  assert.deepEqual(Buffer.from(await paper.arrayBuffer()), pdf)
  for (const name of ['stella', 'maria', null] as const) assert.equal((await who(name).get(link)).status, 404)
  assert.equal((await who('kit').get(link.replace(north, coalition))).status, 404)
})

test('a count is entered by one and certified by another, one of both an officer; more ballots than members are refused', async () => {
  assert.match(
    await who('olga').read(
      `${urls.newRecord(north, 'vote-rules')}?name=Two+thirds&numerator=2&denominator=3&base=votes_cast&comparison=gte`,
    ),
    /value="Two thirds"/,
  )
  at.rule = await entered('olga', north, 'vote-rules', {
    name: 'Two thirds of the votes cast',
    numerator: '2',
    denominator: '3',
    base: 'votes_cast',
    comparison: 'gte',
    secret_ballot: 'yes',
  })
  await refused(
    urls.newRecord(north, 'vote-rules'),
    { name: 'x', numerator: '1', denominator: '1', base: 'votes_cast', comparison: 'gt' },
    /cannot be more than all/,
  )
  const vote = {
    unit_ids: String(units.northNurses),
    rule_id: at.rule.split('/').at(-1)!,
    opens_at: '2027-10-01T00:01',
    closes_at: '2027-10-10T23:59',
    zone,
  }
  await refused(urls.newRecord(north, 'votes'), { ...vote, closes_at: '2027-09-30T23:59' }, /It would close before it opens/)
  at.vote = await entered('olga', north, 'votes', vote)
  const outcome = { vote_id: at.vote.split('/').at(-1)!, yes: '6', no: '2', blank: '1', spoiled: '0', eligible: '9' }
  await refused(urls.newRecord(north, 'outcomes'), { ...outcome, eligible: '8' }, /There would be 9 ballots of 8 who could vote/)
  await world.setClock('2027-10-08T12:00:00-07:00')
  await refused(urls.newRecord(north, 'outcomes'), outcome, /This vote is open until Sunday, October 10, 2027, 11:59/)
  await world.setClock('2027-10-18T20:00:00-07:00') // after what was confirmed
  at.outcome = await entered('olga', north, 'outcomes', outcome)
  assert.match(await readNow(step('kit', at.outcome, 'show')), /A second officer certifies it/)
  assert.match(await readNow(step('olga', at.outcome, 'certify')), /You entered these numbers/)
  assert.equal((await step('kit', at.outcome, 'certify')).status, 303)
  assert.equal((await step('kit', at.outcome, 'show')).status, 303)
  assert.equal((await step('kit', at.vote, 'show')).status, 303)
  assert.equal((await step('kit', at.rule, 'show')).status, 303)
  const [unit] = await asPerson(world.root, cast.tom, 'read only', (db) => findUnitRecords(db, { localId: 1, unitId: units.northNurses }))
  assert.equal(factsOf(unit!, Temporal.Instant.from('2027-10-18T19:00Z'), { room: false }).vote!.yes, 6)

  await post('kit', at.outcome, { ...outcome, yes: '5', base: await baseOf('kit', at.outcome) })
  assert.match(await who('olga').read(at.outcome), /Not certified/, 'a correction takes the certificate away')
  assert.match(await readNow(step('carla', at.outcome, 'certify')), /One of the two is an officer of the local/)
  assert.equal((await step('olga', at.outcome, 'certify')).status, 303)
})

test('a correction is hidden again, tells from what to what, and is taken back', async () => {
  const stale = await baseOf('olga', at.agreement)
  assert.equal((await post('olga', at.agreement, { ...agreement, last_day: '2027-10-31', base: stale })).status, 303)
  const [unit] = await asPerson(world.root, cast.maria, 'read only', (db) => findUnitRecords(db, { localId: 1, unitId: units.northNurses }))
  assert.deepEqual([unit!.agreements, unit!.inDoubt], [[], true])
  await refused(at.agreement, { ...agreement, last_day: '2027-11-30', base: stale }, /Somebody has corrected this record meanwhile/, {
    by: 'kit',
  })
  const history = text(await who('olga').read(urls.recordHistory(north)))
  assert.match(history, /Last day in force: Thursday, September 30, 2027 → Sunday, October 31, 2027/)
  const back = [...history.matchAll(/action="([^"]+\/back)"/g)].map((match) => match[1]!)
  assert.equal((await post('stella', back[0]!)).status, 404)
  assert.equal((await post('dora', back[0]!)).status, 404, 'who only reads')
  assert.equal((await post('olga', back[0]!)).status, 303)
  assert.match(await readNow(post('olga', back[0]!)), /Somebody has changed it since/)
  assert.match(text(await who('olga').read(at.agreement)), /Thu, Sep 30, 2027/)
  assert.equal((await step('kit', at.agreement, 'show')).status, 303)
  assert.equal((await step('kit', at.agreement, 'hide')).status, 303)
  assert.equal((await step('kit', at.agreement, 'show')).status, 303)
})

test('what others refer to stays; what was removed comes back from the history', async () => {
  assert.match(await readNow(step('olga', at.agreement, 'remove')), /Other records refer to it/)
  assert.equal((await step('olga', at.notice, 'remove')).status, 303)
  assert.equal((await who('olga').get(at.notice)).status, 404)
  const history = text(await who('olga').read(urls.recordHistory(north)))
  assert.equal((await post('olga', /action="([^"]+\/back)"/.exec(history)![1]!)).status, 303)
  assert.match(await who('olga').read(at.notice), /letter\.pdf/)
})

test('the coalition writes national agreements, and no local does', async () => {
  const national = { ...agreement, name: 'National agreement', unit_ids: ['1', '2', '3'] }
  assert.equal((await post('olga', urls.newRecord(coalition, 'agreements'), national)).status, 404)
  const address = await entered('carla', coalition, 'agreements', national)
  assert.equal((await step('kit', address, 'show')).status, 303)
  assert.match(text(await who('olga').read(address)), /National agreement/)
  assert.equal((await post('olga', `${address}/hide`, {})).status, 404)
  for (const kind of ['votes', 'units', 'strike-notices'])
    assert.equal((await who('carla').get(urls.newRecord(coalition, kind))).status, 404)
  assert.match(text(await who('stella').read(urls.agreements)), /The whole coalition.*Local 34 South/s)
  assert.doesNotMatch(text(await who('stella').read(urls.agreements)), /Local 12 North/)
})

test('agreements come in from a file, whole or not at all', async () => {
  const file = (name: Name, room: string, csv: string) => {
    const form = new FormData()
    form.append('file', new File([csv], 'agreements.csv'))
    return who(name).post(urls.importAgreements(room), form)
  }
  const header =
    'Agreement,Units,Effective,Last day,Time zone,No-strike,Sympathy,Renews,Renew months,Stop notice days,Notice received,F-7 filed\n'
  const good = 'Pharmacy agreement,Pharmacy,2024-01-01,12/31/2027,America/Los_Angeles,broad,silent,yes,12,90,2027-09-24,2027-09-27\n'
  const bad =
    'Second one,Pharmacy,2027-01-01,2028-12-31,America/Los_Angeles,broad,silent,no,,,,\nThird,No such unit,2024-01-01,2025-01-01,,,,,,,,\nFourth,Registered nurses,2029-01-01,2028-01-01,Mars/Olympus,,,,,,,\n'
  const problems = await readNow(file('olga', north, header + good + bad))
  for (const sentence of [
    /Line 3: “Pharmacy agreement” already binds/,
    /Line 4: There is no unit “No such unit” here/,
    /Line 5: “Mars\/Olympus” is no time zone/,
  ])
    assert.match(problems, sentence)
  assert.match(await readNow(file('olga', north, 'Agreement,Shoe size\nA,1\n')), /“Shoe size” is not known.*no column “units”/s)
  assert.match(await readNow(file('olga', north, '\u0000\u0001')), /could not be read as text/)
  const before = await counted()
  const preview = await readNow(file('olga', north, header + good))
  assert.match(preview, /1 agreement would be entered/)
  assert.equal(await counted(), before)
  const enter = () => post('olga', urls.importAgreements(north), { text: header + good })
  assert.equal((await enter()).status, 303)
  assert.match(text(await who('olga').read(urls.agreementRoom(north))), /Pharmacy agreement, until Fri, Dec 31, 2027/)
  assert.match(await readNow(enter()), /Line 2: “Pharmacy agreement” already binds/)
  assert.match(
    await readNow(file('kit', coalition, `${header}Other,south-34: Care and service,2030-01-01,2031-01-01,,,,,,,,\n`)),
    /Local 34 South: Care and service/,
  )
  assert.equal((await file('stella', north, header + good)).status, 404)
})

test('an agreement starts from the public record of notices', async () => {
  const csv =
    'notice_date,initiated_date,employer,union_name,affected_location_city,affected_location_state,expiration_date,bargaining_unit_size,healthcare_related\n' +
    '2027-07-01,2027-06-28,Fernwhistle Health,Local 12 North,Cedar Hill,CA,2027-09-30,1500.0,1\n2027-07-01,,Fernwhistle Health Inc,Local 12 Clerks,Cedar Hill,CA,2028-03-31 00:00:00,40,0\n2027-01-01,,Shoe Works,Cobblers,Leather,OH,2027-05-01,7,0\n,,Fernwhistle Health,Broken,,,2027-02-30,,1\n'
  const form = new FormData()
  form.append('file', new File([csv], 'f7.csv'))
  const html = text(await (await who('olga').post(urls.mediationRecord(north), form)).text())
  assert.match(html, /2 notices, the latest end first/)
  assert.match(html, /On record: Nurses’ agreement; our record has no F-7 for it/)
  assert.doesNotMatch(html, /Cobblers|Broken/)
  const start = /href="([^"]+from=notices[^"]+)"/.exec(html)![1]!
  const filled = text(await who('olga').read(start))
  assert.match(filled, /name="last_day"[^>]*value="2028-03-31"|value="2028-03-31"[^>]*name="last_day"/)
  assert.match(filled, /the unit has 40 people/)
  const wrong = new FormData()
  wrong.append('file', new File(['a,b\n1,2\n'], 'x.csv'))
  assert.match(text(await (await who('olga').post(urls.mediationRecord(north), wrong)).text()), /it has no column “employer”/)
})

test('what later steps follow from is not taken from under them, and it says which', async () => {
  const unit_ids = String(units.northPharmacy)
  const begin = (at: string) => ({ unit_ids, step: 'strike-began', at, zone })
  const confirmed = async (kind: string, fields: Sent) => {
    const address = await entered('olga', north, kind, fields)
    assert.equal((await step('kit', address, 'show')).status, 303)
    return address
  }
  const notice = await confirmed('strike-notices', {
    unit_ids,
    given_by: 'self',
    actions: 'strike',
    written: 'yes',
    zone,
    starts_at: '2027-10-04T06:00',
  })
  const began = await confirmed('steps', begin('2027-10-04T06:00'))
  const ended = await confirmed('steps', { unit_ids, step: 'strike-ended', at: '2027-10-07T06:00', zone })
  const says = /strike ended” \(Thursday, October 7, 2027, 6:00 a\.m\. [^)]*\) is on record for Pharmacy, and would no longer follow/
  const before = await counted()
  assert.match(await readNow(step('olga', began, 'hide')), says)
  assert.match(await readNow(step('olga', began, 'remove')), says)
  const unconfirm = async (address: string) => /action="([^"]+\/back)"/.exec(text(await who('olga').read(address)))![1]!
  assert.match(await readNow(post('olga', await unconfirm(began))), says)
  assert.match(
    await readNow(
      post('olga', began, { ...begin('2027-10-04T06:00'), unit_ids: String(units.northNurses), base: await baseOf('olga', began) }),
    ),
    /No notice of a strike/,
  )
  const without = /strike began” \(Monday, October 4, 2027, [^)]*\) is on record for Pharmacy, and would stand without a notice/
  for (const what of ['hide', 'remove'] as const) assert.match(await readNow(step('olga', notice, what)), without)
  assert.match(
    await readNow(
      post('olga', notice, {
        unit_ids,
        given_by: 'self',
        actions: 'strike',
        written: 'yes',
        zone,
        starts_at: '2027-10-05T06:00',
        base: await baseOf('olga', notice),
      }),
    ),
    without,
  )
  assert.equal(await counted(), before)
  assert.equal((await step('olga', ended, 'hide')).status, 303)
  assert.equal((await step('olga', began, 'hide')).status, 303, 'members read of neither')
  assert.match(await readNow(step('olga', began, 'remove')), says, 'the offices still do')
  for (const address of [ended, began, notice]) assert.equal((await step('olga', address, 'remove')).status, 303)
})
