import { Button, Field, Fieldset, Select, TextArea } from '../../ui/fields.tsx'
import { Tag } from '../../ui/pieces.tsx'
import { useShell } from '../../ui/shell.ts'
import { formatDay } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { factsIn, withFiguresInText, type Fact, type Facts } from '../../employer-facts/fact.ts'
import type { Db } from '../../platform/db.ts'
import { told, type Flag, type PublicationKind, type Typed } from '../../publishing/publication.ts'
import { findPublished } from '../../publishing/published.ts'
import { countOf, limits, placeName, readAnswer, reshape, textsOf, typedFromAnswer, type Answer, type Place } from '../answer.ts'
import { findPlaces } from '../faq-queries.ts'
import { en as words } from '../faq-staff.en.ts'
import { preparedAnswers } from '../prepared-answers.ts'
import { chooseVariant, daysAhead, endingSoon, endOf, holds, type Variant } from '../variant.ts'
import { AnswerText, Sources } from './faq-pages.tsx'

interface Help {
  places: readonly Place[]
  facts: Facts
  topics: readonly string[]
  zone: string
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
    const { zone } = await db.selectFrom('deployment').select('zone').executeTakeFirstOrThrow()
    const answers = await findPublished<Answer>(db, 'answer')
    const facts = new Map((await findPublished<Fact>(db, 'fact')).map((fact) => [fact.slug, fact]))
    return { places: await findPlaces(db), facts, topics: [...new Set(answers.map(({ content }) => content.topic.en))], zone, now }
  },
  read(typed, { places, facts, zone }) {
    const { content, problems } = readAnswer(typed, { places, facts: (text) => factsIn(text).every((slug) => facts.has(slug)), zone })
    return { content, problems: Object.fromEntries(Object.entries(problems).map(([field, problem]) => [field, words.problems[problem]])) }
  },
  typedFrom: typedFromAnswer,
  reshape,
  Fields,
  Shown,
  flags,
  prepared: preparedAnswers,
}

function Fields({ typed, errors, help }: { typed: Typed; errors: Record<string, string | undefined>; help: Help }) {
  const places = help.places.flatMap(({ key, name, units }) => [
    { value: key, label: words.whole(name) },
    ...units.map((unit) => ({ value: `${key}/${unit.id}`, label: `${name}: ${unit.name}` })),
  ])
  return (
    <>
      <Fieldset legend={words.english}>
        <Field
          label={words.question}
          name="question"
          value={typed.question}
          hint={words.questionHint}
          error={errors.question}
          required
          maxlength={limits.question}
        />
        <Field
          label={words.topic}
          name="topic"
          value={typed.topic}
          hint={words.topicHint}
          error={errors.topic}
          required
          maxlength={limits.topic}
          list="topics"
        />
        <datalist id="topics">
          {help.topics.map((topic) => (
            <option key={topic} value={topic} />
          ))}
        </datalist>
        <TextArea label={words.answer} name="answer" value={typed.answer} hint={words.answerHint} error={errors.answer} required rows={8} />
      </Fieldset>
      <Fieldset legend={words.spanish} hint={words.spanishHint}>
        <Field label={words.question} name="questionEs" value={typed.questionEs} error={errors.questionEs} maxlength={limits.question} />
        <Field label={words.topic} name="topicEs" value={typed.topicEs} error={errors.topicEs} maxlength={limits.topic} />
        <TextArea label={words.answer} name="answerEs" value={typed.answerEs} error={errors.answerEs} rows={8} />
      </Fieldset>
      <Fieldset legend={words.variants} hint={words.variantsHint}>
        <input type="hidden" name="variants" value={countOf(typed)} />
        {Array.from({ length: countOf(typed) }, (_, nr) => {
          const name = (field: string) => `variant-${nr}-${field}`
          const field = (which: string) => ({ name: name(which), value: typed[name(which)], error: errors[name(which)] })
          return (
            <Fieldset legend={words.variant(nr + 1)} key={nr}>
              <Select label={words.place} {...field('place')} empty={words.everywhere} options={places} />
              <Field label={words.from} type="date" {...field('from')} />
              <Field label={words.last} type="date" {...field('last')} hint={words.dayHint(help.zone)} />
              <TextArea label={words.variantAnswer} {...field('answer')} required rows={5} />
              <TextArea label={words.variantAnswerEs} {...field('answerEs')} rows={5} />
              {Object.entries(typed)
                .filter(([key, value]) => key.startsWith(name('state-')) && value === 'yes')
                .map(([key]) => (
                  <input key={key} type="hidden" name={key} value="yes" />
                ))}
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
        <TextArea label={words.sources} name="sources" value={typed.sources} hint={words.sourcesHint} error={errors.sources} rows={3} />
        <Field label={words.checkBy} name="checkBy" type="date" value={typed.checkBy} hint={words.checkByHint} error={errors.checkBy} />
        <Field label={words.words} name="words" value={typed.words} hint={words.wordsHint} error={errors.words} maxlength={limits.words} />
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
            {variant.states.length > 0 && ` ${variant.states.join(', ')}`}{' '}
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

/** Variants that end within two weeks with what takes their place, answers that somebody has to look at again, and facts that are gone. */
async function flags(db: Db, { places, facts, zone }: Help, now: Temporal.Instant): Promise<Flag[]> {
  const found: Flag[] = []
  for (const { id, content } of await findPublished<Answer>(db, 'answer')) {
    for (const variant of endingSoon(content.variants, now)) {
      const end = endOf(variant)!
      const next =
        chooseVariant(content.variants, { local: variant.local, unit: variant.unit, state: variant.states[0] ?? null }, end)?.answer ??
        content.answer
      const days = now.toZonedDateTimeISO(variant.zone).toPlainDate().until(Temporal.PlainDate.from(variant.last!)).days
      const beginning = withFiguresInText(next.en, facts, 'en', '…').replace(/\s+/g, ' ')
      found.push({
        publication: id,
        sentence: words.flags.ends(
          placeName(variant, places) ?? words.flags.everywhere,
          formatDay(Temporal.PlainDate.from(variant.last!), variant.zone, 'en'),
          days,
          beginning.length > 120 ? `${beginning.slice(0, 118)}…` : beginning,
        ),
      })
    }
    const today = now.toZonedDateTimeISO(zone).toPlainDate()
    if (content.checkBy && Temporal.PlainDate.compare(Temporal.PlainDate.from(content.checkBy), today.add({ days: daysAhead })) <= 0) {
      const by = Temporal.PlainDate.from(content.checkBy)
      found.push({ publication: id, sentence: words.flags.check(formatDay(by, zone, 'en'), Temporal.PlainDate.compare(by, today) < 0) })
    }
    for (const slug of new Set(textsOf(content).flatMap(factsIn)))
      if (!facts.has(slug)) found.push({ publication: id, sentence: words.flags.fact(slug) })
  }
  return found
}
