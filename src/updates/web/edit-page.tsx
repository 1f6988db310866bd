import { Actions, Button, ButtonLink, Check, Field, Fieldset, FileField, Form, Select, TextArea } from '../../ui/fields.tsx'
import { Island } from '../../ui/assets.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Done, FormErrors } from '../../ui/notices.tsx'
import { More, Section } from '../../ui/pieces.tsx'
import { Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { pictureLimit, type PictureRefusal } from '../picture.ts'
import { limits, type Content, type Problems, type Typed } from '../update.ts'
import type { PictureFile, WorkingUpdate } from '../update-queries.ts'
import { en as words } from '../update-staff.en.ts'
import { UpdatePicture } from './update-page.tsx'
import { below, Says, StateTag } from './staff-parts.tsx'

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
