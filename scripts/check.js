// npm run check: everything that is quick to know. "npm test" adds the tests.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { install } from './bootstrap.js'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
await install()

const node = 'node_modules/.bin/node'
const gates = {
  Types: ['node_modules/.bin/tsc'],
  Lint: ['node_modules/.bin/oxlint'],
  'Format (to mend it: node_modules/.bin/oxfmt)': ['node_modules/.bin/oxfmt', '--check'],
  'Nothing unused': [node, 'node_modules/knip/bin/knip.js', '--no-progress'],
  'Table types and imports': [node, 'scripts/test.js', 'db/types.test.ts', 'test/architecture.test.ts'],
}

let failed = 0
for (const [name, [command, ...args]] of Object.entries(gates)) {
  if (!existsSync(command)) throw new Error(`${command} is missing; remove node_modules, then try again.`)
  const { code, said } = await outcome(command, args)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name}`)
  if (code !== 0) console.log(said.replaceAll(/^(?=.)/gm, '        '))
  failed += Number(code !== 0)
}
process.exit(failed > 0 ? 1 : 0)

function outcome(command, args) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })))
}
