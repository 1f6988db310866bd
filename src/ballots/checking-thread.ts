// One of the threads of checking-threads.ts.
import { parentPort } from 'node:worker_threads'
import { checkingHere } from './checking.ts'
import type { Answer, Question } from './checking-threads.ts'
import { quickGroupNamed } from './modexp.ts'

const checking = checkingHere(quickGroupNamed)

parentPort!.on('message', async (question: Question) => {
  const faults: Answer['faults'] = []
  if ('open' in question) await checking.open(question.open, question.expectedBallots)
  else if ('credentials' in question) faults.push(await checking.credentials(question.credentials))
  else faults.push(...(await checking.ballots(question.ballots)))
  parentPort!.postMessage({ number: question.number, faults } satisfies Answer, [])
})
