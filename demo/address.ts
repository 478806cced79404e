/** What is on screen, kept in the page's query so that a link shows the same. A value that is left out is the first of its list. */
import type { Language } from '../src/words/locale.js'

export const programs = [
  'store-score',
  'marketplace-membership',
  'growth-pyramid',
  'organization-index',
] as const
export type ProgramName = (typeof programs)[number]
export const states = ['live', 'loading', 'empty', 'error', 'stale'] as const
export type ShownState = (typeof states)[number]
/** Where the data is: in the page itself, or behind the reference server. */
export const sources = ['page', 'server'] as const
export type ShownSource = (typeof sources)[number]
export const themes = ['auto', 'light', 'dark'] as const
export type ShownTheme = (typeof themes)[number]

export interface Shown {
  readonly program: ProgramName
  readonly merchant: string
  readonly source: ShownSource
  readonly state: ShownState
  readonly theme: ShownTheme
  readonly lang: Language
}
/** The merchants by program; the first is shown where none is named. */
export type Merchants = Readonly<Record<ProgramName, readonly { readonly id: string }[]>>

const oneOf = <T extends string>(list: readonly T[], found: string | null): T =>
  list.find((one) => one === found) ?? list[0]!

/** Reads a query. What it does not know is taken as left out; a merchant's name alone brings its program. */
export function shownIn(search: string, merchants: Merchants, spoken: Language): Shown {
  const query = new URLSearchParams(search)
  const named = query.get('merchant')
  const home = programs.find((program) => merchants[program].some(({ id }) => id === named))
  const program = query.has('program') || !home ? oneOf(programs, query.get('program')) : home
  const lang = query.get('lang')
  const source = oneOf(sources, query.get('source'))
  return {
    program,
    merchant: (merchants[program].find(({ id }) => id === named) ?? merchants[program][0]!).id,
    source,
    // a state of its own is the page's to show; behind a server there is what there is
    state: source === 'server' ? 'live' : oneOf(states, query.get('state')),
    theme: oneOf(themes, query.get('theme')),
    lang: lang === null ? spoken : /^zh/i.test(lang) ? 'zh-CN' : 'en',
  }
}

/** The query that shows this again. The language is always named: the next reader's browser may speak another. */
export function searchOf({ program, merchant, source, state, theme, lang }: Shown): string {
  const query = new URLSearchParams({ program, merchant })
  if (source !== sources[0]) query.set('source', source)
  if (state !== states[0]) query.set('state', state)
  if (theme !== themes[0]) query.set('theme', theme)
  query.set('lang', lang)
  return `?${query.toString()}`
}
