import assert from 'node:assert/strict'
import { test } from 'node:test'
import { archiveOf, refusalIn, refusalOf, smallVote, verifyBytes, type Step } from '../../test/small-vote.ts'
import { appendEvent, beginArchive, decryptionObjects, setupObjects, tallyObjects } from './archive.ts'
import { checkBallot, ciphertextsOf, createBallot, longestBallot, readBallot, trackerOf } from './ballot.ts'
import { belenios2048 } from './belenios-2048.ts'
import { hashHex } from './hash.ts'
import { readElement } from './shape.ts'
import { writeTally } from './tally.ts'
import { compareCredentials } from './verify.ts'

const vote = smallVote({
  members: 4,
  votes: [
    [0, 0],
    [1, 1],
    [0, 2],
    [2, 0],
  ],
})
const { steps, election } = vote
const good = archiveOf(steps)
const order = election.group.order
const p = belenios2048()

/** The steps with another text in place of one object; whatever names its hash is made to fit, so that only the object itself is at fault. */
function withObject(step: number, object: number, replacement: string): Step[] {
  const [type, objects] = steps[step]!
  const changed = objects.with(object, replacement)
  const last = changed.length - 1
  if (type === 'Setup' && object < 3) changed[last] = setupObjects(changed[0]!, changed[1]!, changed[2]!)[3]!
  if (object < last && (type === 'EncryptedTally' || type === 'PartialDecryption'))
    changed[last] = changed[last]!.replace(hashHex(objects[object]!), hashHex(replacement))
  return steps.with(step, [type, changed])
}

test('the whole vote is accepted, and each beginning of its archive that ends with an event', async () => {
  const sound = await verifyBytes(good)
  assert.deepEqual([sound.state, sound.box.length, sound.counted.size, sound.replaced, sound.result], ['final', 4, 3, 1, [[1, 1, 1]]])
  const proven = new Set(vote.ballots.map((ballot) => hashHex(ballot)))
  for (const [count, state] of [
    [1, 'open'],
    [3, 'open'],
    [6, 'closed'],
    [7, 'tallied'],
    [8, 'tallied'],
  ] as const)
    assert.equal((await verifyBytes(archiveOf(steps.slice(0, count)), proven)).state, state)
})

type Path = (string | number)[]
type Json = null | number | string | Json[] | { [key: string]: Json }

function* leavesOf(value: Json, path: Path = []): Generator<{ path: Path; value: string | number }> {
  if (typeof value === 'string' || typeof value === 'number') yield { path, value }
  else if (value)
    for (const [key, inner] of Object.entries(value)) yield* leavesOf(inner, [...path, Array.isArray(value) ? Number(key) : key])
}

function changed(value: Json, [key, ...rest]: Path, change: (value: Json) => Json | undefined): Json | undefined {
  if (key === undefined) return change(value)
  const copy = Array.isArray(value) ? [...value] : { ...(value as Record<string, Json>) }
  const inner = changed((copy as Record<string | number, Json>)[key]!, rest, change)
  if (inner !== undefined) (copy as Record<string | number, Json>)[key] = inner
  else if (Array.isArray(copy)) copy.splice(Number(key), 1)
  else delete (copy as Record<string | number, Json>)[key]
  return copy
}

/** Other values for a field: near ones that only a proof or a sum can tell, and such as are wrong by themselves. */
function* othersFor(value: string | number): Generator<[what: string, other: Json | undefined]> {
  yield ['left out', undefined]
  yield ['of another type', typeof value === 'number' ? String(value) : 7]
  if (typeof value === 'number') yield ['one more', value + 1]
  else if (/^\d{60,}$/.test(value)) {
    yield ['one more', (BigInt(value) + 1n).toString()]
    yield ['with a leading zero', `0${value}`]
    if (value.length > 100) {
      yield ['the identity', '1']
      yield ['zero', '0']
      yield ['squared', p.write(p.multiply(p.read(value)!, p.read(value)!))] // in the subgroup, and another element
      yield ['outside the subgroup', p.write(p.multiply(p.read(value)!, p.read(minusOne)!))]
    } else yield ['not below the order', (BigInt(value) + order).toString()]
  } else if (value !== '') yield ['another text', value.at(-1) === '0' ? `${value.slice(0, -1)}1` : `${value.slice(0, -1)}0`]
}
const minusOne =
  20694785691422546401013643657505008064922989295751104097100884787057374219242717401922237254497684338129066633138078958404960054389636289796393038773905722803605973749427671376777618898589872735865049081167099310535867780980030790491654063777173764198678527273474476341835600035698305193144284561701911000786737307333564123971732897913240474578834468260652327974647951137672658693582180046317922073668860052627186363386088796882120769432366149491002923444346373222145884100586421050242120365433561201320481118852408731077014151666200162313177169372189248078507711827842317498073276598828825169183103125680162072880718n.toString()

for (const [step, object, name] of [
  [0, 0, 'election'],
  [0, 1, 'trustees'],
  [0, 2, 'credentials'],
  [0, 3, 'set-up'],
  [1, 0, 'superseded ballot'],
  [3, 0, 'ballot'],
  [6, 0, 'tally'],
  [6, 1, 'closing count'],
  [7, 0, 'partial decryption'],
  [7, 1, 'owner'],
  [9, 0, 'result'],
] as const)
  test(`mutations: every field of the ${name}`, async () => {
    const content = steps[step]![1][object]!
    const whole = JSON.parse(content) as Json
    const proven = new Set(vote.ballots.map((ballot) => hashHex(ballot))) // what was not touched is checked elsewhere
    const wrong: string[] = []
    let tried = 0
    // A list without somebody who did not vote, or with somebody else there (where the order stays), is a list like another: units.json
    // tells (ballots-by-command.test.ts).
    async function refused(what: string, replacement: string) {
      tried++
      const reason = await refusalOf(archiveOf(withObject(step, object, replacement)), new Set(proven))
      if (!reason || !/[a-z]{3,} .*\.$/.test(reason)) wrong.push(`${what}: ${reason}`)
    }
    for (const { path, value } of leavesOf(whole))
      for (const [what, other] of othersFor(value))
        if (name === 'superseded ballot' && !['one more', 'squared'].includes(what)) continue // the other ballot goes through all of them
        else if (!(name === 'credentials' && value === vote.credentials[3] && ['left out', 'squared'].includes(what)))
          await refused(`${path.join('.')} ${what}`, JSON.stringify(changed(whole, path, () => other)))
    await refused('a space', content.replace(/[:,]/, '$& '))
    await refused('a line break at the end', `${content}\n`)
    await refused('not JSON', content.slice(0, -1))
    await refused('null', 'null')
    if (content.startsWith('{')) {
      const [, first] = /^\{("[^"]+":(?:"(?:[^"\\]|\\.)*"|\d+))/.exec(content) ?? [
        undefined,
        content.slice(1, content.indexOf(':') + 1) + '0',
      ]
      await refused('a doubled field', `{${first},${content.slice(1)}`)
      await refused('a field too many', `${content.slice(0, -1)},"more":1}`)
    } else await refused('an entry too many', `${content.slice(0, -1)},${JSON.stringify((whole as Json[])[0])}]`)
    assert.deepEqual(wrong, [])
    assert.ok(tried > 5)
  })

test('one changed byte anywhere is refused', async () => {
  const proven = new Set(vote.ballots.map((ballot) => hashHex(ballot)))
  for (let flip = 0; flip < 60; flip++) {
    const bytes = Uint8Array.from(good)
    const at = Math.floor((flip / 60 + Math.random() / 60) * bytes.length)
    bytes[at]! ^= 1 << Math.floor(Math.random() * 8)
    assert.ok(await refusalOf(bytes, new Set(proven)), `byte ${at} was changed from ${good[at]} to ${bytes[at]}`)
  }
})

test('an archive that is cut, lengthened, reordered or chained otherwise', async () => {
  const proven = new Set(vote.ballots.map((ballot) => hashHex(ballot)))
  const refused = async (bytes: Uint8Array, reason: RegExp) => assert.match((await refusalOf(bytes, new Set(proven))) ?? 'accepted', reason)
  await refused(new Uint8Array(0), /is empty/)
  await refused(good.subarray(0, good.length - 1), /cut off/)
  await refused(good.subarray(0, good.length - 700), /cut off/)
  await refused(good.subarray(0, good.length - 1024), /no event takes up/)
  await refused(Buffer.concat([good, Buffer.alloc(1024)]), /empty block.*belenios-tool/)
  await refused(Buffer.concat([good, good]), /has the name "BELENIOS"/)
  await refused(archiveOf(steps.slice(1)), /begins with Setup/)
  await refused(archiveOf([...steps.slice(0, 2), steps[0]!]), /twice|cannot come after/)
  await refused(archiveOf([...steps.slice(0, 6), ['Ballot', [vote.cast(3, 1)]]]), /cannot come after EndBallots/)
  await refused(archiveOf([...steps.slice(0, 6), ...steps.slice(7)]), /cannot come after EndBallots/)
  await refused(archiveOf(steps.toSpliced(8, 1)), /decryption of trustee 2 is missing/)
  await refused(
    archiveOf([...steps.slice(0, 8), ['PartialDecryption', decryptionObjects(1, vote.parts[1]!)]]),
    /trustee 1 has decrypted before/,
  )
  await refused(archiveOf([...steps.slice(0, 7), ['PartialDecryption', decryptionObjects(3, vote.parts[1]!)]]), /no trustee 3/)
  await refused(
    archiveOf([...steps.slice(0, 7), ['PartialDecryption', decryptionObjects(2, vote.parts[0]!)]]),
    /this trustee's decryption is wrong/,
  )
  await refused(
    archiveOf(steps.with(6, ['EncryptedTally', tallyObjects(writeTally(election, vote.tally), 4)])),
    /num_tallied says 4, and 3 ballots count/,
  )
  const { bytes, end } = beginArchive(1_790_000_000)
  await refused(Buffer.concat([bytes, appendEvent({ ...end, height: 1 }, ...steps[0]!).bytes]), /says that it is event 1/)
  await refused(Buffer.concat([bytes, appendEvent({ ...end, parent: hashHex('') }, ...steps[0]!).bytes]), /as its parent/)
})

test('ballots that do not belong', async () => {
  const begun = steps.slice(0, 4)
  const refused = async (ballot: string, reason: RegExp) =>
    assert.match((await refusalOf(archiveOf([...begun, ['Ballot', [ballot]]]))) ?? 'accepted', reason)
  await refused(vote.ballots[0]!, /in the archive twice/) // the first, cast again after it was replaced
  await refused(vote.ballots[2]!, /in the archive twice/)
  const other = smallVote({ members: 1, votes: [] })
  await refused(other.cast(0, 0), /election_uuid is not/)
  const stranger = createBallot(election, 'AAAAA-AAAAAA-AAAAA-AAAAAA', [[1, 0, 0]])
  await refused(stranger, /not on the list/)
  await refused(
    vote.ballots[3]!.replace(/"credential":"\d+"/, `"credential":"${vote.credentials[1]}"`),
    /hash that the ballot signs|signature/,
  )
  await refused('x'.repeat(1_000_000), /more than a ballot of this election can have/)
  assert.ok(vote.ballots[0]!.length < longestBallot(election))
  const stolen = JSON.parse(vote.cast(3, 0))
  await refused(JSON.stringify({ ...stolen, answers: JSON.parse(vote.ballots[1]!).answers }), /hash that the ballot signs/)
})

test("a ballot whose proofs are copied from another voter's fails, though it is signed well", () => {
  const [mine, hers] = [JSON.parse(vote.cast(3, 0)), JSON.parse(vote.cast(1, 0))]
  for (const field of ['individual_proofs', 'overall_proof'] as const) {
    const ballot = structuredClone(mine)
    ballot.answers[0][field] = hers.answers[0][field]
    assert.match(
      refusalIn(() => checkBallot(election, readBallot(election, JSON.stringify(ballot)))) ?? 'accepted',
      /hash that the ballot signs/,
    )
  }
})

test('one bad element among many sound ones is found, and its ballot named', async () => {
  const many = smallVote({ members: 30, votes: Array.from({ length: 30 }, (_, member) => [member, member % 3]) })
  assert.equal(await refusalOf(archiveOf(many.steps)), null)
  const { group } = many.election
  for (const factor of [minusOne, p.write(p.power(p.read('5')!, BigInt(minusOne) / 3n))]) {
    const elements = many.ballots.flatMap((ballot) =>
      ciphertextsOf(many.election, readBallot(many.election, ballot))
        .flat()
        .map(({ alpha }) => alpha),
    )
    const enough = [...elements, ...elements]
    assert.ok(group.areMembers(enough))
    for (let round = 0; round < 5; round++)
      assert.ok(!group.areMembers(enough.with(round * 7, group.multiply(enough[round * 7]!, group.read(factor)!))))
  }
  const changed = JSON.parse(many.ballots[17]!)
  const alpha = changed.answers[0].choices[0].alpha
  changed.answers[0].choices[0].alpha = group.write(group.multiply(group.read(alpha)!, group.read(minusOne)!))
  const forged = many.steps.with(18, ['Ballot', [JSON.stringify(changed)]])
  assert.match(
    (await refusalOf(archiveOf(forged))) ?? 'accepted',
    new RegExp(`^Event 18, ballot ${trackerOf(JSON.stringify(changed)).replace(/[+/]/g, '\\$&')}: `),
  )
})

test('elements: canonical, not the identity, of prime order', () => {
  const told = (group: typeof p, written: string) => refusalIn(() => readElement(group, written, 'It')) ?? 'accepted'
  const ed = smallVote({ members: 1, votes: [], group: 'Ed25519' }).election.group
  const generator = ed.write(ed.generator)
  assert.equal(told(ed, generator), 'accepted')
  for (const [group, written, reason] of [
    [p, '0', /as it must be written/],
    [p, '02', /as it must be written/],
    [p, '1', /identity/],
    [p, '2', /outside the subgroup/],
    [p, minusOne, /outside the subgroup/],
    [p, (BigInt(minusOne) + 1n).toString(), /as it must be written/],
    [p, '-3', /as it must be written/],
    [ed, generator.toUpperCase(), generator.toUpperCase() === generator ? /accepted/ : /as it must be written/],
    [ed, generator.slice(1), /as it must be written/],
    [ed, `${'0'.repeat(63)}1`, /identity/],
    [ed, '7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec', /outside the subgroup/], // the point of order 2
    [ed, '0'.repeat(64), /outside the subgroup/], // of order 4
    [ed, '7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffee', /as it must be written/], // 1 once more, not reduced
    [ed, 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'.match(/../g)!.reverse().join(''), /outside the subgroup/], // of order 8
    [ed, ed.write(ed.multiply(ed.generator, ed.read('0'.repeat(64))!)), /outside the subgroup/],
  ] as const)
    assert.match(told(group, written), reason, written)
})

test('nobody, one, everybody abstaining, everybody voting again; both groups', async () => {
  for (const [group, votes, result] of [
    ['BELENIOS-2048', [], [[0, 0, 0]]],
    ['Ed25519', [], [[0, 0, 0]]],
    ['Ed25519', [[0, 1]], [[0, 1, 0]]],
    [
      'Ed25519',
      [
        [0, 2],
        [1, 2],
        [2, 2],
      ],
      [[0, 0, 3]],
    ],
    [
      'BELENIOS-2048',
      [
        [0, 2],
        [1, 1],
        [0, 0],
        [1, 0],
      ],
      [[2, 0, 0]],
    ],
  ] as [typeof election.group.name, [number, number][], number[][]][]) {
    const made = smallVote({ members: 3, votes, group })
    const sound = await verifyBytes(archiveOf(made.steps))
    assert.deepEqual([sound.result, made.result], [result, result])
    assert.deepEqual(sound.credentials, made.credentials.toSorted(compareCredentials))
  }
})
