import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { cast, localKeys } from '../../test/cast.ts'
import { counts, importByCommand, newImporter } from '../../test/importing.ts'
import { newWorld } from '../../test/world.ts'
import { urls } from '../urls.ts'

const world = await newWorld()
const north = localKeys.north
const olga = world.as(cast.olga),
  stella = world.as(cast.stella),
  ada = world.as(cast.ada)
const { send, staged, confirm, imported, undone, read } = newImporter(world)
const sample = (name: string) => readFile(new URL(`../../test/rosters/${name}`, import.meta.url), 'utf8')
const place = { unit: '1', worksite: '1' }
const elsewhere = async () =>
  (
    await world.owner.query(
      `select source, e.external_id as id, m.first_name as name from member_elsewhere e join member m on m.local_id = e.local_id and m.id = e.member_id where e.local_id = 1 order by 1, 2`,
    )
  ).rows.map(({ source, id, name }) => `${source} ${id} ${name}`)
const members = async () =>
  (
    await world.owner.query(
      `select m.*, coalesce((select json_agg(a order by unit_id) from assignment a where a.local_id = m.local_id and a.member_id = m.id), '[]') as places from member m where local_id = 1 order by id`,
    )
  ).rows
const maria = async () => (await members()).find((row) => row.external_id === 'N-1001')

const tools: [file: string, name: string, added: number, ids: string[]][] = [
  [
    'action-network.csv',
    'Action Network',
    2,
    [
      'action-network 6f1c0a52-0000-4000-8000-000000000001 Maria',
      'action-network 6f1c0a52-0000-4000-8000-000000000002 Quill',
      'action-network 6f1c0a52-0000-4000-8000-000000000003 Keola',
    ],
  ],
  [
    'action-builder.csv',
    'Action Builder',
    2,
    [
      'action-builder AB-0001 Maria',
      'action-builder AB-0002 Odalys',
      'action-builder AB-0003 محمد',
      'action-builder-2 VAN-501 Maria',
      'action-builder-2 VAN-502 Odalys',
      'action-builder-3 Badge 77 Odalys',
    ],
  ],
  ['solidarity-tech.csv', 'Solidarity Tech', 1, ['solidarity-tech 40001 Maria', 'solidarity-tech 40002 Ludo']],
  ['spoke.csv', 'Spoke', 1, ['spoke SP-1 Maria', 'spoke SP-2 Perpetua']],
  ['zetkin.csv', 'Zetkin', 1, ['zetkin 501 Maria', 'zetkin 502 Isidore']],
]
for (const [file, name, added, ids] of tools)
  test(`a file of ${name} is known by its columns, finds who is there, keeps its ids beside the member number, and is undone`, async () => {
    const before = await members()
    const { at } = await send(await sample(file), file)
    assert.match(await read(at), new RegExp(`<option selected[^>]*>${name}<|<option[^>]* selected[^>]*>${name}<`))
    await olga.post(`${at}/cancel`)
    const done = await imported(await sample(file), place)
    assert.match(await read(done), new RegExp(`${added} members? added, 1 row changed`))
    assert.deepEqual(await elsewhere(), ids)
    assert.equal((await maria())!.email, 'maria@example.org')
    const again = await staged(await sample(file), place)
    assert.deepEqual(counts(await read(again)), [0, 0, added + 1, 0], 'the same file again changes nothing')
    await olga.post(`${again}/cancel`)
    await undone(done)
    assert.deepEqual(await members(), before)
    assert.deepEqual(await elsewhere(), [])
  })

test('ids of several systems stand beside each other, find their people, and do not move to others', async () => {
  const done: string[] = []
  for (const [file] of tools) done.push(await imported(await sample(file), place))
  assert.equal((await elsewhere()).filter((line) => line.endsWith('Maria')).length, 6)
  const page = await read(urls.rosterMember(north, Number((await maria())!.id)))
  assert.match(
    page,
    /In other systems.*Action Builder: AB-0001.*Action Builder, custom ID 2: VAN-501.*Action Network: 6f1c.*Spoke: SP-1.*Zetkin: 501/,
  )
  assert.doesNotMatch(await read(urls.rosterMember(north, Number((await maria())!.id)), stella), /VAN-501|AB-0001/)

  const moved =
    'id,ext_id,first_name,last_name,email,phone,alt_phone,co_address\n' +
    '501,,Maria,Santos-Reed,maria.new@example.org,,,\n' + // by her id: new name and address
    '502,,Belisario,Nobody,belisario@example.org,,,\n' + // somebody else has the id now
    '502,,Isidore,Quarterman,isidore@example.org,,,\n' +
    '501,N-1002,Tom,Whitaker,tom@example.org,,,\n' // a number and an id of two people
  const at = await staged(moved)
  assert.deepEqual(counts(await read(at)), [0, 1, 0, 3])
  const problems = await read(`${at}?show=problem`)
  assert.match(
    problems,
    /id of Zetkin 502 stands on the roster with Isidore Quarterman \(N-1190\), and nothing else in this row is hers.*An id that moved to another person is not taken over/,
  )
  assert.match(problems, /Line 3 has the same id, 502/)
  assert.match(problems, /Line 2 has the same id, 501/)
  await olga.post(`${at}/cancel`)
  const crossed = await staged(
    'id,ext_id,first_name,last_name,email,phone,alt_phone,co_address\n501,N-1002,Tom,Whitaker,tom@example.org,,,\n',
  )
  assert.match(
    await read(`${crossed}?show=problem`),
    /id of Zetkin 501 stands on the roster with Maria Santos \(N-1001\), but this row is about somebody else/,
  )
  await olga.post(`${crossed}/cancel`)
  const number = await staged('Member number,First name,Last name,Email,Phone\nN-1001,Evander,Nobody,evander@example.org,\n')
  assert.match(
    await read(`${number}?show=problem`),
    /Member number N-1001 stands on the roster with Maria Santos, and nothing else in this row is hers/,
  )
  await olga.post(`${number}/cancel`)
  for (const one of done.toReversed()) await undone(one)
  assert.deepEqual(await elsewhere(), [])
})

test('each of a file’s ids finds its person, belongs to one person, and to one system', async () => {
  const done = await imported(await sample('action-builder.csv'), place)
  const header = 'Custom ID 1,Custom ID 2,Custom ID 3,Custom ID 4,First Name,Last Name,Email,Email Type,Phone Number\n'
  const at = await staged(
    header +
      ',VAN-501,,N-77,Maria,Santos,m.new@example.org,Home,\n' + // by her second id alone
      'AB-0002,VAN-501,,,Odalys,Brightwater,odalys@example.org,Home,\n' + // the second one is Maria's
      'AB-0003,VAN-503,,,محمد,العريان,m.erian@example.org,Home,\n' +
      'AB-0009,VAN-503,,,Nova,Newcomer,nova@example.org,Home,\n',
    place,
  )
  assert.deepEqual(counts(await read(at)), [0, 2, 0, 2])
  const problems = await read(`${at}?show=problem`)
  assert.match(problems, /Line 2 has the same id, VAN-501/)
  assert.match(problems, /Line 4 has the same id, VAN-503/)
  assert.match(await read(`${at}?show=changed`), /Id in Action Builder, custom ID 4:.*empty.*N-77/)
  await confirm(at)
  assert.deepEqual(
    (await elsewhere()).filter((line) => /-[24] /.test(line)),
    ['action-builder-2 VAN-501 Maria', 'action-builder-2 VAN-502 Odalys', 'action-builder-2 VAN-503 محمد', 'action-builder-4 N-77 Maria'],
  )
  const taken = await staged(header + ',VAN-502,,,Maria,Santos,m.new@example.org,Home,\n', place)
  assert.match(
    await read(`${taken}?show=problem`),
    /id of Action Builder, custom ID 2 VAN-502 stands on the roster with Odalys Brightwater/,
  )
  await olga.post(`${taken}/cancel`)

  const twice = await send(header + 'AB-0001,VAN-501,,,Maria,Santos,,Home,\n')
  const asked = {
    header: '1',
    encoding: 'utf-8',
    separator: ',',
    'column-4': 'firstName',
    'column-5': 'lastName',
    'column-0': 'sourceId',
    'column-1': 'secondId',
  }
  const one = await olga.post(`${twice.at}/columns`, { ...asked, source: 'spoke', 'source-2': 'spoke' })
  assert.equal(one.status, 422)
  assert.match(await one.text(), /Two columns of ids are said to be of one system/)
  const none = await olga.post(`${twice.at}/columns`, { ...asked, source: 'spoke' })
  assert.equal(none.status, 422)
  assert.match(await none.text(), /Say of which system the ids are/)
  await olga.post(`${twice.at}/cancel`)
  await undone(at)
  await undone(done)
  assert.deepEqual(await elsewhere(), [])
})

test('who unsubscribed there gets no mail from here, also by a row that is refused or says nothing else; what she says here counts more', async () => {
  const tom = world.as(cast.tom),
    carla = world.as(cast.carla),
    cory = world.as(cast.cory)
  await olga.post(urls.localShares(north), {
    purpose: 'messages',
    label: 'until ratification',
    ends: Temporal.Now.plainDateISO().add({ years: 1 }).toString(),
  })
  /** To whom an update goes. */
  const mailed = async () => {
    const last = (await world.owner.query(`select coalesce(max(id), 0) as id from outbox`)).rows[0].id
    const reply = await carla.post(urls.newUpdate, { title: `Update ${crypto.randomUUID()}`, summary: 'S', body: 'We march.' })
    const id = Number(/\/(\d+)\?/.exec(reply.headers.get('location')!)![1])
    await carla.post(urls.updateReady(id), { revision: '1' })
    await cory.post(urls.updateApproval(id), { revision: '1' })
    await world.runJobs()
    return (await world.owner.query(`select to_address as to from outbox where id > $1 order by 1`, [last])).rows.map(
      ({ to }) => to as string,
    )
  }
  const before = await mailed()
  assert.ok(before.includes('maria@example.org') && before.includes('tom@example.org'))

  const header = 'uuid,email,first_name,last_name,can2_subscription_status\n'
  const file =
    header +
    'u-1,maria@example.org,Maria,Santos,unsubscribed\n' +
    'u-2,Tom@Example.org,,Whitaker,Spam complaint\n' + // refused without a first name; the no is his all the same
    'u-3,nobody.here@example.org,,Nameless,unsubscribed\n' + // refused, and nobody's address here
    'u-4,quill@example.org,Quill,Featherby,bouncing\n' +
    'u-5,wren@example.org,Wren,Underpass,maybe\n'
  const at = await staged(file, place)
  assert.deepEqual(counts(await read(at)).slice(3), [3])
  assert.match(await read(at), /2 addresses unsubscribed there and get no updates from here/)
  assert.match(await read(`${at}?show=problem`), /“maybe” does not say whether this person may be mailed/)
  assert.deepEqual(await mailed(), before, 'nothing is written yet')
  await confirm(at)
  assert.match(await read(at), /2 addresses unsubscribed there/)
  const after = before.filter((to) => !['maria@example.org', 'tom@example.org'].includes(to))
  assert.deepEqual(await mailed(), [...after, 'quill@example.org'].sort())
  assert.match(await tom.read(urls.myMail), /Stopped on/)

  // The same list again: nothing to write. His own yes counts more than an old list.
  await tom.post(urls.myMail, { address: 'tom@example.org', category: 'all', given: 'yes' })
  const again = await staged(file, place)
  assert.doesNotMatch(await read(again), /unsubscribed there/)
  await olga.post(`${again}/cancel`)
  assert.ok((await mailed()).includes('tom@example.org'))

  await undone(at)
  assert.deepEqual(await mailed(), before)
  const only = await staged('Member number,First name,Last name,Do not email\nN-1001,Maria,Santos,yes\nN-1002,Tom,Whitaker,no\n')
  assert.match(await read(only), /1 address unsubscribed.*Note who unsubscribed/s)
  await confirm(only)
  assert.deepEqual(
    await mailed(),
    before.filter((to) => to !== 'maria@example.org'),
  )
  await undone(only)
})

test('a column replaces, fills in what is empty, or never overwrites', async () => {
  const before = await members()
  const was = (await maria())!
  const file =
    'Member number,First name,Last name,Email,Phone,Unit,Worksite,Department,Hire date\n' +
    'N-1001,Mary,Santos,other@example.org,213-555-0188,Pharmacy,Lantern Bay Clinic,Emergency,2015-06-01\n' +
    'N-1180,Nova,Newcomer,nova@example.org,213-555-0189,Registered nurses,Cedar Hill Hospital,Emergency,2015-06-01\n'
  const kept = Object.fromEntries(
    ['never', 'never', 'never', 'fill', 'never', 'never', 'never', 'never', 'never'].map((policy, column) => [`policy-${column}`, policy]),
  )
  const nothing = await staged(file, kept)
  assert.deepEqual(counts(await read(nothing)), [1, 0, 1, 0], 'a new person is written all the same')
  await olga.post(`${nothing}/cancel`)

  await world.owner.query(`update member set phone = null where local_id = 1 and external_id = 'N-1001'`)
  const filled = await imported(file, { ...kept, 'policy-4': 'fill', 'policy-8': 'fill' })
  const now = (await maria())!
  assert.deepEqual(
    { first: now.first_name, email: now.email, phone: now.phone, places: now.places },
    { first: was.first_name, email: was.email, phone: '+12135550188', places: was.places },
  )
  await undone(filled)
  await world.owner.query(`update member set phone = $1 where local_id = 1 and external_id = 'N-1001'`, [was.phone])
  assert.deepEqual(await members(), before)
})

test('choices are kept under a name, known again by their columns, used on the command line, and forgotten', async () => {
  const file =
    'Ref,Given,Surname,Mailbox,Ward\nP-1,Maria,Santos,maria@example.org,Emergency\nP-2,Wanda,Underpass,wanda@example.org,Emergency\n'
  const first = await staged(file, {
    'column-0': 'sourceId',
    'column-1': 'firstName',
    'column-2': 'lastName',
    'column-3': 'email',
    'column-4': '',
    'policy-3': 'fill',
    source: 'payroll',
    ...place,
    'save-as': 'Payroll of Cedar Hill',
  })
  assert.deepEqual(counts(await read(first)), [1, 1, 0, 0])
  await olga.post(`${first}/cancel`)
  const second = await send(file)
  const screen = await read(second.at)
  assert.match(screen, /<option[^>]*selected[^>]*>Payroll of Cedar Hill</)
  assert.match(screen, /<option[^>]*value="fill"[^>]*selected|<option[^>]*selected[^>]*value="fill"/)
  await olga.post(`${second.at}/cancel`)

  const command = (profile: string, text = file) => importByCommand(world, text, { profile, yes: true })
  assert.match(((await command('nonsense')) as { refusal: string }).refusal, /no profile “nonsense”.*action-network.*Payroll of Cedar Hill/)
  const done = await command('payroll of cedar hill')
  assert.ok('outcome' in done && done.outcome === 'written', JSON.stringify(done))
  assert.deepEqual(await elsewhere(), ['payroll P-1 Maria', 'payroll P-2 Wanda'])
  await undone(urls.rosterImport(north, done.import))

  const id = /profiles\/(\d+)\/forget/.exec(await read(urls.rosterImports(north)))![1]!
  assert.equal((await stella.post(urls.importProfile(north, Number(id)))).status, 404)
  await olga.post(urls.importProfile(north, Number(id)))
  assert.doesNotMatch(await read(urls.rosterImports(north)), /Saved profiles/)
  const none = await send(file)
  const refused = await olga.post(`${none.at}/columns`, {
    header: '1',
    encoding: 'utf-8',
    separator: ',',
    'column-0': 'sourceId',
    'column-1': 'firstName',
    'column-2': 'lastName',
  })
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /Say of which system the ids are/)
  await olga.post(`${none.at}/cancel`)
})

test('who is missing from a whole list is looked at, taken out of the unit, put back, or stays', async () => {
  const before = await members()
  const nurses = before.filter((row) => row.places.some((one: { unit_id: number }) => one.unit_id === 1))
  // All nurses but two, one of them in a row that is refused for its date.
  const numbered = nurses.filter((row) => row.external_id)
  const rows = numbered
    .slice(0, -2)
    .map((row, at) => `${row.external_id},${row.first_name},"${row.last_name}",Registered nurses,${at === 0 ? '3/4/21' : ''}`)
  const file = `Member number,First name,Last name,Unit,Hire date\n${rows.join('\n')}\n`
  const at = await staged(file)
  const preview = await read(at)
  assert.match(
    preview,
    new RegExp(`Everybody of Registered nurses.*?${nurses.length - rows.length} of ${nurses.length} members are not in the file`, 's'),
  )
  await confirm(at, { 'whole-1': 'yes' })
  assert.match(await read(at), new RegExp(`${nurses.length - rows.length} members were not in the file`))
  const report = urls.importAbsent(north, Number(at.split('/').at(-1)))
  const list = await read(report)
  const [one, other] = numbered.slice(-2)
  const key = (row: { id: number }) => `gone-${row.id}-1`
  for (const row of [one, other]) assert.match(list, new RegExp(`${row!.last_name}, ${row!.first_name}`))
  assert.equal((await stella.get(report)).status, 404)
  assert.equal((await stella.post(report, { decision: 'left', all: 'yes' })).status, 404)
  const nobody = await olga.post(report, { decision: 'left' })
  assert.equal(nobody.status, 422)
  assert.match(await nobody.text(), /Tick at least one/)

  assert.equal((await olga.post(report, { decision: 'left', [key(one)]: 'yes' })).status, 303)
  assert.equal((await olga.post(report, { decision: 'stays', [key(other)]: 'yes' })).status, 303)
  const left = (await members()).find((row) => row.id === one.id)!
  assert.ok(!left.places.some((place: { unit_id: number }) => place.unit_id === 1), 'out of the unit, and still on the roster')
  assert.match(await read(report), /taken out.*still there|still there.*taken out/s)
  await olga.post(report, { decision: 'back', [key(one)]: 'yes', [key(other)]: 'yes' })
  assert.deepEqual(await members(), before)
  await undone(at)
})

test('an employer’s addresses are marked before they are imported, and stay on the roster', async () => {
  await ada.post(urls.employerDomains, { employer: '1', domain: 'fernwhistle.example' })
  const at = await staged(
    'Member number,First name,Last name,Email,Unit,Worksite\nE-1,Una,Workmail,una@mail.fernwhistle.example,Pharmacy,Lantern Bay Clinic\nE-2,Otis,Homemail,otis@example.org,Pharmacy,Lantern Bay Clinic\n',
  )
  const preview = await read(at)
  assert.match(
    preview,
    /1 row has an e-mail address of an employer.*nothing is mailed to them until the member has confirmed a personal address/,
  )
  assert.equal(preview.match(/employer’s, not mailed/g)?.length, 1)
  await confirm(at)
  assert.ok((await members()).some((row) => row.email === 'una@mail.fernwhistle.example'))
  await undone(at)
})
