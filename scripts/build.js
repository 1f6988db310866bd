// Builds what browsers load into build/assets: every src/**/*.island.tsx, the style sheets, the favicon.
// Names carry a hash of the content; manifest.json maps a source's name to its file. Does nothing when nothing changed.
import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'build/assets')
const metaFile = join(root, 'build/meta.json')
const stampFile = join(root, 'build/assets.stamp')
const sheets = ['src/ui/css/public.css', 'src/ui/css/staff.css', 'src/ui/favicon.svg']
const oneDay = 24 * 60 * 60 * 1000

const islands = globSync('src/**/*.island.tsx', { cwd: root }).sort()
if (upToDate()) process.exit(0)

const started = performance.now()
const { build } = await import('esbuild')
const entryPoints = Object.fromEntries(
  [...islands, ...sheets].map((path) => [basename(path).replace(/\.island\.tsx$|\.css$|\.svg$/, ''), path]),
)
if (Object.keys(entryPoints).length !== islands.length + sheets.length)
  throw new Error('Two islands have the same file name; each needs its own.')

const { metafile, outputFiles } = await build({
  absWorkingDir: root,
  entryPoints,
  outdir: folder,
  entryNames: '[name]-[hash]',
  chunkNames: 'shared-[hash]',
  write: false,
  metafile: true,
  bundle: true,
  splitting: true,
  format: 'esm',
  minify: true,
  target: ['chrome111', 'safari16.4', 'firefox113'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { '.svg': 'copy' },
  legalComments: 'none',
  logLevel: 'warning',
})

mkdirSync(folder, { recursive: true })
for (const { path, contents } of outputFiles) keep(path, contents)
const manifest = Object.fromEntries(
  Object.entries(metafile.outputs).flatMap(([path, { entryPoint, inputs }]) => {
    const source = entryPoint ?? (path.endsWith('.svg') ? Object.keys(inputs)[0] : undefined)
    return source ? [[basename(source).replace(/\.island\.tsx$/, '.js'), basename(path)]] : []
  }),
)
write(metaFile, JSON.stringify(metafile))
write(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2))
forgetOldFiles(new Set(outputFiles.map(({ path }) => basename(path))))
write(stampFile, stampOf(Object.keys(metafile.inputs)))
console.log(`Built ${outputFiles.length} files for browsers in ${Math.round(performance.now() - started)} ms`)

/** The name says what is in it: a file that is there needs no second, slow compression. */
function keep(path, contents) {
  const ready = [path, `${path}.br`, `${path}.gz`]
  if (ready.every((file) => existsSync(file))) {
    for (const file of ready) utimesSync(file, new Date(), new Date())
    return
  }
  const size = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: contents.length }
  write(`${path}.br`, brotliCompressSync(contents, { params: size }))
  write(`${path}.gz`, gzipSync(contents, { level: 9 }))
  write(path, contents)
}

function write(path, bytes) {
  const temporary = `${path}.${process.pid}`
  writeFileSync(temporary, bytes)
  renameSync(temporary, path)
}

/** Pages that were open before an upgrade still ask for yesterday's files. */
function forgetOldFiles(current) {
  for (const file of readdirSync(folder)) {
    const path = join(folder, file)
    if (file !== 'manifest.json' && !current.has(file.replace(/\.(br|gz)$/, '')) && Date.now() - statSync(path).mtimeMs > oneDay)
      rmSync(path, { force: true })
  }
}

function upToDate() {
  if (![metaFile, stampFile, join(folder, 'manifest.json')].every((path) => existsSync(path))) return false
  return readFileSync(stampFile, 'utf8') === stampOf(Object.keys(JSON.parse(readFileSync(metaFile, 'utf8')).inputs))
}

/** Of everything that went into the last build; what a changed file newly imports is found because that file changed. */
function stampOf(inputs) {
  const hash = createHash('sha256')
  for (const path of ['scripts/build.js', 'package-lock.json', ...islands, ...inputs]) {
    hash.update(`${path}\0`)
    if (existsSync(join(root, path))) hash.update(readFileSync(join(root, path)))
  }
  return hash.digest('hex')
}
