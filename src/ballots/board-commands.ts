import { Misuse, needed, read, several, word, type Commands } from '../platform/command.ts'
import { offline } from './offline.ts'

const host = () => import('./host-by-command.ts')
const witness = () => import('./witness-by-command.ts')

/** Which of two things is asked; exactly one of them. */
function one<Values extends { ballot?: string; since?: string }>({ ballot, since }: Values) {
  if ((ballot === undefined) === (since === undefined)) throw new Misuse('This command needs either --ballot NUMBER or --since CHECKPOINT.')
  return { ballot, since }
}

export const boardCommands: Commands = {
  'ballots new-id': {
    usage: 'ballots new-id',
    text: 'Draws the identifier of a new election, which registrars and tellers begin with.',
    async run(args) {
      read(args, {})
      return offline(host, (by, speaking) => by.drawId(speaking))
    },
  },
  'ballots assemble': {
    usage: 'ballots assemble PLAN.json --out FOLDER',
    text: 'For the committee: checks the tellers’ keys against their commitments and the registrars’ lists against what was posted, writes election.json, trustees.json, units.json, the lists and an empty box, and prints the fingerprint for the notice of vote.',
    async run(args) {
      const { values, positionals } = read(args, { out: word }, 1)
      const out = needed(values.out, '--out FOLDER')
      return offline(host, (by, speaking) => by.assembleByCommand({ ...speaking, plan: positionals[0]!, out }))
    },
  },
  'ballots collect': {
    usage: 'ballots collect BOX.bel BALLOT.json...',
    text: 'Takes members’ ballots into a box that is kept as a file: each is checked, and all of them are added or none. Prints each ballot’s number and place.',
    async run(args) {
      const { positionals } = read(args, {}, 'some')
      const [box, ...ballots] = positionals
      if (ballots.length === 0) throw new Misuse('This command needs a box and at least one ballot.')
      return offline(host, (by, speaking) => by.collectByCommand({ ...speaking, box: box!, ballots }))
    },
  },
  'ballots close': {
    usage: 'ballots close BOX.bel',
    text: 'Ends the voting of a box that is kept as a file.',
    async run(args) {
      const { positionals } = read(args, {}, 1)
      return offline(host, (by, speaking) => by.closeByCommand({ ...speaking, box: positionals[0]! }))
    },
  },
  'ballots signing-key': {
    usage: 'ballots signing-key NAME --for board | witness --out FILE',
    text: 'Makes a key that signs checkpoints, and prints its public half. A board’s is named after its box, such as table.example.org/vote/strike.',
    async run(args) {
      const { values, positionals } = read(args, { for: word, out: word }, 1)
      const kind = values.for
      if (kind !== 'board' && kind !== 'witness') throw new Misuse('This command needs --for board or --for witness.')
      const out = needed(values.out, '--out FILE')
      return offline(host, (by, speaking) => by.makeSigningKey({ ...speaking, name: positionals[0]!, kind, out }))
    },
  },
  'ballots checkpoint': {
    usage: 'ballots checkpoint BOX.bel --key FILE [--out FILE]',
    text: 'The board signs what the box is now: the root of a tree over its events, as a C2SP checkpoint.',
    async run(args) {
      const { values, positionals } = read(args, { key: word, out: word }, 1)
      const key = needed(values.key, '--key FILE')
      return offline(host, (by, speaking) => by.checkpointByCommand({ ...speaking, box: positionals[0]!, key, out: values.out }))
    },
  },
  'ballots cosign': {
    usage: 'ballots cosign CHECKPOINT --key FILE --board KEY [--box BOX.bel | --proof FILE] [--out FILE]',
    text: 'For a witness: cosigns a checkpoint, if it continues the last one that she cosigned (kept beside her key). --box: she has the box herself; --proof: she was sent a proof.',
    async run(args) {
      const { values, positionals } = read(args, { key: word, board: word, box: word, proof: word, out: word }, 1)
      const key = needed(values.key, '--key FILE'),
        board = needed(values.board, '--board KEY')
      if (values.box !== undefined && values.proof !== undefined) throw new Misuse('--box and --proof show the same: give one of them.')
      return offline(witness, (by, speaking) =>
        by.cosignByCommand({
          ...speaking,
          checkpoint: positionals[0]!,
          key,
          board,
          box: values.box,
          proof: values.proof,
          out: values.out,
        }),
      )
    },
  },
  'ballots prove': {
    usage: 'ballots prove BOX.bel --checkpoint FILE (--ballot NUMBER | --since CHECKPOINT) [--out FILE]',
    text: 'Makes a small file that shows, to somebody without the box, that a ballot is in it, or that a checkpoint continues an earlier one (C2SP tlog-proof, tlog-witness).',
    async run(args) {
      const { values, positionals } = read(args, { checkpoint: word, ballot: word, since: word, out: word }, 1)
      const checkpoint = needed(values.checkpoint, '--checkpoint FILE'),
        asked = one(values)
      return offline(witness, (by, speaking) =>
        by.proveByCommand({ ...speaking, ...asked, box: positionals[0]!, checkpoint, out: values.out }),
      )
    },
  },
  'ballots check': {
    usage: 'ballots check PROOF --board KEY [--witness KEY]... (--ballot NUMBER | --since CHECKPOINT)',
    text: 'Checks such a file, and that the board and every named witness signed its checkpoint. Needs no box.',
    async run(args) {
      const { values, positionals } = read(args, { board: word, witness: several, ballot: word, since: word }, 1)
      const board = needed(values.board, '--board KEY'),
        asked = one(values)
      return offline(witness, (by, speaking) =>
        by.checkByCommand({ ...speaking, ...asked, proof: positionals[0]!, board, witnesses: values.witness ?? [] }),
      )
    },
  },
}
