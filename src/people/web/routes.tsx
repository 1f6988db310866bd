import type { App } from '../../platform/web.ts'
import { meRoutes, type MePart } from './me-routes.tsx'
import { officeRoutes } from './office-routes.tsx'
import { setUpRoutes } from './set-up-routes.tsx'
import { shareRoutes } from './share-routes.tsx'
import { signInRoutes } from './sign-in-routes.tsx'

export function peopleRoutes(app: App, parts: { me: readonly MePart[] }) {
  signInRoutes(app)
  setUpRoutes(app)
  meRoutes(app, parts.me)
  officeRoutes(app)
  shareRoutes(app)
}
