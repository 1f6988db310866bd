/** Thrown when the person may not see the thing, or it does not exist: they are told the same. */
export class NotFound extends Error {}

/** Thrown when one person asks for more than a person can read or needs. */
export class TooOften extends Error {}

/** Thrown when a form or an address could not be read at all (not by what a person typed: that is a refusal, a value). */
export class Unreadable extends Error {}
