/** A secret exponent from the platform's randomness, and from nothing else. 128 bits more than needed, so that the remainder shows no preference. */
export function randomScalar(order: bigint): bigint {
  const bytes = crypto.getRandomValues(new Uint8Array(48))
  let number = 0n
  for (const byte of bytes) number = (number << 8n) | BigInt(byte)
  bytes.fill(0)
  return number % order
}

/** Each of the 58 characters equally likely. */
export function randomBase58(length: number): string {
  let text = ''
  while (text.length < length) {
    const byte = crypto.getRandomValues(new Uint8Array(1))[0]! & 63
    if (byte < 58) text += base58[byte]
  }
  return text
}

export const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
