// nodemailer as one would use it for the same mails: one pool, every mail handed over when the pool has room for it.
import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import nodemailer from 'nodemailer'
import { answerParent } from './process.ts'

export interface Letter {
  to: { name: string; address: string }
  subject: string
  html: string
  text: string
  headers: Record<string, string>
  replyTo: string
}

answerParent({
  /** How many ms all of them took. */
  async send({
    port,
    from,
    keyFile,
    connections,
    signedHeaders,
    letters,
  }: {
    port: number
    from: string
    keyFile: string
    connections: number
    signedHeaders: string
    letters: Letter[]
  }) {
    const privateKey = createPrivateKey(readFileSync(keyFile)) as unknown as string // parsed once, as we do
    const transport = nodemailer.createTransport(
      {
        host: '127.0.0.1',
        port,
        pool: true,
        maxConnections: connections,
        maxMessages: Infinity,
        dkim: { domainName: 'example.org', keySelector: 'bench', privateKey, headerFieldNames: signedHeaders },
      },
      { from },
    )
    let next = 0
    const began = performance.now()
    await Promise.all(
      Array.from({ length: connections * 2 }, async () => {
        for (let letter = letters[next++]; letter; letter = letters[next++])
          await transport.sendMail({
            ...letter,
            headers: Object.fromEntries(Object.entries(letter.headers).map(([name, value]) => [name, { prepared: true, value }])),
          })
      }),
    )
    const ms = performance.now() - began
    transport.close()
    return ms
  },
})
