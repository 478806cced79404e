/** What a name stands for in a condition and in a look-up, and what is said of one that stands for nothing there. */
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
import type { Node } from '../../src/plan/plan.js'
import { program as schema } from '../../src/schema/program.js'
import { minimal, planOf } from '../core/programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const account = (id: string, name: string) => ({
  ...{ id, name: both(name), earn: [], spend: 'oldestFirst', undo: 'sameLots' },
})
const override = (id: string, name: string) => ({
  ...{ id, name: both(name), kind: 'grant', on: 'sale', floor: { level: 'low' } },
})
const ladder = (enter: unknown, over: Record<string, unknown> = {}) => ({
  ...{ id: 'shelf', name: both('Shelf'), transition: { promote: 'monthly', demote: 'monthly' } },
  tiers: [
    { id: 'empty', name: both('Empty') },
    { id: 'full', name: both('Full'), enter },
  ],
  ...over,
})
const document = (enter: unknown, over: Record<string, unknown> = {}) => {
  const [level] = minimal()['ladders'] as unknown[]
  return minimal({
    choices: { goods: { tea: both('Tea'), books: both('Books') } },
    fields: { value: 'number', plain: 'number', sells: 'goods', open: 'flag' },
    accounts: [account('coins', 'Coins'), account('miles', 'Miles')],
    overrides: [override('gift', 'Gift'), override('plus', 'Plus')],
    score: {
      ...{ name: both('Score'), combine: 'sum' },
      factors: [{ id: 'f', name: both('F'), metric: 'value', scale: { perUnit: 1, max: 9 } }],
    },
    ladders: [level, ladder(enter, over)],
  })
}
const issuesOf = (enter: unknown, over?: Record<string, unknown>) =>
  compile([schema.parse(document(enter, over))]).issues.map(({ code, path, params }) => [
    code,
    path.join('.').replace('ladders.1.tiers.1.enter.', ''),
    params,
  ])

test.each<[string, unknown, Record<string, unknown>]>([
  ['a field without a name', { plain: { gte: 1 } }, { id: 'plain', kind: 'field', name: { en: 'plain', 'zh-CN': 'plain' }, unit: 'number' }],
  ['the second of two accounts', { miles: { gte: 1 } }, { id: 'miles', kind: 'balance', name: both('Miles'), unit: 'points' }],
  ['the second of two overrides', { plus: true }, { id: 'plus', kind: 'override', name: both('Plus'), unit: 'flag' }],
  ['the score', { score: { gte: 1 } }, { id: 'score', kind: 'score', name: both('Score'), unit: 'score' }],
])('%s is called what it is', (_, enter, name) => {
  const plan = planOf(document(enter))
  const { left } = plan.nodes[plan.clockwork.ladders[1]!.tiers[1]!.enter!] as Extract<Node, { op: 'compare' }>
  expect(plan.names[left]).toStrictEqual(name)
}) // prettier-ignore

test('a balance is whole, and compared as it is', () => {
  const plan = planOf(document({ miles: { gte: 1 } }))
  const { left } = plan.nodes[plan.clockwork.ladders[1]!.tiers[1]!.enter!] as Extract<Node, { op: 'compare' }>
  expect(plan.nodes[left]).toEqual({ op: 'leaf', leaf: { from: 'held', what: 'balance', id: 'miles' } })
})

test('a field of a merchant holds no id, which is said where the field is, and nowhere else', () => {
  const over = { fields: { value: 'number', shop: 'id' }, cohorts: { shops: { by: 'shop' } } }
  const { issues } = compile([schema.parse(minimal(over))])
  expect(issues.map(({ code, path }) => [code, path.join('.')])).toEqual([['unknownName', 'fields.shop']])
})

describe('what a name does not stand for', () => {
  const flag = (name: string, found: string) => ['wrongUnit', name, { name, found, expected: 'flag' }]
  test.each([
    ['score', 'score'],
    ['coins', 'points'],
    ['level', 'tier'],
  ])('%s is no yes or no', (name, found) => {
    expect(issuesOf({ [name]: true })).toEqual([flag(name, found)])
  })

  const by = (name: string, use = 'tea') => ({ plain: { gte: { by: name, use: { [use]: 1 } } } })
  test.each<[string, unknown, string, string, Record<string, unknown>]>([
    ['nothing', by('sels'), 'unknownName', 'plain.gte.by', { name: 'sels', what: 'ladder, field, metric, choice', nearest: 'sells' }],
    ['an account', by('coins'), 'wrongKindOfName', 'plain.gte.by', { name: 'coins', what: 'ladder, field, metric, choice', found: 'account' }],
    ['a choice', by('goods'), 'wrongKindOfName', 'plain.gte.by', { name: 'goods', what: 'ladder, field, metric', found: 'choice' }],
    ['a number', by('value'), 'wrongUnit', 'plain.gte.by', { name: 'value', found: 'number', expected: 'choice' }],
    ['another value', by('sells', 'tee'), 'unknownName', 'plain.gte.use.tee', { name: 'tee', what: 'value', nearest: 'tea' }],
    ['another tier', by('level', 'hihg'), 'unknownName', 'plain.gte.use.hihg', { name: 'hihg', what: 'tier', nearest: 'high' }],
  ])('a look-up by %s is refused, and nothing else', (_, enter, code, path, params) => {
    expect(issuesOf(enter)).toEqual([[code, path, params]])
  }) // prettier-ignore
  test('in a scope a look-up by its choice knows the choice’s values alone', () => {
    expect(issuesOf(by('goods', 'tee'), { scope: { by: 'goods', rollup: 'none' } })).toEqual([
      ['unknownName', 'plain.gte.use.tee', { name: 'tee', what: 'value', nearest: 'tea' }],
    ])
    expect(issuesOf(by('goods'), { scope: { by: 'goods', rollup: 'none' } })).toEqual([])
  })
})
