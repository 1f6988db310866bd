import { Actions, Button, ButtonLink, Check, Field, Fieldset, FileField, Form, Select, TextArea } from '../../ui/fields.tsx'
import { Island } from '../../ui/assets.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Done, Empty, FormErrors, Notice } from '../../ui/notices.tsx'
import { More, Prose, Section, Tag } from '../../ui/pieces.tsx'
import { formatNumber } from '../../ui/number.ts'
import { useShell } from '../../ui/shell.ts'
import { Pager, Table } from '../../ui/table.tsx'
import { formatShortDay, Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { holdingWords } from '../../messages/message-staff.en.ts'
import type { Reach } from '../../messages/reach.ts'
import type { Hold } from '../../messages/sending.ts'
import { pictureLimit, type PictureRefusal } from '../picture.ts'
import { limits, type ApprovalRefusal, type Content, type Problems, type Typed } from '../update.ts'
import type { ListedUpdate, PictureFile, WorkingUpdate } from '../update-queries.ts'
import { en as words } from '../update-staff.en.ts'
import { UpdatePicture } from './update-page.tsx'

const crumbs = [{ href: urls.staff, label: 'Staff' }]
const below = [...crumbs, { href: urls.updatesStaff, label: words.title }]
export const perPage = 30

export const UpdatesStaffPage = ({
  updates,
  discarded,
  page,
  done,
}: {
  updates: readonly ListedUpdate[]
  discarded: readonly ListedUpdate[]
  page: number
  /** A draft was discarded just now. */
  done: boolean
}) => (
  <StaffPage title={words.title} crumbs={crumbs} actions={<ButtonLink href={urls.newUpdate}>{words.write}</ButtonLink>}>
    <p>{words.lead}</p>
    {done && discarded[0] && (
      <Notice kind="success" live title={words.discard.done}>
        <form class="form" method="post" action={urls.updateStep(discarded[0].id, 'bring-back')}>
          <p>{discarded[0].title}</p>
          <Button kind="plain">{words.discard.back}</Button>
        </form>
      </Notice>
    )}
    <Table
      caption={words.list.caption}
      rows={updates.slice(0, perPage)}
      rowKey={(update) => update.id}
      empty={
        <Empty title={words.list.none}>
          <p>{words.list.noneText}</p>
        </Empty>
      }
      columns={[
        { label: words.list.name, cell: (update) => <a href={urls.staffUpdate(update.id)}>{update.title}</a> },
        { label: words.list.state, cell: (update) => <StateTag {...update} published={update.publishedAt !== null} /> },
        { label: words.list.languages, cell: (update) => (update.spanish ? words.languages.both : words.languages.one), wideOnly: true },
        {
          label: words.list.written,
          cell: (update) => (
            <>
              <Moment instant={update.writtenAt} as="stamp" />
              {update.writer && ` ${words.list.by(update.writer)}`}
            </>
          ),
        },
        { label: words.list.published, cell: (update) => (update.publishedAt ? <Moment instant={update.publishedAt} as="stamp" /> : '–') },
      ]}
    />
    {(page > 1 || updates.length > perPage) && (
      <Pager
        previous={page > 1 ? `${urls.updatesStaff}?page=${page - 1}` : null}
        next={updates.length > perPage ? `${urls.updatesStaff}?page=${page + 1}` : null}
      />
    )}
    {discarded.length > 0 && (
      <More summary={words.list.discarded(formatNumber(discarded.length, 'en'))}>
        <ul>
          {discarded.map((update) => (
            <li key={update.id}>
              <a href={urls.staffUpdate(update.id)}>{update.title}</a> {update.writer && words.list.by(update.writer)}
            </li>
          ))}
        </ul>
      </More>
    )}
  </StaffPage>
)

/** For the staff's first page. */
export const WaitingUpdates = ({ count, id }: { count: number; id: number | null }) => (
  <Notice kind="warning" title={words.waiting.title(count)}>
    <a href={count === 1 ? urls.updateReview(id!) : urls.updatesStaff}>{count === 1 ? words.waiting.look : words.waiting.lookAll}</a>
  </Notice>
)

function StateTag({
  state,
  published,
  withdrawn,
  discarded,
}: {
  state: ListedUpdate['state']
  published: boolean
  withdrawn: boolean
  discarded?: boolean
}) {
  if (discarded) return <Tag>{words.state.discarded}</Tag>
  if (withdrawn)
    return (
      <Tag kind={state === 'ready' ? 'waiting' : 'bad'}>
        {{ published: words.state.withdrawn, ready: words.state.withdrawnReady, draft: words.state.withdrawnDraft }[state]}
      </Tag>
    )
  if (state === 'published') return <Tag kind="good">{words.state.published}</Tag>
  if (state === 'ready') return <Tag kind="waiting">{published ? words.state.correctedReady : words.state.ready}</Tag>
  return <Tag kind={published ? 'spot' : 'plain'}>{published ? words.state.corrected : words.state.draft}</Tag>
}

export interface FormState {
  typed: Typed
  /** HTML for the editor, beside the plain text that stands in the fields. */
  html: { body: string; bodyEs: string }
  base: number
  files: readonly PictureFile[]
  problems?: Problems
  pictureProblem?: PictureRefusal | null
  /** Somebody saved in between. */
  newer?: { content: Content; files: readonly PictureFile[]; by: string } | null
  saved?: number | null
  done?: 'withdrawn' | 'returned' | null
  /** Why nothing was done, in a sentence. */
  refused?: string
  /** The draft was discarded meanwhile: what is sent next brings it back. */
  bringsBack?: boolean
  /** How many others hold the office; `noMail`: they can't be told by mail. */
  others?: number
  noMail?: boolean
  /** The coalition's segments that its mail can go to. */
  segments: readonly { id: number; name: string }[]
  /** Of the edited revision. */
  audience: string | null
}

/** Writes a new update, or edits one. */
export function UpdateFormPage({ update, state }: { update: WorkingUpdate | null; state: FormState }) {
  const { problems = {}, pictureProblem, newer } = state
  const errors: Record<string, string | undefined> = Object.fromEntries(
    (['title', 'summary', 'body', 'sources', 'alt', 'altEs', 'audience', 'titleEs', 'summaryEs', 'bodyEs'] as const).map((field) => [
      field,
      problems[field] && words.problems[problems[field]],
    ]),
  )
  if (pictureProblem) errors.picture = words.pictureProblems[pictureProblem]
  const wrong = Object.values(errors).some(Boolean)
  return (
    <StaffPage
      title={update ? (update.discarded ? update.content.title : words.form.editTitle(update.content.title)) : words.form.newTitle}
      crumbs={below}
    >
      {newer && (
        <FormErrors>
          <p>
            <strong>{words.stale.title}</strong>
          </p>
          <p>{words.stale.text(newer.by || words.stale.nobody)}</p>
        </FormErrors>
      )}
      {wrong && (
        <p>
          <strong>{words.form.unsaved}</strong>
        </p>
      )}
      <Done>{state.saved && words.form.saved(state.saved)}</Done>
      <Done>{state.done && (state.done === 'withdrawn' ? words.withdraw.done : words.discard.returned)}</Done>
      {(state.refused || state.bringsBack) && <FormErrors sentences={[state.refused ?? words.discard.refused]} />}
      {update && <Status update={update} others={state.others} noMail={state.noMail} />}
      {update?.published && <TakeBack update={update} />}
      {update?.discarded && !state.bringsBack ? (
        <Says content={update.content} files={update.files} />
      ) : (
        <Editing update={update} state={state} errors={errors} />
      )}
      {newer && (
        <Section title={words.stale.theirs(newer.by || words.stale.nobody)}>
          <Says content={newer.content} files={newer.files} />
        </Section>
      )}
      {update && !update.published && !update.discarded && <TakeBack update={update} />}
    </StaffPage>
  )
}

function Editing({
  update,
  state,
  errors,
}: {
  update: WorkingUpdate | null
  state: FormState
  errors: Record<string, string | undefined>
}) {
  const { typed } = state
  const editor = (html: string) => ({ 'data-editor': html })
  return (
    <>
      <Form
        action={update ? urls.staffUpdate(update.id) : urls.newUpdate}
        upload
        typed={{ ...typed }}
        errors={errors}
        data-editor-words={JSON.stringify(words.form.toolbar)}
      >
        <input type="hidden" name="revision" value={state.base} />
        <input type="hidden" name="format" value="text" />
        <input type="hidden" name="pictureId" value={typed.pictureId} />
        {state.bringsBack && <input type="hidden" name="bringBack" value="yes" />}
        <Fieldset legend={words.form.english}>
          <Field label={words.form.title} name="title" hint={words.form.titleHint} required maxlength={limits.title} />
          <TextArea label={words.form.summary} name="summary" hint={words.form.summaryHint} required rows={2} maxlength={limits.summary} />
          <TextArea label={words.form.body} name="body" hint={words.form.bodyHint} required rows={14} {...editor(state.html.body)} />
        </Fieldset>
        <Fieldset legend={words.form.pictureLegend}>
          {state.files.length > 0 && (
            <>
              <p class="hint">{words.form.pictureNow}</p>
              <UpdatePicture files={state.files} alt={typed.alt} sizes="20rem" />
              <Check label={words.form.removePicture} name="removePicture" />
            </>
          )}
          <FileField
            label={words.form.picture}
            name="picture"
            accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
            hint={words.form.pictureHint}
            maxBytes={pictureLimit}
          />
          <TextArea label={words.form.alt} name="alt" hint={words.form.altHint} rows={2} maxlength={limits.alt} />
          <TextArea label={words.form.altEs} name="altEs" rows={2} maxlength={limits.alt} />
        </Fieldset>
        <Fieldset legend={words.form.spanish} hint={words.form.spanishHint}>
          <Field label={words.form.title} name="titleEs" maxlength={limits.title} />
          <TextArea label={words.form.summary} name="summaryEs" rows={2} maxlength={limits.summary} />
          <TextArea label={words.form.body} name="bodyEs" rows={14} {...editor(state.html.bodyEs)} />
        </Fieldset>
        <Fieldset legend={words.form.sources}>
          <TextArea label={words.form.sources} name="sources" hint={words.form.sourcesHint} rows={3} />
        </Fieldset>
        {!update?.published && (
          <Fieldset legend={words.form.mail}>
            <Select
              label={words.form.audience}
              name="audience"
              empty={words.form.everybody}
              hint={words.form.audienceHint}
              options={[
                ...(state.audience === null ? [] : [{ value: 'kept', label: words.form.keptAudience(state.audience) }]),
                ...state.segments.map(({ id, name }) => ({ value: String(id), label: name })),
              ]}
            />
          </Fieldset>
        )}
        {update?.published && <input type="hidden" name="audience" value={typed.audience} />}
        {update?.ready && !update.approved && <p class="hint">{words.form.voids}</p>}
        <Actions stick>
          <Button>{words.form.save}</Button>
        </Actions>
      </Form>
      <Island name="editor" />
      <Island name="file-drop" />
    </>
  )
}

/** A draft is discarded, what is public is withdrawn: each says first what it does. */
const TakeBack = ({ update }: { update: WorkingUpdate }) =>
  update.withdrawn ? null : update.published ? (
    <More summary={words.withdraw.title}>
      <form class="form" method="post" action={urls.updateStep(update.id, 'withdraw')}>
        <p>{words.withdraw.text}</p>
        <p>{words.withdraw.mailed}</p>
        <Actions>
          <Button kind="danger">{words.withdraw.button}</Button>
        </Actions>
      </form>
    </More>
  ) : (
    <More summary={words.discard.title}>
      <form class="form" method="post" action={urls.updateStep(update.id, 'discard')}>
        <p>{words.discard.text}</p>
        <Actions>
          <Button kind="danger">{words.discard.button}</Button>
        </Actions>
      </form>
    </More>
  )

/** All that a revision says, to read beside one's own. */
const Says = ({ content, files }: { content: Content; files: readonly PictureFile[] }) => (
  <>
    <h3>{content.title}</h3>
    <p class="lead">{content.summary}</p>
    <UpdatePicture files={files} alt={content.picture?.alt ?? ''} sizes="20rem" />
    <Prose html={content.body} />
    {content.spanish && (
      <div lang="es">
        <h3>{content.spanish.title}</h3>
        <p class="lead">{content.spanish.summary}</p>
        <Prose html={content.spanish.body} />
      </div>
    )}
    {content.sources.length > 0 && (
      <ul>
        {content.sources.map((source) => (
          <li key={source}>{source}</li>
        ))}
      </ul>
    )}
  </>
)

/** Where the update stands and what comes next. */
function Status({ update, others = 1, noMail = false }: { update: WorkingUpdate; others?: number; noMail?: boolean }) {
  const told = others === 0 ? words.ready.alone : noMail ? words.ready.tellThem : words.ready.told
  return (
    <section class="update-status">
      <p>
        <StateTag
          state={update.approved ? 'published' : update.ready ? 'ready' : 'draft'}
          published={update.published}
          withdrawn={update.withdrawn}
          discarded={update.discarded}
        />
      </p>
      {update.discarded && (
        <form class="form" method="post" action={urls.updateStep(update.id, 'bring-back')}>
          <p>{words.discard.by(update.discardedBy || words.stale.nobody)}</p>
          <div class="actions">
            <Button kind="plain">{words.discard.back}</Button>
          </div>
        </form>
      )}
      {update.withdrawn ? <p>{words.withdraw.note}</p> : update.published && !update.approved && <p>{words.form.publishedNote}</p>}
      {!update.approved &&
        !update.discarded &&
        (update.ready ? (
          <>
            <p>
              {words.ready.asked(update.readyBy || words.stale.nobody)} {told}
            </p>
            <div class="actions">
              <ButtonLink href={urls.updateReview(update.id)} kind="plain">
                {words.ready.look}
              </ButtonLink>
            </div>
          </>
        ) : (
          <>
            <p>
              {words.ready.askText} {told}
            </p>
            <div class="actions">
              <form method="post" action={urls.updateReady(update.id)}>
                <input type="hidden" name="revision" value={update.latest} />
                <Button kind="plain">{words.ready.ask}</Button>
              </form>
              <ButtonLink href={urls.updateReview(update.id)} kind="quiet">
                {words.ready.look}
              </ButtonLink>
            </div>
          </>
        ))}
      {update.approvals.length > 0 && (
        <>
          <p>
            <strong>{words.history.title}</strong>
          </p>
          <ul>
            {update.approvals.map(({ revision, by, at }) => (
              <li key={revision}>
                {words.history.row(revision, by || words.stale.nobody)}, <Moment instant={at} as="stamp" />
              </li>
            ))}
            {update.withdrawals.map(({ revision, by, at }) => (
              <li key={`withdrawn ${revision}`}>
                {words.history.withdrawn(revision, by || words.stale.nobody)}, <Moment instant={at} as="stamp" />
              </li>
            ))}
          </ul>
          <ul>
            <li>
              <a href={urls.update(update.slug)}>{words.history.openPage}</a>
            </li>
            <li>
              <a href={urls.sending(update.id)}>{words.history.sending}</a>
            </li>
          </ul>
        </>
      )}
    </section>
  )
}

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
  const nobody = audience ? reach.sharing.length === 0 : !reach.mailboxes
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
                  { label: words.review.sharing, cell: (local) => `${local.label} (${formatShortDay(local.endsAt, zone, lang)})` },
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
