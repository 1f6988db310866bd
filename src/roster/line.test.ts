import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { guessMapping, mappingRefusals } from './columns.ts'
import { fold, searchName } from './fold.ts'
import { readDate, readMailStatus, readPhone, splitName } from './cells.ts'
import { nearestName } from './known-names.ts'
import { createLineReader, type Line, type Reason } from './line.ts'
import { lookAt } from './reading.ts'
import { csvRow } from './refused-csv.ts'
import { sentence } from './roster.en.ts'

const today = Temporal.PlainDate.from('2027-10-18')
const names = {
  units: [
    { id: 1, name: 'Registered nurses' },
    { id: 2, name: 'Pharmacy' },
  ],
  worksites: [
    { id: 1, name: 'Cedar Hill Hospital' },
    { id: 2, name: 'Lantern Bay Clinic' },
  ],
  departments: [{ worksiteId: 1, name: 'Emergency' }],
  shifts: [{ id: 1, name: 'Day' }],
  classifications: ['Registered nurse'],
}
const header = [
  'number',
  'first',
  'last',
  'email',
  'phone',
  'unit',
  'worksite',
  'department',
  'shift',
  'classification',
  'language',
  'hired',
]
const mapping = {
  externalId: 0,
  firstName: 1,
  lastName: 2,
  email: 3,
  phone: 4,
  unit: 5,
  worksite: 6,
  department: 7,
  shift: 8,
  classification: 9,
  language: 10,
  hiredOn: 11,
}
const read = createLineReader({ mapping, header, names, today })
const good = [
  'N-1',
  'Ana',
  'Lopez',
  'ana@example.org',
  '213-555-0101',
  'Registered nurses',
  'Cedar Hill Hospital',
  'Emergency',
  'Day',
  'Registered nurse',
  'Spanish',
  '3/10/2014',
]
const row = (changes: Record<number, string>) => ({ line: 2, cells: good.map((cell, column) => changes[column] ?? cell) })
const reasons = (changes: Record<number, string>) => (read(row(changes)) as Reason[]).map(([code]) => code)
const line = (changes: Record<number, string>) => read(row(changes)) as Line

test('a good row', () =>
  assert.deepEqual(read(row({})), {
    externalId: 'N-1',
    sourceId: null,
    moreIds: null,
    noMail: false,
    firstName: 'Ana',
    lastName: 'Lopez',
    lastKey: 'lopez',
    searchName: 'lopez ana',
    email: 'ana@example.org',
    phone: '+12135550101',
    language: 'es',
    hiredOn: '2014-03-10',
    unitId: 1,
    worksiteId: 1,
    department: 'Emergency',
    shiftId: 1,
    classification: 'Registered nurse',
  }))

test('what people type loosely is taken', () => {
  assert.equal(line({ 1: '  Ana   María ' }).firstName, 'Ana María')
  assert.equal(line({ 1: 'Jose\u0301' }).firstName, 'José', 'letters are composed')
  assert.equal(line({ 2: 'Kāʻai\nO’Dell' }).lastName, 'Kāʻai O’Dell')
  assert.equal(line({ 3: ' Ana@EXAMPLE.org ' }).email, 'ana@example.org')
  assert.equal(line({ 5: 'registered NURSES', 6: 'cedar hill hospital', 7: 'EMERGENCY', 9: 'registered  nurse' }).department, 'Emergency')
  assert.equal(line({ 0: "'-17" }).externalId, '-17', 'our own guard against formulas comes off again')
  for (const column of [3, 4, 5, 6, 7, 8, 9, 10, 11])
    assert.ok(!Array.isArray(read(row({ [column]: '' }))), `column ${column} may be empty`)
})

test('each thing that is wrong is a reason, and all of them are told', () => {
  const cases: [Record<number, string>, string[]][] = [
    [{ 2: ' ' }, ['name-missing']],
    [{ 1: '?!' }, ['name-unclear']],
    [{ 3: 'ana@example' }, ['email']],
    [{ 3: 'ana@exam\nple.org' }, ['email-line-break']],
    [{ 3: 'ana@example.org\r\nBcc: x@example.org' }, ['email-line-break']],
    [{ 3: 'a@example.org; b@example.org' }, ['email-several']],
    [{ 4: '555-0101' }, ['phone-area']],
    [{ 4: '2.13555E+09' }, ['phone-rounded']],
    [{ 4: 'call me' }, ['phone']],
    [{ 4: '213-555-0101 / 213-555-0102' }, ['phone-several']],
    [{ 5: 'Nurses' }, ['unit']],
    [{ 6: 'Cedar Hil Hospital' }, ['worksite']],
    [{ 8: 'Graveyard' }, ['shift']],
    [{ 10: 'Klingon!' }, ['language']],
    [{ 11: '3/10/14' }, ['hired-on-two-digit-year']],
    [{ 11: '31/12/2014' }, ['hired-on-day-first']],
    [{ 11: '2/30/2026' }, ['hired-on']],
    [{ 11: '1/1/1801' }, ['hired-on-unlikely']],
    [{ 1: 'A\0na' }, ['control-character']],
    [{ 1: 'Jos\ufffd' }, ['unreadable-letter']],
    [{ 1: 'x'.repeat(101) }, ['too-long']],
    [{ 0: 'x'.repeat(65) }, ['too-long']],
    [{ 3: 'nobody', 4: 'nothing', 6: 'nowhere' }, ['email', 'phone', 'worksite']],
    [{ 0: '', 3: '', 4: '' }, ['no-key']],
  ]
  for (const [changes, expected] of cases) assert.deepEqual(reasons(changes), expected, JSON.stringify(changes))
  assert.deepEqual(read({ line: 2, cells: header }), [['header-again']])
  assert.deepEqual(read({ line: 2, cells: [...good, 'and more'] }), [['too-many-cells', '13', '12']])
  assert.ok(!Array.isArray(read({ line: 2, cells: [...good, '', ' '] })), 'empty cells at the end are nothing')
  assert.deepEqual(read({ line: 2, cells: good.slice(0, 4), broken: true }), [['broken-quote']])
  assert.match(sentence(['worksite', 'Cedar Hil Hospital', 'Cedar Hill Hospital']), /Is it “Cedar Hill Hospital”\?/)
})

test('a row of any text is a line or reasons, and a line fits the table', () =>
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom(...good)), { minLength: 0, maxLength: 14 }),
      (cells) => {
        const found = read({ line: 2, cells })
        if (Array.isArray(found)) {
          assert.ok(found.length > 0)
          for (const reason of found) assert.ok(sentence(reason).length > 10)
          assert.doesNotMatch(JSON.stringify(found), /\\u0000/, 'PostgreSQL takes no NUL')
        } else {
          assert.ok(found.firstName && found.lastName && found.lastKey)
          assert.ok(found.externalId || found.email || found.phone)
          assert.ok(found.phone === null || /^\+[0-9]{8,15}$/.test(found.phone))
          assert.ok(found.email === null || found.email === found.email.toLowerCase())
          for (const value of Object.values(found)) assert.doesNotMatch(String(value), /[\0\n\r\t]/)
        }
      },
    ),
    { numRuns: 500 },
  ))

test('names in one cell', () => {
  assert.deepEqual(splitName('Lopez, Ana María'), { lastName: 'Lopez', firstName: 'Ana María' })
  assert.deepEqual(splitName('Ana María Lopez'), { lastName: 'Lopez', firstName: 'Ana María' })
  for (const unclear of ['Lopez', 'Lopez, Ana, RN', 'Lopez,', '']) assert.equal(splitName(unclear), null)
})

test('telephone numbers', () => {
  const cases: [string, string][] = [
    ['(213) 555-0101', '+12135550101'],
    ['213.555.0101', '+12135550101'],
    ['1 213 555 0101', '+12135550101'],
    ['+1 (213) 555-0101', '+12135550101'],
    ['2135550101 x12', '+12135550101'],
    ['213-555-0101 ext. 7', '+12135550101'],
    ['+44 20 7946 0958', '+442079460958'],
    ['011 44 20 7946 0958', '+442079460958'],
    ['213–555–0101', '+12135550101'],
  ]
  for (const [typed, stored] of cases) assert.equal(readPhone(typed), stored, typed)
  for (const wrong of ['113 555 0101', '213 155 0101', '+1 213 555', '12', '+0123456789', '', '(', '213-555-O101'])
    assert.equal(typeof readPhone(wrong), 'object', wrong)
})

test('dates', () => {
  for (const typed of [
    '2014-03-10',
    '3/10/2014',
    '03-10-2014',
    '2014/3/10',
    '10-Mar-2014',
    '10 March 2014',
    'March 10, 2014',
    '20140310',
    '3/10/2014 0:00',
    '2014-03-10T00:00:00',
  ])
    assert.equal(readDate(typed, today), '2014-03-10', typed)
  for (const wrong of ['yesterday', '13/13/2014', '2014-13-01', '2014-02-29', '0/1/2014', '10-Foo-2014', '41883'])
    assert.equal(typeof readDate(wrong, today), 'object', wrong)
})

test('a name folds as people type it, and folding twice is folding once', () => {
  for (const [name, folded] of [
    ['Kāʻai', 'kaai'],
    ["O'Dell", 'odell'],
    ['O’Dell', 'odell'],
    ['Muñoz-Ortega', 'munoz ortega'],
    ['Nguyễn', 'nguyen'],
    ['Łukasz', 'lukasz'],
    ['Strauß', 'strauss'],
    ['  de la  Cruz ', 'de la cruz'],
  ] as const)
    assert.equal(fold(name), folded)
  assert.equal(searchName('José', 'Muñoz-Ortega'), 'munoz ortega jose')
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => assert.equal(fold(fold(text)), fold(text))))
})

test('the nearest known name, if one is near', () => {
  const sites = ['Cedar Hill Hospital', 'Lantern Bay Clinic']
  for (const [typed, near] of [
    ['Cedar Hil', 'Cedar Hill Hospital'],
    ['lanternbay clinic', 'Lantern Bay Clinic'],
    ['Atlantis', ''],
    ['', ''],
  ] as const)
    assert.equal(nearestName(typed, sites), near)
})

test('columns are known by their names, in English, Spanish and as other tools write them', () => {
  const cases: [string, object][] = [
    ['first_name,last_name,email,can2_phone', { firstName: 0, lastName: 1, email: 2, phone: 3 }],
    ['VanID,FirstName,LastName', { externalId: 0, firstName: 1, lastName: 2 }],
    ['Custom ID 1,Full Name,Email,Phone Number,Preferred Language', { externalId: 0, fullName: 1, email: 2, phone: 3, language: 4 }],
    ['ext_id,first_name,last_name,email,phone', { externalId: 0, firstName: 1, lastName: 2, email: 3, phone: 4 }],
    [
      'Número de miembro,Nombre,Apellidos,Correo electrónico,Teléfono,Turno,Departamento,Idioma',
      { externalId: 0, firstName: 1, lastName: 2, email: 3, phone: 4, shift: 5, department: 6, language: 7 },
    ],
    [
      'Mbr No,LAST NAME,First Name ,E-mail Addr,Cell Phone,Hire Dt,Facility,Dept,Job Title,shift,Barg Unit,Notes',
      {
        externalId: 0,
        lastName: 1,
        firstName: 2,
        email: 3,
        phone: 4,
        hiredOn: 5,
        worksite: 6,
        department: 7,
        classification: 8,
        shift: 9,
        unit: 10,
      },
    ],
    ['firstName,lastName,cell,zip,external_id', { firstName: 0, lastName: 1, phone: 2, externalId: 4 }],
    ['Member #,Name', { externalId: 0, fullName: 1 }],
    ['Home Phone,Mobile Phone', { phone: 1 }],
  ]
  for (const [names, expected] of cases) assert.deepEqual(guessMapping(names.split(',')).mapping, expected, names)
  assert.deepEqual(guessMapping(['Email', 'First', 'Last', 'Email']), {
    mapping: { firstName: 1, lastName: 2 },
    unsure: [{ field: 'email', columns: [0, 3] }],
  })
})

test('a mapping must name people and tell them apart', () => {
  assert.deepEqual(mappingRefusals({ firstName: 0, lastName: 1, email: 2 }, 3), [])
  assert.deepEqual(mappingRefusals({ fullName: 0, externalId: 1 }, 3), [])
  assert.deepEqual(mappingRefusals({ firstName: 0 }, 3), ['no-name', 'no-key'])
  assert.deepEqual(mappingRefusals({ fullName: 0, firstName: 1, lastName: 2, email: 3 }, 4), ['two-names'])
  assert.deepEqual(mappingRefusals({ fullName: 0, email: 0 }, 1), ['column-twice'])
  assert.deepEqual(mappingRefusals({ fullName: 0, email: 7 }, 2), ['no-such-column'])
})

test('the beginning of a file tells how to read it', () => {
  const look = (text: string) => lookAt(Buffer.from(text), 'utf-8')!
  const cases: [string, string, string, number][] = [
    ['plain', 'Member #,First,Last\n1,Ana,Lopez\n', ',', 1],
    ['semicolons', 'Nombre;Apellido;Correo\nAna;"Lopez, R";a@example.org\n', ';', 1],
    ['tabs', 'First\tLast\tEmail\nAna\tLopez\ta@example.org\n', '\t', 1],
    ['bars', 'First|Last|Email\nAna|Lopez, R|a@example.org\n', '|', 1],
    ['said', 'sep=;\r\nFirst;Last\r\nAna;Lopez\r\n', ';', 2],
    ['a title above', 'LOCAL 12, MEMBERS\n\nFirst,Last,Email\nAna,Lopez,a@example.org\n', ',', 3],
    ['two headers', 'Person,,Work\nFirst,Last,Facility\nAna,Lopez,Cedar Hill\n', ',', 2],
    ['none', '1,Ana,Lopez,a@example.org\n2,Bo,Reed,b@example.org\n', ',', 0],
    ['one column', 'Email\na@example.org\n', ',', 1],
    ['unknown names', 'Alpha,Beta,Gamma\n1,2,3\n', ',', 1],
  ]
  for (const [name, text, separator, headerLine] of cases) {
    const { reading } = look(text)
    assert.deepEqual([reading.separator, reading.headerLine], [separator, headerLine], name)
  }
  assert.equal(lookAt(Buffer.from('\n\n ,\n'), 'utf-8'), null)
  assert.deepEqual(look('First,Last,,First\nA,B,C,D\n').header, ['First', 'Last', 'Column 3', 'First'])
})

test('the list of refused rows runs nothing in a spreadsheet', () => {
  assert.equal(
    csvRow(['=HYPERLINK("http://example.org")', '+cmd|x', '-2+3', '@sum', '+12135550101', '-5', 'a,b', 'say "hi"']),
    `"'=HYPERLINK(""http://example.org"")",'+cmd|x,-2+3,'@sum,+12135550101,-5,"a,b","say ""hi"""\r\n`.replace('-2+3', "'-2+3"),
  )
})

test('whether a tool says that somebody may be mailed', () => {
  for (const [said, column] of [
    ['unsubscribed', 'can2_subscription_status'],
    ['Spam complaint', 'status'],
    ['previous spam complaint', 'status'],
    ['FALSE', 'isSubscribed'],
    ['0', 'can_subscribe'],
    ['No', 'Email opt in'],
    ['opted out', 'Email status'],
    ['yes', 'Do not email'],
    ['TRUE', 'Unsubscribed'],
    ['1', 'Email opt-out'],
  ])
    assert.equal(readMailStatus(said!, column!), 'no', `${column}: ${said}`)
  for (const [said, column] of [
    ['subscribed', 'can2_subscription_status'],
    ['bouncing', 'can2_subscription_status'], // a full mailbox is no word of hers
    ['previous bounce', 'status'],
    ['true', 'can_subscribe'],
    ['no', 'Unsubscribed'],
    ['', 'Unsubscribed'],
    ['-', 'Email status'],
  ])
    assert.equal(readMailStatus(said!, column!), null, `${column}: ${said}`)
  for (const said of ['maybe', '3', 'N-1001', 'ana@example.org']) assert.equal(readMailStatus(said, 'Email status'), 'unclear', said)
})
