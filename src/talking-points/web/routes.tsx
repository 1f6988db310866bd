import type { Context } from 'hono'
import { NotFound } from '../../platform/errors.ts'
import { page, type App, type Env } from '../../platform/web.ts'
import { findPublished, findPublishedOne } from '../../publishing/published.ts'
import { urls } from '../../urls.ts'
import type { Card } from '../card.ts'
import { CardPage, CardsPage } from './card-pages.tsx'

const origin = (c: Context<Env>) => c.var.settings.BASE_URL ?? new URL(c.req.url).origin

export function talkingPointRoutes(app: App) {
  app.get(urls.talkingPoints, async (c) => page(c, <CardsPage cards={await findPublished<Card>(c.var.db, 'card')} base={origin(c)} />))

  app.get(urls.talkingPoint(':slug{[a-z0-9-]+}'), async (c) => {
    const card = await findPublishedOne<Card>(c.var.db, 'card', c.req.param('slug')!)
    if (!card) throw new NotFound()
    return page(c, <CardPage card={card} base={origin(c)} />)
  })
}
