import { fold } from './fold.ts'

const mostRemembered = 20_000

/** Files say the same few things many times over. */
export function remember<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    let value = known.get(text)
    if (value === undefined) {
      if (known.size >= mostRemembered) known.clear()
      known.set(text, (value = read(text)))
    }
    return value
  }
}

/** The id of a name, however it is typed; or the name that is most like it ('' when none is). */
export function nameFinder(all: readonly { id: number; name: string }[]) {
  const byKey = new Map(all.map(({ id, name }) => [fold(name), id]))
  return remember(
    (text): number | { nearest: string } =>
      byKey.get(fold(text)) ?? {
        nearest: nearestName(
          text,
          all.map(({ name }) => name),
        ),
      },
  )
}

/** A name as it is spelled already (in its group), else as it was typed first. */
export function speller(all: readonly (readonly [group: number, name: string])[]) {
  const spelled = new Map(all.map(([group, name]) => [`${group} ${fold(name)}`, name]))
  const groups = new Map<number, (text: string) => string>()
  const within = (group: number) =>
    remember((text) => {
      const key = `${group} ${fold(text)}`
      const known = spelled.get(key)
      if (known === undefined && spelled.size < 100_000) spelled.set(key, text)
      return known ?? text
    })
  return (group: number, text: string) => {
    let spell = groups.get(group)
    if (!spell) groups.set(group, (spell = within(group)))
    return spell(text)
  }
}

/** The known name with the fewest letters to change, if that is at most half of them or one is within the other. */
export function nearestName(text: string, names: readonly string[]): string {
  const wanted = fold(text)
  let best = '',
    distance = Infinity
  for (const name of names) {
    const key = fold(name)
    const apart = wanted && (key.includes(wanted) || wanted.includes(key)) ? 1 : editDistance(wanted, key)
    if (apart < distance && apart <= Math.max(wanted.length, key.length) / 2) {
      best = name
      distance = apart
    }
  }
  return best
}

function editDistance(a: string, b: string) {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]!
}
