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

  // structure
  structureKind: (kind: string) => `/staff/structure/${kind}`,
  structureThing: (kind: string, id: number | string) => `/staff/structure/${kind}/${id}`,

  // the example campaign
  example: '/example',
  exampleSignIn: (person: string) => `/example/sign-in/${person}`,
  exampleClock: '/example/clock',
  exampleFile: '/example/harbor-760-members.csv',
  exampleRecord: '/example/modelled-on',

  // updates
  updates: '/updates',
  updateFeed: '/updates/feed.xml',
  update: (slug: string) => `/updates/${slug}`,
  picture: (hash: string, type: 'webp' | 'jpeg') => `/pictures/${hash}.${type}`,
  picturesPrefix: '/pictures/',
  pictures: '/pictures/:file',
  newUpdate: '/staff/updates/new',
  staffUpdate: (id: number | ':id') => `/staff/updates/${id}`,
  updateReady: (id: number | ':id') => `/staff/updates/${id}/ready`,
  updateReview: (id: number | ':id') => `/staff/updates/${id}/review`,
  updateApproval: (id: number | ':id') => `/staff/updates/${id}/approval`,
  updateStep: (id: number | ':id', step: 'discard' | 'bring-back' | 'withdraw') => `/staff/updates/${id}/${step}`,
  updatePreview: (id: number | ':id') => `/staff/updates/${id}/preview/page`,
  mailPreview: (id: number | ':id') => `/staff/updates/${id}/preview/mail`,

  // what is published besides updates: answers, talking points, facts; rooms of the staff and what is in each
  faq: '/faq',
  answer: (slug: string) => `/faq/${slug}`,
  talkingPoints: '/when-a-manager-asks',
  talkingPoint: (slug: string) => `/when-a-manager-asks/${slug}`,
  facts: '/facts',
  fact: (slug: string) => `/facts/${slug}`,
  archivedCopy: (hash: string) => `/facts/copies/${hash}`,
  faqStaff: '/staff/faq',
  talkingPointsStaff: '/staff/talking-points',
  factsStaff: '/staff/facts',
  newPublication: (room: string) => `${room}/new`,
  publication: (room: string, id: number | ':id') => `${room}/${id}`,
  publicationStep: (room: string, id: number | ':id', step: 'review' | 'approval' | 'withdraw' | 'owner') => `${room}/${id}/${step}`,

  // a manager asked: told in confidence to the officers of one local
  tellQuestioning: '/i-was-questioned',
  questioningTold: '/i-was-questioned/thanks',
  questioning: '/staff/questioning',
  localQuestioning: (local: string) => `/staff/questioning/${local}`,
  questioningReport: (local: string, id: number | ':report') => `/staff/questioning/${local}/${id}`,
  questioningStep: (local: string, id: number | ':report', step: 'take' | 'close' | 'remove') =>
    `/staff/questioning/${local}/${id}/${step}`,

  // roster
  localRoster: (local: string) => `/staff/roster/${local}`,
  rosterMember: (local: string, member: number | ':member') => `/staff/roster/${local}/members/${member}`,
  rosterImports: (local: string) => `/staff/roster/${local}/imports`,
  rosterImport: (local: string, id: number | ':import') => `/staff/roster/${local}/imports/${id}`,
  importStep: (local: string, id: number | ':import', step: 'columns' | 'confirm' | 'stop' | 'cancel' | 'undo' | 'again') =>
    `/staff/roster/${local}/imports/${id}/${step}`,
  importAbsent: (local: string, id: number | ':import') => `/staff/roster/${local}/imports/${id}/absent`,
  importProfile: (local: string, id: number | ':profile') => `/staff/roster/${local}/profiles/${id}/forget`,
  importProgress: (local: string, id: number | ':import') => `/staff/roster/${local}/imports/${id}/progress`,
  importRefused: (local: string, id: number | ':import') => `/staff/roster/${local}/imports/${id}/refused.csv`,

  // merging
  duplicates: (local: string) => `/staff/roster/${local}/duplicates`,
  chooseDuplicate: (local: string, member: number | ':member') => `/staff/roster/${local}/members/${member}/merge`,
  mergePair: (local: string, member: number | ':member', other: number | ':other') =>
    `/staff/roster/${local}/members/${member}/merge/${other}`,
  twoPeople: (local: string, member: number | ':member', other: number | ':other') =>
    `/staff/roster/${local}/members/${member}/merge/${other}/two-people`,
  merge: (local: string, id: number | ':merge') => `/staff/roster/${local}/merges/${id}`,

  // export
  data: '/staff/data',
  localData: (local: string) => `/staff/data/${local}`,
  memberExport: (local: string) => `/staff/data/${local}/members`,
  localExport: (local: string) => `/staff/data/${local}/everything`,

  // erasure
  erasures: (local: string) => `/staff/data/${local}/erasures`,
  erasure: (local: string, id: number | ':erasure') => `/staff/data/${local}/erasures/${id}`,
  eraseMember: (local: string, member: number | ':member') => `/staff/data/${local}/erase/${member}`,
  eraseLocal: (local: string) => `/staff/data/${local}/erase-all`,
  localErasureStep: (local: string, step: 'confirm' | 'cancel') => `/staff/data/${local}/erase-all/${step}`,
  retention: '/staff/retention',

  // segments
  segments: '/staff/segments',
  localSegments: (local: string) => `/staff/segments/${local}`,
  newSegment: (local: string) => `/staff/segments/${local}/new`,
  segment: (local: string, id: number | ':segment') => `/staff/segments/${local}/${id}`,
  segmentStream: (local: string, id: number | ':segment') => `/staff/segments/${local}/${id}/count`,
  removeSegment: (local: string, id: number | ':segment') => `/staff/segments/${local}/${id}/remove`,
  segmentsOfAll: '/staff/segments-across',
  /** `scope`: 'coalition', or the key of a region. */
  segmentsAcross: (scope: string) => `/staff/segments-across/${scope}`,
  newSegmentAcross: (scope: string) => `/staff/segments-across/${scope}/new`,
  segmentAcross: (scope: string, id: number | ':segment') => `/staff/segments-across/${scope}/${id}`,
  segmentAcrossStream: (scope: string, id: number | ':segment') => `/staff/segments-across/${scope}/${id}/count`,
  removeSegmentAcross: (scope: string, id: number | ':segment') => `/staff/segments-across/${scope}/${id}/remove`,

  // messages
  sending: (update: number | ':id') => `/staff/updates/${update}/sending`,
  sendingStream: (update: number | ':id') => `/staff/updates/${update}/sending/stream`,
  sendingCancel: (update: number | ':id') => `/staff/updates/${update}/sending/cancel`,
  sendingResume: (update: number | ':id') => `/staff/updates/${update}/sending/resume`,
  unsubscribePrefix: '/u/',
  unsubscribe: (token: string) => `/u/${token}`,
  myMail: '/me/mail',
  outbox: '/example/outbox',
  outboxMail: (id: number | ':id') => `/example/outbox/${id}`,
  outboxHtml: (id: number | ':id') => `/example/outbox/${id}/html`,

  // people
  signIn: '/sign-in',
  signInCode: (request: string) => `/sign-in/${request}`,
  signInLink: (token: string) => `/sign-in/link/${token}`,
  signInRenewal: '/sign-in/again',
  passkeySignIn: '/sign-in/passkey',
  passkeyQuestion: '/sign-in/passkey/question',
  signOut: '/sign-out',
  me: '/me',
  myDevices: '/me/devices',
  endDevice: (session: string) => `/me/devices/${session}/end`,
  endOtherDevices: '/me/devices/end-others',
  myPasskeys: '/me/passkeys',
  myPasskeyQuestion: '/me/passkeys/question',
  renamePasskey: (passkey: string) => `/me/passkeys/${passkey}/name`,
  removePasskey: (passkey: string) => `/me/passkeys/${passkey}/remove`,
  setUp: (token: string) => `/set-up/${token}`,
  staff: '/staff',
  offices: '/staff/offices',
  signOutHolder: (office: number | ':office') => `/staff/offices/${office}/sign-out`,
  endOffice: (office: number | ':office') => `/staff/offices/${office}/end`,
  handOver: (office: number | ':office') => `/staff/offices/${office}/hand-over`,
  withdrawInvitation: (invitation: number | ':invitation') => `/staff/invitations/${invitation}/withdraw`,
  invitation: (token: string) => `/invitation/${token}`,
  invitationSignIn: (token: string) => `/invitation/${token}/sign-in`,
  declineByLink: (token: string) => `/invitation/${token}/decline`,
  acceptInvitation: (invitation: number | ':invitation') => `/me/invitations/${invitation}/accept`,
  declineInvitation: (invitation: number | ':invitation') => `/me/invitations/${invitation}/decline`,
  employerDomains: '/staff/employer-addresses',
  endEmployerDomain: '/staff/employer-addresses/remove',
  myAddress: '/me/address',
  proveAddress: (token: string) => `/me/address/${token}`,
  shares: '/staff/shares',
  localShares: (local: string) => `/staff/shares/${local}`,
  endShare: (local: string, share: number | ':share') => `/staff/shares/${local}/${share}/end`,
  sharedNames: (local: string) => `/staff/shares/${local}/names`,

  // headcounts
  headcounts: '/staff/headcounts',
  localHeadcounts: (local: string) => `/staff/headcounts/${local}`,

  // audit
  audit: '/staff/audit',

  // stewards
  coverage: '/staff/coverage',
  localCoverage: (local: string) => `/staff/coverage/${local}`,
  coverageRatio: (local: string) => `/staff/coverage/${local}/ratio`,
  coverageNotesEnd: (local: string) => `/staff/coverage/${local}/notes-end`,
  coverageScheme: (local: string) => `/staff/coverage/${local}/scheme`,
  worksiteCoverage: (local: string, worksite: number | ':worksite{[0-9]+}') => `/staff/coverage/${local}/${worksite}`,
  giveCover: (local: string, worksite: number | ':worksite{[0-9]+}') => `/staff/coverage/${local}/${worksite}/give`,
  endCover: (local: string, worksite: number | ':worksite{[0-9]+}') => `/staff/coverage/${local}/${worksite}/end`,
  coveredMember: (local: string, member: number | ':member') => `/staff/coverage/${local}/members/${member}`,
  entries: (local: string, member: number | ':member') => `/staff/coverage/${local}/members/${member}/entries`,
  myList: '/staff/my-list',
  myListWorker: '/staff/my-list/worker.js',

  // where units stand, and whether they may strike
  whereWeStand: '/where-we-stand',
  whereWeStandByDate: '/where-we-stand/by-date',
  canWeStrike: '/can-we-strike',
  board: '/staff/board',
  boardUnit: (local: number | ':localId{[0-9]+}', unit: number | ':unit{[0-9]+}') => `/staff/board/${local}/${unit}`,
  boardByDate: '/staff/board/by-date',
  deadlines: '/staff/board/deadlines',
  deadlineCalendar: '/staff/board/deadlines.ics',
  deadlineFeed: '/staff/board/deadlines/address',
  endDeadlineFeed: '/staff/board/deadlines/address/end',
  followDeadlines: (token: string) => `/deadlines/${token}/deadlines.ics`,
  canWeStrikeUnit: (unit: string) => `/can-we-strike?unit=${unit}`,

  // agreements; `local` is a local's key, or `the_coalition`, which no local can be called
  agreements: '/staff/agreements',
  agreementRoom: (local: string) => `/staff/agreements/${local}`,
  newRecord: (local: string, kind: string) => `/staff/agreements/${local}/${kind}/new`,
  contractRecord: (local: string, kind: string, id: number | ':id{[0-9]+}') => `/staff/agreements/${local}/${kind}/${id}`,
  recordStep: (local: string, kind: string, id: number | ':id{[0-9]+}', step: 'show' | 'certify' | 'hide' | 'remove') =>
    `/staff/agreements/${local}/${kind}/${id}/${step}`,
  recordHistory: (local: string) => `/staff/agreements/${local}/history`,
  takeBackChange: (local: string, change: number | ':change') => `/staff/agreements/${local}/history/${change}/back`,
  proofFile: (local: string, proof: number | ':proof') => `/staff/agreements/${local}/papers/${proof}`,
  importAgreements: (local: string) => `/staff/agreements/${local}/import`,
  mediationRecord: (local: string) => `/staff/agreements/${local}/from-notices`,

  // operation
  operation: '/staff/admin',

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
  resumeNotice: (slug: string) => `/staff/events/${slug}/told`,
  eventGoals: (slug: string) => `/staff/events/${slug}/goals`,
  eventAnswers: (slug: string) => `/staff/events/${slug}/answers`,
  turnout: (slug: string) => `/staff/events/${slug}/turnout`,
  turnoutStream: (slug: string) => `/staff/events/${slug}/turnout/stream`,
}
