export const en = {
  title: 'Operation',
  lead: 'How this installation is doing. It shows counts and places in the program, and nothing about people.',
  allWell: 'Nothing needs you',
  allWellText: 'A worker runs, jobs start on time, and nothing failed in the last day.',
  needs: 'This needs somebody',
  noWorker: 'No worker is running: no mail leaves and no import goes on. Start one (docs/operating.md, "Several processes").',
  late: (minutes: number) => `Jobs start late: the oldest has waited for ${minutes} minutes.`,
  failed: (jobs: number) => `${jobs} ${jobs === 1 ? 'job was' : 'jobs were'} given up after many tries. Look below for what failed.`,
  problems: (count: number) => `${count} ${count === 1 ? 'request or job' : 'requests or jobs'} failed in the last day.`,
  noBackup: 'No backup was made by bin/commontable. If the database server backs itself up, all is well; else make one each night.',
  oldBackup: (hours: number) => `The last backup is ${hours > 72 ? `${Math.round(hours / 24)} days` : `${hours} hours`} old. Find out why no newer one was made.`,
  facts: {
    title: 'What runs here', program: 'Commontable', node: 'Node', database: 'Database', size: 'Size of the database', migrations: 'Migrations', workers: 'Workers running now',
    since: 'This process since', newest: (count: number, name: string) => `${count}, the last one is ${name}`,
  },
  jobs: { title: 'Jobs', task: 'Job', due: 'Due', running: 'Running', later: 'Later', failed: 'Given up', since: 'Due since', none: 'The queue is empty' },
  troubles: {
    title: 'What failed', lead: 'Whoever meets the page "Something broke on our side" is shown a reference. The same reference stands in the log. Kept for ninety days.',
    search: 'Reference', go: 'Find', reference: 'Reference', at: 'When', place: 'Where', kind: 'What', detail: 'Where in the program', none: 'Nothing failed',
    notFound: (reference: string) => `There is nothing under the reference "${reference}". Check it, or look in the log.`, all: 'Show all',
  },
  backups: { title: 'Backups', at: 'State of', bytes: 'Size', rows: 'Rows', took: 'Took', none: 'None yet', seconds: (count: number) => `${count} s` },
}
