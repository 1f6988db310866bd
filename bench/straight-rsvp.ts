import pg from 'pg'
import { answerParent } from './process.ts'

let clients: pg.Client[] = []
let appRole: string

answerParent({
  async connect({ url, role, connections }: { url: string; role: string; connections: number }) {
    appRole = pg.escapeIdentifier(role)
    clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: url }))
    await Promise.all(clients.map((client) => client.connect()))
  },

  /** One yes by each session, with one guest; how many ms all of them took. */
  async answer(slug: string, hashes: Uint8Array[]) {
    let next = 0
    const began = performance.now()
    await Promise.all(
      clients.map(async (client) => {
        for (let hash = hashes[next++]; hash; hash = hashes[next++]) {
          await client.query(`begin read write; set local role ${appRole}; select set_config('app.session', s.session_id::text, true), set_config('app.account', s.account_id::text, true)
          from session_account('\\x${Buffer.from(hash).toString('hex')}') s`)
          const {
            rows: [decision],
          } = await client.query('select * from answer_event($1, $2, $3, $4, $5)', [slug, 'yes', 1, 'family', null])
          if (decision.refusal) throw new Error(`An answer was refused: ${decision.refusal}`)
          await client.query('commit')
        }
      }),
    )
    return performance.now() - began
  },
})
