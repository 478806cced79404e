/** A file as bytes that are read part by part, since it may be larger than memory: a page's File, a file on a disk, or bytes that are there. */

/** `part`: the bytes from `start` up to, and not with, `end`; fewer where the file ends. */
export interface Bytes {
  readonly name: string
  readonly size: number
  readonly part: (start: number, end: number) => Promise<Uint8Array>
}

/** Bytes that are there. */
export const bytesOf = (name: string, all: Uint8Array): Bytes => ({
  name,
  size: all.length,
  part: (start, end) => Promise.resolve(all.subarray(start, end)),
})

/** The bytes of a File, or of any Blob. */
export const bytesOfBlob = (name: string, blob: Blob): Bytes => ({
  name,
  size: blob.size,
  part: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
})
