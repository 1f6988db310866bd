// A thread that writes out and signs mails: a signature takes a millisecond of a processor, and whoever opens a page meanwhile would wait for it.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import nodemailer, { type SendMailOptions } from 'nodemailer'

export interface Signing {
  domainName: string
  keySelector: string
  privateKey: string
  headerFieldNames: string
}

/** As it goes over the wire. */
export interface Composed {
  envelope: { from: string; to: string[] }
  raw: Buffer
}

interface Order {
  id: number
  mail: SendMailOptions
}
type Made = { id: number; envelope: Composed['envelope']; raw: Uint8Array } | { id: number; error: string }

if (!isMainThread && workerData?.composes) {
  const { from, dkim } = workerData as { from: string; dkim?: Signing }
  const transport = nodemailer.createTransport(
    { streamTransport: true, buffer: true, dkim, disableFileAccess: true, disableUrlAccess: true },
    { from },
  )
  parentPort!.on('message', ({ id, mail }: Order) =>
    transport.sendMail(mail).then(
      ({ message, envelope }) =>
        parentPort!.postMessage({ id, raw: message as Buffer, envelope: envelope as Composed['envelope'] } satisfies Made),
      (error: Error) => parentPort!.postMessage({ id, error: error.message } satisfies Made),
    ),
  )
}

/** `compose` rejects when the mail can't be written out or the thread has ended; the next one starts another. */
export function startComposer(from: string, dkim: Signing | undefined) {
  let running: { worker: Worker; waiting: Map<number, { done: (composed: Composed) => void; fail: (error: Error) => void }> } | undefined
  let orders = 0

  function start() {
    const worker = new Worker(new URL(import.meta.url), { workerData: { composes: true, from, dkim } })
    const started = { worker, waiting: new Map() as NonNullable<typeof running>['waiting'] }
    const ended = (error: Error) => {
      if (running === started) running = undefined
      for (const { fail } of started.waiting.values()) fail(error)
      started.waiting.clear()
    }
    worker.unref()
    worker.on('message', (made: Made) => {
      const order = started.waiting.get(made.id)
      started.waiting.delete(made.id)
      if ('error' in made) order?.fail(new Error(made.error))
      else order?.done({ envelope: made.envelope, raw: Buffer.from(made.raw.buffer, made.raw.byteOffset, made.raw.byteLength) })
    })
    worker.on('error', (error: Error) => ended(error)).on('exit', () => ended(new Error('the thread that composes mails has ended')))
    return started
  }

  return {
    compose: (mail: SendMailOptions) =>
      new Promise<Composed>((done, fail) => {
        const { worker, waiting } = (running ??= start())
        const id = ++orders
        waiting.set(id, { done, fail })
        worker.postMessage({ id, mail } satisfies Order)
      }),
    close: () => void running?.worker.terminate(),
  }
}
