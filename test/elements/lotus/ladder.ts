import type {
  Evidence,
  LadderStanding,
  Subject,
  TierBenefit,
  TierStanding,
} from '../../../src/schema/standing.js'
import type { Text } from '../../../src/schema/text.js'
import { all, compare, day, say, subjects } from './said.js'

/** The five tiers: id, names, the mark on the score, what first opens there. */
export const tierRows: [string, Text, number, [string, Text][]][] = [
  ['basic', say('Basic', '基础'), 0, [['storePage', say('Store page and orders', '门店主页与接单')]]],
  [
    'silver',
    say('Silver', '白银'),
    400,
    [['vouchers', say('10 delivery vouchers a month', '每月 10 张配送券')]],
  ],
  [
    'gold',
    say('Gold', '黄金'),
    550,
    [
      ['commission', say('14% commission', '佣金 14%')],
      ['boost', say('Search boosts', '搜索加权')],
      ['photoSession', say('Photo session', '上门拍摄')],
    ],
  ],
  [
    'platinum',
    say('Platinum', '铂金'),
    700,
    [
      ['banner', say('Homepage banner', '首页横幅')],
      ['livestream', say('Livestreams', '直播')],
    ],
  ],
  ['diamond', say('Diamond', '钻石'), 850, [['sameDay', say('Same-day settlement', '当日结算')]]],
]
export const tierNames = Object.fromEntries(tierRows.map(([id, name]) => [id, name])) as Record<string, Text>

/** What the tiers give, lowest first: a value or a quota of each benefit; null where the tier does not give it. */
type Gift = [value: number | null, times: number | null] | null
const held: Gift = [null, null]
const gifts: Record<string, Gift[]> = {
  storePage: [held, held, held, held, held],
  goldGift: [null, null, held, held, held],
  vouchers: [null, [600, 10], [600, 20], [600, 30], [800, 40]],
  boost: [null, null, [null, 4], [null, 6], [null, 10]],
  commission: [null, null, [14, null], [14, null], [14, null]],
  photoSession: [null, null, [null, 1], [null, 1], [null, 2]],
  banner: [null, null, null, held, held],
  livestream: [null, null, null, held, held],
  sameDay: [null, null, null, null, held],
  menuReview: [null, [null, 1], [null, 1], [null, 2], [null, 2]],
}
const givenAt = (place: number): TierBenefit[] =>
  Object.keys(gifts).flatMap((id) => {
    const gift = gifts[id]![place]
    return gift ? [{ id, value: gift[0], times: gift[1] }] : []
  })

/** What decides: the numbers of November so far. */
export interface Have {
  score: number | null
  refundRate: number
  /** Of 640 orders; the same as the rate. */
  refunds: number
  orders: number
  violations: number
}
export const lotusHave: Have = { score: 662, refundRate: 2.8125, refunds: 18, orders: 640, violations: 0 }

export const refundsOf = (value: number): Subject => ({
  ...subjects.refunds,
  num: { ...subjects.refunds.num!, value },
})

/** The rule of a tier: its score, and from Silver on at most 3.0 % refunds, from Platinum on 600 orders and no violation. */
export function rule(mark: number, have: Have): Evidence | null {
  if (mark === 0) return null
  const rows = [compare(subjects.score, have.score, 'gte', mark)]
  if (mark >= 550) rows.push(compare(refundsOf(have.refunds), have.refundRate, 'lte', 3))
  if (mark >= 700) {
    rows.push(compare(subjects.orders, have.orders, 'gte', 600))
    rows.push(compare(subjects.violations, have.violations, 'lte', 0))
  }
  return rows.length === 1 ? rows[0]! : all(...rows)
}

export const rowsOf = (evidence: Evidence | null): Evidence[] =>
  evidence === null ? [] : evidence.kind === 'atLeast' ? evidence.of : [evidence]

/** The main ladder with the tier held at `place`, as the numbers in `have` make it. */
export function lotusLadder(held = 'gold', have: Have = lotusHave): LadderStanding {
  const place = tierRows.findIndex(([id]) => id === held)
  const tiers = tierRows.map(([id, name, mark, opens], index): TierStanding => {
    const enter = rule(mark, have)
    return {
      id,
      name,
      place: index,
      enter,
      keep: enter,
      scoreFrom: mark,
      state: index < place ? 'passed' : index === place ? 'here' : 'above',
      opens: opens.map(([benefit, text]) => ({ id: benefit, name: text })),
      gives: givenAt(index),
    }
  })
  const next = tierRows[place + 1]
  const conditions = next ? rowsOf(rule(next[2], have)) : []
  return {
    id: 'level',
    name: say('Tier', '商家等级'),
    main: true,
    badge: false,
    tiers,
    held,
    computed: held,
    earned: held,
    ifReviewed: held,
    since: day('2026-09-01'),
    until: null,
    pending: null,
    atRisk: null,
    next: next
      ? {
          tier: next[0],
          name: next[1],
          conditions,
          scoreGap: have.score === null ? null : Math.max(0, next[2] - have.score),
          metCount: conditions.filter((one) => one.met === true).length,
        }
      : null,
    blockedBy: [],
    heldBack: [],
    lastChange: null,
    review: 'monthly',
  }
}

/** A badge for one kind of dish; `held` or on its way, with the orders it counts. */
function badge(value: string, name: Text, orders: number, held: boolean): LadderStanding {
  const enter = compare(
    { id: 'cuisineOrders', kind: 'metric', name: say('Orders in 90 days', '近 90 天订单'), unit: 'integer' },
    orders,
    'gte',
    200,
  )
  return {
    id: 'specialist',
    name: say('Specialist', '品类达人'),
    main: false,
    badge: true,
    scope: { value, name },
    tiers: [
      {
        id: 'specialist',
        name: say('Specialist', '品类达人'),
        place: 0,
        enter,
        keep: enter,
        scoreFrom: null,
        state: held ? 'here' : 'above',
        opens: [],
      },
    ],
    held: held ? 'specialist' : null,
    computed: held ? 'specialist' : null,
    earned: held ? 'specialist' : null,
    ifReviewed: held ? 'specialist' : null,
    since: held ? day('2026-10-01') : null,
    until: null,
    pending: null,
    atRisk: null,
    next: held
      ? null
      : {
          tier: 'specialist',
          name: say('Specialist', '品类达人'),
          scoreGap: null,
          conditions: [enter],
          metCount: 0,
        },
    blockedBy: [],
    heldBack: [],
    lastChange: null,
    review: 'monthly',
  }
}

export const lotusBadges = (): LadderStanding[] => [
  badge('noodles', say('Noodles', '粉面'), 286, true),
  badge('hotpot', say('Hot pot', '火锅'), 214, true),
  badge('breakfast', say('Breakfast', '早餐'), 140, false),
]
