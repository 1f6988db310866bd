import { basename } from 'node:path'
import { asking, bytesOf, flag, needed, onDatabase, print, read, say, word, type Commands } from '../platform/command.ts'

export const rosterCommands: Commands = {
  'roster import': {
    usage: 'roster import FILE --local KEY --as EMAIL [--profile NAME] [--whole] [--yes] [--json]',
    text: 'Imports a CSV file or an Excel workbook ("-" is standard input) into a local’s roster in the name of its officer. --profile says which program wrote it (action-network, action-builder, solidarity-tech, spoke, zetkin, or one that the local saved), where its columns don’t tell; --whole that it lists everybody, so that whoever is missing is told. Shows what would happen and asks, or with --yes does it.',
    async run(args) {
      const { values, positionals } = read(args, { local: word, as: word, profile: word, whole: flag, yes: flag, json: flag }, 1)
      const file = positionals[0]!,
        localKey = needed(values.local, '--local KEY'),
        asAddress = needed(values.as, '--as EMAIL')
      const bytes = await bytesOf(file)
      const { rosterImport } = await import('./roster-import.ts')
      const { en } = await import('./roster.en.ts')
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
        if (values.json) print(JSON.stringify(result))
        if ('refusal' in result) {
          say(result.refusal)
          return 1
        }
        if (!values.json) {
          print(
            en.cli.counts({
              newRows: result.new,
              changedRows: result.changed,
              unchangedRows: result.unchanged,
              problemRows: result.refused.count,
            }),
          )
          if (result.unsubscribed) print(en.cli.unsubscribed(result.unsubscribed))
          for (const { line, reason } of result.refused.first) print(`${en.csv.line} ${line}: ${reason}`)
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
}
