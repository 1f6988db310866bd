import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { newDatabase } from '../test/database.ts'
import { typesOf } from './generate-types.ts'

test('db/types.ts is what the migrations make (if not: npm run types)', async (t) => {
  const { ownerUrl, drop } = await newDatabase()
  t.after(drop)
  assert.equal(readFileSync(new URL('types.ts', import.meta.url), 'utf8'), typesOf(ownerUrl))
})
