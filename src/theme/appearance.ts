/**
 * An appearance: the look as JSON, for a page that sets it from its own settings. What may be set are the public tokens,
 * in camelCase without `--tk-`; each value is held to its kind, so that no text from a database can do more than color,
 * measure or name a font. It says what it leaves out and why, and knows neither elements nor words.
 */
import type { Theme } from './scheme.js'

const colors = [
  ...([
    'colorText',
    'colorTextMuted',
    'colorTextSubtle',
    'colorSurface',
    'colorSunken',
    'colorHover',
  ] as const),
  ...(['colorLine', 'colorLineStrong', 'colorAccent', 'colorAccentStrong', 'colorAccentMid'] as const),
  ...(['colorAccentLine', 'colorAccentSoft', 'colorOnAccent', 'colorFocus'] as const),
  ...(['colorGood', 'colorGoodLine', 'colorGoodSoft', 'colorBad', 'colorBadLine', 'colorBadSoft'] as const),
  ...(['colorWarn', 'colorWarnText', 'colorWarnLine', 'colorWarnSoft'] as const),
  ...([
    'gaugeFill',
    'gaugePassed',
    'gaugePath',
    'gaugeTrack',
    'ladderNode',
    'ladderLine',
    'ladderHere',
  ] as const),
  ...(['barFill', 'barTrack', 'taskPath', 'walletQuota'] as const),
  ...(['ledgerIn', 'ledgerOut', 'ledgerLapse', 'ledgerEarned', 'ledgerSpent'] as const),
]
const lengths = ['radius', 'radiusControl', 'cardPadding', 'space', 'gaugeWidth'] as const
const fonts = ['fontFamily'] as const

/** What a token takes. */
export type TokenKind = 'color' | 'length' | 'font'
/** A public token in camelCase: `colorAccent` is `--tk-color-accent`. */
export type VariableName = (typeof colors)[number] | (typeof lengths)[number] | (typeof fonts)[number]

/**
 * How elements look, as JSON. `theme`: `light`, `dark`, or `auto` (the page's own, and where it is absent).
 * `variables`: token by name; what is absent stays as the page has it.
 */
export interface Appearance {
  readonly theme?: Theme
  readonly variables?: Readonly<Partial<Record<VariableName, string>>>
}

/**
 * What was left out. `unread`: not JSON, or no object. `unknown`: a name that there is not, and the nearest one that
 * there is. Else a value that is not of its kind.
 */
export type Refusal =
  | { readonly why: 'unread' }
  | { readonly why: 'unknown'; readonly name: string; readonly nearest: string }
  | { readonly why: TokenKind | 'theme'; readonly name: string; readonly value: string }

/** An appearance as it was understood: tokens by their CSS name. */
export interface ReadAppearance {
  readonly theme: Theme
  readonly tokens: readonly (readonly [token: string, value: string])[]
  readonly refused: readonly Refusal[]
}

/** The public tokens by their name in an appearance. */
export const variableKinds: ReadonlyMap<string, TokenKind> = new Map<string, TokenKind>([
  ...colors.map((name) => [name, 'color'] as const),
  ...lengths.map((name) => [name, 'length'] as const),
  ...fonts.map((name) => [name, 'font'] as const),
])

/** `colorAccent` -> `--tk-color-accent`. */
export const tokenOf = (name: string): string =>
  `--tk-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

const none: ReadAppearance = { theme: 'auto', tokens: [], refused: [] }

/** Reads an appearance, or the JSON of one as an attribute has it. Null, undefined and '' set nothing; nothing throws. */
export function readAppearance(given: unknown): ReadAppearance {
  if (given === null || given === undefined || given === '') return none
  const value = typeof given === 'string' ? parsed(given) : given
  if (!isObject(value)) return { ...none, refused: [{ why: 'unread' }] }
  const refused: Refusal[] = []
  const tokens: [string, string][] = []
  let theme: Theme = 'auto'
  for (const name of Object.keys(value)) {
    const part = value[name]
    if (part === undefined || part === null) continue
    if (name === 'theme') {
      if (part === 'light' || part === 'dark' || part === 'auto') theme = part
      else refused.push({ why: 'theme', name, value: shortOf(part) })
    } else if (name !== 'variables') {
      refused.push({ why: 'unknown', name, nearest: nearestOf(name, ['theme', 'variables']) })
    } else if (isObject(part)) readVariables(part, tokens, refused)
    else refused.push({ why: 'unread' })
  }
  return { theme, tokens, refused }
}

function readVariables(
  variables: Readonly<Record<string, unknown>>,
  tokens: [string, string][],
  refused: Refusal[],
): void {
  for (const name of Object.keys(variables)) {
    const value = variables[name]
    if (value === undefined || value === null) continue
    const kind = variableKinds.get(name)
    if (!kind) {
      const nearest = nearestOf(name, [...variableKinds.keys()])
      refused.push({ why: 'unknown', name: shortOf(name), nearest })
      continue
    }
    const text = typeof value === 'string' ? value.trim() : ''
    if (isOfKind[kind](text)) tokens.push([tokenOf(name), text === '0' ? '0px' : text])
    else refused.push({ why: kind, name, value: shortOf(value) })
  }
}

/** Words that mean something else than a value of the token. */
const wide = /^(inherit|initial|unset|revert|revert-layer|none|default|currentcolor)$/i
const colorForm =
  /^(#[\da-f]{3,8}|[a-z]+|(rgb|hsl|hwb|lab|lch|oklab|oklch)a?\([\d.,%/+\s-]*(deg)?[\d.,%/+\s-]*\))$/i
const lengthForm = /^(0|\d{1,3}(\.\d+)?(px|rem|em))$/
const fontForm = /^("[^"\\;{}<>()\n]+"|'[^'\\;{}<>()\n]+'|-?[a-z_][\w-]*( [a-z_][\w-]*)*)$/i

const isOfKind: Readonly<Record<TokenKind, (text: string) => boolean>> = {
  color: (text) =>
    text.length < 80 && colorForm.test(text) && !wide.test(text) && CSS.supports('color', text),
  length: (text) => lengthForm.test(text),
  font: (text) =>
    text.length < 400 && text.split(',').every((one) => fontForm.test(one.trim()) && !wide.test(one.trim())),
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value as a message may show it. */
const shortOf = (value: unknown): string => {
  const text = typeof value === 'string' ? value : String(JSON.stringify(value))
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/** The name that was probably meant; '' where none is near. Case and a leading `--tk-` do not count. */
function nearestOf(name: string, known: readonly string[]): string {
  const plain = name.slice(0, 40).replace(/^--tk/, '').replace(/-/g, '').toLowerCase()
  let best = ''
  let least = Math.max(2, plain.length / 3)
  for (const one of known) {
    const distance = distanceOf(plain, one.toLowerCase())
    if (distance <= least && (best === '' || distance < least)) [best, least] = [one, distance]
  }
  return best
}

/** Levenshtein's distance: letters put in, left out or changed. */
function distanceOf(one: string, other: string): number {
  let row = other.split('').map((_, index) => index + 1)
  for (let i = 0; i < one.length; i++) {
    let before = i
    let left = i + 1
    row = row.map((above, j) => {
      const cost = Math.min(above + 1, left + 1, before + (one[i] === other[j] ? 0 : 1))
      before = above
      return (left = cost)
    })
  }
  return row[row.length - 1] ?? one.length
}
