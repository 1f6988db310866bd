// main, cli -> app, jobs -> <feature>/web -> <feature> -> platform. docs/ARCHITECTURE.md says why.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter((file) => !/\.test\.tsx?$/.test(file))
const textOf = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))

/** What a file imports, types included: paths within the project for our own, else the name as written. */
function importsOf(file: string): string[] {
  const found = textOf
    .get(file)!
    .matchAll(/(?:^|\n)\s*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g)
  return [...found].map((match) => match[1] ?? match[2]!).map((name) => (name.startsWith('.') ? join(file, '..', name) : name))
}

interface Place {
  layer: 'start' | 'composition' | 'addresses' | 'web' | 'feature' | 'ui' | 'platform' | 'outside'
  feature?: string
}

function placeOf(file: string): Place {
  const [top, folder, below] = file.split('/')
  if (top !== 'src') return { layer: 'outside' }
  if (folder === 'ui' || folder === 'platform') return { layer: folder }
  if (below === 'web') return { layer: 'web', feature: folder }
  if (below) return { layer: 'feature', feature: folder }
  if (folder === 'urls.ts') return { layer: 'addresses' }
  return { layer: folder === 'main.ts' || folder === 'cli.ts' ? 'start' : 'composition' }
}

const mayImport: Record<Place['layer'], Place['layer'][]> = {
  start: ['start', 'composition', 'addresses', 'feature', 'platform'],
  composition: ['composition', 'addresses', 'web', 'feature', 'ui', 'platform'],
  web: ['web', 'feature', 'addresses', 'ui', 'platform'],
  feature: ['feature', 'addresses', 'platform'],
  ui: ['ui', 'addresses', 'platform'],
  platform: ['platform', 'addresses'],
  addresses: [],
  outside: [],
}

/** Exceptions, each with its reason. */
const agreed: [file: RegExp, imported: RegExp][] = [
  [/^src\/platform\/(web\.tsx?|problem-page\.tsx)$/, /^src\/ui\//], // the one place where the platform meets pages: it wraps them, and shows what went wrong
  [/^src\/[a-z]+\/[^/]+$/, /^src\/ui\/(shell\.ts|time\.tsx)$/], // the languages a page may be in, and how a moment is written, are everybody's words: mails use them too
  [/^src\/example\/web\/routes\.tsx$/, /^src\/people\/web\/session\.ts$/], // the example's sign-in links begin the same session as everybody's
]

function refusalFor(file: string, imported: string): string | null {
  const from = placeOf(file),
    to = placeOf(imported)
  if (to.layer === 'outside') return /^(test|scripts|bench)\//.test(imported) ? 'the product must do without its tests' : null
  if (agreed.some(([files, targets]) => files.test(file) && targets.test(imported))) return null
  if (!mayImport[from.layer].includes(to.layer)) return `${from.layer} must not know ${to.layer}`
  if (from.layer === 'composition' || from.feature === to.feature) return null
  if (to.layer === 'web') return "another feature's web/ is its own"
  if (to.feature && /-queries\.tsx?$/.test(imported)) return "another feature's queries are its own: ask its use cases and policies"
  return null
}

test('imports follow the arrow', () => {
  const wrong = files.flatMap((file) =>
    importsOf(file).flatMap((imported) => {
      const refusal = refusalFor(file, imported)
      return refusal ? [`${file} imports ${imported}: ${refusal}`] : []
    }),
  )
  assert.deepEqual(wrong, [])
})

const islands = files.filter((file) => file.endsWith('.island.tsx'))
const forBrowsers = /^(preact|@tiptap\/|d3-|papaparse$|@simplewebauthn\/browser$)/

test('whatever an island reaches can run in a browser', () => {
  const wrong: string[] = [],
    seen = new Set(islands),
    open = [...islands]
  for (let file = open.pop(); file; file = open.pop()) {
    for (const imported of importsOf(file)) {
      if (textOf.has(imported)) {
        if (!seen.has(imported)) open.push(imported)
        seen.add(imported)
      } else if (!forBrowsers.test(imported)) wrong.push(`${file} imports ${imported}`)
    }
  }
  assert.deepEqual(wrong, [])
  assert.deepEqual(
    [...seen].filter((file) => placeOf(file).layer === 'platform'),
    [],
    'the platform stays on the server',
  )
})

test('islands are the only code for browsers', () => {
  const wrong = files
    .filter((file) => !file.endsWith('.island.tsx'))
    .flatMap((file) => [
      ...importsOf(file)
        .filter((imported) => imported.endsWith('.island.tsx'))
        .map((imported) => `${file} imports ${imported}`),
      ...[...textOf.get(file)!.matchAll(/\b(?:window|document|localStorage|sessionStorage|navigator)\.\w+/g)].map(
        ([used]) => `${file} uses ${used}`,
      ),
      ...[...textOf.get(file)!.matchAll(/<script\b(?![^>]*\bsrc=)/g)].map(() => `${file} has a script within a page`),
    ])
  assert.deepEqual(wrong, [])
})
