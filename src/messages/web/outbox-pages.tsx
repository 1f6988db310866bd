import { Button, ButtonLink, Field } from '../../ui/fields.tsx'
import { PublicPage } from '../../ui/layout.tsx'
import { Empty } from '../../ui/notices.tsx'
import { Section } from '../../ui/pieces.tsx'
import { Facts, Pager, Table } from '../../ui/table.tsx'
import { Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { outboxWords as words } from '../message-staff.en.ts'
import type { OutboxEntry, OutboxMail } from '../outbox-queries.ts'

export const perPage = 50

/** For who tries the example, in English like the other rooms of it. */
export function OutboxPage({
  mails,
  count,
  search,
  before,
}: {
  mails: readonly OutboxEntry[]
  count: number
  search: string
  before: number | null
}) {
  const shown = mails.slice(0, perPage)
  const query = (entries: Record<string, string>) => `${urls.outbox}?${new URLSearchParams({ ...(search && { to: search }), ...entries })}`
  return (
    <PublicPage title={words.title} wide>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <form class="filters" method="get" action={urls.outbox}>
        <Field label={words.search} name="to" type="search" value={search} hint={words.searchHint} required autocomplete="off" />
        <Button kind="plain">{words.find}</Button>
      </form>
      <Table
        caption={words.caption(count)}
        rows={shown}
        rowKey={(mail) => mail.id}
        empty={
          search || before ? (
            <Empty title={words.noneFound}>
              <p>
                <a href={urls.outbox}>{words.all}</a>
              </p>
            </Empty>
          ) : (
            <Empty title={words.none}>
              <p>{words.noneText}</p>
            </Empty>
          )
        }
        columns={[
          { label: words.subject, cell: (mail) => <a href={urls.outboxMail(mail.id)}>{mail.subject}</a> },
          { label: words.to, cell: (mail) => mail.to },
          { label: words.at, cell: (mail) => <Moment instant={mail.at} as="stamp" /> },
        ]}
      />
      {(before !== null || mails.length > perPage) && (
        <Pager
          previous={before !== null ? query({}) : null}
          next={mails.length > perPage ? query({ before: String(shown.at(-1)!.id) }) : null}
        />
      )}
    </PublicPage>
  )
}

export const OutboxMailPage = ({ mail, text }: { mail: OutboxMail; text: string }) => (
  <PublicPage title={mail.subject} wide>
    <p>
      <a href={urls.outbox}>{words.title}</a>
    </p>
    <h1>{mail.subject}</h1>
    <Facts
      rows={[
        { label: words.mail.to, value: mail.to },
        { label: words.mail.at, value: <Moment instant={mail.at} /> },
      ]}
    />
    <Section title={words.mail.html}>
      <iframe
        class="mail-frame"
        src={urls.outboxHtml(mail.id)}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        title={words.mail.frame}
      ></iframe>
    </Section>
    <Section title={words.mail.text}>
      <pre class="mail-text" tabindex={0} dangerouslySetInnerHTML={{ __html: text }} />
    </Section>
    {Object.keys(mail.headers).length > 0 && (
      <Section title={words.mail.headers}>
        <Facts rows={Object.entries(mail.headers).map(([label, value]) => ({ label, value }))} />
      </Section>
    )}
    <ButtonLink kind="quiet" href={urls.outbox}>
      {words.title}
    </ButtonLink>
  </PublicPage>
)
