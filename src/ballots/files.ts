// How the offline actors read and write files.
import { readFile, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { refuse } from './refused.ts'

export const textOf = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch(() => refuse(`There is no file ${file} that can be read.`))

/** Never over a file that is there: a key or a list that was handed out must not vanish. */
export async function writeNew(file: string, content: string | Uint8Array, mode = 0o644) {
  await writeFile(file, content, { flag: 'wx', mode }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') refuse(`${basename(file)} is there already in ${dirname(file)}, and is not overwritten.`)
    if (error.code === 'ENOENT') refuse(`There is no folder ${dirname(file)}.`)
    throw error
  })
}

/** For its owner's eyes alone. */
export const writeSecret = (file: string, content: string) => writeNew(file, content, 0o600)
