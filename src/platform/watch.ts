import type { MiddlewareHandler } from 'hono'
import { log } from './log.ts'
import { countRequest, isMeasuring } from './metrics.ts'
import { routeOf } from './problems.ts'
import type { Settings } from './settings.ts'
import type { Env } from './web.ts'

/** From here on somebody waited too long. Milliseconds. */
const slow = 2000

/** Measures each answer; tells of slow ones, and at LOG_LEVEL=debug of all. The pattern of the address, never the address: it may open doors. */
export const watchRequests: MiddlewareHandler<Env> = async (c, next) => {
  const began = performance.now()
  await next()
  const took = performance.now() - began
  if (took < slow && !isMeasuring() && !log.isLevelEnabled('debug')) return
  const route = routeOf(c)
  countRequest(c.req.method, route, c.res.status, took)
  log[took < slow ? 'debug' : 'warn'](
    { method: c.req.method, route, status: c.res.status, ms: Math.round(took) },
    took < slow ? 'answered' : 'answered slowly',
  )
}

/** Browsers that came by HTTPS once come by nothing else for a year. */
export const transportSecurity = ({ BASE_URL }: Settings) =>
  BASE_URL?.startsWith('https:') ? 'max-age=31536000; includeSubDomains' : false

/** What even an answer that is no page must say: the type is what it says, and nobody else's page loads it. */
export const plainHeaders =
  (settings: Settings): MiddlewareHandler<Env> =>
  async (c, next) => {
    await next()
    c.res.headers.set('x-content-type-options', 'nosniff')
    c.res.headers.set('cross-origin-resource-policy', 'same-origin')
    c.res.headers.set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
    const transport = transportSecurity(settings)
    if (transport) c.res.headers.set('strict-transport-security', transport)
  }
