import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { readPicture } from './picture.ts'

const photo = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#884422' } })

test('a photo becomes two widths of two types, upright and without the notes of the camera', async () => {
  const file = await photo(2400, 1200)
    .jpeg()
    .withExif({ IFD0: { Artist: 'Somebody', Copyright: 'secret place' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '34/1 3/1 30/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  assert.ok((await sharp(file).metadata()).exif)
  const picture = await readPicture(file)
  assert.ok(typeof picture === 'object')
  assert.deepEqual(
    picture.renditions.map(({ width, height, type }) => [width, height, type]),
    [
      [800, 1600, 'webp'],
      [800, 1600, 'jpeg'],
      [1200, 2400, 'webp'],
      [1200, 2400, 'jpeg'],
    ],
  )
  for (const { bytes } of picture.renditions) {
    const { exif, xmp, iptc, orientation } = await sharp(bytes).metadata()
    assert.deepEqual([exif, xmp, iptc, orientation], [undefined, undefined, undefined, undefined])
    assert.ok(!bytes.includes('secret place'))
  }
})

test('a small picture is not enlarged; its kind is what it contains', async () => {
  for (const file of [
    await photo(40, 30).png().toBuffer(),
    await photo(40, 30).webp().toBuffer(),
    await photo(40, 30).gif().toBuffer(),
    await photo(40, 30).avif().toBuffer(),
  ]) {
    const picture = await readPicture(file)
    assert.ok(typeof picture === 'object')
    assert.deepEqual(
      picture.renditions.map(({ width, type }) => [width, type]),
      [
        [40, 'webp'],
        [40, 'jpeg'],
      ],
    )
  }
})

test('a bomb is refused by its pixels before it is unpacked', async () => {
  const memory = process.memoryUsage().rss
  assert.equal(await readPicture(emptyPng(10_000, 10_000)), 'too-many-pixels')
  assert.equal(await readPicture(emptyPng(60_000, 60_000)), 'too-many-pixels')
  assert.ok(process.memoryUsage().rss - memory < 100e6)
})

test('what is no picture, or a broken one, is refused', async () => {
  const whole = await photo(400, 300).jpeg().toBuffer()
  for (const file of [
    '',
    'hello',
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '%PDF-1.4',
    'GIF89a',
    '\x89PNG\r\n\x1a\n',
  ])
    assert.equal(await readPicture(Buffer.from(file, 'latin1')), 'not-a-picture', file)
  assert.equal(await readPicture(whole.subarray(0, whole.length / 2)), 'not-a-picture')
  assert.equal(await readPicture(Buffer.alloc(13_000_000)), 'too-large')
})

/** A well-formed PNG of one colour: a few hundred bytes to a few hundred kilobytes for hundreds of megabytes of pixels. */
function emptyPng(width: number, height: number) {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const length = Buffer.alloc(4),
      sum = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8) // one bit a pixel
  const rows = deflateSync(Buffer.alloc(Math.min(height, 10_000) * (Math.ceil(width / 8) + 1)))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
