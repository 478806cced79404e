import { describe, expect, test } from 'vitest'
import { aligned, tableOf, widthOf, wrapped } from '../../src/words/columns.js'

test('Chinese signs are two columns wide', () => {
  expect(['ab', '等级', 'a等', '，', '–'].map(widthOf)).toEqual([2, 4, 3, 2, 1])
})

describe('a text in lines', () => {
  test.each([
    ['one two three', 9, '', 'one two\nthree'],
    ['one two three', 13, '', 'one two three'],
    ['one two three', 3, '', 'one\ntwo\nthr\nee'],
    ['one two three four', 11, '  ', 'one two\n  three\n  four'],
    ['积分于年底失效。', 8, '', '积分于年\n底失效。'],
    ['积分于年底失效，', 14, '', '积分于年底失\n效，'],
    ['共 18 笔订单', 6, '', '共 18\n笔订单'],
    ['', 5, '', ''],
  ])('%j in %i columns', (text, width, indent, lines) => {
    expect(wrapped(text, width, indent)).toBe(lines)
  })
})

describe('a table', () => {
  test('has columns as wide as their widest cell, numbers at the right', () => {
    expect(tableOf([['a', '1', 'x'], ['等级', '100', '']], { right: [1], width: 40 })).toBe('a       1  x\n等级  100')
  }) // prettier-ignore
  test('gives way at its widest column, whose text goes on below', () => {
    const table = tableOf([['name', 'one two three four'], ['b', 'c']], { width: 16 }) // prettier-ignore
    expect(table).toBe('name  one two\n      three four\nb     c')
  })
  test('side by side fills no line with spaces at its end', () => {
    expect(aligned([['a', 'bb'], ['ccc', '']], [])).toBe('a    bb\nccc') // prettier-ignore
  })
})
