import pg from 'pg'
import { Unready } from '../platform/unready.ts'

/** A connection of the database's owner, set so that what COPY writes is the same on every server. Throws Unready with a sentence. */
export async function connectOwner(ownerUrl: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: name })
  client.on('error', () => {}) // a lost connection fails the statement that waits, which is where it is told
  try {
    await client.connect()
  } catch (error) {
    throw new Unready(
      `The database cannot be reached: ${(error as Error).message || (error as NodeJS.ErrnoException).code}. Check DATABASE_URL, and that the server runs and lets this role in.`,
      { cause: error },
    )
  }
  await client.query(`set search_path = public; set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC';
    set bytea_output = 'hex'; set extra_float_digits = 1; set synchronize_seqscans = off; set client_min_messages = warning; set statement_timeout = 0; set lock_timeout = 0;
    set idle_in_transaction_session_timeout = 0; set jit = off`)
  return client
}
