import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { answerParent } from './process.ts'

const tables = ['member', 'assignment']

answerParent({
  /** Both files in one transaction, past row security, into the tables as they stand. How many ms it took. */
  async run({
    ownerUrl,
    members,
    assignments,
    memberColumns,
  }: {
    ownerUrl: string
    members: string
    assignments: string
    memberColumns: string
  }) {
    const client = new pg.Client({ connectionString: ownerUrl })
    await client.connect()
    const began = performance.now()
    await client.query('begin')
    for (const table of tables) await client.query(`alter table ${table} no force row level security`)
    await pipeline(createReadStream(members), client.query(from(`copy member (${memberColumns}) from stdin`)))
    await pipeline(createReadStream(assignments), client.query(from('copy assignment from stdin')))
    for (const table of tables) await client.query(`alter table ${table} force row level security`)
    await client.query('commit')
    const ms = performance.now() - began
    await client.end()
    return ms
  },
})
