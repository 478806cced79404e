import { describe, expect, test } from 'vitest'
import { changesBetween, numberChange } from '../../demo/studio/sql-changes.js'
import { checkText, reviewDay, shownOf, type Wanted } from '../../demo/studio/sql-query.js'
import { tokensOf } from '../../demo/studio/sql-tokens.js'
import type { Program } from '../../src/schema/program.js'
import { clickhouse } from '../../src/sql/clickhouse.js'
import { duckdb } from '../../src/sql/duckdb.js'
import { postgresql } from '../../src/sql/postgresql.js'
import { demoPrograms, programAt } from '../population/programs.js'
import { published } from '../sql/published.js'

const membership = programAt(demoPrograms[0]!)
const wanted: Wanted = {
  ...{ dialect: duckdb, from: 'merchants', merchants: 'merchants', events: 'events' },
  ...{ day: '2025-10-01', columns: [], locale: 'en' },
}
const edited = (program: Program, from: string, to: string): Program => {
  const text = JSON.stringify(program)
  expect(text).toContain(from)
  return JSON.parse(text.replace(from, to)) as Program
}
const shown = (draft: Program, more: Partial<Wanted> = {}, broken: string | null = null) =>
  shownOf(draft, membership, { ...wanted, ...more }, broken).value!

describe('the query of a draft', () => {
  test('is the published one where nothing is changed, whatever the version is called', () => {
    expect(shown({ ...membership, version: 'draft' }).changed).toEqual([])
  })

  test('tells a number that changed, with its line', () => {
    const { changed, lines } = shown(edited(membership, '"gte":7500', '"gte":7250'))
    expect(changed.map(({ numbers }) => numbers)).toContainEqual({ from: '7500', to: '7250' })
    for (const { line } of changed) expect(lines[line - 1]).toContain('7250')
  })

  test('says in its first line which guard rail is broken, as one remark', () => {
    const { lines, text } = shown(membership, {}, 'Guard rail broken: 3 %; at most 2 %\nDROP')
    expect(lines[0]).toBe('-- Guard rail broken: 3 %, at most 2 % DROP')
    expect(text.match(/;/g)).toHaveLength(1)
  })

  test.each([postgresql, duckdb, clickhouse])('lists each step with its line, for $id', (dialect) => {
    for (const from of ['merchants', 'events'] as const) {
      const { steps, lines } = shown(membership, { dialect, from })
      for (const { name, line } of steps.slice(0, -1)) expect(lines[line - 1]).toContain(`"${name}" AS (`)
      expect(lines[steps[steps.length - 1]!.line - 1]).toBe('SELECT')
      expect(steps.map(({ name }) => name)).toContain('given')
      expect(steps.filter(({ columns }) => columns === 0)).toHaveLength(1)
    }
  })

  test('is refused with what the table must have, until it is said to have it', () => {
    const { program } = published().find(({ path }) => path === 'test/programs/more/ad-agency.json')!
    const asked = { ...wanted, from: 'events' } as const
    const { value, issues } = shownOf(program, program, asked, null)
    expect(value).toBe(null)
    const columns = issues.map(({ params }) => String(params['name']))
    expect(shownOf(program, program, { ...asked, columns }, null).value).not.toBe(null)
  })

  test('reads merchants apart unless some are ranked', () => {
    const ranked = programAt('test/programs/pyramid.json')
    expect(shown(membership).isApart).toBe(true)
    expect(shownOf(ranked, ranked, wanted, null).value!.isApart).toBe(false)
  })

  test('is of the next review in the program’s zone', () => {
    // the first of a month begins in Shanghai while it is still the last day before in UTC
    expect(reviewDay(membership, Date.parse('2025-10-02T00:00:00Z'))).toBe('2025-11-01')
    expect(reviewDay(membership, Date.parse('2025-10-31T15:59:59Z'))).toBe('2025-11-01')
  })

  test('comes with a count by tier over the table that keeps its answer', () => {
    expect(checkText(duckdb, 'crm.tiers')).toContain('FROM "crm"."tiers"')
  })
})

test('pieces of a line are the line, in every query', () => {
  for (const { program, plan } of published()) {
    if (plan.clockwork.ladders.length === 0) continue
    for (const dialect of [postgresql, duckdb, clickhouse]) {
      const { value } = shownOf(program, program, { ...wanted, dialect }, null)
      for (const line of value?.lines ?? [])
        expect(
          tokensOf(line)
            .map(({ text }) => text)
            .join(''),
        ).toBe(line)
    }
  }
})

test('pieces are told apart', () => {
  expect(tokensOf(`floor("a""b" * 0.5e-7) = 'it''s' -- so`).map(({ kind, text }) => [kind, text])).toEqual([
    ['call', 'floor'],
    ['plain', '('],
    ['name', '"a""b"'],
    ['plain', ' * '],
    ['number', '0.5e-7'],
    ['plain', ') = '],
    ['text', `'it''s'`],
    ['plain', ' '],
    ['comment', '-- so'],
  ])
})

describe('changes between lines', () => {
  test.each([
    [['a', 'b'], ['a', 'b'], []],
    [['a', 'b'], ['a', 'x', 'b'], [{ at: 1, count: 1, before: [] }]],
    [['a', 'x', 'b'], ['a', 'b'], [{ at: 1, count: 0, before: ['x'] }]],
    [['a', 'x', 'b'], ['a', 'y', 'b'], [{ at: 1, count: 1, before: ['x'] }]],
    [[], ['a'], [{ at: 0, count: 1, before: [] }]],
  ])('from %j to %j', (before, after, changes) => {
    expect(changesBetween(before, after)).toEqual(changes)
  })

  test('are numbers where one number differs and nothing else', () => {
    expect(numberChange('a < 0.95 THEN 1', 'a < 0.9 THEN 1')).toEqual({ from: '0.95', to: '0.9' })
    expect(numberChange('a < 1 THEN 1', 'b < 2 THEN 1')).toBe(null)
    expect(numberChange('a < 1 THEN 1', 'a < 2 THEN 2')).toBe(null)
  })
})
