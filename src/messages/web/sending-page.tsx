import { Button, ButtonLink } from '../../ui/fields.tsx'
import { Progress } from '../../ui/charts.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Live } from '../../ui/live.tsx'
import { Notice } from '../../ui/notices.tsx'
import { More, Section, Tag } from '../../ui/pieces.tsx'
import { Table } from '../../ui/table.tsx'
import { Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { en as words, holdingWords } from '../message-staff.en.ts'
import type { Hold } from '../sending.ts'
import { standingOf, type Sending } from '../sending-queries.ts'

const crumbsTo = (update: number, title: string) => [
  { href: urls.staff, label: 'Staff' },
  { href: urls.updatesStaff, label: words.crumb },
  { href: urls.staffUpdate(update), label: title },
]

export const NoSendingPage = ({ update, title }: { update: number; title: string }) => (
  <StaffPage title={words.title(title)} crumbs={crumbsTo(update, title)}>
    <p>{words.noMessage}</p>
    <ButtonLink kind="plain" href={urls.updateReview(update)}>
      {words.back}
    </ButtonLink>
  </StaffPage>
)

export function SendingPage({ update, sending }: { update: number; sending: Sending }) {
  const standing = standingOf(sending),
    { byState } = sending.progress
  const rest = byState.waiting + byState.deferred
  const numbers = <SendingNumbers sending={sending} />
  const moving = !['done', 'cancelled'].includes(standing)
  return (
    <StaffPage title={words.title(sending.title)} crumbs={crumbsTo(update, sending.title)}>
      {moving ? <Live src={urls.sendingStream(update)}>{numbers}</Live> : numbers}
      {standing === 'held' && sending.steps.at(-1)!.note !== 'unreachable' && (
        <form method="post" action={urls.sendingResume(update)}>
          <Button>{words.resume}</Button>
        </form>
      )}
      {moving && (
        <More summary={words.cancel}>
          <form class="form" method="post" action={urls.sendingCancel(update)}>
            <p>{words.cancelText(rest)}</p>
            <div class="actions">
              <Button kind="danger">{words.cancel}</Button>
            </div>
          </form>
        </More>
      )}
      <Section title={words.history}>
        <ul>
          <li>
            {words.steps.queued(sending.approvedBy || words.somebody)}, <Moment instant={sending.queuedAt} as="stamp" />
          </li>
          {sending.steps.map(({ step, by, note, at }, place) => (
            <li key={place}>
              {step === 'resumed' || step === 'cancelled'
                ? words.steps[step](step === 'cancelled' ? by || words.somebody : by)
                : words.steps[step]}
              {note && `: ${holdingWords[note as Hold] ?? note}`}
              {note ? ' ' : ', '}
              <Moment instant={at} as="stamp" />
            </li>
          ))}
        </ul>
        <p class="hint">{words.nobody}</p>
      </Section>
    </StaffPage>
  )
}

const kinds = { queued: 'waiting', sending: 'spot', deferred: 'waiting', held: 'bad', cancelled: 'bad', done: 'good' } as const

/** The part that moves: the page and the stream render the same. */
export function SendingNumbers({ sending }: { sending: Sending }) {
  const { progress } = sending,
    standing = standingOf(sending)
  const { total, settled, byState } = progress
  const shown = (['sent', 'waiting', 'deferred', 'refused', 'unsure', 'left out'] as const)
    .map((state) => ({ state, mails: byState[state] + (state === 'waiting' ? byState.claimed : 0) }))
    .filter(({ state, mails }) => mails > 0 || state === 'sent' || state === 'refused' || state === 'unsure')
  return (
    <div class="sending">
      {sending.audience && <p>{words.audience(sending.audience)}</p>}
      <p>
        <Tag kind={kinds[standing]}>{words.state[standing]}</Tag>
      </p>
      {standing === 'held' && <Notice kind="warning">{holdingWords[sending.steps.at(-1)!.note as Hold]}</Notice>}
      {sending.audience && total === 0 && standing !== 'queued' ? (
        <p>{words.tooFew}</p>
      ) : (
        <>
          <Progress
            label={words.bar}
            value={total || standing === 'done' ? settled : null}
            max={total}
            detail={words.detail(settled, total)}
          />
          <p class="hidden" data-say={`${words.state[standing]}. ${words.say(settled, total)}`}></p>
          <Table
            caption={words.counts}
            rows={shown}
            rowKey={({ state }) => state}
            columns={[
              {
                label: words.counts,
                cell: ({ state }) => (
                  <>
                    {words.byState[state]}
                    {words.meaning[state] && byState[state] > 0 && (
                      <>
                        <br />
                        <small>{words.meaning[state]}</small>
                      </>
                    )}
                  </>
                ),
              },
              { label: words.of, cell: ({ mails }) => mails.toLocaleString('en-US'), numeric: true },
            ]}
          />
          {progress.locals.length > 0 && (
            <Table
              caption={words.locals}
              rows={progress.locals}
              rowKey={({ localId }) => localId ?? 0}
              columns={[
                { label: words.local, cell: ({ localId }) => (localId === null ? words.together : sending.localNames.get(localId)) },
                {
                  label: words.bar,
                  cell: (local) => <progress value={local.settled} max={local.total} aria-label={localId(local, sending)} />,
                },
                { label: words.done, cell: (local) => local.settled.toLocaleString('en-US'), numeric: true },
                { label: words.of, cell: (local) => local.total.toLocaleString('en-US'), numeric: true },
              ]}
            />
          )}
        </>
      )}
    </div>
  )
}

const localId = (local: { localId: number | null }, { localNames }: Sending) =>
  local.localId === null ? words.together : localNames.get(local.localId)!
