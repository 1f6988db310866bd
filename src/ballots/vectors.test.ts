// Known answers: from tests of belenios-tool 2.0 and 3.3.0 by hand, and from published test vectors.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { refusalIn, verifyBytes } from '../../test/small-vote.ts'
import { checkBallot, readBallot, shortTracker, trackerOf } from './ballot.ts'
import { newCredential, publicCredential, secretOf } from './credential.ts'
import { openElection } from './election.ts'
import { groupNamed } from './groups.ts'
import { hashHex } from './hash.ts'
import { readTrustees } from './trustees.ts'

const made = JSON.parse(readFileSync(new URL('belenios-tool-2.0.json', import.meta.url), 'utf8')) as Record<
  'election' | 'trustees' | 'ballot' | 'credential' | 'uuid' | 'publicCredential' | 'fingerprint' | 'tracker' | 'archiveName',
  string
>

test('what belenios-tool 2.0 made: credential, fingerprint, tracker, name in the archive, trustees, ballot', () => {
  const election = openElection(made.election)
  assert.equal(election.fingerprint, made.fingerprint)
  assert.equal(trackerOf(made.ballot), made.tracker)
  assert.equal(shortTracker(made.tracker), `${made.tracker.slice(0, 4)}-${made.tracker.slice(4, 8)}-${made.tracker.slice(8, 12)}`)
  assert.equal(hashHex(made.ballot), made.archiveName)
  assert.equal(publicCredential(election.group, secretOf(election.group, made.uuid, made.credential)), made.publicCredential)
  assert.equal(readTrustees(election.group, made.trustees).electionKey, election.parameters.public_key)
  checkBallot(election, readBallot(election, made.ballot))
})

test('a credential of belenios-tool 3.3.0 over Ed25519', () => {
  const group = groupNamed('Ed25519')
  const secret = secretOf(group, 'ViB61j5p7zmvnR', 'piwrQ-yfyrT6-8kbcg-ZuK5PW')
  assert.equal(secret, 1829034465004678398603007208044651885478179067771599638843577047091781207412n)
  assert.equal(publicCredential(group, secret), 'cd3b9ab7d3b200d44f4d512ae239840a6c7a738ed831993a592db489ff584399')
})

test('an election of 50 ballots that belenios-tool 2.0 made from beginning to end, four of them replacing others', async () => {
  const sound = await verifyBytes(gunzipSync(readFileSync(new URL('belenios-tool-2.0-50-ballots.bel.gz', import.meta.url))))
  assert.deepEqual([sound.state, sound.box.length, sound.counted.size, sound.replaced], ['final', 50, 46, 4])
  assert.deepEqual(
    sound.result,
    [
      [15, 16, 15],
      [23, 46],
    ],
    'as its compute-result said',
  )
})

test('mistyped credentials are refused, new ones differ', () => {
  const group = groupNamed('BELENIOS-2048')
  for (const wrong of [
    '',
    'vsy-acZ-nLk-tdk-nqM',
    'vsy-acZ-nLk-tdk',
    'piwrQ-yfyrT6-8kbcg-ZuK5P',
    '0iwrQ-yfyrT6-8kbcg-ZuK5PW',
    made.credential.toUpperCase(),
  ])
    assert.match(refusalIn(() => secretOf(group, made.uuid, wrong)) ?? 'accepted', /no credential/, wrong)
  const drawn = Array.from({ length: 200 }, newCredential)
  assert.equal(new Set(drawn).size, 200)
  for (const credential of drawn) secretOf(group, made.uuid, credential)
})
