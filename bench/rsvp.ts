import { hashToken } from '../src/people/secrets.ts'
import { urls } from '../src/urls.ts'
import { addEvent, newCampaign } from './campaign.ts'
import type { Outcome } from './load.ts'
import { startChild, startProduct } from './process.ts'
import { alternate, median, type Benchmark } from './rounds.ts'

const connections = 16

export const rsvp: Benchmark = {
  name: 'rsvp',
  better: 'higher',
  aim: 0.4,
  unit: 'answers/s',
  peer: `the same statements sent straight through pg over ${connections} connections: begin as the app role, session, answer_event with its lock, commit; we take ${connections} form posts at a time over HTTP.`,
  async measure(ground, quick) {
    const answers = quick ? 200 : 2000
    const times = quick ? 2 : 5
    const { database, tokens } = await newCampaign(ground, answers)
    // An event of its own for each round and side: all begin with nobody coming.
    const slugs = (kind: string) => Array.from({ length: times + 1 }, (_, round) => `${kind}-${round}`)
    for (const side of ['ours', 'peer']) {
      for (const slug of slugs(`seats-${side}`)) await addEvent(database.ownerUrl, slug, 500_000)
      for (const slug of slugs(`open-${side}`)) await addEvent(database.ownerUrl, slug, null)
    }
    const product = await startProduct(ground, database.ownerUrl)
    const load = startChild(ground, './load.ts'),
      straight = startChild(ground, './straight-rsvp.ts')
    await straight.ask('connect', { url: database.webUrl, role: `${database.prefix}_app`, connections })
    const hashes = tokens.map(hashToken)

    async function ours(slug: string) {
      const outcome = await load.ask<Outcome>('load', {
        port: product.port,
        connections,
        requests: tokens.map((token) => answering(product.port, slug, token)),
      })
      if (outcome.statuses['303'] !== answers) throw new Error(`Not every answer was taken: ${JSON.stringify(outcome.statuses)}`)
      return (answers / outcome.ms) * 1000
    }
    const peer = async (slug: string) => (answers / (await straight.ask<number>('answer', slug, hashes))) * 1000

    const pairs = async (kind: string) => {
      await ours(`${kind}-ours-${times}`)
      await peer(`${kind}-peer-${times}`) // the first round of each warms up
      return alternate(
        times,
        (round) => ours(`${kind}-ours-${round}`),
        (round) => peer(`${kind}-peer-${round}`),
      )
    }
    const open = await pairs('open')
    const rounds = await pairs('seats')
    await Promise.all([product.end(), load.end(), straight.end()])
    await database.drop()
    const middle = (side: 'ours' | 'peer') => Math.round(median(open.map((round) => round[side])))
    return {
      rounds,
      notes: [
        `${answers.toLocaleString('en')} members answer yes in each round, to an event with a limit of seats: all wait for one lock.`,
        `To an event without a limit, where nobody waits for anybody: ours ${middle('ours')}, peer ${middle('peer')} answers/s, ratio ${median(open.map(({ ours, peer }) => ours / peer)).toPrecision(3)}.`,
      ],
    }
  },
}

/** A form post of somebody who is signed in. */
export function answering(port: number, slug: string, token: string, guests = 1) {
  const body = `answer=yes&guests=${guests}&guestsKind=family`
  return Buffer.from(
    `POST ${urls.rsvp(slug)} HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: http://localhost:${port}\r\nSec-Fetch-Site: same-origin\r\nCookie: session=${token}\r\n` +
      `User-Agent: Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0\r\nAccept: text/html\r\nAccept-Language: en\r\n` +
      `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
}
