import { NotFound } from '../../platform/errors.ts'
import { page, type App } from '../../platform/web.ts'
import { requireMe } from '../../people/me.ts'
import { holds } from '../../people/office.ts'
import { urls } from '../../urls.ts'
import { concernsOf, findOperation } from '../watch.ts'
import { OperationPage } from './operation-page.tsx'

/** How the installation is, for the coalition's administrators; for others there is nothing here. */
export function operationRoutes(app: App) {
  app.get(urls.operation, async (c) => {
    if (!holds(await requireMe(c.var.db, c.var.account), 'administrator')) throw new NotFound()
    const asked = c.req.query('reference')?.trim().toLowerCase() || undefined
    const operation = await findOperation(c.var.db, c.var.root, asked)
    return page(
      c,
      <OperationPage
        operation={operation}
        concerns={concernsOf(operation, Temporal.Now.instant(), c.var.shell.mode === 'real')}
        asked={asked}
      />,
    )
  })
}
