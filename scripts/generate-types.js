// npm run types: see db/generate-types.ts
import { run } from './bootstrap.js'

await run('db/generate-types.ts', process.argv.slice(2)).catch((error) => {
  console.error(error.message)
  process.exit(1)
})
