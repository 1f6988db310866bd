import { createHash } from 'node:crypto'
import { renderToString } from 'preact-render-to-string'
import { oneLine } from '../platform/text.ts'
import { blocksFromHtml, readableText, renderBlocks } from '../updates/rich-text.ts'
import { inLanguage, type Content } from '../updates/update.ts'
import type { Lang } from '../ui/shell.ts'
import { en } from './message.en.ts'
import { es } from './message.es.ts'

/** One update as a mail in one language, the same for everybody but for two places: the greeting and the link that unsubscribes. */
export interface UpdateMail {
  subject: string
  html: string
  text: string
  markers: { greeting: string; unsubscribe: string }
}

/** `pageUrl` and `picture.src` are whole addresses; links of ours in the text become whole by `base`. */
export function composeUpdateMail({
  content,
  lang,
  coalition,
  postalAddress,
  base,
  pageUrl,
  picture,
}: {
  content: Content
  lang: Lang
  coalition: string
  postalAddress: string
  base: string
  pageUrl: string
  picture: { src: string; width: number; height: number } | null
}): UpdateMail {
  const words = { en, es }[lang].mail
  const { title, summary, body, alt, altLang, lang: written } = inLanguage(content, lang)
  const absolute = (href: string) => (href.startsWith('/') ? base + href : href)
  const blocks = blocksFromHtml(body)
  // Nothing in a text can hold the hash of the text itself.
  const hash = createHash('sha256')
    .update(JSON.stringify([content, lang, coalition, postalAddress, pageUrl]))
    .digest('hex')
    .slice(0, 20)
  const markers = { greeting: `[greeting ${hash}]`, unsubscribe: `[unsubscribe ${hash}]` }
  const foreign = written !== lang
  const other = foreign ? { lang: written } : {}

  const html =
    '<!doctype html>' +
    renderToString(
      <html lang={lang}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <meta name="color-scheme" content="light dark" />
          <title>{title}</title>
        </head>
        <body style="margin:0;padding:0;background:#f4eedf;color:#1d1a16">
          <div style="display:none;max-height:0;overflow:hidden">{summary}</div>
          <div role="article" style={`max-width:600px;margin:0 auto;padding:24px 20px;background:#ffffff;color:#1d1a16;${serif}`}>
            <p style={`margin:0 0 20px;padding-bottom:10px;border-bottom:3px solid #1d1a16;font:bold 15px/1.3 ${grotesque}`}>{coalition}</p>
            <p style={paragraph}>{markers.greeting}</p>
            {foreign && words.otherLanguage && <p style={small}>{words.otherLanguage}</p>}
            <h1 {...other} style={`margin:0 0 12px;font:bold 28px/1.15 ${grotesque}`}>
              {title}
            </h1>
            <p {...other} style="margin:0 0 20px;font-size:19px;line-height:1.4">
              {summary}
            </p>
            {picture && (
              <img
                src={picture.src}
                alt={alt ?? ''}
                {...(altLang !== lang && { lang: altLang })}
                width={picture.width}
                height={picture.height}
                style="display:block;width:100%;height:auto;margin:0 0 20px"
              />
            )}
            <div {...other} dangerouslySetInnerHTML={{ __html: renderBlocks(blocks, styles, absolute) }} />
            {content.sources.length > 0 && (
              <div style={small}>
                <p style="margin:0 0 6px">
                  <strong>{words.sources}</strong>
                </p>
                <ul style="margin:0 0 20px;padding-left:20px">
                  {content.sources.map((source) => (
                    <li>{source}</li>
                  ))}
                </ul>
              </div>
            )}
            <p style="margin:24px 0">
              <a
                href={pageUrl}
                style={`display:inline-block;padding:12px 18px;background:#1d1a16;color:#ffffff;text-decoration:none;font:bold 16px/1.2 ${grotesque}`}
              >
                {words.read}
              </a>
            </p>
            <div style={`margin-top:32px;padding-top:14px;border-top:1px solid #1d1a16;${small}`}>
              <p style="margin:0 0 10px">{words.why(coalition)}</p>
              <p style="margin:0 0 10px">
                <a href={markers.unsubscribe} style={styles.a}>
                  {words.stop}
                </a>
                . {words.stopText}
              </p>
              {postalAddress && (
                <p style="margin:0">
                  {coalition}, {postalAddress}
                </p>
              )}
            </div>
          </div>
        </body>
      </html>,
    )

  const text =
    [
      markers.greeting,
      foreign && words.otherLanguage,
      title.toUpperCase(),
      summary,
      readableText(blocks, absolute),
      content.sources.length > 0 && [`${words.sources}:`, ...content.sources.map((source) => `- ${source}`)].join('\n'),
      `${words.read}: ${pageUrl}`,
      '-- ',
      words.why(coalition),
      `${words.stop}: ${markers.unsubscribe}`,
      postalAddress && `${coalition}, ${postalAddress}`,
    ]
      .filter(Boolean)
      .map((part) => wrap(part as string))
      .join('\n\n') + '\n'

  return { subject: title, html, text, markers }
}

/** What stands in the two places for one person. A mailbox that members share is greeted without a name. */
export const slotsFor = ({ markers }: UpdateMail, lang: Lang, firstName: string | null, unsubscribeUrl: string) => {
  const words = { en, es }[lang].mail
  const name = firstName && oneLine(firstName)
  return { [markers.greeting]: name ? words.hello(name) : words.helloAll, [markers.unsubscribe]: unsubscribeUrl }
}

/** RFC 8058, and what a mail program needs to sort the mail. */
export const listHeaders = (unsubscribeUrl: string, coalition: string, host: string) => ({
  'List-Unsubscribe': `<${unsubscribeUrl}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  'List-Id': `${coalition.replace(/[^A-Za-z0-9 ]/g, '').trim()} <updates.${host}>`,
})

const grotesque = 'Arial,Helvetica,sans-serif'
const serif = 'font:17px/1.55 Georgia,serif;'
const paragraph = 'margin:0 0 16px'
const small = `font:14px/1.5 ${grotesque};color:#4a4540`
const styles = {
  p: paragraph,
  h2: `margin:28px 0 10px;font:bold 21px/1.25 ${grotesque}`,
  h3: `margin:24px 0 8px;font:bold 18px/1.3 ${grotesque}`,
  ul: 'margin:0 0 16px;padding-left:24px',
  ol: 'margin:0 0 16px;padding-left:24px',
  li: 'margin:0 0 6px',
  blockquote: 'margin:0 0 16px;padding-left:16px;border-left:4px solid #a3261d;font-style:italic',
  a: 'color:#8a1c1c;text-decoration:underline',
}

/** Lines of at most 76 signs, as mail programs without HTML show them; an address is never cut. */
function wrap(text: string) {
  return text
    .split('\n')
    .map((row) => {
      const indent = /^(- |\d+\. |> | +)?/.exec(row)![0]
      const next = indent.startsWith('>') ? '> ' : ' '.repeat(indent.length)
      const lines = [indent]
      for (const word of row.slice(indent.length).split(' ')) {
        const last = lines.length - 1,
          line = lines[last]!
        const empty = line === (last === 0 ? indent : next)
        if (!empty && line.length + word.length + 1 > 76) lines.push(next + word)
        else lines[last] = empty ? line + word : `${line} ${word}`
      }
      return lines.join('\n')
    })
    .join('\n')
}
