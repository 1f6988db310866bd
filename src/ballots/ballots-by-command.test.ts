// Each actor's command, run as she would; nothing here has a database.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { refusalIn } from '../../test/small-vote.ts'
import { appendEvent, beginArchive, setupObjects } from './archive.ts'
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
import { newElectionId, openElection, writeElection } from './election.ts'
import { groupNamed } from './groups.ts'
import { Refused } from './refused.ts'
import { rehearse } from './rehearsal.ts'
import { readTrustees, writeTrustees } from './trustees.ts'
import { noticeFingerprint, writeCredentialList, writeUnits, type Units } from './units.ts'
import { verifyFile, withChecking } from './verify-file.ts'
import { verifyUnits } from './verify-units.ts'
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

  const lists = ['east', 'west'].map((id) => ({ id, name: id, credentials: JSON.parse(read(`${id}/public.json`)) as string[] }))
  const trustees = writeTrustees(['one', 'two'].map((teller) => JSON.parse(read(`${teller}.public.json`))))
  const electionText = writeElection({
    version: 1,
    description: '',
    name: 'Strike vote',
    group: 'Ed25519',
    public_key: readTrustees(groupNamed('Ed25519'), trustees).electionKey,
    questions: [{ answers: ['Yes', 'No', 'Abstain'], min: 1, max: 1, question: 'Strike?' }],
    uuid,
  })
  const units = writeUnits(
    openElection(electionText),
    trustees,
    { opens: '2026-12-01T08:00:00Z', closes: '2026-12-02T08:00:00Z', release: 'At once.' },
    lists,
  )
  const notice = noticeFingerprint(units)
  writeFileSync(join(folder, 'election.json'), electionText)
  writeFileSync(join(folder, 'units.json'), units)
  mkdirSync(join(folder, 'credentials'))
  for (const { id, credentials } of lists) writeFileSync(join(folder, 'credentials', `${id}.json`), writeCredentialList(credentials))

  const code = links[1]!.split('#')[1]!
  const cast = (choice: string, credential = code) =>
    outcome((speaking) => castByCommand({ ...speaking, electionFile: at('election.json'), choices: [choice], credential }))
  const { out: ballot, said } = await cast('No')
  assert.match(said, /Your ballot number is \S{43} \(short: .{4}-.{4}-.{4}\)/)
  assert.ok(!`${said}${ballot}`.includes(code), 'the voting code is never shown')
  assert.match((await cast('Maybe')).said, /"Maybe" is no answer to "Strike\?"\. The answers are: Yes, No, Abstain\./)
  assert.match((await cast('Yes', 'nonsense')).said, /mistyped/)

  const bytes: Uint8Array[] = []
  let { bytes: first, end } = beginArchive(1_790_000_000)
  bytes.push(first)
  const append = (...step: [Parameters<typeof appendEvent>[1], string[]]) => {
    ;({ bytes: first, end } = appendEvent(end, ...step))
    bytes.push(first)
  }
  append('Setup', setupObjects(electionText, trustees, writeCredentialList(lists.flatMap(({ credentials }) => credentials))))
  append('Ballot', [ballot])
  writeFileSync(join(folder, 'open.bel'), Buffer.concat(bytes))
  append('EndBallots', [])
  writeFileSync(join(folder, 'box.bel'), Buffer.concat(bytes))

  const common2 = { units: at('units.json'), notice }
  const decrypting = (teller: string, more: { box?: string; notice?: string; passphrase?: string } = {}) =>
    outcome((speaking) =>
      decryptByCommand({
        ...speaking,
        ...common2,
        passphrase,
        archive: at(more.box ?? 'box.bel'),
        key: at(`${teller}.key.json`),
        out: at(`${teller}.parts.json`),
        ...more,
      }),
    )
  assert.match((await decrypting('one', { box: 'open.bel' })).said, /still open/)
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
        archive: at('box.bel'),
        parts: tellers.map((teller) => at(`${teller}.parts.json`)),
        out: at('done'),
      }),
    )
  assert.match((await tallying('one')).said, /parts of teller 2 are missing/)
  assert.equal((await decrypting('two')).status, 0)
  assert.equal((await tallying('two', 'one')).out, 'ALL Yes 0, No 1, Abstain 0')
  const verified = await outcome((speaking) => verifyByCommand({ ...speaking, files: [at('done')], units: at('units.json'), json: true }))
  const told = JSON.parse(verified.out)
  assert.deepEqual(
    [verified.status, told.sound, told.notice, told.published],
    [0, true, notice, [{ id: 'pool', units: ['east', 'west'], counted: 1, result: [[0, 1, 0]] }]],
  )

  // A board that shows a teller another division of the same voters.
  const divided = writeUnits(
    openElection(electionText),
    trustees,
    { opens: '2026-12-01T08:00:00Z', closes: '2026-12-02T08:00:00Z', release: 'At once.' },
    [{ id: 'all', name: 'all', credentials: lists.flatMap(({ credentials }) => credentials) }],
  )
  writeFileSync(join(folder, 'units.json'), divided)
  writeFileSync(join(folder, 'credentials', 'all.json'), writeCredentialList(lists.flatMap(({ credentials }) => credentials)))
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
