/** Mappings that were confirmed, kept in the browser for files with the same columns. Where the browser keeps nothing, nothing is kept. */
import type { Written } from '../../src/population/cell.js'

export interface KeptColumn {
  readonly goesTo: string | null
  readonly written: Written
  readonly isLenient: boolean
}

const KEY = 'tierkit-studio-mappings'
/** Mappings that are kept, the newest first. */
const MOST = 30

interface Kept {
  readonly program: string
  readonly header: readonly string[]
  readonly columns: readonly KeptColumn[]
}

const all = (): Kept[] => {
  try {
    const value = JSON.parse(localStorage.getItem(KEY) ?? '[]') as unknown
    return Array.isArray(value) ? (value as Kept[]).filter(isKept) : []
  } catch {
    return []
  }
}
const isKept = (one: Partial<Kept> | null): one is Kept =>
  typeof one?.program === 'string' && Array.isArray(one.header) && Array.isArray(one.columns)

const isSame = (one: Kept, program: string, header: readonly string[]): boolean =>
  one.program === program &&
  one.header.length === header.length &&
  one.columns.length === header.length &&
  one.header.every((name, place) => name === header[place])

/** What was confirmed for a file with these columns; null where nothing was. */
export const keptFor = (program: string, header: readonly string[]): readonly KeptColumn[] | null =>
  all().find((one) => isSame(one, program, header))?.columns ?? null

export const keep = (program: string, header: readonly string[], columns: readonly KeptColumn[]): void => {
  try {
    const others = all().filter((one) => !isSame(one, program, header))
    localStorage.setItem(KEY, JSON.stringify([{ program, header, columns }, ...others].slice(0, MOST)))
  } catch {
    // a browser without room, or that keeps nothing for this page
  }
}

/** Forgets what was kept for these columns. */
export const forget = (program: string, header: readonly string[]): void => {
  try {
    localStorage.setItem(KEY, JSON.stringify(all().filter((one) => !isSame(one, program, header))))
  } catch {
    // nothing was kept
  }
}
