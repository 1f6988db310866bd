import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { setFlagsFromString } from 'node:v8'
import type { Checking } from './checking.ts'
import { checkingThreads } from './checking-threads.ts'
import { quickGroupNamed } from './modexp.ts'
import { verifyArchive, type Sound, type Verifying } from './verify.ts'

/** Verifies a .bel file, reading it once. Refuses (`Refused`) with the first fault. */
export async function verifyFile(
  file: string,
  checking: Checking,
  more: Pick<Verifying, 'sound' | 'kept' | 'keepEvents' | 'onProgress'> = {},
): Promise<Sound> {
  const handle = await open(file)
  try {
    return await verifyArchive({
      ...more,
      chunks: createReadStream(file, { highWaterMark: 2 ** 18 }),
      reread: (offset, size) => textAt(handle, offset, size),
      checking,
      group: quickGroupNamed,
    })
  } finally {
    await handle.close()
  }
}

async function textAt(handle: Awaited<ReturnType<typeof open>>, offset: number, size: number) {
  const { buffer } = await handle.read(Buffer.alloc(size), 0, size, offset)
  return buffer.toString('utf8')
}

/** `work` with checks that run on so many threads of this machine; they end with it. */
export async function withChecking<T>(threads: number, work: (checking: Checking) => Promise<T>): Promise<T> {
  // Left alone, V8 takes twice the memory rather than tidy up; what is checked here is large, and an observer's machine may be small.
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=20')
  const { checking, end } = checkingThreads(threads)
  try {
    return await work(checking)
  } finally {
    await end()
  }
}
