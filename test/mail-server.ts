// A mail server of one's own: takes what comes, or answers as it is told, and keeps what arrived.
import { SMTPServer } from 'smtp-server'
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'

export interface Arrived {
  to: string
  raw: string
  mail: Email
}

/** `answer`: an error code for this address instead of taking the mail. `slow`: milliseconds before the reply to a mail. */
export async function startMailServer({
  answer = () => null,
  slow = 0,
}: { answer?: (address: string) => { at: 'MAIL' | 'RCPT' | 'DATA'; code: number; text: string } | null; slow?: number } = {}) {
  const arrived: Arrived[] = []
  const says = { answer, slow }
  const refusal = (address: string, at: 'MAIL' | 'RCPT' | 'DATA') => {
    const found = says.answer(address)
    return found?.at === at ? Object.assign(new Error(found.text), { responseCode: found.code }) : null
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    closeTimeout: 100,
    onMailFrom: (address, _session, done) => done(refusal(address.address, 'MAIL')),
    onRcptTo: (address, _session, done) => done(refusal(address.address, 'RCPT')),
    onData(stream, session, done) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]!.address
        const refused = refusal(to, 'DATA')
        if (refused) return done(refused)
        const raw = Buffer.concat(pieces)
        void PostalMime.parse(raw).then((mail) => {
          arrived.push({ to, raw: raw.toString('latin1'), mail })
          setTimeout(() => done(null, 'Taken'), says.slow).unref() // a server that keeps silent for an hour can still be stopped
        })
      })
    },
  })
  server.on('error', () => {}) // a client that is killed resets its connections
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, arrived, says, stop: () => new Promise<void>((done) => server.close(() => done())) }
}
