import { createHash } from 'node:crypto'

const pictureTypes = ['webp', 'jpeg'] as const
export type PictureType = (typeof pictureTypes)[number]

export interface Rendition {
  width: number
  height: number
  type: PictureType
  hash: string
  bytes: Buffer
}
export interface Picture {
  id: string
  renditions: Rendition[]
}

export type PictureRefusal = 'too-large' | 'too-many-pixels' | 'not-a-picture'

/** Of the file that is sent, in bytes. */
export const pictureLimit = 12_000_000
/** A camera's 48 megapixels, not a bomb: decoded it takes four bytes each. */
const pixelLimit = 50_000_000
const widths = [800, 1600]

/**
 * A picture as it will be served, or why not. What it is, is read from its content: JPEG, PNG, WebP, GIF or AVIF, whatever its name
 * says. Turned upright, never enlarged, first frame only, and without the notes that cameras leave (place, time, owner).
 */
export async function readPicture(file: Uint8Array): Promise<Picture | PictureRefusal> {
  if (file.byteLength > pictureLimit) return 'too-large'
  const { default: sharp } = await import('sharp') // a library of its own weight, which most requests never need
  const open = () => sharp(file, { limitInputPixels: pixelLimit, failOn: 'error', pages: 1 })
  try {
    const { format, width, height } = await open().metadata()
    if (!['jpeg', 'png', 'webp', 'gif', 'avif', 'heif'].includes(format)) return 'not-a-picture'
    if (width * height > pixelLimit) return 'too-many-pixels'
    const renditions: Rendition[] = []
    for (const wide of widths) {
      const fitted = await open()
        .rotate()
        .resize({ width: wide, height: wide * 2, fit: 'inside', withoutEnlargement: true })
        .toColourspace('srgb')
        .timeout({ seconds: 20 })
        .png({ compressionLevel: 0 })
        .toBuffer()
      for (const type of pictureTypes) {
        const image =
          type === 'webp'
            ? sharp(fitted).webp({ quality: 78 })
            : sharp(fitted).flatten({ background: '#ffffff' }).jpeg({ quality: 80, mozjpeg: true })
        const { data: bytes, info } = await image.toBuffer({ resolveWithObject: true })
        if (!renditions.some((known) => known.type === type && known.width === info.width))
          renditions.push({ width: info.width, height: info.height, type, hash: createHash('sha256').update(bytes).digest('hex'), bytes })
      }
    }
    return { id: createHash('sha256').update(file).digest('hex'), renditions }
  } catch (error) {
    return /pixel limit/i.test((error as Error).message) ? 'too-many-pixels' : 'not-a-picture'
  }
}
