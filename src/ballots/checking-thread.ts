// One of the threads of checking-threads.ts.
import { parentPort } from 'node:worker_threads'
import { checkingHere } from './checking.ts'
import type { Answer, Question } from './checking-threads.ts'
import { quickGroupNamed } from './modexp.ts'

const checking = checkingHere(quickGroupNamed)

parentPort!.on('message', async (question: Question) => {
  let fault: string | null = null
  if ('open' in question) await checking.open(question.open, question.expectedBallots)
  else if ('credentials' in question) fault = await checking.credentials(question.credentials)
  else fault = await checking.ballot(question.ballot)
  parentPort!.postMessage({ number: question.number, fault } satisfies Answer, [])
})
