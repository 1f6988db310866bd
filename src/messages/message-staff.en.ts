import type { Hold } from './sending.ts'

const n = (count: number) => count.toLocaleString('en-US')
const mails = (count: number) => `${n(count)} ${count === 1 ? 'mail' : 'mails'}`

/** Why no mail goes out, and what to do. Shown before approval and while a message waits. */
export const holdingWords: Record<Hold, string> = {
  'no-smtp':
    'This deployment has no mail server (SMTP_URL): no mail goes out. The page is not held up by that, and the mail is kept. When an operator has set up the server, somebody presses “Send the mail now” on the page of the sending.',
  'no-from':
    'This deployment has no sender’s address (MAIL_FROM): no mail goes out. The page is not held up by that, and the mail is kept. When an operator has set it, somebody presses “Send the mail now” on the page of the sending.',
  'no-dkim':
    'The key that signs mail (DKIM_KEY_FILE) can’t be used: no mail goes out. The page is not held up by that, and the mail is kept. When an operator has mended it, somebody presses “Send the mail now” on the page of the sending.',
  'no-base-url':
    'This deployment doesn’t know its public address (BASE_URL), so links in a mail would lead nowhere: no mail goes out. The page is not held up by that, and the mail is kept. When an operator has set it, somebody presses “Send the mail now” on the page of the sending.',
  approver:
    'Whoever approved the update no longer holds the communications office, so the mail waits. Somebody who holds it can press “Send the mail now”.',
  unreachable: 'The mail server can’t be reached. It is tried again every minute; nothing is lost, and nobody gets a mail twice.',
  'refused-us':
    'The mail server refuses mail from this deployment: its password, or its sender’s address (MAIL_FROM). An operator can mend that; then press “Send the mail now”.',
  restored:
    'The database was brought back from a backup, and what was sent after that backup was made is not known. So the mail waits. Whoever presses “Send the mail now” should know whether it had gone out already: some people could get it twice.',
}

/** For the staff pages, which are in English. */
export const en = {
  title: (title: string) => `Mail: ${title}`,
  crumb: 'Updates',
  noMessage: 'No mail belongs to this update. An update is mailed when a second person approves it for the first time.',
  state: {
    queued: 'Waits for its turn',
    sending: 'Going out',
    deferred: 'Almost done: some mailboxes asked us to try again later',
    held: 'Waits',
    cancelled: 'Cancelled',
    done: 'Done',
  },
  audience: (name: string) =>
    `To the segment “${name}” alone. Counts are rounded down to five, and fewer than 20 mails in a local are not told.`,
  tooFew: 'Fewer mails in each local than can be told, or none.',
  bar: 'Mails settled',
  detail: (settled: number, total: number) => `${n(settled)} of ${mails(total)}`,
  say: (settled: number, total: number) => `${n(settled)} of ${mails(total)} settled.`,
  locals: 'By local',
  local: 'Local',
  done: 'Settled',
  of: 'Mails',
  together: 'Small locals together',
  counts: 'What became of the mails',
  byState: {
    sent: 'Taken by the mail server',
    waiting: 'Waiting',
    deferred: 'Put off by the receiving server, tried again later',
    refused: 'Refused for good',
    unsure: 'Unsure',
    'left out': 'Left out',
  },
  meaning: {
    sent: '',
    waiting: '',
    deferred: 'Up to five more times within six hours.',
    refused: 'The receiving server said no: the mailbox doesn’t exist, is full, or doesn’t want our mail.',
    unsure:
      'The program or the connection broke off after the mail had left and before a reply was on record. They may have arrived, so they are not sent again.',
    'left out': 'Said no to updates, left the roster, changed the address, or the local took its share back after the mail was approved.',
  },
  nobody: 'Addresses and names are seen by the sending job alone. This page knows counts.',
  cancel: 'Cancel the rest',
  cancelText: (waiting: number) => `${mails(waiting)} would not go out. Those that are on their way still arrive. This can’t be undone.`,
  resume: 'Send the mail now',
  history: 'What happened',
  steps: {
    queued: (name: string) => `Approved by ${name}`,
    addressed: 'Addressed: each mailbox once',
    held: 'Held',
    resumed: (name: string) => (name ? `Told to go on by ${name}` : 'Going on'),
    cancelled: (name: string) => `Cancelled by ${name}`,
    done: 'Done',
  },
  somebody: 'somebody',
  back: 'The update',
}

export const outboxWords = {
  title: 'Outbox of the example',
  lead: 'The example sends nothing to anybody. What would have gone out stands here, and every mail in it is for an invented person.',
  search: 'Recipient',
  searchHint: 'A part of the address or name.',
  find: 'Find',
  caption: (count: number) => `${mails(count)}, newest first`,
  to: 'To',
  subject: 'Subject',
  at: 'When',
  none: 'No mail yet',
  noneText: 'Ask for a sign-in link, or approve an update.',
  noneFound: 'No mail to anybody of that address or name.',
  all: 'All mails',
  mail: {
    to: 'To',
    subject: 'Subject',
    at: 'Written',
    html: 'As a mail program shows it',
    frame: 'The mail',
    text: 'Its text part',
    headers: 'Headers',
    older: 'Older mails',
  },
}
