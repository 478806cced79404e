/** Small programs for tests of the engines: one that has a bit of everything, and a maker of minimal ones. */
import { compile } from '../../src/plan/compile.js'
import type { Plan } from '../../src/plan/plan.js'
import { program as schema, type Program } from '../../src/schema/program.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })

/** The main ladder, reviewed monthly, with an upper tier that asks something. */
export const levelAsking = (enter: unknown): Record<string, unknown> => ({
  id: 'level',
  main: true,
  name: both('Level'),
  transition: { promote: 'monthly', demote: 'monthly' },
  tiers: [
    { id: 'low', name: both('Low') },
    { id: 'high', name: both('High'), enter },
  ],
})

/** Names for the areas of its tasks. */
const areasOf = ({ tasks = [] }: { tasks?: unknown }): Record<string, unknown> =>
  Object.fromEntries((tasks as { area: string }[]).map(({ area }) => [area, both(area)]))

/** A program over one field and one event, with anything replaced. */
export const minimal = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  tierkit: 1,
  program: 'small',
  version: '1',
  inForce: '2020-01-01',
  zone: 'UTC',
  currency: 'USD',
  name: both('Small'),
  events: { sale: { name: both('Sale'), fields: { amount: 'money' } } },
  fields: { value: { type: 'number', name: both('Value') } },
  reviews: { monthly: { every: 'month', day: 1 } },
  metrics: {},
  areas: areasOf(over),
  ladders: [levelAsking({ value: { gte: 70 } })],
  ...over,
})

/** The plan of a program that must be right. */
export const planOf = (...programs: Record<string, unknown>[]): Plan => {
  const { value, issues } = compile(programs.map((one) => schema.parse(one) as Program))
  if (!value) throw new Error(JSON.stringify(issues, null, 1))
  return value
}

/** A bit of everything that moves in time: for the law of the fold. */
export const everything = (zone: string): Record<string, unknown> => ({
  tierkit: 1,
  program: 'everything',
  version: '1',
  inForce: '2011-06-01',
  zone,
  currency: 'CNY',
  name: both('Everything'),
  choices: {
    risk: { clear: both('Clear'), fraud: both('Fraud') },
    goods: { tea: both('Tea'), books: both('Books') },
  },
  events: {
    order: { name: both('Order'), fields: { amount: 'money', category: 'goods' }, undoneBy: 'refund' },
    refund: { name: both('Refund'), fields: { amount: 'money' } },
    visit: { name: both('Visit') },
    plusPaid: { name: both('Plus') },
  },
  fields: {
    riskNow: { type: 'risk', name: both('Risk') },
    profile: { type: 'integer', name: both('Profile') },
  },
  windows: { past2: { past: { months: 2 } }, month: { current: 'month' }, days30: { rolling: { days: 30 } } },
  reviews: {
    monthly: { every: 'month', day: 1 },
    weekly: { every: 'week', weekday: 'monday', takesEffect: { days: 2 } },
  },
  metrics: {
    spend: { sum: 'order.amount', window: 'past2', net: true, name: both('Spend') },
    orders: { count: 'order', window: 'days30', name: both('Orders') },
    refunds: { count: 'refund', window: 'days30', name: both('Refunds') },
    refundRate: {
      ratio: 'refunds',
      to: 'orders',
      per: 100,
      else: 'exempt',
      unit: 'percent',
      name: both('Refund rate'),
    },
    visits: { days: 'visit', window: 'month', name: both('Visits') },
  },
  score: {
    name: both('Score'),
    combine: 'sum',
    min: 0,
    max: 1000,
    factors: [
      {
        id: 'buying',
        name: both('Buying'),
        metric: 'spend',
        scale: {
          line: [
            [0, 0],
            [50000, 500],
          ],
        },
      },
      {
        id: 'trust',
        name: both('Trust'),
        metric: 'refundRate',
        scale: {
          steps: [
            { upTo: 10, points: 200 },
            { upTo: 30, points: 100 },
          ],
          else: 0,
        },
      },
      { id: 'coming', name: both('Coming'), metric: 'visits', scale: { perUnit: 20, max: 300 } },
    ],
  },
  ladders: [
    {
      id: 'level',
      main: true,
      name: both('Level'),
      transition: { promote: 'monthly', demote: 'monthly', maxStepsDown: 1, hold: { months: 1 } },
      tiers: [
        { id: 'basic', name: both('Basic') },
        { id: 'silver', name: both('Silver'), enter: { score: { gte: 200 } }, keep: { score: { gte: 150 } } },
        { id: 'gold', name: both('Gold'), enter: { score: { gte: 500 }, refundRate: { lte: 20 } } },
      ],
    },
    {
      id: 'warmth',
      name: both('Warmth'),
      transition: { promote: 'weekly', demote: 'weekly', grace: { days: 9 } },
      tiers: [
        { id: 'cold', name: both('Cold') },
        { id: 'warm', name: both('Warm'), enter: { orders: { gte: 2 } } },
      ],
    },
    {
      id: 'live',
      name: both('Live'),
      transition: { promote: 'atOnce', demote: 'atOnce' },
      tiers: [
        { id: 'off', name: both('Off') },
        { id: 'on', name: both('On'), enter: { orders: { gte: 3 } } },
      ],
    },
    {
      id: 'fans',
      badge: true,
      name: both('Fan'),
      scope: { by: 'goods', rollup: 'none' },
      transition: { promote: 'monthly', demote: 'monthly' },
      tiers: [{ id: 'fan', name: both('Fan'), enter: { orders: { gte: 2 } } }],
    },
  ],
  accounts: [
    {
      id: 'beans',
      name: both('Beans'),
      start: 7,
      max: 3000,
      earn: [
        {
          on: 'order',
          points: { give: 1, every: 100, of: 'amount' },
          multiply: {
            cases: [
              { when: { plus: true }, use: 2 },
              { when: { level: 'gold' }, use: 1.5 },
            ],
            else: 1,
          },
        },
        { on: 'visit', points: 5, limit: { points: 10, each: 'week' }, expires: { days: 40 } },
      ],
      expires: { endOf: 'month', after: { months: 1 } },
      spend: 'oldestFirst',
      undo: 'sameLots',
    },
  ],
  overrides: [
    {
      id: 'plus',
      kind: 'grant',
      name: both('Plus'),
      on: 'plusPaid',
      lasts: { days: 45 },
      floor: { level: 'silver' },
    },
    {
      id: 'hold',
      kind: 'sanction',
      name: both('Hold'),
      starts: { riskNow: 'fraud' },
      ends: { riskNow: 'clear' },
      cap: { level: 'basic' },
      suspend: { kinds: ['price'] },
    },
  ],
  benefits: [
    {
      id: 'coupon',
      kind: 'price',
      name: both('Coupon'),
      requires: { level: { gte: 'silver' } },
      takes: { beans: 30 },
      quota: { times: 2, each: 'month' },
      cost: 100,
    },
    {
      id: 'gift',
      kind: 'added',
      name: both('Gift'),
      requires: { level: { gte: 'silver' } },
      cost: 1,
      choose: {
        pick: 1,
        within: { days: 20 },
        options: [
          { id: 'giftTea', name: both('Tea') },
          { id: 'giftBook', name: both('Book') },
        ],
      },
    },
  ],
  tasks: [
    {
      id: 'fourDays',
      area: 'coming',
      name: both('Four days'),
      done: { visits: { gte: 4 } },
      each: 'month',
      deadline: { endOf: 'month' },
      effortMinutes: 5,
      moves: { visits: { to: 4 } },
      reward: { beans: 20 },
    },
    {
      id: 'fill',
      area: 'trust',
      name: both('Fill'),
      done: { profile: { gte: 3 } },
      effortMinutes: 2,
      moves: { profile: { to: 3 } },
      reward: { beans: 11 },
    },
  ],
})
