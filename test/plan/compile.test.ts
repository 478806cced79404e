import { describe, expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
import { program as schema } from '../../src/schema/program.js'
import { minimal, planOf } from '../core/programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const issuesOf = (over: Record<string, unknown>) =>
  compile([schema.parse(minimal(over))]).issues.map(({ code, path, params }) => [
    code,
    path.join('.'),
    params,
  ])
const count = (id: string, over = {}) => ({ count: 'sale', window: 'lifetime', name: both(id), ...over })

describe('what the schema cannot see is refused with a path', () => {
  test.each<[string, Record<string, unknown>, string, string, Record<string, unknown>]>([
    [
      'an unknown subject',
      { segments: { big: { valeu: { gte: 1 } } }, ladders: minimalLadder({ big: true }) },
      'unknownName',
      'segments.big.valeu',
      { name: 'valeu', nearest: 'value' },
    ],
    [
      'an unknown subject of a segment that nothing uses',
      { segments: { big: { valeu: { gte: 1 } } } },
      'unknownName',
      'segments.big.valeu',
      { name: 'valeu' },
    ],
    [
      'an unknown metric of a ratio',
      { metrics: { a: count('a'), r: { ratio: 'a', to: 'aa', per: 100, else: 'unknown' } } },
      'unknownName',
      'metrics.r.to',
      { name: 'aa', nearest: 'a' },
    ],
    [
      'an unknown event',
      { metrics: { a: { count: 'sales', window: 'lifetime' } } },
      'unknownName',
      'metrics.a.count',
      { nearest: 'sale' },
    ],
    [
      'an unknown field of an event',
      { metrics: { a: { sum: 'sale.total', window: 'lifetime' } } },
      'unknownName',
      'metrics.a.sum',
      { name: 'sale.total' },
    ],
    [
      'an unknown window',
      { metrics: { a: { count: 'sale', window: 'ever' } } },
      'unknownName',
      'metrics.a.window',
      { name: 'ever' },
    ],
    [
      'a review in place of a metric',
      { segments: { big: { monthly: { gte: 1 } } }, ladders: minimalLadder({ big: true }) },
      'wrongKindOfName',
      'segments.big.monthly',
      { found: 'review' },
    ],
    [
      'an unknown review of a ladder',
      { ladders: minimalLadder({ value: { gte: 1 } }, 'yearly') },
      'unknownName',
      'ladders.0.transition.promote',
      { name: 'yearly' },
    ],
    [
      'a zone that no clock knows',
      { zone: 'Asia/Nowhere' },
      'unknownZone',
      'zone',
      { found: 'Asia/Nowhere' },
    ],
    [
      'metrics that ask for each other',
      { metrics: { a: { add: ['b'] }, b: { add: ['a'] } } },
      'cycle',
      'metrics.b.add.0',
      { names: 'a -> b -> a' },
    ],
    [
      'a segment that asks for itself',
      { segments: { s: { s: true } }, ladders: minimalLadder({ s: true }) },
      'cycle',
      'segments.s',
      { names: 'segment s -> segment s' },
    ],
    [
      'what peers are needed for',
      { cohorts: { everyone: {} }, metrics: { a: { rank: 'b', among: 'everyone' }, b: count('b') } },
      'notYetSupported',
      'metrics.a.rank',
      { what: 'rank' },
    ],
    [
      'a score that is too large to stay exact',
      {
        score: {
          name: both('S'),
          combine: 'sum',
          factors: [{ id: 'f', name: both('F'), metric: 'value', scale: { perUnit: 1, max: 2e9 } }],
        },
      },
      'tooLarge',
      'score',
      { what: 'score' },
    ],
    [
      'an unknown tier',
      {
        benefits: [
          { id: 'b', kind: 'price', name: both('B'), requires: { level: { gte: 'hgih' } }, cost: 1 },
        ],
      },
      'unknownName',
      'benefits.0.requires.level.gte',
      { name: 'hgih' },
    ],
    [
      'an unknown account of a reward',
      {
        tasks: [
          {
            id: 't',
            area: 'x',
            name: both('T'),
            done: { value: { gte: 1 } },
            effortMinutes: 1,
            moves: {},
            reward: { coins: 1 },
          },
        ],
      },
      'unknownName',
      'tasks.0.reward.coins',
      { name: 'coins' },
    ],
  ])('%s', (_, over, code, path, params) => {
    expect(issuesOf(over)).toContainEqual([code, path, expect.objectContaining(params)])
  })
})

function minimalLadder(enter: unknown, review = 'monthly') {
  return [
    {
      id: 'level',
      main: true,
      name: both('Level'),
      transition: { promote: review, demote: 'monthly' },
      tiers: [
        { id: 'low', name: both('Low') },
        { id: 'high', name: both('High'), enter },
      ],
    },
  ]
}

test('operands come before the nodes that read them', () => {
  const { nodes, origin } = planOf(minimal())
  expect(origin.length).toBe(nodes.length)
  nodes.forEach((node, id) => {
    for (const operand of JSON.stringify(node).match(/"(?:x|over|left|right|num|den|otherwise)":(\d+)/g) ??
      []) {
      expect(Number(operand.split(':')[1])).toBeLessThan(id)
    }
  })
})

test('equal nodes are one node, so nothing is computed twice', () => {
  const { nodes } = planOf(minimal())
  expect(new Set(nodes.map((node) => JSON.stringify(node))).size).toBe(nodes.length)
})

test('a plan is plain data that survives the wire', () => {
  const plan = planOf(minimal())
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
})

test('all versions are one plan, newest first, whatever the order they came in', () => {
  const second = { ...minimal(), version: '2', inForce: '2021-01-01' }
  const plan = planOf(second, minimal())
  expect([plan.program.version, plan.earlier?.program.version, plan.earlier?.earlier]).toEqual([
    '2',
    '1',
    null,
  ])
})

test('no program at all is an issue, not a plan', () => {
  expect(compile([])).toMatchObject({ value: null, issues: [{ code: 'refusedPlan' }] })
})
