// npm test: see test/run.ts
import { run } from './bootstrap.js'

await run('test/run.ts', process.argv.slice(2)).catch((error) => {
  console.error(error.message)
  process.exit(1)
})
