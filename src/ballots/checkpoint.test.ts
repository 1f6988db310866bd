import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refusalIn } from '../../test/small-vote.ts'
import {
  checkSignatures,
  checksConsistency,
  checksInclusion,
  consistencyProof,
  cosign,
  inclusionProof,
  leafHash,
  leavesUnder,
  newNoteKey,
  readNoteKey,
  signCheckpoint,
  signedBy,
  treeRoot,
  verifierKey,
  writeNoteKey,
} from './checkpoint.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const events = Array.from({ length: 23 }, (_, height) => JSON.stringify({ height }))
const leaves = events.map(leafHash)

test('roots and proofs as the makers of Certificate Transparency publish them', () => {
  const leaves = ['', '\x00', '\x10', ' !', '01', '@ABC', 'PQRSTUVW', '`abcdefghijklmno'].map(leafHash)
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ]
  assert.deepEqual(
    roots.map((_, size) => hex(treeRoot(leaves.slice(0, size)))),
    roots,
  )
  const [a, b, c, d, e, f, g] = [
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
  ]
  for (const [index, size, proof] of [
    [0, 1, []],
    [0, 8, [a, b, c]],
    [5, 8, [d, e, roots[4]]],
    [2, 3, [roots[2]]],
    [1, 5, [roots[1], b, d]],
  ] as const) {
    assert.deepEqual(inclusionProof(leaves.slice(0, size), index).map(hex), proof)
    assert.ok(checksInclusion(leaves[index]!, index, size, inclusionProof(leaves.slice(0, size), index), treeRoot(leaves.slice(0, size))))
  }
  for (const [from, to, proof] of [
    [1, 1, []],
    [1, 8, [a, b, c]],
    [6, 8, [f, e, roots[4]]],
    [2, 5, [b, d]],
    [6, 7, [f, g, roots[4]]],
  ] as const) {
    assert.deepEqual(consistencyProof(leaves.slice(0, to), from).map(hex), proof)
    const tree = (size: number) => ({ size, root: treeRoot(leaves.slice(0, size)) })
    assert.ok(checksConsistency(tree(from), tree(to), consistencyProof(leaves.slice(0, to), from)))
  }
})

test("a checkpoint that the Go project's log of modules signed", () => {
  const note = `go.sum database tree
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— sum.golang.org Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
`
  const key = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8'
  assert.equal(signedBy(note, key), 0)
  assert.equal(signedBy(note.replace('163', '164'), key), null)
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
  const told = (changed: string, seen = events, witnesses = [witness]) =>
    refusalIn(() => {
      checkSignatures(changed, verifierKey(board), witnesses.map(verifierKey))
      assert.equal(leavesUnder(changed, seen).length, 20)
    })
  assert.equal(told(note), null)
  assert.match(told(signed)!, /not signed by the witness/)
  assert.match(told(note, events, [stranger])!, /not signed by the witness/)
  assert.match(told(note.replace('\n20\n', '\n19\n'))!, /not signed by the board/)
  assert.match(told(note, events.slice(0, 19))!, /lacks some/)
  assert.match(told(note, events.with(3, '{}'))!, /not those of the checkpoint/)
  assert.match(told('nothing')!, /no checkpoint/)
  assert.match(
    told(note.replace('table.example.org', 'other.example.org'))!,
    /is of other\.example\.org\/vote\/strike, and the board's key/,
  )
  assert.match(
    refusalIn(() => checkSignatures(note, verifierKey(witness), []))!,
    /is a witness's, and not the board's/,
  )
  assert.match(
    refusalIn(() => signedBy(note, 'x+00000000+AQ=='))!,
    /id that it says/,
  )
})

test("a key's file is read as it was written, and for what it was made", () => {
  const key = newNoteKey('table.example.org/vote/strike', 'board')
  const line = writeNoteKey(key)
  assert.deepEqual(readNoteKey(`${line}\n`, 'board'), key)
  const told = (changed: string, kind: 'board' | 'witness' = 'board') => refusalIn(() => readNoteKey(changed, kind))!
  assert.match(told(line, 'witness'), /is not a witness's/)
  assert.match(told(line.replace('strike', 'other')), /id that it says/)
  assert.match(told(verifierKey(key)), /no file of a key/)
  assert.match(
    refusalIn(() => newNoteKey('two words', 'board'))!,
    /no spaces/,
  )
})
