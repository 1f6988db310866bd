import { Field, Fieldset, TextArea } from '../../ui/fields.tsx'
import type { PublicationKind } from '../../publishing/publication.ts'
import { urls } from '../../urls.ts'
import { limits, readCard, typedFromCard, type Card } from '../card.ts'
import { en as words } from '../card-staff.en.ts'
import { preparedCards } from '../prepared-cards.ts'
import { ShownCard } from './card-pages.tsx'

export const cardKind: PublicationKind<Card, null> = {
  key: 'card',
  room: urls.talkingPointsStaff,
  address: urls.talkingPoint,
  words,
  nothing: { asked: '', askedEs: '', say: '', sayEs: '', know: '', knowEs: '', sources: '' },
  name: (card) => card.asked.en,
  help: () => Promise.resolve(null),
  read(typed) {
    const { content, problems } = readCard(typed)
    return { content, problems: Object.fromEntries(Object.entries(problems).map(([field, problem]) => [field, words.problems[problem]])) }
  },
  typedFrom: typedFromCard,
  Fields: ({ typed, errors }) => (
    <>
      <Fieldset legend={words.english}>
        <Field
          label={words.asked}
          name="asked"
          value={typed.asked}
          hint={words.askedHint}
          error={errors.asked}
          required
          maxlength={limits.asked}
        />
        <TextArea
          label={words.say}
          name="say"
          value={typed.say}
          hint={words.sayHint}
          error={errors.say}
          required
          rows={2}
          maxlength={limits.say}
        />
        <TextArea
          label={words.know}
          name="know"
          value={typed.know}
          hint={words.knowHint}
          error={errors.know}
          rows={4}
          maxlength={limits.know}
        />
      </Fieldset>
      <Fieldset legend={words.spanish} hint={words.spanishHint}>
        <Field label={words.asked} name="askedEs" value={typed.askedEs} error={errors.askedEs} maxlength={limits.asked} />
        <TextArea label={words.say} name="sayEs" value={typed.sayEs} error={errors.sayEs} rows={2} maxlength={limits.say} />
        <TextArea label={words.know} name="knowEs" value={typed.knowEs} error={errors.knowEs} rows={4} maxlength={limits.know} />
      </Fieldset>
      <Fieldset legend={words.sources}>
        <TextArea label={words.sources} name="sources" value={typed.sources} hint={words.sourcesHint} error={errors.sources} rows={2} />
      </Fieldset>
    </>
  ),
  Shown: ({ content }) => <ShownCard content={content} as="h3" />,
  prepared: preparedCards,
}
