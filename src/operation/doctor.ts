import { accessSync, constants, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import nodemailer from 'nodemailer'
import pg from 'pg'
import { hasServer, openServer } from '../platform/database.ts'
import { readMigrations, roleNames, urlAs } from '../platform/migrate.ts'
import { dataDirectory, findCluster } from '../platform/postgres/place.ts'
import { readSettings, type Settings } from '../platform/settings.ts'
import { connectOwner } from './owner.ts'
import { backupStale, backupVeryStale, jobsLate } from './limits.ts'

export interface Check {
  name: string
  state: 'ok' | 'warning' | 'problem'
  /** What was found, and what to do where it is not well. Never a password, and nobody's name. */
  sentence: string
}

type Finding = [state: Check['state'], sentence: string]

/** Looks at machine, settings and database and changes nothing but, on the embedded server, that it runs for a moment. */
export async function examine(env: NodeJS.ProcessEnv, say: (sentence: string) => void): Promise<Check[]> {
  const checks: Check[] = []
  const tell = (name: string, ...findings: Finding[]) => checks.push(...findings.map(([state, sentence]) => ({ name, state, sentence })))
  tell('Node', ofNode())
  let settings: Settings
  try {
    settings = readSettings(env)
  } catch (error) {
    tell('Settings', ['problem', (error as Error).message])
    return checks
  }
  tell('Disk', ofDisk(settings))
  if (!hasServer(settings)) {
    tell('Database', ['warning', `There is none yet in ${dataDirectory(env)}; "bin/commontable start" makes one.`])
    return checks
  }
  let server: Awaited<ReturnType<typeof openServer>> | undefined, client: pg.Client | undefined
  try {
    server = await openServer(settings, say)
    client = await connectOwner(server.ownerUrl, 'commontable doctor')
  } catch (error) {
    tell('Database', ['problem', (error as Error).message])
    await server?.stop()
    return checks
  }
  try {
    tell('Database', ...(await ofDatabase(client)))
    tell('Clock', await ofClock(client))
    const migrations = await ofMigrations(client)
    tell('Migrations', migrations)
    const {
      rows: [there],
    } = await client.query(`select to_regclass('backup_made') is not null as complete`)
    if (!there.complete) return checks
    tell('Roles', ...(await ofRoles(client, server.ownerUrl)))
    const {
      rows: [deployment],
    } = await client.query(`select mode, set_up_at from deployment`)
    tell('Deployment', ofDeployment(deployment, settings))
    if (deployment) {
      tell('Address', ...ofAddress(settings, deployment.mode))
      tell('Mail', ...(await ofMail(settings, deployment.mode)))
      tell('Jobs', ...(await ofJobs(client)))
      tell('Nightly round', await ofNightlyRound(client))
      tell('Problems', await ofProblems(client))
      tell('Backups', await ofBackups(client, deployment.mode))
    }
    return checks
  } finally {
    await client.end()
    await server.stop()
  }
}

function ofNode(): Finding {
  const major = Number.parseInt(process.versions.node, 10)
  return major >= 26
    ? ['ok', `${process.versions.node}, on ${process.platform} ${process.arch}.`]
    : ['problem', `This runs on Node ${process.versions.node}; start it by bin/commontable, which brings the one it needs.`]
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`

function ofDisk(settings: Settings): Finding {
  const place = settings.DATABASE_URL ? process.cwd() : existing(findCluster(dataDirectory()) ?? dataDirectory())
  const { bavail, bsize, blocks } = statfsSync(place)
  const free = bavail * bsize,
    where = settings.DATABASE_URL ? 'here (the database server has a disk of its own, look there too)' : `for the database in ${place}`
  if (free < 1e9) return ['problem', `Only ${gigabytes(free)} are free ${where}. Make room: a full disk stops PostgreSQL.`]
  if (free < 5e9 || bavail < blocks * 0.1)
    return ['warning', `${gigabytes(free)} are free ${where}. Make room before it is less than 1 GB.`]
  return ['ok', `${gigabytes(free)} are free ${where}.`]
}

const existing = (path: string): string =>
  statSync(path, { throwIfNoEntry: false }) || dirname(path) === path ? path : existing(dirname(path))

async function ofDatabase(client: pg.Client): Promise<Finding[]> {
  const {
    rows: [is],
  } = await client.query(`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as version, pg_encoding_to_char(encoding) as encoding, datcollate, datlocprovider as provider,
      datcollversion as made_with, pg_database_collation_actual_version(oid) as has, current_setting('fsync') as fsync, current_setting('full_page_writes') as full_pages,
      current_setting('data_checksums') as checksums, pg_database_size(oid)::float as size, current_setting('max_connections')::int as most
    from pg_database where datname = current_database()`)
  const findings: Finding[] = [
    is.number < 150000
      ? ['problem', `PostgreSQL ${is.version} is too old; Commontable needs 15 or newer.`]
      : ['ok', `PostgreSQL ${is.version}, ${gigabytes(is.size)}.`],
    is.encoding === 'UTF8'
      ? [
          'ok',
          `Encoding UTF8, collation ${is.datcollate} (${{ c: 'libc', i: 'ICU', b: 'builtin' }[is.provider as string] ?? is.provider}).`,
        ]
      : ['problem', `The database is encoded in ${is.encoding}. Make one with encoding 'UTF8' and restore a backup into it.`],
  ]
  if (is.made_with && is.has && is.made_with !== is.has)
    findings.push([
      'problem',
      `The operating system now sorts text otherwise than when this database was made (${is.made_with}, now ${is.has}), so indexes may miss rows. In a quiet hour run: reindex database; then: alter database ... refresh collation version`,
    ])
  if (is.fsync === 'off' || is.full_pages === 'off')
    findings.push([
      'problem',
      'The server was told not to care about power failures (fsync or full_page_writes is off). Set both to on in postgresql.conf.',
    ])
  if (is.checksums === 'off')
    findings.push([
      'warning',
      'The server keeps no data checksums, so a failing disk may go unnoticed. With the server stopped: pg_checksums --enable',
    ])
  if (is.most < 60)
    findings.push([
      'warning',
      `The server allows ${is.most} connections; a web process takes up to 20 and a worker up to 13. Raise max_connections to 100.`,
    ])
  return findings
}

async function ofClock(client: pg.Client): Promise<Finding> {
  await client.query('select')
  const before = Temporal.Now.instant().epochMilliseconds
  const {
    rows: [server],
  } = await client.query(`select extract(epoch from clock_timestamp()) * 1000 as ms`)
  const off = Math.abs(Number(server.ms) - (before + Temporal.Now.instant().epochMilliseconds) / 2) / 1000
  const told = `The clocks of this machine and of the database differ by ${off.toFixed(1)} s`
  if (off > 30)
    return [
      'problem',
      `${told}. Links would expire too early or too late: switch on time synchronization (systemd-timesyncd, chrony) on both.`,
    ]
  return off > 2
    ? ['warning', `${told}. Switch on time synchronization on both.`]
    : ['ok', 'This machine and the database agree on the time.']
}

async function ofMigrations(client: pg.Client): Promise<Finding> {
  const files = readMigrations().map(({ name }) => name)
  const {
    rows: [there],
  } = await client.query(`select to_regclass('schema_migration') is not null as table`)
  const done: string[] = there.table
    ? (await client.query('select name from schema_migration order by name')).rows.map((row) => row.name)
    : []
  const unknown = done.filter((name) => !files.includes(name)),
    pending = files.filter((name) => !done.includes(name))
  if (unknown.length)
    return [
      'problem',
      `The database was migrated by a newer Commontable (${unknown[0]}). Start that version, or restore a backup from before.`,
    ]
  if (pending.length)
    return ['warning', `${pending.length} of ${files.length} have not run. "bin/commontable start" or "migrate" runs them; back up first.`]
  return ['ok', `All ${files.length} have run, the last one is ${files.at(-1)}.`]
}

async function ofRoles(client: pg.Client, ownerUrl: string): Promise<Finding[]> {
  const { rows: secrets } = await client.query<{ role_name: string; password: string }>('select role_name, password from deployment_secret')
  const prefix = secrets.find(({ role_name }) => role_name.endsWith('_web'))?.role_name.replace(/_web$/, '') ?? ''
  const wanted = roleNames().map((name) => `${prefix}_${name}`)
  const { rows: roles } = await client.query<{ name: string; above: boolean }>(
    'select rolname as name, rolsuper or rolbypassrls or rolcreaterole as above from pg_roles where rolname = any ($1)',
    [wanted],
  )
  const missing = wanted.filter((name) => !roles.some((role) => role.name === name)),
    above = roles.filter((role) => role.above)
  const findings: Finding[] = []
  if (missing.length) findings.push(['problem', `Missing: ${missing.join(', ')}. "bin/commontable migrate" makes them.`])
  if (above.length)
    findings.push([
      'problem',
      `${above.map((role) => role.name).join(', ')} may do more than is good: row security must bind them. As an administrator run: alter role ... nosuperuser nobypassrls nocreaterole`,
    ])
  for (const { role_name, password } of secrets) {
    const login = new pg.Client({ connectionString: urlAs(ownerUrl, role_name, password), connectionTimeoutMillis: 5000 })
    login.on('error', () => {})
    try {
      await login.connect()
    } catch (error) {
      findings.push([
        'problem',
        `${role_name} cannot sign in: ${(error as Error).message}. Allow scram-sha-256 for it in pg_hba.conf; "bin/commontable migrate" sets its password anew.`,
      ])
    }
    await login.end().catch(() => {})
  }
  return findings.length
    ? findings
    : [['ok', `All ${wanted.length} are there, none stands above row security, and both logins can sign in.`]]
}

function ofDeployment(deployment: { mode: 'example' | 'real'; set_up_at: unknown } | undefined, { HOST }: Settings): Finding {
  if (!deployment)
    return [
      'warning',
      'The database is empty. "bin/commontable start --empty" opens a real deployment; without --empty it loads the example campaign.',
    ]
  if (deployment.mode === 'example')
    return HOST && !['127.0.0.1', 'localhost', '::1'].includes(HOST)
      ? ['warning', 'This is the example campaign, where anybody may be anybody, and HOST opens it to the network.']
      : ['ok', 'This is the example campaign.']
  return deployment.set_up_at
    ? ['ok', 'A real deployment, set up.']
    : ['warning', 'Nobody has used the set-up link. "bin/commontable start" prints a new one, good for an hour.']
}

function ofAddress({ BASE_URL, TRUSTED_PROXIES }: Settings, mode: 'example' | 'real'): Finding[] {
  if (mode === 'example') return [['ok', BASE_URL ?? 'The address of this machine; an example needs no other.']]
  if (!BASE_URL)
    return [
      [
        'problem',
        'BASE_URL is not set, so links in mails would lead to this machine only. Set it to the public address, such as https://example.org',
      ],
    ]
  const { protocol, hostname } = new URL(BASE_URL)
  const findings: Finding[] = [['ok', `People reach it at ${BASE_URL}.`]]
  if (protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname))
    findings.push([
      'problem',
      'BASE_URL begins with http, so sessions travel unprotected. Put a reverse proxy with HTTPS in front (docs/operating.md) and say https.',
    ])
  if (protocol === 'https:' && TRUSTED_PROXIES === 0)
    findings.push([
      'warning',
      'HTTPS comes through a proxy, and TRUSTED_PROXIES is 0: all visitors would share one limit on tries. Set TRUSTED_PROXIES to the number of proxies, usually 1.',
    ])
  return findings
}

async function ofMail(settings: Settings, mode: 'example' | 'real'): Promise<Finding[]> {
  const { SMTP_URL, MAIL_FROM, DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE } = settings
  if (mode === 'example') return [['ok', 'The example campaign sends to nobody; its mails are at /example/outbox.']]
  if (!SMTP_URL)
    return [
      [
        'problem',
        'SMTP_URL is not set: no mail leaves, and nobody can sign in. Set it to the mail server, such as smtps://user:password@mail.example.org:465',
      ],
    ]
  const findings: Finding[] = []
  const domain = /@([^\s@<>]+)>?\s*$/.exec(MAIL_FROM ?? '')?.[1]?.toLowerCase()
  if (!domain)
    findings.push([
      'problem',
      'MAIL_FROM is not set or is no mail address. Set it to the sender, such as "Our Coalition <news@example.org>"',
    ])
  if (DKIM_DOMAIN || DKIM_SELECTOR || DKIM_KEY_FILE) {
    if (!DKIM_DOMAIN || !DKIM_SELECTOR || !DKIM_KEY_FILE)
      findings.push(['problem', 'DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE belong together: set all three or none.'])
    else {
      findings.push(...ofKey(DKIM_KEY_FILE))
      if (domain && domain !== DKIM_DOMAIN.toLowerCase() && !domain.endsWith(`.${DKIM_DOMAIN.toLowerCase()}`))
        findings.push(['warning', `MAIL_FROM is at ${domain} and DKIM_DOMAIN is ${DKIM_DOMAIN}: DMARC wants them to agree.`])
    }
  }
  const server = new URL(SMTP_URL)
  const transport = nodemailer.createTransport({
    url: SMTP_URL,
    connectionTimeout: 5000,
    greetingTimeout: 5000,
    socketTimeout: 10_000,
    dnsTimeout: 5000,
  } as never)
  try {
    await transport.verify() // greets, and signs in where the address says how; nothing is sent
    findings.push(['ok', `The mail server ${server.hostname} answers and takes us.`])
  } catch (error) {
    const { code, responseCode, message } = error as Error & { code?: string; responseCode?: number }
    findings.push([
      'problem',
      code === 'EAUTH'
        ? `The mail server ${server.hostname} refuses the user name or password in SMTP_URL (${responseCode ?? code}).`
        : `The mail server ${server.hostname} does not answer as one: ${message.replace(/\S+@\S+/g, '(address)').slice(0, 200)}. Check SMTP_URL, its port, and the firewall.`,
    ])
  } finally {
    transport.close()
  }
  return findings
}

function ofKey(file: string): Finding[] {
  try {
    accessSync(file, constants.R_OK)
  } catch {
    return [['problem', `DKIM_KEY_FILE ${file} cannot be read by this user.`]]
  }
  return statSync(file).mode & 0o004 ? [['warning', `Everybody on this machine can read ${file}. Run: chmod o-r on it.`]] : []
}

async function ofJobs(client: pg.Client): Promise<Finding[]> {
  const {
    rows: [queue],
  } = await client.query(`
    select count(*) filter (where due)::int as due, count(*) filter (where given_up)::int as failed, count(*) filter (where locked_at is not null)::int as running,
      count(*) filter (where locked_at is not null and not alive)::int as dead, coalesce(extract(epoch from now() - min(run_at) filter (where due)), 0)::float as late
    from (select run_at, locked_at, locked_at is null and attempts < max_attempts and run_at <= now() as due, locked_at is null and attempts >= max_attempts as given_up,
      exists (select from pg_stat_activity where datname = current_database() and application_name = 'commontable worker life') as alive from graphile_worker.jobs) job`)
  const {
    rows: [workers],
  } = await client.query(
    `select count(*)::int as alive from pg_stat_activity where datname = current_database() and application_name = 'commontable worker life'`,
  )
  const findings: Finding[] = []
  if (queue.late > jobsLate)
    findings.push([
      'problem',
      `${queue.due} jobs wait, the oldest for ${Math.round(queue.late / 60)} minutes${workers.alive ? '; look at /staff/admin for what fails' : ', and no worker runs: start one (mails and imports stand still without)'}.`,
    ])
  else if (!workers.alive)
    findings.push([
      'warning',
      `No worker runs at this moment, so no mail leaves and no import goes on; ${queue.due} jobs wait. Is Commontable started?`,
    ])
  if (queue.dead)
    findings.push(['warning', `${queue.dead} jobs are held by a worker that is gone; the next one that starts takes them again.`])
  if (queue.failed)
    findings.push(['warning', `${queue.failed} jobs were given up after many tries. /staff/admin shows what failed, by reference.`])
  return findings.length
    ? findings
    : [['ok', `${workers.alive} worker${workers.alive > 1 ? 's' : ''}, ${queue.running} jobs running, ${queue.due} due.`]]
}

/** The round that removes what is past its time (src/erasure/retention.ts). */
async function ofNightlyRound(client: pg.Client): Promise<Finding> {
  const {
    rows: [round],
  } = await client.query<{ days: number }>(
    `select extract(epoch from now() - coalesce(last_execution, known_since))::float / 86400 as days from graphile_worker._private_known_crontabs where identifier = 'retention'`,
  )
  if (!round) return ['ok', 'It runs from the first night on after a worker has started.']
  return round.days > 2
    ? [
        'problem',
        `It has not run for ${Math.floor(round.days)} days, so what is past its time is still here. See that a worker runs, and search its log for "Cron".`,
      ]
    : ['ok', 'It runs.']
}

async function ofProblems(client: pg.Client): Promise<Finding> {
  const {
    rows: [seen],
  } = await client.query(
    `select count(*)::int as day, (select reference from problem order by at desc limit 1) as newest from problem where at > now() - interval '1 day'`,
  )
  return seen.day
    ? [
        'warning',
        `${seen.day} requests or jobs failed in the last day, the newest is ${seen.newest}. See /staff/admin, and search the log for the reference.`,
      ]
    : ['ok', 'Nothing failed in the last day.']
}

async function ofBackups(client: pg.Client, mode: 'example' | 'real'): Promise<Finding> {
  const {
    rows: [newest],
  } = await client.query<{ hours: number | null }>(
    `select extract(epoch from now() - max(made_at))::float / 3600 as hours from backup_made`,
  )
  const hours = newest?.hours ?? null
  if (mode === 'example') return ['ok', 'The example campaign needs none.']
  if (hours === null)
    return [
      'warning',
      'None was made by "bin/commontable backup". If the database server backs itself up, all is well; else make one each night (docs/operating.md).',
    ]
  if (hours * 3600 > backupVeryStale)
    return ['problem', `The last one is ${Math.round(hours / 24)} days old. Find out why the nightly one does not run.`]
  return hours * 3600 > backupStale
    ? ['warning', `The last one is ${Math.round(hours)} hours old. Make one each night.`]
    : ['ok', `The last one is ${hours < 1 ? 'less than an hour' : `${Math.round(hours)} hours`} old.`]
}
