import { flag, Misuse, needed, onDatabase, print, read, say, word, type Commands } from '../platform/command.ts'

export const exportCommands: Commands = {
  'roster export': {
    usage: 'roster export --local KEY --as EMAIL [--format csv|csv-plain|xlsx]',
    text: 'Writes a local’s members to standard output, in the name of its officer: CSV without a mark (csv-plain), with one (csv), or a workbook. It is on record as in the browser. It holds personal data.',
    async run(args) {
      const { values } = read(args, { local: word, as: word, format: { ...word, default: 'csv-plain' } })
      const localKey = needed(values.local, '--local KEY'),
        asAddress = needed(values.as, '--as EMAIL')
      const { exportByCommand } = await import('./export-by-command.ts')
      const { formats } = await import('./member-list.ts')
      const format = formats.find((known) => known === values.format)
      if (!format) throw new Misuse(`--format takes one of ${formats.join(', ')}.`)
      return onDatabase((root) => exportByCommand({ root, localKey, asAddress, what: format, out: process.stdout, say }))
    },
  },
  'local export': {
    usage: 'local export --local KEY --as EMAIL > FILE.zip',
    text: 'Writes everything a local has to standard output, as a ZIP of CSV files from which another Commontable can be filled. It holds personal data.',
    async run(args) {
      const { values } = read(args, { local: word, as: word })
      const localKey = needed(values.local, '--local KEY'),
        asAddress = needed(values.as, '--as EMAIL')
      const { exportByCommand } = await import('./export-by-command.ts')
      return onDatabase((root) => exportByCommand({ root, localKey, asAddress, what: 'everything', out: process.stdout, say }))
    },
  },
  'local import': {
    usage: 'local import FILE --as EMAIL [--local KEY] [--json]',
    text: 'Fills an empty local from such a ZIP, in the name of its officer: all of it or nothing. Events come as drafts, offices as invitations, shares as history.',
    async run(args) {
      const { values, positionals } = read(args, { local: word, as: word, json: flag }, 1)
      const asAddress = needed(values.as, '--as EMAIL')
      const { moveInByCommand } = await import('./export-by-command.ts')
      return onDatabase((root) =>
        moveInByCommand({ root, file: positionals[0]!, asAddress, localKey: values.local, json: values.json, say, print }),
      )
    },
  },
}
