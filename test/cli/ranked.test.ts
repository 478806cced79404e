import { describe, expect, test } from 'vitest'
import { shell } from './shell.js'

const name = { en: 'A', 'zh-CN': '甲' }
const programOf = (cohort: object = {}, reviews: object = {}): string =>
  JSON.stringify({
    ...{ tierkit: 1, program: 'p', version: '1', inForce: '2024-01-01', zone: 'UTC', currency: 'CNY', name },
    ...{ events: { sale: { name } }, fields: {}, cohorts: { everybody: cohort } },
    reviews: { monthly: { every: 'month' }, ...reviews },
    metrics: { sales: { count: 'sale', window: 'lifetime' } },
    ladders: [
      {
        ...{ id: 'level', main: true, name, transition: { promote: 'monthly', demote: 'monthly' } },
        tiers: [
          { id: 'low', name },
          { id: 'top', name, enter: { best: 1, of: 'sales', among: 'everybody', as: 'count' } },
        ],
      },
    ],
  })
const persistent = (): string => {
  const program = JSON.parse(programOf()) as {
    ladders: { tiers: { id?: string; enter?: object }[] }[]
    metrics: object
  }
  const [low, top] = program.ladders[0]!.tiers
  program.metrics = { sales: { count: 'sale', window: 'lifetime', name: { en: 'Sales', 'zh-CN': '成交' } } }
  const again = { persist: { sales: { gte: 2 } }, times: 3, ofLast: 4, at: 'monthly' }
  program.ladders[0]!.tiers = [
    low!,
    { ...top, id: 'mid', enter: { sales: { gte: 2 } } },
    { ...top, enter: again },
  ]
  return JSON.stringify(program)
}
const facts = (count: number, day = '2025-02-10') =>
  Array.from({ length: count }, (_, place) => ({ id: `${place}`, type: 'sale', at: `${day}T00:00:00Z` }))
const of = (id: string, more: object) => ({ id, joinedAt: '2025-01-01', ...more })
const logs = [of('a', { facts: facts(1) }), of('b', { facts: facts(3) }), of('c', { facts: facts(2) })]
const peersFrom = (from: string, size: number, high: number) => ({
  peers: { [from]: { everybody: { size, ranks: { sales: { high } } } } },
})

const earnedOf = (records: unknown, program = programOf(), at = '2025-03-01') => {
  const { out, err, code } = shell(
    ['score', '--program', 'p.json', '--merchants', 'm.json', '--at', at, '--csv'],
    { 'p.json': program, 'm.json': JSON.stringify(records) },
  )
  const rows = out.trim().split('\n').slice(1)
  return { code, err, tops: rows.filter((row) => row.includes('top')).map((row) => row.split(',')[0]) }
}

describe('tierkit score ranks JSON records among each other, as it ranks the rows of a CSV', () => {
  const csv = 'id,sales\na,1\nb,3\nc,2\n'
  test('with a log', () => {
    expect(earnedOf(logs)).toEqual({ code: 0, err: '', tops: ['b'] })
    const { out } = shell(
      ['score', '--program', 'p.json', '--merchants', 'm.csv', '--at', '2025-03-01', '--csv'],
      { 'p.json': programOf(), 'm.csv': csv },
    )
    expect(out).toContain('b,top')
  })

  test('with given metrics', () => {
    const given = [1, 3, 2].map((sales, place) => of('abc'[place]!, { metrics: { sales } }))
    expect(earnedOf(given)).toEqual({ code: 0, err: '', tops: ['b'] })
  })

  test('by what was counted at the last review, where a cohort keeps its ranks', () => {
    const late = [...logs, of('d', { facts: facts(9, '2025-03-10') })]
    expect(earnedOf(late, programOf({}), '2025-03-15').tops).toEqual(['d'])
    expect(earnedOf(late, programOf({ at: 'monthly' }), '2025-03-15').tops).toEqual(['b'])
    const cut = programOf({ at: 'early' }, { early: { every: 'month', cutOff: { months: 1 } } })
    expect(earnedOf([...logs, of('d', { facts: facts(1, '2025-01-10') })], cut, '2025-03-15').tops).toEqual([
      'd',
    ])
  })

  test('but what a record brings of its peers stays', () => {
    const brought = [
      of('a', { facts: facts(1), ...peersFrom('2025-03-01', 500, 1) }),
      of('b', { facts: facts(3), ...peersFrom('2025-02-01', 500, 2) }),
      of('c', { facts: facts(2), ...peersFrom('2025-04-01', 500, 1) }),
    ]
    expect(earnedOf(brought)).toEqual({ code: 0, err: '', tops: ['a'] })
  })
})

describe('a table that does not say what past reviews found', () => {
  const scored = (csv: string, ...more: string[]) =>
    shell(['score', '--program', 'p.json', '--merchants', 'm.csv', '--at', '2025-03-01', '--csv', ...more], {
      'p.json': persistent(),
      'm.csv': csv,
    })
  const said =
    'WARNING: no column says what past reviews found, so none of them counts as met: Sales (monthly, the last 4). Records with `held` bring it.'

  test('is scored as if none had met a rule, which is named in words', () => {
    const { code, out, err } = scored('id,sales\na,1\nb,3\n')
    expect([code, out]).toEqual([0, 'id,earned,lacks\na,low,sales\nb,mid,sales\n'])
    expect(err).toBe(`Columns: sales\n${said}\n`)
    expect(scored('id,sales\na,1\n', '--lang=zh-CN').err).toContain('成交（monthly，最近 4 次）')
  })

  test('and not warned of where a column is mapped to it', () => {
    const key = 'monthly/{"sales":{"gte":2}}#4'
    const { out, err } = scored('id,sales,times\nb,3,3\n', '--map', `times=${key}`)
    expect(out).toContain('b,top')
    expect(err).not.toContain('WARNING')
  })
})

describe('where nobody is there to rank a merchant among', () => {
  const explain = (record: object, ...more: string[]) =>
    shell(
      ['score', '--explain', '--program', 'p.json', '--merchant', 'm.json', '--at', '2025-03-01', ...more],
      { 'p.json': programOf(), 'm.json': JSON.stringify(record) },
    )
  const said =
    'Places among peers (everybody) are unknown: they are counted over many merchants, and the record brings no `peers`. Give the whole file of merchants, or records with `peers`.\n'

  test('it is said, once, and why', () => {
    expect(explain(logs[1]!).err).toBe(said)
    expect(explain(logs[1]!, '--lang', 'zh-CN').err).toContain('同类排名（everybody）未知')
    expect(earnedOf([logs[1]]).err).toBe(said)
  })

  test('it is not said of a record that brings its peers, nor of one among others', () => {
    expect(explain(of('b', { facts: facts(3), ...peersFrom('2025-03-01', 3, 1) })).err).toBe('')
    const { err, out } = explain(logs, '--id', 'b', '--json')
    expect(err).toBe('')
    expect(JSON.parse(out)).toMatchObject({ standing: { ladders: [{ held: 'top' }] } })
  })

  test('and merchants are not ranked on anniversaries of their own', () => {
    const own = programOf({ at: 'yearly' }, { yearly: { every: 'year', since: 'joinedAt' } })
    expect(earnedOf(logs, own)).toEqual({ code: 0, err: said, tops: [] })
  })
})
