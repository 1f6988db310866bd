import { createReadStream } from 'node:fs'
import { connect } from '../src/platform/db.ts'
import { rosterImport } from '../src/roster/roster-import.ts'
import { answerParent } from './process.ts'

answerParent({
  /** As the command line does it. How many ms it took, and how many bytes of memory this process has had at most. */
  async run({ workerUrl, file, localKey, asAddress }: { workerUrl: string; file: string; localKey: string; asAddress: string }) {
    const root = connect(workerUrl, 4)
    const steps: Record<string, number> = {}
    const began = performance.now()
    const result = await rosterImport({
      root,
      file: createReadStream(file),
      fileName: 'roster.csv',
      localKey,
      asAddress,
      ask: null,
      yes: true,
      signal: new AbortController().signal,
      onProgress: (step) => {
        steps[step] ??= performance.now() - began
      },
    })
    const ms = performance.now() - began
    await root.end()
    return { ms, steps, result, peak: process.resourceUsage().maxRSS * 1024 }
  },
})
