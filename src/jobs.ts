import { contractJobs, contractSchedule } from './contracts/remind-officers.ts'
import { daily, erasureJobs } from './erasure/retention.ts'
import { eventJobs } from './events/event-jobs.ts'
import { headcountJobs } from './headcounts/headcount-jobs.ts'
import { faqJobs, faqSchedule } from './faq/faq-jobs.ts'
import { messageJobs } from './messages/message-jobs.ts'
import { peopleJobs } from './people/people-jobs.ts'
import { questioningJobs } from './questioning/questioning-jobs.ts'
import { rosterJobs } from './roster/roster-jobs.ts'
import { stewardJobs } from './stewards/steward-jobs.ts'
import { updateJobs } from './updates/update-jobs.ts'
import type { Jobs } from './platform/jobs.ts'

/** Every job of the product, by the name under which it is queued. */
export const jobs: Jobs = {
  ...peopleJobs,
  ...eventJobs,
  ...messageJobs,
  ...rosterJobs,
  ...stewardJobs,
  ...headcountJobs,
  ...erasureJobs,
  ...faqJobs,
  ...contractJobs,
  ...questioningJobs,
  ...updateJobs,
}

/** What runs by itself, as the queue reads it: minute, hour, day, month, weekday (UTC), name. */
export const schedule = `${daily}\n${faqSchedule}\n${contractSchedule}`
