import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { aptInstall } from './chromium.ts'

/**
 * Debian's belenios-tool, which somebody else wrote: version 2.0, the one whose `election verify` waits for every check. Root on Debian gets it installed. Answers the
 * reason where it cannot be had.
 */
export function findBeleniosTool(): { missing: string } | { missing: null } {
  if (version() === null && process.getuid?.() === 0) aptInstall('belenios-tool')
  const found = version()
  if (found === null)
    return {
      missing: 'belenios-tool is not installed here, and only root on Debian can install it: what it would have checked is LEFT OUT.',
    }
  if (!found.startsWith('2.0'))
    return { missing: `belenios-tool is ${found} here; 2.0 is the version these tests know: what it would have checked is LEFT OUT.` }
  return { missing: null }
}

function version(): string | null {
  const { status, stdout } = spawnSync('belenios-tool', ['--version'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : null
}

/** Runs it in a folder, with these lines as its input, and answers what it printed. Throws with what it said when it fails. */
export function belenios(folder: string, command: string, input = ''): string {
  const { status, stdout, stderr } = spawnSync('belenios-tool', command.split(' '), { cwd: folder, input, encoding: 'utf8' })
  if (status !== 0) throw new Error(`belenios-tool ${command}: ${stderr}`)
  return stdout
}

/** Whether its `election verify` accepts the archive in this folder. */
export const accepts = (folder: string): boolean => spawnSync('belenios-tool', ['election', 'verify'], { cwd: folder }).status === 0

export const textIn = (folder: string, file: string) => readFileSync(join(folder, file), 'utf8').trimEnd()
const fileIn = (folder: string, ending: string) => readdirSync(folder).filter((name) => name.endsWith(ending))

/** An election that the tool sets up, its box still empty. */
export function toolElection(voters: number) {
  const folder = mkdtempSync(join(tmpdir(), 'belenios-'))
  const uuid = belenios(folder, 'setup generate-token').trim()
  belenios(folder, `setup generate-credentials --uuid ${uuid} --group BELENIOS-2048 --count ${voters}`)
  const credentials = textIn(folder, fileIn(folder, '.privcreds')[0]!)
    .split('\n')
    .map((line) => line.split(' ')[1]!)
  writeFileSync(join(folder, 'public_creds.json'), `${textIn(folder, fileIn(folder, '.pubcreds')[0]!)}\n`)
  for (let trustee = 0; trustee < 2; trustee++) belenios(folder, `setup generate-trustee-key --group BELENIOS-2048`)
  const keys = fileIn(folder, '.privkey').map((file) => ({ file, secret: BigInt(JSON.parse(textIn(folder, file))) }))
  writeFileSync(
    join(folder, 'public_keys.jsons'),
    keys.map(({ file }) => `${textIn(folder, file.replace('privkey', 'pubkey'))}\n`).join(''),
  )
  belenios(folder, 'setup make-trustees')
  writeFileSync(
    join(folder, 'template.json'),
    JSON.stringify({
      description: 'Made by "belenios-tool" \\ é',
      name: 'Strike',
      questions: [
        { answers: ['Yes', 'No', 'Abstain'], min: 1, max: 1, question: 'Do you authorize a strike?' },
        { answers: ['Sunday', 'Monday'], min: 0, max: 2, question: 'Which days?' },
      ],
    }),
  )
  belenios(folder, `setup make-election --uuid ${uuid} --group BELENIOS-2048 --template template.json`)
  belenios(folder, 'archive init')
  return { folder, uuid, credentials, keys, archive: join(folder, `${uuid}.bel`) }
}

export type ToolElection = ReturnType<typeof toolElection>

export function toolBallot({ folder }: ToolElection, credential: string, choices: number[][]): string {
  writeFileSync(join(folder, 'credential'), credential)
  writeFileSync(join(folder, 'choices'), JSON.stringify(choices))
  return belenios(folder, 'election generate-ballot --privcred credential --ballot choices').trim()
}

export const addEvent = ({ folder }: ToolElection, type: string, lines = '') =>
  belenios(folder, `archive add-event --type ${type}`, lines && `${lines.trimEnd()}\n`)

/** Ends the voting and lets the tool count: the sum, both trustees' parts (or those given), the result. */
export function toolCount(election: ToolElection, parts: (string | undefined)[] = []): number[][] {
  const { folder, keys } = election
  addEvent(election, 'EndBallots')
  addEvent(election, 'EncryptedTally', belenios(folder, 'election compute-encrypted-tally'))
  for (const [index, { file }] of keys.entries())
    addEvent(
      election,
      'PartialDecryption',
      parts[index] ?? belenios(folder, `election decrypt --privkey ${file} --trustee-id ${index + 1}`),
    )
  const result = belenios(folder, 'election compute-result')
  addEvent(election, 'Result', result)
  return JSON.parse(result).result
}
