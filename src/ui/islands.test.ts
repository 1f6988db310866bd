import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

interface Meta {
  inputs: Record<string, { imports: { path: string; external?: boolean }[] }>
  outputs: Record<string, { entryPoint?: string; inputs: Record<string, unknown>; imports: { path: string; external?: boolean }[] }>
}

const meta = JSON.parse(readFileSync(new URL('../../build/meta.json', import.meta.url), 'utf8')) as Meta

/** Packages written for browsers. Another one reaches them only by being named here. */
const forBrowsers =
  /^node_modules\/(preact|@simplewebauthn\/browser|@tiptap\/[\w-]+|prosemirror-[\w-]+|orderedmap|rope-sequence|w3c-keyname|linkifyjs)\//
const isIsland = (path: string) => path.endsWith('.island.tsx')

/** Words and rules: modules of ours that import nothing but their like, and so can neither read a database nor hold a secret. */
const isPure = (path: string, met = new Set<string>()): boolean =>
  met.has(path) ||
  (/^src\/.*\.ts$/.test(path) && meta.inputs[path]!.imports.every((each) => !each.external && isPure(each.path, met.add(path))))

test('only islands reach a browser, with the packages meant for one and modules that are pure', () => {
  const entries = Object.values(meta.outputs).flatMap(({ entryPoint }) => entryPoint ?? [])
  for (const entry of entries) assert.ok(isIsland(entry) || /^src\/ui\/(css\/\w+\.css|favicon\.svg)$/.test(entry), entry)
  assert.ok(entries.some(isIsland))

  const scripts = Object.keys(meta.inputs).filter((path) => !path.endsWith('.css') && !path.endsWith('.svg'))
  for (const path of scripts) assert.ok(isIsland(path) || forBrowsers.test(path) || isPure(path), `${path} must not reach a browser`)

  for (const [path, { imports }] of Object.entries(meta.outputs))
    for (const each of imports) assert.ok(!each.external || each.path.startsWith('data:'), `${path} imports ${each.path} when it runs`)
})
