import { Feed } from 'feed'
import type { Lang } from '../ui/shell.ts'
import { urls } from '../urls.ts'
import { blocksFromHtml, encode, htmlFromBlocks } from './rich-text.ts'
import { inLanguage } from './update.ts'
import type { PublishedUpdate } from './update-queries.ts'
import { en } from './update.en.ts'
import { es } from './update.es.ts'

/** The newest updates as Atom (RFC 4287). Every address in it is whole, for it is read elsewhere. */
export function atomFeed(
  updates: readonly PublishedUpdate[],
  { base, coalition, lang }: { base: string; coalition: string; lang: Lang },
): string {
  const words = { en, es }[lang]
  const self = base + urls.updateFeed + (lang === 'en' ? '' : `?lang=${lang}`)
  const moments = updates.map(({ publishedAt, correctedAt }) => (correctedAt ?? publishedAt).epochMilliseconds)
  const feed = new Feed({
    title: `${coalition}: ${words.list.title}`,
    description: words.list.description(coalition),
    id: base + urls.updates,
    link: base + urls.updates,
    language: lang,
    updated: new Date(moments.length ? Math.max(...moments) : 0),
    feedLinks: { atom: self },
    author: { name: coalition, link: base },
    generator: 'Commontable',
  })
  for (const update of updates) {
    const text = inLanguage(update.content, lang)
    const address = base + urls.update(update.slug)
    const image = update.files.find(({ type }) => type === 'jpeg')
    const picture = image
      ? `<p><img src="${base + urls.picture(image.hash, 'jpeg')}" width="${image.width}" height="${image.height}" alt="${encode(text.alt ?? '')}"></p>\n`
      : ''
    const sources = update.content.sources.length
      ? `\n<p>${words.sources}</p><ul>${update.content.sources.map((source) => `<li>${encode(source)}</li>`).join('')}</ul>`
      : ''
    feed.addItem({
      title: encode(text.title),
      id: address,
      link: address,
      description: encode(text.summary),
      content: picture + htmlFromBlocks(blocksFromHtml(text.body), (href) => (href.startsWith('/') ? base + href : href)) + sources,
      date: new Date((update.correctedAt ?? update.publishedAt).epochMilliseconds),
      published: new Date(update.publishedAt.epochMilliseconds),
    })
  }
  return feed.atom1()
}
