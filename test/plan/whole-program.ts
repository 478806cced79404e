/** The whole language again as a program that compiles, with every place at which a name, a number or a condition may stand. */
import type { Condition } from '../../src/schema/program.js'
import { wholeLanguage } from '../schema/whole-language.js'

const name = (word: string) => ({ en: word, 'zh-CN': `${word}（中文）` })
const seen = (id: string) => ({ id, name: name(id), note: name(`About ${id}`) })
const many: Condition = { orders: { gte: 1 } }
const byHome = (books: unknown, rest: unknown) => ({ by: 'home', use: { books }, else: rest })
const byLevel = (use: Record<string, unknown>, rest: unknown) => ({ by: 'level', use, else: rest })

/** Fresh at every call. */
export const wholeProgram = (): Record<string, unknown> => {
  const { segments, windows, reviews, cohorts, metrics, fields, overrides, accounts, benefits, tasks, score, ...whole } =
    wholeLanguage() // prettier-ignore
  return {
    ...whole,
    events: {
      order: {
        name: name('Order'),
        fields: {
          amountFen: 'money',
          category: { type: 'goods', name: name('Category') },
          isGift: 'flag',
          paidOn: 'date',
          buyer: 'id',
        },
        undoneBy: 'refund',
      },
      refund: {},
    },
    fields: {
      ...fields,
      nights: { type: 'number', name: name('Nights') },
      signedOn: 'date',
      isPartner: 'flag',
      home: 'goods',
    },
    windows: {
      ...windows,
      abroad: { past: { days: 7 }, zone: 'merchant', cutOff: { days: 1 } },
      signing: { anniversary: { years: 1 }, since: 'signedOn' },
      climbing: { anniversary: { months: 1 }, since: 'level', zone: 'UTC' },
      season: { dates: ['2026-03-01', '2026-06-01'] },
    },
    reviews: {
      ...reviews,
      yearly: { every: 'year', since: 'joinedAt' },
      signed: { every: 'year', since: 'signedOn', cutOff: { days: 2 } },
      climbed: { every: 'month', since: 'level' },
      spring: { every: 'year', from: '2026-03-01', zone: 'Asia/Tokyo' },
    },
    segments: {
      ...segments,
      some: { any: [many, { level: 'gold' }, { level: { in: ['gold', 'basic'] } }] },
      most: { atLeast: 1, of: [many, { signedOn: { gte: '2026-01-01' } }, { score: { known: true } }] },
      chosen: { orders: { gt: { by: 'level', use: { gold: 3 }, else: 1 }, lte: 90, eq: 4 }, isPartner: false },
      low: { worst: 2, of: 'orders', among: 'region', as: 'count', better: 'low' },
      named: { home: { in: ['books', 'home'] }, beans: { gt: 5 }, plus: { known: true }, expert: 'master' },
      lately: { persist: { every: true }, times: 1, ofLast: 2 },
    },
    cohorts: {
      ...cohorts,
      ranked: { by: 'level', members: { isPartner: true } },
      buyers: {
        members: many,
        by: ['home', 'steps'],
        at: 'monthly',
        ties: 'orders',
        min: 100,
        else: 'region',
        percentiles: 'linear',
      },
      region: { by: 'home', ties: { by: 'active', better: 'low' } },
    },
    metrics: {
      ...metrics,
      age: { elapsed: 'signedOn', in: 'days' },
      still: { elapsed: 'order', in: 'months', since: 'first' },
      doubled: { add: ['orders', 'active'], times: 2 },
      crowd: { members: 'buyers', note: name('How many') },
      gifts: { count: 'order', window: 'abroad', where: { isGift: true, category: { in: ['books'] }, hour: { lt: 6 } } },
      homely: { count: 'order', window: byLevel({ gold: 'signing' }, 'climbing'), where: { category: 'home' } },
      before: { count: 'order', window: 'season', where: { paidOn: { lt: '2026-05-01' }, amountFen: { gte: byLevel({ gold: 2 }, 1) } } },
    }, // prettier-ignore
    score: {
      ...score,
      guard: { needs: many, else: { points: byHome(5, 1) } },
      factors: [
        score!.factors[0],
        { ...score!.factors[1], weight: byHome(1, 2) },
        ...score!.factors.slice(2),
        {
          ...seen('chosenScale'),
          weight: { cases: [{ when: many, use: 3 }], else: 2 },
          metric: 'orders',
          scale: byHome({ perUnit: 1, max: 5 }, { perUnit: 2, max: 10 }),
          guard: { needs: { every: true }, else: { points: { cases: [{ when: many, use: 1 }], else: 2 } } },
        },
        {
          ...seen('lowest'),
          weight: 5,
          combine: 'min',
          min: 1,
          factors: [
            { ...seen('ofField'), metric: 'nights', scale: { line: [[0, 0], [1, 1]] } },
            { ...seen('fewer'), metric: 'orders', scale: { benchmark: 9, percentile: 20, among: 'region', better: 'low' } },
          ],
        },
      ],
    }, // prettier-ignore
    overrides: [
      { ...seen('plus'), kind: 'grant', on: 'order', where: { amountFen: { gte: 9 }, isGift: true }, lasts: { months: 12 }, floor: { level: 'gold' }, open: ['coupon', 'gift'] },
      { ...seen('pause'), kind: 'sanction', starts: many, ends: { orders: { lt: 1 } }, cap: { level: 'basic' }, suspend: { kinds: ['price'] }, freeze: ['level', 'expert'] },
      { ...overrides![2], ends: { every: true } },
      { ...seen('shield'), kind: 'protect', starts: { score: { gte: 1 } }, ladders: ['level', 'expert'] },
      { ...overrides![3], id: 'bare' },
    ], // prettier-ignore
    accounts: [
      {
        ...accounts![0],
        note: name('Earned'),
        earn: [
          ...(accounts![0] as { earn: unknown[] }).earn,
          { on: 'refund', points: byLevel({ gold: 2 }, 1), multiply: byLevel({ gold: 2 }, 1), after: true },
          { at: 'signed', when: { every: true }, points: { give: 1, every: 2 }, limit: { points: 3, each: 'year' } },
        ],
        limits: [{ points: 200, each: 'month', zone: 'UTC', exempt: ['refund', 'order'], gross: true }],
      },
      { ...seen('plain'), earn: [{ on: 'order', points: -1 }], spend: 'oldestFirst', undo: 'sameLots', expires: { endOf: 'year' } },
      ...accounts!.slice(1),
    ], // prettier-ignore
    benefits: [
      {
        ...benefits![0],
        note: name('Once'),
        takes: { beans: byLevel({ gold: 100 }, 50), plain: 5 },
        quota: { times: byLevel({ gold: 2 }, 1), each: 'month' },
        choose: {
          options: [seen('film'), { id: 'book', name: name('Book') }],
          pick: 1,
          within: { days: 90 },
          else: 'film',
        },
        lasts: { days: 30 },
      },
      ...benefits!.slice(1),
      { ...seen('trial'), kind: 'service', requires: { every: true }, value: 3, cost: byLevel({ gold: 1 }, 0) },
    ],
    tasks: [
      { ...tasks![0], note: name('Soon') },
      { ...seen('sell'), area: 'from', done: { 'active': { gte: 3 } }, effortMinutes: 0, moves: { active: 3 }, reward: { beans: 1, plain: 2 } },
    ],
  } // prettier-ignore
}
