// From when on an operator is told, in seconds: by doctor and on the page of operation alike.

/** A nightly backup that failed once. */
export const backupStale = 36 * 3600
export const backupVeryStale = 7 * 86_400

/** Jobs start within a second or two; a long import takes minutes, but runs beside others. */
export const jobsLate = 600
