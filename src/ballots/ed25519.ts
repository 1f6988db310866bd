import { ed25519 as curve } from '@noble/curves/ed25519.js'
import type { Element, Group } from './group.ts'

// The curve of RFC 8032. Belenios writes a point as 64 hex digits, most significant first: RFC 8032's 32 bytes in reverse.

type Point = ReturnType<typeof curve.Point.fromHex>

const { Point } = curve
const order = Point.Fn.ORDER
const inside = (a: Element) => a as unknown as Point
const element = (a: Point) => a as unknown as Element

/** Points of prime order, by @noble/curves. */
export function ed25519(): Group {
  return {
    name: 'Ed25519',
    order,
    identity: element(Point.ZERO),
    generator: element(Point.BASE),
    multiply: (a, b) => element(inside(a).add(inside(b))),
    invert: (a) => element(inside(a).negate()),
    power: (base, exponent) => element(inside(base).multiplyUnsafe(exponent % order)),
    fixedPower: (base, uses) => {
      const point = inside(base).equals(Point.BASE) ? Point.BASE : inside(base).precompute(uses > 500 ? 8 : 4, false)
      return (exponent) => {
        const rest = exponent % order
        return element(rest === 0n ? Point.ZERO : point.multiply(rest))
      }
    },
    equal: (a, b) => inside(a).equals(inside(b)),
    write: (a) => hexOf(inside(a).toBytes().reverse()),
    read: (text) => {
      if (!/^[0-9a-f]{64}$/.test(text)) return null
      try {
        return element(Point.fromBytes(Uint8Array.from({ length: 32 }, (_, i) => parseInt(text.slice(62 - 2 * i, 64 - 2 * i), 16))))
      } catch {
        return null // not on the curve, or not written in the one way
      }
    },
    isMember: (a) => inside(a).isTorsionFree(),
    areMembers: (all) => all.every((a) => inside(a).isTorsionFree()),
  }
}

const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
