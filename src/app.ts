import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { assetRoutes } from './platform/assets.ts'
import type { Root } from './platform/db.ts'
import { NotFound, TooOften, Unreadable } from './platform/errors.ts'
import { describeError, log } from './platform/log.ts'
import type { Settings } from './platform/settings.ts'
import { exampleOnly, streamsOf, type App, type Env } from './platform/web.ts'
import { isDatabaseAway, newReference, noteProblem, routeOf } from './platform/problems.ts'
import { problemPage } from './platform/problem-page.tsx'
import { asWhoeverAsks, readLanguage } from './people/web/session.ts'
import { peopleRoutes } from './people/web/routes.tsx'
import { healthRoutes } from './platform/health.ts'
import { plainHeaders, transportSecurity, watchRequests } from './platform/watch.ts'
import { partsRoutes } from './ui/web/parts.tsx'
import { myEventsPart } from './events/web/my-events.tsx'
import { eventPageCache } from './events/web/page-cache.ts'
import { nextEvents } from './events/web/next-events.tsx'
import { eventRoutes } from './events/web/routes.tsx'
import { eventStreams } from './events/web/streams.tsx'
import { boardRoutes, boardStreams } from './contracts/web/board-routes.tsx'
import { strikeRoutes } from './contracts/web/strike-routes.tsx'
import { erasureRoutes } from './erasure/web/routes.tsx'
import { exportRoutes, exportStreams } from './export/web/routes.tsx'
import { exampleRoutes } from './example/web/routes.tsx'
import { homeRoutes } from './home/web/routes.tsx'
import { staffNav } from './home/staff-nav.ts'
import { mergingRoutes } from './merging/web/routes.tsx'
import { rosterRoutes } from './roster/web/routes.tsx'
import { rosterStreams } from './roster/web/streams.tsx'
import { auditRoutes } from './audit/web/routes.tsx'
import { segmentStreams } from './segments/web/streams.tsx'
import { segmentAcrossRoutes } from './segments/web/across-routes.tsx'
import { importRoutes, importStreams } from './contracts/web/import-routes.tsx'
import { recordRoutes, recordStreams } from './contracts/web/record-routes.tsx'
import { segmentRoutes } from './segments/web/routes.tsx'
import { headcountRoutes } from './headcounts/web/routes.tsx'
import { operationRoutes } from './operation/web/routes.tsx'
import { stewardRoutes } from './stewards/web/routes.tsx'
import { unionsRoutes } from './unions/web/routes.tsx'
import { messageRoutes, messageStreams, myMailPart } from './messages/web/routes.tsx'
import { newestUpdatesPart, updateRoutes } from './updates/web/routes.tsx'
import { updateStreams, waitingUpdatesPart } from './updates/web/staff-routes.tsx'
import { employerFactRoutes, factConsequences } from './employer-facts/web/routes.tsx'
import { factKind } from './employer-facts/web/fact-kind.tsx'
import { answersUsingFact } from './faq/find-answers.ts'
import { answerKind } from './faq/web/answer-kind.tsx'
import { faqPart, faqRoutes } from './faq/web/routes.tsx'
import { publishingRoutes, publishingStreams } from './publishing/web/routes.tsx'
import { questioningRoutes } from './questioning/web/routes.tsx'
import { cardKind } from './talking-points/web/card-kind.tsx'
import { talkingPointRoutes } from './talking-points/web/routes.tsx'
import { updatesUsingFact } from './updates/figures.ts'
import { urls } from './urls.ts'

const factUses = [updatesUsingFact, answersUsingFact]
const publications = [{ kind: answerKind }, { kind: cardKind }, { kind: factKind, consequences: factConsequences(factUses) }]

/** The whole product in front of one database. `root` is signed in as the web role. */
export function createApp(root: Root, settings: Settings): App {
  const app: App = new Hono<Env>()

  app.onError((error, c) => {
    if (error instanceof NotFound) {
      if (c.var.account)
        log.info(
          { event: 'not-found', account: c.var.account, place: `${c.req.method} ${routeOf(c)}` },
          'asked for what is not theirs, or is not there',
        )
      return problemPage(c, 404)
    }
    if (error instanceof Unreadable) return problemPage(c, 400)
    if (error instanceof TooOften) return problemPage(c, 429)
    if (error instanceof HTTPException && error.status === 403) {
      log.warn({ event: 'other-origin', place: `${c.req.method} ${routeOf(c)}` }, 'a form came from elsewhere')
      return problemPage(c, 403)
    }
    if (isDatabaseAway(error)) {
      log.error({ place: `${c.req.method} ${routeOf(c)}`, ...describeError(error) }, 'the database is away')
      return problemPage(c, 503)
    }
    const reference = newReference()
    void noteProblem(root, reference, `${c.req.method} ${routeOf(c)}`, error)
    return problemPage(c, 500, reference)
  })
  app.notFound((c) => {
    const nearest = ['GET', 'HEAD'].includes(c.req.method) && pageNear(app, c.req.path)
    return nearest ? c.redirect(nearest, 303) : problemPage(c, 404)
  })

  app.use(watchRequests)
  app.use((c, next) => {
    if (/%00/.test(c.req.url)) throw new NotFound() // PostgreSQL's text can't hold it: nothing is called so
    return next()
  })
  app.use(async (c, next) => {
    c.set('root', root)
    c.set('settings', settings)
    c.set('account', null)
    c.set('sessionId', null)
    await next()
  })

  eventPageCache(app)
  for (const path of ['/assets/*', urls.health]) app.use(path, plainHeaders(settings))
  assetRoutes(app)
  healthRoutes(app)

  app.use(async (c, next) => {
    await next()
    if (c.var.ownPolicy) c.res.headers.set('content-security-policy', c.var.ownPolicy)
    if (c.req.path.startsWith(urls.picturesPrefix)) c.res.headers.set('cross-origin-resource-policy', 'cross-origin') // mails show them, in any mail program's page
  })
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'self'"],
      },
      referrerPolicy: 'same-origin',
      xFrameOptions: 'SAMEORIGIN',
      crossOriginEmbedderPolicy: false,
      strictTransportSecurity: transportSecurity(settings),
      permissionsPolicy: {
        camera: [],
        microphone: [],
        geolocation: [],
        payment: [],
        usb: [],
        serial: [],
        bluetooth: [],
        midi: [],
        displayCapture: [],
        screenWakeLock: [],
        browsingTopics: [],
      },
    }),
  )
  app.use(async (c, next) => {
    await next()
    c.res.headers.set('cache-control', c.res.headers.get('cache-control') ?? 'private, no-store')
  })
  app.use(readLanguage)

  // A browser says where a form came from. One-click unsubscribing (RFC 8058) comes from mail programs, which say nothing.
  const own = csrf({ origin: (origin, c) => origin === settings.BASE_URL || hostOf(origin) === c.req.header('host') })
  app.use(async (c, next) => (c.req.path.startsWith(urls.unsubscribePrefix) ? next() : own(c, next)))

  // Streams and long transfers know who asks but hold no transaction.
  const streams = streamsOf(app, asWhoeverAsks({ held: false, staffNav }))
  eventStreams(streams)
  updateStreams(streams)
  messageStreams(streams)
  rosterStreams(streams)
  segmentStreams(streams)
  exportStreams(streams)
  publishingStreams(streams, publications)
  recordStreams(streams)
  importStreams(streams)
  boardStreams(streams)

  app.use(asWhoeverAsks({ held: true, staffNav }))
  // Rooms of the example campaign alone: in a real deployment they do not exist.
  for (const path of ['/example', '/example/*', '/dev/*']) app.use(path, exampleOnly)
  partsRoutes(app)
  exampleRoutes(app)
  homeRoutes(app, [nextEvents, newestUpdatesPart, faqPart], [waitingUpdatesPart])
  unionsRoutes(app)
  operationRoutes(app)
  auditRoutes(app)
  recordRoutes(app)
  importRoutes(app)
  headcountRoutes(app)
  peopleRoutes(app, { me: [myEventsPart, myMailPart] })
  eventRoutes(app)
  strikeRoutes(app)
  boardRoutes(app)
  updateRoutes(app)
  messageRoutes(app)
  rosterRoutes(app)
  mergingRoutes(app)
  segmentRoutes(app)
  segmentAcrossRoutes(app)
  exportRoutes(app)
  erasureRoutes(app)
  stewardRoutes(app)
  publishingRoutes(app, publications)
  faqRoutes(app)
  talkingPointRoutes(app)
  employerFactRoutes(app, factUses)
  questioningRoutes(app)
  return app
}

/**
 * The page that was meant by an address that is none: without the slash that somebody put at its end; or above the address of a form, which
 * is what the browser shows when the form was refused, and asks for when its page is loaded again or wanted in the other language.
 */
function pageNear(app: App, path: string): string | null {
  const answers = (method: string, at: string) => app.router.match(method, at)[0].some(([[, route]]) => route.method === method)
  const trimmed = path.replace(/\/+$/, '')
  if (trimmed !== path) return answers('GET', trimmed) && !trimmed.startsWith('//') ? trimmed : null
  if (!answers('POST', path)) return null
  for (let at = path; at;) {
    at = at.slice(0, at.lastIndexOf('/'))
    if (at && answers('GET', at)) return at
  }
  return urls.home
}

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : '')
