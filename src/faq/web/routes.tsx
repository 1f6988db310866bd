import type { Context } from 'hono'
import type { VNode } from 'preact'
import { NotFound } from '../../platform/errors.ts'
import { page, type App, type Env } from '../../platform/web.ts'
import { factsFor } from '../../employer-facts/find-facts.ts'
import { tidy } from '../../publishing/publication.ts'
import { findPublished, findPublishedOne } from '../../publishing/published.ts'
import { urls } from '../../urls.ts'
import { placeOf, textsOf, type Answer, type Place } from '../answer.ts'
import { findMyPlaces, findPlaces } from '../faq-queries.ts'
import { byTopic, searchAnswers } from '../find-answers.ts'
import { findStates } from '../unit-states.ts'
import { AnswerPage, FaqInvitation, FaqPage, type Reading } from './faq-pages.tsx'

const origin = (c: Context<Env>) => c.var.settings.BASE_URL ?? new URL(c.req.url).origin

/** The way to the answers, for the first page. */
export const faqPart = async (c: Context<Env>): Promise<VNode | null> =>
  (await findPublished<Answer>(c.var.db, 'answer')).length > 0 ? <FaqInvitation /> : null

export function faqRoutes(app: App) {
  app.get(urls.faq, async (c) => {
    const { db, now, lang } = c.var
    const places = await findPlaces(db)
    const reading = await readingOf(c, places)
    const answers = await findPublished<Answer>(db, 'answer')
    const typed = tidy(c.req.query('q')).slice(0, 200)
    const found = typed ? await searchAnswers(db, answers, typed, reading.reader, now) : null
    return page(
      c,
      <FaqPage topics={byTopic(answers, lang)} found={found} typed={typed} places={places} reading={reading} base={origin(c)} />,
    )
  })

  app.get(urls.answer(':slug{[a-z0-9-]+}'), async (c) => {
    const { db, now } = c.var
    const answer = await findPublishedOne<Answer>(db, 'answer', c.req.param('slug')!)
    if (!answer) throw new NotFound()
    const places = await findPlaces(db)
    return page(
      c,
      <AnswerPage
        answer={answer}
        reading={await readingOf(c, places)}
        places={places}
        facts={await factsFor(db, textsOf(answer.content))}
        now={now}
        base={origin(c)}
      />,
    )
  })
}

/** The place in the address; without one, where the person works who has signed in. Chosen "everywhere" is an empty place in the address. */
async function readingOf(c: Context<Env>, places: readonly Place[]): Promise<Reading> {
  const asked = c.req.query('at')
  const place = placeOf(asked, places)
  const [mine] = asked === undefined && c.var.account ? await findMyPlaces(c.var.db, c.var.account) : []
  const local = places.find(({ key }) => key === (mine ?? place)?.local)
  if (!local) return { reader: { local: null, unit: null, states: [] }, mine: false }
  // A local of one unit is that unit.
  const unit = (mine ?? place)!.unit ?? (local.units.length === 1 ? local.units[0]!.id : null)
  const states = unit === null ? [] : await findStates(c.var.db, { localId: local.id, unitId: unit }, c.var.now)
  return { reader: { local: local.key, unit, states }, mine: !!mine }
}
