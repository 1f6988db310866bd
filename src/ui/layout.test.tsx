import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { test } from 'node:test'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { renderToString } from 'preact-render-to-string'
import type { VNode } from 'preact'
import { assetRoutes } from '../platform/assets.ts'
import type { App } from '../platform/web.ts'
import { asset } from './assets.tsx'
import { BarList, GoalBar, People, Progress } from './charts.tsx'
import { Check, Field, FileField, Filters, Form, RadioCards, Select, TextArea } from './fields.tsx'
import { MemberPage, PublicPage, StaffPage } from './layout.tsx'
import { ShellContext, languages, type Lang, type Shell } from './shell.ts'
import { Table } from './table.tsx'
import { partsRoutes } from './web/parts.tsx'

const shell = (lang: Lang, changes: Partial<Shell> = {}): Shell => ({
  lang,
  path: '/events/march?from=a&b=c',
  mode: 'example',
  coalition: 'Alliance of Larkspur Care Unions',
  me: null,
  campaignNow: Temporal.Instant.from('2027-10-18T19:00:00Z'),
  zone: 'America/Los_Angeles',
  staffNav: [
    { href: '/staff', label: 'Overview' },
    { href: '/staff/members', label: 'Members' },
  ],
  ...changes,
})

const render = (view: VNode, value: Shell) => renderToString(<ShellContext.Provider value={value}>{view}</ShellContext.Provider>)

/** Attributes of every element with this name, as the browser would read them. */
const elements = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`<${name}((?:\\s[^>]*?)?)/?>`, 'g'))].map(([, text]) =>
    Object.fromEntries([...text!.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map((match) => [match[1]!, match[2] ?? ''])),
  )

function assertSound(html: string) {
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]!)
  assert.deepEqual(
    ids.filter((id, place) => ids.indexOf(id) !== place),
    [],
    'every id once',
  )
  const known = new Set(ids)
  for (const [, names] of html.matchAll(/\s(?:aria-describedby|aria-labelledby|for)="([^"]*)"/g))
    for (const name of names!.split(' ')) assert.ok(known.has(name), `${name} is pointed at`)
  for (const [, name] of html.matchAll(/href="#([^"]+)"/g)) assert.ok(known.has(name!), `#${name} is linked to`)
  assert.equal(elements(html, 'h1').length, 1, 'one h1')
  assert.equal(elements(html, 'main').length, 1, 'one main')
  assert.doesNotMatch(html, /\sstyle=/, 'inline styles are refused by the content security policy')
  assert.doesNotMatch(html, /\son\w+=/, 'and so are inline handlers')
  assert.doesNotMatch(html, /(src|href)="(https?:)?\/\/(?!www\.gnu\.org)/, 'nothing comes from a third party')
  for (const field of [...elements(html, 'input'), ...elements(html, 'select'), ...elements(html, 'textarea')].filter(
    ({ type }) => !['radio', 'checkbox', 'hidden'].includes(type!),
  ))
    assert.match(html, new RegExp(`<label for="${field.id}"`), `${field.name} has a label`)
}

for (const lang of languages)
  test(`every layout stands in ${lang}`, () => {
    const member: Shell['me'] = { name: 'Marisol', offices: false, member: true, operator: false }
    for (const [view, value] of [
      [
        <PublicPage title="March" description="Bring a colleague.">
          <h1>March</h1>
        </PublicPage>,
        shell(lang),
      ],
      [
        <MemberPage title="My page">
          <h1>My page</h1>
        </MemberPage>,
        shell(lang, { me: member }),
      ],
      [
        <StaffPage title="Members" crumbs={[{ href: '/staff', label: 'Staff' }]}>
          <p>Text</p>
        </StaffPage>,
        shell(lang, { me: { ...member, offices: true }, path: '/staff/members/7' }),
      ],
    ] as [VNode, Shell][]) {
      const html = render(view, value)
      assertSound(html)
      assert.match(html, new RegExp(`^<html lang="${lang}">`))
      assert.match(html, /<a href="\/source">/)
      assert.match(
        html,
        lang === 'en'
          ? /href="\/language\/es\?back=%2F[^"]*" lang="es"[^>]*>Español/
          : /href="\/language\/en\?back=%2F[^"]*" lang="en"[^>]*>English/,
      )
      for (const path of ['/example', '/example/outbox', '/example/clock']) assert.match(html, new RegExp(`href="${path}"`))
      assert.match(html, lang === 'en' ? /Oct 18, 2027, noon PDT/ : /18 oct 2027, 12:00 del mediodía PDT/)
    }
  })

test('the navigation shows what this person can open, and where they are', () => {
  const nav = (value: Shell) => {
    const page = render(
      <PublicPage title="x">
        <h1>x</h1>
      </PublicPage>,
      value,
    )
    const links = (part: RegExp) =>
      [...page.match(part)![0].matchAll(/<a href="([^"]*)"( aria-current="[^"]*")?/g)].map(([, href, here]) => href! + (here ?? ''))
    assert.deepEqual(links(/<details class="menu".*?<\/details>/s), links(/<nav class="main-nav".*?<\/nav>/s), 'the same behind the menu')
    return [...links(/<nav class="main-nav".*?<\/nav>/s), ...links(/<nav class="account".*?<\/nav>/s)]
  }
  const me = { name: null, offices: false, member: true, operator: false }
  const always = ['/can-we-strike', '/faq', '/when-a-manager-asks']
  assert.deepEqual(nav(shell('en')), ['/updates', '/events aria-current="true"', ...always, '/sign-in'])
  assert.deepEqual(nav(shell('en', { me, path: '/me' })), ['/updates', '/events', ...always, '/me aria-current="page"'])
  assert.deepEqual(nav(shell('en', { me: { ...me, offices: true }, path: '/' })), ['/updates', '/events', ...always, '/me', '/staff'])
  const staff = render(
    <StaffPage title="x">
      <p />
    </StaffPage>,
    shell('en', { path: '/staff/members?page=2' }),
  )
  assert.match(staff, /<a href="\/staff\/members" aria-current="page">/)
  assert.doesNotMatch(staff, /<a href="\/staff" aria-current/)

  const rooms = [
    { href: '/staff', label: 'Overview' },
    { href: '/staff/segments', label: 'Segments', also: '/staff/segments-across' },
  ]
  const across = render(
    <StaffPage title="x">
      <p />
    </StaffPage>,
    shell('en', { path: '/staff/segments-across/coalition', staffNav: rooms }),
  )
  assert.match(across, /<a href="\/staff\/segments" aria-current="true">/)
  assert.doesNotMatch(across, /<a href="\/staff" aria-current/)
})

test('a real deployment has no banner', () => {
  assert.doesNotMatch(
    render(
      <PublicPage title="x">
        <h1>x</h1>
      </PublicPage>,
      shell('en', { mode: 'real' }),
    ),
    /\/example/,
  )
})

test('each field finds in its form what was typed and what was wrong', () => {
  const typed = { name: '<Ana>', note: 'A\nB', local: 'b', kind: 'press', agreed: 'yes' }
  const html = render(
    <Form action="/x" typed={typed} errors={{ name: 'Too short.', 'second-note': 'Too long.', agreed: 'Not yet.' }}>
      <Field name="name" label="Name" />
      <TextArea name="note" id="second-note" label="Note" />
      <Select name="local" label="Local" options={['a', 'b'].map((value) => ({ value, label: value }))} />
      <RadioCards name="kind" label="Kind" options={['member', 'press'].map((value) => ({ value, label: value }))} />
      <Check name="agreed" label="Agreed" />
      <Field name="other" label="Other" value="said here" error={null} />
    </Form>,
    shell('en'),
  )
  assert.match(html, /name="name" id="name" value="&lt;Ana>" aria-describedby="name-error"/)
  assert.match(html, /<textarea name="note" id="second-note"[^>]*aria-describedby="second-note-error"[^>]*>A\nB</)
  assert.match(html, /<option value="b" selected>/)
  assert.match(html, /value="press"[^>]*checked/)
  assert.match(html, /name="agreed" id="agreed" value="yes" checked aria-describedby="agreed-error"/)
  assert.match(html, /name="other" id="other" value="said here"\/>/)
  assert.equal(html.match(/class="field-error"/g)!.length, 3)
})

test('a refused form keeps what was typed, says what is wrong, and the summary leads there', () => {
  const html = render(
    <PublicPage title="x">
      <h1>x</h1>
      <Form action="/x" errors={{ email: 'Write the whole address.', kind: 'Choose one.', '': 'Nothing was saved.', name: undefined }}>
        <Field name="name" label="Name" value={'"Ana" <b>'} required />
        <Field name="email" label="E-mail" type="email" value="a@b" error="Write the whole address." hint="For your confirmation." />
        <RadioCards
          name="kind"
          label="Kind"
          value="press"
          error="Choose one."
          options={[
            { value: 'member', label: 'Member' },
            { value: 'press', label: 'Press' },
          ]}
        />
        <Select
          name="local"
          label="Local"
          value="b"
          options={[
            { value: 'a', label: 'A' },
            { value: 'b', label: 'B' },
          ]}
        />
        <TextArea name="note" label="Note" value="</textarea><script>" />
        <Check name="news" label="News" checked />
        <FileField name="file" label="File" maxBytes={5_000_000} />
      </Form>
    </PublicPage>,
    shell('en'),
  )
  assertSound(html)
  assert.match(html, /3 things need your attention/)
  assert.match(html, /<div class="error-summary"[^>]*tabindex="-1" autofocus/)
  for (const link of ['<a href="#email">Write the whole address.</a>', '<a href="#kind">Choose one.</a>', '<li>Nothing was saved.</li>'])
    assert.ok(html.includes(link), link)
  assert.match(html, /id="email" value="a@b" aria-describedby="email-hint email-error" aria-invalid="true"/)
  assert.match(html, /value="&quot;Ana&quot; &lt;b>"/)
  assert.match(html, /value="press" id="kind-press" checked/)
  assert.match(html, /<option value="b" selected/)
  assert.doesNotMatch(html, /<script>/)
  assert.doesNotMatch(html, /Name <span class="optional">/)
  assert.match(html, /E-mail <span class="optional">\(optional\)<\/span>/)
})

test('a search form does not call its fields optional', () => {
  assert.doesNotMatch(
    render(
      <PublicPage title="x">
        <h1>x</h1>
        <Filters action="/x">
          <Field name="q" label="Name" />
        </Filters>
      </PublicPage>,
      shell('en'),
    ),
    /optional/,
  )
})

test('pictures say in words what they show', () => {
  const html = render(
    <PublicPage title="x">
      <h1>x</h1>
      <GoalBar label="March" done={11_940} goal={12_000} pace={9800} unit="going" />
      <GoalBar label="Town hall" done={210} goal={null} />
      <BarList
        unit="going"
        rows={[
          { label: 'Harbor', value: 402, goal: 380 },
          { label: 'Night Shift', value: null, goal: null },
          { label: 'Nobody', value: 0, goal: 0 },
        ]}
      />
      <People count={2600} goal={5200} label="say yes" />
      <People count={3} label="say no" />
      <Progress label="Sending" value={3} max={8} />
      <Progress label="Waiting" />
    </PublicPage>,
    shell('en'),
  )
  assertSound(html)
  assert.match(html, /aria-label="March: 11,940 of 12,000, 99%. Expected by now: 9,800."/)
  assert.match(html, /105%/)
  assert.match(html, /fewer than 5/)
  assert.match(html, /aria-label="say yes: 2,600 of 5,200, 50%"/)
  assert.match(html, /<progress aria-label="Sending" value="3" max="8"/)
  assert.match(html, /<progress aria-label="Waiting" max="100"/)
  assert.doesNotMatch(html, /NaN|Infinity/)
})

test('a table keeps its names on a phone and says when it is empty', () => {
  const columns = [
    { label: 'Local', cell: (row: { name: string; members: number }) => row.name },
    { label: 'Members', cell: (row: { name: string; members: number }) => row.members, numeric: true },
  ]
  const page = (rows: { name: string; members: number }[]) =>
    render(
      <PublicPage title="x">
        <h1>x</h1>
        <Table caption="Locals" columns={columns} rows={rows} />
      </PublicPage>,
      shell('en'),
    )
  assert.match(
    page([{ name: 'Harbor', members: 7400 }]),
    /<th role="rowheader" scope="row">Harbor<\/th><td role="cell" class="numeric" data-label="Members">7400<\/td>/,
  )
  assert.match(page([]), /Nothing to show/)
})

const app = new Hono() as unknown as App
assetRoutes(app)
app.use(async (c, next) => {
  c.set('shell', shell(c.req.query('lang') === 'es' ? 'es' : 'en', { path: c.req.path }))
  await next()
})
partsRoutes(app)

test('the pages of parts stand, and a public page with its styles stays under 15 kB on the wire', async () => {
  const css = await (await app.request(asset('public.css'))).text()
  for (const lang of languages)
    for (const path of ['', '/staff', '/home', '/event', '/list']) {
      const answer = await app.request(`/dev/parts${path}?lang=${lang}`)
      assert.equal(answer.status, 200)
      const html = await answer.text()
      if (path === '/home' || path === '/event') {
        assertSound(html)
        assert.ok(gzipSync(html).byteLength + gzipSync(css).byteLength < 15_000, 'with gzip')
        assert.ok(brotliCompressSync(html).byteLength + brotliCompressSync(css).byteLength < 15_000, 'with brotli')
      }
    }
})

test('what browsers load is compressed ahead, kept for ever, and nothing else is handed out', async () => {
  const path = asset('public.css'),
    file = new URL(`../../build/assets/${basename(path)}`, import.meta.url)
  const get = (encoding: string) => app.request(path, { headers: { 'accept-encoding': encoding } })
  for (const [accepted, encoding, ending] of [
    ['gzip, deflate, br', 'br', '.br'],
    ['gzip', 'gzip', '.gz'],
    ['identity', null, ''],
    ['br;q=0, gzip;q=0.5', 'gzip', '.gz'],
  ] as const) {
    const answer = await get(accepted)
    assert.equal(answer.headers.get('content-encoding'), encoding)
    assert.equal(answer.headers.get('content-type'), 'text/css; charset=utf-8')
    assert.match(answer.headers.get('cache-control')!, /immutable/)
    assert.equal(answer.headers.get('vary'), 'accept-encoding')
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), readFileSync(`${file.pathname}${ending}`))
  }
  for (const wrong of [
    '/assets/manifest.json',
    '/assets/nothing.css',
    '/assets/..%2Fmeta.json',
    '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
    `${path}.br`,
  ])
    assert.equal((await app.request(wrong)).status, 404, wrong)
})
