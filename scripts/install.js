// What whoever hosts Commontable calls after `git clone` and after `git pull` (docs/operating.md). Runs on the system's Node, 18 or newer.
import { prepare } from './bootstrap.js'

await prepare().catch((error) => {
  console.error(error.message)
  process.exit(1)
})
