import type { Answer, Kind, Refusal } from './event.ts'

const seats = (count: number) => (count === 1 ? '1 seat' : `${count.toLocaleString('en-US')} seats`)

/** Why an answer could not be taken, and what to do. */
function why(refusal: Refusal, party: number): string {
  switch (refusal.reason) {
    case 'cancelled':
      return 'This event was cancelled, so nothing was saved.'
    case 'over':
      return 'This event is over, so nothing was saved. Look at the events that are coming.'
    case 'kind-not-invited':
      return 'This event is not open to everybody. Choose one of the groups that are named above, for yourself and for those you bring.'
    case 'members-only':
      return 'You are signed in, but this address is on no roster yet. Use the form for everybody instead.'
    case 'full':
      return refusal.left === 0
        ? 'Every seat is taken. Seats become free when somebody changes their mind: look again later.'
        : `Only ${seats(refusal.left)} ${refusal.left === 1 ? 'is' : 'are'} left, and you would be ${party}. Bring fewer people, or look again later.`
  }
}

export const en = {
  title: 'Events',
  lead: 'Rallies, marches and town halls. Bring somebody.',
  coming: 'Coming up',
  past: 'Over',
  noneTitle: 'Nothing is planned right now',
  none: 'When the next event is set, it is announced here and by e-mail.',
  noPast: 'No event is over yet.',
  calendar: 'All events for your calendar',
  calendarHint: 'An ICS file. In most calendar programs you can also subscribe to its address, and changes arrive by themselves.',
  addToCalendar: 'Add to my calendar',
  calendarName: (coalition: string) => `Events of the ${coalition}`,
  hostCoalition: 'the whole coalition',
  host: 'Host',
  when: 'When',
  where: 'Where',
  whoMayCome: 'Who may come',
  everybody: 'Everybody',
  seats: 'Seats',
  comingLabel: 'Coming',
  seatsLeft: (left: number, capacity: number) =>
    left === 0 ? `All ${seats(capacity)} are taken` : `${seats(left)} of ${capacity.toLocaleString('en-US')} left`,
  going: (count: number) => `${count.toLocaleString('en-US')} going`,
  nobodyYet: 'Be the first to say yes',
  kinds: { member: 'Union members', family: 'Family', patient: 'Patients', community: 'Community', press: 'Press' } satisfies Record<
    Kind,
    string
  >,
  iAm: {
    member: 'A union member',
    family: 'Family of a member',
    patient: 'A patient',
    community: 'A neighbor, friend or ally',
    press: 'Press',
  } satisfies Record<Kind, string>,
  cancelled: 'Cancelled',
  cancelledText: 'This event was cancelled.',
  overText: 'This event is over.',
  changed: 'Changed',
  changedText: (day: string) => `The time or the place was changed on ${day}. What you read here is the new one.`,
  draft: 'Not published yet: only staff see this page.',
  text: 'About this event',

  answerTitle: 'Are you coming?',
  yourAnswer: 'Your answer',
  answers: { yes: 'Yes, I’m coming', maybe: 'Maybe', no: 'No, I can’t' } satisfies Record<Answer, string>,
  said: (answer: Answer, guests: number) =>
    ({
      yes: guests === 0 ? 'You said yes.' : `You said yes, bringing ${guests}.`,
      maybe: 'You said maybe.',
      no: 'You said no.',
    })[answer],
  changeIt: 'You can change it here as long as the event is not over. If its time or place changes, or it is cancelled, we write to you.',
  guests: 'How many others do you bring?',
  guestsOption: (count: number) => (count === 0 ? 'Nobody' : String(count)),
  guestsKind: 'Most of them are',
  guestsKindEmpty: 'Choose if you like',

  share: 'Bring your colleagues',
  shareText:
    'This link is yours. Send it to people whom you want to see there: who comes through it is counted for you and your local. Nobody is told your name.',
  shareLink: 'Your link',
  cameThrough: (count: number) =>
    count === 0
      ? 'Nobody has come through your link yet.'
      : count === 1
        ? '1 person came through you.'
        : `${count} people came through you.`,
  invited: 'Somebody who is coming invited you. Say yes, and it counts for them too.',
  unknownLink: 'This link is not complete, or belongs to another event. You can answer all the same; it is counted for nobody else.',

  signUpTitle: 'Come along',
  signUpLead: 'No account, no password. We write to you only about this event.',
  memberHint: 'A member who has signed in answers with one tap.',
  signIn: 'Sign in by link',
  name: 'Your name',
  email: 'E-mail address',
  emailHint: 'A personal one, not one of your employer’s. We send you a link to change your mind with.',
  kind: 'You come as',
  local: 'Your local',
  localHint: 'If you belong to one. The list of who comes is then read by your local, and by nobody else.',
  localEmpty: 'None, or I don’t know',
  language: 'We write to you in',
  languages: { en: 'English', es: 'Español' },
  signUp: 'Sign me up',

  thanksTitle: 'Thank you. Look in your mailbox',
  thanks:
    'We have sent a mail to the address you gave. It confirms your seat and holds a link with which you can see, change or withdraw your sign-up. Had you signed up before, nothing has changed.',
  thanksNothing: 'Nothing after a few minutes? Look in the spam folder, then check the address and sign up once more: you keep one seat.',
  thanksNext: 'Back to the event',

  mineTitle: 'Your sign-up',
  mine: (name: string, guests: number) => (guests === 0 ? `${name}, you are coming.` : `${name}, you are coming and bring ${guests}.`),
  withdrawnNow: 'You are not coming. If you change your mind, save the form once more.',
  saved: 'Saved.',
  save: 'Save',
  withdraw: 'I’m not coming after all',
  readBy: (local: string) => `Your sign-up is read by ${local}, and by nobody else.`,
  readByHost: 'Your sign-up is read by the coalition’s organizers, and by nobody else.',

  errors: {
    answer: 'Choose yes, maybe or no.',
    guests: 'You can bring 0 to 10 others. Choose a number from the list; for a larger group, ask each to sign up.',
    name: 'Write your name, at most 100 letters on one line.',
    email: 'This is not an e-mail address. Check for spaces and line breaks and for the part after the @, for example maria@example.org.',
    kind: 'Choose what you come as.',
    language: 'Choose English or Spanish.',
    limited: 'That was a lot of sign-ups from here. Wait a quarter of an hour, then try again.',
    signedOut: 'You are no longer signed in. Sign in again, or use the form for everybody.',
  },
  why,

  mail: {
    subject: (title: string) => `You are signed up: ${title}`,
    hello: (name: string) => `Hello ${name},`,
    coming: (title: string) => `you are on the list for “${title}”.`,
    when: 'When',
    where: 'Where',
    manage: 'See, change or withdraw your sign-up',
    calendar: 'For your calendar',
    notYou:
      'You did not sign up? Then somebody typed your address. Open the link and withdraw, or do nothing: we write to you only about this event.',
  },

  /** Mails to who said that they come, when something changes. */
  notice: {
    hello: (name: string) => (name ? `Hello ${name},` : 'Hello,'),
    movedSubject: {
      time: (title: string) => `New time: ${title}`,
      place: (title: string) => `New place: ${title}`,
      both: (title: string) => `New time and place: ${title}`,
    },
    moved: {
      time: (title: string) => `“${title}” has a new time.`,
      place: (title: string) => `“${title}” is at another place.`,
      both: (title: string) => `“${title}” has a new time and another place.`,
    },
    whenNow: 'When, from now on',
    whereNow: 'Where, from now on',
    before: 'No longer',
    answer: 'Can’t come any more? Change your answer here',
    manage: 'Can’t come any more? See, change or withdraw your sign-up here',
    calendar: 'For your calendar, in place of the entry that you have',
    cancelledSubject: (title: string) => `Cancelled: ${title}`,
    cancelled: (title: string) => `“${title}” is cancelled. Please don’t come, and tell those whom you wanted to bring.`,
    itWas: 'It was planned for',
    page: 'Its page',
    calendarCancelled: 'For your calendar: this file marks the entry as cancelled',
    saidYes:
      'You get this mail because you said that you are coming. There is one for each change of time or place, and one if it is cancelled.',
    saidMaybe:
      'You get this mail because you said that you may come. There is one for each change of time or place, and one if it is cancelled.',
    signedUp: 'You get this mail because you signed up. There is one for each change of time or place, and one if it is cancelled.',
  },

  me: {
    title: 'Events',
    open: 'Waiting for your answer',
    change: 'Change',
    all: 'All events',
  },
}
