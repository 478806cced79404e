// The theme files: a light, a dark and a high-contrast look as plain sets of `--tk-*` tokens, and the same as the JSON of an appearance.
// Light and dark are read from the elements' own style sheets; high contrast is here.
import { tokensIn } from './tokens.mjs'

/** Text at 7 : 1 and drawings at 3 : 1 or better, on white and on one another. Borders are seen as well as text is. */
const highContrast = {
  '--tk-color-text': '#000000',
  '--tk-color-text-muted': '#1f2329',
  '--tk-color-text-subtle': '#33383f',
  '--tk-color-surface': '#ffffff',
  '--tk-color-sunken': '#f5f6f7',
  '--tk-color-hover': '#e6e8eb',
  '--tk-color-line': '#6b727c',
  '--tk-color-line-strong': '#000000',
  '--tk-color-accent': '#00308f',
  '--tk-color-accent-strong': '#001f5c',
  '--tk-color-accent-mid': '#00308f',
  '--tk-color-accent-line': '#00308f',
  '--tk-color-accent-soft': '#edf2ff',
  '--tk-color-on-accent': '#ffffff',
  '--tk-color-focus': '#000000',
  '--tk-color-good': '#00451f',
  '--tk-color-good-line': '#00451f',
  '--tk-color-good-soft': '#f0faf4',
  '--tk-color-warn': '#6b3f00',
  '--tk-color-warn-text': '#573300',
  '--tk-color-warn-line': '#6b3f00',
  '--tk-color-warn-soft': '#fff8ea',
  '--tk-color-bad': '#8a0f08',
  '--tk-color-bad-line': '#8a0f08',
  '--tk-color-bad-soft': '#fff3f1',
  '--tk-gauge-track': '#949494',
  '--tk-gauge-path': '#d6d9de',
  '--tk-bar-track': '#949494',
  '--tk-ladder-node': '#6b727c',
  '--tk-ladder-line': '#949494',
}

const about = {
  light: 'Light: what elements look like on a light page that sets no token.',
  dark: 'Dark: what elements look like on a dark page that sets no token.',
  'high-contrast': 'High contrast: text at 7:1 or more, drawings and borders at 3:1 or more, on white.',
}

/** Each theme: its name, and its tokens by name. */
export function themes() {
  const colors = tokensIn().filter(({ layer, isColor }) => layer === 'semantic' && isColor)
  const own = (scheme) => Object.fromEntries(colors.map((token) => [token.name, token[scheme]]))
  return [
    { name: 'light', scheme: 'light', tokens: own('light') },
    { name: 'dark', scheme: 'dark', tokens: own('dark') },
    { name: 'high-contrast', scheme: 'light', tokens: highContrast },
  ]
}

/** A theme as a style sheet for a page. */
export const cssOf = ({ name, tokens }) =>
  [
    `/* Tierkit. ${about[name]} */`,
    ':root {',
    ...Object.entries(tokens).map(([token, value]) => `  ${token}: ${value};`),
    '}',
    '',
  ].join('\n')

/** A theme as an appearance. */
export const appearanceOf = ({ scheme, tokens }) => ({
  theme: scheme,
  variables: Object.fromEntries(
    Object.entries(tokens).map(([token, value]) => [
      token.slice('--tk-'.length).replace(/-([a-z])/g, (_, letter) => letter.toUpperCase()),
      value,
    ]),
  ),
})

/** What the build writes, by file name. */
export const themeFiles = () =>
  themes().flatMap((theme) => [
    { name: `${theme.name}.css`, text: cssOf(theme) },
    { name: `${theme.name}.json`, text: `${JSON.stringify(appearanceOf(theme), null, 2)}\n` },
  ])
