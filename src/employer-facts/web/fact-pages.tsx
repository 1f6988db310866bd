import { PublicPage } from '../../ui/layout.tsx'
import { Empty } from '../../ui/notices.tsx'
import { Card, Cards, Section } from '../../ui/pieces.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { Facts } from '../../ui/table.tsx'
import { Day, Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { told, type Told } from '../../publishing/publication.ts'
import type { Published } from '../../publishing/published.ts'
import type { Fact } from '../fact.ts'
import { en } from '../fact.en.ts'
import { es } from '../fact.es.ts'

/** A page that refers to a fact. */
export interface Use {
  title: Told
  href: string
}

export function FactsPage({ facts, base }: { facts: readonly Published<Fact>[]; base: string }) {
  const { coalition, lang } = useShell()
  const words = useWords({ en, es })
  return (
    <PublicPage
      title={words.title}
      description={words.description(coalition)}
      wide
      head={<link rel="canonical" href={base + urls.facts} />}
    >
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      {facts.length === 0 ? (
        <Empty title={words.none}>
          <p>{words.noneText}</p>
        </Empty>
      ) : (
        <Cards>
          {facts.map(({ slug, content }) => {
            const figure = told(content.figure, lang),
              claim = told(content.claim, lang)
            const foreign = claim.lang === lang ? undefined : claim.lang
            return (
              <Card key={slug} as="h2" title={<span lang={foreign}>{figure.text}</span>} href={urls.fact(slug)}>
                <p lang={foreign}>{claim.text}</p>
                <p class="hint" lang={lang === 'en' ? undefined : 'en'}>
                  {content.source}, <Day date={Temporal.PlainDate.from(content.dated)} short />
                </p>
              </Card>
            )
          })}
        </Cards>
      )}
    </PublicPage>
  )
}

/** The fact itself, as public page and second person see it. */
export function ShownFact({ content, title = 'h2' }: { content: Fact; title?: 'h1' | 'h2' }) {
  const { lang } = useShell()
  const words = useWords({ en, es })
  const figure = told(content.figure, lang),
    claim = told(content.claim, lang)
  const foreign = claim.lang === lang ? undefined : claim.lang
  const Title = title
  return (
    <>
      <header class="poster poster-short">
        <Title lang={foreign}>{figure.text}</Title>
        <p class="lead" lang={foreign}>
          {claim.text}
        </p>
      </header>
      {foreign && <p class="hint">{words.otherLanguage}</p>}
      <Facts
        rows={[
          {
            label: words.source,
            value: (
              <span lang={lang === 'en' ? undefined : 'en'}>
                {content.address ? <a href={content.address}>{content.source}</a> : content.source}
              </span>
            ),
          },
          { label: words.dated, value: <Day date={Temporal.PlainDate.from(content.dated)} /> },
          {
            label: words.copy,
            value:
              content.copy &&
              (content.copyIsPublic ? (
                <a href={urls.archivedCopy(content.copy)} download>
                  {words.copyPublic}
                </a>
              ) : (
                <>
                  {words.copyKept} <code class="mark">{content.copy.slice(0, 16)}…</code>
                </>
              )),
          },
        ]}
      />
    </>
  )
}

/** `history`: all that was published, the newest first. */
export function FactPage({
  fact,
  history,
  uses,
  base,
}: {
  fact: Published<Fact>
  history: readonly { version: number; from: Temporal.Instant; content: Fact }[]
  uses: readonly Use[]
  base: string
}) {
  const { lang, coalition } = useShell()
  const words = useWords({ en, es })
  const claim = told(fact.content.claim, lang)
  const before = history.filter(({ version }) => version < fact.version)
  return (
    <PublicPage
      title={told(fact.content.figure, lang).text}
      description={claim.text}
      head={
        <>
          <link rel="canonical" href={base + urls.fact(fact.slug)} />
          <meta property="og:type" content="article" />
          <meta property="og:site_name" content={coalition} />
          <meta property="og:title" content={told(fact.content.figure, lang).text} />
          <meta property="og:description" content={claim.text} />
        </>
      }
    >
      <ShownFact content={fact.content} title="h1" />
      {before.length > 0 && (
        <Section title={words.history}>
          <ul>
            {before.map(({ version, content }) => (
              <li key={version}>
                {told(content.claim, lang).text}{' '}
                <span class="hint">
                  ({words.until} <Moment instant={history[history.findIndex((one) => one.version === version) - 1]!.from} as="stamp" />)
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={words.uses}>
        {uses.length === 0 ? (
          <p>{words.noUses}</p>
        ) : (
          <ul>
            {uses.map(({ title, href }) => (
              <li key={href}>
                <a href={href} lang={told(title, lang).lang === lang ? undefined : told(title, lang).lang}>
                  {told(title, lang).text}
                </a>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={words.share}>
        <p>{words.shareText}</p>
        <p class="pass-on">
          {claim.text} {base + urls.fact(fact.slug)}
        </p>
        <p>
          <a href={urls.facts}>{words.all}</a>
        </p>
      </Section>
    </PublicPage>
  )
}
