import { Button, ButtonLink, Field, Form, RadioCards, Select } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Done, Notice } from '../../ui/notices.tsx'
import { More, Section, Tag } from '../../ui/pieces.tsx'
import { useShell } from '../../ui/shell.ts'
import { Table } from '../../ui/table.tsx'
import { formatShortDay } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import type { Invitation } from '../invitations.ts'
import type { Office } from '../office.ts'
import type { findGrantable, OfficeRow } from '../offices.ts'
import { en } from '../staff.en.ts'

const words = en.offices
const crumbs = [{ href: urls.staff, label: en.home.title }]
type Errors = Partial<Record<'name' | 'address' | 'what' | 'lastDay', string>>

export function OfficesPage({
  offices,
  invitations,
  grantable,
  grants,
  typed = {},
  errors,
  refusal,
  done,
}: {
  offices: readonly OfficeRow[]
  /** Those that the reader may take back, with how others ended. */
  invitations: readonly Invitation[]
  grantable: Awaited<ReturnType<typeof findGrantable>>
  /** Whether such an office is the reader's to end or to hand over. */
  grants: (office: OfficeRow) => boolean
  typed?: Record<string, string>
  errors?: Errors
  refusal?: 'last' | 'limited' | 'over'
  done?: string
}) {
  const { zone, lang } = useShell()
  const day = (instant: Temporal.Instant) => formatShortDay(instant, zone, lang)
  return (
    <StaffPage title={words.title} crumbs={crumbs}>
      <p>{words.lead}</p>
      <Done>{done && words.done[done]}</Done>
      {refusal && (
        <Notice kind="error" live>
          {words.errors[refusal]}
        </Notice>
      )}
      <Table
        caption={words.caption}
        rows={offices}
        rowKey={(office) => office.id}
        empty={<p>{words.none}</p>}
        columns={[
          { label: words.holder, cell: (office) => office.holder },
          { label: words.role, cell: (office) => words.roles[office.role] },
          { label: words.place, cell: (office) => office.place || words.coalition },
          { label: words.since, cell: (office) => day(office.grantedAt) },
          {
            label: words.state,
            cell: (office) =>
              office.endedAt ? (
                words.ended(day(office.endedAt))
              ) : (
                <>
                  <Tag kind="good">{words.active}</Tag> {office.until && words.until(day(office.until.subtract({ hours: 1 })))}
                </>
              ),
          },
          {
            label: words.todo,
            cell: (office) =>
              !office.endedAt &&
              (office.mine || grants(office)) && (
                <div class="actions">
                  {office.mine && grants(office) && (
                    <ButtonLink
                      kind="quiet"
                      href={urls.handOver(office.id)}
                      aria-label={words.handOverLabel(words.roles[office.role]!, office.place || words.coalition)}
                    >
                      {words.handOver}
                    </ButtonLink>
                  )}
                  {!office.mine && grants(office) && (
                    <form method="post" action={urls.signOutHolder(office.id)}>
                      <Button kind="quiet" aria-label={words.signOutLabel(office.holder)}>
                        {words.signOut}
                      </Button>
                    </form>
                  )}
                  <More summary={words.end}>
                    <p>{words.endText}</p>
                    <form method="post" action={urls.endOffice(office.id)}>
                      <Button kind="danger" aria-label={words.endLabel(office.holder, words.roles[office.role]!)}>
                        {words.endNow}
                      </Button>
                    </form>
                  </More>
                </div>
              ),
          },
        ]}
      />
      {invitations.length > 0 && (
        <Section title={words.invitations} id="invitations">
          <Table
            caption={words.invitationsCaption}
            hideCaption
            rows={invitations}
            rowKey={(invitation) => invitation.id}
            columns={[
              {
                label: words.whom,
                cell: ({ name, address }) => (
                  <>
                    {name}
                    <br />
                    <small>{address}</small>
                  </>
                ),
              },
              {
                label: words.role,
                cell: ({ role, place, handingOver }) => (
                  <>
                    {words.roles[role]}, {place || words.coalition}
                    {handingOver && (
                      <>
                        <br />
                        <small>{words.handOver}</small>
                      </>
                    )}
                  </>
                ),
              },
              {
                label: words.by,
                cell: ({ inviter, invitedAt }) => (
                  <>
                    {inviter}, {day(invitedAt)}
                  </>
                ),
              },
              {
                label: words.state,
                cell: ({ state, expiresAt }) => (
                  <>
                    <Tag kind={state === 'open' ? 'waiting' : 'plain'}>{words.states[state]}</Tag>{' '}
                    {state === 'open' && words.answerUntil(day(expiresAt))}
                  </>
                ),
              },
              {
                label: words.withdraw,
                cell: ({ id, state, name }) =>
                  state === 'open' && (
                    <form method="post" action={urls.withdrawInvitation(id)}>
                      <Button kind="quiet" aria-label={words.withdrawLabel(name)}>
                        {words.withdraw}
                      </Button>
                    </form>
                  ),
              },
            ]}
          />
        </Section>
      )}
      {grantable.length > 0 && (
        <Section title={words.grant} id="grant">
          <p>{words.grantText}</p>
          <Form action={urls.offices} typed={{ lang: 'en', ...typed }} errors={errors}>
            <Whom />
            <Select
              label={words.what}
              name="what"
              required
              options={grantable.map(({ value, role, place }) => ({ value, label: `${words.roles[role]}, ${place || words.coalition}` }))}
            />
            <Field label={words.lastDay} name="lastDay" type="date" hint={words.lastDayHint} />
            <Button>{words.submit}</Button>
          </Form>
        </Section>
      )}
    </StaffPage>
  )
}

/** One's own office, to whoever comes after. */
export function HandOverPage({ office, typed = {}, errors }: { office: Office; typed?: Record<string, string>; errors?: Errors }) {
  return (
    <StaffPage
      title={words.handOverTitle(words.roles[office.role]!, office.place || words.coalition)}
      crumbs={[...crumbs, { href: urls.offices, label: words.title }]}
    >
      <p>{words.handOverText}</p>
      <Form action={urls.handOver(office.id)} typed={{ lang: 'en', ...typed }} errors={errors}>
        <Whom />
        <Button>{words.handOverSubmit}</Button>
      </Form>
    </StaffPage>
  )
}

const Whom = () => (
  <>
    <Field label={words.name} name="name" hint={words.nameHint} required maxlength={120} autocomplete="off" />
    <Field label={words.address} name="address" type="email" hint={words.addressHint} required autocomplete="off" />
    <RadioCards
      label={words.language}
      name="lang"
      required
      inline
      options={[
        { value: 'en', label: 'English' },
        { value: 'es', label: 'Español' },
      ]}
    />
  </>
)
