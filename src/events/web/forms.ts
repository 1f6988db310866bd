import { oneLine } from '../../platform/text.ts'
import { normalizeAddress } from '../../people/address.ts'
import { languages, type Lang } from '../../ui/shell.ts'
import type { en } from '../event.en.ts'
import { answers, kinds, mostGuests, type Kind } from '../event.ts'
import type { NewSignUp } from '../sign-up.ts'
import type { Reply } from '../rsvp.ts'

type Typed = Record<string, string>
type Words = (typeof en)['errors']
/** What was typed, read; or a sentence for each field that could not be. */
type Read<Value> = { value: Value; errors?: undefined } | { value?: undefined; errors: Record<string, string> }

export const tokenOf = (text: string | undefined) => (text && /^[\w-]{1,64}$/.test(text) ? text : null)

const oneOf = <Word extends string>(known: readonly Word[], text: string | undefined) => known.find((word) => word === text) ?? null

/** A number from the list; a field that was left out means nobody. */
const guestsOf = (text = '0') => (/^\d{1,2}$/.test(text) && Number(text) <= mostGuests ? Number(text) : null)

function nameOf(text = '') {
  const name = text.normalize('NFC').trim()
  return oneLine(name) && name.length <= 100 && !/[\p{Cc}\p{Bidi_Control}]/u.test(name) ? name : null
}

const guestsKindOf = (typed: Typed, guests: number): Kind | null => (guests > 0 ? oneOf(kinds, typed.guestsKind) : null)

export function readAnswer(typed: Typed, words: Words): Read<Reply> {
  const answer = oneOf(answers, typed.answer),
    guests = guestsOf(typed.guests)
  const errors = wrong({ 'answer-yes': answer ? null : words.answer, guests: guests === null ? words.guests : null })
  return errors
    ? { errors }
    : { value: { answer: answer!, guests: guests!, guestsKind: guestsKindOf(typed, guests!), through: tokenOf(typed.from) } }
}

export function readSignUp(typed: Typed, lang: Lang, words: Words): Read<NewSignUp> {
  const name = nameOf(typed.name),
    address = normalizeAddress(typed.email ?? ''),
    kind = oneOf(kinds, typed.kind),
    guests = guestsOf(typed.guests),
    written = oneOf(languages, typed.lang ?? lang)
  const errors = wrong({
    name: name ? null : words.name,
    email: address ? null : words.email,
    kind: kind ? null : words.kind,
    guests: guests === null ? words.guests : null,
    lang: written ? null : words.language,
  })
  if (errors) return { errors }
  const local = typed.local && /^[a-z0-9-]{1,80}$/.test(typed.local) ? typed.local : null
  return {
    value: {
      name: name!,
      address: address!,
      kind: kind!,
      guests: guests!,
      guestsKind: guestsKindOf(typed, guests!),
      lang: written!,
      local,
      through: tokenOf(typed.from),
    },
  }
}

export function readChange(typed: Typed, words: Words): Read<{ name: string; kind: Kind; guests: number; guestsKind: Kind | null }> {
  const name = nameOf(typed.name),
    kind = oneOf(kinds, typed.kind),
    guests = guestsOf(typed.guests)
  const errors = wrong({ name: name ? null : words.name, kind: kind ? null : words.kind, guests: guests === null ? words.guests : null })
  return errors ? { errors } : { value: { name: name!, kind: kind!, guests: guests!, guestsKind: guestsKindOf(typed, guests!) } }
}

function wrong(sentences: Record<string, string | null>): Record<string, string> | null {
  const found = Object.entries(sentences).filter((entry): entry is [string, string] => entry[1] !== null)
  return found.length > 0 ? Object.fromEntries(found) : null
}
