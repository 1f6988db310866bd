import type { PasskeyRefusal } from './passkeys.ts'

export const en = {
  signIn: {
    title: 'With a passkey',
    lead: 'If you have added one on your page: your phone or computer knows you by your fingerprint, face or its own PIN.',
    button: 'Sign in with a passkey',
  },
  script: {
    cancelled: 'Nothing was done. Try again, or use your e-mail address.',
    known: 'This device has a passkey for you already.',
    failed: 'This browser could not do it here. Try again, or use your e-mail address.',
    limited: 'That was a lot of tries from here. Wait a quarter of an hour, then try again.',
  },
  me: {
    title: 'My passkeys',
    lead: 'A passkey signs you in without a mail: your phone or computer knows you by your fingerprint, face or its own PIN. Link and code go on working beside it.',
    notHere: 'This page can make none, because this address is not a secure one (https). Link and code work.',
    unseen: 'To add one, open this page in a browser that knows passkeys, with script.',
    name: 'What you call it',
    nameHint: 'Such as “my phone”.',
    usual: 'My phone',
    add: 'Add a passkey',
    rename: 'Rename',
    renameLabel: (name: string) => `New name for ${name}`,
    remove: 'Remove',
    removeLabel: (name: string) => `Remove the passkey ${name}`,
    added: (day: string) => `added ${day}`,
    used: (day: string) => `last used ${day}`,
    unused: 'not used yet',
    synced: 'kept in your keychain, so on your other devices too',
    single: 'on one device',
    stopped: 'stopped',
    stoppedText:
      'It answered in a way that a copy of it would. It opens nothing any more. Remove it; add a new one if you still have the device.',
    done: {
      added: 'Added. We have told you so by mail as well.',
      renamed: 'Renamed.',
      removed: 'Removed. It opens nothing any more.',
    } as Record<string, string>,
    badName: 'Say what you call it, in at most 60 characters.',
  },
  refusals: {
    stale: 'That took longer than five minutes, or was sent twice. Press the button again.',
    unknown: 'This passkey is not known here; it may have been removed. Sign in with your e-mail address, then add a new one on your page.',
    copied:
      'This passkey answered in a way that a copy of it would, so it is stopped. Sign in with your e-mail address, then look at your passkeys on your page.',
    refused: 'The answer of your device could not be checked. Press the button again, or use your e-mail address.',
    known: 'This device has a passkey for you already.',
    'too-many': 'You have twenty passkeys. Remove one that you don’t use, then add this one.',
  } satisfies Record<PasskeyRefusal, string> as Record<PasskeyRefusal, string>,
  mail: {
    subject: (coalition: string) => `A passkey was added to your sign-in for ${coalition}`,
    hello: 'Hello,',
    added: (name: string) => `a passkey called “${name}” was added. From now on it signs you in.`,
    notYou: 'Was it not you? Then open your page, remove it, and end the sessions that you don’t know:',
  },
}
