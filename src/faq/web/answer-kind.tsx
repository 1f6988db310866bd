import { Button, Check, Field, Fieldset, Select, TextArea } from '../../ui/fields.tsx'
import { More, Tag } from '../../ui/pieces.tsx'
import { useShell } from '../../ui/shell.ts'
import { urls } from '../../urls.ts'
import { factsIn } from '../../employer-facts/fact.ts'
import { told, type PublicationKind, type Typed } from '../../publishing/publication.ts'
import { en as contracts } from '../../contracts/can-we-strike.en.ts'
import { unitStates } from '../../contracts/unit-state.ts'
import { findPublished } from '../../publishing/published.ts'
import { countOf, limits, placeName, readAnswer, reshape, typedFromAnswer, type Answer } from '../answer.ts'
import { findFlags, findSurroundings, type Surroundings } from '../find-flags.ts'
import { en as words } from '../faq-staff.en.ts'
import { preparedAnswers } from '../prepared-answers.ts'
import { holds, type Variant } from '../variant.ts'
import { AnswerText, Sources } from './faq-pages.tsx'

const stateNames = contracts.states

interface Help extends Surroundings {
  topics: readonly string[]
  now: Temporal.Instant
}

export const answerKind: PublicationKind<Answer, Help> = {
  key: 'answer',
  room: urls.faqStaff,
  address: urls.answer,
  words,
  nothing: {
    question: '',
    questionEs: '',
    topic: '',
    topicEs: '',
    words: '',
    answer: '',
    answerEs: '',
    sources: '',
    checkBy: '',
    variants: '0',
  },
  name: (answer) => answer.question.en,
  async help(db, now) {
    const answers = await findPublished<Answer>(db, 'answer')
    return { ...(await findSurroundings(db)), topics: [...new Set(answers.map(({ content }) => content.topic.en))], now }
  },
  read: (typed, { places, facts, zone }) =>
    readAnswer(typed, { places, facts: (text) => factsIn(text).every((slug) => facts.has(slug)), zone }),
  typedFrom: typedFromAnswer,
  reshape,
  Fields,
  Shown,
  flags: findFlags,
  prepared: preparedAnswers,
}

function Fields({ typed, help }: { typed: Typed; help: Help }) {
  const places = help.places.flatMap(({ key, name, units }) => [
    { value: key, label: words.whole(name) },
    ...units.map((unit) => ({ value: `${key}/${unit.id}`, label: `${name}: ${unit.name}` })),
  ])
  return (
    <>
      <Fieldset legend={words.english}>
        <Field label={words.question} name="question" hint={words.questionHint} required maxlength={limits.question} />
        <Field label={words.topic} name="topic" hint={words.topicHint} required maxlength={limits.topic} list="topics" />
        <datalist id="topics">
          {help.topics.map((topic) => (
            <option key={topic} value={topic} />
          ))}
        </datalist>
        <TextArea label={words.answer} name="answer" hint={words.answerHint} required rows={8} />
      </Fieldset>
      <Fieldset legend={words.spanish} hint={words.spanishHint}>
        <Field label={words.question} name="questionEs" maxlength={limits.question} />
        <Field label={words.topic} name="topicEs" maxlength={limits.topic} />
        <TextArea label={words.answer} name="answerEs" rows={8} />
      </Fieldset>
      <Fieldset legend={words.variants} hint={words.variantsHint}>
        <input type="hidden" name="variants" value={countOf(typed)} />
        {Array.from({ length: countOf(typed) }, (_, nr) => {
          const name = (field: string) => `variant-${nr}-${field}`
          return (
            <Fieldset legend={words.variant(nr + 1)} key={nr}>
              <Select label={words.place} name={name('place')} empty={words.everywhere} options={places} />
              <Field label={words.from} type="date" name={name('from')} />
              <Field label={words.last} type="date" name={name('last')} hint={words.dayHint(help.zone)} />
              <TextArea label={words.variantAnswer} name={name('answer')} required rows={5} />
              <TextArea label={words.variantAnswerEs} name={name('answerEs')} rows={5} />
              <More summary={words.states} open={unitStates.some((state) => typed[name(`state-${state}`)] === 'yes')}>
                <p class="hint">{words.statesHint}</p>
                {unitStates.map((state) => (
                  <Check key={state} label={stateNames[state]} name={name(`state-${state}`)} />
                ))}
              </More>
              <Button kind="quiet" name="step" value={`remove-${nr}`}>
                {words.remove(nr + 1)}
              </Button>
            </Fieldset>
          )
        })}
        {countOf(typed) < limits.variants && (
          <>
            <Button kind="plain" name="step" value="add">
              {words.add}
            </Button>
            <p class="hint">{words.addHint}</p>
          </>
        )}
      </Fieldset>
      <Fieldset legend={words.more}>
        <TextArea label={words.sources} name="sources" hint={words.sourcesHint} rows={3} />
        <Field label={words.checkBy} name="checkBy" type="date" hint={words.checkByHint} />
        <Field label={words.words} name="words" hint={words.wordsHint} maxlength={limits.words} />
      </Fieldset>
    </>
  )
}

/** All that a version says, for the second person: the answer for all, then each variant with the people and days for which it holds. */
function Shown({ content, help }: { content: Answer; help: Help }) {
  const { lang } = useShell()
  return (
    <>
      <h3>{told(content.question, lang).text}</h3>
      <p class="kicker">{content.variants.length > 0 ? words.general : told(content.topic, lang).text}</p>
      <AnswerText text={content.answer} facts={help.facts} />
      {content.variants.map((variant, nr) => (
        <section key={nr}>
          <p class="kicker">
            {placeName(variant, help.places) ?? words.everywhere}
            {span(variant)}
            {variant.states.length > 0 && ` (${variant.states.map((state) => stateNames[state]).join(', ')})`}{' '}
            {holds(variant, help.now) && <Tag kind="good">{words.shownNow}</Tag>}
          </p>
          <AnswerText text={variant.answer} facts={help.facts} />
        </section>
      ))}
      <Sources content={content} facts={help.facts} />
    </>
  )
}

const span = ({ from, last }: Variant) => (from || last ? `, ${from ?? '…'} – ${last ?? '…'}` : '')
