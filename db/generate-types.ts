// npm run types: writes db/types.ts as the migrations have it. db/types.test.ts fails when that was forgotten.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** As src/platform/db.ts reads them. */
const typeMapping = { timestamptz: 'Temporal.Instant', date: 'Temporal.PlainDate', int8: 'number', numeric: 'string' }

/** What belongs in db/types.ts for this migrated database. */
export const typesOf = (ownerUrl: string) =>
  execFileSync(
    process.execPath,
    [
      at('../node_modules/kysely-codegen/dist/cli/bin.js'),
      '--print',
      '--log-level=error',
      '--dialect=postgres',
      `--url=${ownerUrl}`,
      '--default-schema=public',
      '--include-pattern=public.*',
      '--exclude-pattern=(deployment_secret|schema_migration)',
      `--type-mapping=${JSON.stringify(typeMapping)}`,
    ],
    { encoding: 'utf8', cwd: at('..') },
  ).trimStart()

if (import.meta.main) {
  const { startThrowAway } = await import('../test/throw-away.ts')
  const { migrate } = await import('../src/platform/migrate.ts')
  const server = await startThrowAway()
  try {
    await migrate(server.url)
    writeFileSync(at('types.ts'), typesOf(server.url))
  } finally {
    await server.stop()
  }
}
