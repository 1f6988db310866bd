import { migrate, type Roles } from './migrate.ts'
import { dataDirectory } from './postgres/place.ts'
import { startEmbedded } from './postgres/embedded.ts'
import type { Settings } from './settings.ts'

export interface Database extends Roles {
  ownerUrl: string
  /** Ends the embedded server if this process started it; a server of the operator's own goes on. */
  stop: () => Promise<void>
}

/** The database that the settings name, or the embedded one, brought up to this program. Throws Unready with a sentence. */
export async function openDatabase(settings: Settings, say: (sentence: string) => void): Promise<Database> {
  if (settings.DATABASE_URL) return { ownerUrl: settings.DATABASE_URL, ...(await migrate(settings.DATABASE_URL, { log: say })).roles, stop: async () => {} }
  const embedded = await startEmbedded({ dataDir: dataDirectory(), log: say })
  try {
    return { ownerUrl: embedded.url, ...(await migrate(embedded.url, { log: say })).roles, stop: embedded.stop }
  } catch (error) {
    await embedded.stop()
    throw error
  }
}
