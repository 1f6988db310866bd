import { fillTables } from '../src/example/fill.ts'
import { hashToken, newToken } from '../src/people/secrets.ts'
import { urls } from '../src/urls.ts'
import { addEvent, newCampaign } from './campaign.ts'
import type { Outcome } from './load.ts'
import { startChild, startProduct } from './process.ts'
import { alternate, type Benchmark } from './rounds.ts'
import { answering } from './rsvp.ts'

const connections = 16
const slug = 'march-of-the-counters'

export const liveCounters: Benchmark = {
  name: 'live-counters',
  better: 'higher',
  aim: 0.8,
  unit: 'answers/s',
  peer: 'the same answers by the same people to the same event with no counter open.',
  async measure(ground, quick) {
    const answers = quick ? 400 : 4000
    const counters = quick ? 100 : 1000
    const { database, tokens } = await newCampaign(ground, answers)
    await addEvent(database.ownerUrl, slug, null)
    const readers = Array.from({ length: counters }, newToken)
    // Sessions of those who hold offices, each browser its own, spread over all that there are.
    await fillTables(database.ownerUrl, ['session', 'office'], async (client) => {
      await client.query(
        `with holder as (select account_id, row_number() over (order by account_id) - 1 as place, count(*) over () as of_all from (select distinct account_id from office where ended_at is null) o)
        insert into session (token_hash, account_id, device) select t.hash, h.account_id, 'a measurement' from unnest($1::bytea[]) with ordinality t (hash, nr) join holder h on h.place = t.nr % h.of_all`,
        [readers.map(hashToken)],
      )
    })
    const product = await startProduct(ground, database.ownerUrl)
    const load = startChild(ground, './load.ts'),
      streams = startChild(ground, './open-streams.ts')
    let shown = 0

    let guests = 0

    /** Everybody with one guest, then with two, then with one: each answer changes the totals. */
    async function answer() {
      guests = 1 + (guests % 2)
      const outcome = await load.ask<Outcome>('load', {
        port: product.port,
        connections,
        requests: tokens.map((token) => answering(product.port, slug, token, guests)),
      })
      if (outcome.statuses['303'] !== answers) throw new Error(`Not every answer was taken: ${JSON.stringify(outcome.statuses)}`)
      return (answers / outcome.ms) * 1000
    }
    async function watched() {
      await streams.ask('open', { port: product.port, path: urls.turnoutStream(slug), tokens: readers })
      await streams.ask('shown')
      const rate = await answer()
      shown = await streams.ask<number>('shown')
      if (shown === 0) throw new Error('No counter moved while people answered.')
      await streams.ask('close')
      await new Promise((done) => setTimeout(done, 1500)) // the product notices that they are gone
      return rate
    }
    await answer() // warms up; from here on everybody changes her answer
    const rounds = await alternate(quick ? 2 : 5, watched, answer)
    await Promise.all([product.end(), load.end(), streams.end()])
    await database.drop()
    return {
      rounds,
      notes: [
        `${counters.toLocaleString('en')} counters of one event stay open while ${answers.toLocaleString('en')} members answer; ${shown.toLocaleString('en')} times one was shown anew in the last round.`,
      ],
    }
  },
}
