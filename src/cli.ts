import { parseArgs } from 'node:util'
import { openDatabase } from './platform/database.ts'
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
    usage: 'start [--empty]',
    text: 'Starts web and worker. An empty database gets the example campaign, or with --empty becomes a real deployment.',
    async run(args) {
      const { values } = read(args, { empty: { type: 'boolean', default: false } })
      const { start } = await import('./main.ts')
      await start(readSettings(), { empty: values.empty, say: (sentence) => console.log(sentence) })
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
}

type Options = NonNullable<Parameters<typeof parseArgs>[0]>['options']

function read<O extends Options>(args: string[], options: O, positionals = 0) {
  try {
    const result = parseArgs({ args, options, allowPositionals: positionals > 0, strict: true })
    if (result.positionals.length !== positionals) throw new Misuse(positionals ? `This command takes ${positionals} argument${positionals > 1 ? 's' : ''}.` : 'This command takes no argument.')
    return result
  } catch (error) {
    throw error instanceof Misuse ? error : new Misuse((error as Error).message)
  }
}

const help = (names = Object.keys(commands)) =>
  ['Usage: bin/commontable <command> [options]', '', ...names.flatMap((name) => [`  ${commands[name]!.usage}`, `      ${commands[name]!.text}`]), '', 'Exit: 0 done, 1 refused (the reason is told), 2 called wrongly.'].join('\n')

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
