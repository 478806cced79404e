import { describe, expect, test } from 'vitest'
import { decoded, tableOf } from '../../src/population/import.js'

const bytesOf = (...hex: string[]): Uint8Array =>
  Uint8Array.from(hex.join('').match(/../g)!, (pair) => parseInt(pair, 16))

describe('a file becomes a text', () => {
  test('in UTF-8, its byte order mark left out', () => {
    const bytes = new TextEncoder().encode('\ufeffid,名称\n')
    expect(decoded(bytes).value).toEqual({ text: 'id,名称\n', encoding: 'utf-8' })
  })

  test('in GB18030, where it is not UTF-8', () => {
    const { value } = decoded(bytesOf('c9ccbcd2', '2c', 'b6a9b5a5cafd', '0a'))
    expect(value).toEqual({ text: '商家,订单数\n', encoding: 'gb18030' })
  })

  test('in UTF-16, where it says so', () => {
    expect(decoded(bytesOf('fffe', '6900', '6400')).value).toEqual({ text: 'id', encoding: 'utf-16le' })
  })

  test.each([
    ['a picture', bytesOf('89504e470d0a1a0a0000000d49484452')],
    ['bytes of no encoding', bytesOf('69', 'ff', 'ff')],
  ])('but not from %s', (_, bytes) => {
    expect(decoded(bytes)).toEqual({ value: null, issues: [{ code: 'notText', path: [], params: {} }] })
  })
})

describe('a text becomes a table', () => {
  test.each([
    [',', '\n'],
    ['\t', '\r\n'],
    [';', '\n'],
    ['|', '\r\n'],
  ])('parted by %j, with lines ending in %j', (separator, end) => {
    const text = [['id', ' orders '], ['m1', '3'], ['m2', ''], ['']]
      .map((row) => row.join(separator))
      .join(end)
    const { header, rows, issues } = tableOf(text)
    expect(header).toEqual(['id', 'orders'])
    expect(rows).toEqual([
      ['m1', '3'],
      ['m2', ''],
    ])
    expect(issues).toEqual([])
  })

  test('whose blank lines are no rows, and count as lines', () => {
    const { rows, placeOf, numberOf } = tableOf('id,orders\n\nm1,3\n\n\nm2,4\n')
    expect(rows).toEqual([
      ['m1', '3'],
      ['m2', '4'],
    ])
    expect(placeOf(1, 1)).toEqual({ line: 6, column: 4 })
    expect(numberOf(1)).toBe(6)
  })

  test('whose cells may hold separators, quotes and line ends', () => {
    const { rows, placeOf, issues } = tableOf('id,note,orders\nm1,"a, ""b""\nc",3\nm2,"d",x\n')
    expect(issues).toEqual([])
    expect(rows).toEqual([
      ['m1', 'a, "b"\nc', '3'],
      ['m2', 'd', 'x'],
    ])
    expect(placeOf(0, 2)).toEqual({ line: 3, column: 4 })
    expect(placeOf(1, 2)).toEqual({ line: 4, column: 8 })
  })

  test('where a row of other length keeps its place and is told', () => {
    const { rows, issues } = tableOf('id,orders\nm1,3,4\nm2\nm3,5\n')
    expect(rows).toEqual([null, null, ['m3', '5']])
    expect(issues).toEqual([
      { code: 'wrongCells', path: [0], params: { found: 3, expected: 2 }, place: { line: 2, column: 6 } },
      { code: 'wrongCells', path: [1], params: { found: 1, expected: 2 }, place: { line: 3, column: 3 } },
    ])
  })

  test('where a quote that is never closed is told where it opens, and breaks no other row', () => {
    const { rows, issues } = tableOf('id,orders\nm1,3\nm2,"4\nm3,5\n')
    expect(rows).toEqual([['m1', '3'], null, ['m3', '5']])
    expect(issues).toEqual([{ code: 'openQuote', path: [1], params: {}, place: { line: 3, column: 4 } }])
  })

  test('where a quote that ends too early is told', () => {
    const { rows, issues } = tableOf('id,orders\nm1,"3"4\nm2,5\n')
    expect(rows[0]).toBeNull()
    expect(issues[0]).toMatchObject({ code: 'strayQuote', path: [0], place: { line: 2 } })
  })

  test.each(['', '\n\n'])('and nothing from %j', (text) => {
    expect(tableOf(text)).toMatchObject({ header: [], rows: [], issues: [] })
  })
})
