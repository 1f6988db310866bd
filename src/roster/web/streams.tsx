import { Busboy } from '@fastify/busboy'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { noteListing } from '../../audit/note-reading.ts'
import { asPerson } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { page, type App, type Env } from '../../platform/web.ts'
import { ShellContext } from '../../ui/shell.ts'
import { urls } from '../../urls.ts'
import { isMoving, largestFile, type UploadRefusal } from '../import.ts'
import { findImport, findImports, findRefused, findStagedProblems } from '../import-queries.ts'
import { receiveFile } from '../receive-file.ts'
import { refusedHeader, refusedRow } from '../refused-csv.ts'
import { findRoster } from '../roster-policy.ts'
import { findProfiles } from '../saved-profiles.ts'
import { ImportsPage } from './imports-page.tsx'
import { Working } from './working-page.tsx'

/** What may last: a file on a slow line, the progress of an import, a long list of refused rows. None of it holds a transaction. */
export function rosterStreams(app: Pick<App, 'get' | 'post'>) {
  app.post(urls.rosterImports(':local'), async (c) => {
    const { local, account, root } = await officer(c)
    const received = await receiveForm(c, (name, file) => receiveFile(root, account, local, name, file))
    if ('id' in received) return c.redirect(urls.rosterImport(local.key, received.id), 303)
    const [imports, profiles] = await asPerson(
      root,
      account,
      'read only',
      async (db) => [await findImports(db, local.id), await findProfiles(db, local.id)] as const,
    )
    return page(c, <ImportsPage local={local} imports={imports} profiles={profiles} refusal={received.refusal} />, 422)
  })

  app.get(urls.importProgress(':local', ':import'), async (c) => {
    const { local, root, account } = await officer(c)
    const id = Number(c.req.param('import')) || 0
    const look = () => asPerson(root, account, 'read only', (db) => findImport(db, local.id, id))
    if (!(await look())) throw new NotFound()
    c.header('x-accel-buffering', 'no')
    return streamSSE(c, async (stream) => {
      while (!stream.aborted) {
        const found = await look()
        if (!found || !isMoving(found.state)) return void (await stream.writeSSE({ event: 'go', data: urls.rosterImport(local.key, id) }))
        await stream.writeSSE({ data: renderToString(h(ShellContext.Provider, { value: c.var.shell }, h(Working, { found }))) })
        await stream.sleep(500)
      }
    })
  })

  app.get(urls.importRefused(':local', ':import'), async (c) => {
    const { local, root, account } = await officer(c)
    const id = Number(c.req.param('import')) || 0
    const found = await asPerson(root, account, 'read only', (db) => findImport(db, local.id, id))
    if (!found?.header) throw new NotFound()
    const { header } = found
    // On record before the first row leaves: a list as long as this is written in many transactions.
    await asPerson(root, account, 'read write', (db) => noteListing(db, 'refused-rows', Array(found.problemRows ?? 0).fill(local.id)))
    const find = found.state === 'ready' ? findStagedProblems : findRefused
    async function* rows() {
      yield refusedHeader(header)
      for (let after = 0; ;) {
        const some = await asPerson(root, account, 'read only', (db) => find(db, local.id, id, after, 500))
        if (!some.length) return
        yield some.map((row) => refusedRow(row, header.length)).join('')
        after = some.at(-1)!.line
      }
    }
    return c.body(Readable.toWeb(Readable.from(rows(), { objectMode: false })) as ReadableStream, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="refused-${local.key}-${id}.csv"`,
      'x-content-type-options': 'nosniff',
    })
  })
}

async function officer(c: Context<Env>) {
  const { root, account } = c.var
  const found = account ? await asPerson(root, account, 'read only', (db) => findRoster(db, account, c.req.param('local') ?? '')) : null
  if (!found?.officer) throw new NotFound()
  return { local: found.local, root, account: account! }
}

type Received = { id: number } | { refusal: UploadRefusal }

/** The one file of a multipart form, handed on while it arrives. The form is read to its end even when the file is refused: a browser shows no answer before. */
async function receiveForm(
  c: Context<Env>,
  receive: (name: string, file: AsyncIterable<Uint8Array>) => Promise<Received>,
): Promise<Received> {
  const type = c.req.header('content-type') ?? ''
  if (!type.startsWith('multipart/form-data') || !c.req.raw.body) return { refusal: 'no-file' }
  const announced = Number(c.req.header('content-length') ?? 0)
  if (announced > largestFile + 1_000_000) {
    if (announced < largestFile * 10) for await (const _ of c.req.raw.body);
    return { refusal: 'too-large' }
  }
  let receiving: Promise<Received> | undefined
  let arriving: Readable | undefined
  let interrupted = false
  const parts = new Busboy({ headers: { 'content-type': type }, limits: { files: 1, fields: 10, fieldSize: 10_000 } })
  parts.on('file', (_, file, name) => {
    if (!name) return void file.resume()
    arriving = file
    receiving = receive(name, file as AsyncIterable<Uint8Array>).finally(() => file.resume())
    receiving.catch(() => {})
  })
  try {
    await pipeline(Readable.fromWeb(c.req.raw.body as never), parts)
  } catch (error) {
    interrupted = true
    arriving?.destroy(error as Error) // whoever reads it would wait for the rest
  }
  if (!receiving) return { refusal: interrupted ? 'interrupted' : 'no-file' }
  return receiving.catch((error) => {
    if (interrupted) return { refusal: 'interrupted' as const }
    throw error
  })
}
