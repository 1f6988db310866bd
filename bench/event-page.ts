import { request } from 'node:http'
import { urls } from '../src/urls.ts'
import { addEvent, newCampaign } from './campaign.ts'
import type { Outcome } from './load.ts'
import { startChild, startProduct, type Child } from './process.ts'
import { alternate, type Benchmark } from './rounds.ts'

const connections = 16
const slug = 'march-of-the-bench'

/** What a phone sends along. */
const headers = {
  'User-Agent': 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0',
  Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'Accept-Language': 'en-US,en;q=0.5',
  'Accept-Encoding': 'gzip, deflate, br, zstd',
  'Sec-Fetch-Dest': 'document',
  'Sec-Fetch-Mode': 'navigate',
  'Sec-Fetch-Site': 'none',
}

export const eventPage: Benchmark = {
  name: 'event-page',
  better: 'higher',
  aim: 0.35,
  unit: 'pages/s',
  peer: `a bare node:http server in a process of its own that sends the same headers and bytes without doing anything for them; the same load on both, ${connections} connections, each waiting for its answer.`,
  async measure(ground, quick) {
    const { database } = await newCampaign(ground)
    await addEvent(database.ownerUrl, slug, null)
    const product = await startProduct(ground, database.ownerUrl)
    const bare = startChild(ground, './bare-server.ts')
    const page = await fetchOnce(product.port)
    const barePort = await bare.ask<number>('listen', page)
    const load = startChild(ground, './load.ts')
    const seconds = quick ? 0.5 : 1.5
    const busy: Record<string, number[]> = { ours: [], peer: [] }

    async function round(side: 'ours' | 'peer', port: number, server: Pick<Child, 'cpu'>, seconds: number) {
      const before = server.cpu()
      const outcome = await load.ask<Outcome>('load', { port, connections, seconds, requests: [asking(port)] })
      if (outcome.statuses['200'] !== outcome.answered) throw new Error(`Not every page came: ${JSON.stringify(outcome.statuses)}`)
      if (before !== null) busy[side]!.push((server.cpu()! - before) / outcome.ms)
      return (outcome.answered / outcome.ms) * 1000
    }
    const ours = (seconds: number) => round('ours', product.port, product, seconds),
      peer = (seconds: number) => round('peer', barePort, bare, seconds)
    await ours(seconds)
    await peer(seconds) // the first round of each warms up
    busy.ours = []
    busy.peer = []
    const rounds = await alternate(
      quick ? 2 : 15,
      () => ours(seconds),
      () => peer(seconds),
    )
    await Promise.all([product.end(), bare.end(), load.end()])
    await database.drop()
    const share = (side: string) => `${Math.round((busy[side]!.reduce((sum, one) => sum + one, 0) / busy[side]!.length) * 100)} %`
    return {
      rounds,
      notes: [
        `Each answer is ${page.body.length.toLocaleString('en')} bytes of page${encodingOf(page.headers)} and ${page.headers.length / 2} headers.`,
        ...(busy.ours.length
          ? [`Busy, of one core: ours ${share('ours')}, peer ${share('peer')}. Well below 100 % means that something else was the limit.`]
          : []),
      ],
    }
  },
}

const asking = (port: number) =>
  Buffer.from(
    `GET ${urls.event(slug)} HTTP/1.1\r\nHost: localhost:${port}\r\n${Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}\r\n`,
  )

/** The answer as it went over the wire, for the peer to repeat. */
const fetchOnce = (port: number) =>
  new Promise<{ headers: string[]; body: Uint8Array }>((done, fail) => {
    request({ port, host: '127.0.0.1', path: urls.event(slug), headers: { Host: `localhost:${port}`, ...headers } }, async (answer) => {
      const pieces: Buffer[] = []
      for await (const piece of answer) pieces.push(piece as Buffer)
      if (answer.statusCode !== 200) fail(new Error(`The event page answers ${answer.statusCode}`))
      done({ headers: answer.rawHeaders, body: Buffer.concat(pieces) })
    })
      .on('error', fail)
      .end()
  })

function encodingOf(headers: string[]) {
  const place = headers.findIndex((name) => name.toLowerCase() === 'content-encoding')
  return place < 0 ? '' : ` (${headers[place + 1]})`
}
