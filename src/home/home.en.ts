export const en = {
  kicker: 'Contract campaign',
  lead: (locals: number) => `${locals} local unions, one table. News from bargaining, what you can do, and where to be.`,
  newest: 'Latest update',
  allUpdates: 'All updates',
  next: 'Next event',
  allEvents: 'All events',
  nothing: 'Nothing has been published yet.',
  nothingText: 'Members: sign in to see your page. Updates and events appear here.',
  signIn: 'Sign in',
  nav: { home: 'Staff home', updates: 'Updates', events: 'Events', roster: 'Roster', coverage: 'Coverage', myList: 'My list', shares: 'What we share', offices: 'Offices', structure: 'Structure', operation: 'Operation' },
  staff: {
    title: 'Staff home', lead: (name: string) => `Good to see you, ${name}.`, yours: 'Your offices',
    rooms: {
      '/staff/updates': 'Write an update, have it approved by a second person, watch it go out.',
      '/staff/events': 'Plan an event, share it, and watch who comes against the goal.',
      '/staff/roster': 'Your members: search, filter, import a list.',
      '/staff/coverage': 'Where stewards are missing, and who covers whom.',
      '/staff/my-list': 'The people whom you cover: call, mark, note. Works without a connection.',
      '/staff/shares': 'What locals lend to the coalition, until when, and each use of it.',
      '/staff/offices': 'Who may do what, where and since when.',
      '/staff/structure': 'Regions, locals, worksites, units and their names.',
      '/staff/admin': 'How this installation is doing: jobs, problems, backups.',
    } as Record<string, string>,
  },
  source: {
    title: 'Source of this program', lead: (version: string) => `This is Commontable ${version}, free software under the GNU Affero General Public License, version 3 or later.`,
    text: 'Whoever uses it over a network may have the source of exactly the version that runs here.', download: 'Download the source (tar.gz)', elsewhere: 'The source is published here:', },
}
