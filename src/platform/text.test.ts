import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { lines, oneLine, slugFrom } from './text.ts'

test('a line keeps the signs that people type and loses what hides or turns them', () => {
  for (const [typed, kept] of [
    ['  We\tmarch\r\non\u2028Saturday ', 'We march on Saturday'],
    ['👩‍⚕️ We march', '👩‍⚕️ We march'],
    ['می‌خواهم', 'می‌خواهم'],
    ['Muñoz', 'Muñoz'],
    ['Ana \u202egnp.exe', 'Ana gnp.exe'],
    ['nul\u0000 and bell\u0007', 'nul and bell'],
    ['\u200b\u2060', ''],
    ['\u200d', ''],
    ['?', '?'],
  ])
    assert.equal(oneLine(typed), kept)
  assert.equal(oneLine(undefined), '')
})

test('text with paragraphs keeps its line ends', () => {
  assert.equal(lines(' One\r\n\r\nTwo\u0007\u202e \n'), 'One\n\nTwo')
  assert.equal(lines('\n\u200b\n'), '')
})

test('an address is made from a title', () => {
  assert.equal(slugFrom('March for Care!', 60), 'march-for-care')
  assert.equal(slugFrom('  ¡Marcha por la Salud — mañana!  ', 60), 'marcha-por-la-salud-manana')
  assert.equal(slugFrom('The nurses’ march', 60), 'the-nurses-march')
  assert.equal(slugFrom('We march together', 9), 'we-march')
  assert.equal(slugFrom('護士', 60), '')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 80 }), (title, most) => {
      const slug = slugFrom(title, most)
      assert.match(slug, /^([a-z0-9]+(-[a-z0-9]+)*)?$/)
      assert.ok(slug.length <= most)
    }),
  )
})
