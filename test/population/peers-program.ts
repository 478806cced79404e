import { ladderOf, programOf } from './programs.js'

const name = { en: 'A', 'zh-CN': '甲' }

/** Everything that peers can do at once: a benchmark inside a score, ranks of the score, quotas, ranks of ranks, ties, parts, members, `min`. */
export const everyPeer = programOf({
  choices: { trade: { food: name, home: name }, area: { north: name, south: name } },
  fields: {
    ...{ sales: 'integer', rate: 'number', since: 'integer', isOpen: 'flag' },
    ...{ line: 'trade', region: 'area' },
  },
  cohorts: {
    everyone: {},
    open: { members: { isOpen: true }, ties: 'worse' },
    near: {
      by: ['line', 'region'],
      members: { isOpen: true },
      min: 4,
      else: 'trading',
      percentiles: 'linear',
    },
    trading: { by: 'line', ties: { by: 'since', better: 'low' }, min: 6, else: 'everyone' },
    leading: { members: { placeByScore: { lte: 12 } }, ties: 'sales' },
    sameTier: { by: 'level', ties: 'rate' },
  },
  metrics: {
    placeByScore: { rank: 'score', among: 'open' },
    lowRate: { rank: 'rate', among: 'near', better: 'low' },
    share: { percentile: 'sales', among: 'trading' },
    ofPlaces: { percentile: 'placeByScore', among: 'leading', better: 'low' },
    fellows: { members: 'near' },
    inTier: { rank: 'sales', among: 'sameTier' },
  },
  score: {
    ...{ name, combine: 'weightedSum', min: 0, max: 100 },
    factors: [
      { id: 'a', metric: 'sales', weight: 3, scale: { benchmark: 100, percentile: 80, among: 'near' } },
      { id: 'b', metric: 'rate', weight: 2, scale: { benchmark: 100, percentile: 33.3, among: 'everyone', better: 'low' } }, // prettier-ignore
      { id: 'c', metric: 'sales', weight: 1, scale: { quantile: [[25, 10], [75, 60], [100, 100]], among: 'trading' } }, // prettier-ignore
    ],
  },
  ladders: [
    ladderOf([
      { id: 'bottom' },
      { id: 'middle', enter: { best: 55, of: 'score', among: 'everyone', as: 'percent', round: 'half' } },
      {
        id: 'head',
        enter: {
          all: [
            { best: 20, of: 'score', among: 'open', as: 'percent', round: 'ceil' },
            { not: { worst: 1, of: 'rate', among: 'near', as: 'count', better: 'low' } },
          ],
        },
        keep: { best: 40, of: 'score', among: 'open', as: 'percent' },
      },
      { id: 'star', enter: { ofPlaces: { gte: 80 }, inTier: { lte: 3 } } },
    ]),
  ],
})
