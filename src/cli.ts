import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { basename } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { hasServer, openDatabase, openServer } from './platform/database.ts'
import { asPerson, connect, type Root } from './platform/db.ts'
import { readSettings } from './platform/settings.ts'
import { Unready } from './platform/unready.ts'

interface Command {
  usage: string
  text: string
  run: (args: string[]) => Promise<number>
}

/** What went wrong with how the command was called: exit 2. */
class Misuse extends Error {}

const say = (sentence: string) => console.error(sentence)

const commands: Record<string, Command> = {
  start: {
    usage: 'start [--empty] [--web-only | --worker-only]',
    text: 'Starts web and worker. An empty database gets the example campaign, or with --empty becomes a real deployment. Several processes may share a database: web ones, each on a PORT of its own, and workers.',
    async run(args) {
      const { values } = read(args, {
        empty: { type: 'boolean', default: false },
        'web-only': { type: 'boolean', default: false },
        'worker-only': { type: 'boolean', default: false },
      })
      if (values['web-only'] && values['worker-only'])
        throw new Misuse('--web-only and --worker-only exclude each other; without both, one process is web and worker.')
      const { start } = await import('./main.ts')
      await start(readSettings(), {
        empty: values.empty,
        parts: { web: !values['worker-only'], worker: !values['web-only'] },
        say: (sentence) => console.log(sentence),
      })
      return -1 // goes on
    },
  },
  migrate: {
    usage: 'migrate',
    text: 'Brings the database up to this program, and ends.',
    async run(args) {
      read(args, {})
      const database = await openDatabase(readSettings(), say)
      await database.stop()
      say('The database is up to date.')
      return 0
    },
  },
  backup: {
    usage: 'backup FILE [--keep NUMBER] [--json]',
    text: 'Writes everything into one file that only you may read, while the program goes on. It holds personal data. A folder gets a file named after the moment, and keeps the newest NUMBER of them; - is standard output.',
    async run(args) {
      const { values, positionals } = read(args, { keep: { type: 'string' }, json: { type: 'boolean', default: false } }, 1)
      const keep = values.keep === undefined ? undefined : Number(values.keep)
      if (keep !== undefined && !(Number.isInteger(keep) && keep > 0)) throw new Misuse('--keep takes a number of backups, 1 or more.')
      const { backUp } = await import('./operation/backup.ts')
      const settings = readSettings()
      if (!hasServer(settings))
        throw new Unready(
          'There is no database here yet, so there is nothing to back up. Set DATABASE_URL, or COMMONTABLE_DATA to the folder of the deployment.',
        )
      const server = await openServer(settings, say)
      try {
        const done = await backUp(server.ownerUrl, positionals[0]!, { keep })
        if (values.json) (done.file ? console.log : console.error)(JSON.stringify(done))
        else
          say(
            `Backed up ${done.rows.toLocaleString('en')} rows of ${done.tables} tables into ${done.file ?? 'standard output'} (${done.bytes.toLocaleString('en')} bytes, ${done.seconds} s). It holds personal data: keep it where only you can read it.`,
          )
        return 0
      } finally {
        await server.stop()
      }
    },
  },
  doctor: {
    usage: 'doctor [--json]',
    text: 'Looks at this machine, the settings and the database, and says of each thing whether it is well and what to do if not. Exit 1 when there is a problem.',
    async run(args) {
      const { values } = read(args, { json: { type: 'boolean', default: false } })
      const { examine } = await import('./operation/doctor.ts')
      const checks = await examine(process.env, say)
      if (values.json) console.log(JSON.stringify(checks))
      else
        for (const { state, name, sentence } of checks)
          console.log(`${{ ok: 'ok      ', warning: 'warning ', problem: 'PROBLEM ' }[state]} ${name}: ${sentence}`)
      return checks.some(({ state }) => state === 'problem') ? 1 : 0
    },
  },
  'roster import': {
    usage: 'roster import FILE --local KEY --as EMAIL [--profile NAME] [--whole] [--yes] [--json]',
    text: 'Imports a CSV file or an Excel workbook ("-" is standard input) into a local’s roster in the name of its officer. --profile says which program wrote it (action-network, action-builder, solidarity-tech, spoke, zetkin, or one that the local saved), where its columns don’t tell; --whole that it lists everybody, so that whoever is missing is told. Shows what would happen and asks, or with --yes does it.',
    async run(args) {
      const { values, positionals } = read(
        args,
        {
          local: { type: 'string' },
          as: { type: 'string' },
          profile: { type: 'string' },
          whole: { type: 'boolean', default: false },
          yes: { type: 'boolean', default: false },
          json: { type: 'boolean', default: false },
        },
        1,
      )
      const file = positionals[0]!,
        localKey = needed(values.local, '--local KEY'),
        asAddress = needed(values.as, '--as EMAIL')
      const bytes = await bytesOf(file)
      const { rosterImport } = await import('./roster/roster-import.ts')
      const { en } = await import('./roster/roster.en.ts')
      return onDatabase(async (root) => {
        const stopping = new AbortController()
        process.once('SIGINT', () => stopping.abort())
        const onProgress = process.stderr.isTTY
          ? (step: 'staging' | 'applying', done: number, total: number) =>
              process.stderr.write(`\r${en.progress[step]}: ${Math.floor((100 * done) / Math.max(total, 1))} %  `)
          : undefined
        const result = await rosterImport({
          root,
          file: bytes,
          fileName: basename(file),
          localKey,
          asAddress,
          profile: values.profile,
          whole: values.whole,
          yes: values.yes,
          ask: asking(),
          onProgress,
          signal: stopping.signal,
        })
        if (onProgress) process.stderr.write('\n')
        if (values.json) console.log(JSON.stringify(result))
        if ('refusal' in result) {
          say(result.refusal)
          return 1
        }
        if (!values.json) {
          console.log(
            en.cli.counts({
              newRows: result.new,
              changedRows: result.changed,
              unchangedRows: result.unchanged,
              problemRows: result.refused.count,
            }),
          )
          for (const { line, reason } of result.refused.first) console.log(`${en.csv.line} ${line}: ${reason}`)
        }
        say(
          {
            written: en.cli.done,
            'nothing-to-write': en.cli.nothing,
            'not-confirmed': `${en.cli.no}${process.stdin.isTTY ? '' : ' Add --yes to write without being asked.'}`,
          }[result.outcome],
        )
        return result.outcome === 'not-confirmed' ? 1 : 0
      })
    },
  },
  'roster export': {
    usage: 'roster export --local KEY --as EMAIL [--format csv|csv-plain|xlsx]',
    text: 'Writes a local’s members to standard output, in the name of its officer: CSV without a mark (csv-plain), with one (csv), or a workbook. It is on record as in the browser. It holds personal data.',
    async run(args) {
      const { values } = read(args, { local: { type: 'string' }, as: { type: 'string' }, format: { type: 'string', default: 'csv-plain' } })
      const localKey = needed(values.local, '--local KEY'),
        asAddress = needed(values.as, '--as EMAIL')
      const { exportByCommand } = await import('./export/export-by-command.ts')
      const { formats } = await import('./export/member-list.ts')
      const format = formats.find((known) => known === values.format)
      if (!format) throw new Misuse(`--format takes one of ${formats.join(', ')}.`)
      return onDatabase((root) => exportByCommand({ root, localKey, asAddress, what: format, out: process.stdout, say }))
    },
  },
  'local export': {
    usage: 'local export --local KEY --as EMAIL > FILE.zip',
    text: 'Writes everything a local has to standard output, as a ZIP of CSV files from which another Commontable can be filled. It holds personal data.',
    async run(args) {
      const { values } = read(args, { local: { type: 'string' }, as: { type: 'string' } })
      const localKey = needed(values.local, '--local KEY'),
        asAddress = needed(values.as, '--as EMAIL')
      const { exportByCommand } = await import('./export/export-by-command.ts')
      return onDatabase((root) => exportByCommand({ root, localKey, asAddress, what: 'everything', out: process.stdout, say }))
    },
  },
  'local import': {
    usage: 'local import FILE --as EMAIL [--local KEY] [--json]',
    text: 'Fills an empty local from such a ZIP, in the name of its officer: all of it or nothing. Events come as drafts, offices as invitations, shares as history.',
    async run(args) {
      const { values, positionals } = read(
        args,
        { local: { type: 'string' }, as: { type: 'string' }, json: { type: 'boolean', default: false } },
        1,
      )
      const asAddress = needed(values.as, '--as EMAIL')
      const { moveInByCommand } = await import('./export/export-by-command.ts')
      return onDatabase((root) =>
        moveInByCommand({
          root,
          file: positionals[0]!,
          asAddress,
          localKey: values.local,
          json: values.json,
          say,
          print: (line) => console.log(line),
        }),
      )
    },
  },
  'structure import': {
    usage: 'structure import FILE --as EMAIL [--json]',
    text: 'Brings locals, regions, worksites and units to what a JSON or CSV file says, in the name of an administrator. A second time it changes nothing.',
    async run(args) {
      const { values, positionals } = read(args, { as: { type: 'string' }, json: { type: 'boolean', default: false } }, 1)
      const asAddress = needed(values.as, '--as EMAIL')
      const content = await text(await bytesOf(positionals[0]!))
      const { importStructure } = await import('./unions/import-structure.ts')
      const { findAccount } = await import('./people/find-account.ts')
      return onDatabase(async (root) => {
        const result = await asPerson(root, await findAccount(root, asAddress), 'read write', (db) => importStructure(db, content))
        if (values.json) console.log(JSON.stringify(result))
        if ('problems' in result) {
          for (const problem of result.problems) say(problem)
          return 1
        }
        if (!values.json) say(`${result.added} added, ${result.changed} changed, ${result.unchanged} as they were.`)
        return 0
      })
    },
  },
  'strike-check': {
    usage: 'strike-check FILE [--json]',
    text: 'Whether a unit may lawfully begin an action, by the encoded rules: every check with its reason. FILE holds facts as JSON ("-" is standard input). Needs no database. General information, no legal advice.',
    async run(args) {
      const { values, positionals } = read(args, { json: { type: 'boolean', default: false } }, 1)
      const content = await text(await bytesOf(positionals[0]!))
      const { inLines, strikeCheck } = await import('./contracts/strike-check.ts')
      const checked = strikeCheck(content)
      if ('problems' in checked) throw new Misuse(checked.problems.map(({ at, sentence }) => `${at} ${sentence}.`).join('\n'))
      // Thousands of answers are more than a pipe takes at once, and the program ends when this returns.
      await new Promise((written) =>
        process.stdout.write(`${values.json ? JSON.stringify(checked.value) : inLines(checked.value)}\n`, written),
      )
      return 0
    },
  },
  'ballots verify': {
    usage:
      'ballots verify FILE.bel... [--units units.json] [--lists FOLDER] [--checkpoint FILE --board KEY [--witness KEY]...] [--threads NUMBER] [--json]',
    text: 'Checks archives of votes strictly, a folder standing for all in it. With units.json (and the locals’ lists of credentials, in a folder beside it) also that the archives of locals are what the main one makes them. Exit 1 with the first reason. Needs no database.',
    async run(args) {
      const { values, positionals } = read(
        args,
        {
          units: { type: 'string' },
          lists: { type: 'string' },
          checkpoint: { type: 'string' },
          board: { type: 'string' },
          witness: { type: 'string', multiple: true },
          threads: { type: 'string' },
          json: { type: 'boolean', default: false },
        },
        'some',
      )
      const threads = values.threads === undefined ? undefined : countOf(values.threads, '--threads')
      return offline(async (speaking) =>
        (await import('./ballots/ballots-by-command.ts')).verifyByCommand({
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
      const { values, positionals } = read(
        args,
        { members: { type: 'string', default: '300' }, group: { type: 'string', default: 'BELENIOS-2048' } },
        1,
      )
      const members = countOf(values.members, '--members')
      return offline(async (speaking) =>
        (await import('./ballots/ballots-by-command.ts')).rehearseByCommand({
          ...speaking,
          members,
          groupName: values.group,
          out: positionals[0]!,
        }),
      )
    },
  },
  'ballots credentials': {
    usage: 'ballots credentials LIST --uuid ID --address URL --out FOLDER [--title TEXT] [--group BELENIOS-2048 | Ed25519]',
    text: 'For the registrar of one local, away from the server: a credential for each line of the list. Writes public.json to hand in, and links and printable letters for the members alone.',
    async run(args) {
      const { values, positionals } = read(
        args,
        {
          uuid: { type: 'string' },
          address: { type: 'string' },
          title: { type: 'string', default: 'Your vote' },
          out: { type: 'string' },
          group: { type: 'string', default: 'BELENIOS-2048' },
        },
        1,
      )
      const uuid = needed(values.uuid, '--uuid ID'),
        address = needed(values.address, '--address URL'),
        out = needed(values.out, '--out FOLDER')
      if (!URL.canParse(address))
        throw new Misuse('--address takes the address of the voting page, such as https://table.example.org/vote/strike.')
      return offline(async (speaking) =>
        (await import('./ballots/ballots-by-command.ts')).makeCredentials({
          ...speaking,
          list: positionals[0]!,
          uuid,
          groupName: values.group,
          address,
          title: values.title,
          out,
        }),
      )
    },
  },
  'ballots keygen': {
    usage: 'ballots keygen NAME --uuid ID [--passphrase-file FILE] [--group BELENIOS-2048 | Ed25519]',
    text: 'For a teller, on her own machine: makes her key as NAME.key.json, locked by a passphrase that it asks for, and NAME.public.json; prints the commitment that is sent first.',
    async run(args) {
      const { values, positionals } = read(
        args,
        { uuid: { type: 'string' }, 'passphrase-file': { type: 'string' }, group: { type: 'string', default: 'BELENIOS-2048' } },
        1,
      )
      const uuid = needed(values.uuid, '--uuid ID')
      const passphrase = await secretFrom(values['passphrase-file'], 'A passphrase for the key', '--passphrase-file')
      return offline(async (speaking) =>
        (await import('./ballots/ballots-by-command.ts')).makeKey({
          ...speaking,
          uuid,
          groupName: values.group,
          out: positionals[0]!,
          passphrase,
        }),
      )
    },
  },
  'ballots decrypt': {
    usage:
      'ballots decrypt FILE.bel --key NAME.key.json --units units.json --notice FINGERPRINT --out FILE [--lists FOLDER] [--passphrase-file FILE] [--checkpoint FILE --board KEY --witness KEY...]',
    text: 'For a teller: verifies the box, adds up the sums that units.json and the pooling rule make, and opens her part of those and of nothing else. Refuses a second, different division.',
    async run(args) {
      const { values, positionals } = read(
        args,
        {
          key: { type: 'string' },
          units: { type: 'string' },
          lists: { type: 'string' },
          notice: { type: 'string' },
          out: { type: 'string' },
          'passphrase-file': { type: 'string' },
          checkpoint: { type: 'string' },
          board: { type: 'string' },
          witness: { type: 'string', multiple: true },
        },
        1,
      )
      const key = needed(values.key, '--key FILE'),
        units = needed(values.units, '--units FILE'),
        notice = needed(values.notice, '--notice FINGERPRINT'),
        out = needed(values.out, '--out FILE')
      const passphrase = await secretFrom(values['passphrase-file'], 'The passphrase of the key', '--passphrase-file')
      return offline(async (speaking) =>
        (await import('./ballots/ballots-by-command.ts')).decryptByCommand({
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
      const { values, positionals } = read(
        args,
        { units: { type: 'string' }, lists: { type: 'string' }, notice: { type: 'string' }, out: { type: 'string' } },
        'some',
      )
      const units = needed(values.units, '--units FILE'),
        notice = needed(values.notice, '--notice FINGERPRINT'),
        out = needed(values.out, '--out FOLDER')
      const [archive, ...parts] = positionals
      return offline(async (speaking) =>
        (await import('./ballots/ballots-by-command.ts')).tallyByCommand({
          ...speaking,
          archive: archive!,
          parts,
          units,
          lists: values.lists,
          notice,
          out,
        }),
      )
    },
  },
  'ballots cast': {
    usage: 'ballots cast ELECTION.json --choice ANSWER... [--credential-file FILE] [--out FILE]',
    text: 'For a member who would rather encrypt on her own machine: makes her ballot and prints it, to be pasted on the voting page. One --choice for each question; several answers with commas.',
    async run(args) {
      const { values, positionals } = read(
        args,
        { choice: { type: 'string', multiple: true }, 'credential-file': { type: 'string' }, out: { type: 'string' } },
        1,
      )
      const choices = values.choice ?? []
      if (choices.length === 0) throw new Misuse('This command needs --choice ANSWER.')
      const credential = await secretFrom(values['credential-file'], 'Your voting code', '--credential-file')
      return offline(async (speaking) =>
        (await import('./ballots/ballots-by-command.ts')).castByCommand({
          ...speaking,
          electionFile: positionals[0]!,
          credential,
          choices,
          out: values.out,
        }),
      )
    },
  },
  restore: {
    usage: 'restore FILE [--json]',
    text: 'Brings a backup back into an empty database that no program uses. Mail that was on its way is held until somebody tells it to go on.',
    async run(args) {
      const { values, positionals } = read(args, { json: { type: 'boolean', default: false } }, 1)
      const { restore } = await import('./operation/restore.ts')
      const server = await openServer(readSettings(), say)
      try {
        const done = await restore(server.ownerUrl, positionals[0]!, { say })
        if (values.json) console.log(JSON.stringify(done))
        else {
          say(
            `Restored ${done.rows.toLocaleString('en')} rows of ${done.tables} tables as they were at ${done.madeAt}, and compared each table with the backup (${done.seconds} s). Everybody signs in again.`,
          )
          if (done.held)
            say(
              `${done.held} message${done.held > 1 ? 's were' : ' was'} on the way to members: held until a communications officer tells ${done.held > 1 ? 'them' : 'it'} to go on.`,
            )
        }
        return 0
      } finally {
        await server.stop()
      }
    },
  },
}

/** What a command does on the database in somebody's name; the server is started for it where none runs. */
async function onDatabase(work: (root: Root) => Promise<number>): Promise<number> {
  const database = await openDatabase(readSettings(), say)
  const root = connect(database.workerUrl, 4)
  try {
    return await work(root)
  } finally {
    await root.end()
    await database.stop()
  }
}

/** What a command does without a database: a refusal is told and is exit 1. */
async function offline(
  work: (speaking: { print: (line: string) => void; say: (sentence: string) => void; progress?: (line: string) => void }) => Promise<void>,
): Promise<number> {
  const { Refused } = await import('./ballots/refused.ts')
  const progress = process.stderr.isTTY ? (line: string) => process.stderr.write(`\r${line}\u001b[K`) : undefined
  const onLine =
    <T>(write: (line: T) => void) =>
    (line: T) => (process.stderr.isTTY && process.stderr.write('\r\u001b[K'), write(line))
  try {
    await work({ print: onLine((line: string) => console.log(line)), say: onLine(say), progress })
    return 0
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    onLine(say)(error.message)
    return 1
  }
}

/** A secret is never an argument, which everybody on a machine can see: it is in a file, or typed without being shown. */
async function secretFrom(file: string | undefined, question: string, option: string): Promise<string> {
  if (file !== undefined) return (await text(await bytesOf(file))).trim()
  if (!process.stdin.isTTY) throw new Misuse(`Nobody can be asked here: give ${option} FILE, or "-" for standard input.`)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true })
  process.stderr.write(`${question} (it is not shown): `)
  const given = await terminal.question('')
  terminal.close()
  process.stderr.write('\n')
  return given.trim()
}

function checkpointIn({ checkpoint, board, witness }: { checkpoint?: string; board?: string; witness?: string[] }) {
  if (checkpoint === undefined) {
    if (board ?? witness)
      throw new Misuse('--board and --witness say whose signatures a checkpoint must have: they need --checkpoint FILE.')
    return undefined
  }
  return { file: checkpoint, key: needed(board, '--board KEY'), witnesses: witness ?? [] }
}

function countOf(value: string, option: string): number {
  if (!/^[1-9]\d{0,6}$/.test(value)) throw new Misuse(`${option} takes a number, 1 or more.`)
  return Number(value)
}

function needed(value: string | boolean | undefined, option: string): string {
  if (typeof value !== 'string' || !value) throw new Misuse(`This command needs ${option}.`)
  return value
}

/** A file's bytes, or standard input's for "-". */
async function bytesOf(file: string) {
  if (file === '-') return process.stdin
  await access(file).catch(() => {
    throw new Misuse(`There is no file ${file} that can be read.`)
  })
  return createReadStream(file)
}

/** Nobody can be asked where nobody sits in front: there --yes is needed. */
const asking = () =>
  process.stdin.isTTY
    ? async (question: string) => {
        const terminal = createInterface({ input: process.stdin, output: process.stderr })
        const given = await terminal.question(question)
        terminal.close()
        return /^y(es)?$/i.test(given.trim())
      }
    : null

type Options = NonNullable<Parameters<typeof parseArgs>[0]>['options']

function read<O extends Options>(args: string[], options: O, positionals: number | 'some' = 0) {
  try {
    const result = parseArgs({ args, options, allowPositionals: positionals !== 0, strict: true })
    if (positionals === 'some') {
      if (result.positionals.length === 0) throw new Misuse('This command takes one argument or more.')
      return result
    }
    if (result.positionals.length !== positionals)
      throw new Misuse(
        positionals ? `This command takes ${positionals} argument${positionals > 1 ? 's' : ''}.` : 'This command takes no argument.',
      )
    return result
  } catch (error) {
    throw error instanceof Misuse ? error : new Misuse((error as Error).message)
  }
}

const help = (names = Object.keys(commands)) =>
  [
    'Usage: bin/commontable <command> [options]',
    '',
    ...names.flatMap((name) => [`  ${commands[name]!.usage}`, `      ${commands[name]!.text}`]),
    '',
    'Exit: 0 done, 1 refused (the reason is told), 2 called wrongly.',
  ].join('\n')

/** Two words are a command where there is one of that name ("roster import"), else one. */
function find(argv: string[]): { name: string; rest: string[] } {
  const two = argv.slice(0, 2).join(' ')
  return two in commands ? { name: two, rest: argv.slice(2) } : { name: argv[0] ?? '', rest: argv.slice(1) }
}

async function main(argv: string[]): Promise<number> {
  const { name, rest } = find(argv)
  const command = commands[name]
  if (!command) {
    const asked = ['--help', '-h', 'help'].includes(name)
    ;(asked ? console.log : console.error)(asked || !name ? help() : `There is no command "${name}".\n\n${help()}`)
    return asked ? 0 : 2
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(help([name]))
    return 0
  }
  try {
    return await command.run(rest)
  } catch (error) {
    if (error instanceof Misuse) {
      console.error(`${error.message}\n\n${help([name])}`)
      return 2
    }
    console.error(error instanceof Unready || !(error instanceof Error) ? String((error as Error).message ?? error) : error)
    return 1
  }
}

const code = await main(process.argv.slice(2))
if (code >= 0) process.exit(code)
