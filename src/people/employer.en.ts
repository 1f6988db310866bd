import type { ProofRefusal } from './address-proof.ts'
import type { DomainRefusal } from './employer-domains.ts'

export const en = {
  warning: (employer: string) =>
    `This is an address of ${employer}. Your employer may read what arrives there. A personal address is safer; if your local has none for you, ask your steward.`,
  anyway: 'Send it there anyway',
  signUpWarning: (employer: string) =>
    `This is an address of ${employer}, who may read what arrives there. Give a personal one, or tick the box below.`,
  signUpAnyway: 'Use this address anyway',
  me: {
    title: 'Your employer’s address',
    text: (local: string, address: string) =>
      `${local} has ${address} for you, an address of your employer. Your employer may read what arrives there, so we send no updates to it. Give a personal address: we send a link there, and once you have used it, it stands on your local’s list instead.`,
    address: 'Personal e-mail address',
    submit: 'Send me the link',
    sent: 'Look in that mailbox: a mail is on its way. Its link works for a day, once.',
    bad: 'This is not an e-mail address. Check for spaces and for the part after the @, for example maria@example.org.',
    again: (employer: string) => `This is an address of ${employer} as well. Give one that only you read.`,
    limited: 'That was a lot of tries. Wait a quarter of an hour, then try again.',
  },
  proof: {
    title: 'Your personal address',
    text: 'Press the button to use this address from now on: to sign in, and for your local’s and the coalition’s mail.',
    confirm: 'Use this address',
    done: 'Done. From now on mail comes here.',
    toMe: 'To my page',
    refusals: {
      unknown: 'This link is not complete. Open it from the mail again.',
      used: 'This link was used already. The address is yours.',
      expired: 'This link is older than a day. Ask for a new one on your page.',
      taken: 'This address signs in to another account. Sign in with it, or give another one on your page.',
    } satisfies Record<ProofRefusal, string> as Record<ProofRefusal, string>,
  },
  mail: {
    subject: 'Confirm your address',
    hello: 'Hello,',
    open: 'you asked to use this address. Confirm it here:',
    once: 'The link works for a day, once. You did not ask for this? Then do nothing.',
  },
  staff: {
    title: 'Employers’ addresses',
    short: 'Mail domains that an employer can read.',
    lead: 'Mail domains that belong to an employer. Nobody is invited to an office with such an address; who signs in or signs up with one is warned; and updates are not mailed to it before the member has confirmed a personal one. Everything under a domain belongs to it: with fernwhistle.example also mail.fernwhistle.example.',
    caption: 'Domains by employer',
    employer: 'Employer',
    domain: 'Domain',
    remove: 'Remove',
    removeLabel: (domain: string, employer: string) => `Remove ${domain} of ${employer}`,
    none: 'No domain is known yet.',
    add: 'Add a domain',
    domainHint: 'What stands after the @, such as fernwhistle.example.',
    submit: 'Add the domain',
    done: { added: 'Added. From this moment on no update is mailed there.', removed: 'Removed.' } as Record<string, string>,
    refusals: {
      employer: 'Choose the employer.',
      domain: 'This is not a mail domain. Write what stands after the @, such as fernwhistle.example.',
      everybodys: 'Everybody has mail there, most of your members too. Only domains that the employer runs itself belong here.',
      known: 'This domain is on the list already.',
    } satisfies Record<DomainRefusal, string> as Record<DomainRefusal, string>,
  },
}
