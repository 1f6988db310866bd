import type { Jobs } from '../platform/jobs.ts'
import { sendTask } from './queue-message.ts'
import { sendMessage } from './send-message.ts'

export const messageJobs: Jobs = {
  [sendTask]: (job: Parameters<Jobs[string]>[0] & { data: { message: number } }) => sendMessage(job, job.data.message),
}
