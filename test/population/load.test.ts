import { describe, expect, test } from 'vitest'
import { mainLadderOf, rootsOf, subjectsOf } from '../../src/plan/asked.js'
import { cellOf } from '../../src/population/columns.js'
import { tableOf } from '../../src/population/import.js'
import { loadedTable, type Loaded } from '../../src/population/load.js'
import { mappingOf, type Mapping, type MappingWishes } from '../../src/population/mapping.js'
import { demoPrograms, planOf, programAt, superhost } from './programs.js'

const plan = planOf(programAt(demoPrograms[0]!))
const subjects = subjectsOf(plan, rootsOf(plan, mainLadderOf(plan)))

const load = (text: string, wishes: MappingWishes = {}): Loaded & { mapping: Mapping } => {
  const table = tableOf(text)
  const { value, issues } = mappingOf(table.header, subjects, wishes)
  expect(issues).toEqual([])
  return { ...loadedTable(table, value!, 'Asia/Shanghai'), mapping: value! }
}
const cell = ({ population }: Loaded, column: string, row = 0): number | null =>
  cellOf(population.columns.get(column)!, row)

describe('columns are found', () => {
  test('by id, whatever its case and dashes, and by the names people see in either language', () => {
    const { mapping } = load(
      'Merchant_ID,joined on,spend-fen,订单数,Refund rate,whatever\nm1,2024-01-01,1,2,3,4\n',
    )
    expect(mapping.mapped.map(({ subject, column }) => [subject.id, column])).toEqual([
      ['spendFen', 2],
      ['orders', 3],
      ['refundRate', 4],
      ['joinedAt', 1],
    ])
    expect(mapping.unused).toEqual(['whatever'])
    expect(mapping.missing.map(({ id }) => id)).toEqual([
      'profileSteps',
      'activeDays',
      'photoReviews',
      'refunds',
      'creditIndex',
      'level',
    ])
  })

  test('by what is mapped before any likeness', () => {
    const loaded = load('id,orders,sales\nm1,1,2\n', { map: [['sales', 'orders']] })
    expect(cell(loaded, 'orders')).toBe(2)
    expect(loaded.mapping.unused).toEqual(['orders'])
  })

  test.each([
    ['a column that is not there', { map: [['sales', 'orders']] }, 'unknownColumn'],
    ['a name that nothing asks for', { map: [['orders', 'sales']] }, 'unknownName'],
    [
      'two columns mapped to one name',
      {
        map: [
          ['turnover', 'orders'],
          ['orders', 'orders'],
        ],
      },
      'repeatedColumn',
    ],
    ['a fraction that is not there', { fractions: ['rate'] }, 'unknownColumn'],
  ] as [string, MappingWishes, string][])('but not by %s', (_, wishes, code) => {
    const { value, issues } = mappingOf(['id', 'orders', 'turnover'], subjects, wishes)
    expect(value).toBeNull()
    expect(issues.map((issue) => issue.code)).toEqual([code])
  })

  test('but not where two are alike, or none is of ids', () => {
    expect(mappingOf(['id', 'orders', 'Orders'], subjects).issues).toEqual([
      { code: 'repeatedColumn', path: [], params: { name: 'orders', columns: 'orders, Orders' } },
    ])
    expect(mappingOf(['orders'], subjects).issues).toEqual([
      { code: 'missingColumn', path: [], params: { name: 'id' } },
    ])
  })

  test('and what a given metric makes needless is not missed', () => {
    const plan = planOf(programAt(superhost))
    const roots = rootsOf(plan, mainLadderOf(plan))
    const asked = (given: string[]) => subjectsOf(plan, roots, new Set(given)).map(({ id }) => id)
    expect(asked([])).toEqual(['reviews12m', 'responses', 'inquiries', 'responseRate', 'rating'])
    expect(asked(['responseRate'])).toEqual(['reviews12m', 'responseRate', 'rating'])
  })
})

describe('cells are read strictly', () => {
  test('an empty one is unknown and never zero', () => {
    const loaded = load('id,orders,spendFen\nm1,,0\n')
    expect(cell(loaded, 'orders')).toBeNull()
    expect(cell(loaded, 'spendFen')).toBe(0)
  })

  test.each([
    ['12', 12],
    [' -3.50 ', -3.5],
    ['1e3', 1000],
    ['51.0', 51],
    ['"1,234"', 1234],
    ['"1,234,567.5"', 1234567.5],
    ['1.2万', 12000],
    ['0.35亿', 35000000],
    ['１２３', 123],
  ])('%j is the number %d', (text, value) => {
    expect(cell(load(`id,orders\nm1,${text}\n`), 'orders')).toBe(value)
  })

  test.each([
    ['1.234,5', 'wrongCells'],
    ['"1,23"', 'notNumber'],
    ['"12,34,567"', 'notNumber'],
    ['¥3', 'notNumber'],
    ['1.2 万 3', 'notNumber'],
    ['12 orders', 'notNumber'],
    ['0x1F', 'notNumber'],
    ['.5', 'notNumber'],
    ['NaN', 'notFinite'],
    ['-Infinity', 'notFinite'],
    ['3%', 'notNumber'],
    ['1e400', 'notFinite'],
    ['-0', 'negativeZero'],
    ['9007199254740993', 'unsafeInteger'],
  ])('%s is refused, and its row with it', (text, code) => {
    const loaded = load(`id,orders\nm0,1\nm1,${text}\nm2,2\n`)
    expect(loaded.issues.map((issue) => [issue.code, issue.path[0], issue.place?.line])).toEqual([
      [code, 1, 3],
    ])
    expect(loaded.population.ids).toEqual(['m0', 'm2'])
    expect(loaded.rows).toEqual([0, 2])
    expect(cell(loaded, 'orders', 1)).toBe(2)
  })

  test('an issue names the row and the column', () => {
    const { issues } = load('id,orders,spendFen\nm1,2,x\n')
    expect(issues).toEqual([
      { code: 'notNumber', params: { found: 'x' }, path: [0, 'spendFen'], place: { line: 2, column: 6 } },
    ])
  })

  test('percent may carry its sign, or be fractions where that is said', () => {
    expect(cell(load('id,refundRate\nm1,2.8%\n'), 'refundRate')).toBe(2.8)
    expect(cell(load('id,refundRate\nm1,0.29\n'), 'refundRate')).toBe(0.29)
    const fraction = load('id,refundRate\nm1,0.29\n', { fractions: ['refundRate'] })
    expect(cell(fraction, 'refundRate')).toBe(29)
  })

  test("dates are days of the program's zone, or instants", () => {
    expect(cell(load('id,joinedAt\nm1,2024-02-29\n'), 'joinedAt')).toBe(Date.parse('2024-02-28T16:00:00Z'))
    expect(cell(load('id,joinedAt\nm1,2024-02-29T10:00:00Z\n'), 'joinedAt')).toBe(
      Date.parse('2024-02-29T10:00:00Z'),
    )
    for (const text of ['2023-02-29', '29/02/2024', 'March 5', '2024-02-29T10:00:00', '20230229', '45078'])
      expect(
        load(`id,joinedAt\nm1,${text}\n`).issues.map(({ code }) => code),
        text,
      ).toEqual(['badInstant'])
  })

  test('a tier held is an id or a name in either language', () => {
    const loaded = load('id,level\nm1,gold\nm2,Silver\nm3,黑金会员\nm4,\n')
    expect([0, 1, 2, 3].map((row) => cell(loaded, 'level', row))).toEqual([2, 1, 3, null])
    expect(load('id,level\nm1,platinum\n').issues).toMatchObject([
      { code: 'notOneOf', params: { found: 'platinum', options: 'basic, silver, gold, black' } },
    ])
  })
})

describe('merchants are told apart', () => {
  test('by ids that stay texts, leading zeros and long numbers included', () => {
    expect(load('id,orders\n007,1\n7301884122904417126,1\n').population.ids).toEqual([
      '007',
      '7301884122904417126',
    ])
  })

  test('a second row of one merchant is refused, and names the first', () => {
    const { issues, population } = load('id,orders\nm1,1\n\nm1,2\n')
    expect(issues).toEqual([
      {
        code: 'repeatedMerchant',
        params: { id: 'm1', row: 2 },
        path: [1, 'id'],
        place: { line: 4, column: 1 },
      },
    ])
    expect(population.ids).toEqual(['m1'])
  })

  test('a row without an id is refused', () => {
    expect(load('id,orders\n,1\n').issues).toMatchObject([{ code: 'missingKey', path: [0, 'id'] }])
  })
})
