// What the protocol needs to know of a group. Belenios crypto v1 is the same over both of ours; only how an element is written differs.

declare const opaque: unique symbol

/** An element of the group it was read in. Only that group can look inside. */
export interface Element {
  readonly [opaque]: 'element'
}

/** g to the power of something, where g stays the same: worth a table. */
export type FixedPower = (exponent: bigint) => Element

export interface Group {
  /** As election.json names it. */
  name: 'BELENIOS-2048' | 'Ed25519'
  /** The prime order of the group; exponents are counted modulo it. */
  order: bigint
  identity: Element
  generator: Element
  multiply: (a: Element, b: Element) => Element
  invert: (a: Element) => Element
  /** Quick, and not in constant time: the exponent is public. */
  power: (base: Element, exponent: bigint) => Element
  /** A table for a base that is raised about `uses` times. */
  fixedPower: (base: Element, uses: number) => FixedPower
  equal: (a: Element, b: Element) => boolean
  /** The one way in which an element is written. */
  write: (a: Element) => string
  /** The element that is written so, or null where the text is not exactly how `write` would put it. Says nothing about the subgroup: see `isMember`. */
  read: (text: string) => Element | null
  /** Whether it is in the subgroup of prime order. Every element that somebody sent must be asked. */
  isMember: (a: Element) => boolean
  /** Whether all of them are. May toss coins: then one that is not passes with a chance of 2^-64, whoever chose it. */
  areMembers: (all: Element[]) => boolean
}

/** generator^exponent for small public exponents: the choices 0, 1, 2... */
export function smallPower({ identity, generator, multiply }: Group, exponent: number): Element {
  let result = identity
  for (let i = 0; i < exponent; i++) result = multiply(result, generator)
  return result
}
