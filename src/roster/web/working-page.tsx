import { Progress } from '../../ui/charts.tsx'
import { Button } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Live } from '../../ui/live.tsx'
import { formatBytes } from '../../ui/number.ts'
import { useShell } from '../../ui/shell.ts'
import { urls } from '../../urls.ts'
import type { Import } from '../import.ts'
import { en } from '../roster.en.ts'
import type { Local } from '../../unions/unions.ts'
import { crumbsOfOne } from './import-parts.tsx'

/** The file is being read, written or taken back. */
export function WorkingPage({ local, found }: { local: Local; found: Import }) {
  const words = en.progress
  const title = words[found.state as 'staging' | 'applying' | 'undoing']
  return (
    <StaffPage
      title={title}
      crumbs={crumbsOfOne(local)}
      head={
        <noscript>
          <meta http-equiv="refresh" content="3" />
        </noscript>
      }
    >
      <p>{found.fileName}</p>
      <Live src={urls.importProgress(local.key, found.id)}>
        <Working found={found} />
      </Live>
      <p>{words.leave}</p>
      {found.state === 'staging' && (
        <form method="post" action={urls.importStep(local.key, found.id, 'cancel')}>
          <Button kind="plain">{words.giveUp}</Button>
        </form>
      )}
      {found.state === 'applying' && (
        <form method="post" action={urls.importStep(local.key, found.id, 'stop')}>
          <Button kind="plain">{words.stop}</Button>
        </form>
      )}
    </StaffPage>
  )
}

/** The part of the page that moves. */
export function Working({ found }: { found: Import }) {
  const { lang } = useShell()
  const words = en.progress
  const { done, total, state } = found
  const reading = state === 'staging'
  const known = total > 0 && !(reading && done >= total)
  return (
    <div data-say={total > 0 ? words.say(Math.floor((done / total) * 100)) : undefined}>
      <Progress
        label={words[state as 'staging' | 'applying' | 'undoing']}
        value={known ? done : null}
        max={total || 1}
        detail={
          reading
            ? done >= total && total > 0
              ? words.comparing
              : words.bytes(formatBytes(done, lang), formatBytes(total || found.bytes, lang))
            : total > 0
              ? words.rows(done, total)
              : undefined
        }
      />
    </div>
  )
}
