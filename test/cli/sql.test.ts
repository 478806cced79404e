import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { shell } from './shell.js'

const read = (file: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8')
const files = {
  'p.json': read('demo/programs/store-score.json'),
  'health.json': read('test/programs/amazon-account-health.json'),
  'agency.json': read('test/programs/more/ad-agency.json'),
  'upwork.json': read('test/programs/upwork-top-rated.json'),
}
const said = (...args: string[]) => shell(['sql', ...args], files)
const duckdb = ['--dialect', 'duckdb', '--at', '2025-10-15']

describe('tierkit sql', () => {
  test.each(['postgresql', 'duckdb', 'clickhouse'])(
    'prints one query for %s, and nothing beside it',
    (dialect) => {
      const { out, err, code } = said('--program', 'p.json', '--dialect', dialect, '--at', '2025-10-15')
      expect([code, err]).toEqual([0, ''])
      expect(out.match(/;/g)).toHaveLength(1)
      expect(out.endsWith(';\n')).toBe(true)
      for (const name of [
        '"punctuality_points"',
        '"score"',
        '"earned"',
        '"failed"',
        '"level"',
        '"onTimeRate"',
      ])
        expect(out).toContain(name)
    },
  )

  test('says which columns the table needs, and no ratio that follows from them', () => {
    const { out } = said('--program', 'p.json', ...duckdb)
    const head = out.slice(0, out.indexOf('WITH'))
    expect(head).toContain('--   "orders28"        DOUBLE   Orders, whole number\n')
    expect(head).toMatch(/--   "level" +VARCHAR .*: basic, silver, gold, platinum, diamond\n/)
    expect(head).not.toContain('"onTimeRate"')
  })

  test('a ratio that the table has is read, and derived where it is not known', () => {
    const { out } = said('--program', 'p.json', ...duckdb, '--column', 'onTimeRate')
    expect(out).toContain('m."onTimeRate"::DOUBLE AS "onTimeRate"')
    expect(out).toContain('WHEN "onTimeRate" IS NOT NULL THEN "onTimeRate"')
  })

  test('another table, another ladder, in Chinese', () => {
    const more = ['--table', 'crm.stores', '--ladder', 'prompt', '--lang', 'zh-CN']
    const { out } = said('--program', 'p.json', ...duckdb, ...more)
    expect(out).toContain('FROM "crm"."stores" AS m')
    expect(out).toContain('闪电回复勋章')
    expect(out).toContain("THEN 'earned'")
    expect(out).not.toContain("'platinum'")
  })

  test('reads a balance from a column', () => {
    expect(said('--program', 'health.json', ...duckdb).out).toContain('m."health"::DOUBLE AS "health"')
  })

  test('counts metrics from a table of events, whose columns it lists', () => {
    const { out, err, code } = said(
      '--program',
      'p.json',
      ...duckdb,
      '--from',
      'events',
      '--events',
      'crm.log',
    )
    expect([code, err]).toEqual([0, ''])
    const head = out.slice(0, out.indexOf('WITH'))
    expect(head).toContain('-- Counts crm.log, one row an event')
    expect(head).toMatch(/--   "seen" +TIMESTAMPTZ +when it arrived/)
    expect(head).not.toContain('"orders28"')
    expect(out).toContain('FROM "crm"."log" AS e')
    expect(out).toContain('AS "orders28", -- Orders, whole number')
    expect(out).toContain('LEFT JOIN "counted" AS c ON c."merchant" = m."id"')
    // 28 days before midnight in Shanghai
    expect(out).toContain('f."at" >= TIMESTAMPTZ \'2025-09-16T16:00:00.000Z\'')
  })

  test('refuses by name what a query cannot count, until a column gives it', () => {
    const events = ['--program', 'agency.json', ...duckdb, '--from', 'events']
    const { err, code } = said(...events)
    expect(code).toBe(2)
    expect(err).toContain('countFirst')
    expect(err).toContain('--column large')
    expect(said(...events, '--column', 'large', '--column', 'spend')).toMatchObject({ code: 0, err: '' })
  })

  test('refuses by name what no column gives unless it is said to, with a fix', () => {
    const { out, err, code } = said('--program', 'upwork.json', ...duckdb)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('missingColumn')
    expect(err).toContain('goodWeek')
    const watch = 'weekly/{"goodWeek":true}#16'
    const given = said('--program', 'upwork.json', ...duckdb, '--column', watch)
    expect(given.code).toBe(0)
    expect(given.out).toContain('m."weekly/{""goodWeek"":true}#16"')
  })

  test.each([
    [['--program', 'p.json'], '`--dialect` is missing.'],
    [
      ['--program', 'p.json', '--dialect', 'oracle'],
      '`--dialect` is not `oracle`: postgresql, duckdb, clickhouse.',
    ],
    [['--program', 'p.json', ...duckdb, '--from', 'orders'], '`--from` is not `orders`: merchants, events.'],
    [['--program', 'p.json', ...duckdb, '--events', 'log'], '`--from` is not `merchants`: events.'],
    [['--program', 'p.json', ...duckdb, '--column', 'order28'], '`--column` is not `order28`'],
    [['--program', 'p.json', ...duckdb, '--ladder', 'levle'], 'There is no ladder `levle`: level, prompt.'],
    [['--program', 'p.json', '--dialect', 'duckdb', '--at', 'soon'], '`soon` is not a date'],
    [['--dialect', 'duckdb'], '`--program` is missing.'],
  ])('%j is refused', (args, fault) => {
    const { out, err, code } = said(...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(fault)
  })
})
