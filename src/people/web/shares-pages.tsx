import { Button, ButtonLink, Field, Form, RadioCards } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Done, Empty, Notice } from '../../ui/notices.tsx'
import { Section, Tag } from '../../ui/pieces.tsx'
import { useShell } from '../../ui/shell.ts'
import { Table } from '../../ui/table.tsx'
import { formatMoment, formatShortDay } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { purposes, type Purpose, type Share, type ShareRefusal, type ShareUse } from '../share.ts'
import { en } from '../staff.en.ts'

const words = en.shares
const crumbs = [{ href: urls.staff, label: en.home.title }]

/** Every local and what it shares now: for the coalition's offices. */
export const SharingPage = ({ locals }: { locals: readonly { id: number; key: string; name: string; purposes: string[] | null }[] }) => (
  <StaffPage title={words.title} crumbs={crumbs}>
    <Table
      caption={words.localsCaption}
      rows={locals}
      rowKey={(local) => local.id}
      columns={[
        { label: words.local, cell: (local) => <a href={urls.localShares(local.key)}>{local.name}</a> },
        {
          label: words.what,
          cell: (local) =>
            local.purposes?.length
              ? local.purposes.map((purpose) => (
                  <Tag key={purpose} kind="good">
                    {words.purposes[purpose]}
                  </Tag>
                ))
              : words.nothing,
        },
      ]}
    />
  </StaffPage>
)

/** One local's shares. `own`: the reader is its officer and may lend and take back; others of the coalition look. */
export function LocalSharesPage({
  local,
  shares,
  uses,
  own,
  reads,
  typed = {},
  refusal,
  done,
}: {
  local: { key: string; name: string }
  shares: readonly Share[]
  uses: readonly ShareUse[]
  own: boolean
  /** May read lent names. */
  reads: boolean
  typed?: Record<string, string>
  refusal?: ShareRefusal | null
  done?: 'granted' | 'revoked'
}) {
  const { zone, lang } = useShell()
  const day = (end: Temporal.Instant) => formatShortDay(end.subtract({ nanoseconds: 1 }), zone, lang)
  const alive = shares.filter((share) => share.alive),
    over = shares.filter((share) => !share.alive)
  return (
    <StaffPage title={words.open(local.name)} crumbs={[...crumbs, { href: urls.shares, label: words.title }]}>
      <p>{words.lead}</p>
      <Done>{done && (done === 'granted' ? words.saved : words.revoked)}</Done>
      <Section title={words.now}>
        {alive.length === 0 && (
          <Empty title={words.never}>
            <p>{words.neverText}</p>
          </Empty>
        )}
        {alive.map((share) => (
          <div key={share.id}>
            <h3>{words.purposes[share.purpose]}</h3>
            <p>{words.meaning[share.purpose]}</p>
            <p>
              <Tag kind="good">{words.until(share.label, day(share.endsAt))}</Tag>
            </p>
            <div class="actions">
              {own && (
                <form method="post" action={urls.endShare(local.key, share.id)}>
                  <Button kind="danger" aria-label={words.takeBackLabel(words.purposes[share.purpose]!)}>
                    {words.takeBack}
                  </Button>
                </form>
              )}
              {reads && share.purpose === 'names' && (
                <form method="post" action={urls.sharedNames(local.key)}>
                  <Button kind="quiet">{words.read}</Button>
                </form>
              )}
            </div>
          </div>
        ))}
      </Section>
      {own && alive.length < purposes.length && (
        <Section title={words.grant} id="grant">
          <Form
            action={urls.localShares(local.key)}
            typed={{ purpose: 'messages', label: 'until ratification', ...typed }}
            errors={refusal ? { [refusal === 'already' ? 'purpose' : refusal]: words.errors[refusal] } : null}
          >
            <RadioCards
              label={words.grantPurpose}
              name="purpose"
              required
              options={purposes
                .filter((purpose) => !alive.some((share) => share.purpose === purpose))
                .map((purpose: Purpose) => ({ value: purpose, label: words.purposes[purpose]!, hint: words.meaning[purpose] }))}
            />
            <Field label={words.grantLabel} name="label" hint={words.grantLabelHint} required maxlength={80} />
            <Field label={words.grantEnds} name="ends" type="date" hint={words.grantEndsHint} required />
            <Button>{words.submit}</Button>
          </Form>
        </Section>
      )}
      <Section title={words.uses}>
        <Table
          caption={words.usesCaption}
          hideCaption
          rows={uses}
          rowKey={(use) => use.id}
          empty={<p>{words.noUse}</p>}
          columns={[
            { label: words.when, cell: (use) => formatMoment(use.usedAt, zone, lang) },
            { label: words.use, cell: (use) => use.what },
            { label: words.people, cell: (use) => use.people.toLocaleString(lang), numeric: true },
          ]}
        />
      </Section>
      {over.length > 0 && (
        <Section title={words.before}>
          <ul>
            {over.map((share) => (
              <li key={share.id}>
                {words.purposes[share.purpose]}, {share.label}:{' '}
                {share.revokedAt ? words.state.revoked(formatShortDay(share.revokedAt, zone, lang)) : words.state.ended(day(share.endsAt))}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </StaffPage>
  )
}

export function SharedNamesPage({
  local,
  names,
}: {
  local: { key: string; name: string }
  names: readonly { id: number; first_name: string; last_name: string; search_name: string }[]
}) {
  const last = names.at(-1)
  return (
    <StaffPage
      title={words.namesTitle(local.name)}
      crumbs={[...crumbs, { href: urls.shares, label: words.title }, { href: urls.localShares(local.key), label: local.name }]}
    >
      <Notice>{words.namesText}</Notice>
      {names.length === 0 ? (
        <p>{words.nobody}</p>
      ) : (
        <ul>
          {names.map((name) => (
            <li key={name.id}>
              {name.last_name}, {name.first_name}
            </li>
          ))}
        </ul>
      )}
      {last && names.length === 100 && (
        <form method="post" action={urls.sharedNames(local.key)}>
          <input type="hidden" name="afterName" value={last.search_name} />
          <input type="hidden" name="afterId" value={last.id} />
          <Button kind="quiet">{words.more}</Button>
        </form>
      )}
      <ButtonLink kind="quiet" href={urls.localShares(local.key)}>
        {words.open(local.name)}
      </ButtonLink>
    </StaffPage>
  )
}
