import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { en } from './record.en.ts'

/** Of a paper that is sent, in bytes. */
export const proofLimit = 10_000_000

export interface ProofFile {
  name: string
  type: 'application/pdf' | 'image/png' | 'image/jpeg'
  sha256: string
  bytes: Buffer
}

const names = { 'application/pdf': 'PDF', 'image/png': 'PNG', 'image/jpeg': 'JPEG' } as const
const endings: Record<string, ProofFile['type']> = { pdf: 'application/pdf', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg' }

/** A paper as it will be kept, unchanged; or a sentence why not. What it is, is read from its content, and its name must say the same. */
export async function readProof(fileName: string, content: Uint8Array): Promise<ProofFile | string> {
  const name =
    fileName
      .normalize('NFC')
      .replace(/[\u0000-\u001f/\\]/g, '')
      .slice(-200) || 'paper'
  const bytes = Buffer.from(content)
  if (bytes.length === 0) return en.proofs.empty
  if (bytes.length > proofLimit) return en.proofs.large
  const says = endings[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '']
  const is = typeOf(bytes)
  if (!says || (!is && !says)) return en.proofs.unknown(name)
  if (!is) return en.proofs.broken(name, names[says])
  if (is !== says) return en.proofs.other(name, names[says], names[is])
  if (!(await opens(bytes, is))) return en.proofs.broken(name, names[says])
  return { name, type: is, sha256: createHash('sha256').update(bytes).digest('hex'), bytes }
}

function typeOf(bytes: Buffer): ProofFile['type'] | null {
  if (bytes.subarray(0, 1024).includes('%PDF-')) return 'application/pdf'
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png'
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff ? 'image/jpeg' : null
}

/** A picture is decoded; of a PDF we look for its end, which a file that was cut short has lost. */
async function opens(bytes: Buffer, type: ProofFile['type']): Promise<boolean> {
  if (type === 'application/pdf') return bytes.subarray(-2048).includes('%%EOF') && /xref/i.test(bytes.toString('latin1'))
  return sharp(bytes, { limitInputPixels: 100_000_000, failOn: 'error' })
    .timeout({ seconds: 20 })
    .stats()
    .then(
      () => true,
      () => false,
    )
}
