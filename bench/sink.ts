// A mail server that takes everything and keeps nothing but counts, and on request one mail.
import { SMTPServer } from 'smtp-server'
import type { AddressInfo } from 'node:net'
import { answerParent } from './process.ts'

let taken = 0,
  bytes = 0,
  signed = 0
let kept: { to: string; raw: string } | null = null
let keep: string | null = null
let goal: { mails: number; done: (at: number) => void } | undefined

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  logger: false,
  closeTimeout: 100,
  maxClients: 100,
  onData(stream, session, done) {
    const to = session.envelope.rcptTo[0]!.address
    const pieces: Buffer[] = []
    let size = 0,
      beginning = ''
    stream.on('data', (piece: Buffer) => {
      if (size === 0) beginning = piece.toString('latin1', 0, 14)
      size += piece.length
      if (keep === to) pieces.push(piece)
    })
    stream.on('end', () => {
      if (keep === to) kept = { to, raw: Buffer.concat(pieces).toString('latin1') }
      taken++
      bytes += size
      if (beginning === 'DKIM-Signature') signed++
      done(null, 'Taken')
      if (goal && taken >= goal.mails) goal.done(Date.now())
    })
  },
})
server.on('error', () => {})

answerParent({
  listen: () => new Promise((done) => server.listen(0, '127.0.0.1', () => done((server.server.address() as AddressInfo).port))),
  /** Forgets what came; keeps the mail to this address, if one is named. */
  begin(address: string | null) {
    taken = bytes = signed = 0
    kept = null
    keep = address
    goal = undefined
  },
  /** Milliseconds since 1970 when that many had come. */
  untilTaken: (mails: number) =>
    new Promise((done) => {
      if (taken >= mails) return done(Date.now())
      goal = { mails, done }
    }),
  counts: () => ({ taken, bytes, signed, kept }),
})
