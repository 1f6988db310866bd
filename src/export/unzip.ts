import { open as openZip, type Entry, type ZipFile } from 'yauzl'
import type { Readable } from 'node:stream'

export interface Archive {
  entries: Map<string, { bytes: number; read: () => Promise<Readable> }>
  close: () => void
}

/** What a ZIP holds, by name, none of it unpacked yet. Rejects where it is none, or is cut short. */
export const unzip = (path: string): Promise<Archive> =>
  new Promise((done, refuse) =>
    openZip(path, { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true }, (error, zip: ZipFile) => {
      if (error) return refuse(error)
      const entries: Archive['entries'] = new Map()
      zip.on('error', refuse)
      zip.on('entry', (entry: Entry) => {
        entries.set(entry.fileName, {
          bytes: entry.uncompressedSize,
          read: () =>
            new Promise((ready, failed) => zip.openReadStream(entry, (problem, stream) => (problem ? failed(problem) : ready(stream)))),
        })
        zip.readEntry()
      })
      zip.on('end', () => done({ entries, close: () => zip.close() }))
      zip.readEntry()
    }),
  )
