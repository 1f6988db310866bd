import { isAscii, isUtf8 } from 'node:buffer'

export const encodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof encodings)[number]

/** Why a file cannot be a table of text. */
export type FileRefusal = 'empty' | 'other-workbook' | 'old-workbook' | 'pdf' | 'zip' | 'gzip' | 'web-page' | 'picture' | 'binary'

/** Looks at a whole file, piece by piece, and says in what it is written. Memory: a few bytes. */
export function createFileInspector() {
  let head = Buffer.alloc(0)
  let carry = Buffer.alloc(0)
  let bytes = 0
  let broken = 0,
    letters = 0

  return {
    push(piece: Buffer) {
      bytes += piece.length
      if (head.length < 65_536) head = Buffer.concat([head, piece.subarray(0, 65_536 - head.length)])
      const text = carry.length ? Buffer.concat([carry, piece]) : piece
      const whole = text.length - unfinished(text)
      carry = Buffer.from(text.subarray(whole))
      const checked = text.subarray(0, whole)
      if (isAscii(checked)) return
      const found = countLetters(checked)
      broken += found.broken
      letters += found.letters
    },
    /** `mixed`: some rows seem to be written in other letters than the rest. */
    end(): { bytes: number; encoding: Encoding; mixed: boolean } | { bytes: number; workbook: true } | { refusal: FileRefusal } {
      if (carry.length) broken++
      if (bytes === 0) return { refusal: 'empty' }
      if (isWorkbook(head)) return { bytes, workbook: true }
      const refusal = refusalFor(head)
      if (refusal) return { refusal }
      const wide = utf16(head)
      if (wide) return { bytes, encoding: wide, mixed: false }
      if (looksBinary(head)) return { refusal: 'binary' }
      // A few broken letters among many good ones: UTF-8 with damage, which costs those rows and not all accents.
      return {
        bytes,
        encoding: broken === 0 || hasBom(head) || letters > broken * 10 ? 'utf-8' : 'windows-1252',
        mixed: broken > 0 && letters > 0,
      }
    },
  }
}

/** Bytes at the end that begin a letter whose rest is in the next piece. */
function unfinished(text: Buffer) {
  for (let back = 1; back <= Math.min(3, text.length); back++) {
    const byte = text[text.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

/** Letters of more than one byte, and bytes that are no UTF-8 (RFC 3629; the rare forbidden ranges within three and four bytes are let through). */
function countLetters(text: Buffer) {
  let letters = 0,
    broken = 0
  for (let at = 0; at < text.length; at++) {
    const byte = text[at]!
    if (byte < 0x80) continue
    const more = byte >= 0xf5 ? 0 : byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 ? 1 : 0
    let followed = 0
    while (followed < more && (text[at + followed + 1]! & 0xc0) === 0x80) followed++
    if (more && followed === more) {
      letters++
      at += more
    } else broken++
  }
  return { letters, broken }
}

const hasBom = (head: Buffer) => head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf

/** The beginning of an archive that says what Excel writes. Whether it is one is seen when it is opened. */
const isWorkbook = (head: Buffer) =>
  head.subarray(0, 4).toString('latin1') === 'PK\x03\x04' && /xl\/|\[Content_Types\]/.test(head.toString('latin1'))

function refusalFor(head: Buffer): FileRefusal | null {
  const starts = (...bytes: number[]) => bytes.every((byte, at) => head[at] === byte)
  if (starts(0x50, 0x4b, 0x03, 0x04))
    return head.includes('mimetypeapplication/vnd.oasis.opendocument.spreadsheet') ? 'other-workbook' : 'zip'
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'old-workbook'
  if (starts(0x25, 0x50, 0x44, 0x46)) return 'pdf'
  if (starts(0x1f, 0x8b)) return 'gzip'
  if (starts(0x89, 0x50, 0x4e, 0x47) || starts(0xff, 0xd8, 0xff) || starts(0x47, 0x49, 0x46, 0x38)) return 'picture'
  if (/^\s*(<!doctype html|<html|<table|<\?xml)/i.test(head.subarray(hasBom(head) ? 3 : 0, 300).toString('latin1'))) return 'web-page'
  return null
}

function utf16(head: Buffer): Encoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const sample = head.subarray(0, 4096)
  let even = 0,
    odd = 0
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) at % 2 ? odd++ : even++
  const half = sample.length / 2
  if (odd > half * 0.3 && even < half * 0.05) return 'utf-16le'
  if (even > half * 0.3 && odd < half * 0.05) return 'utf-16be'
  return null
}

/** Text has hardly any control characters; one stray NUL far down costs its row only. */
function looksBinary(head: Buffer) {
  let odd = 0
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32)) odd++
  return odd > Math.max(2, head.length / 100)
}

/** Text out of bytes that arrive in pieces; the mark at the start of the file is taken off, broken letters become U+FFFD. */
export function createDecoder(encoding: Encoding) {
  const decoder = new TextDecoder(encoding)
  return { push: (piece: Uint8Array) => decoder.decode(piece, { stream: true }), end: () => decoder.decode() }
}

const windowsBytes = new Map(
  Array.from({ length: 128 }, (_, n) => [new TextDecoder('windows-1252').decode(Uint8Array.of(128 + n)), 128 + n]),
)

/** What text was before UTF-8 was taken for Windows letters: "JosÃ©" was "José". Null when it is as it should be. */
export function ungarbled(text: string): string | null {
  if (!/[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]/.test(text)) return null
  const bytes: number[] = []
  for (const letter of text) {
    const byte = letter.charCodeAt(0) < 128 ? letter.charCodeAt(0) : windowsBytes.get(letter)
    if (byte === undefined) return null
    bytes.push(byte)
  }
  const read = Buffer.from(bytes)
  return isUtf8(read) ? read.toString('utf8') : null
}
