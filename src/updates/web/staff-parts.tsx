import { Prose, Tag } from '../../ui/pieces.tsx'
import { urls } from '../../urls.ts'
import type { Content } from '../update.ts'
import type { ListedUpdate, PictureFile } from '../update-queries.ts'
import { en as words } from '../update-staff.en.ts'
import { UpdatePicture } from './update-page.tsx'

export const crumbs = [{ href: urls.staff, label: 'Staff' }]
export const below = [...crumbs, { href: urls.updatesStaff, label: words.title }]

export function StateTag({
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

/** All that a revision says, to read beside one's own. */
export const Says = ({ content, files }: { content: Content; files: readonly PictureFile[] }) => (
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
