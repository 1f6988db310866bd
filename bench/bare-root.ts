import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Db } from '../src/platform/db.ts'

export interface Bare {
  /** In a transaction. */
  ask: (work: (db: Db) => Promise<unknown>) => Promise<void>
  end: () => Promise<void>
}

/** The owner of the tables, whom row security does not hold, over one connection. */
export function bareRoot(ownerUrl: string): Bare {
  const kysely = new Kysely<never>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: ownerUrl, max: 1 }) }) })
  const db = kysely as unknown as Db
  return {
    async ask(work) {
      await sql`begin read only`.execute(db)
      await work(db)
      await sql`commit`.execute(db)
    },
    end: () => kysely.destroy(),
  }
}
