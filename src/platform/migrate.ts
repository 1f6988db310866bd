import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { Unready } from './unready.ts'

export interface Roles {
  /** What every role's name starts with in this database: `commontable` where db/roles.sql writes "@web" for `commontable_web`. */
  prefix: string
  webUrl: string
  workerUrl: string
}

interface Options {
  log?: (sentence: string) => void
  /** The folder that holds roles.sql and migrations/; only tests name another. */
  folder?: string
  /** The last file to run, such as 0040_operation.sql: a backup is restored into the tables that it was made from. */
  until?: string
}

const ownFolder = fileURLToPath(new URL('../../db', import.meta.url))
const oldestServer = 150000
/** Any number, as long as no other program takes an advisory lock of the same in this database. */
export const migrationLock = 7_305_218

/**
 * Brings a database up to this program: roles, the job queue's own tables, then each file of db/migrations that has not run, in a
 * transaction of its own. Forward only. Safe to call from several processes at once, and on each start.
 *
 * `ownerUrl` is a role that owns the database and may create roles, or a superuser.
 * Throws Unready with a sentence when the server is too old or cannot be reached, when the role may too little, when a file that ran
 * has been changed since, or when the database was migrated by a newer program.
 */
export async function migrate(
  ownerUrl: string,
  { log = () => {}, folder = ownFolder, until }: Options = {},
): Promise<{ applied: string[]; roles: Roles }> {
  const owner = await connectOwner(ownerUrl)
  try {
    await refuseUnfit(owner)
    await lock(owner, log)
    const prefix = await rolePrefix(owner)
    const named = (sql: string) => sql.replaceAll(/"@([a-z_]+)"/g, `"${prefix}_$1"`)
    await makeRoles(
      owner,
      named(readFileSync(`${folder}/roles.sql`, 'utf8')),
      roleNames(folder).map((name) => `${prefix}_${name}`),
    )
    const roles = {
      prefix,
      webUrl: await signInUrl(owner, ownerUrl, `${prefix}_web`),
      workerUrl: await signInUrl(owner, ownerUrl, `${prefix}_worker`),
    }
    const pending = (await pendingFiles(owner, folder)).filter((file) => !until || file.name <= until)
    const isEmpty = (await owner.query(`select from schema_migration limit 1`)).rowCount === 0
    if (isEmpty) log(`Making the tables: ${pending.length} migrations.`)
    await migrateQueue(owner, roles.workerUrl, `${prefix}_worker`)
    for (const file of pending) {
      if (!isEmpty) log(`Migrating the database: ${file.name}`)
      await apply(
        owner,
        file,
        named(file.sql),
        prefix,
        roleNames(folder)
          .map((name) => `"${prefix}_${name}"`)
          .join(', '),
        log,
      )
    }
    return { applied: pending.map((file) => file.name), roles }
  } finally {
    await owner.end() // lets go of the lock
  }
}

/** The names that db/roles.sql creates, without the "@". */
export const roleNames = (folder = ownFolder) =>
  [...readFileSync(`${folder}/roles.sql`, 'utf8').matchAll(/create role "@([a-z_]+)"/g)].map((match) => match[1]!)

/** The same server and database, signed in to as somebody else. */
export function urlAs(url: string, user: string, password: string) {
  const other = new URL(url.replace('@/', '@localhost/').replace(/^(postgres(?:ql)?:\/\/)\//, '$1localhost/'))
  for (const key of ['user', 'password']) other.searchParams.delete(key)
  return Object.assign(other, { username: encodeURIComponent(user), password: encodeURIComponent(password) }).href
}

async function connectOwner(url: string) {
  let client
  try {
    client = new pg.Client({ connectionString: url, application_name: 'commontable migrate' })
    client.on('error', () => {}) // the query that is under way rejects and says the same
    await client.connect()
  } catch (error) {
    throw new Unready(
      `The database cannot be reached: ${(error as Error).message || (error as NodeJS.ErrnoException).code}. Check DATABASE_URL, and that the server runs and lets this role in.`,
      { cause: error },
    )
  }
  await client.query(
    `set search_path = public; set client_min_messages = warning; set statement_timeout = 0; set lock_timeout = 0; set jit = off`,
  )
  return client
}

async function refuseUnfit(owner: pg.Client) {
  const {
    rows: [facts],
  } = await owner.query(`
    select current_setting('server_version_num')::int as version, current_setting('server_version') as version_text, current_database() as database,
      current_user as role, r.rolsuper or r.rolcreaterole as may_create_roles, r.rolsuper or pg_has_role(d.datdba, 'usage') as owns, pg_encoding_to_char(d.encoding) as encoding
    from pg_roles r, pg_database d where r.rolname = current_user and d.datname = current_database()`)
  if (facts.version < oldestServer) throw new Unready(`This PostgreSQL is version ${facts.version_text}; Commontable needs 15 or newer.`)
  if (facts.encoding !== 'UTF8')
    throw new Unready(`The database ${facts.database} is encoded in ${facts.encoding}; Commontable needs one created with encoding 'UTF8'.`)
  if (!facts.owns)
    throw new Unready(
      `The role ${facts.role} does not own the database ${facts.database}. As an administrator run: alter database "${facts.database}" owner to "${facts.role}"`,
    )
  if (!facts.may_create_roles)
    throw new Unready(`The role ${facts.role} may not create roles. As an administrator run: alter role "${facts.role}" createrole`)
}

async function lock(owner: pg.Client, log: (sentence: string) => void) {
  const {
    rows: [first],
  } = await owner.query(`select pg_try_advisory_lock(${migrationLock}) as taken`)
  if (first.taken) return
  log('Another process is bringing the database up to date; waiting for it.')
  await owner.query(`select pg_advisory_lock(${migrationLock})`)
}

/** The database's name, or what it was when the roles were made: functions that hold those names survive a renaming of the database. */
async function rolePrefix(owner: pg.Client) {
  await owner.query(`
    create table if not exists deployment_secret (role_name text primary key, password text not null);
    create table if not exists schema_migration (name text primary key, checksum text not null, applied_at timestamptz not null default now());
    revoke all on deployment_secret, schema_migration from public`)
  const {
    rows: [known],
  } = await owner.query(`
    select coalesce((select regexp_replace(role_name, '_web$', '') from deployment_secret where role_name ~ '_web$'), current_database()) as prefix`)
  const prefix: string = known.prefix
  if (!/^[A-Za-z0-9_-]{1,50}$/.test(prefix))
    throw new Unready(
      `The database is called "${prefix}", and its roles are named after it. Use a name of at most 50 letters, digits, "_" and "-".`,
    )
  return prefix
}

async function makeRoles(owner: pg.Client, rolesSql: string, roles: string[]) {
  try {
    await owner.query('begin')
    await owner.query(rolesSql)
    // Only a member may hand a function over. From version 16 on who creates a role is not yet one who may act as it.
    await owner.query(`do $$ declare role text; begin
      if (select rolsuper from pg_roles where rolname = current_user) then return; end if;
      foreach role in array array[${roles.map((role) => pg.escapeLiteral(role)).join(', ')}] loop
        execute format('grant %I to current_user', role) || case when current_setting('server_version_num')::int >= 160000 then ' with inherit true, set true' else '' end;
      end loop;
    end $$`)
    await owner.query('commit')
  } catch (error) {
    throw new Unready(
      `The database's roles could not be made: ${(error as Error).message}. The role in DATABASE_URL must be allowed to create roles; where roles of the same names exist already, it must have created them.`,
      { cause: error },
    )
  }
}

/** The password is made once and given to the server as a verifier only, so that no log of statements can hold it. */
async function signInUrl(owner: pg.Client, ownerUrl: string, role: string) {
  await owner.query(`insert into deployment_secret values ($1, $2) on conflict do nothing`, [role, randomBytes(24).toString('base64url')])
  const {
    rows: [secret],
  } = await owner.query(`select password from deployment_secret where role_name = $1`, [role])
  await owner.query(`alter role ${pg.escapeIdentifier(role)} password ${pg.escapeLiteral(scramVerifier(secret.password))}`)
  // Careful operators take this from everybody.
  await owner.query(
    `do $$ begin execute format('grant connect on database %I to %I', current_database(), ${pg.escapeLiteral(role)}); end $$`,
  )
  return urlAs(ownerUrl, role, secret.password)
}

/** What PostgreSQL keeps of a password: RFC 5802, with SHA-256 as in RFC 7677. */
function scramVerifier(password: string) {
  const salt = randomBytes(16),
    iterations = 4096
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const key = (label: string) => createHmac('sha256', salted).update(label).digest()
  const stored = createHash('sha256').update(key('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${key('Server Key').toString('base64')}`
}

interface MigrationFile {
  name: string
  sql: string
  checksum: string
}

/** The files of db/migrations, in the order in which they run. */
export const readMigrations = (folder = ownFolder): MigrationFile[] =>
  readdirSync(`${folder}/migrations`)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(`${folder}/migrations/${name}`, 'utf8').replaceAll('\r\n', '\n')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })

async function pendingFiles(owner: pg.Client, folder: string): Promise<MigrationFile[]> {
  const { rows: applied } = await owner.query<{ name: string; checksum: string }>(
    `select name, checksum from schema_migration order by name`,
  )
  const files = readMigrations(folder)
  for (const { name, checksum } of applied) {
    const file = files.find((file) => file.name === name)
    if (!file)
      throw new Unready(
        `The database has been migrated by a newer Commontable (${name} is unknown to this one). Start that version, or restore a backup from before.`,
      )
    if (file.checksum !== checksum)
      throw new Unready(
        `db/migrations/${name} has been changed since this database ran it. Put the file back as it was, and write the change as a new file.`,
      )
  }
  const pending = files.filter((file) => !applied.some((done) => done.name === file.name))
  const last = applied.at(-1)?.name ?? ''
  const late = pending.find((file) => file.name < last)
  if (late)
    throw new Unready(
      `db/migrations/${late.name} comes before ${last}, which this database has already run. Nothing was changed: the version that ran until now still starts. Whoever wrote the file has to give it the next number.`,
    )
  return pending
}

/** How often a file is tried that has to wait for what runs, half a second each time. */
const patience = 240

/**
 * The old program may be serving meanwhile. Waiting for a table, a migration keeps everybody else waiting who wants that table: so it
 * waits half a second, which is less than it takes PostgreSQL to look for deadlocks, gives way, and tries again.
 */
async function apply(owner: pg.Client, file: MigrationFile, sql: string, prefix: string, roles: string, log: (sentence: string) => void) {
  for (let tries = 1; ; tries++) {
    try {
      return await applyNow(owner, file, sql, prefix, roles)
    } catch (error) {
      await owner.query('rollback').catch(() => {})
      const { code } = (error as Error).cause as pg.DatabaseError
      if (code !== '55P03' && code !== '40P01') throw error
      if (tries === patience)
        throw new Unready(
          `${file.name} could not get hold of a table for ${patience} tries, because something uses it without a pause. Try again when less is going on; nothing was changed.`,
          { cause: error },
        )
      if (tries % 20 === 0) log(`Waiting for a table that is in use: ${file.name}`)
      await new Promise((done) => setTimeout(done, 250 + Math.random() * 250))
    }
  }
}

/** Every role may create in the schema as long as the transaction lasts, for only then can a function be handed to it. */
async function applyNow(owner: pg.Client, file: MigrationFile, sql: string, prefix: string, roles: string) {
  try {
    await owner.query(`begin; set local lock_timeout = '500ms'; grant create on schema public to ${roles}`)
    await owner.query(sql)
    await owner.query(backupPolicies(prefix))
    await owner.query(`revoke create on schema public from ${roles}`)
    await owner.query(`insert into schema_migration (name, checksum) values ($1, $2)`, [file.name, file.checksum])
    await owner.query('commit')
  } catch (error) {
    const { message, position, where } = error as pg.DatabaseError
    const line = position ? `, line ${sql.slice(0, Number(position)).split('\n').length}` : where ? ` (${where})` : ''
    throw new Error(`db/migrations/${file.name}${line}: ${message}`, { cause: error })
  }
}

/** No table is forgotten in backups: whoever adds one need not think of it. */
const backupPolicies = (prefix: string) => `do $$ declare name regclass; begin
  for name in select oid from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relpersistence = 'p' and relforcerowsecurity
    and not exists (select from pg_policy where polrelid = c.oid and polname = 'backup') loop
    execute format('create policy backup on %s for select to %I using (true)', name, '${prefix}_keeper');
  end loop;
end $$`

/** The queue's tables belong to the worker, which brings them up to date itself. */
async function migrateQueue(owner: pg.Client, workerUrl: string, role: string) {
  const worker = pg.escapeIdentifier(role)
  const {
    rows: [facts],
  } = await owner.query(`select quote_ident(current_database()) as database, to_regclass('graphile_worker.migrations') is null as is_new`)
  await owner.query(`create schema if not exists graphile_worker authorization ${worker}`)
  const { runMigrations, Logger } = await import('graphile-worker')
  // On its first run it says "create schema if not exists", which takes the right to create one even where it exists.
  if (facts.is_new) await owner.query(`grant create on database ${facts.database} to ${worker}`)
  try {
    await runMigrations({ connectionString: workerUrl, logger: new Logger(() => () => {}) })
  } catch (error) {
    if ((error as pg.DatabaseError).code?.startsWith('28'))
      throw new Unready(
        `The server does not let the role ${role} sign in with its password: ${(error as Error).message}. Allow scram-sha-256 for it in pg_hba.conf.`,
        { cause: error },
      )
    throw error
  } finally {
    if (facts.is_new) await owner.query(`revoke create on database ${facts.database} from ${worker}`)
  }
}
