import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * The browser the journeys drive: $CHROMIUM, else Chromium without its windows, which is on PATH, or which root may install from Debian, else
 * any Chromium on PATH, else Playwright's own. The engine is the same in all; the whole browser takes half as long again for the same pages.
 * Returns its path; '' means the one that playwright-core finds by itself. Throws with a sentence when there is none to be had.
 */
export function findChromium(say: (sentence: string) => void): string {
  if (process.env.CHROMIUM) {
    if (!existsSync(process.env.CHROMIUM)) throw new Error(`CHROMIUM is set to ${process.env.CHROMIUM}, where there is no program.`)
    return process.env.CHROMIUM
  }
  if (!onPath(shell) && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say("Installing Debian's chromium-headless-shell for the browser tests.")
    aptInstall(shell, 'fonts-liberation')
  }
  const found = onPath(shell, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')
  if (found) return found
  say('No browser found: asking Playwright for its own.')
  const { status } = spawnSync(process.execPath, ['node_modules/playwright-core/cli.js', 'install', shell], { stdio: ['ignore', 2, 2] })
  if (status !== 0)
    throw new Error(
      'There is no browser for the browser tests, and none could be installed. Install Chromium, or set CHROMIUM to the path of one.',
    )
  return ''
}

const shell = 'chromium-headless-shell' // what Debian and Playwright both call it

const onPath = (...names: string[]) =>
  names.flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name))).find(isProgram)

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
