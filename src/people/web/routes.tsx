import type { App } from '../../platform/web.ts'
import { addressPart, employerRoutes } from './employer-routes.tsx'
import { invitationPart, invitationRoutes } from './invitation-routes.tsx'
import { mePage, meRoutes, type MePart } from './me-routes.tsx'
import { officeRoutes } from './office-routes.tsx'
import { passkeyPart, passkeyRoutes } from './passkey-routes.tsx'
import { setUpRoutes } from './set-up-routes.tsx'
import { shareRoutes } from './share-routes.tsx'
import { signInRoutes } from './sign-in-routes.tsx'

export function peopleRoutes(app: App, parts: { me: readonly MePart[] }) {
  const me = [invitationPart, addressPart, ...parts.me, passkeyPart]
  passkeyRoutes(app, (c, status) => mePage(c, me, status))
  signInRoutes(app)
  setUpRoutes(app)
  invitationRoutes(app)
  meRoutes(app, me)
  employerRoutes(app, (c, status) => mePage(c, me, status))
  officeRoutes(app)
  shareRoutes(app)
}
