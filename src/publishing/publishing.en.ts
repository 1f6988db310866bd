import type { ApprovalRefusal } from './publication.ts'

/** For the staff pages, which are in English. */
export const en = {
  state: {
    draft: 'Waits for a second person',
    published: 'Published',
    correction: 'Published; a correction waits for a second person',
    withdrawn: 'Taken off',
  },
  list: { name: 'Title', state: 'State', written: 'Last saved', owner: 'Owner', by: (name: string) => `by ${name}`, you: 'you' },
  flags: {
    title: 'About to become untrue',
    lead: 'Published, and not true any more soon. Mend it, and have a second person approve it, before the day comes.',
    yours: 'Yours',
    owner: (name: string) => `${name || 'Nobody'} looks after it.`,
  },
  edit: (title: string) => `Edit: ${title}`,
  save: 'Save',
  saved: (version: number) => `Saved as version ${version}. It becomes public when a second person has approved it.`,
  unsaved: 'Nothing was saved. What you wrote is still here.',
  publicNote: 'This is public. What you save here becomes public when a second person has approved it.',
  withdrawnNote: 'This was taken off the public pages. It comes back when a second person approves a new version.',
  look: 'Look at it and approve',
  page: 'The public page',
  stale: (name: string) =>
    `${name || 'Somebody'} saved a newer version while you wrote. Yours was not saved, and nothing is lost: your text is in the form, the newer one stands below. Take over what you need, then save again.`,
  newer: 'The newer version',
  owner: {
    title: 'Who looks after it',
    text: (name: string) => `${name || 'Nobody'} is told when this is about to become untrue.`,
    mine: 'You are told when this is about to become untrue.',
    take: 'I look after it from now on',
  },
  withdraw: {
    title: 'Take it off',
    text: 'Takes it off the public pages at once. One person is enough for that; bringing it back takes two.',
    button: 'Take it off the public pages',
    done: 'It stands on no public page any more.',
  },
  review: {
    title: (title: string) => `Review: ${title}`,
    lead: (version: number, name: string) => `Version ${version}, saved by ${name || 'somebody'}.`,
    english: 'In English',
    spanish: 'In Spanish',
    approve: 'Approve and publish',
    text: 'It becomes public at once, where it stands and where it is referred to.',
    edit: 'Edit it',
    refusals: {
      changed: 'It was edited after you opened this page. What you see now is the newest version: look at it again, then approve.',
      own: 'You saved this version, so somebody else approves it.',
      approved: 'This version is approved and public already.',
    } satisfies Record<ApprovalRefusal, string>,
  },
  history: { title: 'Approvals', row: (version: number, name: string) => `Version ${version} approved by ${name || 'somebody'}` },
  prepared: { begin: 'Begin with it' },
}
