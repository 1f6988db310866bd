import type { ComponentChildren } from 'preact'
import { Button, Field, Filters, Select } from '../../ui/fields.tsx'
import { PublicPage } from '../../ui/layout.tsx'
import { Empty } from '../../ui/notices.tsx'
import { Card, More, Prose, Section } from '../../ui/pieces.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { Day, Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { sourceLine, withFigures, type Facts } from '../../employer-facts/fact.ts'
import { told, type Told } from '../../publishing/publication.ts'
import type { Published } from '../../publishing/published.ts'
import { blocksFromText, htmlFromBlocks } from '../../updates/rich-text.ts'
import { placeName, placeText, textsOf, type Answer, type Place } from '../answer.ts'
import type { Topic } from '../find-answers.ts'
import { en } from '../faq.en.ts'
import { es } from '../faq.es.ts'
import { chooseVariant, holds, type Reader, type Variant } from '../variant.ts'

/** Who reads, and how she came to be that: by her own roster, or by what stands in the address. */
export interface Reading {
  reader: Reader
  mine: boolean
}

const placeQuery = ({ reader, mine }: Reading) => (reader.local === null || mine ? '' : `?at=${placeText(reader)}`)

function PlaceSelect({ places, reading }: { places: readonly Place[]; reading: Reading }) {
  const words = useWords({ en, es })
  return (
    <Select
      label={words.place}
      name="at"
      value={
        (places.find(({ key }) => key === reading.reader.local)?.units.length ?? 2) < 2 ? reading.reader.local : placeText(reading.reader)
      }
      empty={words.placeEverywhere}
      options={places.flatMap(({ key, name, units }) =>
        units.length < 2
          ? [{ value: key, label: name }]
          : [
              { value: key, label: words.whole(name) },
              ...units.map((unit) => ({ value: `${key}/${unit.id}`, label: `${name}, ${unit.name}` })),
            ],
      )}
    />
  )
}

const Question = ({ text }: { text: Told }) => {
  const { lang } = useShell()
  const { text: words, lang: written } = told(text, lang)
  return <span lang={written === lang ? undefined : written}>{words}</span>
}

/** `found`: null when nothing was looked for. */

const Questions = ({ answers, reading }: { answers: readonly Published<Answer>[]; reading: Reading }) => (
  <ul class="questions">
    {answers.map(({ slug, content }) => (
      <li key={slug}>
        <a href={urls.answer(slug) + placeQuery(reading)}>
          <Question text={content.question} />
        </a>
      </li>
    ))}
  </ul>
)

export function FaqPage({
  topics,
  found,
  typed,
  places,
  reading,
  base,
}: {
  topics: readonly Topic[]
  found: readonly Published<Answer>[] | null
  typed: string
  places: readonly Place[]
  reading: Reading
  base: string
}) {
  const { coalition } = useShell()
  const words = useWords({ en, es })
  return (
    <PublicPage
      title={words.title}
      description={words.description(coalition)}
      wide
      advice
      head={<link rel="canonical" href={base + urls.faq} />}
    >
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <Filters action={urls.faq}>
        <Field label={words.search} name="q" type="search" value={typed} enterkeyhint="search" maxlength={200} />
        <PlaceSelect places={places} reading={reading} />
        <Button>{words.find}</Button>
      </Filters>
      {found &&
        (found.length === 0 ? (
          <Empty title={words.nothing(typed)}>
            <p>{words.nothingText}</p>
          </Empty>
        ) : (
          <Section title={words.found(found.length, typed)}>
            <Questions answers={found} reading={reading} />
          </Section>
        ))}
      {topics.length === 0 && (
        <Empty title={words.none}>
          <p>{words.noneText}</p>
        </Empty>
      )}
      {topics.map(({ name, answers }) => (
        <Section key={name} title={name}>
          <Questions answers={answers} reading={reading} />
        </Section>
      ))}
      <Section title={words.more}>
        <ul class="questions">
          <li>
            <a href={urls.talkingPoints}>{words.asked}</a>
          </li>
          <li>
            <a href={urls.facts}>{words.facts}</a>
          </li>
        </ul>
      </Section>
    </PublicPage>
  )
}

/** The text of an answer with the figures of the facts in it. */
export function AnswerText({ text, facts }: { text: Told; facts: Facts }) {
  const { lang } = useShell()
  const words = useWords({ en, es })
  const { text: written, lang: language } = told(text, lang)
  return (
    <div lang={language === lang ? undefined : language}>
      <Prose html={withFigures(htmlFromBlocks(blocksFromText(written)), facts, language, words.gone)} />
    </div>
  )
}

function Days({ variant }: { variant: Variant }) {
  const words = useWords({ en, es })
  if (variant.last)
    return (
      <>
        {words.through} <Day date={Temporal.PlainDate.from(variant.last)} />
      </>
    )
  return variant.from ? (
    <>
      {words.since} <Day date={Temporal.PlainDate.from(variant.from)} />
    </>
  ) : null
}

export function AnswerPage({
  answer,
  reading,
  places,
  facts,
  now,
  base,
}: {
  answer: Published<Answer>
  reading: Reading
  places: readonly Place[]
  facts: Facts
  now: Temporal.Instant
  base: string
}) {
  const { lang, coalition } = useShell()
  const words = useWords({ en, es })
  const { content, slug } = answer
  const variant = chooseVariant(content.variants, reading.reader, now)
  const question = told(content.question, lang)
  const foreign = question.lang === lang ? undefined : question.lang
  // Where she herself works is hers: a link to pass on has no more in it than she chose.
  const address = base + urls.answer(slug) + placeQuery(reading)
  const elsewhere = content.variants
    .filter((other) => other !== variant && other.local !== null && holds(other, now))
    .sort((a, b) => placeName(a, places)!.localeCompare(placeName(b, places)!))
  const place = placeName(reading.reader, places)
  return (
    <PublicPage
      title={question.text}
      advice
      head={
        <>
          <link rel="canonical" href={base + urls.answer(slug)} />
          <meta property="og:type" content="article" />
          <meta property="og:site_name" content={coalition} />
          <meta property="og:title" content={question.text} />
          <meta property="og:url" content={address} />
        </>
      }
    >
      <header class="poster poster-long">
        <p class="kicker">{told(content.topic, lang).text}</p>
        <h1 lang={foreign}>{question.text}</h1>
        {place && (
          <p>
            <strong>
              {words.forPlace} {place}
            </strong>
            {reading.mine && ` (${words.mine})`}
          </p>
        )}
        {variant && (variant.from || variant.last) && (
          <p>
            <Days variant={variant} />
          </p>
        )}
      </header>
      {foreign && <p class="hint">{words.otherLanguage}</p>}
      <AnswerText text={variant?.answer ?? content.answer} facts={facts} />
      {content.variants.some(({ local }) => local !== null) && (
        <Section title={words.differs}>
          <p>{place ? words.differsHere : words.differsText}</p>
          <Filters action={urls.answer(slug)}>
            <PlaceSelect places={places} reading={reading} />
            <Button>{words.show}</Button>
          </Filters>
          {elsewhere.map((other) => (
            <More key={placeText(other) + (other.from ?? '')} summary={placeName(other, places)}>
              <p class="hint">
                <Days variant={other} />
              </p>
              <AnswerText text={other.answer} facts={facts} />
            </More>
          ))}
        </Section>
      )}
      <Sources content={content} facts={facts} />
      <Section title={words.share}>
        <p>{words.shareText}</p>
        <p class="pass-on" lang={foreign}>
          {question.text} {address}
        </p>
        <p class="hint">
          {answer.correctedAt ? words.changed : words.published} <Moment instant={answer.correctedAt ?? answer.publishedAt} as="stamp" />
        </p>
        <p>
          <a href={urls.faq + placeQuery(reading)}>{words.all}</a>
        </p>
      </Section>
    </PublicPage>
  )
}

/** The answer's own sources and those of the facts in it. */
export function Sources({ content, facts }: { content: Answer; facts: Facts }): ComponentChildren {
  const { lang } = useShell()
  const words = useWords({ en, es })
  const texts = textsOf(content).join(' ')
  const all = [
    ...content.sources,
    ...[...facts.values()].filter(({ slug }) => texts.includes(`[fact:${slug}]`)).map((fact) => sourceLine(fact.content)),
  ]
  if (all.length === 0) return null
  return (
    <Section title={words.sources}>
      <ul>
        {all.map((source) => (
          <li key={source} lang={lang === 'en' ? undefined : 'en'}>
            {source}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** For the first page. */
export function FaqInvitation() {
  const words = useWords({ en, es })
  return (
    <Section title={words.home} aside={<a href={urls.faq}>{words.all}</a>}>
      <Card as="h3" title={words.title} href={urls.faq}>
        <p>{words.homeText}</p>
      </Card>
    </Section>
  )
}
