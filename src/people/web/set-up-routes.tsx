import { sql } from 'kysely'
import { NotFound } from '../../platform/errors.ts'
import { form, page, type App } from '../../platform/web.ts'
import { Button, Field, Form } from '../../ui/fields.tsx'
import { PublicPage } from '../../ui/layout.tsx'
import { urls } from '../../urls.ts'
import { normalizeAddress } from '../address.ts'
import { deviceName } from '../device.ts'
import { hashToken } from '../secrets.ts'
import { en as words } from '../set-up.en.ts'
import { startSession } from './session.ts'

/** The one-time link of an empty deployment: its first officer names the coalition. */
export function setUpRoutes(app: App) {
  app.get(urls.setUp(':token'), async (c) => {
    const token = c.req.param('token')!
    const { open } = await c.var.db.selectNoFrom(sql<boolean>`set_up_open(${hashToken(token)})`.as('open')).executeTakeFirstOrThrow()
    if (!open) throw new NotFound()
    return page(c, <SetUpPage token={token} typed={{ zone: 'America/Los_Angeles' }} />)
  })

  app.post(urls.setUp(':token'), async (c) => {
    const token = c.req.param('token')!
    const typed = await form(c)
    const coalition = (typed.coalition ?? '').trim(),
      name = (typed.name ?? '').trim(),
      address = normalizeAddress(typed.address ?? ''),
      zone = (typed.zone ?? '').trim()
    const errors = {
      coalition: coalition && coalition.length <= 120 ? undefined : words.errors.coalition,
      zone: isZone(zone) ? undefined : words.errors.zone,
      name: name && name.length <= 120 ? undefined : words.errors.name,
      address: address ? undefined : words.errors.address,
    }
    if (Object.values(errors).some(Boolean)) return page(c, <SetUpPage token={token} typed={typed} errors={errors} />, 422)
    const session = startSession(c)
    const done = sql<boolean>`set_up(${hashToken(token)}, ${coalition}, ${zone}, ${name}, ${address}, ${session.hash}, ${deviceName(c.req.header('user-agent'))})`
    if (!(await c.var.db.selectNoFrom(done.as('done')).executeTakeFirstOrThrow()).done) throw new NotFound()
    await session.keep()
    return c.redirect(urls.staff, 303)
  })
}

const isZone = (zone: string) => {
  try {
    return zone.includes('/') && Temporal.Now.zonedDateTimeISO(zone).timeZoneId !== ''
  } catch {
    return false
  }
}

const SetUpPage = ({
  token,
  typed,
  errors,
}: {
  token: string
  typed: Record<string, string>
  errors?: Record<string, string | undefined>
}) => (
  <PublicPage title={words.title}>
    <h1>{words.title}</h1>
    <p>{words.lead}</p>
    <Form action={urls.setUp(token)} typed={typed} errors={errors}>
      <Field label={words.coalition} name="coalition" hint={words.coalitionHint} required maxlength={120} />
      <Field label={words.zone} name="zone" hint={words.zoneHint} required maxlength={60} />
      <Field label={words.name} name="name" hint={words.nameHint} required maxlength={120} autocomplete="name" />
      <Field label={words.address} name="address" type="email" hint={words.addressHint} required autocomplete="email" />
      <Button>{words.submit}</Button>
    </Form>
  </PublicPage>
)
