import { ButtonLink } from '../../ui/fields.tsx'
import { PublicPage } from '../../ui/layout.tsx'
import { Empty } from '../../ui/notices.tsx'
import { Prose, Section } from '../../ui/pieces.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { urls } from '../../urls.ts'
import { told } from '../../publishing/publication.ts'
import type { Published } from '../../publishing/published.ts'
import { blocksFromText, htmlFromBlocks } from '../../updates/rich-text.ts'
import type { Card } from '../card.ts'
import { en } from '../card.en.ts'
import { es } from '../card.es.ts'

/** One card, as it is read, printed and cut out. */
export function ShownCard({ content, href, as: Heading = 'h2' }: { content: Card; href?: string; as?: 'h1' | 'h2' | 'h3' }) {
  const { lang } = useShell()
  const words = useWords({ en, es })
  const asked = told(content.asked, lang),
    say = told(content.say, lang),
    know = told(content.know, lang)
  const foreign = asked.lang === lang ? undefined : asked.lang
  return (
    <article class="pocket-card">
      {foreign && <p class="hint">{words.otherLanguage}</p>}
      <p class="kicker">{words.theyAsk}</p>
      <Heading class="pocket-asked" lang={foreign}>
        {href ? <a href={href}>{asked.text}</a> : asked.text}
      </Heading>
      <p class="kicker">{words.youSay}</p>
      <p class="pocket-say" lang={foreign}>
        “{say.text}”
      </p>
      {know.text && (
        <div lang={foreign}>
          <Prose html={htmlFromBlocks(blocksFromText(know.text))} />
        </div>
      )}
      {content.sources.length > 0 && (
        <p class="hint" lang={lang === 'en' ? undefined : 'en'}>
          {content.sources.join('; ')}
        </p>
      )}
    </article>
  )
}

function Tell() {
  const words = useWords({ en, es })
  return (
    <section class="section tell">
      <h2>{words.tellTitle}</h2>
      <p>{words.tellText}</p>
      <ButtonLink kind="plain" href={urls.tellQuestioning}>
        {words.tell}
      </ButtonLink>
    </section>
  )
}

export function CardsPage({ cards, base }: { cards: readonly Published<Card>[]; base: string }) {
  const { coalition } = useShell()
  const words = useWords({ en, es })
  return (
    <PublicPage
      title={words.title}
      description={words.description(coalition)}
      wide
      advice
      head={<link rel="canonical" href={base + urls.talkingPoints} />}
    >
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      {cards.length === 0 ? (
        <Empty title={words.none}>
          <p>{words.noneText}</p>
        </Empty>
      ) : (
        <>
          <div class="pocket-cards">
            {cards.map(({ slug, content }) => (
              <ShownCard key={slug} content={content} href={urls.talkingPoint(slug)} />
            ))}
          </div>
          <p class="hint no-print">{words.printing}</p>
        </>
      )}
      <Tell />
    </PublicPage>
  )
}

export function CardPage({ card, base }: { card: Published<Card>; base: string }) {
  const { lang } = useShell()
  const words = useWords({ en, es })
  const asked = told(card.content.asked, lang).text,
    say = told(card.content.say, lang).text
  const address = base + urls.talkingPoint(card.slug)
  return (
    <PublicPage
      title={asked}
      description={say}
      advice
      head={
        <>
          <link rel="canonical" href={address} />
          <meta property="og:type" content="article" />
          <meta property="og:title" content={asked} />
          <meta property="og:description" content={say} />
        </>
      }
    >
      <ShownCard content={card.content} as="h1" />
      <Section title={words.share}>
        <p>{words.shareText}</p>
        <p class="pass-on">
          {words.theyAsk}: {asked} {words.youSay}: {say} {address}
        </p>
      </Section>
      <Tell />
      <p class="no-print">
        <a href={urls.talkingPoints}>{words.all}</a>
      </p>
    </PublicPage>
  )
}
