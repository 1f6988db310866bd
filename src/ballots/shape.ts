// Reading JSON from strangers. Each reader answers a value with known fields in the one order, or refuses and names the field. Whoever reads then writes
// the value again and compares: white space, doubled keys, other orders and other spellings of the same number or string all show as a difference.
import type { Element, Group } from './group.ts'
import { refuse, refuseUnless } from './refused.ts'

type Reader<T> = (value: unknown, where: string) => T
type Fields<T> = { [K in keyof T]-?: Reader<T[K]> }

/** The object with exactly these fields. One whose reader accepts `undefined` may be missing. */
export function fields<T extends object>(readers: Fields<T>): Reader<T> {
  const names = Object.keys(readers) as (keyof T & string)[]
  return (value, where) => {
    refuseUnless(typeof value === 'object' && value !== null && !Array.isArray(value), `${where} is not an object.`)
    for (const name of Object.keys(value))
      refuseUnless(Object.hasOwn(readers, name), `${where} has a field "${name.slice(0, 40)}" that does not belong there.`)
    const read = {} as T
    for (const name of names) {
      const field = readers[name](
        Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined,
        where ? `${where}.${name}` : name,
      )
      if (field !== undefined) read[name] = field
    }
    return read
  }
}

export const list =
  <T>(item: Reader<T>, length?: number): Reader<T[]> =>
  (value, where) => {
    refuseUnless(Array.isArray(value), `${where} is not a list.`)
    refuseUnless(length === undefined || value.length === length, `${where} has ${value.length} entries instead of ${length}.`)
    return value.map((entry, index) => item(entry, `${where}[${index}]`))
  }

export const text: Reader<string> = (value, where) => (typeof value === 'string' ? value : refuse(`${where} is not a text.`))

export const maybe =
  <T>(reader: Reader<T>): Reader<T | undefined> =>
  (value, where) =>
    value === undefined ? undefined : reader(value, where)

export const matching =
  (pattern: RegExp, what: string): Reader<string> =>
  (value, where) =>
    typeof value === 'string' && pattern.test(value) ? value : refuse(`${where} is not ${what}.`)

export const hexHash = matching(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 hex digits')
export const base64Hash = matching(/^[A-Za-z0-9+/]{43}$/, 'a SHA-256 in base64')

/** 0, 1, 2...: what is counted. */
export const count: Reader<number> = (value, where) =>
  Number.isSafeInteger(value) && (value as number) >= 0 && !Object.is(value, -0)
    ? (value as number)
    : refuse(`${where} is not a whole number.`)

export const exactly =
  <T extends string | number>(wanted: T): Reader<T> =>
  (value, where) =>
    value === wanted ? wanted : refuse(`${where} is not ${JSON.stringify(wanted)}.`)

/** A number modulo the order, as decimal digits without leading zeros. */
export const scalar =
  (order: bigint): Reader<string> =>
  (value, where) => {
    refuseUnless(typeof value === 'string' && /^(0|[1-9]\d{0,77})$/.test(value), `${where} is not a number as it must be written.`)
    refuseUnless(BigInt(value) < order, `${where} is not below the order of the group.`)
    return value
  }

/** The value in a JSON text that is exactly what we would write. */
export function readCanonical<T>(content: string, what: string, reader: Reader<T>): T {
  let value: unknown
  try {
    value = JSON.parse(content)
  } catch {
    refuse(`${what} is not JSON.`)
  }
  const read = reader(value, what)
  refuseUnless(
    JSON.stringify(read) === content,
    `${what} is not written in the one canonical way (spaces, order of fields, doubled fields or escapes).`,
  )
  return read
}

/** An element of the subgroup of prime order, and not the identity. */
export function readElement(group: Group, written: string, where: string): Element {
  const element = readUnproven(group, written, where)
  refuseUnless(group.isMember(element), `${where} is outside the subgroup of prime order.`)
  return element
}

/** The same for what may be the identity: an empty tally opens by it. */
export function readFactor(group: Group, written: string, where: string): Element {
  return written === group.write(group.identity) ? group.identity : readElement(group, written, where)
}

/** An element that is written as it must be and not the identity; the subgroup is asked later. */
export function readUnproven(group: Group, written: string, where: string): Element {
  const element = group.read(written) ?? refuse(`${where} is not an element of the group as it must be written.`)
  refuseUnless(!group.equal(element, group.identity), `${where} is the identity of the group.`)
  return element
}
