import type { Element, FixedPower, Group } from './group.ts'

// Parameters of the group that belenios-tool calls BELENIOS-2048 (made by fips.sage of the specification): p has 2048 bits, q divides p - 1 and has 256.
const p =
  20694785691422546401013643657505008064922989295751104097100884787057374219242717401922237254497684338129066633138078958404960054389636289796393038773905722803605973749427671376777618898589872735865049081167099310535867780980030790491654063777173764198678527273474476341835600035698305193144284561701911000786737307333564123971732897913240474578834468260652327974647951137672658693582180046317922073668860052627186363386088796882120769432366149491002923444346373222145884100586421050242120365433561201320481118852408731077014151666200162313177169372189248078507711827842317498073276598828825169183103125680162072880719n
const q = 78571733251071885079927659812671450121821421258408794611510081919805623223441n
const g =
  2402352677501852209227687703532399932712287657378364916510075318787663274146353219320285676155269678799694668298749389095083896573425601900601068477164491735474137283104610458681314511781646755400527402889846139864532661215055797097162016168270312886432456663834863635782106154918419982534315189740658186868651151358576410138882215396016043228843603930989333662772848406593138406010231675095763777982665103606822406635076697764025346253773085133173495194248967754052573659049492477631475991575198775177711481490920456600205478127054728238140972518639858334115700568353695553423781475582491896050296680037745308460627n

const inside = (a: Element) => a as unknown as bigint
const element = (a: bigint) => a as unknown as Element

/** base^exponent mod p with any modular exponentiation. Exponents may be 0 and larger than q. */
export type ModPower = (base: bigint, exponent: bigint, modulus: bigint) => bigint

/** The multiplicative group. `modPower` is where a machine may have something quicker than ours: see modexp.ts. */
export function belenios2048(modPower: ModPower = windowPower): Group {
  const isMember = (a: Element) => inside(a) === 1n || modPower(inside(a), q, p) === 1n
  const group: Group = {
    name: 'BELENIOS-2048',
    order: q,
    identity: element(1n),
    generator: element(g),
    multiply: (a, b) => element((inside(a) * inside(b)) % p),
    invert: (a) => element(inverse(inside(a))),
    power: (base, exponent) => element(modPower(inside(base), exponent, p)),
    fixedPower,
    equal: (a, b) => inside(a) === inside(b),
    write: (a) => inside(a).toString(),
    read: (text) => {
      if (!/^[1-9]\d{0,616}$/.test(text)) return null
      const a = BigInt(text)
      return a < p ? element(a) : null
    },
    isMember,
    areMembers: (all) =>
      all.length < worthwhile ? all.every(isMember) : subsetProducts(all.map(inside)).every((product) => modPower(product, q, p) === 1n),
  }
  return group
}

/** Left to right, four bits at a time. */
function windowPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  const powers = [1n]
  for (let i = 1; i < 16; i++) powers.push((powers[i - 1]! * base) % modulus)
  let result = 1n
  for (const digit of exponent.toString(16)) {
    for (let i = 0; i < 4; i++) result = (result * result) % modulus
    const value = parseInt(digit, 16)
    if (value > 0) result = (result * powers[value]!) % modulus
  }
  return result
}

/** A row for each digit of the exponent, so that raising is one multiplication a digit. Wide digits make a large table that pays after many uses. */
function fixedPower(base: Element, uses: number): FixedPower {
  const cost = (width: number) => Math.ceil(256 / width) * (2 ** width + uses)
  const width = [4, 5, 6, 7, 8, 9, 10, 11].reduce((best, width) => (cost(width) < cost(best) ? width : best))
  const rows: bigint[][] = []
  let step = inside(base)
  for (let row = 0; row < Math.ceil(256 / width); row++) {
    const powers = [1n]
    for (let i = 1; i < 2 ** width; i++) powers.push((powers[i - 1]! * step) % p)
    rows.push(powers)
    step = (powers.at(-1)! * step) % p
  }
  return (exponent) => {
    const bits = exponent.toString(2)
    let result = 1n
    for (let row = 0, end = bits.length; end > 0; row++, end -= width) {
      const digit = parseInt(bits.slice(Math.max(0, end - width), end), 2)
      if (digit > 0) result = (result * rows[row]![digit]!) % p
    }
    return element(result)
  }
}

/** By Euclid; a is not 0. */
function inverse(a: bigint): bigint {
  let [r, s] = [p, a]
  let [t, u] = [0n, 1n]
  while (s > 0n) {
    const quotient = r / s
    ;[r, s] = [s, r - quotient * s]
    ;[t, u] = [u, t - quotient * u]
  }
  return t < 0n ? t + p : t
}

const rounds = 64
const worthwhile = 150 // below this many, asking each is as quick

/**
 * Products of 64 random subsets. Each element stands in half of them: one outside the subgroup leaves at least half of all choices of its bit with a product outside,
 * so all 64 look right with a chance of 2^-64 at most. This holds for any order that a part of it may have, 2 and 3 included. Five elements at a time go through a
 * table of their 32 products, which leaves about 18 multiplications for each instead of the 300 of an exponentiation.
 */
function subsetProducts(all: bigint[]): bigint[] {
  const products = Array.from({ length: rounds }, () => 1n)
  for (let start = 0; start < all.length; start += 5) {
    const five = all.slice(start, start + 5)
    const table = [1n]
    for (const a of five)
      for (let i = table.length, end = 2 * i; i < end; i++) table.push(i === end / 2 ? a : (table[i - end / 2]! * a) % p)
    const coins = crypto.getRandomValues(new Uint8Array(rounds))
    for (let round = 0; round < rounds; round++) {
      const subset = coins[round]! & (table.length - 1)
      if (subset > 0) products[round] = (products[round]! * table[subset]!) % p
    }
  }
  return products
}
