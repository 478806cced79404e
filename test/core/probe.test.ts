/** Nodes as a function of a few leaves: what they say is what values with those leaves set say, of every node of a plan. */
import { expect, test } from 'vitest'
import { folded } from '../../src/core/advance.js'
import { only, type Range } from '../../src/core/bounds.js'
import { Probe } from '../../src/core/probe.js'
import { at } from './account.js'
import { everything, planOf } from './programs.js'

const plan = planOf(everything('UTC'))
const order = { id: 'o', type: 'order', at: '2012-01-03T00:00:00Z', amount: 40_000, category: 'tea' }
const values = folded(plan, { id: 'm', joinedAt: '2012-01-01', facts: [order] }, at('2012-02-15')).now(
  at('2012-02-15'),
)
/** A range of that value alone; a line's has a little slack. */
const isAt = ({ lo, hi, nul }: Range, value: number | null): boolean =>
  value === null ? nul && lo > hi : !nul && lo <= value && value <= hi && hi - lo < 1e-5
const ids = plan.nodes.map((_, id) => id)

test.each<Record<string, number | null>>([
  { 'metric:spend': 30_000 },
  { 'metric:spend': 0, 'metric:refundRate': 25, 'field:profile': 3 },
  { 'metric:orders': 3, 'metric:visits': null },
  { 'field:profile': null },
])('every node says with %j set what it says of a merchant who has it', (given) => {
  const probe = new Probe(values, ids, (key) => key in given)
  const then = values.with(given)
  const ranges = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, only(value)]))
  const [read, within] = [probe.at(given), probe.within(ranges)]
  expect(ids.map(read)).toEqual(ids.map((id) => then.get(id)))
  expect(ids.filter((id) => !isAt(within(id), then.get(id)))).toEqual([])
})
