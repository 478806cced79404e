import { describe, expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
import { program as schema } from '../../src/schema/program.js'
import { minimal, planOf } from '../core/programs.js'
import { leavesOf } from './leaves.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const seen = (id: string) => ({ id, name: both(id) })
const base = {
  choices: { goods: { tea: both('Tea'), books: both('Books') } },
  events: { sale: { fields: { category: 'goods' } }, visit: {} },
  fields: { value: 'number' },
  metrics: {
    sales: { count: 'sale', window: 'lifetime' },
    visits: { count: 'visit', window: 'lifetime' },
  },
  cohorts: { everyone: {} },
}
const transition = { promote: 'monthly', demote: 'monthly' }
const score = (metric: string) => ({
  name: both('Score'),
  combine: 'sum',
  factors: [{ ...seen('line'), metric, scale: { perUnit: 1, max: 100 } }],
})
const fan = (rollup: string, enter: unknown, more: Record<string, unknown> = {}) => ({
  ...seen('fan'),
  scope: { by: 'goods', rollup, ...more },
  transition,
  tiers: [{ ...seen('yes'), enter }],
})
const plan = (...[ladder, more = {}]: [unknown, Record<string, unknown>?]) =>
  planOf(minimal({ ...base, ladders: [ladder], ...more }))

describe('what a ladder asks', () => {
  test('a rule that its tiers share is told once, where it stands', () => {
    const [level] = minimal()['ladders'] as object[]
    const ladders = [{ ...level, keep: { valeu: { gte: 1 } } }]
    const { issues } = compile([schema.parse(minimal({ ladders }))])
    expect(issues.map(({ path }) => path.join('.'))).toEqual(['ladders.0.keep.valeu'])
  })
  test('a rule that its tiers share holds for those alone that ask something to enter', () => {
    const [level] = minimal()['ladders'] as object[]
    const { tiers } = plan({ ...level, keep: { value: { gte: 60 } } }).clockwork.ladders[0]!
    expect(tiers[0]).toMatchObject({ enter: null, keep: null })
    expect(tiers[1]!.keep).not.toBe(tiers[1]!.enter)
  })
  test.each(['max', 'any', 'min'])('is asked once where every value asks the same, by %s', (rollup) => {
    const { nodes, clockwork } = plan(fan(rollup, { visits: { gte: 1 } }))
    const { enter, keep } = clockwork.ladders[0]!.tiers[0]!
    expect(nodes[enter!]).toMatchObject({ op: 'compare', is: 'gte' })
    expect(keep).toBe(enter)
  })
  test('is the score as it is, which lies on the grid already', () => {
    const [level] = minimal()['ladders'] as { tiers: [object, object] }[]
    const tiers = [level!.tiers[0], { ...level!.tiers[1], enter: { score: { gte: 10 } } }]
    const { nodes, clockwork, score: own } = plan({ ...level, tiers }, { score: score('value') })
    expect(nodes[clockwork.ladders[0]!.tiers[1]!.enter!]).toMatchObject({ op: 'compare', left: own!.value })
  })
  test('beside a rolled up score, other numbers are ranked as themselves', () => {
    const best = (of: string) => ({ best: 5, of, among: 'everyone', as: 'count' })
    const enter = { all: [best('score'), best('visits')] }
    const ranks = leavesOf(plan(fan('max', enter, { of: 'score' }), { score: score('sales') }))
    expect(ranks.filter((leaf) => leaf.startsWith('rank:')).sort()).toEqual([
      'rank:everyone:score@goods:high',
      'rank:everyone:visits:high',
    ])
  })
})
test('an account is carried by marks that are numbers, not by what bears a name', () => {
  const account = { ...seen('coins'), earn: [], spend: 'oldestFirst', undo: 'sameLots' }
  const tiers = [
    { ...seen('low'), enter: { coins: { gte: 'value' } } },
    { ...seen('high'), enter: { coins: { gt: 5 } } },
  ]
  const ladder = { ...seen('level'), transition: { ...transition, carry: ['coins'] }, tiers }
  const { carry } = plan(ladder, { accounts: [account] }).clockwork.ladders[0]!
  expect(carry[0]!.marks.map((mark) => mark !== null)).toEqual([false, true])
})
