import { urls } from '../urls.ts'
import type { App } from './web.ts'

/** 200 when the database answers within two seconds, else 503: for whoever watches the machine. */
export function healthRoutes(app: App) {
  app.get(urls.health, async (c) => {
    const answered = await Promise.race([
      c.var.root.pool.query('select 1').then(
        () => true,
        () => false,
      ),
      new Promise<false>((done) => setTimeout(done, 2000, false).unref()),
    ])
    return c.json({ status: answered ? 'ok' : 'the database does not answer' }, answered ? 200 : 503, { 'cache-control': 'no-store' })
  })
}
