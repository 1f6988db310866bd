import type pg from 'pg'
import type { Mail } from '../platform/mail.ts'
import type { Lang } from '../ui/shell.ts'

/** One mail that a run has claimed. `email` null: it must not go out, for whatever reason `Post.gone` tells. */
export interface Claimed {
  seq: number
  token: string
  lang: Lang
  tries: number
  email: string | null
  /** She said no to such mail meanwhile. */
  withdrawn: boolean
}

/** What happened to a message, newest first. */
export type Steps = { step: Step; note: string; by: string | null }[]
export type Step = 'addressed' | 'held' | 'resumed' | 'cancelled' | 'done'

/** What one message is: whom it goes to and what each of them gets. How it goes out is the same for all (send-message.ts). */
export interface Post<One extends Claimed = Claimed> {
  mode: 'example' | 'real'
  steps: Steps
  /** Nobody needs it any more, and why. */
  pointless?: 'over'
  /** Whether somebody must still hold the office that let the message go out, and does. */
  mayGoOut: (client: pg.PoolClient) => Promise<boolean>
  /** Writes down whom it goes to, each mailbox once. */
  address: (client: pg.PoolClient) => Promise<unknown>
  /** Claims the next few after `after`, in order, and reads their addresses as they are now. */
  claim: (client: pg.PoolClient, run: string, after: number, most: number) => Promise<One[]>
  /** Why a claimed mail has no address any more. */
  gone: string
  mailFor: (base: string) => (one: One) => Mail
}
