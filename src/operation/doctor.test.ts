import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { emptyDatabase, newDatabase } from '../../test/database.ts'
import { migrate } from '../platform/migrate.ts'
import { openDeployment } from '../people/open-deployment.ts'
import { backUp } from './backup.ts'
import { examine } from './doctor.ts'
import { connectOwner } from './owner.ts'

const example = await newDatabase()
const real = await emptyDatabase()
await migrate(real.ownerUrl)
await openDeployment(real.ownerUrl)
const owner = await connectOwner(real.ownerUrl, 'test')
const mail = new SMTPServer({
  authOptional: true,
  hideSTARTTLS: true,
  onAuth: (auth, _, done) => (auth.password === 'right' ? done(null, { user: 'us' }) : done(new Error('no'))),
  allowInsecureAuth: true,
})
mail.listen(0, '127.0.0.1')
await once(mail.server, 'listening')
const smtp = (who = '') => `smtp://${who}127.0.0.1:${(mail.server.address() as AddressInfo).port}`
after(async () => {
  await new Promise<void>((done) => mail.close(done))
  await owner.end()
  await Promise.all([example.drop(), real.drop()])
})

const of = async (env: NodeJS.ProcessEnv) => {
  const checks = await examine(env, () => {})
  return (name: string) =>
    checks
      .filter((check) => check.name === name)
      .map(({ state, sentence }) => `${state}: ${sentence}`)
      .join('\n')
}
const well = {
  DATABASE_URL: real.ownerUrl,
  SMTP_URL: smtp(),
  MAIL_FROM: 'Coalition <news@example.org>',
  BASE_URL: 'https://table.example.org',
  TRUSTED_PROXIES: '1',
}

test('a deployment that is well, as far as it goes', async () => {
  const found = await of(well)
  for (const name of ['Node', 'Clock', 'Migrations', 'Roles', 'Address', 'Mail', 'Problems']) assert.match(found(name), /^ok: /, name)
  assert.match(found('Database'), /ok: PostgreSQL \d+/)
  assert.match(found('Deployment'), /warning: Nobody has used the set-up link/)
  assert.match(found('Jobs'), /warning: No worker runs/)
  assert.match(found('Backups'), /warning: None was made/)
})

test('what is wrong with mail and address is said, without a password', async () => {
  assert.match((await of({ ...well, SMTP_URL: '' }))('Mail'), /problem: SMTP_URL is not set: no mail leaves, and nobody can sign in/)
  const refused = (await of({ ...well, SMTP_URL: smtp('us:wrong-secret@') }))('Mail')
  assert.match(refused, /problem: .* refuses the user name or password/)
  assert.doesNotMatch(refused, /wrong-secret/)
  assert.match((await of({ ...well, SMTP_URL: smtp('us:right@') }))('Mail'), /^ok/)
  assert.match((await of({ ...well, SMTP_URL: 'smtp://127.0.0.1:1' }))('Mail'), /problem: .* does not answer as one: .*ECONNREFUSED/)
  assert.match((await of({ ...well, MAIL_FROM: 'the news' }))('Mail'), /problem: MAIL_FROM/)
  assert.match((await of({ ...well, DKIM_DOMAIN: 'example.org' }))('Mail'), /problem: .* belong together/)
  assert.match((await of({ ...well, BASE_URL: '' }))('Address'), /problem: BASE_URL is not set/)
  assert.match((await of({ ...well, BASE_URL: 'http://table.example.org' }))('Address'), /problem: .* unprotected/)
  assert.match((await of({ ...well, TRUSTED_PROXIES: '' }))('Address'), /warning: .* TRUSTED_PROXIES/)
  assert.match((await of({ ...well, TRUSTED_PROXIES: 'many' }))('Settings'), /problem: The setting TRUSTED_PROXIES cannot be used/)
})

test('jobs that wait or were given up, problems, and the age of the last backup', async () => {
  const due = `select graphile_worker.add_job('sign-in-mail', '{}', run_at => now() - interval '20 minutes')`
  await owner.query(due)
  assert.match((await of(well))('Jobs'), /problem: 1 jobs wait, the oldest for 20 minutes, and no worker runs/)
  await owner.query(`update graphile_worker._private_jobs set attempts = max_attempts`)
  assert.match((await of(well))('Jobs'), /warning: 1 jobs were given up/)
  await owner.query(`update graphile_worker._private_jobs set attempts = 1, locked_at = now(), locked_by = 'gone'`)
  assert.match((await of(well))('Jobs'), /warning: 1 jobs are held by a worker that is gone/)
  await owner.query('delete from graphile_worker._private_jobs')
  assert.match((await of(well))('Nightly round'), /^ok/)
  await owner.query(
    `insert into graphile_worker._private_known_crontabs (identifier, known_since) values ('retention', now() - interval '5 days')`,
  )
  assert.match((await of(well))('Nightly round'), /problem: It has not run for 5 days/)
  await owner.query(`update graphile_worker._private_known_crontabs set last_execution = now() - interval '20 hours'`)
  assert.match((await of(well))('Nightly round'), /^ok/)
  await owner.query(`select note_problem('0a1b2c3d', 'GET /', 'Error', '')`)
  assert.match((await of(well))('Problems'), /warning: 1 .* the newest is 0a1b2c3d/)
  await backUp(real.ownerUrl, join(mkdtempSync(join(tmpdir(), 'commontable-doctor-')), 'x'))
  assert.match((await of(well))('Backups'), /ok: The last one is less than an hour old/)
  const age = (interval: string) =>
    owner.query(
      `alter table backup_made no force row level security; update backup_made set made_at = now() - interval '${interval}'; alter table backup_made force row level security`,
    )
  await age('50 hours')
  assert.match((await of(well))('Backups'), /warning: The last one is 50 hours old/)
  await age('9 days')
  assert.match((await of(well))('Backups'), /problem: The last one is 9 days old/)
})

test('a database that is not there, is empty, or is ahead of the program', async () => {
  assert.match(
    (await of({ ...well, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }))('Database'),
    /problem: The database cannot be reached/,
  )
  const empty = await emptyDatabase()
  assert.match((await of({ ...well, DATABASE_URL: empty.ownerUrl }))('Migrations'), /warning: \d+ of \d+ have not run/)
  await empty.drop()
  await owner.query(`insert into schema_migration (name, checksum) values ('9999_later.sql', '')`)
  assert.match((await of(well))('Migrations'), /problem: .* newer Commontable \(9999_later\.sql\)/)
  await owner.query(`delete from schema_migration where name = '9999_later.sql'`)
})

test('the command makes nothing where nothing is, and its exit code says whether there is a problem', () => {
  const folder = mkdtempSync(join(tmpdir(), 'commontable-none-'))
  const run = (env: Record<string, string>, ...args: string[]) =>
    spawnSync(process.execPath, ['--import', './scripts/tsx-loader.js', 'src/cli.ts', 'doctor', ...args], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
    })
  const nothing = run({ COMMONTABLE_DATA: folder, DATABASE_URL: '' })
  assert.equal(nothing.status, 0, nothing.stderr)
  assert.match(nothing.stdout, /warning +Database: There is none yet/)
  assert.deepEqual(readdirSync(folder), [])
  const looked = run({ DATABASE_URL: example.ownerUrl }, '--json')
  const checks = JSON.parse(looked.stdout) as { name: string; state: string }[]
  assert.equal(looked.status, checks.some((check) => check.state === 'problem') ? 1 : 0)
  assert.ok(checks.some((check) => check.name === 'Roles'))
  assert.equal(run({ DATABASE_URL: real.ownerUrl }).status, 1)
})
