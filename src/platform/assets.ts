import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import type { Env, Hono } from 'hono'

/** Where scripts/build.js puts what browsers load. */
const folder = new URL('../../build/assets/', import.meta.url)

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

let manifest: Record<string, string> | undefined

/** The address of a built file: `asset('public.css')`, `asset('live.js')`. Names are those of the sources, addresses carry a hash of the content. */
export function asset(name: string) {
  manifest ??= readManifest()
  const file = manifest[name]
  if (!file)
    throw new Error(`There is no asset "${name}" in build/assets/manifest.json. Build again: node_modules/.bin/node scripts/build.js`)
  return `/assets/${file}`
}

/** Serves the built files. Their names change with their content, so a browser may keep them for ever. */
export function assetRoutes<E extends Env>(app: Hono<E>) {
  app.get('/assets/:file', (c) => {
    const name = c.req.param('file')
    const accepted = c.req.header('accept-encoding') ?? ''
    const encoding = takes(accepted, 'br') ? 'br' : takes(accepted, 'gzip') ? 'gzip' : undefined
    const bytes =
      types[extname(name)] && /^[\w-]+\.\w+$/.test(name) ? read(name + (encoding ? { br: '.br', gzip: '.gz' }[encoding] : '')) : undefined
    if (!bytes) return c.text('Not found', 404)
    if (encoding) c.header('content-encoding', encoding)
    return c.body(bytes, 200, {
      'content-type': types[extname(name)]!,
      'cache-control': 'public, max-age=31536000, immutable',
      'content-length': String(bytes.byteLength),
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
    })
  })
}

const takes = (accepted: string, encoding: string) =>
  accepted.split(',').some((part) => {
    const [name, q] = part.split(';').map((piece) => piece.trim())
    return name === encoding && q !== 'q=0'
  })

const files = new Map<string, Uint8Array<ArrayBuffer>>()

function read(name: string) {
  const known = files.get(name)
  if (known) return known
  try {
    const bytes = new Uint8Array(readFileSync(new URL(name, folder)))
    files.set(name, bytes)
    return bytes
  } catch {
    return undefined
  }
}

function readManifest(): Record<string, string> {
  try {
    return JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8'))
  } catch (cause) {
    throw new Error('The styles and scripts are not built yet. Run: node_modules/.bin/node scripts/build.js', { cause })
  }
}
