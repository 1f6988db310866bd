import type { ComponentChildren } from 'preact'
import { Actions, Button, ButtonLink, Form } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Done, Empty, FormErrors, Notice } from '../../ui/notices.tsx'
import { Card, Cards, Section, Tag } from '../../ui/pieces.tsx'
import { ShellContext, useShell } from '../../ui/shell.ts'
import { Table } from '../../ui/table.tsx'
import { Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import type { ApprovalRefusal, Flag, PublicationKind, Typed } from '../publication.ts'
import { en as words } from '../publishing.en.ts'
import type { Working } from '../working-queries.ts'

const crumbs = [{ href: urls.staff, label: 'Staff' }]
const below = (kind: PublicationKind) => [...crumbs, { href: kind.room, label: kind.words.title }]

function StateTag({ working }: { working: Working }) {
  if (working.withdrawn) return <Tag kind="bad">{words.state.withdrawn}</Tag>
  if (working.shown === working.version) return <Tag kind="good">{words.state.published}</Tag>
  return working.shown === null ? <Tag kind="waiting">{words.state.draft}</Tag> : <Tag kind="waiting">{words.state.correction}</Tag>
}

export function ListPage({
  kind,
  all,
  flags,
  account,
}: {
  kind: PublicationKind
  all: readonly Working[]
  flags: readonly Flag[]
  account: string
}) {
  const waiting = (kind.prepared ?? []).filter(({ slug }) => !all.some((one) => one.slug === slug))
  const flagged = flags
    .map((flag) => ({ ...flag, of: all.find(({ id }) => id === flag.publication)! }))
    .sort((a, b) => Number(b.of.ownedBy === account) - Number(a.of.ownedBy === account))
  return (
    <StaffPage
      title={kind.words.title}
      crumbs={crumbs}
      actions={<ButtonLink href={urls.newPublication(kind.room)}>{kind.words.write}</ButtonLink>}
    >
      <p>{kind.words.lead}</p>
      {flagged.length > 0 && (
        <Notice kind="warning" title={words.flags.title}>
          <p>{words.flags.lead}</p>
          <ul>
            {flagged.map(({ of, sentence }) => (
              <li key={`${of.id} ${sentence}`}>
                {of.ownedBy === account && <Tag kind="spot">{words.flags.yours}</Tag>}{' '}
                <a href={urls.publication(kind.room, of.id)}>{kind.name(of.content)}</a>: {sentence}{' '}
                {of.ownedBy !== account && words.flags.owner(of.owner)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Table
        caption={kind.words.caption}
        rows={all}
        rowKey={(one) => one.id}
        empty={
          <Empty title={kind.words.none}>
            <p>{kind.words.noneText}</p>
          </Empty>
        }
        columns={[
          { label: words.list.name, cell: (one) => <a href={urls.publication(kind.room, one.id)}>{kind.name(one.content)}</a> },
          { label: words.list.state, cell: (one) => <StateTag working={one} /> },
          {
            label: words.list.written,
            cell: (one) => (
              <>
                <Moment instant={one.writtenAt} as="stamp" /> {one.writer && words.list.by(one.writer)}
              </>
            ),
          },
          { label: words.list.owner, cell: (one) => (one.ownedBy === account ? words.list.you : one.owner || '–') },
        ]}
      />
      {waiting.length > 0 && (
        <Section title={kind.words.preparedTitle ?? ''}>
          <p>{kind.words.preparedText}</p>
          <Cards>
            {waiting.map(({ slug, content }) => (
              <Card
                key={slug}
                as="h3"
                title={kind.name(content)}
                actions={
                  <ButtonLink
                    kind="plain"
                    href={`${urls.newPublication(kind.room)}?from=${slug}`}
                    aria-label={`${words.prepared.begin}: ${kind.name(content)}`}
                  >
                    {words.prepared.begin}
                  </ButtonLink>
                }
              />
            ))}
          </Cards>
        </Section>
      )}
    </StaffPage>
  )
}

export interface FormState {
  typed: Typed
  base: number
  errors?: Record<string, string | undefined>
  /** Somebody saved in between. */
  newer?: Working | null
  saved?: number | null
  withdrawn?: boolean
  /** The name in the address that a prepared text keeps. */
  slug?: string
}

export function FormPage({
  kind,
  working,
  help,
  state,
  account,
}: {
  kind: PublicationKind
  working: Working | null
  help: unknown
  state: FormState
  account: string
}) {
  const { errors = {}, newer } = state
  const wrong = Object.values(errors).some(Boolean)
  return (
    <StaffPage title={working ? words.edit(kind.name(working.content)) : kind.words.newTitle} crumbs={below(kind)}>
      {newer && <FormErrors sentences={[words.stale(newer.writer)]} />}
      {wrong && (
        <p>
          <strong>{words.unsaved}</strong>
        </p>
      )}
      <Done>{state.saved && words.saved(state.saved)}</Done>
      <Done>{state.withdrawn && words.withdraw.done}</Done>
      {working && <Status kind={kind} working={working} />}
      <Form
        action={working ? urls.publication(kind.room, working.id) : urls.newPublication(kind.room)}
        upload={!!kind.file}
        typed={state.typed}
        errors={errors}
      >
        <input type="hidden" name="version" value={state.base} />
        {state.slug && <input type="hidden" name="slug" value={state.slug} />}
        <button class="hidden" tabindex={-1} aria-hidden="true">
          {words.save}
        </button>
        <kind.Fields typed={state.typed} help={help} />
        <Actions stick>
          <Button>{words.save}</Button>
        </Actions>
      </Form>
      {newer && (
        <Section title={words.newer}>
          <kind.Shown content={newer.content} help={help} />
        </Section>
      )}
      {working && <Care kind={kind} working={working} account={account} />}
    </StaffPage>
  )
}

/** Where it stands and what comes next. */
function Status({ kind, working }: { kind: PublicationKind; working: Working }) {
  const open = working.shown !== working.version
  return (
    <section class="update-status">
      <p>
        <StateTag working={working} />
      </p>
      {working.withdrawn ? <p>{words.withdrawnNote}</p> : working.shown !== null && <p>{words.publicNote}</p>}
      <div class="actions">
        {open && (
          <ButtonLink kind="plain" href={urls.publicationStep(kind.room, working.id, 'review')}>
            {words.look}
          </ButtonLink>
        )}
        {working.shown !== null && !working.withdrawn && (
          <ButtonLink kind="quiet" href={kind.address(working.slug)}>
            {words.page}
          </ButtonLink>
        )}
      </div>
      {kind.reference && working.shown !== null && (
        <>
          <p>{kind.reference(working.slug).label}</p>
          <p class="pass-on">{kind.reference(working.slug).text}</p>
        </>
      )}
      {working.approvals.length > 0 && (
        <>
          <p>
            <strong>{words.history.title}</strong>
          </p>
          <ul>
            {working.approvals.map(({ version, by, at }) => (
              <li key={version}>
                {words.history.row(version, by)}, <Moment instant={at} as="stamp" />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Care({ kind, working, account }: { kind: PublicationKind; working: Working; account: string }) {
  const mine = working.ownedBy === account
  return (
    <>
      <Section title={words.owner.title}>
        <p>{mine ? words.owner.mine : words.owner.text(working.owner)}</p>
        {!mine && (
          <form method="post" action={urls.publicationStep(kind.room, working.id, 'owner')}>
            <Button kind="plain">{words.owner.take}</Button>
          </form>
        )}
      </Section>
      {working.shown !== null && !working.withdrawn && (
        <Section title={words.withdraw.title}>
          <p>{words.withdraw.text}</p>
          <form method="post" action={urls.publicationStep(kind.room, working.id, 'withdraw')}>
            <Button kind="danger">{words.withdraw.button}</Button>
          </form>
        </Section>
      )}
    </>
  )
}

/** What the second person sees: the text as it will stand, in both languages, and the button. */
export function ReviewPage({
  kind,
  working,
  help,
  refusal,
  refused,
  consequences,
}: {
  kind: PublicationKind
  working: Working
  help: unknown
  /** Why the reader can't approve, known before the button is pressed; `refused`: after. */
  refusal: ApprovalRefusal | null
  refused?: ApprovalRefusal | null
  /** Where this text stands besides its own page. */
  consequences: ComponentChildren
}) {
  const shell = useShell()
  const name = kind.name(working.content)
  return (
    <StaffPage
      title={words.review.title(name)}
      crumbs={[...below(kind), { href: urls.publication(kind.room, working.id), label: name }]}
      actions={
        <ButtonLink kind="plain" href={urls.publication(kind.room, working.id)}>
          {words.review.edit}
        </ButtonLink>
      }
    >
      {refused && <FormErrors sentences={[words.review.refusals[refused]]} />}
      <p>
        {words.review.lead(working.version, working.writer)} <Moment instant={working.writtenAt} as="stamp" />
      </p>
      {(['en', 'es'] as const).map((lang) => (
        <Section key={lang} title={lang === 'en' ? words.review.english : words.review.spanish}>
          <div lang={lang} class="reviewed">
            <ShellContext.Provider value={{ ...shell, lang }}>
              <kind.Shown content={working.content} help={help} />
            </ShellContext.Provider>
          </div>
        </Section>
      ))}
      {consequences}
      {refusal ? (
        <Notice>{words.review.refusals[refusal]}</Notice>
      ) : (
        <form class="form" method="post" action={urls.publicationStep(kind.room, working.id, 'approval')}>
          <input type="hidden" name="version" value={working.version} />
          <p>{words.review.text}</p>
          <Actions>
            <Button>{words.review.approve}</Button>
          </Actions>
        </form>
      )}
    </StaffPage>
  )
}
