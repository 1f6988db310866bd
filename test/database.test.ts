import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { newDatabase } from './database.ts'

const ask = async (url: string, text: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
    .query(text)
    .then(
      ({ rows }) => rows,
      (error: Error) => error.message,
    )
    .finally(() => client.end())
}

test('two copies know nothing of each other, and only the owner reads the passwords', async (t) => {
  const one = await newDatabase(),
    other = await newDatabase()
  t.after(() => Promise.all([one.drop(), other.drop()]))
  await ask(one.ownerUrl, 'create table mark (id integer)')
  assert.deepEqual(await ask(one.ownerUrl, `select to_regclass('mark') is not null as found`), [{ found: true }])
  assert.deepEqual(await ask(other.ownerUrl, `select to_regclass('mark') is not null as found`), [{ found: false }])
  for (const url of [one.webUrl, one.workerUrl]) {
    assert.deepEqual(await ask(url, 'select 1 as one'), [{ one: 1 }])
    assert.match(String(await ask(url, 'select password from deployment_secret')), /permission denied/)
  }
})
