import { createHash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterAbstract, type RateLimiterRes } from 'rate-limiter-flexible'
import type { Root } from '../platform/db.ts'
import { log } from '../platform/log.ts'

const limiters = new WeakMap<Root, Record<Limit, RateLimiterAbstract>>()

/**
 * Points in seconds. By visitor's network address, by the address typed or by account; all are kept as hashes until they run out.
 * `here`: counted by each process for itself, in memory, where a page must not wait for one more question to the database.
 */
const limits = {
  'sign-in-from': { points: 30, duration: 900 },
  'sign-in-to': { points: 5, duration: 900 },
  'sign-up-from': { points: 1000, duration: 900 }, // a hospital comes from one address
  'sign-up-to': { points: 5, duration: 900 }, // for one event
  'report-from': { points: 20, duration: 900 },
  'invite-by': { points: 100, duration: 900 },
  'lists-by': { points: 900, duration: 900, here: true }, // lists of people, searches among them: one a second
  'export-by': { points: 30, duration: 900 },
} as const
export type Limit = keyof typeof limits

function limitersOf(root: Root) {
  const known = limiters.get(root)
  if (known) return known
  const made = Object.fromEntries(
    Object.entries(limits).map(([keyPrefix, { points, duration, ...how }]): [string, RateLimiterAbstract] => [
      keyPrefix,
      'here' in how
        ? new RateLimiterMemory({ keyPrefix, points, duration })
        : new RateLimiterPostgres({
            storeClient: root.aside,
            storeType: 'pool',
            tableName: 'rate_limit',
            tableCreated: true,
            keyPrefix,
            points,
            duration,
          }),
    ]),
  ) as Record<Limit, RateLimiterAbstract>
  limiters.set(root, made)
  return made
}

/** Counts one try. False when it is one too many. Counted outside the request's transaction: a refused request counts too. */
export async function withinLimit(root: Root, limit: Limit, key: string): Promise<boolean> {
  try {
    await limitersOf(root)[limit].consume(createHash('sha256').update(key).digest('base64url'))
    return true
  } catch (refused) {
    if ((refused as RateLimiterRes).msBeforeNext !== undefined) {
      log.warn({ event: 'limit', limit }, 'one try too many')
      return false
    }
    throw refused
  }
}
