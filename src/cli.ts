// The command line: the program's own two commands, and those of each feature.
import { ballotCommands } from './ballots/ballot-commands.ts'
import { strikeCommands } from './contracts/strike-commands.ts'
import { exportCommands } from './export/export-commands.ts'
import { operationCommands } from './operation/operation-commands.ts'
import { peopleCommands } from './people/people-commands.ts'
import { flag, Misuse, print, read, say, type Commands } from './platform/command.ts'
import { Unready } from './platform/unready.ts'
import { rosterCommands } from './roster/roster-commands.ts'
import { structureCommands } from './unions/structure-commands.ts'

const commands: Commands = {
  start: {
    usage: 'start [--empty] [--web-only | --worker-only]',
    text: 'Starts web and worker. An empty database gets the example campaign, or with --empty becomes a real deployment. Several processes may share a database: web ones, each on a PORT of its own, and workers.',
    async run(args) {
      const { values } = read(args, { empty: flag, 'web-only': flag, 'worker-only': flag })
      if (values['web-only'] && values['worker-only'])
        throw new Misuse('--web-only and --worker-only exclude each other; without both, one process is web and worker.')
      const { start } = await import('./main.ts')
      const { readSettings } = await import('./platform/settings.ts')
      await start(readSettings(), {
        empty: values.empty,
        parts: { web: !values['worker-only'], worker: !values['web-only'] },
        say: print,
      })
      return 'goes on'
    },
  },
  migrate: {
    usage: 'migrate',
    text: 'Brings the database up to this program, and ends.',
    async run(args) {
      read(args, {})
      const { openDatabase } = await import('./platform/database.ts')
      const { readSettings } = await import('./platform/settings.ts')
      const database = await openDatabase(readSettings(), say)
      await database.stop()
      say('The database is up to date.')
      return 0
    },
  },
  ...operationCommands,
  ...peopleCommands,
  ...structureCommands,
  ...rosterCommands,
  ...exportCommands,
  ...strikeCommands,
  ...ballotCommands,
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
  return Object.hasOwn(commands, two) ? { name: two, rest: argv.slice(2) } : { name: argv[0] ?? '', rest: argv.slice(1) }
}

async function main(argv: string[]): Promise<number | 'goes on'> {
  const { name, rest } = find(argv)
  if (!Object.hasOwn(commands, name)) {
    const asked = ['--help', '-h', 'help'].includes(name)
    ;(asked ? print : say)(asked || !name ? help() : `There is no command "${name}".\n\n${help()}`)
    return asked ? 0 : 2
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    print(help([name]))
    return 0
  }
  try {
    return await commands[name]!.run(rest)
  } catch (error) {
    if (error instanceof Misuse) {
      say(`${error.message}\n\n${help([name])}`)
      return 2
    }
    console.error(error instanceof Unready || !(error instanceof Error) ? String((error as Error).message ?? error) : error)
    return 1
  }
}

const code = await main(process.argv.slice(2))
if (code !== 'goes on') process.exit(code)
