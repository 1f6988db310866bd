import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Job } from '../platform/jobs.ts'
import { findNoticePost } from '../events/notice-post.ts'
import { mailer, type Mailer, type Outcome } from '../platform/mail.ts'
import {
  addHold,
  addStep,
  asSender,
  countMails,
  enqueueAt,
  findRest,
  leaveUnsure,
  record,
  unclaim,
  type Result,
} from './delivery-queries.ts'
import type { Claimed, Post } from './post.ts'
import { queueOf, sendTask } from './queue-message.ts'
import { afterDeferral, heldUntilTold, holdingFor, type Hold } from './sending.ts'
import { findUpdatePost } from './update-post.ts'

/** A run gives way after this, in milliseconds, so that two sends share the workers; the rest is queued again. */
const slice = 20_000
/** How long a run that is asked to stop waits for mails that have left. */
const grace = 8_000

type Context = Pick<Job, 'root' | 'settings' | 'log' | 'signal'>

/**
 * Sends one message, or goes on with it. May be killed at any point and run again: a mail is claimed, and the claim committed, before
 * it leaves; one that was claimed without a recorded reply is unsure and never sent again. Everybody gets it at most once.
 * Claims and replies are written in batches, one short transaction for both; addresses live in memory for the mails on their way only.
 */
export async function sendMessage(context: Context, message: number): Promise<void> {
  const { root } = context
  const update = await findUpdatePost(root, message)
  if (update) return sendPost(context, message, update)
  const notice = await findNoticePost(root, message)
  if (notice) await sendPost(context, message, notice)
}

async function sendPost<One extends Claimed>(context: Context, message: number, post: Post<One>): Promise<void> {
  const { root, settings, log } = context
  if (post.steps.some(({ step }) => step === 'cancelled' || step === 'done')) return
  if (post.pointless) return void (await asSender(root, (client) => addStep(client, message, 'cancelled', post.pointless)))
  const last = post.steps[0]
  if (last?.step === 'held' && heldUntilTold(last.note)) return

  const out = await mailer(root, settings)
  const hold = (note: Hold, again?: number) =>
    asSender(root, async (client) => {
      await addHold(client, message, note)
      if (again) await enqueueAt(client, sendTask, { message }, Temporal.Now.instant().add({ seconds: again }), queueOf(message))
      log.warn({ message, note }, 'a message is held')
    })
  const unfit = holdingFor(out.unable, settings.BASE_URL, post.mode)
  if (unfit) return hold(unfit)
  if (!(await asSender(root, post.mayGoOut))) return hold('approver')

  if (!post.steps.some(({ step }) => step === 'addressed')) {
    const mails = await asSender(root, async (client) => {
      await post.address(client)
      await addStep(client, message, 'addressed')
      return countMails(client, message)
    })
    log.info({ message, mails }, 'a message is addressed')
  }
  const run = randomUUID()
  const unsure = await asSender(root, (client) => leaveUnsure(client, message, run))
  if (unsure) log.warn({ message, unsure }, 'an earlier run left mails without a recorded reply')

  const stopped = await deliver(context, message, run, post, out, last?.step === 'held')
  if (stopped === 'unreachable') return hold('unreachable', 60)
  if (stopped === 'refused us') return hold('refused-us')

  await asSender(root, async (client) => {
    const rest = await findRest(client, message)
    if (rest.waiting === 0 && rest.deferred === 0) return addStep(client, message, 'done')
    const at = rest.waiting > 0 ? Temporal.Now.instant() : rest.due!
    return enqueueAt(client, sendTask, { message }, at, queueOf(message))
  })
}

/** Claims, sends and records until nothing is left, the slice is over, or the mail server fails. */
async function deliver<One extends Claimed>(
  { root, settings, signal }: Context,
  message: number,
  run: string,
  post: Post<One>,
  out: Mailer,
  wasHeld: boolean,
): Promise<'unreachable' | 'refused us' | null> {
  const mailFor = post.mailFor(settings.BASE_URL!)
  const end = performance.now() + slice
  const queue: One[] = []
  let results: Result[] = [],
    active = 0,
    cursor = 0,
    exhausted = false,
    failures = 0,
    sent = 0,
    held = wasHeld
  let trouble: 'unreachable' | 'refused us' | null = null
  /** Claimed by this run and not recorded yet. */
  const known = new Set<number>()
  let wake = () => {}
  const stopping = () => trouble !== null || signal.aborted || performance.now() > end

  // Claimed and not recorded: as many as leave in 75 milliseconds. After a crash no more than these are unsure.
  let window = out.connections + 2,
    lastTurn = performance.now(),
    lastSent = 0
  const turn = async () => {
    const now = performance.now()
    if (now - lastTurn > 50) {
      window = Math.min(200, Math.max(out.connections + 2, Math.ceil(((sent - lastSent) / (now - lastTurn)) * 75)))
      lastTurn = now
      lastSent = sent
    }
    const finished = results
    results = []
    if (stopping()) for (const { seq } of queue.splice(0)) finished.push({ seq, state: 'waiting', reply: null, dueIn: null, untried: true }) // not one byte of these has left
    const most = stopping() || exhausted ? 0 : window - (known.size - finished.length)
    if (!finished.length && most <= 0) return
    const claimed = await throughOutages(
      async (again) =>
        asSender(root, async (client) => {
          if (again) await unclaim(client, message, run, [...known]) // claims whose commit was never confirmed: none of them was started
          if (finished.length) await record(client, message, run, finished)
          if (held && sent > 0) await addStep(client, message, 'resumed')
          return most > 0 ? post.claim(client, run, again ? 0 : cursor, most) : []
        }),
      signal,
    )
    if (sent > 0) held = false
    for (const { seq } of finished) known.delete(seq)
    for (const { seq } of claimed) known.add(seq)
    if (most > 0 && claimed.length < most) exhausted = true
    cursor = claimed.at(-1)?.seq ?? cursor
    queue.push(...claimed)
    start()
  }

  const start = () => {
    while (active < out.connections * 2 && queue.length && !stopping()) {
      const one = queue.shift()!
      if (!one.email || one.withdrawn) {
        results.push({ seq: one.seq, state: 'left out', reply: one.email ? 'unsubscribed' : post.gone, dueIn: null })
        continue
      }
      active++
      void out.attempt(mailFor(one)).then((outcome) => {
        active--
        results.push(resultOf(one, outcome))
        if (outcome.state === 'sent') {
          sent++
          failures = 0
        }
        if (outcome.state === 'refused us') trouble = 'refused us'
        if (outcome.state === 'not sent' && ++failures >= out.connections) trouble ??= 'unreachable'
        start()
        wake()
      })
    }
  }

  let askedToStop: number | undefined
  while (true) {
    await turn()
    if (active === 0 && queue.length === 0 && results.length === 0 && (exhausted || stopping())) return trouble
    if (signal.aborted && performance.now() - (askedToStop ??= performance.now()) > grace) return trouble // what is still on its way will be unsure
    const due = () => active === 0 || results.length >= window / 2 || (!exhausted && !stopping() && active + queue.length <= window / 2)
    const paused = new AbortController()
    const recordAt = wait(results.length ? 100 : 1000, undefined, { signal: paused.signal }).catch(() => {})
    await Promise.race([
      recordAt,
      new Promise<void>((done) => {
        wake = () => {
          if (due()) done()
        }
        wake()
      }),
    ])
    paused.abort()
  }
}

/** Replies of the mail server must not be lost because the database restarts: tried again for half a minute. */
async function throughOutages<T>(work: (again: boolean) => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await work(tries > 0)
    } catch (error) {
      if (tries >= 60 || signal.aborted || !isOutage(error)) throw error
      await wait(500)
    }
  }
}

/** The connection or the server went away; not: the statement is wrong. */
const isOutage = (error: unknown) => {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return /^(08|57P|53300)/.test(code) || /^E[A-Z]+$/.test(code) || /connection/i.test(message)
}

function resultOf({ seq, tries }: Claimed, { state, reply }: Outcome): Result {
  switch (state) {
    case 'sent':
    case 'refused':
    case 'unsure':
      return { seq, state, reply, dueIn: null }
    case 'not sent':
    case 'refused us':
      return { seq, state: 'waiting', reply: null, dueIn: null, untried: true }
    case 'deferred': {
      const dueIn = afterDeferral(tries)
      return dueIn === null
        ? { seq, state: 'refused', reply: `given up after ${tries} tries: ${reply}`, dueIn: null }
        : { seq, state, reply, dueIn }
    }
  }
}
