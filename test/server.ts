import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, globSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { aptInstall } from './chromium.ts'

const oldest = 15
const isRoot = process.getuid?.() === 0

/**
 * A throw-away PostgreSQL of the system's, the oldest that is installed and new enough, on a loopback port. The owner in `url` is no
 * superuser: it may create roles and databases, as an operator would allow it. Null when there is no such server and it cannot be installed.
 */
export async function startServer(
  say: (sentence: string) => void,
): Promise<{ url: string; version: string; stop: () => Promise<void> } | null> {
  const bin = findBin() ?? install(say)
  if (!bin) return null
  const folder = mkdtempSync(join(tmpdir(), 'commontable-server-'))
  const user = isRoot ? { uid: idOf('-u', 'postgres'), gid: idOf('-g', 'postgres') } : {}
  if (isRoot) chownSync(folder, user.uid!, user.gid!)
  chmodSync(folder, 0o700)
  const data = join(folder, 'data'),
    options = { ...user, cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C' } }
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '--encoding=UTF8', '--locale=C.UTF-8', '--auth=trust', '--no-sync'],
    { ...options, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`${bin}/initdb failed: ${made.stderr}`)
  writeFileSync(join(data, 'pg_hba.conf'), 'local all postgres trust\nhost all all 127.0.0.1/32 scram-sha-256\n')

  const port = await freePort()
  const log = openSync(join(folder, 'log'), 'w')
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'fsync=off',
    'full_page_writes=off',
    'max_connections=300',
  ]
  const server = spawn(
    'setpriv',
    ['--pdeathsig', 'INT', join(bin, 'postgres'), '-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    { ...options, detached: true, stdio: ['ignore', log, log] },
  )
  const ended = once(server, 'exit')
  const admin = await connected(
    `postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}&port=${port}`,
    () => server.exitCode !== null && new Error(`${bin}/postgres did not start: ${readFileSync(join(folder, 'log'), 'utf8')}`),
  )
  const password = crypto.randomUUID()
  const {
    rows: [{ version }],
  } = await admin.query(`select current_setting('server_version') as version`)
  await admin.query(`create role "deployment owner" login createrole createdb password '${password}'`)
  await admin.end()
  return {
    url: `postgres://deployment%20owner:${password}@127.0.0.1:${port}/postgres`,
    version,
    stop: async () => {
      server.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const findBin = () =>
  globSync('/usr/lib/postgresql/*/bin')
    .map((bin) => ({ bin, version: Number(bin.split('/')[4]) }))
    .filter(({ bin, version }) => version >= oldest && existsSync(join(bin, 'initdb')))
    .sort((a, b) => a.version - b.version)[0]?.bin

function install(say: (sentence: string) => void) {
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return undefined
  say("Installing Debian's postgresql, to run the tests on it as well.")
  aptInstall('postgresql')
  const bin = findBin()
  if (!bin) throw new Error('Debian\'s postgresql could not be installed (see above). "npm test -- --embedded-only" leaves that half out.')
  return bin
}

const idOf = (which: '-u' | '-g', name: string) => Number(spawnSync('id', [which, name], { encoding: 'utf8' }).stdout)

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

async function connected(url: string, failure: () => Error | false): Promise<pg.Client> {
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      return client
    } catch {
      const failed = failure()
      if (failed) throw failed
      await sleep(30)
    }
  }
}
