import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * The browser the journeys drive: $CHROMIUM, or one on PATH, or Debian's, which root may install, or Playwright's own.
 * Returns its path; '' means the one that playwright-core finds by itself. Throws with a sentence when there is none to be had.
 */
export function findChromium(say: (sentence: string) => void): string {
  if (process.env.CHROMIUM) {
    if (!existsSync(process.env.CHROMIUM)) throw new Error(`CHROMIUM is set to ${process.env.CHROMIUM}, where there is no program.`)
    return process.env.CHROMIUM
  }
  const found = onPath()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say("No browser found: installing Debian's chromium for the browser tests.")
    aptInstall('chromium', 'fonts-liberation')
    const installed = onPath()
    if (installed) return installed
  }
  say('No browser found: asking Playwright for its own.')
  const { status } = spawnSync(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium-headless-shell'], {
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0)
    throw new Error(
      'There is no browser for the browser tests, and none could be installed. Install Chromium, or set CHROMIUM to the path of one.',
    )
  return ''
}

const onPath = () =>
  ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
    .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
    .find(isProgram)

function isProgram(path: string) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** As root on Debian and its kin. What it has to say goes to standard error; whether it worked shows in what is there afterwards. */
export function aptInstall(...packages: string[]) {
  const options = { stdio: ['ignore', 2, 2] as ('ignore' | number)[], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update', '-q'], options)
  spawnSync('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages], options)
}
