// What people type, made fit for where it stands.

/** What can't stand in a line of text: blanks and line ends, control characters, and the signs that turn the direction of reading. */
const blank = /[\s\p{Cc}\p{Bidi_Control}\ufeff]+/gu

/**
 * One line: for titles, names, headers of mails. '' where there is nothing that anybody could see. What joins signs stays: 👩‍⚕️ is a woman, a
 * joiner and a staff, and some scripts need joiners between letters.
 */
export const oneLine = (text = '') => visible(text.normalize('NFC').replace(blank, ' ').trim())

/** The same for text with paragraphs: its line ends stay. */
export const lines = (text = '') =>
  visible(
    text
      .normalize('NFC')
      .replaceAll('\r\n', '\n')
      .replace(/[^\P{Cc}\n]|[\p{Bidi_Control}\ufeff]/gu, ' ')
      .trim(),
  )

const visible = (text: string) => (/[\p{L}\p{N}\p{P}\p{S}]/u.test(text) ? text : '')

/** The part of an address that a title becomes, of at most `most` letters: "¡Marchamos el sábado!" -> "marchamos-el-sabado". '' for a title without Latin letters. */
export const slugFrom = (title: string, most: number) =>
  title
    .normalize('NFKD')
    .replace(/[\p{M}'’ʻ]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, most)
    .replace(/-$/, '')
