import type { ComponentChildren } from 'preact'
import { Button, ButtonLink } from '../../ui/fields.tsx'
import { MemberPage } from '../../ui/layout.tsx'
import { Empty } from '../../ui/notices.tsx'
import { formatPhone } from '../../ui/number.ts'
import { Section, Tag } from '../../ui/pieces.tsx'
import { Facts } from '../../ui/table.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { formatShortDay } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import type { Me } from '../office.ts'
import { en } from '../people.en.ts'
import { es } from '../people.es.ts'

export interface MySession {
  id: string
  device: string
  createdAt: Temporal.Instant
  seenOn: Temporal.PlainDate
}

/** `children`: what other rooms know about the person (events answered, mail wanted), each a section of its own. */
export function MePage({
  me,
  sessions,
  current,
  children,
}: {
  me: Me
  sessions: readonly MySession[]
  current: string | null
  children?: ComponentChildren
}) {
  const all = useWords({ en, es }),
    words = all.me
  return (
    <MemberPage title={words.title}>
      <h1>{me.name ? words.hello(me.name) : words.helloNobody}</h1>
      {children}
      <Section title={words.locals}>
        {me.members.length === 0 && (
          <Empty title={words.noLocalTitle}>
            <p>{words.noLocal}</p>
          </Empty>
        )}
        {me.members.map((member) => (
          <div key={member.localId}>
            <h3>{words.member(member.localName)}</h3>
            <Facts
              rows={[
                { label: words.email, value: member.email ?? words.none },
                { label: words.phone, value: member.phone ? formatPhone(member.phone) : words.none },
              ]}
            />
          </div>
        ))}
        {me.members.length > 0 && <p>{words.wrong}</p>}
      </Section>
      {me.offices.length > 0 && (
        <Section title={words.offices}>
          <ul>
            {me.offices.map((office) => (
              <li key={office.id}>
                {all.roles[office.role]}, {office.place || all.coalition}
              </li>
            ))}
          </ul>
          <ButtonLink kind="quiet" href={urls.staff}>
            {words.toStaff}
          </ButtonLink>
        </Section>
      )}
      <Section title={words.devices}>
        <p>{words.devicesText}</p>
        <ul class="rows">
          {sessions.map((session) => (
            <Device key={session.id} session={session} current={session.id === current} />
          ))}
        </ul>
        <div class="actions">
          {sessions.length > 1 && (
            <form method="post" action={urls.endOtherDevices}>
              <Button kind="quiet">{words.endOthers}</Button>
            </form>
          )}
          <form method="post" action={urls.signOut}>
            <Button kind="quiet">{all.signOut}</Button>
          </form>
        </div>
      </Section>
    </MemberPage>
  )
}

function Device({ session, current }: { session: MySession; current: boolean }) {
  const words = useWords({ en, es }).me
  const { lang, zone } = useShell()
  return (
    <li>
      <div>
        <strong>{session.device}</strong> {current && <Tag kind="good">{words.thisDevice}</Tag>}
        <br />
        <small>
          {words.since(formatShortDay(session.createdAt, zone, lang))}, {words.seen(formatShortDay(session.seenOn, zone, lang))}
        </small>
      </div>
      {!current && (
        <form method="post" action={urls.endDevice(session.id)}>
          <Button kind="quiet" aria-label={words.endLabel(session.device)}>
            {words.end}
          </Button>
        </form>
      )}
    </li>
  )
}
