import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Unready } from '../unready.ts'

/** Where root keeps what another user has to reach: a clone in root's home, or a folder in it, is closed to that user. */
const shared = '/var/lib/commontable'
const project = fileURLToPath(new URL('../../..', import.meta.url))
const isRoot = process.getuid?.() === 0

export interface Place {
  /** Holds the cluster, its sockets, its log and the launcher's lock; nobody but the server's user (and root) may enter. */
  home: string
  cluster: string
  sockets: string
  /** Where a copy of the program may be put, best first. */
  copies: string[]
  /** Whom the server runs as, when we are root; otherwise it runs as ourselves. */
  user: User | null
}

interface User {
  uid: number
  gid: number
}

/** COMMONTABLE_DATA, else `data` beside the program; for root, whose clones may be closed to others, a folder of that clone's own. */
export function dataDirectory(env = process.env): string {
  if (env.COMMONTABLE_DATA) return resolve(env.COMMONTABLE_DATA)
  return isRoot ? sharedFor(join(project, 'data')) : join(project, 'data')
}

/** The cluster that this data directory has, wherever it was put. Null: none was made yet. */
export const findCluster = (dataDir: string): string | null =>
  [join(dataDir, 'postgres', 'cluster'), join(sharedFor(dataDir), 'postgres', 'cluster')].find((cluster) => existsSync(cluster)) ?? null

/**
 * Chooses where the cluster of this data directory is or will be, and makes the folders. An existing cluster always wins over a
 * better place, so that no one is ever given an empty database because a permission changed.
 */
export function findPlace(dataDir: string, log: (sentence: string) => void): Place {
  return withSentences(dataDir, () => {
    if (!isRoot) return prepare(join(dataDir, 'postgres'), null)
    mkdirSync(shared, { recursive: true })
    chmodSync(shared, 0o755)
    mkdirSync(dataDir, { recursive: true })
    if (dirname(dataDir) === shared) chmodSync(dataDir, 0o755)
    const here = join(dataDir, 'postgres'),
      elsewhere = join(sharedFor(dataDir), 'postgres')
    const known = [here, elsewhere].find((home) => existsSync(join(home, 'cluster')))
    const user = known ? ownerOf(join(known, 'cluster')) : serverUser(log)
    if (known === here && !canEnter(dataDir, user))
      throw new Unready(
        `The database is in ${here}, and the user that runs PostgreSQL (uid ${user.uid}) can no longer enter ${dataDir}. Let it in: chmod o+x on that folder and those above it.`,
      )
    const home = known ?? (canEnter(dataDir, user) ? here : elsewhere)
    log(
      home === here
        ? `The database is kept in ${home}.`
        : `The database is kept in ${home}, since the user that runs PostgreSQL cannot enter ${dataDir}.`,
    )
    if (home === elsewhere && !existsSync(dirname(home))) {
      mkdirSync(dirname(home), { mode: 0o755 })
      writeFileSync(join(dirname(home), 'ABOUT'), `The database of the Commontable whose data directory is ${dataDir}\n`)
    }
    return prepare(home, user)
  })
}

function prepare(home: string, user: User | null): Place {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const owner = lstatSync(home).uid
  if (!user && owner !== process.getuid!())
    throw new Unready(
      `${home} belongs to another user (uid ${owner}). Start Commontable as that user or as root, or set COMMONTABLE_DATA to a folder of your own.`,
    )
  if (user) chownSync(home, user.uid, user.gid)
  chmodSync(home, 0o700)
  return { home, cluster: join(home, 'cluster'), sockets: socketFolder(home, user), copies: user ? [shared, home] : [home], user }
}

/** A socket's path has to fit into about a hundred bytes; a data directory may lie deeper. */
function socketFolder(home: string, user: User | null) {
  const fits = (folder: string) => Buffer.byteLength(join(folder, '.s.PGSQL.5432')) < 100
  const uid = user?.uid ?? process.getuid!()
  const folder = [join(home, 'socket'), user ? join(shared, `socket-${hash(home)}`) : `/tmp/commontable-${uid}-${hash(home)}`].find(fits)!
  try {
    mkdirSync(folder, { mode: 0o700 })
    if (user) chownSync(folder, user.uid, user.gid)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0)
    throw new Unready(`${folder} should be a folder that only the user with uid ${uid} may enter, and is not. Remove it, then start again.`)
  return folder
}

const hash = (path: string) => createHash('sha256').update(path).digest('hex').slice(0, 12)

const sharedFor = (path: string) => join(shared, hash(real(path)))

/** The path without symbolic links, also when its end does not exist yet. */
function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return dirname(path) === path ? path : join(real(dirname(path)), basename(path))
  }
}

const ownerOf = (path: string): User => (({ uid, gid }) => ({ uid, gid }))(statSync(path))

/** Asked of the kernel, since groups, access lists and mounts have their say. */
const canEnter = (folder: string, { uid, gid }: User) =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { uid, gid, cwd: '/' }).status === 0

/**
 * PostgreSQL refuses to run as root. A user of its own is made for it, as a package would; where that cannot be, `nobody` has to do,
 * whom other programs may run as too.
 */
function serverUser(log: (sentence: string) => void): User {
  const found = look('commontable')
  if (found) return found
  const made = spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    'commontable',
  ])
  const user = made.status === 0 ? look('commontable') : look('nobody')
  if (!user)
    throw new Unready(
      'PostgreSQL does not run as root, and there is neither a user "commontable" nor "nobody". Make one: useradd --system commontable',
    )
  log(
    made.status === 0
      ? 'Made the system user "commontable", as whom PostgreSQL runs.'
      : 'PostgreSQL runs as "nobody", since the user "commontable" could not be made.',
  )
  return user
}

function look(name: string): User | null {
  const [uid, gid] = ['-u', '-g']
    .map((which) => spawnSync('id', [which, name], { encoding: 'utf8' }))
    .map(({ status, stdout }) => (status === 0 ? Number(stdout) : NaN))
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid: uid!, gid: gid! } : null
}

function withSentences<T>(dataDir: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const { code, path, message } = error as NodeJS.ErrnoException
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
      throw new Unready(
        `${path} cannot be written (${code}). Give this user the right to, or set COMMONTABLE_DATA to a folder it may write.`,
        { cause: error },
      )
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new Unready(`There is no space left on the disk of ${path}.`, { cause: error })
    if (code === 'ENOTDIR' || code === 'EEXIST')
      throw new Unready(`The data directory ${dataDir} is not a folder: ${message}.`, { cause: error })
    throw error
  }
}
