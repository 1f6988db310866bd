import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { blocksFromHtml, blocksFromText, htmlFromBlocks, isLinkable, readableText, textFromBlocks } from './rich-text.ts'

const clean = (html: string) => htmlFromBlocks(blocksFromHtml(html))
const typed = (text: string) => htmlFromBlocks(blocksFromText(text))

test('what an editor or another program brings becomes a few plain elements', () => {
  const cases: [from: string, to: string][] = [
    ['<p>One</p><p>Two<br>lines</p>', '<p>One</p>\n<p>Two<br>lines</p>'],
    [
      '<ul><li><p>a</p></li><li><p><b>b</b></p></li></ul><p>after</p><ul><li>c</li></ul>',
      '<ul><li>a</li><li><strong>b</strong></li></ul>\n<p>after</p>\n<ul><li>c</li></ul>',
    ],
    ['<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', '<ul><li>a</li><li>b</li></ul>\n<ul><li>c</li></ul>'],
    ['<blockquote><p>We said</p><p>no</p></blockquote>', '<blockquote><p>We said</p><p>no</p></blockquote>'],
    ['<h1>Big</h1><h2>Mid</h2><h5>Small</h5>', '<h2>Big</h2>\n<h2>Mid</h2>\n<h3>Small</h3>'],
    ['loose <i>text</i>', '<p>loose <em>text</em></p>'],
    ['<div class="x" style="color:red" onclick="x()">Pasted&nbsp;&amp; <span>kept</span></div>', '<p>Pasted &amp; kept</p>'],
    [
      '<a href="https://example.org/?a=1&amp;b=2" target="_blank" onmouseover="x()">go</a>',
      '<p><a href="https://example.org/?a=1&amp;b=2">go</a></p>',
    ],
    ['<a href="/events/march">march</a>', '<p><a href="/events/march">march</a></p>'],
    ['<p></p><p> </p>', ''],
  ]
  for (const [from, to] of cases) assert.equal(clean(from), to, from)
})

test('nothing that runs, loads or leads astray survives', () => {
  const attacks = [
    '<script>alert(1)</script>',
    '<style>p{}</style>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" jav&#x09;ascript:alert(1)">x</a>',
    '<a href="//evil.example">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<iframe src="//evil.example"></iframe>',
    '<svg><a xlink:href="javascript:x">x</a></svg>',
    '<p><a href=\'https://a.example/"onclick="x()\'>x</a></p>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<form action="/staff"><input name=x></form>',
    '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>',
    '<!-- <p> -->',
    '<a href="https://a.example" <b>x',
  ]
  for (const attack of attacks)
    assert.doesNotMatch(
      clean(attack),
      /<(?!\/?(p|br|strong|em|h2|h3|ul|ol|li|blockquote)>|a href="(https?:|mailto:|tel:|\/(?!\/))[^"]*">|\/a>)/,
      attack,
    )
})

test('plain text: blank lines make paragraphs, addresses become links', () => {
  assert.equal(
    typed('Nurses,\nwe march.\n\nSee https://example.org/march. Write to office@example.org, or www.example.org'),
    '<p>Nurses,<br>we march.</p>\n<p>See <a href="https://example.org/march">https://example.org/march</a>. Write to <a href="mailto:office@example.org">office@example.org</a>, or <a href="https://www.example.org">www.example.org</a></p>',
  )
  assert.equal(
    typed('## Bring\n\n- water\n- a **hat**\n\n1. meet\n2. march\n\n> We are ready'),
    '<h2>Bring</h2>\n<ul><li>water</li><li>a <strong>hat</strong></li></ul>\n<ol><li>meet</li><li>march</li></ol>\n<blockquote><p>We are ready</p></blockquote>',
  )
  assert.equal(
    typed('2 * 3 * 4 is 24, snake_case_name stays, <b>too</b> & so on'),
    '<p>2 * 3 * 4 is 24, snake_case_name stays, &lt;b&gt;too&lt;/b&gt; &amp; so on</p>',
  )
  assert.equal(typed('[click](javascript:alert(1))'), '<p>[click](javascript:alert(1))</p>')
  assert.equal(typed(' \n\n '), '')
})

test('a text keeps its form when it is edited without a script', () => {
  const html =
    '<h2>March</h2>\n<p>We <strong>march</strong> on <em>Saturday</em>, <a href="/events/march">sign up</a>.<br>Bring:</p>\n<ul><li>water</li><li>a hat</li></ul>\n<ol><li>one</li><li>two</li></ol>\n<blockquote><p>Ready.</p><p>Yes.</p></blockquote>\n<h3>After</h3>\n<p>https://example.org is <a href="https://example.org/x">here</a></p>'
  const text = textFromBlocks(blocksFromHtml(html))
  assert.match(text, /^## March\n\nWe \*\*march\*\* on _Saturday_, \[sign up\]\(\/events\/march\)\.\nBring:\n\n- water\n- a hat\n\n1\. one/)
  assert.equal(typed(text), html.replace('<p>https://example.org is', '<p><a href="https://example.org">https://example.org</a> is'))
})

test('the text part of a mail writes addresses out, whole', () => {
  const text = readableText(
    blocksFromHtml('<p><a href="/events/march">Sign up</a> or <a href="https://example.org">https://example.org</a></p>'),
    (href) => (href.startsWith('/') ? `https://union.example${href}` : href),
  )
  assert.equal(text, 'Sign up (https://union.example/events/march) or https://example.org')
})

test('whatever comes in, cleaning is final and quick', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom(
          ...'<>/"\'=&; ap',
          'a',
          '<p>',
          '</p>',
          '<ul><li>',
          '<a href="',
          'javascript:',
          'https://x',
          '<blockquote>',
          '\n',
          '**',
          '[',
          '](',
          ')',
        ),
      }),
      (text) => {
        assert.equal(clean(clean(text)), clean(text))
        for (const html of [clean(text), typed(text)])
          assert.doesNotMatch(html, /<(?!\/?(p|br|strong|em|h2|h3|ul|ol|li|blockquote)>|a href="[^"<>]*">|\/a>)/)
      },
    ),
    { numRuns: 500 },
  )
  for (const sign of ['a', '[', '**', '_', '<p>', 'a@', '(', 'http://', '- ', '> ', '&', '<a href="x">']) {
    const before = process.cpuUsage()
    typed(sign.repeat(60_000 / sign.length))
    clean(sign.repeat(60_000 / sign.length))
    const { user, system } = process.cpuUsage(before)
    assert.ok(user + system < 3_000_000, `${sign} took ${user + system} µs`)
  }
})

test('links lead to the web, a mailbox, a telephone or a page of ours', () => {
  for (const href of ['https://example.org', 'http://a.example/b?c#d', 'mailto:a@b.example', 'tel:+1 213 555 0101', '/events/march'])
    assert.ok(isLinkable(href), href)
  for (const href of ['javascript:x', '//x.example', 'ftp://x', 'x', '', 'data:x', '/\\x', 'https://a b', 'vbscript:x'])
    assert.ok(!isLinkable(href), href)
})
