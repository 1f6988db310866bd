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
}
