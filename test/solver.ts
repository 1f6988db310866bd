/**
 * Somebody who adds and subtracts: is told sums of unknowns, and says which other sums follow from them. Gauss would do over the rationals;
 * over a large prime no fractions are needed. A sum is a row of as many numbers as there are unknowns.
 */
export function newSolver() {
  const basis = new Map<number, bigint[]>()
  const rest = (row: readonly bigint[]) => {
    let left = [...row]
    for (const [pivot, base] of basis)
      if (left[pivot] !== 0n) {
        const times = left[pivot]!
        left = left.map((value, at) => mod(value - times * base[at]!))
      }
    return left
  }
  return {
    learn(row: readonly bigint[]) {
      const left = rest(row),
        pivot = left.findIndex((value) => value !== 0n)
      if (pivot < 0) return
      const by = inverse(left[pivot]!),
        scaled = left.map((value) => mod(value * by))
      for (const [at, base] of basis)
        if (base[pivot] !== 0n) {
          const times = base[pivot]!
          basis.set(
            at,
            base.map((value, place) => mod(value - times * scaled[place]!)),
          )
        }
      basis.set(pivot, scaled)
    },
    knows: (row: readonly bigint[]) => row.some((value) => value !== 0n) && rest(row).every((value) => value === 0n),
  }
}

const prime = 2n ** 61n - 1n
const mod = (value: bigint) => ((value % prime) + prime) % prime
function inverse(value: bigint) {
  let result = 1n,
    base = mod(value)
  for (let power = prime - 2n; power > 0n; power >>= 1n, base = mod(base * base)) if (power & 1n) result = mod(result * base)
  return result
}
