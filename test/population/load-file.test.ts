import { describe, expect, test } from 'vitest'
import type { Subject } from '../../src/plan/asked.js'
import { bytesOf } from '../../src/population/bytes.js'
import type { Written } from '../../src/population/cell.js'
import { loadedFile, quoted, type LoadedFile } from '../../src/population/load-file.js'
import { openedFile } from '../../src/population/merchant-file.js'
import { isAbort, Pace } from '../../src/population/pace.js'

const subject = (id: string, more: Partial<Subject> = {}): Subject => ({
  ...{ id, reading: 'number', unit: 'number', names: [], values: [] },
  ...more,
})
const tiers = [
  { id: 'low', name: { en: 'Base', 'zh-CN': '底部' } },
  { id: 'top', name: { en: 'Top', 'zh-CN': '头部' } },
]
const kinds: Readonly<Record<string, Subject>> = {
  sales: subject('sales', { unit: 'money' }),
  rate: subject('rate', { unit: 'percent' }),
  orders: subject('orders', { unit: 'integer' }),
  open: subject('open', { reading: 'flag', unit: 'flag' }),
  tier: subject('tier', { reading: 'choice', unit: 'tier', values: tiers }),
  joined: subject('joined', { reading: 'date', unit: 'date' }),
  trade: subject('trade', { reading: 'choice', unit: 'choice' }),
}

interface Wishes {
  written?: Readonly<Record<string, Written>>
  lenient?: readonly string[]
  pace?: Pace
}
const load = async (
  text: string,
  { written = {}, lenient = [], pace = new Pace() }: Wishes = {},
): Promise<LoadedFile> => {
  const { value } = await openedFile(bytesOf('m', new TextEncoder().encode(text)), pace)
  const { header } = value!
  const mapped = header.flatMap((name, column) =>
    kinds[name] ? [{ subject: kinds[name], column, written: written[name] ?? ('plain' as const) }] : [],
  )
  const own = new Set(lenient.map((name) => header.indexOf(name)))
  const reading = { id: header.indexOf('id'), mapped, zone: 'Asia/Shanghai', digits: 2, lenient: own }
  return loadedFile(value!, reading, pace)
}
const read = async (name: string, cell: string, as: Written = 'plain') => {
  const { population, groups } = await load(`id,${name}\nm1,${quoted(cell)}\n`, { written: { [name]: as } })
  return groups.length > 0 ? groups[0]!.code : population.columns.get(name)![0]
}

describe('a cell is read as it is plainly meant', () => {
  test.each([
    ['sales', '¥1,234.5', 'plain', 123450],
    ['sales', '￥1,234.50', 'main', 123450],
    ['sales', '1234.5', 'main', 123450],
    ['sales', '1234', 'plain', 1234],
    ['sales', '3.5万元', 'plain', 3500000],
    ['sales', '$12.30', 'plain', 1230],
    ['sales', '0.29', 'main', 29],
    ['rate', '98.7%', 'plain', 98.7],
    ['rate', '98.7 %', 'fraction', 98.7],
    ['rate', '0.29', 'fraction', 29],
    ['rate', '0.29', 'plain', 0.29],
    ['orders', '1.2亿', 'plain', 120000000],
    ['open', '是', 'plain', 1],
    ['open', 'No', 'plain', 0],
    ['open', '无', 'plain', 0],
    ['tier', '头部', 'plain', 1],
    ['tier', 'base', 'plain', 0],
    ['joined', '2023-06-01', 'plain', Date.parse('2023-05-31T16:00Z')],
    ['joined', '2023/6/1', 'plain', Date.parse('2023-05-31T16:00Z')],
    ['joined', '20230601', 'plain', Date.parse('2023-05-31T16:00Z')],
    ['joined', '2023年6月1日', 'plain', Date.parse('2023-05-31T16:00Z')],
    ['joined', '2023-06-01T10:00:00+08:00', 'plain', Date.parse('2023-06-01T02:00Z')],
    ['joined', '2023-06-01 10:30:00', 'plain', Date.parse('2023-06-01T02:30Z')],
    ['joined', '45078', 'serial', Date.parse('2023-05-31T16:00Z')],
  ] as const)('%s %j, %s', async (name, cell, as, value) => {
    expect(await read(name, cell, as)).toBe(value)
  })

  test.each(['', ' ', '-', '—', 'N/A', '#N/A', 'null', '暂无数据', '未知', '/'])(
    '%j is unknown, never 0',
    async (cell) => {
      for (const name of ['sales', 'rate', 'tier', 'joined']) expect(await read(name, cell)).toBeNaN()
    },
  )

  test.each([
    ['orders', 'NaN', 'notFinite'],
    ['orders', 'Infinity', 'notFinite'],
    ['orders', '1,23', 'notNumber'],
    ['orders', '12%', 'notNumber'],
    ['orders', '¥12', 'notNumber'],
    ['orders', '9007199254740993', 'unsafeInteger'],
    ['open', '2', 'notOneOf'],
    ['tier', 'middle', 'notOneOf'],
    ['joined', '01/06/2023', 'badInstant'],
    ['joined', '2023-02-29', 'badInstant'],
    ['joined', '45078', 'badInstant'],
  ] as const)('%s %j is refused: %s', async (name, cell, code) => {
    expect(await read(name, cell)).toBe(code)
  })
})

describe('a file is loaded', () => {
  test('with what is left out counted by its reason, with rows, an example and the row as it stands', async () => {
    const text = 'id,orders\na,1\na,2\n,3\nb,x\nc,y\nd\n"e,5\nf,6\n'
    const { population, all, skipped, groups, rows } = await load(text)
    expect([population.ids, all, skipped]).toEqual([['a', 'f'], 8, 6])
    expect(groups.map(({ code, column, count, numbers }) => [code, column, count, numbers])).toEqual([
      ['notNumber', 'orders', 2, [5, 6]],
      ['repeatedMerchant', 'id', 1, [3]],
      ['missingKey', 'id', 1, [4]],
      ['wrongCells', null, 1, [7]],
      ['openQuote', null, 1, [8]],
    ])
    expect(groups[0]!.first).toMatchObject({ found: 'x', place: { line: 5, column: 3 } })
    expect(groups[1]!.first.params).toEqual({ id: 'a', row: 2 })
    expect(rows.map(({ raw }) => raw)).toEqual(['a,2', ',3', 'b,x', 'c,y', 'd', '"e,5'])
  })

  test('with cells that cannot be read as unknown, where that is said', async () => {
    const { population, skipped } = await load('id,orders\na,1\nb,x\n', { lenient: ['orders'] })
    expect([population.ids, skipped]).toEqual([['a', 'b'], 0])
    expect(population.columns.get('orders')![1]).toBeNaN()
  })

  test('with the first of two rows of one merchant, and with a later one where the first is left out', async () => {
    const { population } = await load('id,orders\na,x\na,2\na,3\n')
    expect([population.ids, population.columns.get('orders')![0]]).toEqual([['a'], 2])
  })

  test('with ids as they are written, and none that a spreadsheet has rounded', async () => {
    const { population, groups } = await load('id\n007\n7301884122904417126\n7.30188E+18\n')
    expect(population.ids).toEqual(['007', '7301884122904417126'])
    expect(groups.map(({ code }) => code)).toEqual(['unsafeInteger'])
  })

  test('with the values that come as those of a segment', async () => {
    const { population, mapped } = await load('id,trade\na,女装\nb,数码\nc,女装\nd,\n')
    expect([...population.columns.get('trade')!]).toEqual([0, 1, 0, NaN])
    expect(mapped[0]!.subject.values.map(({ id }) => id)).toEqual(['女装', '数码'])
  })

  test.each([
    ['nobody', 'id,orders\n', 0],
    ['one merchant', 'id,orders\na,1\n', 1],
    ['all the same', `id,orders\n${'abcdef'.split('').map((id) => `${id},7`).join('\n')}`, 6], // prettier-ignore
  ])('of %s', async (_, text, size) => {
    const { population, skipped } = await load(text)
    expect([population.ids.length, population.columns.get('orders')!.length, skipped]).toEqual([
      size,
      size,
      0,
    ])
  })

  test('of as many rows as come, in their order', async () => {
    const lines = Array.from({ length: 60_000 }, (_, row) => `m${row},${row}`)
    const { population } = await load(`id,orders\n${lines.join('\n')}`)
    expect(population.ids.length).toBe(60_000)
    expect(population.columns.get('orders')!.every((value, row) => value === row)).toBe(true)
  })

  test('or left, where it is no longer wanted', async () => {
    const controller = new AbortController()
    const shares: number[] = []
    const pace = new Pace({
      signal: controller.signal,
      progress: (share) => {
        shares.push(share)
        controller.abort()
      },
    })
    const lines = Array.from({ length: 400_000 }, (_, row) => `m${row},${row}`).join('\n')
    const error: unknown = await load(`id,orders\n${lines}`, { pace }).catch((thrown: unknown) => thrown)
    expect(isAbort(error)).toBe(true)
    expect(shares[0]).toBeLessThan(1)
  })
})
