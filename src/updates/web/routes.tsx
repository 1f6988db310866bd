import type { Context } from 'hono'
import { etag } from 'hono/etag'
import type { VNode } from 'preact'
import { NotFound } from '../../platform/errors.ts'
import { numberOf, originOf, page, type App, type Env } from '../../platform/web.ts'
import { languages } from '../../ui/shell.ts'
import { urls } from '../../urls.ts'
import { atomFeed } from '../feed.ts'
import { withFiguresShown } from '../figures.ts'
import { countPublished, findPicture, findPublished, findPublishedPage, findWithdrawn } from '../update-queries.ts'
import { staffUpdateRoutes } from './staff-routes.tsx'
import { NewestUpdates, perPage, UpdatePage, UpdatesPage, WithdrawnPage } from './update-page.tsx'

/** The newest updates, for the first page. */
export async function newestUpdatesPart(c: Context<Env>): Promise<VNode | null> {
  const updates = await findPublishedPage(c.var.db, { most: 3 })
  return updates.length > 0 ? <NewestUpdates updates={updates} /> : null
}

export function updateRoutes(app: App) {
  app.get(urls.updates, async (c) => {
    const asked = c.req.query('page') === undefined ? 1 : numberOf(c.req.query('page'))
    const all = await countPublished(c.var.db)
    if (!asked || (asked > 1 && (asked - 1) * perPage >= all)) throw new NotFound()
    return page(
      c,
      <UpdatesPage
        updates={await findPublishedPage(c.var.db, { most: perPage, skip: (asked - 1) * perPage })}
        page={asked}
        all={all}
        base={originOf(c)}
      />,
    )
  })

  app.get(urls.updateFeed, etag(), async (c) => {
    const lang = languages.find((known) => known === c.req.query('lang')) ?? 'en' // not the reader's own: what fetches a feed speaks for many
    const feed = atomFeed(await withFiguresShown(c.var.db, await findPublishedPage(c.var.db, { most: 20 })), {
      base: originOf(c),
      coalition: c.var.shell.coalition,
      lang,
    })
    return c.body(feed, 200, { 'content-type': 'application/atom+xml; charset=utf-8', 'cache-control': 'public, max-age=60' })
  })

  app.get(urls.update(':slug'), async (c) => {
    const update = await findPublished(c.var.db, c.req.param('slug')!)
    if (!update) {
      const withdrawnAt = await findWithdrawn(c.var.db, c.req.param('slug')!)
      if (!withdrawnAt) throw new NotFound()
      return page(c, <WithdrawnPage at={withdrawnAt} />, 410)
    }
    const [shown] = await withFiguresShown(c.var.db, [update])
    return page(c, <UpdatePage update={shown!} base={originOf(c)} />)
  })

  app.get(urls.pictures, async (c) => {
    const [, hash, type] = /^([0-9a-f]{64})\.(webp|jpeg)$/.exec(c.req.param('file') ?? '') ?? []
    const picture = hash && (await findPicture(c.var.db, hash, type!))
    if (!picture) throw new NotFound()
    // The address is the hash of what it shows. What only the writers may see yet stays out of shared caches.
    return c.body(new Uint8Array(picture.bytes), 200, {
      'content-type': `image/${type}`,
      'cache-control': `${c.var.account ? 'private' : 'public'}, max-age=31536000, immutable`,
    })
  })

  staffUpdateRoutes(app)
}
