import { describe, expect, test } from 'vitest'
import { minimal, planOf } from '../core/programs.js'
import { valueOf } from './leaves.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const choices = { goods: { tea: both('Tea'), books: both('Books'), home: both('Home') } }
const fields = { value: 'number', steps: 'integer', sells: 'goods' }
const asked = (enter: unknown) => {
  const [level] = minimal()['ladders'] as { tiers: [object, object] }[]
  const tiers = [level!.tiers[0], { ...level!.tiers[1], enter }]
  const plan = planOf(minimal({ choices, fields, ladders: [{ ...level, tiers }] }))
  return { plan, node: plan.clockwork.ladders[0]!.tiers[1]!.enter! }
}

test.each([
  ['value', 0.123_456_7, 0.123_457],
  ['value', 70, 70],
  ['steps', 70, 70],
])('a mark on %s of %d is a number on the grid, which is computed once and for all', (id, mark, value) => {
  const { plan, node } = asked({ [id]: { gte: mark } })
  const { right } = plan.nodes[node] as { right: number }
  expect(plan.nodes[right]).toEqual({ op: 'value', value })
})
describe('one of several values', () => {
  test.each([
    [['tea'], 1, 0],
    [['tea', 'home'], 1, 0],
    [['tea', 'home'], 2, 1],
  ])('%j of the one at place %d', (several, place, expected) => {
    const { plan, node } = asked({ sells: { in: several } })
    expect(valueOf(plan, node, { 'field:sells': place })).toBe(expected)
  })
  test('beside another test of the same subject', () => {
    const { plan, node } = asked({ sells: { in: ['tea', 'home'], gte: 'books' } })
    const values = [0, 1, 2].map((place) => valueOf(plan, node, { 'field:sells': place }))
    expect(values).toEqual([0, 0, 1])
  })
})
test('metrics that ask for each other twice over are compiled in no time', () => {
  const last = 40
  const metrics: Record<string, unknown> = { m40: { count: 'sale', window: 'lifetime' } }
  for (let place = 0; place < last; place++)
    metrics[`m${place}`] = { add: [`m${place + 1}`], subtract: [`m${place + 1}`] }
  const { nodes } = planOf(minimal({ metrics }))
  expect(nodes.length).toBeLessThan(last * 10)
})
