import type { Context } from 'hono'
import { asPerson, type Db } from '../../platform/db.ts'
import { formData, page, type App, type Env } from '../../platform/web.ts'
import { listEmployers } from '../../unions/unions.ts'
import { urls } from '../../urls.ts'
import { importAgreements, readAgreements } from '../import-agreements.ts'
import { mediationLimit, readMediationRecord } from '../mediation-record.ts'
import { en } from '../record.en.ts'
import { findRoom } from '../record-queries.ts'
import { ImportPage, importLimit, MediationPage } from './import-pages.tsx'
import { keyOf, writersRoom } from './record-routes.tsx'

export function importRoutes(app: App) {
  app.get(urls.importAgreements(':local'), async (c) => {
    const { local } = await writersRoom(c, c.var.db)
    return page(c, <ImportPage room={await findRoom(c.var.db, local)} />)
  })
  app.get(urls.mediationRecord(':local'), async (c) => {
    const { local } = await writersRoom(c, c.var.db)
    return page(c, <MediationPage room={await findRoom(c.var.db, local)} />)
  })
}

/** Files of some megabytes: no transaction is held while they come. */
export function importStreams(app: Pick<App, 'post'>) {
  app.post(urls.importAgreements(':local'), (c) =>
    withFile(c, importLimit * 4, async (db, sent) => {
      const at = await writersRoom(c, db)
      const room = await findRoom(db, at.local)
      const confirmed = sent.get('text')
      if (typeof confirmed === 'string' && confirmed) {
        const done = await importAgreements(db, at.local, confirmed, c.var.now)
        if ('problems' in done) return page(c, <ImportPage room={room} problems={done.problems} />, 422)
        return c.redirect(`${urls.agreementRoom(keyOf(at))}?done=imported`, 303)
      }
      const file = await textOf(sent.get('file'), importLimit)
      if ('wrong' in file)
        return page(c, <ImportPage room={room} wrong={file.wrong === 'missing' ? en.import.missingFile : en.import.tooLarge} />, 422)
      const read = readAgreements(file.text, room, c.var.now)
      if ('problems' in read) return page(c, <ImportPage room={room} problems={read.problems} />, 422)
      return page(c, <ImportPage room={room} text={file.text} lines={read.lines} />)
    }),
  )
  app.post(urls.mediationRecord(':local'), (c) =>
    withFile(c, mediationLimit * 2, async (db, sent) => {
      const { local } = await writersRoom(c, db)
      const room = await findRoom(db, local)
      const file = await textOf(sent.get('file'), mediationLimit)
      if ('wrong' in file)
        return page(c, <MediationPage room={room} wrong={file.wrong === 'missing' ? en.import.missingFile : en.mediation.tooLarge} />, 422)
      const read = readMediationRecord(file.text, room, await listEmployers(db))
      return 'problem' in read
        ? page(c, <MediationPage room={room} wrong={read.problem} />, 422)
        : page(c, <MediationPage room={room} {...read} />)
    }),
  )
}

async function withFile(c: Context<Env>, most: number, work: (db: Db, sent: FormData) => Promise<Response>) {
  const { root, account } = c.var
  await asPerson(root, account, 'read only', (db) => writersRoom(c, db))
  const sent = await formData(c, most)
  return asPerson(root, account, 'read write', (db) => work(db, sent))
}

async function textOf(file: FormDataEntryValue | null, most: number): Promise<{ text: string } | { wrong: 'missing' | 'large' }> {
  if (!(file instanceof File) || file.size === 0) return { wrong: 'missing' }
  return file.size > most ? { wrong: 'large' } : { text: await file.text() }
}
