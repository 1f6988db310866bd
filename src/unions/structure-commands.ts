import { text } from 'node:stream/consumers'
import { bytesOf, flag, needed, onDatabase, print, read, say, word, type Commands } from '../platform/command.ts'

export const structureCommands: Commands = {
  'structure import': {
    usage: 'structure import FILE --as EMAIL [--json]',
    text: 'Brings locals, regions, worksites and units to what a JSON or CSV file says, in the name of an administrator. A second time it changes nothing.',
    async run(args) {
      const { values, positionals } = read(args, { as: word, json: flag }, 1)
      const asAddress = needed(values.as, '--as EMAIL')
      const content = await text(await bytesOf(positionals[0]!))
      const { importStructure } = await import('./import-structure.ts')
      const { findAccount } = await import('../people/find-account.ts')
      const { asPerson } = await import('../platform/db.ts')
      return onDatabase(async (root) => {
        const result = await asPerson(root, await findAccount(root, asAddress), 'read write', (db) => importStructure(db, content))
        if (values.json) print(JSON.stringify(result))
        if ('problems' in result) {
          for (const problem of result.problems) say(problem)
          return 1
        }
        if (!values.json) say(`${result.added} added, ${result.changed} changed, ${result.unchanged} as they were.`)
        return 0
      })
    },
  },
}
