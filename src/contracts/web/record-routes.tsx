import type { Context } from 'hono'
import { requireMe } from '../../people/me.ts'
import { servesLocal, type Me } from '../../people/office.ts'
import { asPerson, type Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { form, formData, page, type App, type Env } from '../../platform/web.ts'
import { findLocal, type Local } from '../../unions/unions.ts'
import { urls } from '../../urls.ts'
import { proofLimit, readProof } from '../proof-file.ts'
import { en } from '../record.en.ts'
import { nationalKinds, recordKinds, takesProof, type RecordKind, type Room, type Row, type Typed } from '../record-kinds.ts'
import { entersRecords, readsRecords, readsRoom } from '../record-policy.ts'
import { findBound, findChanges, findProof, findProofBytes, findRoom, findRooms } from '../record-queries.ts'
import { confirmRecord, removeRecord, saveRecord, takeBack, type Attached } from '../save-record.ts'
import { HistoryPage } from './record-history.tsx'
import { NewRecordPage, RecordPage } from './record-pages.tsx'
import { coalitionKey } from './record-pieces.tsx'
import { RoomPage, RoomsPage } from './record-rooms.tsx'
import { newTyped, typedOf } from './record-values.tsx'

export interface At {
  me: Me
  local: Local | null
  enters: boolean
}

/** The rooms in which offices write down what was agreed, noticed and voted, and confirm it for members. */
export function recordRoutes(app: App) {
  app.get(urls.agreements, async (c) => {
    if (!readsRecords(await requireMe(c.var.db, c.var.account))) throw new NotFound()
    return page(c, <RoomsPage rooms={await findRooms(c.var.db)} />)
  })

  app.get(urls.agreementRoom(':local'), async (c) => {
    const at = await roomOf(c, c.var.db)
    const room = await findRoom(c.var.db, at.local)
    return page(c, <RoomPage room={room} bound={await findBound(c.var.db)} enters={at.enters} done={doneOf(c)} />)
  })

  app.get(urls.recordHistory(':local'), async (c) => historyPage(c, await roomOf(c, c.var.db)))

  app.post(urls.takeBackChange(':local', ':change'), async (c) => {
    const at = await writersRoom(c, c.var.db)
    const problem = await takeBack(c.var.db, at.local, idOf(c, 'change'))
    if (problem) return historyPage(c, at, problem)
    return c.redirect(`${urls.recordHistory(keyOf(at))}?done=takenBack`, 303)
  })

  app.get(urls.proofFile(':local', ':proof'), async (c) => {
    const at = await roomOf(c, c.var.db)
    const proof = await findProofBytes(c.var.db, at.local?.id ?? null, idOf(c, 'proof'))
    if (!proof) throw new NotFound()
    return c.body(new Uint8Array(proof.bytes), 200, {
      'content-type': proof.type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(proof.name)}`,
    })
  })

  app.get(urls.newRecord(':local', ':kind'), async (c) => {
    const at = await writersRoom(c, c.var.db)
    const kind = kindOf(c, at)
    const room = await findRoom(c.var.db, at.local)
    const notice = c.req.query('from') === 'notices' ? en.mediation.prefilled : undefined
    return page(c, <NewRecordPage room={room} kind={kind} typed={newTyped(kind, room, c.req.queries())} notice={notice} />)
  })

  app.get(urls.contractRecord(':local', ':kind', ':id{[0-9]+}'), async (c) => recordPage(c, c.var.db, await roomOf(c, c.var.db)))

  app.post(urls.recordStep(':local', ':kind', ':id{[0-9]+}', 'show'), (c) => confirm(c, 'show', 'confirmed'))
  app.post(urls.recordStep(':local', ':kind', ':id{[0-9]+}', 'certify'), (c) => confirm(c, 'certify', 'certifiedDone'))
  app.post(urls.recordStep(':local', ':kind', ':id{[0-9]+}', 'hide'), (c) => confirm(c, 'hide', 'hidden'))
  app.post(urls.recordStep(':local', ':kind', ':id{[0-9]+}', 'remove'), async (c) => {
    const at = await writersRoom(c, c.var.db)
    const problem = await removeRecord(c.var.db, at.local, kindOf(c, at), idOf(c, 'id'))
    if (problem) return recordPage(c, c.var.db, at, { problem })
    return c.redirect(`${urls.agreementRoom(keyOf(at))}?done=removed`, 303)
  })
}

/** A form may bring a paper of many megabytes over a slow line: no transaction is held meanwhile. */
export function recordStreams(app: Pick<App, 'post'>) {
  const save = async (c: Context<Env>, isNew: boolean) => {
    const { root, account } = c.var
    await asPerson(root, account, 'read only', async (db) => kindOf(c, await writersRoom(c, db)))
    const sent = await formData(c, proofLimit + 1_000_000)
    const typed: Typed = {}
    for (const [name, value] of sent) if (typeof value === 'string') (typed[name] ??= []).push(value.replaceAll('\r\n', '\n'))
    const file = sent.get('proof')
    const attached: Attached = {
      file:
        file instanceof File && (file.size > 0 || file.name) ? await readProof(file.name, new Uint8Array(await file.arrayBuffer())) : null,
      remove: typed.remove_proof?.[0] === 'yes',
    }
    return asPerson(root, account, 'read write', async (db) => {
      const at = await writersRoom(c, db)
      const kind = kindOf(c, at)
      const id = isNew ? undefined : idOf(c, 'id')
      const base = isNew ? undefined : (typed.base?.[0] ?? '')
      const saved = await saveRecord(db, at.local, kind, {
        id,
        base,
        typed,
        attached: takesProof(kind) ? attached : undefined,
        now: c.var.now,
      })
      if ('id' in saved) return c.redirect(`${urls.contractRecord(keyOf(at), kind, saved.id)}?done=${isNew ? 'saved' : 'corrected'}`, 303)
      const { room, refused } = saved
      return isNew ? page(c, <NewRecordPage {...{ room, kind, typed, refused }} />, 422) : recordPage(c, db, at, { typed, refused })
    })
  }
  app.post(urls.newRecord(':local', ':kind'), (c) => save(c, true))
  app.post(urls.contractRecord(':local', ':kind', ':id{[0-9]+}'), (c) => save(c, false))
}

async function confirm(c: Context<Env>, what: 'show' | 'certify' | 'hide', done: string) {
  const { db, account } = c.var
  const at = await writersRoom(c, db)
  const kind = kindOf(c, at)
  const { room, row } = await rowOf(c, db, at, kind)
  const officer = at.local !== null && servesLocal(at.me, at.local.id)
  const problem = await confirmRecord(db, account!, room, kind, row, what, { base: (await form(c)).base ?? '', officer })
  if (problem) return recordPage(c, db, at, { problem })
  return c.redirect(`${urls.contractRecord(keyOf(at), kind, row.id)}?done=${done}`, 303)
}

async function recordPage(c: Context<Env>, db: Db, at: At, tried?: { typed?: Typed; refused?: Record<string, string>; problem?: string }) {
  const kind = kindOf(c, at)
  const { room, row } = await rowOf(c, db, at, kind)
  const { changes } = await findChanges(db, at.local?.id ?? null, { of: { kind, id: row.id } })
  const proof = row.proof_id ? await findProof(db, row.proof_id as number) : undefined
  return page(
    c,
    <RecordPage
      {...{ room, kind, row, proof, changes }}
      enters={at.enters}
      mine={row.changed_by === c.var.account}
      typed={tried?.typed ?? typedOf(kind, row, room)}
      refused={tried?.refused}
      problem={tried?.problem}
      done={doneOf(c)}
    />,
    tried ? 422 : 200,
  )
}

async function historyPage(c: Context<Env>, at: At, problem?: string) {
  const before = Number(c.req.query('before')) || undefined
  const found = await findChanges(c.var.db, at.local?.id ?? null, { before })
  const room = await findRoom(c.var.db, at.local)
  return page(c, <HistoryPage room={room} {...found} enters={at.enters} problem={problem} done={doneOf(c)} />, problem ? 422 : 200)
}

async function rowOf(c: Context<Env>, db: Db, at: At, kind: RecordKind): Promise<{ room: Room; row: Row }> {
  const room = await findRoom(db, at.local)
  const row = room.records[kind].find(({ id }) => id === idOf(c, 'id'))
  if (!row) throw new NotFound()
  return { room, row }
}

export const keyOf = ({ local }: At) => local?.key ?? coalitionKey

/** The room of the address, for those who read it. */
async function roomOf(c: Context<Env>, db: Db): Promise<At> {
  const me = await requireMe(db, c.var.account)
  const key = c.req.param('local')!
  const local = key === coalitionKey ? null : await findLocal(db, key)
  if (local === undefined || !readsRoom(me, local)) throw new NotFound()
  return { me, local, enters: entersRecords(me, local?.id ?? null) }
}

export async function writersRoom(c: Context<Env>, db: Db): Promise<At> {
  const at = await roomOf(c, db)
  if (!at.enters) throw new NotFound()
  return at
}

function kindOf(c: Context<Env>, { local }: At): RecordKind {
  const kind = (local ? recordKinds : nationalKinds).find((known) => known === c.req.param('kind'))
  if (!kind) throw new NotFound()
  return kind
}

function idOf(c: Context<Env>, name: 'id' | 'change' | 'proof'): number {
  const id = c.req.param(name)!
  if (!/^\d{1,9}$/.test(id)) throw new NotFound()
  return Number(id)
}

/** What was done on the page before. */
const doneOf = (c: Context<Env>): string | undefined => (en.done as Record<string, string>)[c.req.query('done') ?? '']
