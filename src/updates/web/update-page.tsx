import { PublicPage } from '../../ui/layout.tsx'
import { Empty } from '../../ui/notices.tsx'
import { formatNumber } from '../../ui/number.ts'
import { Card, Cards, Prose, Section } from '../../ui/pieces.tsx'
import { useShell, useWords } from '../../ui/shell.ts'
import { Pager } from '../../ui/table.tsx'
import { Moment } from '../../ui/time.tsx'
import { urls } from '../../urls.ts'
import { blocksFromText, htmlFromBlocks } from '../rich-text.ts'
import { inLanguage } from '../update.ts'
import type { PictureFile, PublishedUpdate } from '../update-queries.ts'
import { en } from '../update.en.ts'
import { es } from '../update.es.ts'

export const perPage = 12

/** What everybody reads. `base`: origin of this deployment, for what leaves the page (previews of links, the text to pass on). */
export function UpdatePage({
  update,
  base,
}: {
  update: Pick<PublishedUpdate, 'slug' | 'content' | 'files' | 'publishedAt' | 'correctedAt'>
  base: string
}) {
  const { lang, coalition } = useShell()
  const words = useWords({ en, es })
  const text = inLanguage(update.content, lang)
  const foreign = text.lang === lang ? undefined : text.lang
  const address = base + urls.update(update.slug)
  const image = update.files.filter(({ type }) => type === 'jpeg').at(-1)
  return (
    <PublicPage
      title={text.title}
      description={text.summary}
      head={
        <>
          <link rel="canonical" href={address} />
          <meta property="og:type" content="article" />
          <meta property="og:site_name" content={coalition} />
          <meta property="og:title" content={text.title} />
          <meta property="og:description" content={text.summary} />
          <meta property="og:url" content={address} />
          <meta property="og:locale" content={text.lang === 'es' ? 'es_US' : 'en_US'} />
          <meta property="article:published_time" content={update.publishedAt.toString({ smallestUnit: 'second' })} />
          {update.correctedAt && (
            <meta property="article:modified_time" content={update.correctedAt.toString({ smallestUnit: 'second' })} />
          )}
          {image && (
            <>
              <meta property="og:image" content={base + urls.picture(image.hash, 'jpeg')} />
              <meta property="og:image:width" content={String(image.width)} />
              <meta property="og:image:height" content={String(image.height)} />
              <meta property="og:image:alt" content={text.alt ?? ''} />
            </>
          )}
          <meta name="twitter:card" content={image ? 'summary_large_image' : 'summary'} />
        </>
      }
    >
      <header class="poster poster-long">
        <p class="kicker">
          {words.published} <Moment instant={update.publishedAt} />
        </p>
        <h1 lang={foreign}>{text.title}</h1>
        <p class="lead" lang={foreign}>
          {text.summary}
        </p>
        {update.correctedAt && (
          <p>
            <strong>{words.corrected}</strong> <Moment instant={update.correctedAt} />
          </p>
        )}
      </header>
      {foreign && <p class="hint">{words.otherLanguage}</p>}
      <UpdatePicture
        files={update.files}
        alt={text.alt ?? ''}
        lang={text.altLang === lang ? undefined : text.altLang}
        sizes="(min-width: 42rem) 38rem, 100vw"
      />
      <div lang={foreign}>
        <Prose html={text.body} />
      </div>
      {update.content.sources.length > 0 && (
        <Section title={words.sources}>
          <ul>
            {update.content.sources.map((source) => (
              <li key={source} lang={lang === 'en' ? undefined : 'en'} dangerouslySetInnerHTML={{ __html: linked(source) }} />
            ))}
          </ul>
        </Section>
      )}
      <Section title={words.share}>
        <p>{words.shareText}</p>
        <p class="pass-on" lang={foreign}>
          {text.title}. {text.summary} {address}
        </p>
      </Section>
      <p>
        <a href={urls.updates}>{words.back}</a>
      </p>
    </PublicPage>
  )
}

/** At the address of what was withdrawn: no word of what it said. */
export function WithdrawnPage({ at }: { at: Temporal.Instant }) {
  const words = useWords({ en, es })
  return (
    <PublicPage title={words.withdrawn.title} head={<meta name="robots" content="noindex" />}>
      <h1>{words.withdrawn.title}</h1>
      <p class="lead">{words.withdrawn.text}</p>
      <p>
        {words.withdrawn.when} <Moment instant={at} />
      </p>
      <p>
        {words.withdrawn.newest} <a href={urls.updates}>{words.back}</a>
      </p>
    </PublicPage>
  )
}

/** A source is one line: its addresses become links, nothing else of it has a form. */
const linked = (source: string) =>
  htmlFromBlocks(blocksFromText(source))
    .replace(/<\/?(?!a[ >])[a-z0-9]+>/g, ' ')
    .trim()

export function UpdatePicture({
  files,
  alt,
  lang,
  sizes,
  lazy,
}: {
  files: readonly PictureFile[]
  alt: string
  lang?: string
  sizes: string
  lazy?: boolean
}) {
  const jpegs = files.filter(({ type }) => type === 'jpeg'),
    widest = jpegs.at(-1),
    first = jpegs[0]
  if (!widest || !first) return null
  return (
    <picture class="update-picture">
      <source
        type="image/webp"
        sizes={sizes}
        srcset={files
          .filter(({ type }) => type === 'webp')
          .map(({ hash, width }) => `${urls.picture(hash, 'webp')} ${width}w`)
          .join(', ')}
      />
      <img
        src={urls.picture(first.hash, 'jpeg')}
        srcset={jpegs.map(({ hash, width }) => `${urls.picture(hash, 'jpeg')} ${width}w`).join(', ')}
        sizes={sizes}
        width={widest.width}
        height={widest.height}
        alt={alt}
        lang={lang}
        loading={lazy ? 'lazy' : undefined}
        decoding="async"
      />
    </picture>
  )
}

export function UpdatesPage({
  updates,
  page,
  all,
  base,
}: {
  updates: readonly PublishedUpdate[]
  page: number
  all: number
  base: string
}) {
  const { lang, coalition } = useShell()
  const words = useWords({ en, es })
  const address = (number: number) => (number === 1 ? urls.updates : `${urls.updates}?page=${number}`)
  const n = (value: number) => formatNumber(value, lang)
  return (
    <PublicPage
      title={words.list.title}
      description={words.list.description(coalition)}
      wide
      head={
        <>
          <link rel="canonical" href={base + address(page)} />
          <meta property="og:type" content="website" />
          <meta property="og:title" content={`${words.list.title}, ${coalition}`} />
          <meta property="og:description" content={words.list.description(coalition)} />
          <meta property="og:url" content={base + address(page)} />
        </>
      }
    >
      <h1>{words.list.title}</h1>
      <p class="lead">{words.list.lead}</p>
      {updates.length === 0 ? (
        <Empty title={words.list.none}>
          <p>{words.list.noneText}</p>
        </Empty>
      ) : (
        <Cards>
          {updates.map((update) => (
            <UpdateCard update={update} key={update.id} />
          ))}
        </Cards>
      )}
      {all > perPage && (
        <Pager
          summary={words.list.summary(n((page - 1) * perPage + 1), n(Math.min(page * perPage, all)), n(all))}
          previous={page > 1 ? address(page - 1) : null}
          next={page * perPage < all ? address(page + 1) : null}
        />
      )}
      <p>
        <a href={lang === 'en' ? urls.updateFeed : `${urls.updateFeed}?lang=${lang}`}>{words.list.feed}</a>
      </p>
    </PublicPage>
  )
}

function UpdateCard({ update, as = 'h2' }: { update: PublishedUpdate; as?: 'h2' | 'h3' }) {
  const { lang } = useShell()
  const text = inLanguage(update.content, lang)
  const foreign = text.lang === lang ? undefined : text.lang
  return (
    <Card
      as={as}
      kicker={<Moment instant={update.publishedAt} as="day" />}
      title={<span lang={foreign}>{text.title}</span>}
      href={urls.update(update.slug)}
    >
      <UpdatePicture files={update.files} alt="" sizes="(min-width: 40rem) 22rem, 100vw" lazy />
      <p lang={foreign}>{text.summary}</p>
    </Card>
  )
}

/** For the first page: the newest update. */
export function NewestUpdates({ updates }: { updates: readonly PublishedUpdate[] }) {
  const words = useWords({ en, es }).home
  return (
    <Section title={words.title} aside={<a href={urls.updates}>{words.all}</a>}>
      {updates.map((update) => (
        <UpdateCard key={update.slug} update={update} as="h3" />
      ))}
    </Section>
  )
}
