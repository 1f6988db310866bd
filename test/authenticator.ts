// A device that makes passkeys, as W3C WebAuthn Level 3 describes one, for tests without a browser. It signs what it is asked by whoever
// asks: the origin and the counter can be bent, as a thief's would be.
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'

interface Question {
  challenge: string
  rp?: { id: string }
  rpId?: string
  user?: { id: string; name: string }
}

type Cbor = number | string | Buffer | Map<Cbor, Cbor>

/** RFC 8949, as far as an attestation and a COSE key need it. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, held]) => [cbor(key), cbor(held)])])
}
const head = (major: number, length: number) =>
  length < 24
    ? Buffer.from([(major << 5) | length])
    : length < 256
      ? Buffer.from([(major << 5) | 24, length])
      : Buffer.from([(major << 5) | 25, length >> 8, length & 255])

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()

export function newAuthenticator({ origin, counts = true }: { origin: string; counts?: boolean }) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = publicKey.export({ format: 'jwk' })
  const id = randomBytes(32)
  let counter = 0,
    handle = ''

  const clientData = (type: string, challenge: string, from: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }))
  /** User present and verified; `attested`: with a new credential. */
  function authenticatorData(rpId: string, verified: boolean, attested?: Buffer) {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counts ? counter : 0)
    return Buffer.concat([sha256(rpId), Buffer.from([1 | (verified ? 4 : 0) | (attested ? 64 : 0)]), count, attested ?? Buffer.alloc(0)])
  }

  return {
    /** The user's name and handle that it was given. */
    knows: { name: '', handle: '' },
    make(question: Question, { from = origin, verified = true } = {}): string {
      handle = question.user!.id
      Object.assign(this.knows, { name: question.user!.name, handle })
      const key = cbor(
        new Map<Cbor, Cbor>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(jwk.x!, 'base64url')],
          [-3, Buffer.from(jwk.y!, 'base64url')],
        ]),
      )
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key])
      const attestationObject = cbor(
        new Map<Cbor, Cbor>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authenticatorData(question.rp!.id, verified, attested)],
        ]),
      )
      return JSON.stringify({
        id: id.toString('base64url'),
        rawId: id.toString('base64url'),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientData('webauthn.create', question.challenge, from).toString('base64url'),
          attestationObject: attestationObject.toString('base64url'),
          transports: ['internal'],
        },
      })
    },
    sign(question: Question, { from = origin, verified = true, back = 0, as = handle } = {}): string {
      counter = Math.max(0, counter + 1 - back)
      const data = authenticatorData(question.rpId!, verified),
        client = clientData('webauthn.get', question.challenge, from)
      const signature = createSign('sha256')
        .update(Buffer.concat([data, sha256(client)]))
        .sign(privateKey)
      return JSON.stringify({
        id: id.toString('base64url'),
        rawId: id.toString('base64url'),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
          userHandle: as,
        },
      })
    },
  }
}
