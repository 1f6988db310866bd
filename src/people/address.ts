/**
 * An e-mail address in the one form in which it is stored and compared: Unicode NFKC, trimmed, lower case.
 * Null when it is none: a space or line break inside, no or two @, no dot after it, over 254 characters (RFC 5321, 4.5.3.1.3).
 */
export function normalizeAddress(text: string): string | null {
  const address = text.normalize('NFKC').trim().toLowerCase()
  if (address.length > 254 || /[\s\p{C}<>(),;:"[\]\\]/u.test(address)) return null
  const [name, domain, ...more] = address.split('@')
  if (!name || name.length > 64 || name.startsWith('.') || name.endsWith('.') || name.includes('..') || !domain || more.length) return null
  const labels = domain.split('.')
  return labels.length >= 2 && labels.every((label) => /^(?!-)[\p{L}\p{N}-]{1,63}(?<!-)$/u.test(label)) ? address : null
}
