import { migrate, type Roles } from './migrate.ts'
import { dataDirectory, findCluster } from './postgres/place.ts'
import { startEmbedded } from './postgres/embedded.ts'
import type { Settings } from './settings.ts'

export interface Database extends Roles {
  ownerUrl: string
  /** Ends the embedded server if this process started it; a server of the operator's own goes on. */
  stop: () => Promise<void>
}

/** Whether there is a server to ask, without making one: the embedded one is made at the first start. */
export const hasServer = (settings: Settings) => settings.DATABASE_URL !== undefined || findCluster(dataDirectory()) !== null

/** The server that the settings name, or the embedded one, with the database as it is. Throws Unready with a sentence. */
export async function openServer(settings: Settings, say: (sentence: string) => void): Promise<Pick<Database, 'ownerUrl' | 'stop'>> {
  if (settings.DATABASE_URL) return { ownerUrl: settings.DATABASE_URL, stop: async () => {} }
  const { url, stop } = await startEmbedded({ dataDir: dataDirectory(), log: say })
  return { ownerUrl: url, stop }
}

/** The same, brought up to this program. */
export async function openDatabase(settings: Settings, say: (sentence: string) => void): Promise<Database> {
  const server = await openServer(settings, say)
  try {
    return { ...server, ...(await migrate(server.ownerUrl, { log: say })).roles }
  } catch (error) {
    await server.stop()
    throw error
  }
}
