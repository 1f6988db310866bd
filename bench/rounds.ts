import type { Ground } from './ground.ts'

export interface Result {
  name: string
  /** Ours over the peer's, the median of all rounds. */
  ratio: number
  better: 'higher' | 'lower'
  aim: number
  /** Whether ratio and limits are what was aimed at. */
  reached: boolean
  /** What the peer does, in a sentence. */
  peer: string
  /** Every round: what we did, what the peer did right after, and the one over the other. */
  runs: { ours: number; peer: number; ratio: number }[]
  /** Of `ours` and `peer` in `runs`. */
  unit: string
  absolute?: true
}

export interface Benchmark {
  name: string
  better: 'higher' | 'lower'
  aim: number
  peer: string
  unit: string
  /** There is no peer: `ours` is measured against the aim itself. */
  absolute?: true
  /** `quick`: small data and few rounds, to see that it works. */
  measure: (ground: Ground, quick: boolean) => Promise<Measured>
}

export interface Measured {
  rounds: { ours: number; peer: number }[]
  /** Said below the figure. */
  notes: string[]
  /** A limit besides the ratio was broken. */
  over?: boolean
}

/** Ours, the peer's, ours, the peer's...: what the machine does meanwhile meets both. */
export async function alternate(times: number, ours: (round: number) => Promise<number>, peer: (round: number) => Promise<number>) {
  const rounds: Measured['rounds'] = []
  for (let round = 0; round < times; round++) rounds.push({ ours: await ours(round), peer: await peer(round) })
  return rounds
}

export function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export function resultOf({ name, better, aim, peer, unit, absolute }: Benchmark, { rounds, over }: Measured): Result {
  const runs = rounds.map((round) => ({ ours: rounded(round.ours), peer: rounded(round.peer), ratio: rounded(round.ours / round.peer) }))
  const ratio = rounded(median(rounds.map((round) => round.ours / round.peer)))
  return {
    name,
    ratio,
    better,
    aim,
    reached: !over && (better === 'higher' ? ratio >= aim : ratio <= aim),
    peer,
    runs,
    unit,
    ...(absolute && { absolute }),
  }
}

const rounded = (number: number) => Number(number.toPrecision(4))
