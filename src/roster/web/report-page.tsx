import { Button, ButtonLink } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Notice } from '../../ui/notices.tsx'
import { Section, Stat, Stats } from '../../ui/pieces.tsx'
import { Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { type Import, kinds } from '../import.ts'
import type { RefusedRow } from '../import-queries.ts'
import { en } from '../roster.en.ts'
import type { Local } from '../../unions/unions.ts'
import { crumbsOfOne, number, RefusedRows } from './import-parts.tsx'

/** What became of it. */
export function ReportPage({
  local,
  found,
  refused,
  absent,
  mayUndo,
  tooLate,
  stopTooLate,
}: {
  local: Local
  found: Import
  refused: readonly RefusedRow[]
  absent: { all: number; open: number }
  mayUndo: boolean
  tooLate?: boolean
  stopTooLate?: boolean
}) {
  const words = en.report
  const undone = found.state === 'undone'
  return (
    <StaffPage title={undone ? words.undoneTitle : words.doneTitle} crumbs={crumbsOfOne(local)}>
      {tooLate && (
        <Notice kind="error" live>
          {words.tooLate}
        </Notice>
      )}
      {stopTooLate && (
        <Notice kind="warning" live>
          {words.stopTooLate}
        </Notice>
      )}
      <Notice kind="success" title={undone ? words.undone : words.done(found.newRows!, found.changedRows!)} live>
        {undone && found.kept ? <p>{words.kept(found.kept)}</p> : undefined}
        {!undone && found.foreseen?.unsubscribed ? <p>{words.unsubscribed(found.foreseen.unsubscribed)}</p> : undefined}
      </Notice>
      <p>
        {found.fileName}. {found.byName}, <Moment instant={(undone ? found.undoneAt : found.appliedAt) ?? found.createdAt} as="stamp" />
      </p>
      {!undone && (
        <Stats>
          {kinds.map((kind) => (
            <Stat
              key={kind}
              value={number(
                found[({ new: 'newRows', changed: 'changedRows', unchanged: 'unchangedRows', problem: 'problemRows' } as const)[kind]],
              )}
              label={en.preview.kinds[kind]}
            />
          ))}
        </Stats>
      )}
      <div class="actions">
        <ButtonLink kind="plain" href={urls.localRoster(local.key)}>
          {words.toRoster}
        </ButtonLink>
        <ButtonLink kind="plain" href={urls.rosterImports(local.key)}>
          {words.again}
        </ButtonLink>
      </div>
      {absent.all > 0 && (
        <Section title={words.absent(absent.all)}>
          <p>{words.absentText(absent.open)}</p>
          <p>
            <a class="button button-plain" href={urls.importAbsent(local.key, found.id)}>
              {words.absentLook}
            </a>
          </p>
        </Section>
      )}
      {refused.length > 0 && (
        <Section title={words.refused(found.problemRows!)}>
          <p>{words.refusedText}</p>
          <p>
            <a class="button button-plain" href={urls.importRefused(local.key, found.id)} download>
              {words.download}
            </a>
          </p>
          <RefusedRows rows={refused} header={found.header ?? []} />
        </Section>
      )}
      {found.state === 'done' && (
        <Section title={words.undo}>
          {mayUndo ? (
            <>
              <p>{words.undoText}</p>
              <form method="post" action={urls.importStep(local.key, found.id, 'undo')}>
                <Button kind="danger">{words.undo}</Button>
              </form>
            </>
          ) : (
            <p>{words.tooLateShort}</p>
          )}
        </Section>
      )}
    </StaffPage>
  )
}

/** Given up, or a file that could not be read. */
export function EndedPage({ local, found, file }: { local: Local; found: Import; file: boolean }) {
  const words = en.report
  return (
    <StaffPage title={found.state === 'failed' ? words.failedTitle : words.cancelledTitle} crumbs={crumbsOfOne(local)}>
      {found.state === 'failed' ? (
        <Notice kind="error">{found.failure && words.failures[found.failure](found.done)}</Notice>
      ) : (
        <Notice kind="info">{words.cancelled}</Notice>
      )}
      <div class="actions">
        {file && (
          <ButtonLink kind="plain" href={`${urls.rosterImport(local.key, found.id)}?columns`}>
            {en.preview.remap}
          </ButtonLink>
        )}
        <ButtonLink href={urls.rosterImports(local.key)}>{words.again}</ButtonLink>
      </div>
    </StaffPage>
  )
}
