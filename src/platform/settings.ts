import { z } from 'zod'
import { logLevels } from './log.ts'

const Settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().optional(),
  BASE_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .optional(),
  DATABASE_URL: z.string().optional(),
  COMMONTABLE_DATA: z.string().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().optional(),
  DKIM_DOMAIN: z.string().optional(),
  DKIM_SELECTOR: z.string().optional(),
  DKIM_KEY_FILE: z.string().optional(),
  SOURCE_URL: z.url().optional(),
  /** How many proxies of ours stand in front: the visitor's address is that many from the right in X-Forwarded-For. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  /** Where this process shows its measurements; none are taken without. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
})

/** What docs/operating.md has to explain: name and default. */
export const settingsKnown = Object.fromEntries(
  Object.entries(Settings.shape).map(([name, schema]) => [name, schema.safeParse(undefined).data]),
)

export type Settings = z.infer<typeof Settings>

/** What the environment says. An empty variable counts as none. Throws a sentence that names the variable. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const result = Settings.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (result.success) return result.data
  throw new Error(result.error.issues.map((issue) => `The setting ${issue.path.join('.')} cannot be used: ${issue.message}.`).join(' '))
}
