/** Every address of the product. Links, redirects and tests build theirs here. */
export const urls = {
  home: '/',
  language: (lang: string) => `/language/${lang}`,
  source: '/source',
  sourceArchive: '/source.tar.gz',
  health: '/healthz',

  // rooms of the staff (the first page of each)
  updatesStaff: '/staff/updates',
  eventsStaff: '/staff/events',
  roster: '/staff/roster',
  structure: '/staff/structure',

  // the example campaign
  example: '/example',
  exampleSignIn: (person: string) => `/example/sign-in/${person}`,
  exampleClock: '/example/clock',
  exampleFile: '/example/harbor-760-members.csv',
  exampleRecord: '/example/modelled-on',

  // messages
  unsubscribePrefix: '/u/',

  // people
  signIn: '/sign-in',
  signInCode: (request: string) => `/sign-in/${request}`,
  signInLink: (token: string) => `/sign-in/link/${token}`,
  signInRenewal: '/sign-in/again',
  signOut: '/sign-out',
  me: '/me',
  myDevices: '/me/devices',
  endDevice: (session: string) => `/me/devices/${session}/end`,
  endOtherDevices: '/me/devices/end-others',
  setUp: (token: string) => `/set-up/${token}`,
  staff: '/staff',
  offices: '/staff/offices',
  endOffice: (office: number | ':office') => `/staff/offices/${office}/end`,
  shares: '/staff/shares',
  localShares: (local: string) => `/staff/shares/${local}`,
  endShare: (local: string, share: number | ':share') => `/staff/shares/${local}/${share}/end`,
  sharedNames: (local: string) => `/staff/shares/${local}/names`,

  // events
  events: '/events',
  calendar: '/events.ics',
  event: (slug: string) => `/events/${slug}`,
  eventCalendar: (slug: string) => `/events/${slug}.ics`,
  eventFrom: (slug: string, token: string) => `/events/${slug}/from/${token}`,
  rsvp: (slug: string) => `/events/${slug}/rsvp`,
  signUp: (slug: string) => `/events/${slug}/sign-up`,
  signedUp: (slug: string) => `/events/${slug}/thanks`,
  mySignUp: (slug: string, token: string) => `/events/${slug}/mine/${token}`,
  newEvent: '/staff/events/new',
  staffEvent: (slug: string) => `/staff/events/${slug}`,
  editEvent: (slug: string) => `/staff/events/${slug}/edit`,
  publishEvent: (slug: string) => `/staff/events/${slug}/publish`,
  cancelEvent: (slug: string) => `/staff/events/${slug}/cancel`,
  eventGoals: (slug: string) => `/staff/events/${slug}/goals`,
  eventAnswers: (slug: string) => `/staff/events/${slug}/answers`,
  turnout: (slug: string) => `/staff/events/${slug}/turnout`,
  turnoutStream: (slug: string) => `/staff/events/${slug}/turnout/stream`,
}
