import { describe, expect, test } from 'vitest'
import { type Import, type Source, importsOf, sources } from './sources.js'

/**
 * Who may import whom: the table of the design. `types` stands for type imports alone; a path names one file
 * of a room. Files with more rights than their room are listed after it.
 */
interface Row {
  rooms: string[]
  types?: string[]
  packages?: string[]
}
const table: Record<string, Row> = {
  schema: { rooms: [], packages: ['zod/mini'] },
  plan: { rooms: ['schema'] },
  core: { rooms: ['plan', 'schema/issues'], types: ['schema'] },
  population: { rooms: ['plan', 'schema/issues'], types: ['schema'] },
  'population/parquet': { rooms: ['plan', 'schema/issues'], types: ['schema'], packages: ['hyparquet'] },
  sql: { rooms: ['plan', 'schema/issues'], types: ['schema'] },
  words: { rooms: [], types: ['schema'] },
  data: { rooms: ['schema'] },
  'data/engine': { rooms: ['schema', 'plan', 'core'] },
  'data/authority': { rooms: ['schema', 'plan', 'core'] },
  theme: { rooms: [], packages: ['lit'] },
  elements: { rooms: ['words', 'theme'], types: ['schema'], packages: ['lit', '@lit/context'] },
  'elements/provider': {
    rooms: ['words', 'theme', 'data'],
    types: ['schema'],
    packages: ['lit', '@lit/context'],
  },
  'elements/chart': {
    rooms: ['words', 'theme'],
    types: ['schema'],
    packages: ['lit', '@lit/context', 'chart.js'],
  },
  preview: {
    rooms: [
      ...['population', 'plan', 'core', 'sql', 'words', 'theme'],
      ...['elements/around', 'elements/announcer', 'elements/chart', 'elements/version'],
    ],
    types: ['schema'],
    packages: ['lit'],
  },
  cli: { rooms: ['schema', 'plan', 'core', 'population', 'sql', 'words'], packages: ['node:'] },
  index: { rooms: ['elements'] },
  define: { rooms: ['elements', 'index'] },
  locales: { rooms: ['words'] },
  react: { rooms: ['elements'], packages: ['react', 'lit'] },
  'react/preview': { rooms: ['preview'] },
  'define/tier-preview': { rooms: ['elements', 'preview'] },
}

const withoutEnding = (file: string) => file.replace(/\.ts$/, '')
const roomOf = (path: string) => path.split('/')[0] ?? path
const isBelow = (path: string, places: string[] = []) =>
  places.some((place) => path === place || path.startsWith(`${place}/`))

function violationsOf(source: Source): string[] {
  const path = withoutEnding(source.file)
  const row = table[path] ?? table[roomOf(path)]
  if (!row) return [`${source.file} is in no room of the table`]
  return importsOf(source)
    .filter((found) => !mayImport(path, row, found))
    .map(({ to, typesOnly }) => `${source.file} imports ${typesOnly ? 'types of ' : ''}${to}`)
}

function mayImport(path: string, row: Row, { to, inside, typesOnly }: Import): boolean {
  if (!inside)
    return (row.packages ?? []).some(
      (name) => to === name || to.startsWith(name.endsWith(':') ? name : `${name}/`),
    )
  if (roomOf(to) === roomOf(path)) return true
  return isBelow(to, row.rooms) || (typesOnly && isBelow(to, row.types))
}

test('every file imports what the table of its room allows', () => {
  expect(sources().flatMap(violationsOf)).toEqual([])
})

describe('the table refuses', () => {
  test.each([
    ['core/evaluate.ts', `import { say } from '../words/say.js'`],
    ['core/evaluate.ts', `import type { Say } from '../words/say.js'`],
    ['core/evaluate.ts', `import { read } from '../schema/read.js'`],
    ['core/evaluate.ts', `import { html } from 'lit'`],
    ['population/kernel.ts', `import { evaluate } from '../core/evaluate.js'`],
    ['population/kernel.ts', `import papa from 'papaparse'`],
    ['words/say.ts', `export { code } from '../schema/issues.js'`],
    ['elements/score-gauge.ts', `const store = await import('../data/store.js')`],
    ['elements/score-gauge.ts', `let chart: import('chart.js').Chart`],
    ['schema/read.ts', `import { z } from 'zod'`],
    ['attic/old.ts', ``],
  ])('in %s: %s', (file, text) => {
    expect(violationsOf({ file, text })).toHaveLength(1)
  })
})

describe('the table allows', () => {
  test.each([
    ['core/evaluate.ts', `import type { Standing } from '../schema/standing.js'`],
    ['core/evaluate.ts', `import { type Standing } from '../schema/standing.js'`],
    ['core/evaluate.ts', `import { issueOf } from '../schema/issues.js'`],
    ['data/engine.ts', `import { evaluate } from '../core/evaluate.js'`],
    ['elements/provider.ts', `import { store } from '../data/store.js'`],
    ['elements/score-gauge.ts', `import { property } from 'lit/decorators.js'`],
    ['define/score-gauge.ts', `import { TkScoreGauge } from '../elements/score-gauge.js'`],
    ['cli/score.ts', `import { readFileSync } from 'node:fs'`],
  ])('in %s: %s', (file, text) => {
    expect(violationsOf({ file, text })).toEqual([])
  })
})
