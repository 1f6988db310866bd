// Taking an office, as people do: the mail's link, signing in with the invited address, the button.
import assert from 'node:assert/strict'
import { urls } from '../src/urls.ts'
import type { newWorld } from './world.ts'

type World = Awaited<ReturnType<typeof newWorld>>

/** The text of the newest mail to an address. Undefined: none came. */
export async function mailTo(world: World, address: string): Promise<string | undefined> {
  await world.runJobs()
  const [mail] = await world.look<{ text: string }>(
    'sender',
    `select t.text from outbox o join outbox_text t on t.hash = o.text_hash where to_address = '${address}' order by o.id desc limit 1`,
  )
  return mail?.text
}

/** Path of the invitation that was mailed to an address last. */
export const invitationTo = async (world: World, address: string) =>
  new URL(/http\S+\/invitation\/\S+/.exec((await mailTo(world, address))!)![0]).pathname

/** Signs in through the link of an invitation and a code; who it is from then on. */
export async function signInInvited(world: World, address: string) {
  const visitor = world.as(null)
  const asked = await visitor.post(`${await invitationTo(world, address)}/sign-in`)
  assert.equal(asked.status, 303)
  const code = /\b\d{6}\b/.exec((await mailTo(world, address))!.replaceAll(/http\S+/g, ''))![0]
  const entered = await visitor.post(asked.headers.get('location')!, { code })
  assert.equal(entered.headers.get('location'), `${urls.me}#invitations`)
  return world.as(null, { cookie: /session=[^;]+/.exec(entered.headers.get('set-cookie')!)![0] })
}

/** Accepts what waits for the address, and is that person from then on. */
export async function acceptInvited(world: World, address: string) {
  const invited = await signInInvited(world, address)
  const [accept] = /\/me\/invitations\/\d+\/accept/.exec(await invited.read(urls.me))!
  assert.equal((await invited.post(accept)).headers.get('location'), urls.staff)
  return invited
}
