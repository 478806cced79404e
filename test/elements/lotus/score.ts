import type { FactorStanding, ScoreStanding, Subject } from '../../../src/schema/standing.js'
import type { Text } from '../../../src/schema/text.js'
import { day, say, subjects } from './said.js'

function leaf(
  metric: Subject,
  value: number,
  share: number,
  max: number,
  fullAt: number,
  fullIs: 'gte' | 'lte' = 'gte',
): FactorStanding {
  return {
    id: metric.id,
    name: metric.name,
    state: 'scored',
    points: share,
    pointsMax: max,
    share,
    shareMax: max,
    gain: max - share,
    metric,
    value,
    fullAt,
    fullIs,
  }
}

function area(id: string, name: Text, factors: FactorStanding[]): FactorStanding {
  const sum = (of: (factor: FactorStanding) => number | null) =>
    factors.reduce((total, one) => total + (of(one) ?? 0), 0)
  const [share, max] = [sum((one) => one.share), sum((one) => one.shareMax)]
  return {
    id,
    name,
    state: 'scored',
    points: share,
    pointsMax: max,
    share,
    shareMax: max,
    gain: max - share,
    combine: 'sum',
    factors,
  }
}

export const areas = {
  service: { id: 'service', name: say('Service capability', '服务能力') },
  platform: { id: 'platform', name: say('Platform contribution', '平台贡献') },
  product: { id: 'product', name: say('Product richness', '商品丰富度') },
  info: { id: 'info', name: say('Information richness', '信息丰富度') },
}

/** 662 of 1,000 from four areas: 168 + 172 + 214 + 108. */
export function lotusScore(): ScoreStanding {
  const s = subjects
  return {
    name: say('Store score', '门店经营分'),
    value: 662,
    isDefault: false,
    min: 0,
    max: 1000,
    combine: 'sum',
    factors: [
      area(areas.info.id, areas.info.name, [
        leaf(s.details, 22, 110, 120, 24),
        leaf(s.photos, 29, 58, 80, 40),
      ]),
      area(areas.product.id, areas.product.name, [
        leaf(s.dishes, 34, 68, 80, 40),
        leaf(s.sets, 7, 56, 80, 10),
        leaf(s.fresh, 8, 48, 90, 15),
      ]),
      area(areas.service.id, areas.service.name, [
        leaf(s.replies, 82, 64, 80, 90),
        leaf(s.onTime, 90.9375, 90, 150, 97),
        leaf(s.refunds, 2.8125, 60, 120, 1, 'lte'),
      ]),
      area(areas.platform.id, areas.platform.name, [
        leaf(s.campaigns, 2, 60, 120, 4),
        leaf(s.members, 24.0625, 48, 80, 40),
      ]),
    ],
    capShare: 0,
    history: [
      { at: day('2026-07-01'), review: 'monthly', score: 524, tier: 'silver' },
      { at: day('2026-08-01'), review: 'monthly', score: 538, tier: 'silver' },
      { at: day('2026-09-01'), review: 'monthly', score: 571, tier: 'gold' },
      { at: day('2026-10-01'), review: 'monthly', score: 629, tier: 'gold' },
      { at: day('2026-11-01'), review: 'monthly', score: 648, tier: 'gold' },
    ],
    change: { since: day('2026-11-01'), by: 14, most: { id: 'replyRate', name: s.replies.name, by: 10 } },
  }
}
