import { Button, ButtonLink } from '../../ui/fields.tsx'
import { MemberPage, PublicPage } from '../../ui/layout.tsx'
import { Section } from '../../ui/pieces.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { formatShortDay } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import type { MyConsent } from '../consent.ts'
import { en } from '../message.en.ts'
import { es } from '../message.es.ts'

/** Opening the link changes nothing: programs that look for viruses open links too. Pressing does. */
export function UnsubscribePage({ link, done }: { link: string; done?: 'updates' | 'all' | 'undone' }) {
  const words = useWords({ en, es }).unsubscribe
  const { coalition } = useShell()
  const title = done === 'undone' ? words.undone : done ? words.stopped : words.title
  return (
    <PublicPage title={title} head={<meta name="robots" content="noindex" />}>
      <h1>{title}</h1>
      {done === 'undone' && <p role="status">{words.undoneText}</p>}
      {(done === 'updates' || done === 'all') && (
        <>
          <p role="status">
            <strong>{done === 'all' ? words.stoppedAll : words.stoppedUpdates}</strong>
          </p>
          <p>{words.within}</p>
          <p>{words.mistake}</p>
          <form method="post" action={urls.unsubscribe(link)}>
            <input type="hidden" name="choice" value="undo" />
            <Button kind="plain">{words.undo}</Button>
          </form>
        </>
      )}
      {!done && (
        <>
          <p>{words.lead(coalition)}</p>
          <form method="post" action={urls.unsubscribe(link)}>
            <input type="hidden" name="choice" value="updates" />
            <Button>{words.stopUpdates}</Button>
          </form>
          <form method="post" action={urls.unsubscribe(link)}>
            <input type="hidden" name="choice" value="all" />
            <Button kind="plain" aria-describedby="all-hint">
              {words.stopAll}
            </Button>
          </form>
          <p class="hint" id="all-hint">
            {words.stopAllHint}
          </p>
        </>
      )}
    </PublicPage>
  )
}

/** On the person's own page: a way there. */
export function MyMailPart() {
  const words = useWords({ en, es }).mine
  return (
    <Section title={words.title}>
      <ButtonLink kind="quiet" href={urls.myMail}>
        {words.link}
      </ButtonLink>
    </Section>
  )
}

export function MyMailPage({ choices, saved }: { choices: readonly MyConsent[]; saved?: boolean }) {
  const words = useWords({ en, es }).mine
  const { lang, zone } = useShell()
  const addresses = [...new Set(choices.map(({ address }) => address))]
  const says = ({ category, given, at }: MyConsent) => {
    if (given === null) return category === 'all' ? words.getsAll : words.gets
    const day = formatShortDay(at!, zone, lang)
    return given ? words.startedOn(day) : words.stoppedOn(day)
  }
  return (
    <MemberPage title={words.title}>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      {saved && (
        <p role="status">
          <strong>{words.saved}</strong>
        </p>
      )}
      {addresses.length === 0 && <p>{words.noAddress}</p>}
      {addresses.map((address) => (
        <Section title={address} key={address}>
          {choices
            .filter((choice) => choice.address === address)
            .map((choice) => {
              const action = choice.given === false ? words.start[choice.category] : words.stop[choice.category]
              return (
                <form method="post" action={urls.myMail} key={choice.category}>
                  <input type="hidden" name="address" value={address} />
                  <input type="hidden" name="category" value={choice.category} />
                  <input type="hidden" name="given" value={choice.given === false ? 'yes' : 'no'} />
                  <p>
                    <strong>{words.categories[choice.category]}</strong>. {says(choice)}
                  </p>
                  <Button kind="plain" aria-label={words.stopLabel(action, address)}>
                    {action}
                  </Button>
                </form>
              )
            })}
        </Section>
      ))}
    </MemberPage>
  )
}
