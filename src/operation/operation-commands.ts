import { countOf, flag, print, read, say, word, type Commands } from '../platform/command.ts'

export const operationCommands: Commands = {
  backup: {
    usage: 'backup FILE [--keep NUMBER] [--json]',
    text: 'Writes everything into one file that only you may read, while the program goes on. It holds personal data. A folder gets a file named after the moment, and keeps the newest NUMBER of them; - is standard output.',
    async run(args) {
      const { values, positionals } = read(args, { keep: word, json: flag }, 1)
      const keep = countOf(values.keep, '--keep')
      const { hasServer } = await import('../platform/database.ts')
      const { readSettings } = await import('../platform/settings.ts')
      const { Unready } = await import('../platform/unready.ts')
      if (!hasServer(readSettings()))
        throw new Unready(
          'There is no database here yet, so there is nothing to back up. Set DATABASE_URL, or COMMONTABLE_DATA to the folder of the deployment.',
        )
      const { backUp } = await import('./backup.ts')
      const done = await onServer((ownerUrl) => backUp(ownerUrl, positionals[0]!, { keep }))
      if (values.json) (done.file ? print : say)(JSON.stringify(done))
      else
        say(
          `Backed up ${done.rows.toLocaleString('en')} rows of ${done.tables} tables into ${done.file ?? 'standard output'} (${done.bytes.toLocaleString('en')} bytes, ${done.seconds} s). It holds personal data: keep it where only you can read it.`,
        )
      return 0
    },
  },
  restore: {
    usage: 'restore FILE [--json]',
    text: 'Brings a backup back into an empty database that no program uses. Mail that was on its way is held until somebody tells it to go on.',
    async run(args) {
      const { values, positionals } = read(args, { json: flag }, 1)
      const { restore } = await import('./restore.ts')
      const done = await onServer((ownerUrl) => restore(ownerUrl, positionals[0]!, { say }))
      if (values.json) print(JSON.stringify(done))
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
    },
  },
  doctor: {
    usage: 'doctor [--json]',
    text: 'Looks at this machine, the settings and the database, and says of each thing whether it is well and what to do if not. Exit 1 when there is a problem.',
    async run(args) {
      const { values } = read(args, { json: flag })
      const { examine } = await import('./doctor.ts')
      const checks = await examine(process.env, say)
      if (values.json) print(JSON.stringify(checks))
      else
        for (const { state, name, sentence } of checks)
          print(`${{ ok: 'ok      ', warning: 'warning ', problem: 'PROBLEM ' }[state]} ${name}: ${sentence}`)
      return checks.some(({ state }) => state === 'problem') ? 1 : 0
    },
  },
}

/** What a command does to the database as it is, as its owner; an embedded server is started for it. */
async function onServer<Done>(work: (ownerUrl: string) => Promise<Done>): Promise<Done> {
  const { openServer } = await import('../platform/database.ts')
  const { readSettings } = await import('../platform/settings.ts')
  const server = await openServer(readSettings(), say)
  try {
    return await work(server.ownerUrl)
  } finally {
    await server.stop()
  }
}
