import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, test, type TestContext } from 'vitest'
import { samplePopulation } from '../../demo/studio/sample.js'
import { later, superhost } from './shell.js'

const folder = process.env['TIERKIT_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))
const hosts = `${folder}/hosts-edinburgh-2024-09.csv`
const without = `no ${hosts}: set TIERKIT_DATA to the folder with the real hosts`
if (!existsSync(hosts)) console.warn(`skipped, ${without}`)
const needsHosts = ({ skip }: TestContext): void => skip(!existsSync(hosts), without)

interface Report {
  merchants: number
  leftOut: number
  tiers: { tier: string | null; published: number; draft: number; targetPercent?: number }[]
  risen: number
  fallen: number
  movement: { from: string; to: string; merchants: number; cost: number }[]
  reasons: {
    move: string
    kind: string
    merchants: number
    names?: string[]
    factor?: string
    published: number
    draft: number
  }[]
  edges: {
    tier: string
    of: string
    mark: number
    above: { id: string; value: number }[]
    below: { id: string; value: number }[]
  }[]
  concentration: { by: string; total: number; best: { percent: number; merchants: number; sum: number }[] }
  cost: { published: number; draft: number; change: number; leftOut: string[] }
  rails: { rail: string; tier?: string; found: number; holds: boolean }[]
  holds: boolean
  fixes: { path: (string | number)[]; value: number }[]
}
const read = (file: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8')
const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0)

describe('the real hosts, with reviews asked 12 times and the rating at 4.7', () => {
  const draft = read(superhost)
    .replace('"reviews12m": { "gte": 10 }', '"reviews12m": { "gte": 12 }')
    .replace('"rating": { "gte": 4.8 }', '"rating": { "gte": 4.7 }')
  const line = [
    ...[
      'preview',
      '--program',
      'draft.json',
      '--against',
      superhost,
      '--merchants',
      hosts,
      '--at',
      '2024-10-01',
    ],
    ...['--by', 'revenue_12m_est'],
  ]
  /** Over again, in plain sight: no quotes stand in this file. */
  const plainly = () => {
    const [header = '', ...rows] = readFileSync(hosts, 'utf8').trim().split(/\r?\n/)
    const names = header.split(',')
    return rows.map((row) => {
      const cells = row.split(',')
      const cell = (name: string): string => cells[names.indexOf(name)]!
      const atLeast = (name: string, mark: number): boolean => cell(name) !== '' && Number(cell(name)) >= mark
      const earns = (reviews: number, rating: number): boolean =>
        atLeast('reviews_12m', reviews) && atLeast('response_rate', 0.9) && atLeast('rating', rating)
      return {
        was: earns(10, 4.8),
        is: earns(12, 4.7),
        few: !atLeast('reviews_12m', 12),
        revenue: cell('revenue_12m_est'),
      }
    })
  }

  test('are counted, moved and given reasons as the three marks say', async (context) => {
    needsHosts(context)
    const { code, out } = await later([...line, '--json'], { 'draft.json': draft })
    expect(code).toBe(0)
    const { merchants, leftOut, tiers, movement, reasons, concentration } = JSON.parse(out) as Report
    const meant = plainly()
    const count = (was: boolean, is: boolean): number =>
      meant.filter((host) => host.was === was && host.is === is).length
    expect({ merchants, leftOut }).toEqual({ merchants: 3507, leftOut: 0 })
    expect(tiers.find(({ tier }) => tier === 'superhost')).toMatchObject({
      ...{ published: count(true, true) + count(true, false), draft: count(true, true) + count(false, true) },
    })
    expect(movement.map(({ from, to, merchants: many }) => [from, to, many])).toEqual([
      ['host', 'host', count(false, false)],
      ['host', 'superhost', count(false, true)],
      ['superhost', 'host', count(true, false)],
      ['superhost', 'superhost', count(true, true)],
    ])
    // who fell had enough reviews for 10 and not for 12: nothing else became stricter
    expect(meant.filter(({ was, is, few }) => was && !is && !few)).toEqual([])
    expect(
      reasons.map(({ move, names, published, draft: now, merchants: many }) => [
        move,
        names,
        published,
        now,
        many,
      ]),
    ).toEqual([
      ['rise', ['rating'], 4.8, 4.7, count(false, true)],
      ['fall', ['reviews12m'], 10, 12, count(true, false)],
    ])
    const revenues = meant
      .flatMap(({ revenue }) => (revenue === '' ? [] : [Number(revenue)]))
      .sort((a, b) => b - a)
    const best = concentration.best.find(({ percent }) => percent === 20)!
    expect(best.merchants).toBe(Math.floor(revenues.length / 5))
    expect(best.sum).toBe(sum(revenues.slice(0, best.merchants)))
    expect(concentration.total).toBe(sum(revenues))
  })

  test('break a rail of 1 %, are kept by 2 %, and one mark taken back keeps them', async (context) => {
    needsHosts(context)
    const broken = await later([...line, '--json', '--max-demoted', '1%'], { 'draft.json': draft })
    expect(broken.code).toBe(1)
    const { rails, fixes, holds } = JSON.parse(broken.out) as Report
    const fallen = plainly().filter(({ was, is }) => was && !is).length
    expect(rails).toEqual([
      { rail: 'demoted', unit: 'percent', limit: 1, found: (100 * fallen) / 3507, holds: false },
    ])
    expect(holds).toBe(false)
    // 11 reviews demote fewer than 1 %; taking back the rating demotes more
    expect(fixes.map(({ path, value }) => [path.at(-2), value])).toEqual([['reviews12m', 11]])
    expect((await later([...line, '--max-demoted', '2%'], { 'draft.json': draft })).code).toBe(0)
  })
})

const samples: [string, string, (text: string) => string][] = [
  [
    'demo/programs/store-score.json',
    'storeScore',
    (text) =>
      text.replace(
        /("score": \{ "gte": )(\d+)/g,
        (_, key: string, mark: string) => key + String(Number(mark) - 3),
      ),
  ],
  [
    'demo/programs/marketplace-membership.json',
    'marketplaceMembership',
    (text) =>
      text.replace(
        /("score": \{ "gte": )(\d+)/g,
        (_, key: string, mark: string) => key + String(Number(mark) + 4),
      ),
  ],
  [
    'demo/programs/growth-pyramid.json',
    'growthPyramid',
    (text) => text.replace('"best": 20,', '"best": 15,'),
  ],
]
const csvOf = (name: string, size: number): string => {
  const { ids, columns } = samplePopulation(name, size, 3)
  const rows = ids.map((id, row) =>
    [
      id,
      ...[...columns.values()].map((column) => (Number.isNaN(column[row]) ? '' : String(column[row]))),
    ].join(','),
  )
  return [['id', ...columns.keys()].join(','), ...rows].join('\n')
}

describe.each(samples)('%s', (path, name, change) => {
  const files = { 'm.csv': csvOf(name, 3000), 'draft.json': change(read(path)) }
  const line = [
    'preview',
    '--program',
    'draft.json',
    '--against',
    path,
    '--merchants',
    'm.csv',
    '--at',
    '2026-01-15',
  ]

  test('everything adds up: tiers, moves, reasons, costs', async () => {
    const { code, out, err } = await later([...line, '--json', '--max-cost', '0%'], files)
    const { merchants, tiers, movement, risen, fallen, reasons, cost, rails } = JSON.parse(out) as Report
    expect(merchants, err).toBe(3000)
    expect(sum(tiers.map(({ draft }) => draft))).toBe(3000)
    expect(risen + fallen).toBeGreaterThan(0)
    expect(sum(movement.map((one) => one.merchants))).toBe(3000)
    for (const { tier, published, draft } of tiers) {
      expect(sum(movement.filter(({ from }) => from === tier).map((one) => one.merchants))).toBe(published)
      expect(sum(movement.filter(({ to }) => to === tier).map((one) => one.merchants))).toBe(draft)
    }
    const told = (move: string): number =>
      sum(reasons.filter((one) => one.move === move).map((one) => one.merchants))
    expect([told('rise'), told('fall')]).toEqual([risen, fallen])
    expect(cost.draft - cost.published).toBe(cost.change)
    expect(sum(movement.map((one) => one.cost))).toBe(cost.change)
    expect(cost.change).not.toBe(0)
    expect(rails[0]!.holds).toBe(cost.change <= 0)
    expect(code).toBe(cost.change <= 0 ? 0 : 1)
  })

  test.each(['en', 'zh-CN'])('is said in %s, with every part', async (lang) => {
    const { out } = await later([...line, '--lang', lang, '--max-demoted', '0', '--max-cost', '1'], files)
    const words = {
      en: ['against', 'Who moves', 'Top reasons', 'Cost of benefits', 'Guard rails', 'Who brings'],
      'zh-CN': ['对比', '等级变动', '主要原因', '权益成本', '发布红线', '集中度'],
    }
    for (const word of words[lang as 'en']) expect(out).toContain(word)
    expect(out).not.toMatch(/undefined|NaN|null|\[object/)
  })

  test('the same program moves nobody, costs no more and keeps every rail', async () => {
    const { code, out } = await later([...line, '--json', '--max-demoted', '0', '--max-cost', '0'], {
      ...files,
      'draft.json': read(path),
    })
    expect(code).toBe(0)
    const { risen, fallen, reasons, cost, fixes } = JSON.parse(out) as Report
    expect({ risen, fallen, reasons, change: cost.change, fixes }).toEqual({
      risen: 0,
      fallen: 0,
      reasons: [],
      change: 0,
      fixes: [],
    })
  })
})

const name = { en: 'A', 'zh-CN': '甲' }
const program = (marks: readonly (readonly [string, number])[]): string =>
  JSON.stringify({
    ...{ tierkit: 1, program: 'p', version: '1', inForce: '2024-01-01', zone: 'UTC', currency: 'CNY', name },
    ...{
      events: {},
      metrics: {},
      fields: { sales: { type: 'integer', name } },
      reviews: { monthly: { every: 'month' } },
    },
    ladders: [
      {
        ...{ id: 'level', main: true, name, transition: { promote: 'monthly', demote: 'monthly' } },
        tiers: [
          { id: 'low', name },
          ...marks.map(([id, gte]) => ({
            id,
            name,
            enter: { sales: { gte } },
            keep: { sales: { gte: gte - 5 } },
          })),
        ],
      },
    ],
  })
const run = (draft: string, published: string, csv: string, ...more: string[]) =>
  later(
    [
      'preview',
      '--program',
      'a.json',
      '--against',
      'b.json',
      '--merchants',
      'm.csv',
      '--at',
      '2025-01-01',
      ...more,
    ],
    {
      ...{ 'a.json': draft, 'b.json': published, 'm.csv': csv },
    },
  )

test('a tier that is new stands between those that were, and who holds one keeps it', async () => {
  const csv = 'id,sales,level\na,10,low\nb,20,low\nc,30,top\nd,27,top\n'
  const { code, out } = await run(
    program([
      ['mid', 15],
      ['top', 30],
    ]),
    program([['top', 30]]),
    csv,
    '--json',
  )
  const { movement, reasons, tiers } = JSON.parse(out) as Report
  expect(code).toBe(0)
  expect(movement.map(({ from, to, merchants }) => [from, to, merchants])).toEqual([
    ['low', 'low', 1],
    ['low', 'mid', 1],
    ['top', 'top', 2],
  ])
  expect(reasons).toMatchObject([{ move: 'rise', kind: 'tier', tier: 'mid', merchants: 1 }])
  expect(tiers.map(({ targetPercent }) => targetPercent)).toEqual([undefined, 45, 35, 20])
})

test('rows that cannot be read are named with row and column, and the rest is kept', async () => {
  const { code, out, err } = await run(
    program([['top', 20]]),
    program([['top', 30]]),
    'id,sales\na,25\nb,many\n,3\nc\nd,31\n',
  )
  expect(code).toBe(0)
  expect(err).toContain('m.csv:3:3 ')
  expect(err).toContain('row 3, column sales')
  expect(err).toContain('row 4, column id')
  expect(err).toContain('row 5')
  expect(out).toContain('2 merchants; 3 of 5 left out')
})

test('merchants come from JSON and Parquet as from CSV, told apart by their bytes', async () => {
  const csv = 'id,sales\na,25\nb,35\nc,5\n'
  const published = program([['top', 30]])
  const draft = program([['top', 20]])
  const folder = mkdtempSync(join(tmpdir(), 'tierkit-'))
  const connection = await (await DuckDBInstance.create()).connect()
  await connection.run(
    `COPY (SELECT * FROM (VALUES ('a', 25), ('b', 35), ('c', 5)) t(id, sales)) TO '${join(folder, 'm.parquet')}' (FORMAT parquet)`,
  )
  const parquet = new Uint8Array(readFileSync(join(folder, 'm.parquet')))
  rmSync(folder, { recursive: true })
  const files = [
    csv,
    '[{"id":"a","sales":25},{"id":"b","sales":35},{"id":"c","sales":5}]',
    '{"id":"a","sales":25}\n{"id":"b","sales":35}\n{"id":"c","sales":5}\n',
    parquet,
  ]
  const reports = await Promise.all(
    files.map((merchants) =>
      later(
        [
          'preview',
          '--program',
          'a.json',
          '--against',
          'b.json',
          '--merchants',
          'm',
          '--at',
          '2025-01-01',
          '--json',
        ],
        { 'a.json': draft, 'b.json': published, m: merchants },
      ),
    ),
  )
  for (const { code, out, err } of reports) {
    expect(code, err).toBe(0)
    expect(JSON.parse(out)).toEqual(JSON.parse(reports[0]!.out))
  }
  expect(JSON.parse(reports[0]!.out)).toMatchObject({ merchants: 3, risen: 1, fallen: 0 })
})

test('a workbook is refused with what to save instead', async () => {
  const { code, err } = await later(
    ['preview', '--program', 'a.json', '--against', 'a.json', '--merchants', 'm.csv', '--at', '2025-01-01'],
    { 'a.json': program([['top', 20]]), 'm.csv': Uint8Array.from([0x50, 0x4b, 3, 4]) },
  )
  expect(code).toBe(2)
  expect(err).toContain('Save it as CSV in UTF-8')
})

test('an empty file and one merchant are previewed too', async () => {
  for (const csv of ['id,sales\n', 'id,sales\na,25\n']) {
    const { code, out } = await run(
      program([['top', 20]]),
      program([['top', 30]]),
      csv,
      '--max-demoted',
      '1',
      '--target',
      '50/50',
      '--tolerance',
      '50',
    )
    expect(code).toBe(0)
    expect(out).not.toMatch(/NaN|Infinity|undefined/)
  }
})

test('records hold values as rows do; one with a log is left out', async () => {
  const of = (id: string, more: object) => ({ id, joinedAt: '2024-01-01', ...more })
  const records = [
    of('a', { fields: { sales: 25 } }),
    of('b', { fields: { sales: 3 } }),
    of('c', { facts: [] }),
  ]
  const { code, out, err } = await later(
    [
      'preview',
      '--program',
      'a.json',
      '--against',
      'b.json',
      '--merchants',
      'm.json',
      '--at',
      '2025-01-01',
      '--json',
    ],
    { 'a.json': program([['top', 20]]), 'b.json': program([['top', 30]]), 'm.json': JSON.stringify(records) },
  )
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ merchants: 2, leftOut: 1, risen: 1, fallen: 0 })
  expect(err).toContain('facts')
})

test.each([
  ['--max-demoted', 'few', 'not `few`'],
  ['--max-cost', '1.5', 'not `1.5`'],
  ['--target', '45/35', 'not `45/35`'],
  ['--target', '45/35/20', '3 shares, and the draft 2 tiers'],
  ['--tolerance', '5', 'say each share with `--target`'],
  ['--ladder', 'other', 'no ladder `other`: level'],
  ['--by', 'profit', 'no number `profit` in the file: sales'],
  ['--at', 'soon', '`soon` is not a date'],
])('%s %s is refused with 2', async (option, value, said) => {
  const more = option === '--at' ? [] : ['--at', '2025-01-01']
  const { code, out, err } = await later(
    ['preview', '--program', 'a.json', '--against', 'b.json', '--merchants', 'm.csv', ...more, option, value],
    { 'a.json': program([['top', 20]]), 'b.json': program([['top', 30]]), 'm.csv': 'id,sales\na,1\n' },
  )
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(said)
})

test('what is missing or no program is refused with 2', async () => {
  expect((await later(['preview', '--program', 'a.json'], { 'a.json': program([]) })).code).toBe(2)
  expect((await run('{}', program([['top', 30]]), 'id,sales\n')).err).toContain('a.json')
  expect(await run(program([['top', 30]]), program([['top', 30]]), 'sales\n1\n')).toMatchObject({
    code: 2,
    out: '',
  })
})

test('the example of docs/preview.md says what it shows', async () => {
  const page = read('docs/preview.md')
  const line = /^npx tierkit (preview [^`]*)$/m.exec(page)![1]!.replace(/\\\n/g, ' ').trim().split(/\s+/)
  const shown = /^```text\n(Courier[\s\S]*?)^```$/m.exec(page)![1]!.trim().split('\n')
  const { code, out } = await later(line)
  expect(code).toBe(1)
  const said = out.split('\n')
  for (const text of shown) if (text !== '...') expect(said).toContain(text)
})
