// Opens live counters and keeps them open, as many browsers would; what comes is counted and thrown away.
import { request, type ClientRequest } from 'node:http'
import { answerParent } from './process.ts'

const open: ClientRequest[] = []
let shown = 0

answerParent({
  open: ({ port, path, tokens }: { port: number; path: string; tokens: string[] }) =>
    Promise.all(
      tokens.map(
        (token) =>
          new Promise<void>((done, fail) => {
            const sent = request({
              port,
              host: '127.0.0.1',
              path,
              agent: false,
              headers: { host: `localhost:${port}`, cookie: `session=${token}`, accept: 'text/event-stream' },
            })
            sent.on('error', fail)
            sent.on('response', (answer) => {
              if (answer.statusCode !== 200) return fail(new Error(`A counter answers ${answer.statusCode}`))
              answer.on('data', (piece: Buffer) => {
                if (piece.includes('data:')) shown++
                done()
              })
              answer.on('error', () => {})
            })
            sent.end()
            open.push(sent)
          }),
      ),
    ).then(() => undefined),
  /** How many times a counter was shown anew since the last question. */
  shown() {
    const counted = shown
    shown = 0
    return counted
  },
  close() {
    for (const sent of open.splice(0))
      sent
        .removeAllListeners('error')
        .on('error', () => {})
        .destroy()
  },
})
