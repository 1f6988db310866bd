/** The messy file of Harbor Local 760 (made by harbor-csv.ts) and what comes out when it is imported into the example's roster. */
export const harborFile = {
  name: 'harbor-760-members.csv',
  expected: {
    /** Rows of people, the bad ones among them. */
    rows: 7400,
    added: 493,
    changed: 410,
    unchanged: 6490,
    bad: 7,
  },
} as const
