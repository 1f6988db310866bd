import { text } from 'node:stream/consumers'
import { bytesOf, flag, Misuse, read, type Commands } from '../platform/command.ts'

export const strikeCommands: Commands = {
  'strike-check': {
    usage: 'strike-check FILE [--json]',
    text: 'Whether a unit may lawfully begin an action, by the encoded rules: every check with its reason. FILE holds facts as JSON ("-" is standard input). Needs no database. General information, no legal advice.',
    async run(args) {
      const { values, positionals } = read(args, { json: flag }, 1)
      const content = await text(await bytesOf(positionals[0]!))
      const { inLines, strikeCheck } = await import('./strike-check.ts')
      const checked = strikeCheck(content)
      if ('problems' in checked) throw new Misuse(checked.problems.map(({ at, sentence }) => `${at} ${sentence}.`).join('\n'))
      // Thousands of answers are more than a pipe takes at once, and the program ends when this returns.
      await new Promise((written) =>
        process.stdout.write(`${values.json ? JSON.stringify(checked.value) : inLines(checked.value)}\n`, written),
      )
      return 0
    },
  },
}
