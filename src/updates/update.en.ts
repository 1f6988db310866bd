export const en = {
  list: {
    title: 'Updates',
    lead: 'What happened at the table and around it, newest first.',
    description: (coalition: string) => `News of ${coalition}: what happened at the table, and what members can do next.`,
    none: 'No update yet',
    noneText: 'When there is one, it stands here, in the feed, and in the mail of members.',
    feed: 'Follow by feed (Atom)',
    summary: (from: string, to: string, all: string) => `${from} to ${to} of ${all}`,
  },
  home: { title: 'Newest updates', all: 'All updates' },
  published: 'Published',
  corrected: 'Corrected at',
  /** Before an update that was not written in the reader's language. */
  otherLanguage: '',
  sources: 'Sources',
  share: 'Pass it on',
  shareText: 'Copy this and send it to a colleague:',
  back: 'All updates',
  withdrawn: {
    title: 'This update was withdrawn',
    text: 'The coalition took back what stood here. Please don’t rely on it, and don’t pass it on.',
    when: 'Withdrawn',
    newest: 'What holds now stands among the newest updates.',
  },
}
