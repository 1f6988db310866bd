import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerParent } from './process.ts'

/** Node adds these itself. */
const nodesOwn = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length'])

answerParent({
  listen: ({ headers, body }: { headers: string[]; body: Uint8Array }) =>
    new Promise((done) => {
      const pairs = Array.from({ length: headers.length / 2 }, (_, place) => [headers[place * 2]!, headers[place * 2 + 1]!] as const)
      const sent = [
        ...pairs.filter(([name]) => !nodesOwn.has(name.toLowerCase())),
        ['content-length', String(body.byteLength)] as const,
      ].flat()
      const server = createServer((_, response) => response.writeHead(200, sent).end(body))
      server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port))
    }),
})
