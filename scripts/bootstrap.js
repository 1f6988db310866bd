// Runs on the system's Node (18 or newer) with nothing installed: brings node_modules up to package-lock.json, then hands over to
// the Node that is pinned there.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const stamp = join(modules, '.commontable-installed')
const node = join(modules, '.bin', 'node')

/**
 * Installs when needed, then runs `entry` (a path within the project) on the pinned Node, in the caller's directory, where a browser
 * is `served` after building what it loads. Does not return.
 */
export async function run(entry, args, { served = false } = {}) {
  await install()
  if (served) build()
  const argv = ['--import', pathToFileURL(join(root, 'scripts', 'tsx-loader.js')).href, join(root, entry), ...args]
  if (process.execve) replaceBy(argv)
  else spawnAndFollow(argv)
}

/** Makes node_modules what package-lock.json says. Takes milliseconds when it is; safe to call from two processes at once. */
export async function install() {
  if (isInstalled()) return
  await alone(async () => {
    if (isInstalled()) return // the other process did it
    if (!agreesWithLock()) await npmCi(['--include=dev', '--include=optional'])
    tryNode()
    writeFileSync(stamp, fingerprint())
  })
}

/** For whoever hosts it: what the program runs on and what browsers load, without what only its developers need. */
export async function prepare() {
  await alone(() => npmCi(['--omit=dev']))
  tryNode()
  build()
}

const lockText = () => readFileSync(join(root, 'package-lock.json'), 'utf8')

const fingerprint = () => createHash('sha256').update(`${process.platform} ${process.arch} ${lockText()}`).digest('hex')

function isInstalled() {
  return existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()
}

/** Whether npm itself, called by hand, has already put everything there. It leaves a copy of the lockfile that tells. */
function agreesWithLock() {
  linkNode()
  if (!existsSync(node) || !existsSync(join(modules, '.package-lock.json'))) return false
  const there = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages
  return Object.entries(JSON.parse(lockText()).packages).every(
    ([path, wanted]) =>
      path === '' || (there[path] ? there[path].version === wanted.version && there[path].integrity === wanted.integrity : wanted.optional),
  )
}

/** npm 9, as Debian 12 has it, fetches optional packages and forgets to link their programs; the pinned Node is one. */
function linkNode() {
  if (existsSync(node)) return
  const { optionalDependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const there = Object.keys(optionalDependencies).find((name) => existsSync(join(modules, name, 'bin', 'node')))
  if (!there) return
  mkdirSync(join(modules, '.bin'), { recursive: true })
  symlinkSync(join('..', there, 'bin', 'node'), node)
}

/** A minimal Linux lacks a library that the pinned Node needs; its loader names it and nothing more. */
function tryNode() {
  const { status, stderr } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  if (status === 0) return
  const missing = /lib[\w.+-]+\.so[\w.]*/.exec(stderr ?? '')?.[0]
  throw new Error(
    `The Node that comes with Commontable does not start here${missing ? `: the library ${missing} is missing` : ''}. ` +
      (missing?.startsWith('libatomic')
        ? 'Install it (on Debian and Ubuntu: apt-get install libatomic1), then try again.'
        : (stderr ?? '').trim()),
  )
}

/** No package may run a script of its own; what ours need of theirs (library links) is done where it is used. */
function npmCi(which) {
  console.error('Installing the libraries that package-lock.json lists; this takes a minute the first time.')
  const npm = spawn('npm', ['ci', '--ignore-scripts', ...which, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  return new Promise((resolve, reject) => {
    npm.on('error', (error) =>
      reject(new Error(`npm could not be started (${error.code}). Install npm 9 or newer beside Node, then try again.`)),
    )
    npm.on('exit', (code) => {
      if (code === 0) linkNode()
      if (code !== 0)
        reject(
          new Error('The libraries could not be installed: npm tells why above. Nothing else was changed; try again when that is mended.'),
        )
      else if (!existsSync(node))
        reject(
          new Error(
            `There is no Node for ${process.platform} ${process.arch} among the pinned libraries. Linux (x64, arm64) and macOS (arm64) are supported.`,
          ),
        )
      else resolve()
    })
  })
}

/** Quick when nothing changed. A place that cannot be written may have been built elsewhere: then that is served. */
function build() {
  const { status } = spawnSync(node, [join(root, 'scripts', 'build.js')], { stdio: ['ignore', 2, 2] })
  if (status !== 0 && !existsSync(join(root, 'build', 'assets', 'manifest.json')))
    throw new Error('What browsers load could not be built; see above.')
}

const lockFile = join(root, 'build', 'install.lock')
const freshFor = 10_000 // ms; the holder touches the file every second

/** Holds a lock file while the work runs. One that is no longer touched belonged to a process that was killed. */
async function alone(work) {
  mkdirSync(join(root, 'build'), { recursive: true })
  for (let said = false; !take(); said = true) {
    if (!said) console.error('Another process is installing; waiting for it.')
    if (age() > freshFor) rmQuietly()
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  const touch = setInterval(() => utimesSync(lockFile, new Date(), new Date()), 1000)
  try {
    return await work()
  } finally {
    clearInterval(touch)
    rmQuietly()
  }
}

function take() {
  try {
    const file = openSync(lockFile, 'wx')
    writeSync(file, `${process.pid}\n`)
    closeSync(file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw new Error(
      `The libraries have to be installed, and ${root} cannot be written (${error.code}). Install as the user who owns it: run "npm ci" there.`,
      { cause: error },
    )
  }
}

function age() {
  try {
    return Date.now() - statSync(lockFile).mtimeMs
  } catch {
    return 0
  }
}

function rmQuietly() {
  try {
    unlinkSync(lockFile)
  } catch {}
}

/** Newer Nodes can become another program: nothing stays in between. */
function replaceBy(argv) {
  process.emitWarning = () => {} // that execve is still called experimental is nothing the reader can act on
  process.execve(node, [node, ...argv], process.env)
}

/** Follows the child to its end with the same exit code or signal. If this process is killed, the child notices by the closed channel (tsx-loader.js). */
function spawnAndFollow(argv) {
  const child = spawn(node, argv, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: { ...process.env, COMMONTABLE_FOLLOWED: '1' } })
  // A terminal sends Ctrl-C to the child as well.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal))
  child.on('error', (error) => {
    console.error(`${node} could not be started: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}
