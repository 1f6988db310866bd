export const en = {
  mail: {
    hello: (name: string) => `Dear ${name},`,
    helloAll: 'Dear members,',
    read: 'Read this on the web',
    /** Above an update that was not written in the reader's language. */
    otherLanguage: '',
    sources: 'Sources',
    why: (coalition: string) =>
      `You get this mail because you are on the roster of a local union in ${coalition}, and your local lets the coalition write to its members.`,
    stop: 'Stop these mails',
    stopText: 'It takes one press, without signing in.',
  },
  unsubscribe: {
    title: 'Stop mail from the coalition',
    lead: (coalition: string) =>
      `Press the button, and the address that this mail went to gets no more updates from ${coalition}. Nothing has been changed so far.`,
    stopUpdates: 'Stop the updates',
    stopAll: 'Stop everything but what I must get',
    stopAllHint: 'Sign-in links that you ask for, ballots, and notices that the law requires still come.',
    stopped: 'Stopped',
    stoppedUpdates: 'This address gets no more updates.',
    stoppedAll: 'This address gets no more mail, except sign-in links, ballots, and notices that the law requires.',
    within: 'A mail that is on its way at this moment may still arrive.',
    mistake: 'A mistake?',
    undo: 'Undo: keep sending me updates',
    undone: 'Undone',
    undoneText: 'This address gets updates again, as before.',
    /** The one-click button of mail programs shows words of its own. */
    oneClick: 'List-Unsubscribe=One-Click (the mail program’s own button)',
  },
  mine: {
    title: 'Mail that I get',
    lead: 'For each address that you sign in with. Sign-in links, ballots, and notices that the law requires come in any case.',
    noAddress: 'No address of yours is known here.',
    categories: { updates: 'Updates of the campaign', all: 'All mail' },
    gets: 'You get them.',
    getsAll: 'Not stopped.',
    stoppedOn: (day: string) => `Stopped on ${day}.`,
    startedOn: (day: string) => `You get them again since ${day}.`,
    stop: { updates: 'Stop the updates', all: 'Stop all mail' },
    start: { updates: 'Send me updates again', all: 'Allow mail again' },
    stopLabel: (what: string, address: string) => `${what} to ${address}`,
    saved: 'Saved. It holds from now on.',
    link: 'Choose which mail you get',
  },
}
