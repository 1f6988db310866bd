import type { Context } from 'hono'
import { PublicPage } from '../ui/layout.tsx'
import type { Shell } from '../ui/shell.ts'
import { en } from './problem.en.ts'
import { es } from './problem.es.ts'
import { page, type Env } from './web.ts'

/** One kind page for what went wrong. Before the request knows who asks (or when the database is away) it stands for nobody. */
export function problemPage(c: Context<Env>, status: 400 | 403 | 404 | 413 | 429 | 500 | 503, reference?: string) {
  const nobody: Shell = {
    lang: c.var.lang ?? 'en',
    path: c.req.path,
    mode: 'real',
    coalition: 'Commontable',
    me: null,
    campaignNow: Temporal.Now.instant(),
    zone: 'UTC',
  }
  if (!c.var.shell) c.set('shell', nobody)
  const words = { en, es }[c.var.shell.lang]
  const { title, text } = words[status]
  return page(
    c,
    <PublicPage title={title}>
      <h1>{title}</h1>
      <p>{text}</p>
      {reference && (
        <p>
          {words.mention} <strong>{reference}</strong>.
        </p>
      )}
      <p>
        <a href="/">{words.home}</a>
      </p>
    </PublicPage>,
    status as 404,
  )
}
