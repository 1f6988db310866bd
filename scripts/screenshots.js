// Takes the pictures in docs/screenshots: ten pages of the example campaign at 390 and 1280 px. Run it with npm run screenshots.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { install } from './bootstrap.js'

const root = fileURLToPath(new URL('..', import.meta.url))
await install()
spawn(`${root}/node_modules/.bin/node`, ['--import', './scripts/tsx-loader.js', 'test/screenshots.ts'], { cwd: root, stdio: 'inherit' }).on(
  'exit',
  (code) => process.exit(code ?? 1),
)
