import { describe, expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
import { program as schema } from '../../src/schema/program.js'
import { readValue } from '../../src/schema/read.js'
import { minimal } from '../core/programs.js'

const words = { en: 'A', 'zh-CN': '甲' }
const issuesOf = (over: Record<string, unknown>): string[] => {
  const { value, issues } = readValue(minimal(over), schema)
  const found = value ? compile([value]).issues : issues
  return found.map(({ code, path, params }) => `${code} ${path.join('.')} ${Object.values(params).join(' ')}`)
}
const choices = { land: { austria: words, germany: words } }
const fields = { value: 'number', open: 'flag', spent: 'money', land: 'land' }
const inCondition = (subject: string, test: unknown) => ({
  ...{ choices: { country: choices.land } },
  fields: { ...fields, land: 'country' },
  segments: { good: { [subject]: test } },
})
const inWhere = (field: string, test: unknown) => ({
  events: { sale: { name: words, fields: { amount: 'money', own: 'flag' } } },
  metrics: { sales: { count: 'sale', window: 'lifetime', where: { [field]: test } } },
})

describe('a flag has no more and no less', () => {
  test.each(['gte', 'gt', 'lte', 'lt'])('%s is refused', (is) => {
    expect(issuesOf(inCondition('open', { [is]: 1 }))).toEqual([
      `wrongUnit segments.good.open.${is} open flag number`,
    ])
    expect(issuesOf(inWhere('own', { [is]: 1 }))).toEqual([
      `wrongUnit metrics.sales.where.own.${is} own flag number`,
    ])
  })
  test('it may be asked bare', () => {
    expect(issuesOf(inCondition('open', true))).toEqual([])
    expect(issuesOf(inWhere('own', false))).toEqual([])
  })
})

describe('money is whole', () => {
  test('a mark with decimals is refused, and one that is looked up', () => {
    expect(issuesOf(inCondition('spent', { gte: 1000.55 }))).toEqual([
      'notWhole segments.good.spent.gte 1000.55',
    ])
    expect(
      issuesOf(inCondition('spent', { gte: { by: 'land', use: { austria: 1, germany: 2.5 } } })),
    ).toEqual(['notWhole segments.good.spent.gte 2.5'])
    expect(issuesOf(inWhere('amount', { gte: 0.5 }))).toEqual(['notWhole metrics.sales.where.amount.gte 0.5'])
  })
  test('a whole one is not, nor decimals of what is no money', () => {
    expect(issuesOf(inCondition('spent', { gte: 1000 }))).toEqual([])
    expect(issuesOf(inCondition('value', { gte: 1000.55 }))).toEqual([])
    expect(issuesOf(inWhere('amount', { gte: 5 }))).toEqual([])
  })
})

test('only one ladder is the main one', () => {
  const [level] = minimal()['ladders'] as object[]
  const second = { ...level, id: 'other' }
  expect(issuesOf({ ladders: [level, second] })).toEqual(['secondMain ladders.1.main level'])
})
