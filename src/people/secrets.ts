import { createHash, randomBytes, randomInt } from 'node:crypto'

/** 256 bits for an address or a cookie. Only its hash is stored. */
export const newToken = () => randomBytes(32).toString('base64url')
export const hashToken = (token: string) => createHash('sha256').update(token).digest()

/** Six digits to type from a phone into a computer. Good for one request only, five tries, fifteen minutes. */
export const newCode = () => String(randomInt(1_000_000)).padStart(6, '0')
/** The same code of another request has another hash. */
export const hashCode = (request: string, code: string) => createHash('sha256').update(`${request} ${code}`).digest()
