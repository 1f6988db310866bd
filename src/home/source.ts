import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))

export const version: string = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')).version

/** What makes up the program. Named one by one: a folder that an operator adds (data, backups, keys) must never be given away. */
const parts = [
  '.ci',
  '.dockerignore',
  '.gitattributes',
  '.gitignore',
  '.npmrc',
  '.oxfmtrc.json',
  '.oxlintrc.json',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'Dockerfile',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'bench',
  'bin',
  'compose.yaml',
  'db',
  'deploy',
  'docs',
  'knip.json',
  'package-lock.json',
  'package.json',
  'scripts',
  'src',
  'test',
  'tsconfig.json',
]

let archive: Promise<Uint8Array<ArrayBuffer>> | undefined

/** The source of the version that runs, packed once. */
export const sourceArchive = () => (archive ??= pack())

async function pack() {
  const { readdir } = await import('node:fs/promises')
  const there = new Set(await readdir(root))
  const names = parts.filter((part) => there.has(part))
  const { stdout } = await promisify(execFile)('tar', ['-czf', '-', '-C', root, ...names], {
    encoding: 'buffer',
    maxBuffer: 256 * 1024 * 1024,
  })
  return new Uint8Array(stdout)
}
