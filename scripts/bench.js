// npm run bench: see bench/bench.ts
import { run } from './bootstrap.js'

await run('bench/bench.ts', process.argv.slice(2)).catch((error) => {
  console.error(error.message)
  process.exit(1)
})
