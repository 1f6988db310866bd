import type { Lang } from './shell.ts'

const locales: Record<Lang, string> = { en: 'en-US', es: 'es-US' }
const formats = { en: new Intl.NumberFormat(locales.en), es: new Intl.NumberFormat(locales.es) }
const percents = {
  en: new Intl.NumberFormat(locales.en, { style: 'percent' }),
  es: new Intl.NumberFormat(locales.es, { style: 'percent' }),
}

/** 52,000 in both languages: Spanish as it is written in the United States. */
export const formatNumber = (value: number, lang: Lang) => formats[lang].format(value)

/** Whole percent, rounded down, so that 99.6 % of a goal is never shown as reached; null without a denominator. */
const percentOf = (part: number, whole: number) => (whole > 0 ? Math.floor((part / whole) * 100 + 1e-9) : null)

/** "62%" or "62 %", rounded down; a dash without a denominator. */
export const formatPercent = (part: number, whole: number, lang: Lang) => {
  const percent = percentOf(part, whole)
  return percent === null ? '–' : percents[lang].format(percent / 100)
}

export function formatBytes(bytes: number, lang: Lang) {
  if (bytes < 1000) return `${bytes} B`
  const unit = bytes < 1_000_000 ? 'kB' : bytes < 1_000_000_000 ? 'MB' : 'GB'
  const value = bytes / { kB: 1000, MB: 1_000_000, GB: 1_000_000_000 }[unit]
  return `${new Intl.NumberFormat(locales[lang], { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)} ${unit}`
}

/** A North American number as people write it; any other as it is stored (E.164). */
export const formatPhone = (phone: string) => phone.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3')
