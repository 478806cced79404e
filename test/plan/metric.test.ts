/** What a metric is called, in which unit it counts, and what its definition reads. */
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
import type { Value } from '../../src/plan/operations.js'
import type { Name, Node, Plan } from '../../src/plan/plan.js'
import { program as schema } from '../../src/schema/program.js'
import { minimal, planOf } from '../core/programs.js'
import { namedNode, valueOf } from './leaves.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const fields = { value: 'number', share: 'number', size: 'integer', spent: 'money', opened: 'date' }
const document = (metrics: Record<string, unknown>, over: Record<string, unknown> = {}) =>
  minimal({
    choices: { goods: { tea: both('Tea'), books: both('Books') } },
    events: {
      sale: { fields: { amount: 'money', pieces: 'integer', rate: 'number', kind: 'goods', order: 'id', paidOn: 'date' } },
      visit: {},
    },
    fields,
    windows: { year: { past: { years: 1 } }, month: { past: { months: 1 } } },
    cohorts: { everyone: {} },
    metrics,
    ladders: [
      {
        id: 'level',
        name: both('Level'),
        transition: { promote: 'monthly', demote: 'monthly' },
        tiers: [{ id: 'low', name: both('Low') }, { id: 'high', name: both('High'), enter: { spent: { gte: 70 } } }],
      },
    ],
    ...over,
  }) // prettier-ignore
const planWith = (metrics: Record<string, unknown>, over?: Record<string, unknown>): Plan =>
  planOf(document(metrics, over))
const issuesOf = (metrics: Record<string, unknown>) =>
  compile([schema.parse(document(metrics))]).issues.map(({ code, path, params }) => [
    code,
    path.join('.'),
    params,
  ])
/** What the metric's definition makes where no value is given with the record. */
const madeBy = ({ nodes, names }: Plan, id: string): Node => {
  const node = nodes[namedNode({ nodes, names } as Plan, id)]!
  return nodes[(node as Extract<Node, { op: 'pick' }>).otherwise]!
}

const parts = {
  sales: { count: 'sale', window: 'year' },
  visits: { count: 'visit', window: 'year' },
  lately: { count: 'visit', window: 'month' },
  earned: { sum: 'sale.amount', window: 'year' },
}
const values = [both('Tea'), both('Books')]
type Said = Omit<Name, 'id' | 'kind' | 'name'>
test.each<[string, Record<string, unknown>, Said]>([
  ['a count', { count: 'sale', window: 'year' }, { unit: 'integer', window: 'year' }],
  ['days', { days: 'sale', window: 'lifetime' }, { unit: 'days', window: 'lifetime' }],
  ['a sum of money', { sum: 'sale.amount', window: 'year' }, { unit: 'money', window: 'year' }],
  ['a sum of whole numbers', { sum: 'sale.pieces', window: 'year' }, { unit: 'integer', window: 'year' }],
  ['a mean of whole numbers', { avg: 'sale.pieces', window: 'year' }, { unit: 'number', window: 'year' }],
  ['a mean of money', { avg: 'sale.amount', window: 'year' }, { unit: 'money', window: 'year' }],
  ['a mean of numbers', { avg: 'sale.rate', window: 'year' }, { unit: 'number', window: 'year' }],
  ['different values', { distinct: 'sale.kind', window: 'year' }, { unit: 'integer', window: 'year' }],
  ['different ids', { distinct: 'sale.order', window: 'year' }, { unit: 'integer', window: 'year' }],
  ['the newest value', { latest: 'sale.kind', window: 'year' }, { unit: 'choice', window: 'year', values }],
  ['the first day', { min: 'sale.paidOn', window: 'year' }, { unit: 'date', window: 'year' }],
  ['the greatest amount', { max: 'sale.amount', window: 'year' }, { unit: 'money', window: 'year' }],
  ['a unit of its own', { count: 'sale', window: 'year', unit: 'percent' }, { unit: 'percent', window: 'year' }],
  ['a note', { count: 'sale', window: 'year', note: both('Why') }, { unit: 'integer', window: 'year', note: both('Why') }],
  ['a sum over one window', { add: ['sales', 'visits'] }, { unit: 'integer', window: 'year' }],
  ['a sum over two windows', { add: ['sales', 'lately'] }, { unit: 'integer' }],
  ['a sum of what has no window', { add: ['size'], subtract: ['size'] }, { unit: 'integer' }],
  ['a sum of money alone', { add: ['earned'], times: 2 }, { unit: 'money', window: 'year' }],
  ['half of a whole number', { add: ['size'], times: 0.5 }, { unit: 'number' }],
  ['twice a whole number', { add: ['size'], times: 2 }, { unit: 'integer' }],
  ['twice a number', { add: ['value'], times: 2 }, { unit: 'number' }],
  ['a whole number and another', { add: ['size', 'value'] }, { unit: 'number' }],
  ['a number and a whole one', { add: ['value', 'size'] }, { unit: 'number' }],
  ['twice a whole number and another', { add: ['size', 'value'], times: 2 }, { unit: 'number' }],
  ['days since', { elapsed: 'opened', in: 'days' }, { unit: 'days' }],
  ['months since', { elapsed: 'visit', in: 'months' }, { unit: 'months' }],
  ['a rank', { rank: 'value', among: 'everyone' }, { unit: 'integer' }],
  ['a percentile', { percentile: 'value', among: 'everyone' }, { unit: 'percent' }],
  ['a size', { members: 'everyone' }, { unit: 'integer' }],
  ['a streak', { streak: { value: { gte: 1 } }, at: 'monthly' }, { unit: 'integer' }],
  ['so many of the last', { held: { value: { gte: 1 } }, at: 'monthly', ofLast: 6 }, { unit: 'integer' }],
])('%s says what it is', (_, metric, said) => {
  const plan = planWith({ ...parts, one: metric })
  expect(plan.names[namedNode(plan, 'one')]).toStrictEqual({ id: 'one', kind: 'metric', name: { en: 'one', 'zh-CN': 'one' }, ...said })
}) // prettier-ignore

test.each([
  ['a share', 100, 'visits', { unit: 'percent', window: 'year' }],
  ['a share over two windows', 100, 'lately', { unit: 'percent' }],
  ['a ratio', 1, 'visits', { unit: 'number', window: 'year' }],
  ['a ratio to a field', 1, 'size', { unit: 'number' }],
])('%s says of what it is one', (_, per, to, said) => {
  const plan = planWith({ ...parts, one: { ratio: 'sales', to, per, else: 'unknown', name: both('One') } })
  const [num, den] = [namedNode(plan, 'sales'), namedNode(plan, to)]
  expect(plan.names[namedNode(plan, 'one')]).toStrictEqual({
    ...{ id: 'one', kind: 'metric', name: both('One'), num, den },
    ...said,
  })
})

describe('what facts are read', () => {
  const leafOf = (metric: Record<string, unknown>) => {
    const plan = planWith({ one: metric })
    const id = plan.nodes.indexOf(madeBy(plan, 'one'))
    return { leaf: (plan.nodes[id] as Extract<Node, { op: 'leaf' }>).leaf, name: plan.names[id] }
  }
  test('of a count there is no field, and its name is the metric’s own', () => {
    expect(leafOf({ count: 'sale', window: 'year' })).toStrictEqual({
      leaf: { from: 'facts', event: 'sale', take: 'count', net: false, window: 'year' },
      name: undefined,
    })
  })
  test('a sum reads a field', () => {
    expect(leafOf({ sum: 'sale.amount', window: 'year', net: true }).leaf).toStrictEqual({
      ...{ from: 'facts', event: 'sale', take: 'sum', of: 'amount', net: true, window: 'year' },
    })
  })
  test('time since is read as such', () => {
    expect(leafOf({ elapsed: 'visit', in: 'days' }).leaf).toStrictEqual({
      ...{ from: 'moment', what: 'elapsed', since: 'visit', which: 'last', unit: 'days' },
    })
  })
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['a count', { count: 'sale' }, { unit: 'integer' }],
    ['a count in a unit of its own', { count: 'sale', unit: 'percent' }, { unit: 'percent' }],
    ['a choice', { latest: 'sale.kind' }, { unit: 'choice', values }],
    ['a mean of money, with a note', { avg: 'sale.amount', note: both('Why') }, { unit: 'money', note: both('Why') }],
  ])('of %s over a window that varies each window bears the name, and itself', (_, metric, said) => {
    const window = { by: 'level', use: { high: 'year' }, else: 'month' }
    const plan = planWith({ one: { ...metric, window, name: both('One') } })
    const named = plan.nodes.flatMap((_, id) => (plan.names[id]?.id === 'one' ? [plan.names[id]] : []))
    const name = { id: 'one', kind: 'metric', name: both('One'), ...said }
    expect(named).toStrictEqual([{ ...name, window: 'month' }, { ...name, window: 'year' }, name])
  }) // prettier-ignore
})

describe('sums', () => {
  const value = (metric: Record<string, unknown>, leaves: Record<string, Value>) => {
    const plan = planWith({ one: metric })
    return valueOf(plan, namedNode(plan, 'one'), leaves)
  }
  test('of whole numbers are exact, as large as they are', () => {
    const leaves = { 'field:size': 9_007_199_254_740_991, 'field:spent': 1 }
    expect(value({ add: ['size'], subtract: ['spent'] }, leaves)).toBe(9_007_199_254_740_990)
    const half = { 'field:size': 4_503_599_627_370_495 }
    expect(value({ add: ['size'], times: 2 }, half)).toBe(9_007_199_254_740_990)
  })
  test('with fractions lie on the grid', () => {
    const leaves = { 'field:size': 0, 'field:value': 0.1, 'field:share': 0.7 }
    expect(value({ add: ['size', 'value', 'share'] }, leaves)).toBe(0.8)
    expect(value({ add: ['value'], times: 3 }, leaves)).toBe(0.3)
  })
  test('have no bounds but those that are said', () => {
    const made = (more: Record<string, unknown>) => madeBy(planWith({ one: { add: ['size'], ...more } }), 'one').op
    expect([made({}), made({ atLeast: 0 }), made({ atMost: 9 }), made({ atLeast: 0, atMost: 9 })]).toEqual(['sum', 'max', 'min', 'min'])
  }) // prettier-ignore
})

test('what a ratio is where there is nothing to divide by comes from where it is said', () => {
  const plan = planWith({ ...parts, one: { ratio: 'sales', to: 'visits', per: 1, else: 7.25 } })
  const place = plan.nodes.findIndex((node) => node.op === 'value' && node.value === 7.25)
  expect(plan.origin[place]).toEqual(['metrics', 'one', 'else'])
})

test.each<[string, Record<string, unknown>, string, string, Record<string, unknown>]>([
  ['a sum of days', { sum: 'sale.paidOn', window: 'year' }, 'wrongUnit', 'sum', { name: 'paidOn', found: 'date', expected: 'number' }],
  ['a mean of a choice', { avg: 'sale.kind', window: 'year' }, 'wrongUnit', 'avg', { name: 'kind', found: 'choice', expected: 'number' }],
  ['the newest id', { latest: 'sale.order', window: 'year' }, 'wrongUnit', 'latest', { name: 'order', found: 'choice', expected: 'number' }],
  ['the least id', { min: 'sale.order', window: 'year' }, 'wrongUnit', 'min', { name: 'order', found: 'choice', expected: 'number' }],
  ['the greatest id', { max: 'sale.order', window: 'year' }, 'wrongUnit', 'max', { name: 'order', found: 'choice', expected: 'number' }],
  ['a field that an event has not', { sum: 'sale.amout', window: 'year' }, 'unknownName', 'sum', { name: 'sale.amout', what: 'field', nearest: 'sale.amount' }],
  ['a percentile of nobody', { percentile: 'value', among: 'everone' }, 'unknownName', 'among', { name: 'everone', what: 'cohort', nearest: 'everyone' }],
  ['a sum of nothing', { add: ['valu'] }, 'unknownName', 'add.0', { name: 'valu', what: 'metric, field, account', nearest: 'value' }],
  ['a size of nothing', { members: 'everone' }, 'unknownName', 'members', { name: 'everone', what: 'cohort', nearest: 'everyone' }],
  ['the first day of a field', { elapsed: 'opened', in: 'days', since: 'first' }, 'wrongKindOfName', 'elapsed', { name: 'opened', what: 'event', found: 'field' }],
])('%s is refused, and nothing else', (_, metric, code, path, params) => {
  expect(issuesOf({ one: metric })).toEqual([[code, `metrics.one.${path}`, params]])
}) // prettier-ignore

test('the first fact of an event may be asked for', () => {
  expect(issuesOf({ one: { elapsed: 'visit', in: 'days', since: 'first' } })).toEqual([])
})
