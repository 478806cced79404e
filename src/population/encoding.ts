/** In which encoding a file of text is, found by what decodes, and its text part by part. */
import type { Issue, Place } from '../schema/issues.js'
import type { Bytes } from './bytes.js'
import type { Pace } from './pace.js'

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'
export const encodings: readonly Encoding[] = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be']

/** `failed`: where the file is not UTF-8, the line and the byte in it, from 1; null where it is, or where it says another by its first bytes. */
export interface Decoding {
  readonly encoding: Encoding
  readonly failed: Place | null
}

/** Read at a time: a slice of work that a page does not feel. */
const PART = 1 << 19

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte)

/** The encoding of a file, or why it is no text. All of it is read: a Chinese name may stand in its last row alone. */
export const decodingOf = async (
  bytes: Bytes,
  pace: Pace,
): Promise<{ value: Decoding | null; issues: Issue[] }> => {
  const head = await bytes.part(0, 4096)
  if (startsWith(head, 0xff, 0xfe)) return { value: { encoding: 'utf-16le', failed: null }, issues: [] }
  if (startsWith(head, 0xfe, 0xff)) return { value: { encoding: 'utf-16be', failed: null }, issues: [] }
  if (isWide(head)) return { value: { encoding: 'utf-16le', failed: null }, issues: [] }
  const failed = await failureIn(bytes, 'utf-8', pace)
  if (failed === null) return { value: { encoding: 'utf-8', failed }, issues: [] }
  if (failed !== 'binary' && (await failureIn(bytes, 'gb18030', pace)) === null)
    return { value: { encoding: 'gb18030', failed }, issues: [] }
  const place = failed === 'binary' ? {} : { place: failed }
  return { value: null, issues: [{ code: 'notText', path: [], params: {}, ...place }] }
}

/** Two bytes a character without a mark: of digits, commas and Latin letters every second byte is 0. */
const isWide = (head: Uint8Array): boolean => {
  let zeros = 0
  for (let at = 1; at < head.length; at += 2) if (head[at] === 0) zeros += 1
  const pairs = head.length >> 1
  for (let at = 0; at < head.length; at += 2) if (head[at] === 0 && head[at + 1] === 0) return false
  return pairs > 1 && zeros > pairs / 3
}

/** Where a file stops being text in an encoding; 'binary' where it holds a character that no text has; null where all of it reads. */
const failureIn = async (bytes: Bytes, encoding: Encoding, pace: Pace): Promise<Place | 'binary' | null> => {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let line = 1
  let lineStart = 0
  let before = new Uint8Array(0)
  for (let start = 0; start < bytes.size || start === 0; start += PART) {
    const part = await bytes.part(start, start + PART)
    try {
      const text = decoder.decode(part, { stream: start + PART < bytes.size })
      if (text.indexOf('\u0000') >= 0) return 'binary'
    } catch {
      const at = Math.max(0, start - before.length + badUtf8(joined(before, part)))
      for (let end = part.indexOf(10); end >= 0 && start + end < at; end = part.indexOf(10, end + 1)) {
        line += 1
        lineStart = start + end + 1
      }
      return { line, column: at - lineStart + 1 }
    }
    for (let end = part.indexOf(10); end >= 0; end = part.indexOf(10, end + 1)) {
      line += 1
      lineStart = start + end + 1
    }
    before = part.slice(-3) // what a character that is cut in two begins with
    if (pace.isDue()) await pace.rest(start / bytes.size)
  }
  return null
}

const joined = (left: Uint8Array, right: Uint8Array): Uint8Array => {
  const all = new Uint8Array(left.length + right.length)
  all.set(left)
  all.set(right, left.length)
  return all
}

/** The place of the first byte of what is no character in UTF-8. What is before it may begin inside one. */
const badUtf8 = (bytes: Uint8Array): number => {
  let at = 0
  while (at < 3 && (bytes[at]! & 0xc0) === 0x80) at += 1
  while (at < bytes.length) {
    const first = bytes[at]!
    const more = first < 0x80 ? 0 : first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : -1 // prettier-ignore
    if (more < 0) return at
    for (let next = 1; next <= more; next++) if ((bytes[at + next]! & 0xc0) !== 0x80) return at
    at += more + 1
  }
  return bytes.length
}

/** The text of a file, part by part; `done`: how much of the file has been read. Throws where a byte is none of the encoding's. */
export async function* textsOf(
  bytes: Bytes,
  encoding: Encoding,
): AsyncGenerator<{ text: string; isLast: boolean; done: number }> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for (let start = 0; start < bytes.size || start === 0; start += PART) {
    const part = await bytes.part(start, start + PART)
    const isLast = start + PART >= bytes.size
    const text = decoder.decode(part, { stream: !isLast })
    yield { text, isLast, done: isLast ? 1 : (start + PART) / bytes.size }
  }
}
