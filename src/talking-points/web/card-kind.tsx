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
  read: readCard,
  typedFrom: typedFromCard,
  Fields: () => (
    <>
      <Fieldset legend={words.english}>
        <Field label={words.asked} name="asked" hint={words.askedHint} required maxlength={limits.asked} />
        <TextArea label={words.say} name="say" hint={words.sayHint} required rows={2} maxlength={limits.say} />
        <TextArea label={words.know} name="know" hint={words.knowHint} rows={4} maxlength={limits.know} />
      </Fieldset>
      <Fieldset legend={words.spanish} hint={words.spanishHint}>
        <Field label={words.asked} name="askedEs" maxlength={limits.asked} />
        <TextArea label={words.say} name="sayEs" rows={2} maxlength={limits.say} />
        <TextArea label={words.know} name="knowEs" rows={4} maxlength={limits.know} />
      </Fieldset>
      <Fieldset legend={words.sources}>
        <TextArea label={words.sources} name="sources" hint={words.sourcesHint} rows={2} />
      </Fieldset>
    </>
  ),
  Shown: ({ content }) => <ShownCard content={content} as="h3" />,
  prepared: preparedCards,
}
