// Writes the messy CSV anew: npm run npm -- exec node db/example/write-harbor-csv.ts
import { writeFileSync } from 'node:fs'
import { harborCsv } from './harbor-csv.ts'
import { harborFile } from './harbor-file.ts'

const { bytes, badLines } = harborCsv()
writeFileSync(new URL(harborFile.name, import.meta.url), bytes)
console.log(`${harborFile.name}: ${bytes.length} bytes; rows that cannot be taken:`)
for (const { line, fate } of badLines) console.log(`  line ${line}: ${fate}`)
