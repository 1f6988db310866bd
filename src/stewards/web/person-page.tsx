import { Button, Form, RadioCards, Select, TextArea } from '../../ui/fields.tsx'
import { StaffPage } from '../../ui/layout.tsx'
import { Notice } from '../../ui/notices.tsx'
import { Section, Tag } from '../../ui/pieces.tsx'
import { Facts } from '../../ui/table.tsx'
import { Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { evidences, isStale, stepOf, type Scheme } from '../assessment.ts'
import { longestNote, marks } from '../entry.ts'
import type { Local } from '../../unions/unions.ts'
import type { AssessmentRow, Conversation, Person } from '../steward-queries.ts'
import { en } from '../stewards.en.ts'

/** (213) 555-0101; other countries as they are. */
export const readable = (phone: string) => phone.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3')

export interface Refused {
  typed: Record<string, string>
  errors: Partial<Record<'mark' | 'note' | 'step' | 'evidence', string>>
}

/** All that is on record about one person, for her steward and the officers of the local. Never kept by a browser. */
export function PersonPage({
  local,
  officer,
  person,
  scheme,
  talks,
  assessments,
  now,
  refused,
  said,
}: {
  local: Local
  officer: boolean
  person: Person
  scheme: Scheme
  talks: readonly Conversation[]
  assessments: readonly AssessmentRow[]
  /** Real time. */
  now: Temporal.Instant
  refused?: Refused
  said?: 'saved' | 'crossed'
}) {
  const words = en.person
  const stale = isStale(assessments, now)
  return (
    <StaffPage
      title={`${person.firstName} ${person.lastName}`}
      crumbs={
        officer
          ? [
              { href: urls.coverage, label: en.coverage.title },
              { href: urls.localCoverage(local.key), label: local.name },
            ]
          : [{ href: urls.myList, label: en.list.title }]
      }
    >
      {said && (
        <Notice kind={said === 'saved' ? 'success' : 'warning'} live>
          {said === 'saved' ? words.saved : words.crossedNow}
        </Notice>
      )}
      <Facts
        rows={[
          { label: words.phone, value: person.phone ? <a href={`tel:${person.phone}`}>{readable(person.phone)}</a> : words.none },
          { label: words.email, value: person.email ? <a href={`mailto:${person.email}`}>{person.email}</a> : words.none },
          { label: words.language, value: new Intl.DisplayNames(['en'], { type: 'language' }).of(person.language) },
          { label: words.works, value: person.places.map((place) => <div key={place}>{place}</div>) },
        ]}
      />
      <Section title={words.write} id="write">
        <EntryForm
          {...{ local, person, scheme, refused }}
          seen={{ conversation: Math.max(0, ...talks.map(({ id }) => id)), assessment: Math.max(0, ...assessments.map(({ id }) => id)) }}
        />
      </Section>
      <Section title={words.talks} id="talks">
        {talks.length === 0 && <p>{words.noTalks}</p>}
        <ul class="rows">
          {talks.map((talk) => (
            <li key={talk.id}>
              <div>
                <p>
                  <strong>{talk.mark ? en.marks[talk.mark] : words.noted}</strong>, <Moment instant={talk.saidAt} as="stamp" />,{' '}
                  {words.by(talk.byName)} {talk.crossed && <Tag kind="waiting">{words.crossed}</Tag>}
                </p>
                {talk.note && <p class="noted">{talk.note}</p>}
              </div>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={words.assessments} id="assessments">
        {assessments.length === 0 && <p>{words.noAssessments}</p>}
        <ul class="rows">
          {assessments.map((one, at) => (
            <li key={one.id}>
              <div>
                <p>
                  <strong>
                    {one.value}: {stepOf(one)?.label}
                  </strong>{' '}
                  {at === 0 && <Tag kind="good">{words.now}</Tag>} {at === 0 && stale && <Tag kind="bad">{words.stale}</Tag>}{' '}
                  {one.crossed && <Tag kind="waiting">{words.crossed}</Tag>}
                </p>
                <p>
                  {en.evidence[one.evidence]}, <Moment instant={one.saidAt} as="stamp" />, {words.by(one.byName)}
                  {one.scheme.id !== scheme.id && <>, {words.otherScheme(one.scheme.name)}</>}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </Section>
    </StaffPage>
  )
}

function EntryForm({
  local,
  person,
  scheme,
  refused,
  seen,
}: {
  local: Local
  person: Person
  scheme: Scheme
  refused?: Refused
  seen: { conversation: number; assessment: number }
}) {
  const words = en.person
  return (
    <Form action={urls.entries(local.key, person.id)} typed={{ mark: '', ...refused?.typed }} errors={refused?.errors}>
      <HiddenOfEntry scheme={scheme} seen={seen} />
      <RadioCards
        inline
        label={words.mark}
        name="mark"
        options={[{ value: '', label: words.noMark }, ...marks.map((mark) => ({ value: mark, label: en.marks[mark] }))]}
      />
      <TextArea label={words.note} name="note" hint={words.noteHint} rows={4} maxlength={longestNote} />
      <StepFields scheme={scheme} />
      <Button>{words.save}</Button>
    </Form>
  )
}

/** What a form about a person carries besides what is written: its own key, and what its page had seen. */
export const HiddenOfEntry = ({
  scheme,
  seen,
  back,
}: {
  scheme: Scheme
  seen: { conversation: number; assessment: number }
  back?: string
}) => (
  <>
    <input type="hidden" name="key" value={crypto.randomUUID()} />
    <input type="hidden" name="scheme" value={scheme.id} />
    <input type="hidden" name="seenConversation" value={seen.conversation} />
    <input type="hidden" name="seenAssessment" value={seen.assessment} />
    {back && <input type="hidden" name="back" value={back} />}
  </>
)

export const StepFields = ({ scheme, of = '' }: { scheme: Scheme; of?: string }) => (
  <>
    <Select
      label={en.person.step}
      name="step"
      id={`step${of}`}
      empty={en.person.noStep}
      hint={en.person.stepHint}
      options={scheme.steps.map(({ value, label }) => ({ value: String(value), label: `${value}: ${label}` }))}
    />
    <Select
      label={en.person.evidence}
      name="evidence"
      id={`evidence${of}`}
      options={evidences.map((value) => ({ value, label: en.evidence[value] }))}
    />
  </>
)
