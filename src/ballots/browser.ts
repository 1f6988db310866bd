// What a booth's and a teller's page need, as one file that works without a connection and can be compared with what was announced: see bundle-for-browsers.ts.
// The checks of whole archives stay on machines with more memory.
export { checkBallot, createBallot, readBallot, shortTracker, trackerOf } from './ballot.ts'
export { checksConsistency, checksInclusion, leafHash, readCheckpoint, signedBy } from './checkpoint.ts'
export { newElectionId, openElection } from './election.ts'
export { groupNamed } from './groups.ts'
export { hashHex } from './hash.ts'
export { openKey, sealKey } from './key-file.ts'
export { attempt } from './refused.ts'
export { commitmentTo, newTrusteeKey, readTrustees } from './trustees.ts'
export { decrypt, readDecryption } from './tally.ts'
export { noticeFingerprint, readUnits } from './units.ts'
