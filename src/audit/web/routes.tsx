import { NotFound } from '../../platform/errors.ts'
import { page, type App } from '../../platform/web.ts'
import { requireMe } from '../../people/me.ts'
import { holds, servesLocal } from '../../people/office.ts'
import { listLocals } from '../../unions/unions.ts'
import { urls } from '../../urls.ts'
import { groups, type Group } from '../audit.ts'
import { en } from '../audit.en.ts'
import { findAudit, findMemberByNumber } from '../audit-queries.ts'
import { AuditPage, type Typed } from './audit-page.tsx'

const wanted = ['of', 'group', 'from', 'to', 'member'] as const

/** What was done with a local's people, for its officers; with the coalition's own affairs, for its administrators. */
export function auditRoutes(app: App) {
  app.get(urls.audit, async (c) => {
    const { db, account, shell } = c.var
    const me = await requireMe(db, account)
    const own = (await listLocals(db)).filter((local) => servesLocal(me, local.id))
    const places = [...own, ...(holds(me, 'administrator') ? [{ id: null, key: '', name: en.coalition }] : [])]
    const of = c.req.query('of')
    const place = of === undefined ? places[0] : places.find(({ key }) => key === of)
    if (!place) throw new NotFound()

    const typed = Object.fromEntries(wanted.map((name) => [name, (c.req.query(name) ?? '').trim().slice(0, 40)])) as Typed
    const from = dayOf(typed.from),
      to = dayOf(typed.to)
    const member = typed.member && place.id !== null ? await findMemberByNumber(db, place.id, typed.member) : null
    const errors = {
      from: from === undefined ? en.errors.day : undefined,
      to: to === undefined ? en.errors.day : from && to && Temporal.PlainDate.compare(to, from) < 0 ? en.errors.order : undefined,
      member: typed.member && member === null ? en.errors.member(typed.member) : undefined,
    }
    const wrong = Object.values(errors).some(Boolean)
    const before = /^[1-9]\d{0,14}$/.test(c.req.query('before') ?? '') ? Number(c.req.query('before')) : null
    const start = (day: Temporal.PlainDate | null | undefined) => day?.toZonedDateTime(shell.zone).toInstant() ?? null
    const found = wrong
      ? { rows: [], more: false }
      : await findAudit(db, place.id, {
          group: typed.group in groups ? (typed.group as Group) : null,
          from: start(from),
          until: start(to?.add({ days: 1 })),
          member,
          before,
        })
    return page(
      c,
      <AuditPage places={places} place={place} typed={typed} errors={errors} found={found} before={before} />,
      wrong ? 422 : 200,
    )
  })
}

/** Null: none was given; undefined: what was given is no day. */
function dayOf(typed: string): Temporal.PlainDate | null | undefined {
  if (typed === '') return null
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(typed) ? Temporal.PlainDate.from(typed, { overflow: 'reject' }) : undefined
  } catch {
    return undefined
  }
}
