/** The program of everything with all that the language can say of time, peers and postings: for the law of the fold. */
import { everything } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
type Parts = Record<string, Record<string, unknown> & unknown[]>

const account = (id: string, earn: unknown[], over: Record<string, unknown> = {}) => ({
  id,
  name: both(id),
  earn,
  spend: 'oldestFirst',
  undo: 'sameLots',
  ...over,
})
const tiers = (...enters: unknown[]) =>
  enters.map((enter, place) => ({
    id: `t${place}`,
    name: both(`T${place}`),
    ...(enter === null ? {} : { enter }),
  }))

const ladders = [
  {
    // in a row and so often: at the weekly review, from what it remembers
    id: 'steady',
    name: both('Steady'),
    transition: { promote: 'weekly', demote: 'weekly' },
    tiers: tiers(
      null,
      { persist: { orders: { gte: 2 } }, times: 2, ofLast: 3, at: 'weekly' },
      { inARow: { gte: 3 } },
    ),
  },
  {
    id: 'topOfAll',
    name: both('Top of all'),
    transition: { promote: 'atOnce', demote: 'atOnce' },
    tiers: tiers(null, { best: 30, of: 'score', among: 'newest', as: 'percent' }),
  },
  {
    id: 'topAtReview',
    name: both('Top at the review'),
    transition: { promote: 'sinceJoining', demote: 'sinceJoining' },
    tiers: tiers(null, { best: 3, of: 'spend', among: 'reviewed', as: 'count' }),
  },
  {
    id: 'climbing',
    name: both('Climbing'),
    transition: {
      promote: 'fortnight',
      demote: 'never',
      climb: 'oneByOne',
      maxStepsUp: 2,
      takes: { miles: 100 },
    },
    tiers: tiers(null, { miles: { gte: 100 } }, { miles: { gte: 150 } }, { miles: { gte: 200 } }),
  },
  {
    id: 'climbingAtOnce',
    name: both('Climbing at once'),
    transition: {
      promote: 'atOnce',
      demote: 'atOnce',
      takes: { coins: 60 },
      carry: ['stays'],
      reset: ['season'],
    },
    tiers: tiers(null, { coins: { gte: 60 } }, { coins: { gte: 40 }, stays: { gte: 14 } }),
  },
  {
    id: 'carried',
    name: both('Carried'),
    transition: {
      promote: 'atOnce',
      demote: 'sinceLevel',
      maxStepsDown: 1,
      carry: ['nights'],
      reset: ['season'],
    },
    tiers: tiers(null, { nights: { gte: 10 } }, { all: [{ nights: { gte: 20 } }] }),
  },
  {
    id: 'widest',
    name: both('Widest'),
    scope: { by: 'goods', rollup: 'max' },
    transition: { promote: 'sinceBirth', demote: 'sinceBirth', grace: { days: 5 } },
    tiers: tiers(null, { orders: { gte: 1 } }, { orders: { gte: 3 } }),
  },
  {
    id: 'local',
    name: both('Local'),
    transition: { promote: 'atOnce', demote: 'atOnce' },
    tiers: tiers(null, { lateVisits: { gte: 2 } }, { sinceChange: { gte: 2 } }),
  },
]

/** Everything, with the whole language beside it. `forgets`: without what must know a log since ever. */
export const wholeLanguage = (zone: string, forgets = false): Record<string, unknown> => {
  const base = everything(zone) as Parts
  const lapses = forgets ? { expires: { days: 25 } } : {}
  return {
    ...base,
    fields: { ...base['fields'], birth: { type: 'date', name: both('Birth') } },
    windows: {
      ...base['windows'],
      days10Here: { rolling: { days: 10 }, zone: 'merchant', cutOff: { days: 1 } },
      winter: forgets ? { past: { weeks: 6 } } : { dates: ['2011-12-20', '2012-02-01'], zone: 'merchant' },
      ofLevel: { anniversary: { weeks: 2 }, since: 'level' },
      ofBirth: { anniversary: { months: 1 }, since: 'birth', cutOff: { days: 2 } },
    },
    reviews: {
      ...base['reviews'],
      fortnight: { every: 'week', from: '2011-11-24', day: 2, cutOff: { days: 1 } },
      sinceJoining: { every: 'week', since: 'joinedAt' },
      sinceLevel: { every: 'week', since: 'level', takesEffect: { days: 1 } },
      sinceBirth: { every: 'week', since: 'birth', takesEffect: { days: 3 } },
    },
    cohorts: { newest: { min: 3 }, reviewed: { at: 'sinceJoining' } },
    metrics: {
      ...base['metrics'],
      inARow: { streak: { visits: { gte: 1 } }, at: 'weekly', name: both('In a row') },
      lateVisits: {
        count: 'visit',
        where: { hour: { gte: 12 }, weekday: { in: ['monday', 'friday', 'saturday'] } },
        window: 'days10Here',
        name: both('Late visits'),
      },
      sinceChange: { count: 'order', window: 'ofLevel', name: both('Orders since the change') },
      visitsOfBirth: { days: 'visit', window: 'ofBirth', name: both('Days since birth') },
      inWinter: {
        sum: 'order.amount',
        where: { amount: { gte: { by: 'level', use: { basic: 1000 }, else: 20000 } } },
        window: { cases: [{ when: { visits: { gte: 2 } }, use: 'winter' }], else: 'days30' },
        name: both('In winter'),
      },
      sinceFirst: {
        ...(forgets ? { elapsed: 'joinedAt' } : { elapsed: 'order', since: 'first' }),
        in: 'days',
        name: both('Since the first'),
      },
    },
    ladders: [...base['ladders']!, ...ladders],
    accounts: [
      ...base['accounts']!,
      account('miles', [{ on: 'order', points: { give: 1, every: 200, of: 'amount' } }], lapses),
      account(
        'coins',
        [{ on: 'order', points: { give: 1, every: 500, of: 'amount', each: forgets ? 'event' : 'total' } }],
        lapses,
      ),
      account('nights', [{ on: 'visit', points: 10 }]),
      account('stays', [
        { on: 'visit', points: { by: 'level', use: { gold: 9 }, else: 7 }, after: true },
        { at: 'fortnight', when: { inWinter: { gte: 20000 } }, points: 3 },
      ]),
      account('season', [{ on: 'visit', points: 4 }], { start: 5, reset: 'weekly' }),
    ],
    overrides: [
      ...base['overrides']!,
      {
        id: 'shield',
        kind: 'protect',
        name: both('Shield'),
        starts: { visitsOfBirth: { gte: 1 } },
        lasts: { days: 20 },
        ladders: ['carried', 'widest'],
      },
      {
        id: 'veteran',
        kind: 'grant',
        name: both('Veteran'),
        starts: { sinceFirst: { gte: 25 } },
        ends: { sinceFirst: { gte: 50 } },
        floor: { local: 't1' },
      },
    ],
  }
}
