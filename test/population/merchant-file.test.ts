import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import * as fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { bytesOf } from '../../src/population/bytes.js'
import type { Cell } from '../../src/population/cell.js'
import { CsvRows } from '../../src/population/csv.js'
import { openedFile, type FileWishes, type MerchantFile } from '../../src/population/merchant-file.js'
import { Pace } from '../../src/population/pace.js'
import { gb18030 } from './gb18030.js'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const open = (bytes: Uint8Array, wishes: FileWishes = {}) =>
  openedFile(bytesOf('merchants', bytes), new Pace(), wishes)
const opened = async (bytes: Uint8Array, wishes: FileWishes = {}): Promise<MerchantFile> => {
  const { value, issues } = await open(bytes, wishes)
  expect(issues).toEqual([])
  return value!
}
const rowsOf = async (file: MerchantFile): Promise<(readonly Cell[] | string)[]> => {
  const all: (readonly Cell[] | string)[] = []
  for await (const { rows } of file.batches())
    for (const { cells, fault } of rows) all.push(cells ?? fault!.code)
  return all
}

describe('a CSV', () => {
  test('is read in UTF-8, GB18030 and UTF-16, which is found by what decodes', async () => {
    const text = '商家ID,等级\nm1,头部\n'
    const wide = Uint8Array.from([...text].flatMap((one) => [one.charCodeAt(0) & 255, one.charCodeAt(0) >> 8])) // prettier-ignore
    for (const [bytes, encoding] of [
      [utf8(text), 'utf-8'],
      [utf8(`\ufeff${text}`), 'utf-8'],
      [gb18030(text), 'gb18030'],
      [Uint8Array.from([0xff, 0xfe, ...wide]), 'utf-16le'],
    ] as const) {
      const file = await opened(bytes)
      expect(file.decoding!.encoding).toBe(encoding)
      expect(file.header).toEqual(['商家ID', '等级'])
      expect(await rowsOf(file)).toEqual([['m1', '头部']])
    }
  })

  test('says at which byte it stops being UTF-8, even where that is far from its beginning', async () => {
    const many = 'm,1\n'.repeat(400_000)
    const bytes = gb18030(`id,name\n${many}x,商\n`)
    const file = await opened(bytes)
    expect(file.decoding).toEqual({ encoding: 'gb18030', failed: { line: 400_002, column: 3 } })
    expect((await rowsOf(file)).length).toBe(400_001)
  })

  test('is the same in whatever parts its bytes come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom('a', '"', ',', '商 家', '\n', '\r\n', '7', ''), { minLength: 2, maxLength: 4 }).map((parts) => [parts.join(''), 'end']), { minLength: 1, maxLength: 8 }), // prettier-ignore
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 7 }),
        (rows, end, size) => {
          const text = Papa.unparse(rows, { newline: end, quotes: true })
          const scanner = new CsvRows(',')
          const parts: string[][] = []
          for (let at = 0; at < text.length; at += size)
            parts.push(...scanner.rowsIn(text.slice(at, at + size), at + size >= text.length).map(({ cells }) => [...cells])) // prettier-ignore
          expect(parts).toEqual(rows)
        },
      ),
    )
  })

  test('loses one row to a quote that is never closed, and none to those around it', async () => {
    const file = await opened(utf8('id,name,orders\na,x,1\nb,"质量好,2\nc,"y ""z""",3\nd,w,4\n'))
    expect(await rowsOf(file)).toEqual([['a', 'x', '1'], 'openQuote', ['c', 'y "z"', '3'], ['d', 'w', '4']])
  })

  test('may mix its line ends, and has rows that a spreadsheet numbers', async () => {
    const file = await opened(utf8('id;orders\r\n\r\na;1\rb;2\n\nc;3'))
    expect(await rowsOf(file)).toEqual([['a', '1'], ['b', '2'], ['c', '3']]) // prettier-ignore
    const numbers: number[] = []
    for await (const { rows } of file.batches()) numbers.push(...rows.map(({ number }) => number))
    expect(numbers).toEqual([3, 4, 6])
  })

  test('is not read to its end by who has seen enough', async () => {
    const file = await opened(utf8(`id\n${'m\n'.repeat(600_000)}`))
    let parts = 0
    for await (const _ of file.batches()) if (++parts === 1) break
    expect(parts).toBe(1)
  })
})

describe('a JSON file', () => {
  test.each([
    ['of a list', '[{"id":"a","orders":3},\n {"id":"b","rate":0.5}]'],
    ['of an object a line', '{"id":"a","orders":3}\n{"id":"b","rate":0.5}\n'],
    ['of records', '[{"id":"a","metrics":{"orders":3}},{"id":"b","fields":{"rate":[{"from":"2020-01-01","value":0.4},{"from":"2021-01-01","value":0.5}]}}]'], // prettier-ignore
  ])('%s has a column for every key that any of them has', async (_, text) => {
    const file = await opened(utf8(text), { atMs: Date.parse('2022-01-01') })
    expect([file.format, file.header, file.count]).toEqual(['json', ['id', 'orders', 'rate'], 2])
    expect(await rowsOf(file)).toEqual([['a', 3, null], ['b', null, 0.5]]) // prettier-ignore
  })

  test('keeps every digit of an id beyond 2^53', async () => {
    const file = await opened(utf8('[{"id":7301884122904417126,"note":"9007199254740993"}]'))
    expect(await rowsOf(file)).toEqual([['7301884122904417126', '9007199254740993']])
  })

  test('leaves out what is no object, and a log', async () => {
    const file = await opened(utf8('{"id":"a"}\n{"id":"b",\n{"id":"c","facts":[]}\n{"id":"d"}\n'))
    expect(await rowsOf(file)).toEqual([['a'], 'notObject', 'notYetSupported', ['d']])
  })
})

describe('a Parquet file', () => {
  const written = async (select: string, how = ''): Promise<Uint8Array> => {
    const folder = mkdtempSync(join(tmpdir(), 'tierkit-'))
    const path = join(folder, 'm.parquet')
    const connection = await (await DuckDBInstance.create()).connect()
    await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet${how})`)
    const bytes = new Uint8Array(readFileSync(path))
    rmSync(folder, { recursive: true })
    return bytes
  }

  test('gives every type as what it is', async () => {
    const file = await opened(
      await written(
        `SELECT 7301884122904417126::BIGINT AS id, 12::INTEGER AS orders, 0.5::DOUBLE AS rate, true AS ok, '头部' AS tier, DATE '2023-06-01' AS joined, NULL::DOUBLE AS none`,
      ),
    )
    expect([file.format, file.count]).toEqual(['parquet', 1])
    expect(file.header).toEqual(['id', 'orders', 'rate', 'ok', 'tier', 'joined', 'none'])
    expect(await rowsOf(file)).toEqual([
      [7301884122904417126n, 12, 0.5, true, '头部', new Date('2023-06-01'), null],
    ])
  })

  test('of many row groups is read group by group', async () => {
    const file = await opened(await written('SELECT i AS id FROM range(300000) t(i)', ', ROW_GROUP_SIZE 100000')) // prettier-ignore
    const rows = await rowsOf(file)
    expect([rows.length, rows[299_999]]).toEqual([300_000, [299_999n]])
  })

  test('in another codec than Snappy, or cut short, is refused by name', async () => {
    const zstd = await open(await written('SELECT 1 AS id', ', COMPRESSION zstd'))
    expect(zstd.issues).toEqual([{ code: 'unreadCodec', path: [], params: { found: 'ZSTD' } }])
    const whole = await written('SELECT i AS id FROM range(1000) t(i)')
    expect((await open(whole.subarray(0, 900))).issues).toMatchObject([{ code: 'damagedFile' }])
  })
})

describe('a file that is not what its name says', () => {
  test.each([
    ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]), 'otherFile'],
    ['a web page', utf8('<!doctype html><title>Sign in</title>'), 'otherFile'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 0]), 'notText'],
    ['nothing', new Uint8Array(0), 'emptyFile'],
    ['blank lines', utf8('\n\n'), 'emptyFile'],
    ['an empty list', utf8('[]'), 'emptyFile'],
  ])('%s is refused', async (_, bytes, code) => {
    expect((await open(bytes)).issues).toMatchObject([{ code }])
  })
})

test('a file that is no longer wanted is left', async () => {
  const controller = new AbortController()
  controller.abort()
  const pace = new Pace({ signal: controller.signal })
  await expect(pace.rest(0.5)).rejects.toMatchObject({ name: 'AbortError' })
})
