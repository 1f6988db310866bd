// The text of an update: a few kinds of blocks, no more. It is stored as HTML and shown as page, feed, mail (HTML and text), and,
// to who edits without a script, as plain text with a few signs that keep what was there.
import sanitizeHtml from 'sanitize-html'

export interface Run {
  text: string
  bold?: boolean
  italic?: boolean
  href?: string
}
export type Block =
  | { kind: 'p' | 'h2' | 'h3'; line: Run[] } // a line break is a "\n" in a run's text
  | { kind: 'ul' | 'ol'; items: Run[][] }
  | { kind: 'quote'; paragraphs: Run[][] }

/** What may stand in a link: a web address, a mail address, a telephone number, or a path of ours. */
export const isLinkable = (href: string) => /^(https?:\/\/[^\s"<>]+|mailto:[^\s"<>]+|tel:[+\d][\d().\s-]*|\/(?!\/)[^\s"<>\\]*)$/i.test(href)

/** Any HTML, from an editor or pasted from anywhere, as blocks. What is not among our kinds keeps its text and loses its form; scripts and styles lose both. */
export function blocksFromHtml(html: string): Block[] {
  const clean = sanitizeHtml(html, {
    allowedTags: ['p', 'br', 'strong', 'em', 'a', 'h2', 'h3', 'ul', 'ol', 'li', 'blockquote'],
    allowedAttributes: { a: ['href'] },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    nestingLimit: 50,
    transformTags: { b: 'strong', i: 'em', h1: 'h2', h4: 'h3', h5: 'h3', h6: 'h3', div: 'p', tr: 'p' },
  })
  const blocks: Block[] = []
  let line: Run[] = [],
    heading: 'p' | 'h2' | 'h3' = 'p',
    href: string | undefined
  let bold = 0,
    italic = 0,
    quote = 0
  const lists: ('ul' | 'ol')[] = []

  const flush = () => {
    const done = tidy(line),
      last = blocks.at(-1)
    line = []
    if (!done.length) return
    const list = lists.at(-1)
    if (list) {
      if (last?.kind === list && open.has(last)) last.items.push(done)
      else blocks.push(marked({ kind: list, items: [done] }))
    } else if (quote) {
      if (last?.kind === 'quote' && open.has(last)) last.paragraphs.push(done)
      else blocks.push(marked({ kind: 'quote', paragraphs: [done] }))
    } else blocks.push({ kind: heading, line: done })
  }
  const open = new Set<Block>() // lists and quotes that have not ended yet
  const marked = (block: Block) => {
    open.add(block)
    return block
  }

  for (const [, closing, tag, attributes = '', text] of clean.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>|([^<]+)/g)) {
    if (text !== undefined) {
      line.push({
        text: decode(text).replace(/[\s\u0000-\u001f]+/g, ' '),
        ...(bold > 0 && { bold: true }),
        ...(italic > 0 && { italic: true }),
        ...(href && { href }),
      })
    } else if (tag === 'br') line.push({ text: '\n' })
    else if (tag === 'strong') bold += closing ? -1 : 1
    else if (tag === 'em') italic += closing ? -1 : 1
    else if (tag === 'a') {
      const found = decode(/href="([^"]*)"/.exec(attributes)?.[1] ?? '').trim()
      href = !closing && isLinkable(found) ? found : undefined
    } else {
      flush()
      if (tag === 'h2' || tag === 'h3') heading = closing ? 'p' : tag
      if (tag === 'blockquote') quote += closing ? -1 : 1
      if (tag === 'ul' || tag === 'ol') closing ? lists.pop() : lists.push(tag)
      if (closing && (tag === 'ul' || tag === 'ol' || tag === 'blockquote')) open.clear()
    }
  }
  flush()
  return blocks
}

/** Runs of one form become one run; no space stands at the ends of a line. */
function tidy(line: Run[]): Run[] {
  const runs: Run[] = []
  for (const run of line) {
    const last = runs.at(-1)
    if (last && last.bold === run.bold && last.italic === run.italic && last.href === run.href) last.text += run.text
    else if (run.text) runs.push({ ...run })
  }
  for (const run of runs) run.text = run.text.replace(/ *\n */g, '\n').replace(/ {2,}/g, ' ')
  runs.forEach((run, index) => {
    if (/[ \n]$/.test(runs[index - 1]?.text ?? '')) run.text = run.text.replace(/^ +/, '')
  })
  while (runs.length && !(runs[0]!.text = runs[0]!.text.replace(/^[ \n]+/, ''))) runs.shift()
  while (runs.length && !(runs.at(-1)!.text = runs.at(-1)!.text.replace(/[ \n]+$/, ''))) runs.pop()
  return runs.filter(({ text }) => text)
}

const block = /^(?:(#{2,3}) +(.*)|([-*•]) +(.*)|(\d{1,3})[.)] +(.*)|>(?: |$)(.*))$/

/**
 * Plain text, as somebody types it: a blank line begins a paragraph, addresses become links. Lines that begin with "- ", "1. ",
 * "> " or "## " become lists, quotes and headings; **bold**, _italic_ and [words](address) are what `textFromBlocks` leaves there.
 */
export function blocksFromText(text: string): Block[] {
  const blocks: Block[] = []
  for (const part of text.replaceAll('\r\n', '\n').split(/\n[ \t]*\n+/)) {
    let last: Block | undefined
    for (const row of part
      .split('\n')
      .map((row) => row.trim())
      .filter(Boolean)) {
      const [, hashes, heading, dash, bullet, number, numbered, quoted] = block.exec(row) ?? []
      const begin = (next: Block) => {
        blocks.push(next)
        last = next
      }
      if (hashes) begin({ kind: hashes.length === 2 ? 'h2' : 'h3', line: runs(heading!) })
      else if (dash) last?.kind === 'ul' ? last.items.push(runs(bullet!)) : begin({ kind: 'ul', items: [runs(bullet!)] })
      else if (number) last?.kind === 'ol' ? last.items.push(runs(numbered!)) : begin({ kind: 'ol', items: [runs(numbered!)] })
      else if (quoted !== undefined) {
        if (last?.kind === 'quote') last.paragraphs.push(runs(quoted))
        else begin({ kind: 'quote', paragraphs: [runs(quoted)] })
      } else if (last?.kind === 'p') last.line.push({ text: '\n' }, ...runs(row))
      else if (last?.kind === 'ul' || last?.kind === 'ol') last.items.at(-1)!.push({ text: '\n' }, ...runs(row))
      else begin({ kind: 'p', line: runs(row) })
    }
  }
  return blocks.map(tidyBlock).filter((found) => found !== null)
}

function tidyBlock(found: Block): Block | null {
  if ('line' in found) {
    const line = tidy(found.line)
    return line.length ? { ...found, line } : null
  }
  const lines = ('items' in found ? found.items : found.paragraphs).map(tidy).filter(({ length }) => length)
  if (!lines.length) return null
  return 'items' in found ? { ...found, items: lines } : { ...found, paragraphs: lines }
}

// Words in brackets before an address; a bare address; a mail address; then bold and italic around anything without their own sign.
const inline =
  /\[([^[\]\n]+)\]\(([^\s()]+)\)|\b(https?:\/\/[^\s<>"]*[^\s<>".,;:!?'’”)\]])|\b(www\.[^\s<>"]*[^\s<>".,;:!?'’”)\]])|(?<![\w.+-])([\w.+-]+@[\w-]+(?:\.[\w-]+)+)|\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*|(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])/gu

function runs(text: string, form: Omit<Run, 'text'> = {}): Run[] {
  const found: Run[] = []
  let end = 0
  for (const match of text.matchAll(inline)) {
    const [all, words, target, address, www, mail, bold, italic] = match
    if (match.index > end) found.push({ text: text.slice(end, match.index), ...form })
    end = match.index + all.length
    if (words && target)
      isLinkable(target) ? found.push(...runs(words, form).map((run) => ({ ...run, href: target }))) : found.push({ text: all, ...form })
    else if (address) found.push({ text: address, ...form, href: address })
    else if (www) found.push({ text: www, ...form, href: `https://${www}` })
    else if (mail) found.push({ text: mail, ...form, href: `mailto:${mail}` })
    else if (bold) found.push(...runs(bold, { ...form, bold: true }))
    else if (italic) found.push(...runs(italic, { ...form, italic: true }))
  }
  if (end < text.length) found.push({ text: text.slice(end), ...form })
  return found
}

/** The one form in which a text is stored. */
export const htmlFromBlocks = (blocks: readonly Block[], absolute = (href: string) => href) => renderBlocks(blocks, {}, absolute)

/** The same with styles on each element, as mail programs need them. */
export const renderBlocks = (
  blocks: readonly Block[],
  styles: Partial<Record<'p' | 'h2' | 'h3' | 'ul' | 'ol' | 'li' | 'blockquote' | 'a', string>>,
  absolute: (href: string) => string,
): string => {
  const tag = (name: keyof typeof styles, inner: string, attributes = '') =>
    `<${name}${attributes}${styles[name] ? ` style="${encode(styles[name])}"` : ''}>${inner}</${name}>`
  const lineOf = (line: Run[]) =>
    line
      .map((run) => {
        let html = encode(run.text).replaceAll('\n', '<br>')
        if (run.italic) html = `<em>${html}</em>`
        if (run.bold) html = `<strong>${html}</strong>`
        return run.href ? tag('a', html, ` href="${encode(absolute(run.href))}"`) : html
      })
      .join('')
  return blocks
    .map((found) => {
      if ('line' in found) return tag(found.kind, lineOf(found.line))
      if ('items' in found) return tag(found.kind, found.items.map((item) => tag('li', lineOf(item))).join(''))
      return tag('blockquote', found.paragraphs.map((paragraph) => tag('p', lineOf(paragraph))).join(''))
    })
    .join('\n')
}

/** As `blocksFromText` reads it again. */
export const textFromBlocks = (blocks: readonly Block[]) =>
  plain(
    blocks,
    (run) => {
      const sign = run.bold ? '**' : run.italic ? '_' : ''
      const both = run.bold && run.italic ? `**_${run.text}_**` : sign ? `${sign}${run.text}${sign}` : run.text
      if (!run.href || run.href === run.text || run.href === `mailto:${run.text}` || run.href === `https://${run.text}`) return both
      return `[${both}](${run.href})`
    },
    { h2: '## ', h3: '### ' },
  )

/** For reading: the text part of a mail. Links are written out after their words. */
export const readableText = (blocks: readonly Block[], absolute: (href: string) => string) =>
  plain(
    blocks,
    (run) => {
      if (!run.href) return run.text
      const target = absolute(run.href).replace(/^mailto:|^tel:/, '')
      return run.text === target || run.href === `https://${run.text}` ? run.text : `${run.text} (${target})`
    },
    { h2: '', h3: '' },
  )

function plain(blocks: readonly Block[], write: (run: Run) => string, heading: { h2: string; h3: string }) {
  const lineOf = (line: Run[]) =>
    line
      .map((run) => {
        const [, before = '', text = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(run.text) ?? []
        return text ? before + write({ ...run, text }) + after : run.text // signs stand close to their words
      })
      .join('')
  return blocks
    .map((found) => {
      if (found.kind === 'p') return lineOf(found.line)
      if ('line' in found) return heading[found.kind as 'h2'] + lineOf(found.line)
      if ('items' in found)
        return found.items
          .map((item, index) => `${found.kind === 'ul' ? '-' : `${index + 1}.`} ${lineOf(item).replaceAll('\n', '\n  ')}`)
          .join('\n')
      return found.paragraphs
        .map((paragraph) =>
          lineOf(paragraph)
            .split('\n')
            .map((row) => `> ${row}`)
            .join('\n'),
        )
        .join('\n>\n')
    })
    .join('\n\n')
}

const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const encode = (text: string) => text.replace(/[&<>"]/g, (sign) => names[sign]!)
const signs: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }
const decode = (html: string) => html.replace(/&(?:amp|lt|gt|quot);/g, (name) => signs[name]!)
