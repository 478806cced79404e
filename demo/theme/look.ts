/**
 * A look as the editor's few controls say it, and what follows from it: the greys between text and surface, the tokens, the contrast
 * ratios, and the two texts to copy. Pure: it knows no page.
 */
import type { Appearance, VariableName } from '../../src/theme/appearance.js'
import { contrastOf, luminanceOf, type Rgba } from '../../src/theme/contrast.js'

export const densities = { compact: 3, regular: 4, roomy: 5 } as const
export type Density = keyof typeof densities

export const fonts = {
  page: '',
  system: '-apple-system, "Segoe UI", Roboto, Arial, "PingFang SC", "Microsoft YaHei", sans-serif',
  serif: 'Georgia, "Times New Roman", "Songti SC", SimSun, serif',
  mono: 'ui-monospace, Menlo, Consolas, "PingFang SC", "Microsoft YaHei", monospace',
} as const
export type Font = keyof typeof fonts

/** Colors as `#rrggbb`; `radius` in px. */
export interface Look {
  readonly accent: string
  readonly surface: string
  readonly text: string
  readonly radius: number
  readonly density: Density
  readonly font: Font
}

const rest = { radius: 8, density: 'regular', font: 'page' } as const
/** Looks to begin from. The first is what elements look like by themselves. */
export const presets = {
  light: { accent: '#2557d6', surface: '#ffffff', text: '#14171f', ...rest },
  dark: { accent: '#86a8ff', surface: '#16191f', text: '#eceff3', ...rest },
  warm: { accent: '#b4430d', surface: '#fffdf8', text: '#2b1f16', ...rest, radius: 12 },
  ink: { accent: '#00308f', surface: '#ffffff', text: '#000000', ...rest, radius: 4 },
} as const satisfies Record<string, Look>
export type Preset = keyof typeof presets

const isColor = (text: string | null): text is string => text !== null && /^#[\da-f]{6}$/i.test(text)
/** `#abc`, `ABC` and `#aabbcc` as `#aabbcc`; null for what is no such color. */
export function hexOf(text: string): string | null {
  const plain = text.trim().replace(/^#/, '').toLowerCase()
  const long = /^[\da-f]{3}$/.test(plain) ? plain.replace(/./g, '$&$&') : plain
  return isColor(`#${long}`) ? `#${long}` : null
}

/** Reads a look from a query; what is absent or wrong is as in the first preset. */
export function lookIn(query: URLSearchParams): Look {
  const base: Look = presets.light
  const color = (name: 'accent' | 'surface' | 'text') => hexOf(query.get(name) ?? '') ?? base[name]
  const radius = Number(query.get('radius') ?? base.radius)
  const { density, font } = { density: query.get('density') ?? '', font: query.get('font') ?? '' }
  return {
    accent: color('accent'),
    surface: color('surface'),
    text: color('text'),
    radius: Number.isInteger(radius) && radius >= 0 && radius <= 24 ? radius : base.radius,
    density: Object.hasOwn(densities, density) ? (density as Density) : base.density,
    font: Object.hasOwn(fonts, font) ? (font as Font) : base.font,
  }
}

/** The query that shows a look again. */
export function queryOf(look: Look): Record<string, string> {
  const query: Record<string, string> = {}
  for (const key of Object.keys(look) as (keyof Look)[])
    if (look[key] !== presets.light[key]) query[key] = String(look[key]).replace('#', '')
  return query
}

export const rgbOf = (hex: string): Rgba => [
  parseInt(hex.slice(1, 3), 16),
  parseInt(hex.slice(3, 5), 16),
  parseInt(hex.slice(5, 7), 16),
  1,
]
export const ratioOf = (one: string, other: string): number => contrastOf(rgbOf(one), rgbOf(other))

/** `share` of the second color in the first. */
export function mixed(one: string, other: string, share: number): string {
  const [a, b] = [rgbOf(one), rgbOf(other)]
  const channels = [0, 1, 2].map((at) => Math.round(a[at]! + (b[at]! - a[at]!) * share))
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

/** Text that is less than the first, and still read at 4.5 : 1 on every grey of the surface where the first is. */
function fainter(look: Look, share: number, ground: string): string {
  let keep = share
  while (keep < 1 && ratioOf(mixed(look.surface, look.text, keep), ground) < 4.6) keep += 0.02
  return mixed(look.surface, look.text, Math.min(1, keep))
}

export const isDark = ({ surface }: Look): boolean => luminanceOf(rgbOf(surface)) < 0.2

/** The look as an appearance: what is as in the presets for light or dark is left out. */
export function appearanceOf(look: Look): Appearance {
  const dark = isDark(look)
  const base: Look = dark ? presets.dark : presets.light
  const variables: Partial<Record<VariableName, string>> = {}
  if (look.accent !== base.accent) variables.colorAccent = look.accent
  if (look.surface !== base.surface || look.text !== base.text) {
    const grey = (share: number) => mixed(look.surface, look.text, share)
    const hover = grey(0.06)
    Object.assign(variables, {
      colorText: look.text,
      colorTextMuted: fainter(look, 0.74, hover),
      colorTextSubtle: fainter(look, 0.62, hover),
      colorSurface: look.surface,
      colorSunken: grey(0.03),
      colorHover: hover,
      colorLine: grey(0.12),
      colorLineStrong: grey(0.22),
    })
  }
  if (look.radius !== base.radius) {
    variables.radius = `${look.radius}px`
    variables.radiusControl = `${Math.max(0, look.radius - 2)}px`
  }
  if (look.density !== base.density) variables.space = `${densities[look.density]}px`
  if (look.font !== base.font) variables.fontFamily = fonts[look.font]
  return { theme: dark ? 'dark' : 'light', variables }
}

const tokenOf = (name: string) => `--tk-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/** The look as a style sheet for the page. */
export function cssOf(look: Look): string {
  const { theme, variables = {} } = appearanceOf(look)
  const rows = Object.entries(variables).map(([name, value]) => `  ${tokenOf(name)}: ${value};`)
  return ['tk-provider {', `  color-scheme: ${theme};`, ...rows, '}'].join('\n')
}

/** The look as JSON for the property `appearance`. */
export const jsonOf = (look: Look): string => JSON.stringify(appearanceOf(look), null, 2)

export interface Measured {
  readonly id: 'text' | 'muted' | 'accent' | 'onAccent' | 'drawing'
  readonly ratio: number
  /** What is asked: 4.5 for text, 3 for drawings (WCAG 2.2, 1.4.3 and 1.4.11). */
  readonly mark: number
}
/** What is read and drawn in a look, before elements mend an accent. `onAccent`: white, or the dark surface's own color, as elements have it. */
export function measuredOf(look: Look): Measured[] {
  const { variables = {} } = appearanceOf(look)
  const base: Look = isDark(look) ? presets.dark : presets.light
  const subtle = variables.colorTextSubtle ?? (isDark(look) ? '#939cab' : '#616b7a')
  return [
    { id: 'text', ratio: ratioOf(look.text, look.surface), mark: 4.5 },
    { id: 'muted', ratio: ratioOf(subtle, look.surface), mark: 4.5 },
    { id: 'accent', ratio: ratioOf(look.accent, look.surface), mark: 4.5 },
    { id: 'onAccent', ratio: ratioOf(base.surface, look.accent), mark: 4.5 },
    { id: 'drawing', ratio: ratioOf(look.accent, look.surface), mark: 3 },
  ]
}
