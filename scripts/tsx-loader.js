// Node strips the types from .ts by itself; .tsx it does not know. What was translated and compiled is kept: a start takes half the
// time, and a server that is only started never wakes the translator.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire, enableCompileCache, registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)
const cache = fileURLToPath(new URL('../node_modules/.cache/', import.meta.url))
const kept = `${cache}commontable-tsx/`
const options = { loader: 'tsx', jsx: 'automatic', jsxImportSource: 'preact', sourcemap: 'inline' }

enableCompileCache(`${cache}commontable-compiled`)

registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.tsx')) return next(url, context)
    const text = readFileSync(new URL(url), 'utf8')
    const file =
      kept +
      createHash('sha256')
        .update(JSON.stringify([url, text, options, process.version]))
        .digest('hex') +
      '.js'
    return { format: 'module', source: read(file) ?? keep(file, translate(text, url)), shortCircuit: true }
  },
})

const translate = (text, url) => require('esbuild').transformSync(text, { ...options, sourcefile: url }).code

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {}
}

function keep(file, code) {
  try {
    mkdirSync(kept, { recursive: true })
    writeFileSync(`${file}.${process.pid}`, code)
    renameSync(`${file}.${process.pid}`, file)
  } catch {} // a directory that cannot be written costs time at each start and nothing else
  return code
}

// Started by bootstrap.js: if that process is killed, end as if asked to.
if (process.env.COMMONTABLE_FOLLOWED && process.connected) {
  delete process.env.COMMONTABLE_FOLLOWED
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
