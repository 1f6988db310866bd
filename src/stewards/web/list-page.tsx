import { Button, ButtonLink, Field, Filters, TextArea } from '../../ui/fields.tsx'
import { Island } from '../../ui/assets.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Empty, Notice } from '../../ui/notices.tsx'
import { useShell } from '../../ui/shell.ts'
import { formatShortDay, formatStamp } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import type { Scheme } from '../assessment.ts'
import { longestNote, marks } from '../entry.ts'
import type { ListPerson } from '../steward-queries.ts'
import { en } from '../stewards.en.ts'
import { HiddenOfEntry, readable, StepFields } from './person-page.tsx'

/**
 * A steward's own list, for one hand. Complete without script. With it: marks are kept and sent when there is a connection, and the page opens without
 * one. So this page says nothing of what was noted or how anybody stands: a phone may keep it.
 */
export function ListPage({
  people,
  all,
  schemes,
  search,
  owner,
  loaded,
  said,
}: {
  people: readonly ListPerson[]
  /** How many are on the list in all. */
  all: number
  schemes: ReadonlyMap<number, Scheme>
  search: string
  /** Tells devices apart by who uses them; says nothing about who that is. */
  owner: string
  loaded: Temporal.Instant
  said?: { name: string; crossed: boolean }
}) {
  const words = en.list
  const { zone, lang } = useShell()
  if (all === 0)
    return (
      <StaffPage title={words.title}>
        <div data-my-list data-owner={owner} data-loaded={loaded.epochMilliseconds}>
          <Empty title={words.emptyTitle}>
            <p>{words.empty}</p>
          </Empty>
        </div>
      </StaffPage>
    )
  return (
    <StaffPage title={words.title}>
      {said && (
        <Notice kind={said.crossed ? 'warning' : 'success'} live>
          {said.crossed ? words.crossed(said.name) : words.saved(said.name)}
        </Notice>
      )}
      <div
        class="my-list"
        data-my-list
        data-owner={owner}
        data-loaded={loaded.epochMilliseconds}
        data-worker={urls.myListWorker}
        data-scope={urls.myList}
        data-words={JSON.stringify({ ...words.script, marks: en.marks })}
      >
        <p>
          {words.lead(all)} <span class="hint">{words.loaded(formatStamp(loaded, zone, lang))}</span>
        </p>
        <p class="notice-old" data-list-old hidden>
          {words.script.old}
        </p>
        {people.length === 0 && (
          <Empty title={words.noMatch}>
            <p>
              <a href={urls.myList}>{words.all}</a>
            </p>
          </Empty>
        )}
        <p class="empty" data-list-nobody hidden>
          {words.script.noMatch}
        </p>
        <ul class="people-list">
          {people.map((person) => (
            <Person key={`${person.localId}-${person.id}`} person={person} scheme={schemes.get(person.localId)!} />
          ))}
        </ul>
        <div class="thumb-bar">
          <p class="unsent" role="status" data-list-state></p>
          <Filters action={urls.myList}>
            <Field
              label={words.search}
              name="search"
              type="search"
              value={search}
              inputmode="search"
              enterkeyhint="search"
              autocomplete="off"
            />
            <Button kind="plain">{words.find}</Button>
          </Filters>
          {search && (
            <p>
              <a href={urls.myList}>{words.all}</a>
            </p>
          )}
        </div>
        <div class="keeps" data-list-keeps hidden>
          <p class="hint">{words.script.keeps}</p>
          <Button kind="quiet" type="button" id="forget-list">
            {words.script.forget}
          </Button>
        </div>
      </div>
      <Island name="my-list" />
    </StaffPage>
  )
}

function Person({ person, scheme }: { person: ListPerson; scheme: Scheme }) {
  const words = en.list
  const { zone, lang } = useShell()
  const name = `${person.firstName} ${person.lastName}`
  const key = `${person.localId}-${person.id}`
  const last =
    person.last &&
    words.last(
      person.last.mark ? en.marks[person.last.mark] : en.person.noted,
      formatShortDay(Temporal.Instant.from(person.last.at), zone, lang),
    )
  return (
    <li id={`p-${key}`} data-person={key} data-search={person.searchName} data-name={name}>
      <div class="person-head">
        <div>
          <h2>{name}</h2>
          {person.places.map((place) => (
            <p key={place}>{place}</p>
          ))}
          <p class="last" data-last>
            {last ?? words.never}
          </p>
        </div>
        <div class="person-reach">
          {person.phone && (
            <ButtonLink kind="plain" href={`sms:${person.phone}`} aria-label={words.textName(name)}>
              {words.text}
            </ButtonLink>
          )}
          {person.phone && (
            <ButtonLink href={`tel:${person.phone}`} aria-label={`${words.callName(name)}, ${readable(person.phone)}`}>
              {words.call}
            </ButtonLink>
          )}
          {!person.phone && person.email && (
            <ButtonLink kind="plain" href={`mailto:${person.email}`} aria-label={words.mailName(name)}>
              {words.mail}
            </ButtonLink>
          )}
          {!person.phone && !person.email && <span class="hint">{words.unreachable}</span>}
        </div>
      </div>
      <ul class="waiting" data-waiting></ul>
      <details class="more">
        <summary aria-label={words.openName(name)}>{words.open}</summary>
        <form class="form" method="post" action={urls.entries(person.localKey, person.id)} novalidate data-entry>
          <HiddenOfEntry scheme={scheme} seen={{ conversation: person.seenConversation, assessment: person.seenAssessment }} back="list" />
          <TextArea label={en.person.note} name="note" id={`note-${key}`} rows={2} hint={words.noteHint} maxlength={longestNote} />
          <details class="more">
            <summary>{en.person.step}</summary>
            <StepFields scheme={scheme} of={`-${key}`} />
          </details>
          <div class="mark-buttons" role="group" aria-label={en.person.mark}>
            {marks.map((mark) => (
              <Button key={mark} kind="plain" name="mark" value={mark}>
                {en.marks[mark]}
              </Button>
            ))}
            <Button kind="quiet">{en.person.saveNote}</Button>
          </div>
        </form>
        <p>
          <a class="button button-quiet" href={urls.coveredMember(person.localKey, person.id)}>
            {words.history(name)}
          </a>
        </p>
      </details>
    </li>
  )
}
