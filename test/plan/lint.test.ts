import { describe, expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
import { lint } from '../../src/plan/lint.js'
import { findings, type FindingCode } from '../../src/schema/findings.js'
import { program as schema } from '../../src/schema/program.js'

type Json = Record<string, unknown>
const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const seen = (id: string) => ({ id, name: both(id) })
const atOnce = { promote: 'atOnce', demote: 'atOnce' }

/** A program in which nothing is wrong: a score, two ladders, an account, a benefit and a task. */
const sound = (): Json => ({
  tierkit: 1,
  ...{ program: 'sound', version: '1', inForce: '2026-01-01', zone: 'UTC', currency: 'CNY' },
  name: both('Sound'),
  choices: { region: { north: both('North'), south: both('South') } },
  events: {
    sale: { name: both('Sale'), fields: { amount: 'money' } },
    visit: { name: both('Visit') },
    fault: { name: both('Fault') },
  },
  fields: { size: 'integer', part: 'number', open: 'flag', where: 'region' },
  windows: { year: { past: { years: 1 } } },
  reviews: { monthly: { every: 'month' } },
  segments: { large: { size: { gte: 9 }, open: true, where: 'north', part: { gt: 0 } } },
  cohorts: { peers: { members: { large: true }, at: 'monthly' } },
  metrics: {
    sales: { count: 'sale', window: 'year' },
    visits: { count: 'visit', window: 'lifetime' },
    place: { rank: 'sales', among: 'peers' },
  },
  areas: { other: both('Other') },
  score: {
    name: both('Score'),
    combine: 'weightedSum',
    max: 100,
    factors: [
      { ...seen('selling'), weight: 60, metric: 'sales', scale: { line: [[0, 0], [50, 50], [90, 100]] } },
      { ...seen('visiting'), weight: 40, metric: 'visits', scale: { perUnit: 5, max: 100 } },
    ],
  },
  ladders: [
    {
      ...seen('level'),
      main: true,
      transition: { promote: 'monthly', demote: 'monthly' },
      tiers: [
        seen('low'),
        { ...seen('middle'), enter: { score: { gte: 40 } }, keep: { score: { gte: 30 } } },
        { ...seen('high'), enter: { score: { gte: 80 }, place: { lte: 50 } } },
      ],
    },
    { ...seen('star'), badge: true, transition: atOnce, tiers: [{ ...seen('starred'), enter: { beans: { gte: 5 } } }] },
  ],
  accounts: [
    {
      ...seen('beans'),
      earn: [{ on: 'sale', points: 5, limit: { points: 20, each: 'day' } }],
      ...{ spend: 'oldestFirst', undo: 'sameLots' },
    },
  ],
  overrides: [{ ...seen('ban'), kind: 'sanction', on: 'fault', lasts: { days: 9 }, cap: { level: 'low' } }],
  benefits: [
    {
      ...seen('coupon'),
      kind: 'price',
      requires: { level: { gte: 'middle' } },
      value: { by: 'level', use: { middle: 5, high: 9 } },
      unit: 'money',
      cost: 700,
    },
  ],
  tasks: [
    {
      ...seen('sell'),
      area: 'other',
      done: { sales: { gte: 5 } },
      effortMinutes: 5,
      moves: { sales: 5, visits: { to: 3 } },
      reward: { beans: 10 },
    },
  ],
}) // prettier-ignore

/** The sound program with values put in at paths written with dots, or taken out where they are undefined. */
const soundBut = (changes: Readonly<Record<string, unknown>>): Json => {
  const document = sound()
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.')
    const last = keys.pop()!
    const parent = keys.reduce<Json>((at, key) => (at[key] ??= {}) as Json, document)
    if (value === undefined) delete parent[last]
    else parent[last] = value
  }
  return document
}
const lintedIn = (document: Json) => {
  const program = schema.parse(document)
  const { value, issues } = compile([program])
  if (!value) throw new Error(JSON.stringify(issues))
  return lint(program, value)
}
const told = (changes: Readonly<Record<string, unknown>>, ...codes: FindingCode[]) =>
  lintedIn(soundBut(changes))
    .filter(({ code }) => codes.includes(code))
    .map(({ code, path, params }) => `${code} ${path.join('.')} ${Object.values(params).join(' ')}`.trim())

test('of a sound program nothing is told', () => {
  expect(lintedIn(sound())).toEqual([])
})

test('nor of one that has no score', () => {
  const changes = {
    score: undefined,
    'ladders.0.tiers': [seen('low'), { ...seen('high'), enter: { visits: { gte: 5 }, place: { lte: 50 } } }],
    'benefits.0.requires': { level: 'high' },
    'benefits.0.value': 5,
  }
  expect(lintedIn(soundBut(changes))).toEqual([])
})

/** What is changed, and what is told of these codes: just outside, and just inside of what is wrong. */
type Row = [title: string, changes: Readonly<Record<string, unknown>>, ...told: string[]]
const enter = 'ladders.0.tiers.2.enter'
const rows: Partial<Record<FindingCode, Row[]>> = {
  unreachableTier: [
    ['a mark at the top of the score', { [enter]: { score: { gte: 100 } } }],
    ['a mark above the score', { [enter]: { score: { gt: 100 } } }, `unreachableTier ${enter} high`],
    ['two marks that leave one value', { [enter]: { sales: { gte: 5, lte: 5 } } }],
    ['two marks that leave none', { [enter]: { sales: { gte: 5, lt: 5 } } }, `unreachableTier ${enter} high`],
    ['one of two that can be met', { [enter]: { any: [{ sales: { lt: 0 } }, { visits: { gte: 1 } }] } }],
    ['none of two that can be met', { [enter]: { any: [{ sales: { lt: 0 } }, { score: { gt: 100 } }] } }, `unreachableTier ${enter} high`],
    ['the best one of a cohort', { [enter]: { best: 1, of: 'sales', among: 'peers', as: 'count' } }],
    ['what an override grants', {
      [enter]: { score: { gt: 100 } },
      'overrides.1': { ...seen('gift'), kind: 'grant', on: 'visit', floor: { level: 'high' } },
    }],
    ['another tier that an override grants', {
      [enter]: { score: { gt: 100 } },
      'overrides.1': { ...seen('gift'), kind: 'grant', on: 'visit', floor: { level: 'middle' } },
    }, `unreachableTier ${enter} high`],
    ['what a factor gives where a metric is bounded', { [enter]: { sales: { lte: 0 }, score: { gte: 41 } } }, `unreachableTier ${enter} high`],
    ['what the other factor gives', { [enter]: { sales: { lte: 0 }, score: { gte: 40 } } }],
    ['for one value of a choice only', {
      'ladders.1.scope': { by: 'region', rollup: 'none' },
      'ladders.1.tiers.0.enter': { sales: { lte: { by: 'region', use: { north: -1 }, else: 5 } } },
    }],
    ['for every value of a choice', {
      'ladders.1.scope': { by: 'region', rollup: 'none' },
      'ladders.1.tiers.0.enter': { sales: { lte: { by: 'region', use: { north: -1 }, else: -2 } } },
    }, 'unreachableTier ladders.1.tiers.0.enter starred'],
    ['where there are no overrides', { overrides: undefined, [enter]: { score: { gt: 100 } } }, `unreachableTier ${enter} high`],
  ],
  shadowedTier: [
    ['a higher tier that asks more', { [enter]: { score: { gte: 41 } } }],
    ['a higher tier that asks the same', { [enter]: { score: { gte: 40 } } }, 'shadowedTier ladders.0.tiers.1.enter middle high'],
    ['a higher tier that asks less', { [enter]: { score: { gt: 30 } } }, 'shadowedTier ladders.0.tiers.1.enter middle high'],
    ['a higher tier that asks something else', { [enter]: { sales: { gte: 0 } } }],
    ['a higher tier that asks the same, which no range shows', { 'ladders.0.tiers.1': { ...seen('middle'), enter: { part: { known: true } } }, [enter]: { part: { known: true } } }, 'shadowedTier ladders.0.tiers.1.enter middle high'],
    ['a higher tier that asks nothing', { [enter]: undefined }, 'shadowedTier ladders.0.tiers.1.enter middle high'],
    ['of the lowest too, where no sanction lowers to it', { [enter]: undefined, 'overrides.0.cap': { level: 'middle' } }, 'shadowedTier ladders.0.tiers.0 low high'],
    ['a tier that is risen through step by step', { [enter]: { score: { gte: 40 } }, 'ladders.0.transition.maxStepsUp': 1 }],
    ['a tier that is climbed through', { [enter]: { score: { gte: 40 } }, 'ladders.0.transition.climb': 'oneByOne' }],
    ['a tier to which a sanction lowers', { [enter]: { score: { gte: 40 } }, 'overrides.0.cap': { level: 'middle' } }],
    ['a tier that nobody reaches is told as that alone', {
      'ladders.0.tiers.1.enter': { score: { gt: 100 } },
      [enter]: { score: { gt: 100 } },
    }],
  ],
  keepAsksMore: [
    ['keep that asks as much', { 'ladders.0.tiers.1.keep': { score: { gte: 40 } } }],
    ['keep that asks more', { 'ladders.0.tiers.1.keep': { score: { gte: 41 } } }, 'keepAsksMore ladders.0.tiers.1.keep middle'],
    ['keep that asks more beside', { 'ladders.0.tiers.1.keep': { score: { gte: 40 }, sales: { gte: 1 } } }, 'keepAsksMore ladders.0.tiers.1.keep middle'],
    ['keep that asks something else', { 'ladders.0.tiers.1.keep': { sales: { gte: 1 } } }],
    ['the ladder\'s keep', { 'ladders.0.tiers.1.keep': undefined, 'ladders.0.keep': { score: { gte: 50 } } }, 'keepAsksMore ladders.0.keep middle'],
    ['keep of a tier that nobody enters', { 'ladders.0.tiers.1.enter': { score: { gt: 100 } }, 'ladders.0.tiers.1.keep': { score: { gt: 101 } } }],
  ],
  quotasDoNotSum: [
    ['all of a cohort', { [enter]: { best: 100, of: 'sales', among: 'peers', as: 'percent' } }],
    ['from both ends, all', {
      'ladders.0.tiers.1.enter': { worst: 60, of: 'sales', among: 'peers', as: 'percent' },
      [enter]: { all: [{ best: 40, of: 'sales', among: 'peers', as: 'percent' }] },
    }],
    ['from both ends, more', {
      'ladders.0.tiers.1.enter': { worst: 61, of: 'sales', among: 'peers', as: 'percent' },
      [enter]: { all: [{ visits: { gte: 1 } }, { best: 40, of: 'sales', among: 'peers', as: 'percent' }] },
    }, `quotasDoNotSum ${enter}.all.1.best 101`],
    ['from both ends, best below worst', {
      'ladders.0.tiers.1.enter': { best: 40, of: 'sales', among: 'peers', as: 'percent', better: 'high' },
      [enter]: { worst: 61, of: 'sales', among: 'peers', as: 'percent' },
    }, `quotasDoNotSum ${enter}.worst 101`],
    ['from both ends, by count', {
      'ladders.0.tiers.1.enter': { worst: 61, of: 'sales', among: 'peers', as: 'count' },
      [enter]: { best: 40, of: 'sales', among: 'peers', as: 'count' },
    }],
    ['of two rankings', {
      'ladders.0.tiers.1.enter': { worst: 61, of: 'visits', among: 'peers', as: 'percent' },
      [enter]: { best: 40, of: 'sales', among: 'peers', as: 'percent' },
    }],
    ['of the same number, best at its other end', {
      'ladders.0.tiers.1.enter': { worst: 61, of: 'sales', among: 'peers', as: 'percent', better: 'low' },
      [enter]: { best: 40, of: 'sales', among: 'peers', as: 'percent' },
    }],
    ['in one tier', { [enter]: { all: [{ worst: 61, of: 'sales', among: 'peers', as: 'percent' }, { best: 40, of: 'sales', among: 'peers', as: 'percent' }] } }],
  ],
  quotaNotNarrower: [
    ['a higher tier for fewer', {
      'ladders.0.tiers.1.enter': { best: 55, of: 'sales', among: 'peers', as: 'percent' },
      [enter]: { best: 20, of: 'sales', among: 'peers', as: 'percent' },
    }],
    ['a higher tier for as many', {
      'ladders.0.tiers.1.enter': { best: 20, of: 'sales', among: 'peers', as: 'percent' },
      [enter]: { best: 20, of: 'sales', among: 'peers', as: 'percent', round: 'ceil' },
    }, `quotaNotNarrower ${enter}.best high 20 middle 20`],
    ['a higher tier for more', {
      'ladders.0.tiers.1.enter': { best: 20, of: 'sales', among: 'peers', as: 'percent' },
      [enter]: { best: 35, of: 'sales', among: 'peers', as: 'percent' },
    }, `quotaNotNarrower ${enter}.best high 35 middle 20`],
    ['places in a cohort that the ladder itself parts', {
      'cohorts.peers.by': ['level', 'where'],
      'ladders.0.tiers.1.enter': { best: 20, of: 'sales', among: 'peers', as: 'percent' },
      [enter]: { best: 20, of: 'sales', among: 'peers', as: 'percent' },
    }],
    ['places in a cohort that something else parts', {
      'cohorts.peers.by': 'where',
      'ladders.0.tiers.1.enter': { best: 20, of: 'sales', among: 'peers', as: 'percent' },
      [enter]: { best: 20, of: 'sales', among: 'peers', as: 'percent' },
    }, `quotaNotNarrower ${enter}.best high 20 middle 20`],
    ['a higher tier for more, by count', {
      'ladders.0.tiers.1.enter': { best: 20, of: 'sales', among: 'peers', as: 'count' },
      [enter]: { best: 35, of: 'sales', among: 'peers', as: 'count' },
    }],
    ['places in a cohort that something parts in whose name the ladder\'s stands', {
      'fields.levels': 'number',
      'cohorts.peers.by': 'levels',
      'ladders.0.tiers.1.enter': { best: 20, of: 'sales', among: 'peers', as: 'percent' },
      [enter]: { best: 20, of: 'sales', among: 'peers', as: 'percent' },
    }, `quotaNotNarrower ${enter}.best high 20 middle 20`],
    ['places in a cohort that the ladder alone parts', {
      'cohorts.peers.by': 'level',
      'ladders.0.tiers.1.enter': { best: 20, of: 'sales', among: 'peers', as: 'count' },
      [enter]: { best: 35, of: 'sales', among: 'peers', as: 'count' },
    }],
    ['a lower tier of the worst', {
      'ladders.0.tiers.1.enter': { worst: 20, of: 'sales', among: 'peers', as: 'percent' },
      [enter]: { worst: 35, of: 'sales', among: 'peers', as: 'percent' },
    }],
  ],
  noMain: [
    ['a ladder and a badge', { 'ladders.0.main': undefined }],
    ['two ladders, neither the main one', { 'ladders.0.main': undefined, 'ladders.1.badge': undefined }, 'noMain ladders 2 level'],
    ['two ladders, one the main one', { 'ladders.1.badge': undefined }],
  ],
  useLacks: [
    ['a value of a choice', { 'ladders.0.tiers.1.enter': { size: { gte: { by: 'where', use: { north: 5 } } } } }, 'useLacks ladders.0.tiers.1.enter.size.gte where south'],
    ['tiers of a ladder', { 'accounts.0.earn.0.points': { by: 'level', use: { high: 5 } } }, 'useLacks accounts.0.earn.0.points level low, middle'],
    ['nothing, since it says what holds otherwise', { 'accounts.0.earn.0.points': { by: 'level', use: { high: 5 }, else: 1 } }],
    ['a value that the newest event bears', {
      'events.sale.fields.kind': { type: 'region', name: both('Kind') },
      'metrics.newest': { latest: 'sale.kind', window: 'lifetime' },
      'accounts.0.earn.0.points': { by: 'newest', use: { north: 5 } },
    }, 'useLacks accounts.0.earn.0.points newest south'],
    ['the first and the last value that events bear', {
      'events.sale.fields.kind': 'region',
      'metrics.first': { min: 'sale.kind', window: 'lifetime' },
      'metrics.last': { max: 'sale.kind', window: 'lifetime' },
      'accounts.0.earn.0.points': { cases: [{ when: { large: true }, use: 1 }], else: 2 },
      'ladders.0.tiers.1.enter': { size: { gte: { by: 'first', use: { south: 5 } }, lt: { by: 'last', use: { north: 90 } } } },
    }, 'useLacks ladders.0.tiers.1.enter.size.gte first north', 'useLacks ladders.0.tiers.1.enter.size.lt last south'],
    ['a value of the choice that a ladder is kept for', {
      'ladders.1.scope': { by: 'region', rollup: 'none' },
      'ladders.1.tiers.0.enter': { sales: { gte: { by: 'region', use: { north: 5 } } } },
    }, 'useLacks ladders.1.tiers.0.enter.sales.gte region south'],
    ['a value of a field that has a name', {
      'fields.where': { type: 'region', name: both('Where') },
      'ladders.0.tiers.1.enter': { size: { gte: { by: 'where', use: { south: 5 } } } },
    }, 'useLacks ladders.0.tiers.1.enter.size.gte where north'],
    ['what a benefit gives, which only those see who have it', { 'benefits.0.value': { by: 'where', use: { north: 5 } } }],
    ['nothing', { 'ladders.0.tiers.1.enter': { size: { gte: { by: 'where', use: { north: 5, south: 6 } } } } }],
  ],
  percentileTiny: [
    ['0.8', { 'score.factors.0.scale': { benchmark: 100, percentile: 0.8, among: 'peers' } }, 'percentileTiny score.factors.0.scale.percentile 0.8 80'],
    ['1', { 'score.factors.0.scale': { benchmark: 100, percentile: 1, among: 'peers' } }],
  ],
  tooManyTiers: [
    ['seven', { 'ladders.1.tiers': [1, 2, 3, 4, 5, 6, 7].map((n) => ({ ...seen(`t${n}`), enter: { beans: { gte: n } } })) }],
    ['eight', { 'ladders.1.tiers': [1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({ ...seen(`t${n}`), enter: { beans: { gte: n } } })) }, 'tooManyTiers ladders.1.tiers 8 7'],
  ],
  noEffect: [
    ['what says how a fall goes', { 'ladders.0.transition': { ...atOnce, maxStepsDown: 1, hold: { days: 1 }, grace: { days: 1 } }, 'ladders.0.keep': { score: { gte: 1 } } }],
    ['the same where there is none', { 'ladders.0.transition': { promote: 'atOnce', demote: 'never', maxStepsDown: 1, hold: { days: 1 }, grace: { days: 1 } }, 'ladders.0.keep': { score: { gte: 1 } } },
      'noEffect ladders.0.transition.maxStepsDown maxStepsDown "demote": "never"',
      'noEffect ladders.0.transition.hold hold "demote": "never"',
      'noEffect ladders.0.transition.grace grace "demote": "never"',
      'noEffect ladders.0.keep keep "demote": "never"',
      'noEffect ladders.0.tiers.1.keep keep "demote": "never"'],
    ['one of them alone', { 'ladders.0.transition': { promote: 'atOnce', demote: 'never', grace: { days: 1 } }, 'ladders.0.tiers.1.keep': undefined }, 'noEffect ladders.0.transition.grace grace "demote": "never"'],
    ['what says how a rise goes, where there is none', { 'ladders.0.transition': { promote: 'never', demote: 'atOnce', maxStepsUp: 1, climb: 'oneByOne', takes: { beans: 5 }, hold: { days: 1 } } },
      'noEffect ladders.0.transition.maxStepsUp maxStepsUp "promote": "never"',
      'noEffect ladders.0.transition.climb climb "promote": "never"',
      'noEffect ladders.0.transition.takes takes "promote": "never"'],
  ],
  noWeight: [
    ['one weight', { 'score.factors.0.weight': 0, 'score.factors.1.weight': 1 }],
    ['none', { 'score.factors.0.weight': 0, 'score.factors.1.weight': 0 }, 'noWeight score.combine'],
    ['none for one value', {
      'score.factors.0.weight': { by: 'where', use: { north: 0, south: 60 } },
      'score.factors.1.weight': { by: 'where', use: { north: 0, south: 40 } },
    }, 'noWeight score.combine'],
  ],
  weightsDoNotSum: [
    ['10', { 'score.factors.0.weight': 7, 'score.factors.1.weight': 3 }],
    ['1, all of it for one factor', { 'score.factors.0.weight': 1, 'score.factors.1.weight': 0 }],
    ['55, as near to 10 as to 100', { 'score.factors.0.weight': 50, 'score.factors.1.weight': 5 }, 'weightsDoNotSum score.combine 55 10'],
    ['by cases, and by value of a choice', {
      'score.factors.0.weight': { cases: [{ when: { large: true }, use: 3 }], else: 60 },
      'score.factors.1.weight': { by: 'where', use: { north: 50, south: 60 } },
    }],
    ['1,000', { 'score.factors.0.weight': 700, 'score.factors.1.weight': 300 }],
    ['90', { 'score.factors.0.weight': 50 }, 'weightsDoNotSum score.combine 90 100'],
    ['8', { 'score.factors.0.weight': 5, 'score.factors.1.weight': 3 }, 'weightsDoNotSum score.combine 8 10'],
    ['equal ones, a plain mean', { 'score.factors.0.weight': 1, 'score.factors.1.weight': undefined }],
    ['a sum, where weights say nothing', { 'score.combine': 'sum', 'score.factors.0.weight': 50 }],
    ['by value of a choice', {
      'score.factors.0.weight': { by: 'where', use: { north: 60, south: 70 } },
      'score.factors.1.weight': { by: 'where', use: { north: 40 }, else: 30 },
    }],
    ['for one value not', {
      'score.factors.0.weight': { by: 'where', use: { north: 60, south: 70 } },
      'score.factors.1.weight': 40,
    }, 'weightsDoNotSum score.combine 110 100'],
    ['for a value that one of them does not name', {
      'score.factors.0.weight': { by: 'where', use: { north: 60 } },
      'score.factors.1.weight': { by: 'where', use: { south: 30 } },
    }],
    ['by two look-ups, which nobody can pair', {
      'score.factors.0.weight': { by: 'where', use: { north: 60 }, else: 1 },
      'score.factors.1.weight': { by: 'star', use: { starred: 30 }, else: 1 },
    }],
    ['by cases', { 'score.factors.0.weight': { cases: [{ when: { large: true }, use: 3 }], else: 60 } }],
    ['in a group', {
      'score.factors.1': { ...seen('group'), weight: 40, combine: 'weightedSum', factors: [
        { ...seen('one'), weight: 3, metric: 'visits', scale: { perUnit: 5, max: 100 } },
        { ...seen('two'), weight: 1, metric: 'size', scale: { perUnit: 5, max: 100 } }] },
    }, 'weightsDoNotSum score.factors.1.combine 4 1'],
  ],
  pointsDoNotReach: [
    ['what the factors give', {}],
    ['less', { 'score.max': 99 }],
    ['more', { 'score.max': 101 }, 'pointsDoNotReach score.max 100 101'],
    ['nothing, whatever a merchant does', {
      'score.factors.0.scale': { perUnit: 0, max: 100 },
      'score.factors.1.scale': { perUnit: 0, max: 100 },
    }, 'pointsDoNotReach score.max 0 100'],
    ['no score, since one factor is never known', { 'score.factors.1.guard': { needs: { visits: { lt: 0 } }, else: 'noScore' } }],
    ['no end', { 'score.max': undefined }],
    ['in a group', {
      'score.max': undefined,
      'score.factors.1': { ...seen('group'), weight: 40, combine: 'sum', max: 60, factors: [
        { ...seen('one'), metric: 'visits', scale: { perUnit: 5, max: 50 } }] },
    }, 'pointsDoNotReach score.factors.1.max 50 60'],
  ],
  factorGivesNothing: [
    ['points that move', { 'score.factors.1.scale': { perUnit: 0.1, max: 100 } }],
    ['points that do not', { 'score.factors.1.scale': { perUnit: 0, max: 100 } }, 'factorGivesNothing score.factors.1 visiting'],
    ['a weight of 0', { 'score.factors.1.weight': 0 }, 'factorGivesNothing score.factors.1.weight visiting'],
    ['a weight of 0 in a sum, where it says nothing', { 'score.combine': 'sum', 'score.factors.1.weight': 0 }],
    ['bands that no value reaches', { 'score.factors.1.scale': { steps: [{ upTo: -1, points: 9 }], else: 3 } }, 'factorGivesNothing score.factors.1 visiting'],
  ],
  cliff: [
    ['a step of half the range', { 'score.factors.1.scale': { steps: [{ from: 1, points: 5 }, { from: 2, points: 10 }], else: 0 } }],
    ['a step of more', { 'score.factors.1.scale': { steps: [{ from: 1, points: 4 }, { from: 2, points: 10 }], else: 0 } }, 'cliff score.factors.1.scale.steps.1 2 6 10'],
    ['a fall of more', { 'score.factors.1.scale': { steps: [{ upTo: 1, points: 10 }, { upTo: 2, points: 4 }], else: 0 } }, 'cliff score.factors.1.scale.steps.0 1 6 10'],
    ['a step up to the rest', { 'score.factors.1.scale': { steps: [{ upTo: 1, points: 1 }, { upTo: 2, points: 2 }], else: 9 } }, 'cliff score.factors.1.scale.steps.1 2 7 8'],
    ['a step from below all that there is', { 'score.factors.1.scale': { steps: [{ from: 0, points: 9 }, { from: 9, points: 10 }], else: 0 } }],
    ['a step from just above the least', { 'score.factors.1.scale': { steps: [{ from: 1, points: 9 }, { from: 9, points: 10 }], else: 0 } }, 'cliff score.factors.1.scale.steps.0 1 9 10'],
    ['the largest of two', { 'score.factors.1.scale': { steps: [{ from: 1, points: 10 }, { from: 2, points: -2 }], else: 0 } }, 'cliff score.factors.1.scale.steps.1 2 12 12'],
    ['the one that is crossed of two', { 'score.factors.1.scale': { steps: [{ upTo: -1, points: 90 }, { upTo: 5, points: 0 }], else: 100 } }, 'cliff score.factors.1.scale.steps.1 5 100 100'],
    ['yes or no', { 'score.factors.1': { ...seen('visiting'), weight: 40, metric: 'open', scale: { steps: [{ from: 1, points: 9 }], else: 0 } } }],
    ['a number', { 'score.factors.1': { ...seen('visiting'), weight: 40, metric: 'part', scale: { steps: [{ from: 1, points: 9 }], else: 0 } } }, 'cliff score.factors.1.scale.steps.0 1 9 9'],
['a band up to the least value', { 'score.factors.1.scale': { steps: [{ upTo: 0, points: 9 }], else: 0 } }, 'cliff score.factors.1.scale.steps.0 0 9 9'],
    ['a band up to less than that', { 'score.factors.1.scale': { steps: [{ upTo: -1, points: 90 }, { upTo: 5, points: 6 }], else: 0 } }],
    ['a band from the greatest value', {
      'metrics.runs': { held: { large: true }, at: 'monthly', ofLast: 6 },
      'score.factors.1': { ...seen('visiting'), weight: 40, metric: 'runs', scale: { steps: [{ from: 3, points: 4 }, { from: 6, points: 10 }], else: 0 } },
    }, 'cliff score.factors.1.scale.steps.1 6 6 10'],
    ['a band from more than that', {
      'metrics.runs': { held: { large: true }, at: 'monthly', ofLast: 6 },
      'score.factors.1': { ...seen('visiting'), weight: 40, metric: 'runs', scale: { steps: [{ from: 3, points: 4 }, { from: 6, points: 8 }, { from: 7, points: 90 }], else: 0 } },
    }],
    ['a band up to the greatest value, with nothing above', {
      'metrics.runs': { held: { large: true }, at: 'monthly', ofLast: 6 },
      'score.factors.1': { ...seen('visiting'), weight: 40, metric: 'runs', scale: { steps: [{ upTo: 3, points: 4 }, { upTo: 6, points: 8 }], else: 90 } },
    }],
    ['a line with room', { 'score.factors.1.scale': { line: [[0, 0], [98, 10], [100, 100]] } }],
    ['a line with two marks near each other', { 'score.factors.1.scale': { line: [[0, 0], [99, 10], [100, 100]] } }, 'cliff score.factors.1.scale.line.2 100 90 100'],
    ['two marks near each other that give little', { 'score.factors.1.scale': { line: [[0, 0], [99, 50], [100, 100]] } }],
    ['two marks far from 0', { 'score.factors.1.scale': { line: [[990, 0], [1000, 100]] } }, 'cliff score.factors.1.scale.line.1 1000 100 100'],
    ['two marks below 0', { 'score.factors.1.scale': { line: [[-1000, 0], [-990, 100]] } }, 'cliff score.factors.1.scale.line.1 -990 100 100'],
    ['two marks far from 0, but not near each other', { 'score.factors.1.scale': { line: [[980, 0], [995, 100]] } }],
    ['two marks across 0', { 'score.factors.1.scale': { line: [[-1, 0], [1, 100]] } }],
    ['in a case', { 'score.factors.1.scale': { cases: [{ when: { large: true }, use: { steps: [{ from: 1, points: 9 }], else: 0 } }], else: { perUnit: 1, max: 9 } } }, 'cliff score.factors.1.scale.cases.0.use.steps.0 1 9 9'],
    ['in what no case chooses', { 'score.factors.1.scale': { cases: [{ when: { large: true }, use: { perUnit: 1, max: 9 } }], else: { steps: [{ from: 1, points: 9 }], else: 0 } } }, 'cliff score.factors.1.scale.else.steps.0 1 9 9'],
    ['in what is looked up', { 'score.factors.1.scale': { by: 'where', use: { north: { perUnit: 1, max: 9 } }, else: { steps: [{ from: 1, points: 9 }], else: 0 } } }, 'cliff score.factors.1.scale.else.steps.0 1 9 9'],
    ['in one of what is looked up', { 'score.factors.1.scale': { by: 'where', use: { north: { steps: [{ from: 1, points: 9 }], else: 0 } } } }, 'cliff score.factors.1.scale.use.north.steps.0 1 9 9'],
  ],
  factorNoTaskMoves: [
    ['a factor that a task moves', {}],
    ['one that none does', { 'tasks.0.moves': { sales: 5 } }, 'factorNoTaskMoves score.factors.1.metric visiting'],
    ['one that one of two tasks does', {
      'tasks.0.moves': { sales: 5 },
      'tasks.1': { ...seen('come'), area: 'other', done: { visits: { gte: 5 } }, effortMinutes: 5, moves: { visits: 5 }, reward: { beans: 1 } },
    }],
    ['no task at all', { tasks: undefined }],
    ['what is moved by way of a part', {
      'tasks.0.moves': { sales: 5 },
      'metrics.share': { ratio: 'visits', to: 'sales', per: 1, else: 0 },
      'score.factors.1.metric': 'share',
    }],
    ['what only time moves', {
      'tasks.0.moves': { sales: 5 },
      'metrics.age': { elapsed: 'joinedAt', in: 'days' },
      'score.factors.1.metric': 'age',
    }],
    ['what only takes points', { 'tasks.0.moves': { sales: 5 }, 'score.factors.1.scale': { perUnit: -5, max: -10 } }],
    ['a field', { 'tasks.0.moves': { sales: 5 }, 'score.factors.1.metric': 'size' }, 'factorNoTaskMoves score.factors.1.metric visiting'],
  ],
  taskMovesNothing: [
    ['what the score reads', { 'tasks.0.moves': { visits: 1 }, 'tasks.0.reward': undefined }],
    ['what only the score reads', {
      'tasks.0.moves': { visits: 1 },
      'tasks.0.reward': undefined,
      'ladders.0.tiers.1': { ...seen('middle'), enter: { size: { gte: 5 } } },
      [enter]: { size: { gte: 9 } },
    }],
    ['what a tier reads', { 'tasks.0.moves': { size: 1 }, 'tasks.0.reward': undefined, 'ladders.1.tiers.0.enter': { size: { gte: 5 } } }],
    ['what keeps a tier', { 'tasks.0.moves': { size: 1 }, 'tasks.0.reward': undefined, 'ladders.0.tiers.1.keep': { any: [{ score: { gte: 30 } }, { part: { lt: 5 } }, { size: { gte: 5 } }] } }],
    ['what nothing reads', { 'tasks.0.moves': { part: 1 }, 'tasks.0.reward': undefined }, 'taskMovesNothing tasks.0.moves sell'],
    ['what nothing reads, for points', { 'tasks.0.moves': { part: 1 } }],
    ['nothing', { 'tasks.0.moves': {} }, 'taskMovesNothing tasks.0.moves sell'],
  ],
  taskUnreachable: [
    ['a mark that can be met', { 'tasks.0.done': { sales: { gte: 5, lte: 5 } } }],
    ['marks that cannot', { 'tasks.0.done': { sales: { gte: 5, lt: 5 } } }, 'taskUnreachable tasks.0.done sell'],
  ],
  taskLeavesAudience: [
    ['an audience that stays', { 'tasks.0.audience': { sales: { lte: 5 } } }],
    ['one that is left', { 'tasks.0.audience': { sales: { lt: 5 } } }, 'taskLeavesAudience tasks.0.audience sell'],
    ['one that nobody is in is told as that', { 'tasks.0.audience': { sales: { lt: 0 } } }],
    ['a task that cannot be done is told as that', { 'tasks.0.audience': { sales: { lt: 5 } }, 'tasks.0.done': { visits: { lt: 0 } } }],
  ],
  neverMet: [
    ['what a benefit requires', { 'benefits.0.requires': { sales: { lt: 0 } } }, 'neverMet benefits.0.requires benefit'],
    ['a task\'s audience', { 'tasks.0.audience': { sales: { lt: 0 } } }, 'neverMet tasks.0.audience task'],
    ['what starts an override', { 'overrides.0.on': undefined, 'overrides.0.starts': { score: { gt: 100 } } }, 'neverMet overrides.0.starts override'],
    ['what ends an override', { 'overrides.0.ends': { score: { gt: 100 } } }, 'neverMet overrides.0.ends override'],
    ['when points are earned', { 'accounts.0.earn.0.when': { visits: { lt: 0 } } }, 'neverMet accounts.0.earn.0.when account'],
    ['who is in a cohort', { 'cohorts.peers.members': { visits: { lt: 0 } } }, 'neverMet cohorts.peers.members cohort'],
    ['what the score needs', { 'score.guard': { needs: { visits: { lt: 0 } }, else: 'noScore' } }, 'neverMet score.guard.needs score'],
    ['what a factor needs', { 'score.factors.1.guard': { needs: { visits: { lt: 0 } }, else: { points: 1 } } }, 'neverMet score.factors.1.guard.needs factor'],
    ['what a factor of a group needs', {
      'score.factors.1': { ...seen('group'), weight: 40, combine: 'sum', factors: [
        { ...seen('one'), metric: 'visits', scale: { perUnit: 5, max: 100 }, guard: { needs: { visits: { lt: 0 } }, else: { points: 1 } } }] },
    }, 'neverMet score.factors.1.factors.0.guard.needs factor'],
    ['all of it where it can be met', {
      'benefits.0.requires': { sales: { lt: 1 } },
      'tasks.0.audience': { sales: { lt: 9 } },
      'overrides.0.on': undefined,
      'overrides.0.starts': { score: { gte: 100 } },
      'overrides.0.ends': { score: { gte: 99 } },
      'accounts.0.earn.0.when': { visits: { lt: 1 } },
      'cohorts.peers.members': { visits: { lt: 1 }, open: true },
      'score.guard': { needs: { visits: { lt: 1 } }, else: 'noScore' },
    }],
    ['whether an override holds', { 'benefits.0.requires': { ban: true } }],
  ],
  caseNeverChosen: [
    ['cases from high to low', { 'accounts.0.earn.0.points': { cases: [{ when: { sales: { gte: 9 } }, use: 3 }, { when: { sales: { gte: 5 } }, use: 2 }], else: 1 } }],
    ['cases from low to high', { 'accounts.0.earn.0.points': { cases: [{ when: { sales: { gte: 5 } }, use: 3 }, { when: { sales: { gte: 9 } }, use: 2 }], else: 1 } }, 'caseNeverChosen accounts.0.earn.0.points.cases.1.when 2 1'],
    ['the third by the second', { 'accounts.0.earn.0.points': { cases: [{ when: { visits: { gte: 5 } }, use: 3 }, { when: { sales: { gte: 5 } }, use: 2 }, { when: { sales: { gt: 5 } }, use: 2 }], else: 1 } }, 'caseNeverChosen accounts.0.earn.0.points.cases.2.when 3 2'],
    ['a case that cannot hold', { 'accounts.0.earn.0.points': { cases: [{ when: { sales: { lt: 0 } }, use: 3 }], else: 1 } }, 'caseNeverChosen accounts.0.earn.0.points.cases.0.when 1 0'],
    ['a mark on the score that cases choose', { [enter]: { score: { gte: { cases: [{ when: { large: true }, use: 70 }], else: 80 } } } }],
  ],
  benefitLost: [
    ['a benefit of all tiers above', { 'benefits.0.requires': { level: { gte: 'low' } } }],
    ['of one tier alone', { 'benefits.0.requires': { level: 'middle' } }, 'benefitLost benefits.0.requires coupon middle high'],
    ['of the lower ones', { 'benefits.0.requires': { level: { lte: 'middle' } } }, 'benefitLost benefits.0.requires coupon middle high'],
    ['of the highest alone', { 'benefits.0.requires': { level: 'high' } }],
    ['of a tier, or of whoever is large', { 'benefits.0.requires': { any: [{ level: 'middle' }, { large: true }] } }],
    ['of another ladder', { 'benefits.0.requires': { star: 'starred' } }],
    ['of another ladder, where nothing asks for the tier', { 'benefits.0.requires': { star: 'starred' }, 'benefits.0.value': 5 }],
    ['of one tier alone, where that is the first thing that a program asks for', {
      'metrics.sales.window': { cases: [{ when: { level: 'high' }, use: 'year' }], else: 'lifetime' },
      'ladders.0.tiers.1': { ...seen('middle'), enter: { size: { gte: 5 } } },
      [enter]: { size: { gte: 9 } },
      'benefits.0.requires': { level: 'middle' },
    }, 'benefitLost benefits.0.requires coupon middle high'],
    ['without a main ladder, by the only one that is no badge, which comes last', {
      'ladders.0': { ...seen('star'), badge: true, transition: atOnce, tiers: [seen('dark'), { ...seen('starred'), enter: { beans: { gte: 5 } } }] },
      'ladders.1': { ...seen('level'), transition: atOnce, tiers: [seen('low'), { ...seen('middle'), enter: { score: { gte: 40 } } }, { ...seen('high'), enter: { score: { gte: 80 }, place: { lte: 5 } } }] },
      'benefits.0.requires': { level: 'middle' },
    }, 'benefitLost benefits.0.requires coupon middle high'],
    ['without a main ladder, by the only one that is no badge', { 'ladders.0.main': undefined, 'benefits.0.requires': { level: 'middle' } }, 'benefitLost benefits.0.requires coupon middle high'],
    ['without a main ladder, of two', { 'ladders.0.main': undefined, 'ladders.1.badge': undefined, 'benefits.0.requires': { level: 'middle' } }],
    ['with a main ladder of two', { 'ladders.1.badge': undefined, 'benefits.0.requires': { level: 'middle' } }, 'benefitLost benefits.0.requires coupon middle high'],
  ],
  benefitShrinks: [
    ['as much', { 'benefits.0.value': { by: 'level', use: { middle: 5, high: 5 } } }],
    ['less', { 'benefits.0.value': { by: 'level', use: { middle: 5, high: 4 } } }, 'benefitShrinks benefits.0.value coupon middle high'],
    ['less than a tier that lacks it', { 'benefits.0.value': { by: 'level', use: { low: 9, middle: 5, high: 6 } } }],
    ['a benefit that is worth no number', { 'benefits.0.value': undefined, 'benefits.0.unit': undefined }],
    ['a charge that falls once and then stays', { 'benefits.0.requires': { level: { gte: 'low' } }, 'benefits.0.unit': 'percent', 'benefits.0.value': { by: 'level', use: { low: 6, middle: 5, high: 5 } } }, 'benefitShrinks benefits.0.value coupon low middle'],
    ['a charge that rises and then falls twice', {
      'ladders.0.tiers.3': { ...seen('top'), enter: { score: { gte: 90 } } },
      'benefits.0.requires': { level: { gte: 'low' } },
      'benefits.0.unit': 'percent',
      'benefits.0.value': { by: 'level', use: { low: 4, middle: 6, high: 5, top: 4 } },
    }, 'benefitShrinks benefits.0.value coupon middle high'],
    ['a charge that falls twice and is not said of the highest', {
      'ladders.0.tiers.3': { ...seen('top'), enter: { score: { gte: 90 } } },
      'benefits.0.requires': { level: { gte: 'low' } },
      'benefits.0.unit': 'percent',
      'benefits.0.value': { by: 'level', use: { low: 6, middle: 5, high: 4 } },
    }],
    ['a charge that is not said of the lowest and then falls twice', {
      'ladders.0.tiers.3': { ...seen('top'), enter: { score: { gte: 90 } } },
      'benefits.0.requires': { level: { gte: 'low' } },
      'benefits.0.unit': 'percent',
      'benefits.0.value': { by: 'level', use: { middle: 6, high: 5, top: 4 } },
    }],
    ['one percent less', { 'benefits.0.unit': 'percent', 'benefits.0.value': { by: 'level', use: { middle: 5, high: 4 } } }, 'benefitShrinks benefits.0.value coupon middle high'],
    ['a charge that falls and falls', { 'benefits.0.requires': { level: { gte: 'low' } }, 'benefits.0.unit': 'percent', 'benefits.0.value': { by: 'level', use: { low: 6, middle: 5, high: 4 } } }],
    ['days to wait that fall and fall', { 'benefits.0.requires': { level: { gte: 'low' } }, 'benefits.0.unit': 'days', 'benefits.0.value': { by: 'level', use: { low: 6, middle: 5, high: 4 } } }],
    ['a charge that falls and rises', { 'benefits.0.requires': { level: { gte: 'low' } }, 'benefits.0.unit': 'percent', 'benefits.0.value': { by: 'level', use: { low: 6, middle: 4, high: 5 } } }, 'benefitShrinks benefits.0.value coupon low middle'],
    ['a charge that falls twice and then rises', {
      'ladders.0.tiers.3': { ...seen('top'), enter: { score: { gte: 90 } } },
      'benefits.0.requires': { level: { gte: 'low' } },
      'benefits.0.unit': 'percent',
      'benefits.0.value': { by: 'level', use: { low: 6, middle: 5, high: 4, top: 9 } },
    }, 'benefitShrinks benefits.0.value coupon low middle'],
    ['a charge that falls twice and then stays', {
      'ladders.0.tiers.3': { ...seen('top'), enter: { score: { gte: 90 } } },
      'benefits.0.requires': { level: { gte: 'low' } },
      'benefits.0.unit': 'percent',
      'benefits.0.value': { by: 'level', use: { low: 6, middle: 5, high: 4, top: 4 } },
    }],
    ['often, then less and less', { 'benefits.0.requires': { level: { gte: 'low' } }, 'benefits.0.quota': { each: 'month', times: { by: 'level', use: { low: 6, middle: 5, high: 4 } } } }, 'benefitShrinks benefits.0.quota.times coupon low middle'],
    ['money that falls and falls', { 'benefits.0.requires': { level: { gte: 'low' } }, 'benefits.0.value': { by: 'level', use: { low: 6, middle: 5, high: 4 } } }, 'benefitShrinks benefits.0.value coupon low middle'],
    ['a value that is not known', { 'benefits.0.value': { by: 'level', use: { middle: 5 } } }],
    ['less often', { 'benefits.0.quota': { each: 'month', times: { by: 'level', use: { middle: 5, high: 4 } } } }, 'benefitShrinks benefits.0.quota.times coupon middle high'],
    ['as often', { 'benefits.0.quota': { each: 'month', times: 4 } }],
  ],
  benefitNoCost: [
    ['a cost', { 'benefits.0.cost': 1 }],
    ['none', { 'benefits.0.cost': 0 }, 'benefitNoCost benefits.0.cost coupon'],
    ['none on one tier', { 'benefits.0.cost': { by: 'level', use: { high: 5 }, else: 0 } }],
    ['none on any tier', { 'benefits.0.cost': { by: 'level', use: { high: 0 }, else: 0 } }, 'benefitNoCost benefits.0.cost coupon'],
  ],
  limitCuts: [
    ['a limit of one event', { 'accounts.0.earn.0.limit.points': 5 }],
    ['a limit under it', { 'accounts.0.earn.0.limit.points': 4 }, 'limitCuts accounts.0.earn.0.limit.points 5 4'],
    ['points without a limit', { 'accounts.0.earn.0.limit': undefined }],
    ['points that a case chooses', { 'accounts.0.earn.0.limit.points': 4, 'accounts.0.earn.0.points': { cases: [{ when: { large: true }, use: 9 }], else: 9 } }],
    ['points that vary', { 'accounts.0.earn.0.limit.points': 4, 'accounts.0.earn.0.points': { give: 9, every: 1 } }],
  ],
  accountNotEarned: [
    ['a task\'s reward', { 'accounts.0.earn': [] }],
    ['nothing', { 'accounts.0.earn': [], 'tasks.0.reward': undefined }, 'accountNotEarned accounts.0.earn beans'],
    ['0 points', { 'accounts.0.earn.0.points': 0, 'tasks.0.reward': undefined }, 'accountNotEarned accounts.0.earn beans'],
    ['points in one case', { 'accounts.0.earn.0.points': { cases: [{ when: { large: true }, use: 1 }], else: 0 }, 'tasks.0.reward': undefined }],
    ['0 for every sale', { 'accounts.0.earn.0.points': { give: 0, every: 1 }, 'tasks.0.reward': undefined }, 'accountNotEarned accounts.0.earn beans'],
    ['1 for every sale', { 'accounts.0.earn.0.points': { give: 1, every: 1 }, 'tasks.0.reward': undefined }],
    ['a start', { 'accounts.0.earn': [], 'accounts.0.start': 1, 'tasks.0.reward': undefined }],
    ['an account of debts', { 'accounts.0.earn': [], 'accounts.0.min': -1, 'tasks.0.reward': undefined }],
    ['no account at all', { accounts: undefined, 'tasks.0.reward': undefined, 'ladders.1.tiers.0.enter': { size: { gte: 1 } } }],
    ['no task at all', { tasks: undefined }],
    ['what another system keeps', { 'accounts.0': { ...seen('beans'), kept: 'outside' }, 'tasks.0.reward': undefined }],
  ],
  pointsBuyNothing: [
    ['what a tier asks for', {}],
    ['nothing', { 'ladders.1.tiers.0.enter': { size: { gte: 1 } } }, 'pointsBuyNothing accounts.0 beans'],
    ['more of the same', { 'ladders.1.tiers.0.enter': { size: { gte: 1 } }, 'accounts.0.earn.0.when': { beans: { lt: 50 } } }, 'pointsBuyNothing accounts.0 beans'],
    ['what a benefit takes', { 'ladders.1.tiers.0.enter': { size: { gte: 1 } }, 'benefits.0.takes': { beans: 5 } }],
  ],
  sanctionNoEnd: [
    ['a term', {}],
    ['a condition', { 'overrides.0.lasts': undefined, 'overrides.0.ends': { size: { gte: 1 } } }],
    ['neither', { 'overrides.0.lasts': undefined }, 'sanctionNoEnd overrides.0 ban'],
    ['a grant for ever', { 'overrides.0': { ...seen('gift'), kind: 'grant', on: 'visit', floor: { level: 'high' } } }],
  ],
  overrideDoesNothing: [
    ['a cap', {}],
    ['nothing', { 'overrides.0.cap': undefined }, 'overrideDoesNothing overrides.0 ban'],
    ['nothing, but asked for', { 'overrides.0.cap': undefined, 'benefits.0.requires': { ban: false } }],
    ['a suspension', { 'overrides.0.cap': undefined, 'overrides.0.suspend': { kinds: ['price'] } }],
    ['a freeze', { 'overrides.0.cap': undefined, 'overrides.0.freeze': ['level'] }],
    ['a grant of nothing', { 'overrides.0': { ...seen('gift'), kind: 'grant', on: 'visit' } }, 'overrideDoesNothing overrides.0 gift'],
    ['a grant of a tier', { 'overrides.0': { ...seen('gift'), kind: 'grant', on: 'visit', floor: { level: 'high' } } }],
    ['a grant of a benefit', { 'overrides.0': { ...seen('gift'), kind: 'grant', on: 'visit', open: ['coupon'] } }],
    ['no override at all', { overrides: undefined }],
    ['a protection', { 'overrides.0': { ...seen('shield'), kind: 'protect', on: 'visit' } }],
  ],
  unusedName: [
    ['a metric', { 'metrics.idle': { count: 'sale', window: 'year' } }, 'unusedName metrics.idle idle metric'],
    ['a field', { 'fields.idle': 'number' }, 'unusedName fields.idle idle field'],
    ['an event', { 'events.idle': { fields: { amount: 'money' } } }, 'unusedName events.idle idle event'],
    ['a choice', { 'choices.idle': { one: both('One') } }, 'unusedName choices.idle idle choice'],
    ['a window', { 'windows.idle': { past: { days: 1 } } }, 'unusedName windows.idle idle window'],
    ['a review', { 'reviews.idle': { every: 'day' } }, 'unusedName reviews.idle idle review'],
    ['a segment', { 'segments.idle': { size: { gte: 1 } } }, 'unusedName segments.idle idle segment'],
    ['a cohort', { 'cohorts.idle': {} }, 'unusedName cohorts.idle idle cohort'],
    ['an area', { 'areas.idle': both('Idle') }, 'unusedName areas.idle idle area'],
    ['a name that only a field of an event bears too', { 'fields.idle': 'number', 'events.sale.fields.idle': 'number' }, 'unusedName fields.idle idle field'],
    ['a name that only a value of a choice bears too', { 'fields.idle': 'number', 'choices.region.idle': both('Idle') }, 'unusedName fields.idle idle field'],
    ['a name that stands in a text', { 'fields.idle': 'number', 'note': { en: 'idle', 'zh-CN': '中' }, 'ladders.0.note': { en: 'idle', 'zh-CN': '中' } }, 'unusedName fields.idle idle field'],
    ['a name that is only an id elsewhere', { 'fields.idle': 'number', 'ladders.0.tiers.0.id': 'idle', 'overrides.0.cap': { level: 'middle' } }, 'unusedName fields.idle idle field'],
    ['a name that stands in where the schema is', { 'fields.schema': 'number', '$schema': './program.schema.json' }, 'unusedName fields.schema schema field'],
    ['the name of the program', { 'fields.idle': 'number', 'program': 'idle', 'version': 'idle' }, 'unusedName fields.idle idle field'],
    ['what takes an event back', { 'events.back': {}, 'events.sale.undoneBy': 'back' }],
  ],
  textMissing: [
    ['the same in both', { 'name.zh-CN': 'Sound' }, 'textMissing name.zh-CN zh-CN Sound'],
    ['a short name in capitals', { 'name.zh-CN': 'SVIP 2' }],
    ['Chinese as English', { 'name.en': '中文' }, 'textMissing name.en en 中文'],
    ['a text deep inside', { 'tasks.0.name.zh-CN': 'Sell' }, 'textMissing tasks.0.name.zh-CN zh-CN Sell'],
    ['a long one, cut', { 'note': { en: 'a', 'zh-CN': 'x'.repeat(41) } }, `textMissing note.zh-CN zh-CN ${'x'.repeat(40)}…`],
    ['one that is not too long, whole', { 'note': { en: 'a', 'zh-CN': 'x'.repeat(40) } }, `textMissing note.zh-CN zh-CN ${'x'.repeat(40)}`],
    ['an old or rare character', { 'name.zh-CN': '㐀' }],
    ['a character in its form of compatibility', { 'name.zh-CN': '豈' }],
  ],
  longText: [
    ['48 letters', { 'tasks.0.name.en': 'x'.repeat(48) }],
    ['49 letters', { 'tasks.0.name.en': 'x'.repeat(49) }, 'longText tasks.0.name.en en 49 48'],
    ['24 characters', { 'tasks.0.name.zh-CN': '中'.repeat(24) }],
    ['25 characters', { 'tasks.0.name.zh-CN': '中'.repeat(25) }, 'longText tasks.0.name.zh-CN zh-CN 25 24'],
    ['characters that take two units each', { 'tasks.0.name.zh-CN': `中${'𠮷'.repeat(23)}` }],
    ['the program\'s own name', { 'name.en': 'x'.repeat(49) }],
    ['a note', { 'tasks.0.note': { en: 'x'.repeat(49), 'zh-CN': '中'.repeat(25) } }],
  ],
} // prettier-ignore

for (const [code, cases] of Object.entries(rows) as [FindingCode, Row[]][])
  describe(code, () => {
    test.each(cases.map(([title, changes, ...expected]) => ({ title, changes, expected })))(
      '$title',
      ({ changes, expected }) => expect(told(changes, code)).toEqual(expected),
    )
  })

test('every finding has a row that tells it and a row that does not', () => {
  for (const code of Object.keys(findings) as FindingCode[]) {
    const cases = rows[code] ?? []
    expect([code, cases.some(([, , ...all]) => all.length > 0)]).toEqual([code, true])
    if (code !== 'noWeight')
      expect([code, cases.some(([, , ...all]) => all.length === 0)]).toEqual([code, true])
  }
})

test('a finding says how bad it is, and what is worst comes from what cannot be', () => {
  const severities = lintedIn(
    soundBut({ [enter]: { sales: { lt: 0 }, place: { lte: 5 } }, 'fields.idle': 'number' }),
  )
  expect(severities.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
    'unreachableTier error',
    'unusedName warning',
  ])
})

describe('where something is in doubt, nothing is told that may come of it', () => {
  const tell = (changes: Json, doubtful: string, lost: string[] = []) => {
    const program = schema.parse(soundBut(changes))
    const { value } = compile([program])
    const isIn = (path: readonly (string | number)[], part: readonly string[]) =>
      part.every((key, i) => i >= path.length || key === String(path[i]))
    const doubts = {
      about: (path: readonly (string | number)[]) => isIn(path, doubtful.split('.')),
      names: (name: string) => lost.includes(name),
    }
    return lint(program, value!, doubts).map(({ code }) => code)
  }
  test.each<[string, Json, string, string[]]>([
    ['a mark above the score', { [enter]: { score: { gte: 101 }, place: { lte: 5 } } }, 'nowhere', ['unreachableTier']],
    ['a mark above a score that is in doubt', { [enter]: { score: { gte: 101 }, place: { lte: 5 } } }, 'score.max', []],
    ['a mark above the end of a score of which parts are in doubt', { [enter]: { score: { gte: 101 }, place: { lte: 5 } } }, 'score.factors.0.scale', ['unreachableTier']],
    ['two marks on a metric in doubt', { [enter]: { sales: { gte: 5, lt: 5 }, place: { lte: 5 } } }, 'metrics.sales', ['unreachableTier']],
    ['a count under 0 of a metric in doubt', { [enter]: { sales: { lt: 0 }, place: { lte: 5 } } }, 'metrics.sales', []],
    ['marks in doubt', { [enter]: { sales: { gte: 5, lt: 5 }, place: { lte: 5 } } }, `${enter}.sales`, []],
    ['a mark under the least of a score of which parts are in doubt', { 'score.min': 50, [enter]: { score: { lt: 50 }, place: { lte: 5 } } }, 'score.factors.0.scale', ['unreachableTier']],
    ['a mark under every factor of which the best counts', { 'score.combine': 'max', 'score.max': undefined, [enter]: { score: { lt: 0 }, place: { lte: 5 } } }, 'nowhere', ['unreachableTier']],
    ['a mark under every factor, where it is in doubt how they count', { 'score.combine': 'max', 'score.max': undefined, [enter]: { score: { lt: 0 }, place: { lte: 5 } } }, 'score.combine', []],
    ['a segment that nobody is in', { 'segments.few': { any: [{ sales: { lt: 0 } }, { visits: { lt: 0 } }] }, 'benefits.0.requires': { few: true } }, 'nowhere', ['neverMet']],
    ['a segment of which a part is in doubt', { 'segments.few': { any: [{ sales: { lt: 0 } }, { visits: { lt: 0 } }] }, 'benefits.0.requires': { few: true } }, 'segments.few.any.1', []],
    ['a count under 0, with an account in doubt', { [enter]: { sales: { lt: 0 }, place: { lte: 5 } } }, 'accounts.0.min', ['unreachableTier']],
    ['a field in doubt that holds a choice', { [enter]: { where: { gt: 'south' }, place: { lte: 5 } } }, 'fields.where', []],
    ['a weight in doubt', { 'score.factors.0.weight': 50 }, 'score.factors.0.weight', []],
    ['another weight in doubt', { 'score.factors.0.weight': 50 }, 'score.factors.1.weight.use.north', []],
    ['a name in doubt beside weights', { 'score.factors.0.weight': 50 }, 'score.factors.0.name', ['weightsDoNotSum']],
    ['a list of factors in doubt', { 'score.factors.0.weight': 50 }, 'score.factors.*', []],
    ['a task in doubt', { 'tasks.0.moves': { sales: 5 } }, 'tasks.0.moves', []],
    ['a task that is left out', { 'tasks.0.moves': { sales: 5 } }, 'tasks.*', []],
    ['a choice in doubt', { [enter]: { where: { gt: 'south' }, place: { lte: 5 } } }, 'choices.region', []],
    ['a choice', { [enter]: { where: { gt: 'south' }, place: { lte: 5 } } }, 'nowhere', ['unreachableTier']],
    ['an account in doubt', { 'ladders.1.tiers.0.enter': { beans: { lt: 0 } } }, 'accounts.0.min', []],
    ['an account', { 'ladders.1.tiers.0.enter': { beans: { lt: 0 } } }, 'nowhere', ['unreachableTier']],
    ['a benefit in doubt', { 'benefits.0.cost': 0 }, 'benefits.0', []],
    ['another benefit in doubt', { 'benefits.0.cost': 0 }, 'benefits.1', ['benefitNoCost']],
  ])('%s', (_, changes, doubtful, expected) => {
    expect(tell(changes, doubtful)).toEqual(expected)
  }) // prettier-ignore

  /** What is changed, the finding that comes of it, the parts of the program that it goes by, and parts that it does not. */
  const same = { score: { gte: 40 } }
  const percent = (best: number) => ({ best, of: 'sales', among: 'peers', as: 'percent' })
  type Going = [code: FindingCode, changes: Json, by: string[], notBy?: string[]]
  test.each<Going>([
    ['shadowedTier', { [enter]: same }, ['ladders.0.tiers.1.enter', enter, 'ladders.0'], ['ladders.0.tiers.0', 'tasks']],
    ['keepAsksMore', { [enter]: same, 'ladders.0.transition.maxStepsUp': 1, 'ladders.0.tiers.2.keep': { score: { gte: 41 } } }, [enter, 'ladders.0.tiers.2.keep'], ['ladders.0.tiers.2.note']],
    ['quotasDoNotSum', { 'ladders.0.tiers.1.enter': { worst: 70, of: 'sales', among: 'peers', as: 'percent' }, [enter]: percent(40) }, [enter, 'ladders.0.tiers.1.enter'], ['ladders.0.tiers.0']],
    ['quotaNotNarrower', { 'ladders.0.tiers.1.enter': percent(20), [enter]: percent(35) }, [enter, 'ladders.0.tiers.1.enter'], ['ladders.0.tiers.0']],
    ['tooManyTiers', { 'ladders.1.tiers': [1, 2, 3, 4, 5, 6, 7, 8].map((n) => seen(`t${n}`)) }, [], ['ladders.1.tiers.3.name', 'ladders.1']],
    ['noEffect', { 'ladders.0.transition': { promote: 'atOnce', demote: 'never', grace: { days: 1 } }, 'ladders.0.tiers.1.keep': undefined }, ['ladders.0.transition.demote'], ['ladders.0.transition.promote']],
    ['noEffect', { 'ladders.0.transition': { promote: 'atOnce', demote: 'never' }, 'ladders.0.tiers.1.keep': undefined, 'ladders.0.keep': { score: { gte: 1 } } }, ['ladders.0.transition.demote'], ['ladders.0.transition.promote']],
    ['noEffect', { 'ladders.0.transition': { promote: 'atOnce', demote: 'never' } }, ['ladders.0.transition.demote'], ['ladders.0.transition.promote']],
    ['noWeight', { 'score.factors.0.weight': 0, 'score.factors.1.weight': 0 }, ['score.factors.0.weight', 'score.factors.1.weight', 'score.factors.*'], ['score.factors.0.scale', 'score.max']],
    ['weightsDoNotSum', { 'score.factors.0.weight': 50 }, ['score.factors.0.weight', 'score.factors.1.weight', 'score.factors.*'], ['score.factors.0.scale', 'score.max']],
    ['cliff', { 'score.factors.1.scale': { steps: [{ from: 1, points: 9 }], else: 0 } }, ['score.factors.1.scale', 'score.factors.1.scale.else'], ['score.factors.0.scale', 'score.factors.1.weight']],
    ['factorNoTaskMoves', { 'tasks.0.moves': { sales: 5 } }, ['score.factors.1.metric', 'tasks.*', 'tasks.0.moves', 'metrics.visits'], ['tasks.0.done', 'score.factors.0.metric', 'metrics.sales']],
    ['taskMovesNothing', { 'tasks.0.moves': {} }, ['tasks.0.moves'], ['score.factors.0', 'ladders.0', 'metrics.sales', 'tasks.0.done']],
    ['taskMovesNothing', { 'tasks.0.moves': { part: 1 }, 'tasks.0.reward': undefined }, ['tasks.0.moves', 'score.factors.0', 'ladders.0', 'metrics.sales', 'segments.large'], ['tasks.0.done']],
    ['taskLeavesAudience', { 'tasks.0.audience': { sales: { lt: 5 } } }, ['tasks.0.audience', 'tasks.0.done'], ['tasks.0.moves']],
    ['taskLeavesAudience', { 'segments.small': { size: { lt: 9 } }, 'tasks.0.done': { large: true }, 'tasks.0.audience': { small: true } }, ['tasks.0.audience', 'tasks.0.done'], ['tasks.0.moves']],
    ['useLacks', { 'accounts.0.earn.0.points': { by: 'where', use: { north: 5 } } }, ['accounts.0.earn.0.points', 'accounts.0.earn.0.points.use'], ['accounts.0.earn.0.on']],
    ['taskUnreachable', { 'tasks.0.done': { sales: { gte: 5, lt: 5 } } }, ['tasks.0.done'], ['tasks.0.audience']],
    ['benefitLost', { 'benefits.0.requires': { level: 'middle' } }, ['benefits.0.requires'], ['benefits.0.value']],
    ['benefitShrinks', { 'benefits.0.value': { by: 'level', use: { middle: 5, high: 4 } } }, ['benefits.0.value'], ['benefits.0.cost']],
    ['benefitNoCost', { 'benefits.0.cost': 0 }, ['benefits.0.cost'], ['benefits.0.value']],
    ['limitCuts', { 'accounts.0.earn.0.limit.points': 4 }, ['accounts.0.earn.0.points', 'accounts.0.earn.0.limit.each'], ['accounts.0.earn.0.on']],
    ['accountNotEarned', { 'accounts.0.earn': [], 'tasks.0.reward': undefined }, ['accounts.0.earn', 'accounts.0.earn.*', 'accounts.0.start', 'accounts.0.min'], ['accounts.0.max']],
    ['pointsBuyNothing', { 'ladders.1.tiers.0.enter': { size: { gte: 1 } } }, [], ['accounts.0.earn']],
    ['sanctionNoEnd', { 'overrides.0.lasts': undefined }, ['overrides.0.lasts', 'overrides.0.ends'], ['overrides.0.cap']],
    ['overrideDoesNothing', { 'overrides.0.cap': undefined }, ['overrides.0.floor', 'overrides.0.open', 'overrides.0.cap', 'overrides.0.suspend', 'overrides.0.freeze'], ['overrides.0.lasts']],
    ['neverMet', { 'benefits.0.requires': { sales: { lt: 0 } } }, ['benefits.0.requires'], ['benefits.0.value']],
    ['caseNeverChosen', { 'accounts.0.earn.0.points': { cases: [{ when: { sales: { gte: 5 } }, use: 3 }, { when: { sales: { gte: 5 } }, use: 2 }], else: 1 } }, ['accounts.0.earn.0.points.cases.0.when', 'accounts.0.earn.0.points.cases.1.when'], ['accounts.0.earn.0.points.else', 'accounts.0.earn.0.points.cases.0.use']],
    ['factorGivesNothing', { 'score.factors.1.scale': { perUnit: 0, max: 100 } }, ['score.factors.1.scale', 'score.factors.1'], ['score.factors.0']],
    ['pointsDoNotReach', { 'score.max': 101 }, ['score.max', 'score.factors.0.scale'], ['ladders.0']],
    ['unusedName', { 'fields.idle': 'number' }, [], ['fields.idle', 'score']],
    ['textMissing', { 'name.zh-CN': 'Sound' }, ['name.zh-CN', 'name'], ['score.name']],
    ['longText', { 'tasks.0.name.en': 'x'.repeat(49) }, ['tasks.0.name.en', 'tasks.0'], ['tasks.0.note']],
  ])('%s goes by what it is judged by, and by nothing else: %#', (code, changes, by, notBy = []) => {
    for (const part of by) expect([part, tell(changes, part)]).not.toContainEqual(expect.arrayContaining([code]))
    for (const part of notBy) expect([part, tell(changes, part)]).toContainEqual(expect.arrayContaining([code]))
  }) // prettier-ignore

  test.each<[FindingCode, Json]>([
    ['accountNotEarned', { 'accounts.0.earn': [], 'tasks.0.reward': undefined }],
    ['pointsBuyNothing', { 'ladders.1.tiers.0.enter': { size: { gte: 1 } } }],
  ])('%s is not told of an account that stood in what was left out', (code, changes) => {
    expect(tell(changes, 'nowhere')).toContain(code)
    expect(tell(changes, 'nowhere', ['beans'])).not.toContain(code)
  })
  test('an override that stood in what was left out may be asked for there', () => {
    expect(tell({ 'overrides.0.cap': undefined }, 'nowhere')).toContain('overrideDoesNothing')
    expect(tell({ 'overrides.0.cap': undefined }, 'nowhere', ['ban'])).not.toContain('overrideDoesNothing')
  })

  test('only what goes by no part of a program is told where all of it is in doubt, and what goes by no name where all are', () => {
    const program = schema.parse(
      soundBut({
        'fields.idle': 'number',
        'ladders.1.tiers': [1, 2, 3, 4, 5, 6, 7, 8].map((n) => seen(`t${n}`)),
        'benefits.0.cost': 0,
      }),
    )
    const { value } = compile([program])
    const codes = (about: boolean, names: boolean) =>
      new Set(lint(program, value!, { about: () => about, names: () => names }).map(({ code }) => code))
    expect(codes(true, false)).toEqual(new Set(['tooManyTiers', 'pointsBuyNothing', 'unusedName']))
    expect(codes(false, true)).toEqual(new Set(['tooManyTiers', 'shadowedTier', 'benefitNoCost']))
  })
  test('a name that stood in what was left out may be used there', () => {
    const changes = { 'fields.idle': 'number' }
    expect(tell(changes, 'nowhere')).toEqual(['unusedName'])
    expect(tell(changes, 'nowhere', ['idle'])).toEqual([])
    expect(tell(changes, 'nowhere', ['other'])).toEqual(['unusedName'])
  })
})
