// The theme files are whole, plain, and readable. Marks: WCAG 2.2, 1.4.3 (text, 4.5 : 1), 1.4.6 (7 : 1) and 1.4.11 (drawings, 3 : 1).
import { describe, expect, it, test } from 'vitest'
import { contrastOf, type Rgba } from '../../src/theme/contrast.js'
import { tokenOf, variableKinds } from '../../src/theme/appearance.js'
import { themeFiles, themes } from '../../tools/themes.mjs'
import { tokensIn } from '../../tools/tokens.mjs'

const known = tokensIn()
const rgb = (hex: string): Rgba => [
  ...([1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as [number, number, number]),
  1,
]

/** What is read, and on which grounds. */
const texts: [text: string, grounds: string[]][] = [
  ['text', ['surface', 'sunken', 'hover', 'accent-soft', 'warn-soft', 'good-soft', 'bad-soft']],
  ['text-muted', ['surface', 'sunken', 'hover', 'accent-soft', 'warn-soft', 'good-soft', 'bad-soft']],
  ['text-subtle', ['surface', 'sunken']],
  ['accent', ['surface', 'sunken', 'hover', 'accent-soft']],
  ['on-accent', ['accent', 'accent-strong']],
  ['warn-text', ['surface', 'sunken', 'warn-soft']],
  ['good', ['surface', 'sunken', 'good-soft']],
  ['bad', ['surface', 'sunken', 'bad-soft']],
]
/** What is drawn, and what it must be told from. */
const drawn: [drawing: string, from: string[]][] = [
  ['gauge-fill', ['color-surface', 'gauge-track']],
  ['gauge-passed', ['color-surface']],
  ['bar-fill', ['color-surface', 'bar-track']],
  ['ladder-here', ['color-surface', 'ladder-line']],
  ['ledger-lapse', ['color-surface']],
  ['ledger-earned', ['color-surface']],
  ['color-warn', ['color-surface', 'color-warn-soft']],
  ['color-focus', ['color-surface', 'color-sunken']],
]

describe.each(themes() as { name: string; scheme: string; tokens: Record<string, string> }[])(
  'the $name theme',
  ({ name, tokens }) => {
    /** A token as it comes out: set, or what it follows. */
    const out = (token: string): string => {
      const { follows } = known.find((one) => one.name === token)!
      const value = tokens[token] ?? (follows ? out(follows) : '')
      expect(value, token).toMatch(/^#[0-9a-f]{6}$/)
      return value
    }
    const ratio = (one: string, other: string): number => contrastOf(rgb(out(one)), rgb(out(other)))
    const mark = name === 'high-contrast' ? 7 : 4.5

    it(`has text of ${mark} : 1 on every ground`, () => {
      for (const [text, grounds] of texts)
        for (const ground of grounds)
          expect(
            ratio(`--tk-color-${text}`, `--tk-color-${ground}`),
            `${text} on ${ground}`,
          ).toBeGreaterThanOrEqual(mark)
    })
    it('has drawings of 3 : 1', () => {
      for (const [drawing, grounds] of drawn)
        for (const ground of grounds)
          expect(
            ratio(`--tk-${drawing}`, `--tk-${ground}`),
            `${drawing} on ${ground}`,
          ).toBeGreaterThanOrEqual(3)
    })
    it('sets every semantic color, and nothing that is no token', () => {
      const colors = known.filter(({ layer, isColor }) => layer === 'semantic' && isColor)
      expect(Object.keys(tokens)).toEqual(expect.arrayContaining(colors.map((one) => one.name)))
      const names = [...variableKinds.keys()].map(tokenOf)
      for (const token of Object.keys(tokens)) expect(names).toContain(token)
    })
  },
)

test('high contrast has borders and tracks of 3 : 1 as well', () => {
  const { tokens } = themes().find(({ name }) => name === 'high-contrast') as {
    tokens: Record<string, string>
  }
  const lines = [
    'color-line',
    'color-line-strong',
    'gauge-track',
    'bar-track',
    'ladder-node',
    'color-good-line',
  ]
  for (const line of [...lines, 'color-warn-line', 'color-bad-line', 'color-accent-line'])
    expect(contrastOf(rgb(tokens[`--tk-${line}`]!), rgb('#ffffff')), line).toBeGreaterThanOrEqual(3)
})

test('a theme file is one plain rule, and its JSON an appearance of the same', () => {
  const files = new Map(themeFiles().map(({ name, text }) => [name, text]))
  expect([...files.keys()].sort()).toEqual(
    ['dark', 'high-contrast', 'light'].flatMap((name) => [`${name}.css`, `${name}.json`]),
  )
  for (const { name } of themes()) {
    const rows = files.get(`${name}.css`)!.split('\n').slice(2, -2)
    const { variables } = JSON.parse(files.get(`${name}.json`)!) as { variables: Record<string, string> }
    expect(rows).toEqual(Object.keys(variables).map((key) => `  ${tokenOf(key)}: ${variables[key]};`))
    expect(rows.length).toBeGreaterThan(20)
  }
})
