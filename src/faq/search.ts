import { fold } from '../roster/fold.ts'

/** What is searched: an entry's texts, the weightiest first. */
export interface Entry<Key> {
  key: Key
  /** The question; its topic and other words for it; the answer. In every language that a reader may type. */
  texts: readonly [question: string, words: string, answer: string]
}

const weights = [3, 2, 1]
const noise = new Set(
  (
    'a an and are as at be by can could do does did for from had has have how i if in is it me my no not of on or our shall should so that the their them then there they this to us was we were what when where which who why will with would you your ' +
    'al como con cual cuando de del donde el ella en es esta este la las le les lo los me mi mis nos o para pero por puede puedo que quien se si sin son su sus te tu un una y ya yo'
  ).split(' '),
)

/**
 * Finds entries by what somebody types, with its slips: words in any order and either language, without accents, begun or in the
 * plural, with a letter wrong, missing, doubled or swapped (two in words of eight letters and more). Best first. Every word but the
 * smallest counts by how rare it is; what answers less than two fifths of that is left out.
 */
export function search<Key>(entries: readonly Entry<Key>[], typed: string, most = 20): Key[] {
  const asked = [...new Set(fold(typed).split(' ').filter(Boolean))].slice(0, 12)
  const wanted = asked.some((word) => !noise.has(word)) ? asked.filter((word) => !noise.has(word)) : asked
  if (wanted.length === 0) return []

  // Each word of all texts once, with the entries that have it and how weighty the text is in which they do.
  const vocabulary = new Map<string, Map<number, number>>()
  for (const [at, { texts }] of entries.entries())
    for (const [place, text] of texts.entries())
      for (const word of new Set(fold(text).split(' '))) {
        const found = vocabulary.get(word) ?? new Map<number, number>()
        if (word && !found.has(at)) found.set(at, weights[place]!)
        vocabulary.set(word, found)
      }

  const scores = new Map<number, { score: number; met: number }>()
  let all = 0
  for (const word of wanted) {
    const best = new Map<number, { gain: number; likeness: number }>()
    for (const [known, found] of vocabulary) {
      const likeness = likenessOf(word, known)
      if (likeness === 0) continue
      for (const [at, weight] of found)
        if ((best.get(at)?.gain ?? 0) < likeness * weight) best.set(at, { gain: likeness * weight, likeness })
    }
    const rarity = best.size > 0 ? Math.log(1 + entries.length / (1 + best.size)) : Math.log(2) // what stands nowhere narrows nothing down
    all += rarity
    for (const [at, { gain, likeness }] of best) {
      const { score, met } = scores.get(at) ?? { score: 0, met: 0 }
      scores.set(at, { score: score + rarity * gain, met: met + rarity * Math.sqrt(likeness) })
    }
  }
  return [...scores]
    .filter(([, { met }]) => met >= all * 0.4)
    .sort(([a, one], [b, other]) => other.score - one.score || a - b)
    .slice(0, most)
    .map(([at]) => entries[at]!.key)
}

/** 1 for the same word, less the farther from it, 0 for another. */
export function likenessOf(typed: string, known: string): number {
  if (typed === known) return 1
  const [shorter, longer] = typed.length < known.length ? [typed, known] : [known, typed]
  if (shorter.length >= 3 && longer.startsWith(shorter)) return shorter === typed ? 0.85 : longer.length - shorter.length <= 2 ? 0.75 : 0
  const slips = typed.length >= 8 ? 2 : typed.length >= 4 ? 1 : 0
  if (slips === 0 || longer.length - shorter.length > slips) return 0
  const distance = distanceOf(typed, known)
  return distance > slips ? 0 : distance === 1 ? 0.7 : 0.55
}

/** Letters wrong, missing, too many, or swapped with their neighbour (optimal string alignment). */
function distanceOf(one: string, other: string): number {
  let before: number[] = [],
    last = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j]!, before[j - 2]! + 1)
    }
    before = last
    last = row
  }
  return last[other.length]!
}
