// node_modules/.bin/node src/ballots/bundle-for-browsers.ts: prints SHA-256 and size of what a booth's and a teller's page need, as one file.
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** The file, its SHA-256, and its size when compressed. Same sources and lockfile, same bytes: so the hash in a notice of vote can be compared by anyone. */
export async function bundleForBrowsers(): Promise<{ code: Uint8Array; hash: string; compressed: number }> {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
    entryPoints: ['src/ballots/browser.ts'],
    write: false,
    bundle: true,
    format: 'esm',
    minify: true,
    target: ['chrome111', 'safari16.4', 'firefox113'],
    legalComments: 'none',
  })
  const code = outputFiles[0]!.contents
  return { code, hash: createHash('sha256').update(code).digest('hex'), compressed: gzipSync(code, { level: 9 }).length }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { code, hash, compressed } = await bundleForBrowsers()
  process.stdout.write(`${hash}  ${code.length} bytes, ${compressed} compressed\n`)
}
