import type { Lang } from '../ui/shell.ts'
import { en, type StrikeWords } from './strike.en.ts'
import { es } from './strike.es.ts'

/** What checks are said in: `check.sentence(strikeWords[lang])`. */
export const strikeWords: Record<Lang, StrikeWords> = { en, es }
