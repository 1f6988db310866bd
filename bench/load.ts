// Load over HTTP/1.1: each connection sends its next request when the last one is answered, nothing is sent ahead. Plain sockets,
// so that the load costs less than what it measures.
import { connect, type Socket } from 'node:net'
import { answerParent } from './process.ts'

interface Load {
  port: number
  connections: number
  /** Sent in turn. With `seconds` from the beginning again, else each once. */
  requests: Uint8Array[]
  seconds?: number
}

export interface Outcome {
  answered: number
  ms: number
  bytes: number
  statuses: Record<string, number>
}

answerParent({ load })

async function load({ port, connections, requests, seconds }: Load): Promise<Outcome> {
  const outcome: Outcome = { answered: 0, ms: 0, bytes: 0, statuses: {} }
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)))
  let sent = 0
  const began = performance.now()
  const until = seconds ? began + seconds * 1000 : Infinity
  const next = () => (seconds ? (performance.now() < until ? requests[sent++ % requests.length] : undefined) : requests[sent++])
  await Promise.all(sockets.map((socket) => drive(socket, next, outcome)))
  outcome.ms = performance.now() - began
  return outcome
}

const open = (port: number) =>
  new Promise<Socket>((done, fail) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => done(socket))
    socket.once('error', fail)
  })

const drive = (socket: Socket, next: () => Uint8Array | undefined, outcome: Outcome) =>
  new Promise<void>((done, fail) => {
    let held: Buffer | undefined
    const send = () => {
      const request = next()
      if (request) return socket.write(request)
      socket.destroy()
      return done()
    }
    socket.on('error', fail).on('close', () => fail(new Error('The server closed a connection.')))
    socket.on('data', (piece: Buffer) => {
      const data = held ? Buffer.concat([held, piece]) : piece
      const answer = wholeAnswer(data)
      if (!answer) return void (held = data)
      held = undefined
      outcome.answered++
      outcome.bytes += answer.bytes
      outcome.statuses[answer.status] = (outcome.statuses[answer.status] ?? 0) + 1
      send()
    })
    send()
  })

/** Undefined as long as some of it is still to come. */
function wholeAnswer(data: Buffer): { status: string; bytes: number } | undefined {
  const headEnd = data.indexOf('\r\n\r\n')
  if (headEnd < 0) return undefined
  const head = data.toString('latin1', 0, headEnd)
  const status = head.slice(9, 12)
  const length = head.match(/\r\ncontent-length: *(\d+)/i)
  const whole = length
    ? headEnd + 4 + Number(length[1])
    : /\r\ntransfer-encoding: *chunked/i.test(head)
      ? chunkedEnd(data, headEnd + 4)
      : headEnd + 4
  return data.length >= whole ? { status, bytes: whole } : undefined
}

function chunkedEnd(data: Buffer, at: number): number {
  for (;;) {
    const line = data.indexOf('\r\n', at)
    if (line < 0) return Infinity
    const size = Number.parseInt(data.toString('latin1', at, line), 16)
    at = line + 2 + size + 2
    if (size === 0) return at
    if (at > data.length) return Infinity
  }
}
