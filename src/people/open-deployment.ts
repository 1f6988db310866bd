import { fillTables } from '../example/fill.ts'
import { hashToken, newToken } from './secrets.ts'

/**
 * Makes an empty database a real deployment that waits for its set-up link. Returns the link's token, good for one hour;
 * a new start makes a new one as long as nobody has used it. Null when the deployment is set up.
 */
export async function openDeployment(ownerUrl: string): Promise<string | null> {
  const token = newToken()
  let waiting = false
  await fillTables(ownerUrl, ['deployment', 'set_up_link'], async (client) => {
    await client.query(
      `insert into deployment (mode, coalition, zone) values ('real', 'Commontable', 'America/Los_Angeles') on conflict do nothing`,
    )
    const { rows } = await client.query(
      `insert into set_up_link (token_hash, expires_at) select $1, now() + interval '1 hour' from deployment where mode = 'real' and set_up_at is null
      on conflict (one) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at returning 1`,
      [hashToken(token)],
    )
    waiting = rows.length > 0
  })
  return waiting ? token : null
}
