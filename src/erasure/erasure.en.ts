const count = (value: number) => value.toLocaleString('en-US')

export const en = {
  crumb: 'Data', roster: 'Roster',
  /** What is counted, by table. A table that has no words yet is shown by its name. */
  things: {
    member: 'the row on the roster: name, member number, e-mail, phone, language, hire date', assignment: 'where she works: units, worksites, departments, shifts', rsvp: 'answers to events',
    sign_up: 'sign-ups to events that the local owns', import: 'imports', import_change: 'what imports changed about her', import_refused: 'refused rows of imports', import_chunk: 'raw files of imports',
    member_elsewhere: 'ids in other systems', import_absent: 'that she was missing from a list', import_profile: 'saved profiles of files',
    import_line: 'rows of imports that are being looked at', import_verdict: 'what would become of rows of imports', cover: 'which steward covers her', conversation: 'notes of conversations', assessment: 'assessments',
    assessment_scheme: 'schemes of assessment', office: 'offices', office_invitation: 'invitations to offices', event_goal: 'goals of events', erased_address: 'marks of people who were erased', coverage_setting: 'settings of coverage',
    place_count: 'counts by place', place_stale: 'counts to be made anew', headcount: 'headcounts', headcount_together: 'which headcounts stand together',
    member_merge: 'records that were merged into hers', member_merge_row: 'what merges moved', two_people: 'pairs that were looked at and are two people',
    questioning_report: 'reports of questioning by managers',
  } as Record<string, string>,
  of: (thing: string, rows: number) => `${thing}: ${count(rows)}`,
  goes: 'What is deleted', stays: 'What stays, and why', removed: 'What was deleted',
  person: {
    title: (name: string) => `Erase ${name}`,
    lead: 'Everything below is deleted now, for good. There is no way back but a new import.',
    alsoGoes: [
      'Her signing in, with her sessions, passkeys and addresses; unless something else needs it, about which nothing is said here.',
      'Her answers are deleted, not kept without a name: counts of events go down by one. A row without a name beside a worksite would still be her.',
    ],
    stays: [
      'That somebody was erased: her number on the roster, who did it and when, and counts. No name. You may have to show that it was done.',
      'The audit: ids of what was done, never names. It can be changed by nobody.',
      'A mark made of her address and phone that cannot be read back, so that an old list does not bring her back unnoticed: an import then warns.',
      'What she said about mail (yes or no), under a mark of the address: so that nobody mails her who was told not to. Five years.',
      'That a mail was sent to such a mark: one year, then counts.',
      'What other locals or the coalition hold by her own doing elsewhere: it is theirs and hers.',
      'Backups, until the oldest that holds her is replaced, and files that were downloaded before: ask those who keep them.',
      'A file of an import that nobody has confirmed: seven days at most.',
    ],
    confirm: 'Erase her now', back: 'Keep her',
    holdsOffice: 'She holds an office of this local. End it or hand it over first, under Offices; then come back.',
    done: 'Erased. Below is what was deleted, and what stays and why.',
  },
  erasures: {
    title: (local: string) => `Erased from ${local}`, none: 'Nothing was erased.', caption: 'What was erased, the latest first', when: 'When', whom: 'Whom', what: 'Deleted',
    person: (id: number | null) => `member number ${id} of this list`, local: 'the whole local', one: (id: number) => `Erasure ${id}`,
  },
  local: {
    title: (local: string) => `Erase ${local}`, link: 'Erase the whole local',
    lead: 'Two people say yes: two officers of the local, or one and an administrator. Fourteen days later everything below is deleted, for good. Until then any of them calls it off.',
    first: 'Take everything with you before: “Download everything” is on the page of your data.',
    ask: 'I am the first: ask for it', confirm: 'I am the second: yes, in fourteen days', cancel: 'Call it off',
    asked: (name: string) => `${name} asks for the erasure of this local. It needs a second person.`,
    due: (first: string, second: string) => `${first} and ${second} said yes. Everything below is deleted on`,
    alsoGoes: [
      'Signing in of its members and officers, where nothing else needs it.',
      'Drafts of its events. Shares end at once when it happens.',
    ],
    stays: [
      'The name of the local and of its units, and its events that were public, without who came: facts about organizations.',
      'What it lent to the coalition and how often it was used: counts. What left it as files: counts and hashes. That it was erased: by whom and when, and counts.',
      'The audit: ids of what was done, never names.',
      'What people said about mail, and that mail was sent, under marks that cannot be read back: five years and one year.',
      'Answers of other locals’ members to its events: theirs.',
      'Backups, until the oldest that holds it is replaced, and files that were downloaded before: ask those who keep them.',
    ],
    outcomes: {
      already: 'Somebody has asked for it already.', own: 'You were the first. The second must be somebody else.',
      'not-of-the-local': 'An administrator asked for it, so the second is an officer of the local.', cancelled: 'Called off. Nothing was deleted.',
    } as Record<string, string>,
    nothing: 'Nothing of this local is left to erase.',
  },
  retention: {
    title: 'How long things are kept', caption: 'Periods, and what the last round removed', what: 'What', days: 'Kept for', last: 'Last round', removed: 'Removed then', all: 'Removed so far', never: 'not yet',
    lead: 'Once a day what is past its time is deleted. Two things are counted on without a name: heads of past events, and mail that was sent.',
    span: (days: number) => `${days} days`, run: 'Do it now', running: 'The round is queued: look again in a minute.',
    periods: {
      'unfinished-files': 'files of imports that nobody confirmed; and of those confirmed, what is left of the file', 'refused-rows': 'refused rows of imports', 'sign-ups': 'names and addresses of sign-ups, after the event',
      deliveries: 'to whom mail was sent, after sending', 'sign-in-requests': 'requests to sign in, after their end', sessions: 'sessions, after their end', outbox: 'mails of the example campaign, which go to nobody',
      notes: 'notes of conversations and assessments; after a ratification ninety days, if that is sooner',
    } as Record<string, string>,
  },
}
