import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { newDatabase } from '../test/database.ts'
import { typesOf } from './generate-types.ts'

test('db/types.ts is what the migrations make', async (t) => {
  const { ownerUrl, drop } = await newDatabase()
  t.after(drop)
  const kept = readFileSync(new URL('types.ts', import.meta.url), 'utf8')
  const fresh = typesOf(ownerUrl)
  if (kept === fresh) return
  const missing = fresh.split('\n').filter((line) => !kept.includes(line))
  assert.fail(
    `It is stale: npm run types. It lacks ${missing.slice(0, 5).join(' ')}${missing.length > 5 ? ` and ${missing.length - 5} more lines` : ''}`,
  )
})
