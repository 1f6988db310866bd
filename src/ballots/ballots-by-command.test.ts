// Each actor's command, run as she would; nothing here has a database.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { refusalIn } from '../../test/small-vote.ts'
import { trackerOf } from './ballot.ts'
import {
  castByCommand,
  decryptByCommand,
  makeCredentials,
  makeKey,
  tallyByCommand,
  verifyByCommand,
  type Speaking,
} from './ballots-by-command.ts'
import { leafHash, newNoteKey, signCheckpoint, treeRoot, verifierKey } from './checkpoint.ts'
import { newElectionId, openElection } from './election.ts'
import { hashHex } from './hash.ts'
import { assembleByCommand, checkpointByCommand, closeByCommand, collectByCommand, makeSigningKey } from './host-by-command.ts'
import { Refused } from './refused.ts'
import { rehearse } from './rehearsal.ts'
import { noticeFingerprint, writeCredentialList, writeUnits, type Units } from './units.ts'
import { verifyFile, withChecking } from './verify-file.ts'
import { verifyUnits } from './verify-units.ts'
import { checkByCommand, cosignByCommand, proveByCommand } from './witness-by-command.ts'
import type { Sound } from './verify.ts'

const newFolder = () => mkdtempSync(join(tmpdir(), 'ballots-'))

/** What a command prints and says, and the status that the command line makes of it. */
async function outcome(command: (speaking: Speaking) => Promise<void>) {
  const out: string[] = []
  const said: string[] = []
  try {
    await command({ print: (line) => out.push(line), say: (sentence) => said.push(sentence) })
    return { status: 0, out: out.join('\n'), said: said.join('\n') }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { status: 1, out: out.join('\n'), said: error.message }
  }
}

test('registrars, tellers and members hold a vote with files alone', async () => {
  const folder = newFolder()
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  const uuid = newElectionId()
  const at = (name: string) => join(folder, name)
  const common = { uuid, groupName: 'Ed25519' }
  const credentialsFor = (list: string, out: string) =>
    outcome((speaking) =>
      makeCredentials({
        ...speaking,
        ...common,
        list: at(list),
        address: 'https://table.example.org/vote/strike',
        title: 'Strike vote',
        out: at(out),
      }),
    )

  writeFileSync(join(folder, 'east.txt'), 'Ana Ejemplo\nBo <Muster>, 555-0100\n\nCy Example\n')
  writeFileSync(join(folder, 'west.txt'), 'Dee Example\n')
  for (const local of ['east', 'west']) assert.equal((await credentialsFor(`${local}.txt`, local)).status, 0)
  for (const secret of ['links.csv', 'letters.html', 'identity-map.json'])
    assert.equal(statSync(join(folder, 'east', secret)).mode & 0o077, 0, `${secret} is for the registrar alone`)
  const links = read('east/links.csv').trim().split('\r\n')
  assert.equal(links.length, 4)
  assert.match(links[1]!, /^Ana Ejemplo,https:\/\/table\.example\.org\/vote\/strike#\w{5}-\w{6}-\w{5}-\w{6}$/)
  const letters = read('east/letters.html')
  assert.equal(letters.match(/<svg/g)?.length, 3)
  assert.ok(letters.includes('Bo &#60;Muster&#62;, 555-0100') && letters.includes(links[1]!.split('#')[1]!))
  const again = await credentialsFor('east.txt', 'east')
  assert.deepEqual([again.status, /there already/.test(again.said)], [1, true], 'handed out credentials are never overwritten')
  writeFileSync(join(folder, 'twice.txt'), 'Ana\nBo\nAna\n')
  assert.match((await credentialsFor('twice.txt', 'twice')).said, /Lines 1 and 3/)

  const passphrase = 'four words in a row'
  const keyFor = (teller: string, passphrase: string) =>
    outcome((speaking) => makeKey({ ...speaking, ...common, out: at(teller), passphrase }))
  for (const teller of ['one', 'two']) {
    assert.match((await keyFor(teller, passphrase)).out, /^commitment [0-9a-f]{64}$/)
    assert.equal(statSync(join(folder, `${teller}.key.json`)).mode & 0o077, 0)
  }
  assert.match((await keyFor('three', 'short')).said, /too short/)

  const commitments = new Map(['one', 'two'].map((teller) => [teller, hashHex(JSON.parse(read(`${teller}.public.json`)).public_key)]))
  const plan = {
    uuid,
    group: 'Ed25519',
    name: 'Strike vote',
    questions: [{ answers: ['Yes', 'No', 'Abstain'], min: 1, max: 1, question: 'Strike?' }],
    opens: '2026-12-01T08:00:00Z',
    closes: '2026-12-02T08:00:00Z',
    release: 'At once.',
    tellers: ['one', 'two'].map((teller) => ({ commitment: commitments.get(teller)!, key: `${teller}.public.json` })),
    units: [
      { id: 'east', name: 'East', eligible: 3, list: 'east/public.json' },
      { id: 'west', name: 'West', eligible: 1, list: 'west/public.json' },
    ],
  }
  const assembling = (given: object = plan, out = 'vote') => {
    writeFileSync(at('plan.json'), JSON.stringify(given, null, 2))
    return outcome((speaking) => assembleByCommand({ ...speaking, plan: at('plan.json'), out: at(out) }))
  }
  const [first, second] = plan.tellers as [(typeof plan.tellers)[0], (typeof plan.tellers)[0]]
  const [east, west] = plan.units as [(typeof plan.units)[0], (typeof plan.units)[0]]
  for (const [changed, reason] of [
    [
      { tellers: [first, { ...second, commitment: first.commitment }] },
      /key of teller 2 \(two\.public\.json\) is not the one whose commitment/,
    ],
    [{ tellers: [first, first] }, /Two trustees have the same key/],
    [{ tellers: [{ ...first, key: 'three.public.json' }, second] }, /There is no file .*three\.public\.json/],
    [{ tellers: [{ ...first, key: 'east/public.json' }, second] }, /The key of teller 1 \(east\/public\.json\) is not an object/],
    [{ tellers: [] }, /names no teller/],
    [{ units: [{ ...east, eligible: 4 }, west] }, /list of east .* has 3 credentials, and 4 members were posted as eligible/],
    [{ units: [east, { ...east, id: 'west' }] }, /on the lists of both east and west/],
    [{ units: [{ ...east, list: 'one.public.json' }, west] }, /list of east .* cannot be taken: The list of credentials is not a list/],
    [{ units: [] }, /names no unit/],
    [{ opens: '1 December' }, /The plan\.opens is not a moment in UTC/],
    [{ closes: plan.opens }, /closes before it opens/],
    [{ uuid: 'short' }, /The plan\.uuid is not an identifier/],
    [{ question: 'Strike?' }, /field "question" that does not belong/],
    [{ questions: [{ ...plan.questions[0], max: 4 }] }, /Question 1 of the election cannot be answered/],
    [{ group: 'RFC-3526' }, /no group "RFC-3526"/],
  ] as const)
    assert.match((await assembling({ ...plan, ...changed }, 'refused')).said, reason)
  assert.ok(!existsSync(at('refused')), 'nothing is written for a plan that is refused')
  const assembled = await assembling()
  assert.equal(assembled.status, 0, assembled.said)
  const notice = /^notice (\S{43})$/m.exec(assembled.out)![1]!
  assert.match((await assembling()).said, /is there already/)
  const box = at(`vote/${uuid}.bel`)
  const opened = await outcome((speaking) =>
    verifyByCommand({ ...speaking, files: [at('vote')], units: at('vote/units.json'), json: true }),
  )
  assert.deepEqual([JSON.parse(opened.out).notice, JSON.parse(opened.out).archives[0].state], [notice, 'open'])

  const code = links[1]!.split('#')[1]!
  const cast = (choice: string, credential = code) =>
    outcome((speaking) => castByCommand({ ...speaking, electionFile: at('vote/election.json'), choices: [choice], credential }))
  const { out: ballot, said } = await cast('No')
  assert.match(said, /Your ballot number is \S{43} \(short: .{4}-.{4}-.{4}\)/)
  assert.ok(!`${said}${ballot}`.includes(code), 'the voting code is never shown')
  assert.match((await cast('Maybe')).said, /"Maybe" is no answer to "Strike\?"\. The answers are: Yes, No, Abstain\./)
  assert.match((await cast('Yes', 'nonsense')).said, /mistyped/)

  const collecting = (...ballots: string[]) => outcome((speaking) => collectByCommand({ ...speaking, box, ballots: ballots.map(at) }))
  writeFileSync(at('ana.json'), `${ballot}\n`)
  writeFileSync(at('broken.json'), ballot.replace(/("overall_proof":\[\{"challenge":"\d+)\d"/, '$1"'))
  const stranger = await cast('Yes', 'AAAAA-AAAAAA-AAAAA-AAAAAA')
  writeFileSync(at('stranger.json'), stranger.out)
  const empty = statSync(box).size
  assert.match((await collecting('ana.json', 'broken.json')).said, /broken\.json is not taken: .* Nothing was added/)
  assert.match((await collecting('stranger.json')).said, /its credential is not on the list/)
  assert.match((await collecting('vote/units.json')).said, /is not taken: The ballot has a field/)
  assert.equal(statSync(box).size, empty)
  const tracker = trackerOf(ballot)
  assert.equal((await collecting('ana.json')).out, `ballot ${tracker} event 1`)
  assert.equal((await collecting('ana.json')).out, `ballot ${tracker} event 1 (was there already)`)
  writeFileSync(at('open.bel'), readFileSync(box))

  // What a board and its witnesses sign, and what is shown to those who have not the box.
  const origin = 'table.example.org/vote/strike'
  const keyOf = async (name: string, kind: 'board' | 'witness', out: string) =>
    (await outcome((speaking) => makeSigningKey({ ...speaking, name, kind, out: at(out) }))).out
  const board = await keyOf(origin, 'board', 'board.key')
  const witness = await keyOf('witness.example.org', 'witness', 'witness.key')
  assert.equal(statSync(at('board.key')).mode & 0o077, 0)
  const checkpoint = (out: string, of = box) =>
    outcome((speaking) => checkpointByCommand({ ...speaking, box: of, key: at('board.key'), out: at(out) }))
  const cosigning = (note: string, out: string, shown: { box?: string; proof?: string } = {}) =>
    outcome((speaking) => cosignByCommand({ ...speaking, checkpoint: at(note), key: at('witness.key'), board, out: at(out), ...shown }))
  const proving = (note: string, out: string, asked: { ballot?: string; since?: string }) =>
    outcome((speaking) => proveByCommand({ ...speaking, box, checkpoint: at(note), out: at(out), ...asked }))
  const checking = (proof: string, asked: { ballot?: string; since?: string }, witnesses = [witness]) =>
    outcome((speaking) => checkByCommand({ ...speaking, proof: at(proof), board, witnesses, ...asked }))
  assert.equal((await checkpoint('first')).status, 0)
  assert.match((await cosigning('first', 'x', { proof: at('first') })).said, /not cosigned this board before/)
  assert.equal((await cosigning('first', 'first.cosigned', { box })).status, 0)
  assert.equal((await proving('first.cosigned', 'ana.proof', { ballot: tracker })).status, 0)
  assert.match((await checking('ana.proof', { ballot: tracker })).out, /the ballot is in the box, as event 1 of 2; .* 1 witness$/)
  assert.match((await checking('ana.proof', { ballot: trackerOf(stranger.out) })).said, /proof is of another ballot/)
  assert.match((await checking('ana.proof', { ballot: tracker.slice(0, 12) })).said, /has 43 characters/)
  assert.match((await proving('first', 'x', { ballot: trackerOf(stranger.out) })).said, /There is no ballot/)
  const proof = read('ana.proof')
  for (const [changed, reason] of [
    [proof.replace('index 1', 'index 0'), /proof fails/],
    [proof.replace(/\n2\n/, '\n3\n'), /proof fails/],
    [proof.replace(/extra \S+/, 'extra e30='), /event in the proof/],
    [read('first'), /no proof that a ballot is in a box/],
    [proof.replace(/— witness[^]+$/, ''), /not signed by the witness/],
  ] as const) {
    writeFileSync(at('changed.proof'), changed)
    assert.match((await checking('changed.proof', { ballot: tracker })).said, reason)
  }

  await outcome((speaking) => closeByCommand({ ...speaking, box }))
  assert.match((await collecting('ana.json')).said, /voting has ended/)
  assert.equal((await checkpoint('last')).status, 0)
  assert.match((await cosigning('last', 'x')).said, /give --box FILE\.bel or --proof FILE/)
  assert.equal((await proving('last', 'continues', { since: at('first') })).status, 0)
  assert.match((await proving('first', 'x', { since: at('last') })).said, /it is the later one/)
  assert.equal((await cosigning('last', 'last.cosigned', { proof: at('continues') })).status, 0)
  assert.match((await cosigning('first', 'x', { box })).said, /signed a later checkpoint, of 3 events/)
  assert.match(
    (await checking('continues', { since: at('first') }, [])).out,
    /box of 3 events continues that of 2; signed by the board and 0 witnesses/,
  )
  // Another box under the same name, of the same voters: an honest witness does not sign it.
  const other = at('other.bel')
  writeFileSync(other, readFileSync(at('open.bel')))
  writeFileSync(at('again.json'), (await cast('Yes')).out)
  assert.equal((await outcome((speaking) => collectByCommand({ ...speaking, box: other, ballots: [at('again.json')] }))).status, 0)
  assert.equal((await outcome((speaking) => closeByCommand({ ...speaking, box: other }))).status, 0)
  assert.equal((await checkpoint('split', other)).status, 0)
  assert.match((await cosigning('split', 'x', { box: other })).said, /first 3 events of the archive are not those of the checkpoint/)
  const forged = await outcome((speaking) =>
    proveByCommand({ ...speaking, box: other, checkpoint: at('split'), since: at('first'), out: at('split.proof') }),
  )
  assert.equal(forged.status, 0)
  assert.match(
    (await cosigning('split', 'x', { proof: at('split.proof') })).said,
    /begins with 2 events, and the earlier checkpoint is of 3/,
  )
  writeFileSync(at('split.proof'), read('split.proof').replace('old 2', 'old 3'))
  assert.match((await cosigning('split', 'x', { proof: at('split.proof') })).said, /does not continue that of 3.*tell the observers/)

  const common2 = { units: at('vote/units.json'), notice }
  const decrypting = (
    teller: string,
    { box: given, checkpoint, ...more }: { box?: string; checkpoint?: string; notice?: string; passphrase?: string } = {},
  ) =>
    outcome((speaking) =>
      decryptByCommand({
        ...speaking,
        ...common2,
        passphrase,
        archive: given === undefined ? box : at(given),
        checkpoint: { file: at(checkpoint ?? 'last.cosigned'), key: board, witnesses: [witness] },
        key: at(`${teller}.key.json`),
        out: at(`${teller}.parts.json`),
        ...more,
      }),
    )
  assert.match((await decrypting('one', { box: 'open.bel' })).said, /still open/)
  assert.match((await decrypting('one', { checkpoint: 'last' })).said, /not signed by the witness/)
  assert.match((await decrypting('one', { notice: 'A'.repeat(43) })).said, /the notice of vote says A/)
  assert.match((await decrypting('one', { passphrase: 'not this passphrase' })).said, /passphrase does not open/)
  assert.ok(!existsSync(at('one.key.json.opened.json')), 'nothing has been opened by then')
  assert.equal((await decrypting('one')).out, 'opened ALL', 'both locals are small: the pool is everybody')
  assert.equal((await decrypting('one')).status, 0, 'the same again is the same')
  const tallying = (...tellers: string[]) =>
    outcome((speaking) =>
      tallyByCommand({
        ...speaking,
        ...common2,
        archive: box,
        parts: tellers.map((teller) => at(`${teller}.parts.json`)),
        out: at('done'),
      }),
    )
  assert.match((await tallying('one')).said, /parts of teller 2 are missing/)
  assert.equal((await decrypting('two')).status, 0)
  assert.equal((await tallying('two', 'one')).out, 'ALL Yes 0, No 1, Abstain 0')
  const verified = await outcome((speaking) =>
    verifyByCommand({ ...speaking, files: [at('done')], units: at('vote/units.json'), json: true }),
  )
  const told = JSON.parse(verified.out)
  assert.deepEqual(
    [verified.status, told.sound, told.notice, told.published],
    [0, true, notice, [{ id: 'pool', units: ['east', 'west'], counted: 1, result: [[0, 1, 0]] }]],
  )

  // A board that shows a teller another division of the same voters.
  const whole = writeCredentialList(['east', 'west'].flatMap((id) => JSON.parse(read(`vote/credentials/${id}.json`)) as string[]))
  const divided = writeUnits(openElection(read('vote/election.json')), read('vote/trustees.json'), plan, [
    { id: 'all', name: 'all', credentials: JSON.parse(whole) },
  ])
  writeFileSync(at('vote/units.json'), divided)
  writeFileSync(at('vote/credentials/all.json'), whole)
  assert.match((await decrypting('one', { notice: noticeFingerprint(divided) })).said, /opened other sums of this election before/)
})

const made = newFolder()
const vote = join(made, 'vote')
let notice: string, uuid: string
before(async () => {
  const yes = (count: number) => Array.from({ length: count }, () => [0])
  ;({ notice, uuid } = await rehearse(
    {
      group: 'BELENIOS-2048',
      tellers: 2,
      locals: [
        { id: 'large', name: 'Large', eligible: 100, votes: yes(31) },
        { id: 'middle', name: 'Middle', eligible: 100, votes: yes(30) },
        { id: 'small', name: 'Small', eligible: 2, votes: [[1]] },
      ],
    },
    vote,
  ))
})

test('the command line: a folder with its units, and the exit that a cut archive has', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', './scripts/tsx-loader.js', 'src/cli.ts', 'ballots', ...args], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    })
  const whole = run('verify', vote, '--units', join(vote, 'units.json'))
  assert.match(
    whole.stdout,
    new RegExp(
      `unit {3}pool \\(middle, small\\): 31 ballots count; Yes 30, No 1, Abstain 0\\nsound {2}3 units make up the whole list.*Notice of vote: ${notice.replace(/[+/]/g, '\\$&')}\\n$`,
    ),
  )
  assert.equal(whole.status, 0)
  const cut = join(newFolder(), 'cut.bel')
  writeFileSync(cut, readFileSync(join(vote, `${uuid}.bel`)).subarray(0, 90_000))
  const refused = run('verify', cut)
  assert.deepEqual([refused.status, refused.stdout, refused.stderr.includes('cut off')], [1, '', true])
})

test('what is wrong with units, and with archives of units', async () => {
  const files = [join(vote, `${uuid}.bel`), ...['large', 'pool'].map((id) => join(vote, 'units', id, `${uuid}.bel`))]
  const sound = new Set<string>()
  const archives = await withChecking(2, async (checking) => {
    const done: { file: string; sound: Sound }[] = []
    for (const file of files) done.push({ file, sound: await verifyFile(file, checking, { sound }) })
    return done
  })
  const text = readFileSync(join(vote, 'units.json'), 'utf8')
  const units = JSON.parse(text) as Units
  const listOf = (id: string) => readFileSync(join(vote, 'credentials', `${id === 'other' ? 'small' : id}.json`), 'utf8')
  const told = (content: object = units, given = archives, lists = listOf) =>
    refusalIn(() => verifyUnits(JSON.stringify(content), lists, given)) ?? 'accepted'
  const [main, large, pool] = archives.map(({ file, sound }) => ({ file, sound })) as [
    (typeof archives)[0],
    (typeof archives)[0],
    (typeof archives)[0],
  ]
  const but = (archive: typeof main, changes: Partial<Sound>) => ({ file: archive.file, sound: { ...archive.sound, ...changes } })
  assert.equal(told(), 'accepted')
  for (const [answer, reason] of [
    [told(units, [main, large]), /no archive of pool \(middle, small\)/],
    [told(units, [large, pool]), /None of the archives/],
    [told(units, [main, main, large, pool]), /Two of the archives/],
    [told(units, [main, large, pool, but(large, { credentialsHash: 'x' })]), /pooling rule does not publish/],
    [told(units, [main, but(large, { box: large.sound.box.slice(1) }), pool]), /differ at place 1/],
    [told(units, [main, but(large, { box: [...large.sound.box, ...pool.sound.box] }), pool]), /ballots that the main archive has not/],
    [told(units, [main, but(large, { state: 'tallied' }), pool]), /no result/],
    [told(units, [but(main, { state: 'closed' }), large, pool]), /no result yet, and there is another archive/],
    [told(units, [main, but(large, { result: [[30, 1, 0]] }), pool]), /do not add up/],
    [told(units, archives, (id) => listOf(id === 'small' ? 'large' : id)), /list of credentials of small is not the one/],
    [told({ ...units, units: units.units.with(2, { ...units.units[2]!, eligible: 3 }) }), /has 2 credentials, and units\.json says 3/],
    [told({ ...units, units: units.units.slice(0, 2) }), /The units miss somebody: 2 of/],
    [told({ ...units, units: [...units.units, { ...units.units[2]!, id: 'other' }] }), /small and other overlap/],
    [told({ ...units, units: units.units.with(2, { ...units.units[2]!, id: 'pool' }) }), /may be called "pool"/],
    [told({ ...units, units: [...units.units, units.units[2]!] }), /names a unit twice/],
    [told({ ...units, pooling: { eligible: 1, counted: 1 } }), /pooling\.eligible is not 100/],
    [told({ ...units, closes: units.opens }), /closes before it opens/],
    [told({ ...units, election: units.election.replace(/^./, units.election.startsWith('A') ? 'B' : 'A') }), /another election/],
    [told({ ...units, trustees: units.credentials }), /other trustees/],
    [refusalIn(() => verifyUnits(`${text} `, listOf, archives)), /canonical/],
  ] as const)
    assert.match(answer ?? 'accepted', reason)
})

test('verify: a checkpoint of the board', async () => {
  const folder = newFolder()
  const events = readFileSync(join(vote, 'units/large', `${uuid}.bel`), 'latin1').match(
    /\{(?:"parent":"\w+",)?"height":\d+,"type":"[^}]*\}/g,
  )!
  const board = newNoteKey('table.example.org', 'board')
  const note = (leaves: string[]) =>
    writeFileSync(
      join(folder, 'checkpoint'),
      signCheckpoint({ origin: 'table.example.org', size: leaves.length, root: treeRoot(leaves.map(leafHash)) }, board),
    )
  const verify = () =>
    outcome((speaking) =>
      verifyByCommand({
        ...speaking,
        files: [join(vote, 'units/large', `${uuid}.bel`)],
        checkpoint: { file: join(folder, 'checkpoint'), key: verifierKey(board), witnesses: [] },
        json: true,
      }),
    )
  note(events.slice(0, 20))
  assert.match((await verify()).said, /checkpoint of 20 events is of this archive/)
  note([...events.slice(0, 19), '{}'])
  assert.match((await verify()).said, /not those of the checkpoint/)
})
