import { expect, test } from 'vitest'
import { type Source, sources } from './sources.js'

/**
 * CSS that Chromium 79 does not know. The build lowers script, never the text of lit's `css`; what the scripts
 * may call is held by the compiler (`lib` in tsconfig.build.json).
 */
const unknown: Record<string, RegExp> = {
  inset: /(^|[\s;{])inset(-\w+)*:/,
  'aspect-ratio': /aspect-ratio:/,
  ':is() and :where()': /:(is|where)\(/,
  ':has()': /:has\(/,
  ':focus-visible': /:focus-visible/,
  'margin-inline and its like in one': /(margin|padding)-(inline|block):/,
  'container queries': /@container|container-type:/,
  'color-mix()': /color-mix\(/,
  'nested rules': /[{;]\s*&/,
  layers: /@layer/,
  'flex gap': /\{(?=[^{}]*display:\s*(inline-)?flex)[^{}]*[\s;{](row-|column-)?gap:[^{}]*\}/,
}
/** What a style sheet asks only of browsers that said they know it, `not` aside: it is held to the other features. */
const guard = /@supports ([^{]*)\{((?:[^{}]|\{[^{}]*\})*)\}/g
function unguarded(style: string, pattern: RegExp): string {
  return style.replace(guard, (_, condition: string, rules: string) =>
    /^not\b|\bor\b/.test(condition.trim()) || !pattern.test(condition) ? rules : '',
  )
}

/** What may be lost: Chromium 79 drops the rule, and what it said before still holds. */
const guarded = new Set(['theme/controls.ts: :focus-visible'])

function unknownIn({ file, text }: Source): string[] {
  const styles = [...text.matchAll(/\bcss`([^`]*)`/g)].map(([, style = '']) =>
    style.replace(/\/\*.*?\*\//gs, ''),
  )
  return Object.entries(unknown)
    .filter(([, pattern]) => styles.some((style) => pattern.test(unguarded(style, pattern))))
    .map(([what]) => `${file}: ${what}`)
    .filter((found) => !guarded.has(found))
}

test('styles are written for Chromium 79', () => {
  // operators choose their browser; merchants' back-offices do not
  const merchants = sources().filter(({ file }) => !file.startsWith('preview/'))
  expect(merchants.flatMap(unknownIn)).toEqual([])
})

test.each([
  '.a { inset: 0 }',
  '.a { display: flex; gap: 4px }',
  '.a { gap: 4px; display: inline-flex; }',
  'button:focus-visible { outline: none }',
  ':is(a, b) { color: red }',
  '.a { margin-inline: 4px }',
  '.a { color: color-mix(in srgb, red, blue) }',
  '@supports not (color: color-mix(in srgb, red, red)) { .a { color: color-mix(in srgb, red, blue) } }',
  '@supports (color: red) or (color: color-mix(in srgb, red, red)) { .a { color: color-mix(in srgb, red, blue) } }',
  '@supports (display: grid) { .a { color: color-mix(in srgb, red, blue) } }',
  '@supports (color: color-mix(in srgb, red, red)) { .a { inset: 0 } }',
  '@supports (color: color-mix(in srgb, red, red)) { .a { color: red } } .b { color: color-mix(in srgb, red, blue) }',
])('%s would be caught', (style) =>
  expect(unknownIn({ file: 'elements/a.ts', text: `css\`${style}\`` })).toHaveLength(1),
)

test.each([
  '.a { margin-inline-end: 4px }',
  '.a { display: grid; gap: 4px }',
  '.b { display: flex } .a { grid-gap: 2px }',
  '@supports (color: color-mix(in srgb, red, red)) { .a { color: color-mix(in srgb, red, blue) } .b { color: red } }',
  '@supports not (color: color-mix(in srgb, red, red)) { .a { color: red } }',
])('%s may stay', (style) =>
  expect(unknownIn({ file: 'elements/a.ts', text: `css\`${style}\`` })).toEqual([]),
)
