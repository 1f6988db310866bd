import type { AnswerRefusal } from './invitations.ts'

export const en = {
  title: 'An invitation',
  asks: (inviter: string, role: string, place: string) => `${inviter} asks you to take an office: ${role}, ${place}.`,
  handing: (inviter: string) => `It is ${inviter}’s own office. In the moment you accept, theirs ends and yours begins.`,
  meaning: {
    administrator: 'Administrators keep the structure and the offices of the coalition. They read no member list.',
    communications: 'Communications officers write, approve and send updates. They see counts, no member list.',
    organizer: 'Organizers set up events of the coalition and follow turnout. They see counts, no member list.',
    coordinator:
      'The strike coordinator keeps agreements, notices and votes of all locals, and what is still missing before a strike. They see counts, no member list.',
    director: 'Directors follow the counts of a region’s locals.',
    officer: 'Officers keep their local’s member list, decide what it shares, and invite its stewards and officers.',
    steward: 'Stewards see the members of their worksite or unit, and how to reach them.',
  } as Record<string, string>,
  until: (day: string) => `The office is meant to last until ${day}.`,
  expires: (day: string) => `You can answer until ${day}.`,
  record: 'Who invited, who accepted and when stays on record.',
  accept: 'Accept',
  decline: 'Decline',
  signIn: 'Sign in to accept',
  signInText: (address: string) => `To accept, sign in with ${address}: we send a link and a code there.`,
  otherPerson: (address: string) =>
    `This invitation went to ${address}, and you are signed in with another address. Sign out, then open the link again.`,
  signOut: 'Sign out',
  mine: 'Invitations',
  declined: 'Declined. Nothing was granted, and you need do nothing else.',
  over: {
    accepted: 'This invitation was accepted.',
    declined: 'This invitation was declined.',
    withdrawn: 'This invitation was taken back. Ask the person who invited you if you think that is a mistake.',
    expired: 'This invitation is too old. Ask the person who invited you for a new one.',
    void: 'The person who invited you does not hold the office for it any more. Ask an officer of your local for a new invitation.',
    'not-found': 'This invitation is not to an address of yours.',
  } satisfies Record<AnswerRefusal, string> as Record<AnswerRefusal, string>,
  limited: 'That was a lot of tries from here. Wait a quarter of an hour, then try again.',
  mail: {
    subject: (coalition: string) => `An invitation from ${coalition}`,
    hello: (name: string) => `Hello ${name},`,
    open: 'Look at it, and accept or decline, here:',
    expires: (day: string) => `The link works until ${day}. You do not know what this is about? Then do nothing.`,
  },
}
