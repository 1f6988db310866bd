import { countOf, flag, Misuse, needed, read, secretFrom, several, word, type Commands } from '../platform/command.ts'
import { boardCommands } from './board-commands.ts'
import { offline } from './offline.ts'

const group = { ...word, default: 'BELENIOS-2048' } as const
const actors = () => import('./ballots-by-command.ts')
/** What a vote's box is read with, and what is published of it. */
const box = { units: word, lists: word, notice: word, out: word } as const
const signed = { checkpoint: word, board: word, witness: several } as const

export const ballotCommands: Commands = {
  'ballots verify': {
    usage:
      'ballots verify FILE.bel... [--units units.json] [--lists FOLDER] [--checkpoint FILE --board KEY [--witness KEY]...] [--threads NUMBER] [--json]',
    text: 'Checks archives of votes strictly, a folder standing for all in it. With units.json (and the locals’ lists of credentials, in a folder beside it) also that the archives of locals are what the main one makes them. Exit 1 with the first reason. Needs no database.',
    async run(args) {
      const { values, positionals } = read(args, { units: word, lists: word, ...signed, threads: word, json: flag }, 'some')
      const threads = countOf(values.threads, '--threads')
      return offline(actors, (by, speaking) =>
        by.verifyByCommand({
          ...speaking,
          files: positionals,
          units: values.units,
          lists: values.lists,
          checkpoint: checkpointIn(values),
          json: values.json,
          threads,
        }),
      )
    },
  },
  'ballots rehearse': {
    usage: 'ballots rehearse FOLDER [--members 300] [--group BELENIOS-2048 | Ed25519]',
    text: 'Holds a whole vote of invented members: four locals, three tellers, some voting again, small locals pooled. Leaves a folder that anyone can verify.',
    async run(args) {
      const { values, positionals } = read(args, { members: { ...word, default: '300' }, group }, 1)
      const members = countOf(values.members, '--members')
      return offline(actors, (by, speaking) =>
        by.rehearseByCommand({ ...speaking, members, groupName: values.group, out: positionals[0]! }),
      )
    },
  },
  'ballots credentials': {
    usage: 'ballots credentials LIST --uuid ID --address URL --out FOLDER [--title TEXT] [--group BELENIOS-2048 | Ed25519]',
    text: 'For the registrar of one local, away from the server: a credential for each line of the list. Writes public.json to hand in, and links and printable letters for the members alone.',
    async run(args) {
      const { values, positionals } = read(
        args,
        { uuid: word, address: word, title: { ...word, default: 'Your vote' }, out: word, group },
        1,
      )
      const uuid = needed(values.uuid, '--uuid ID'),
        address = needed(values.address, '--address URL'),
        out = needed(values.out, '--out FOLDER')
      if (!URL.canParse(address))
        throw new Misuse('--address takes the address of the voting page, such as https://table.example.org/vote/strike.')
      return offline(actors, (by, speaking) =>
        by.makeCredentials({ ...speaking, list: positionals[0]!, uuid, groupName: values.group, address, title: values.title, out }),
      )
    },
  },
  'ballots keygen': {
    usage: 'ballots keygen NAME --uuid ID [--passphrase-file FILE] [--group BELENIOS-2048 | Ed25519]',
    text: 'For a teller, on her own machine: makes her key as NAME.key.json, locked by a passphrase that it asks for, and NAME.public.json; prints the commitment that is sent first.',
    async run(args) {
      const { values, positionals } = read(args, { uuid: word, 'passphrase-file': word, group }, 1)
      const uuid = needed(values.uuid, '--uuid ID')
      const passphrase = await secretFrom(values['passphrase-file'], 'A passphrase for the key', '--passphrase-file')
      return offline(actors, (by, speaking) => by.makeKey({ ...speaking, uuid, groupName: values.group, out: positionals[0]!, passphrase }))
    },
  },
  'ballots decrypt': {
    usage:
      'ballots decrypt FILE.bel --key NAME.key.json --units units.json --notice FINGERPRINT --out FILE [--lists FOLDER] [--passphrase-file FILE] [--checkpoint FILE --board KEY --witness KEY...]',
    text: 'For a teller: verifies the box, adds up the sums that units.json and the pooling rule make, and opens her part of those and of nothing else. Refuses a second, different division.',
    async run(args) {
      const { values, positionals } = read(args, { ...box, ...signed, key: word, 'passphrase-file': word }, 1)
      const key = needed(values.key, '--key FILE'),
        units = needed(values.units, '--units FILE'),
        notice = needed(values.notice, '--notice FINGERPRINT'),
        out = needed(values.out, '--out FILE')
      const passphrase = await secretFrom(values['passphrase-file'], 'The passphrase of the key', '--passphrase-file')
      return offline(actors, (by, speaking) =>
        by.decryptByCommand({
          ...speaking,
          archive: positionals[0]!,
          key,
          units,
          lists: values.lists,
          notice,
          out,
          passphrase,
          checkpoint: checkpointIn(values),
        }),
      )
    },
  },
  'ballots tally': {
    usage: 'ballots tally FILE.bel PARTS... --units units.json --notice FINGERPRINT --out FOLDER [--lists FOLDER]',
    text: 'Puts the tellers’ parts together: writes the finished archive, and one of each published result, and prints the results. Anybody can do it.',
    async run(args) {
      const { values, positionals } = read(args, box, 'some')
      const units = needed(values.units, '--units FILE'),
        notice = needed(values.notice, '--notice FINGERPRINT'),
        out = needed(values.out, '--out FOLDER')
      const [archive, ...parts] = positionals
      return offline(actors, (by, speaking) =>
        by.tallyByCommand({ ...speaking, archive: archive!, parts, units, lists: values.lists, notice, out }),
      )
    },
  },
  'ballots cast': {
    usage: 'ballots cast ELECTION.json --choice ANSWER... [--credential-file FILE] [--out FILE]',
    text: 'For a member who would rather encrypt on her own machine: makes her ballot and prints it, to be pasted on the voting page. One --choice for each question; several answers with commas.',
    async run(args) {
      const { values, positionals } = read(args, { choice: several, 'credential-file': word, out: word }, 1)
      const choices = values.choice ?? []
      if (choices.length === 0) throw new Misuse('This command needs --choice ANSWER.')
      const credential = await secretFrom(values['credential-file'], 'Your voting code', '--credential-file')
      return offline(actors, (by, speaking) =>
        by.castByCommand({ ...speaking, electionFile: positionals[0]!, credential, choices, out: values.out }),
      )
    },
  },
  ...boardCommands,
}

function checkpointIn({ checkpoint, board, witness }: { checkpoint?: string; board?: string; witness?: string[] }) {
  if (checkpoint === undefined) {
    if (board ?? witness)
      throw new Misuse('--board and --witness say whose signatures a checkpoint must have: they need --checkpoint FILE.')
    return undefined
  }
  return { file: checkpoint, key: needed(board, '--board KEY'), witnesses: witness ?? [] }
}
