/** Under which key a condition over past decisions is remembered: another version of a program goes on counting under it. */
import { expect, test } from 'vitest'
import { minimal, planOf } from '../core/programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const fields = { value: 'number', open: 'flag' }
const keysOf = (streak: unknown): string[] =>
  planOf(minimal({ fields, metrics: { a: { streak, at: 'monthly' } } })).clockwork.watches.map(
    ({ key }) => key,
  )

test.each<[string, unknown, string]>([
  ['one thing asked', { value: { gte: 1 } }, '{"value":{"gte":1}}'],
  [
    'things in the order of their names',
    { open: true, value: { gte: 1 } },
    '{"open":true,"value":{"gte":1}}',
  ],
  ['things in any order', { value: { gte: 1 }, open: true }, '{"open":true,"value":{"gte":1}}'],
  [
    'a list, which keeps its order',
    { any: [{ value: { lt: 3 } }, { open: true }] },
    '{"any":[{"value":{"lt":3}},{"open":true}]}',
  ],
  ['what is left unsaid', { value: { gte: 1, lt: undefined } }, '{"value":{"gte":1}}'],
])('%s', (_, streak, key) => {
  expect(keysOf(streak)).toEqual([`monthly/${key}`])
})

test('what the score of a scope remembers, where nothing in it is narrowed, is remembered once', () => {
  const persist = { persist: { open: true }, times: 1, ofLast: 2, at: 'monthly' }
  const visits = { count: 'visit', window: 'lifetime' }
  const line = [[0, 0], [9, 9]] // prettier-ignore
  const [level] = minimal()['ladders'] as unknown[]
  const { watches } = planOf(
    minimal({
      choices: { goods: { tea: both('Tea'), books: both('Books') } },
      events: { visit: { fields: { kind: 'goods' } } },
      fields,
      metrics: { visits },
      score: {
        ...{ name: both('Score'), combine: 'sum' },
        factors: [
          {
            id: 'f',
            name: both('F'),
            metric: 'visits',
            scale: { line },
            guard: { needs: persist, else: 'exempt' },
          },
        ],
      },
      ladders: [
        level,
        {
          ...{ id: 'fan', name: both('Fan'), scope: { by: 'goods', rollup: 'none' } },
          transition: { promote: 'monthly', demote: 'monthly' },
          tiers: [{ id: 'on', name: both('On'), enter: { score: { gte: 5 } } }],
        },
      ],
    }),
  ).clockwork
  expect(watches.map(({ key }) => key)).toEqual(['monthly/{"open":true}'])
})
