import { Actions, Button, ButtonLink } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { FormErrors, Notice } from '../../ui/notices.tsx'
import { Section } from '../../ui/pieces.tsx'
import { useShell } from '../../ui/shell.ts'
import { Table } from '../../ui/table.tsx'
import { formatShortDay, Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { holdingWords } from '../../messages/message-staff.en.ts'
import type { Reach } from '../../messages/reach.ts'
import type { Hold } from '../../messages/sending.ts'
import type { ApprovalRefusal } from '../update.ts'
import type { WorkingUpdate } from '../update-queries.ts'
import { en as words } from '../update-staff.en.ts'
import { below } from './staff-parts.tsx'

/** What the second person sees: page and mail as they will be, who gets it, and the button. */
export function ReviewPage({
  update,
  reach,
  audience,
  unable,
  noPostalAddress,
  refusal,
  refused,
}: {
  update: WorkingUpdate
  reach: Reach
  /** The segment that the mail goes to alone, and who that is. */
  audience: { name: string; who: string } | null
  unable: Hold | null
  noPostalAddress: boolean
  /** Why the reader can't approve, known before the button is pressed; `refused`: after. */
  refusal: ApprovalRefusal | null
  refused?: ApprovalRefusal | null
}) {
  const { zone, lang } = useShell()
  const revision = update.latest
  const nobody = reach.sharing.length === 0
  const languages = [
    ['en', words.review.inEnglish],
    ['es', words.review.inSpanish],
  ] as const
  const frames = (what: string, address: string, open: string) => (
    <div class="previews">
      {languages.map(([code, language]) => {
        const src = `${address}?revision=${revision}&lang=${code}`
        return (
          <figure key={code}>
            <iframe src={src} sandbox="allow-same-origin" title={words.review.frame(what, language)} loading="lazy"></iframe>
            <figcaption>
              <a href={src}>
                {open} {language}
              </a>
            </figcaption>
          </figure>
        )
      })}
    </div>
  )
  return (
    <StaffPage
      title={words.review.title(update.content.title)}
      crumbs={[...below, { href: urls.staffUpdate(update.id), label: update.content.title }]}
      actions={
        <ButtonLink kind="plain" href={urls.staffUpdate(update.id)}>
          {words.review.edit}
        </ButtonLink>
      }
    >
      {refused && <FormErrors sentences={[words.review.refusals[refused]]} />}
      <p>
        {words.review.lead(revision, update.writer || words.stale.nobody)} <Moment instant={update.writtenAt} as="stamp" />
      </p>
      <Section title={words.review.page}>{frames(words.review.page, urls.updatePreview(update.id), words.review.openPage)}</Section>
      {update.published ? (
        <Notice>{update.withdrawn ? words.review.again : words.review.correction}</Notice>
      ) : (
        <>
          <Section title={words.review.mail}>{frames(words.review.mail, urls.mailPreview(update.id), words.review.openMail)}</Section>
          <Section title={words.review.who} id="who">
            {unable && <Notice kind="warning">{holdingWords[unable]}</Notice>}
            {noPostalAddress && <Notice kind="warning">{words.review.noPostalAddress}</Notice>}
            {audience && <p>{words.review.narrowed(audience.name, audience.who)}</p>}
            <p>
              <strong>
                {nobody
                  ? words.review.reachNobody
                  : audience
                    ? words.review.reachNarrowed(reach.mailboxes)
                    : words.review.reach(reach.mailboxes, reach.sharing.length)}
              </strong>
            </p>
            {reach.sharing.length > 0 && (
              <Table
                caption={words.review.who}
                hideCaption
                rows={reach.sharing}
                rowKey={(local) => local.id}
                columns={[
                  { label: words.review.local, cell: (local) => local.name },
                  {
                    label: words.review.mailboxes,
                    cell: (local) =>
                      local.mailboxes === null
                        ? words.review.few
                        : audience
                          ? words.review.atLeast(local.mailboxes)
                          : local.mailboxes.toLocaleString('en-US'),
                    numeric: true,
                  },
                  {
                    label: words.review.sharing,
                    cell: (local) => `${local.label} (${formatShortDay(local.endsAt.subtract({ nanoseconds: 1 }), zone, lang)})`,
                  },
                ]}
              />
            )}
            {reach.together.map(({ names, mailboxes }) => (
              <p class="hint" key={names.join()}>
                {words.review.togetherReach(names, mailboxes)}
              </p>
            ))}
            {reach.overlap && <p class="hint">{words.review.twice}</p>}
            {reach.notSharing.length > 0 && (
              <>
                <p>
                  <strong>{words.review.notSharing}</strong>
                </p>
                <ul>
                  {reach.notSharing.map((name) => (
                    <li key={name}>{name}</li>
                  ))}
                </ul>
              </>
            )}
          </Section>
        </>
      )}
      {refusal ? (
        <Notice>{words.review.refusals[refusal]}</Notice>
      ) : (
        <form class="form" method="post" action={urls.updateApproval(update.id)}>
          <input type="hidden" name="revision" value={revision} />
          {!update.published && <p>{words.review.approveText}</p>}
          <Actions>
            <Button>{update.published || unable || nobody ? words.review.approveQuietly : words.review.approve}</Button>
          </Actions>
        </form>
      )}
    </StaffPage>
  )
}
