import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refusalIn } from '../../test/small-vote.ts'
import {
  checksConsistency,
  checksInclusion,
  consistencyProof,
  cosign,
  inclusionProof,
  leafHash,
  newNoteKey,
  readCheckpoint,
  signCheckpoint,
  signedBy,
  treeRoot,
  verifierKey,
  verifyCheckpoint,
} from './checkpoint.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const events = Array.from({ length: 23 }, (_, height) => JSON.stringify({ height }))
const leaves = events.map(leafHash)

test('roots as Certificate Transparency publishes them', () => {
  assert.equal(hex(treeRoot([])), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  assert.equal(hex(treeRoot([leafHash('')])), '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
})

test('every event is shown to be in the tree of every size, and nowhere else', () => {
  for (let size = 1; size <= leaves.length; size++) {
    const tree = leaves.slice(0, size)
    const root = treeRoot(tree)
    for (let index = 0; index < size; index++) {
      const proof = inclusionProof(tree, index)
      assert.ok(proof.length <= Math.ceil(Math.log2(size)))
      assert.ok(checksInclusion(leaves[index]!, index, size, proof, root))
      assert.ok(!checksInclusion(leaves[(index + 1) % 23]!, index, size, proof, root))
      assert.ok(!checksInclusion(leaves[index]!, index, size, [...proof, root], root))
      if (size > 1)
        assert.ok(
          !checksInclusion(leaves[index]!, (index + 1) % size, size, proof, root) &&
            !checksInclusion(leaves[index]!, index, size, proof.slice(1), root),
        )
    }
  }
})

test('every earlier tree is shown to be the beginning of a later one, and no other is', () => {
  const other = [...leaves.slice(0, 4), leafHash('x'), ...leaves.slice(5)]
  for (let to = 1; to <= leaves.length; to++)
    for (let from = 1; from <= to; from++) {
      const later = { size: to, root: treeRoot(leaves.slice(0, to)) }
      const proof = consistencyProof(leaves.slice(0, to), from)
      assert.ok(checksConsistency({ size: from, root: treeRoot(leaves.slice(0, from)) }, later, proof))
      if (from > 4) assert.ok(!checksConsistency({ size: from, root: treeRoot(other.slice(0, from)) }, later, proof))
      if (proof.length > 0) assert.ok(!checksConsistency({ size: from, root: treeRoot(leaves.slice(0, from)) }, later, proof.slice(0, -1)))
    }
})

test('a checkpoint is signed by the board and by witnesses who saw it', () => {
  const [board, witness, stranger] = [
    newNoteKey('table.example.org/vote/strike', 'board'),
    newNoteKey('witness.example.org', 'witness'),
    newNoteKey('witness.example.org', 'witness'),
  ]
  const signed = signCheckpoint({ origin: 'table.example.org/vote/strike', size: 20, root: treeRoot(leaves.slice(0, 20)) }, board)
  const note = cosign(signed, witness, 1_795_000_000)
  assert.match(
    note,
    /^table\.example\.org\/vote\/strike\n20\n[^\n]{44}\n\n— table\.example\.org\/vote\/strike \S+\n— witness\.example\.org \S+\n$/,
  )
  assert.equal(signedBy(note, verifierKey(witness)), 1_795_000_000)
  assert.equal(signedBy(note, verifierKey(stranger)), null)
  assert.equal(verifyCheckpoint(note, readCheckpoint(note), events, verifierKey(board), [verifierKey(witness)]), 1)
  const told = (changed: string, seen = events, witnesses = [witness]) =>
    refusalIn(() => verifyCheckpoint(changed, readCheckpoint(changed), seen, verifierKey(board), witnesses.map(verifierKey)))
  assert.equal(told(note), null)
  assert.match(told(signed)!, /not signed by the witness/)
  assert.match(told(note, events, [stranger])!, /not signed by the witness/)
  assert.match(told(note.replace('\n20\n', '\n19\n'))!, /not signed by the board/)
  assert.match(told(note, events.slice(0, 19))!, /lacks some/)
  assert.match(told(note, events.with(3, '{}'))!, /not those of the checkpoint/)
  assert.match(told('nothing')!, /no checkpoint/)
  assert.match(
    refusalIn(() => signedBy(note, 'x+00000000+AQ=='))!,
    /id that it says/,
  )
})
