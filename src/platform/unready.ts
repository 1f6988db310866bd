/** The product cannot start or do its work until the operator mends something. The message is the sentence that tells them what. */
export class Unready extends Error {}
