import type { Note } from '../platform/mail.ts'
import type { Lang } from '../ui/shell.ts'
import { formatSpan } from '../ui/time.tsx'
import { urls } from '../urls.ts'
import { en } from './event.en.ts'
import { es } from './event.es.ts'

/** How an event stands now, and as people know it until they read the mail. */
export interface NoticeFacts {
  slug: string
  what: 'moved' | 'cancelled'
  coalition: string
  title_en: string
  title_es: string
  why_en: string
  why_es: string
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
  zone: string
  place: string
  street: string
  known_starts_at: Temporal.Instant
  known_ends_at: Temporal.Instant
  known_zone: string
  known_place: string
  known_street: string
}

/** What one person is told: what changed, what holds now, and where she changes her mind. `secret`: of her own link, without an account. */
export function noteOf(
  facts: NoticeFacts,
  { email, name, lang, maybe, sign_up_id, secret }: Pick<ToTell, keyof ToTell>,
  base: string,
): Note {
  const words = { en, es }[lang].notice
  const title = { en: facts.title_en, es: facts.title_es }[lang]
  const when = formatSpan(facts.starts_at, facts.ends_at, facts.zone, lang)
  const where = placeOf(facts.place, facts.street)
  const knownWhen = formatSpan(facts.known_starts_at, facts.known_ends_at, facts.known_zone, lang)
  const knownWhere = placeOf(facts.known_place, facts.known_street)
  const because = sign_up_id !== null ? words.signedUp : maybe ? words.saidMaybe : words.saidYes
  const page = { link: base + urls.event(facts.slug) },
    calendar = { link: base + urls.eventCalendar(facts.slug) }
  const common = { to: email!, lang }

  if (facts.what === 'cancelled') {
    const why = { en: facts.why_en, es: facts.why_es }[lang]
    return {
      ...common,
      subject: words.cancelledSubject(title),
      paragraphs: [
        words.hello(name),
        words.cancelled(title),
        ...(why ? [why] : []),
        `${words.itWas}: ${knownWhen}. ${knownWhere}`,
        `${words.page}:`,
        page,
        `${words.calendarCancelled}:`,
        calendar,
        because,
      ],
    }
  }
  const changed = when === knownWhen ? 'place' : where === knownWhere ? 'time' : 'both'
  return {
    ...common,
    subject: words.movedSubject[changed](title),
    paragraphs: [
      words.hello(name),
      words.moved[changed](title),
      `${words.whenNow}: ${when}`,
      `${words.whereNow}: ${where}`,
      `${words.before}: ${[changed !== 'place' && knownWhen, changed !== 'time' && knownWhere].filter(Boolean).join('. ')}`,
      `${secret ? words.manage : words.answer}:`,
      secret ? { link: base + urls.mySignUp(facts.slug, secret) } : page,
      `${words.calendar}:`,
      calendar,
      because,
    ],
  }
}

interface ToTell {
  email: string | null
  name: string
  lang: Lang
  maybe: boolean
  sign_up_id: number | null
  secret?: string
}

const placeOf = (place: string, street: string) => [place, street].filter(Boolean).join(', ')
