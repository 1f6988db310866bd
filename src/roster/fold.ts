const alike: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }

/**
 * A name as people type it when they look for it: no accents, no okina or apostrophe, lower case, a space for everything
 * else that is neither letter nor digit. `Kāʻai-O'Dell` and `kaai odell` fold to the same.
 */
export function fold(text: string): string {
  if (/^[A-Za-z0-9]*$/.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’‘ʻʼ`´ʹ]/gu, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => alike[letter]!)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** How a member is sorted and found: `member.search_name`. */
export const searchName = (firstName: string, lastName: string) => `${fold(lastName)} ${fold(firstName)}`.trim()
