import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { cast } from '../../test/cast.ts'
import { newWorld } from '../../test/world.ts'
import { asset } from '../platform/assets.ts'
import { asPerson } from '../platform/db.ts'
import { describeError } from '../platform/log.ts'
import { noteProblem } from '../platform/problems.ts'
import { urls } from '../urls.ts'
import { backUp } from './backup.ts'

const world = await newWorld()
const https = await newWorld({ BASE_URL: 'https://table.example.org' })

test('an administrator sees how it is; for everybody else there is no such page', async () => {
  for (const account of [null, cast.maria, cast.olga, cast.carla, cast.otto])
    assert.equal((await world.as(account).get(urls.operation)).status, 404)
  const text = await world.as(cast.ada).read(urls.operation)
  assert.match(text, /This needs somebody/)
  assert.match(text, /No worker is running/)
  assert.match(text, /The queue is empty/)
  assert.match(text, /PostgreSQL \d+/)
  assert.match(text, /0040_operation\.sql|\d+, the last one is/)
  assert.match(await world.as(cast.ada).read(urls.staff), /href="\/staff\/admin"/)
})

test('jobs, backups and what failed are there, by reference', async () => {
  await world.as(null).post(urls.signIn, { address: 'maria@example.org' })
  await backUp(world.ownerUrl, join(mkdtempSync(join(tmpdir(), 'commontable-operation-')), 'one'))
  await noteProblem(world.root, '0badcafe', 'GET /events/:slug', new Error('no page for "Maria Santos" <maria@example.org>'))
  const text = await world.as(cast.ada).read(urls.operation)
  for (const found of [/sign-in-mail/, /0badcafe/, /GET \/events\/:slug/, /operation\.test\.ts/, /<td[^>]*data-label="Rows"/])
    assert.match(text, found)
  assert.doesNotMatch(text, /Maria|maria@/)
  assert.match(await world.as(cast.ada).read(`${urls.operation}?reference=0BADCAFE`), /0badcafe/)
  assert.match(await world.as(cast.ada).read(`${urls.operation}?reference=11111111`), /nothing under the reference/)
})

test('the database itself shows nothing of this to others', async () => {
  const ask = (account: string | null) =>
    asPerson(world.root, account, 'read only', async (db) => [
      await db.selectFrom('problem').selectAll().execute(),
      await db.selectFrom('backup_made').selectAll().execute(),
    ])
  assert.deepEqual(await ask(null), [[], []])
  assert.deepEqual(await ask(cast.olga), [[], []])
  assert.equal((await ask(cast.ada))[0]!.length, 1)
})

test('an error is described without the values that it quotes', () => {
  const parse = (text: string) => {
    try {
      JSON.parse(text)
    } catch (error) {
      return error as Error
    }
    throw new Error()
  }
  for (const error of [
    parse('{"name": Maria Santos}'),
    new Error('"Maria Santos"\n    at maria@example.org (Santos)'),
    new RangeError('cannot read "Maria", Santos: maria@example.org, +1 213 555 0101'),
  ]) {
    const { detail, where } = describeError(error)
    assert.doesNotMatch(detail + where.join(), /Maria|maria@|555/)
    assert.match(where.join(), /operation\.test\.ts/)
  }
  const unique = Object.assign(new Error('duplicate key value violates unique constraint "member_external_id"'), {
    name: 'error',
    code: '23505',
    table: 'member',
    constraint: 'member_external_id',
    routine: '_bt_check_unique',
    detail: 'Key (local_id, external_id)=(1, N-1001) already exists.',
  })
  assert.deepEqual(
    { ...describeError(unique), where: [] },
    { kind: 'error 23505', detail: 'table member; constraint member_external_id; routine _bt_check_unique', where: [] },
  )
})

test('every kind of answer says how it may be used', async () => {
  const page = "default-src 'none'"
  const visitor = https.as(null)
  const answers: [string, Response][] = [
    ['a page', await visitor.get(urls.home)],
    ['kept in memory', await visitor.get(urls.events).then(() => visitor.get(urls.events))],
    ['not found', await visitor.get('/nothing')],
    ['a refused form', await visitor.post(urls.signIn, { address: 'x' })],
    [
      'a form from elsewhere',
      await visitor.request(urls.signIn, {
        method: 'POST',
        body: 'a=b',
        headers: {
          origin: 'https://elsewhere.example.net',
          'sec-fetch-site': 'cross-site',
          'content-type': 'application/x-www-form-urlencoded',
        },
      }),
    ],
    ['an asset', await visitor.get(asset('public.css'))],
    ['health', await visitor.get(urls.health)],
    ['the source', await visitor.get(urls.sourceArchive)],
    ['a redirect', await visitor.get(urls.me)],
  ]
  for (const [name, { headers }] of answers) {
    assert.equal(headers.get('x-content-type-options'), 'nosniff', name)
    assert.equal(headers.get('strict-transport-security'), 'max-age=31536000; includeSubDomains', name)
    assert.ok(headers.get('content-security-policy')?.startsWith(page), name)
    assert.doesNotMatch(headers.get('content-security-policy')!, /script-src[^;]*unsafe/, name)
    assert.equal(headers.get('server') ?? headers.get('x-powered-by'), null, name)
  }
  for (const [name, { headers }] of answers.slice(0, 5)) {
    assert.equal(headers.get('referrer-policy'), 'same-origin', name)
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin', name)
    assert.match(headers.get('permissions-policy')!, /camera=\(\)/, name)
    assert.match(headers.get('content-type')!, /charset=utf-8/i, name)
    assert.match(headers.get('cache-control') ?? '', /no-store|private|max-age/, name)
  }
  assert.equal(answers[4]![1].status, 403)
  const entered = await visitor.post(urls.exampleSignIn('nurse'))
  assert.match(entered.headers.get('set-cookie')!, /^__Host-session=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  const chosen = await https.as(null).get(urls.language('es'))
  assert.match(chosen.headers.get('set-cookie')!, /^__Host-lang=es; .*Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  assert.match(await https.as(null, { cookie: '__Host-lang=es' }).read(urls.home), /<html lang="es"/)
})
