// Another program that nobody here wrote must agree with every file we make, and we with its. Version 2.0 knows only BELENIOS-2048; what is known of Ed25519 is in
// vectors.test.ts.
import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { accepts, addEvent, belenios, findBeleniosTool, textIn, toolBallot, toolCount, toolElection } from '../../test/belenios-tool.ts'
import { decryptionObjects } from './archive.ts'
import { checkBallot, createBallot, readBallot } from './ballot.ts'
import { checkingHere } from './checking.ts'
import { publicCredential, newCredential, secretOf } from './credential.ts'
import { openElection } from './election.ts'
import { quickGroupNamed } from './modexp.ts'
import { rehearse, type Plan } from './rehearsal.ts'
import { decrypt } from './tally.ts'
import { newTrusteeKey, readTrustees } from './trustees.ts'
import { writeCredentialList } from './units.ts'
import { verifyFile } from './verify-file.ts'

const { missing } = findBeleniosTool()
if (missing) console.error(`\n${'!'.repeat(120)}\n${missing}\n${'!'.repeat(120)}`)
const options = { skip: missing ?? false }
const verified = (file: string) => verifyFile(file, checkingHere(quickGroupNamed))
const newFolder = () => mkdtempSync(join(tmpdir(), 'ballots-'))

test('an election that belenios-tool makes verifies, with its ballots and ours in one box', options, async () => {
  const election = toolElection(3)
  const ours = openElection(textIn(election.folder, 'election.json'))
  assert.equal(readTrustees(ours.group, textIn(election.folder, 'trustees.json')).electionKey, ours.parameters.public_key)
  assert.equal((await verified(election.archive)).state, 'open')

  const [first, second] = election.credentials as [string, string]
  const made = toolBallot(election, first, [
    [0, 1, 0],
    [1, 0],
  ])
  checkBallot(ours, readBallot(ours, made))
  addEvent(election, 'Ballot', made)
  addEvent(
    election,
    'Ballot',
    createBallot(ours, second, [
      [0, 0, 1],
      [1, 1],
    ]),
  ) // its short credential, our ballot
  addEvent(
    election,
    'Ballot',
    createBallot(ours, first, [
      [1, 0, 0],
      [0, 1],
    ]),
  ) // replaces the tool's
  assert.ok(accepts(election.folder), 'the tool takes our ballots')
  const open = await verified(election.archive)
  assert.deepEqual([open.box.length, open.counted.size, open.replaced], [3, 2, 1])

  const part = decrypt(open.election, open.tally, election.keys[0]!.secret)
  const result = toolCount(election, [decryptionObjects(1, part).join('\n')]) // our part beside the tool's
  assert.ok(accepts(election.folder), 'the tool takes our decryption')
  const sound = await verified(election.archive)
  assert.deepEqual(
    [sound.state, sound.result, result],
    [
      'final',
      [
        [1, 0, 1],
        [1, 2],
      ],
      [
        [1, 0, 1],
        [1, 2],
      ],
    ],
  )
})

test('elections of 0 and 1 ballots that belenios-tool makes alone', options, async () => {
  for (const ballots of [0, 1]) {
    const election = toolElection(1)
    for (let index = 0; index < ballots; index++) {
      addEvent(
        election,
        'Ballot',
        toolBallot(election, election.credentials[0]!, [[0, 1, 2].map((answer) => Number(answer === index % 3)), [index % 2, 1]]),
      )
    }
    const result = toolCount(election)
    const sound = await verified(election.archive)
    assert.deepEqual(
      [sound.box.length, sound.counted.size, sound.result],
      [ballots, Math.min(ballots, election.credentials.length), result],
    )
  }
})

test('belenios-tool verifies our main and unit archives, and computes the same results', options, async () => {
  const votes = (...first: number[]) => [...first.map((choice) => [choice]), [0, 1]]
  const locals: Plan['locals'] = [
    { id: 'north', name: 'North', eligible: 100, votes: votes(...Array.from({ length: 30 }, () => 0)) },
    { id: 'east', name: 'East', eligible: 4, votes: votes(2) },
    { id: 'west', name: 'West', eligible: 2, votes: [] },
    { id: 'south', name: 'South', eligible: 100, votes: votes(...Array.from({ length: 31 }, (_, index) => index % 3)) },
  ]
  const folder = newFolder()
  const { results } = await rehearse({ group: 'BELENIOS-2048', locals, tellers: 3 }, folder)
  assert.deepEqual(
    [...results.keys()],
    ['south', 'pool', 'ALL'],
    'north has the fewest ballots outside, and joins the pool of east and west',
  )
  assert.deepEqual(results.get('south'), [[11, 11, 10]])
  for (const [id, result] of results) {
    const place = id === 'ALL' ? folder : join(folder, 'units', id)
    assert.ok(accepts(place), `the tool accepts ${id}`)
    assert.deepEqual(JSON.parse(belenios(place, 'election compute-result')).result, result)
  }
})

test('belenios-tool opens an election whose credentials and trustees are ours', options, async () => {
  const group = quickGroupNamed('BELENIOS-2048')
  const folder = newFolder()
  const uuid = belenios(folder, 'setup generate-token').trim()
  const credentials = [newCredential(), newCredential()]
  const { published } = newTrusteeKey(group)
  writeFileSync(join(folder, 'public_keys.jsons'), `${JSON.stringify(published)}\n`)
  writeFileSync(
    join(folder, 'public_creds.json'),
    `${writeCredentialList(credentials.map((credential) => publicCredential(group, secretOf(group, uuid, credential))))}\n`,
  )
  writeFileSync(
    join(folder, 'template.json'),
    JSON.stringify({ description: '', name: '', questions: [{ answers: ['Yes', 'No'], min: 1, max: 1, question: '' }] }),
  )
  belenios(folder, 'setup make-trustees')
  belenios(folder, `setup make-election --uuid ${uuid} --group BELENIOS-2048 --template template.json`)
  belenios(folder, 'archive init')
  const election = openElection(textIn(folder, 'election.json'))
  belenios(folder, 'archive add-event --type Ballot', `${createBallot(election, credentials[0]!, [[1, 0]])}\n`)
  assert.ok(accepts(folder))
  assert.equal((await verified(join(folder, `${uuid}.bel`))).counted.size, 1)
  const derived = belenios(folder, `setup generate-credentials --uuid ${uuid} --group BELENIOS-2048 --derive ${shortCredential}`).trim()
  assert.equal(derived, publicCredential(group, secretOf(group, uuid, shortCredential)), 'credentials of 2.0 are derived alike')
})

/** A credential as belenios-tool 2.0 made it. */
const shortCredential = 'vsy-acZ-nLk-tdk-nqL'
