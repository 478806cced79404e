/** What the Population page shows at a moment, and how it says numbers. Its parts are drawn from this and from nothing else. */
import type { Subject } from '../../src/plan/asked.js'
import type { LoadedFile } from '../../src/population/load-file.js'
import type { Issue } from '../../src/schema/issues.js'
import type { Unit } from '../../src/schema/text.js'
import { textOf, type Language } from '../../src/words/locale.js'
import { formatNumber } from '../../src/words/number.js'
import type { FirstRows } from './population-first.js'
import { populationWords, type PopulationWords } from './population-says.js'
import type { Asked, Session } from './population-session.js'
import type { Spread } from './population-spread.js'

/** What was read, or made up, and can be confirmed. */
export interface Result {
  readonly loaded: LoadedFile
  readonly subjects: readonly Subject[]
  readonly spreads: ReadonlyMap<string, Spread>
  readonly first: FirstRows
}
/** What is being done; null: nothing. */
export type Work = { readonly kind: 'reading' | 'looking' | 'making'; readonly share: number } | null

export interface View {
  readonly locale: Language
  readonly words: PopulationWords
  readonly asked: Asked
  readonly session: Session | null
  readonly made: { readonly size: number; readonly seed: number } | null
  readonly result: Result | null
  readonly work: Work
  readonly refused: { readonly name: string; readonly issues: readonly Issue[] | null } | null
  readonly done: string | null // what was loaded last, until something else is begun
  readonly inUse: { readonly name: string; readonly count: number } | null
}

/** What the page does when it is asked to. */
export interface Acts {
  readonly open: (file: File) => void
  readonly generate: (size: number, seed: number) => void
  readonly reopen: (wishes: { encoding?: string; separator?: string }) => void
  readonly goesTo: (column: number, to: string | null) => void
  readonly answer: (column: number, answer: object) => void
  readonly save: () => void
  readonly forget: () => void
  readonly cancel: () => void
  readonly confirm: () => void
}

export const wordsOf = (locale: Language): PopulationWords => populationWords[locale]

export const count = (value: number, { locale }: Pick<View, 'locale'>): string =>
  formatNumber(value, 'integer', { locale })

export const share = (part: number, whole: number, { locale }: Pick<View, 'locale'>): string => {
  if (whole === 0) return '–'
  const percent = (100 * part) / whole
  // nearly all is not all, and a few are not none
  const digits = percent === 100 || percent === 0 ? 0 : percent > 99.9 || percent < 0.1 ? 2 : 1
  const shown = percent > 99.99 && part < whole ? 99.99 : part > 0 ? Math.max(percent, 0.01) : percent
  return formatNumber(shown, 'percent', { locale, digits })
}

/** Bytes as people say them: 412.6 MB. */
export const bytes = (size: number, { locale }: Pick<View, 'locale'>): string => {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let at = 0
  let rest = size
  while (rest >= 1000 && at < units.length - 1) {
    rest /= 1000
    at += 1
  }
  return `${formatNumber(Number(rest.toFixed(at === 0 || rest >= 100 ? 0 : 1)), 'number', { locale })} ${units[at]!}`
}

export const value = (some: number | null, unit: Unit, { locale, asked }: View): string =>
  formatNumber(some, unit, { locale, currency: asked.program.currency, zone: asked.program.zone })

/** What people call a subject. */
export const nameOf = ({ id, names, unit }: Subject, { words, locale, asked }: View): string => {
  if (id === 'joinedAt') return words.joinedAt
  if (id === 'asOf') return words.asOf
  const [name] = names
  if (name) return textOf(name, locale)
  return unit === 'tier' ? textOf(asked.ladder.name, locale) : id
}

/** Ids and columns, in bytes. */
export const memoryOf = ({ population: { ids, columns } }: LoadedFile): number => {
  const step = Math.max(1, Math.floor(ids.length / 1000))
  let letters = 0
  let seen = 0
  for (let row = 0; row < ids.length; row += step) {
    letters += ids[row]!.length
    seen += 1
  }
  const perId = seen === 0 ? 0 : letters / seen + 28
  return ids.length * (perId + columns.size * 8)
}
