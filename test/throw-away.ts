import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { startEmbedded } from '../src/platform/postgres/embedded.ts'

const careless = { fsync: 'off', full_page_writes: 'off', shared_buffers: '128MB', max_connections: '300' } // several files at once, each with programs of its own

/**
 * An embedded PostgreSQL whose data nobody will miss, in a folder of its own that goes with it. It may forget its data when the
 * machine fails (not when a process does); what measures speed hands over `settings` of its own instead, such as none: {}.
 */
export async function startThrowAway(
  settings: Record<string, string> = careless,
): Promise<{ url: string; folder: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'commontable-test-'))
  const remove = (path: string) => rmSync(path, { recursive: true, force: true, maxRetries: 20 })
  chmodSync(folder, 0o755) // as root the server is another user
  try {
    const { url, location, socketDir, stop } = await startEmbedded({ dataDir: folder, settings })
    const all = [dirname(dirname(location)), socketDir, folder]
    return { url, folder, stop: () => stop().then(() => all.forEach(remove)) }
  } catch (error) {
    remove(folder)
    throw error
  }
}
