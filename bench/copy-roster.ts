import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { from } from 'pg-copy-streams'
import { fillTables } from '../src/example/fill.ts'
import { answerParent } from './process.ts'

answerParent({
  /** Both files in one transaction, past row security. How many ms it took. */
  async run({ ownerUrl, members, assignments }: { ownerUrl: string; members: string; assignments: string }) {
    const began = performance.now()
    await fillTables(ownerUrl, ['member', 'assignment'], async (client) => {
      await pipeline(createReadStream(members), client.query(from('copy member from stdin')))
      await pipeline(createReadStream(assignments), client.query(from('copy assignment from stdin')))
    })
    return performance.now() - began
  },
})
