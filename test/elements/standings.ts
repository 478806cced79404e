/**
 * Lotus Kitchen, the one merchant of the drawings: what the elements are tested, drawn and photographed with.
 * Every variant changes only what its name says, so that numbers agree across the five elements.
 */
import type { Entry } from '../../src/schema/entry.js'
import type { LadderStanding, Standing } from '../../src/schema/standing.js'
import { lotusBenefits } from './lotus/benefits.js'
import { lotusBadges, lotusHave, lotusLadder, refundsOf, rowsOf, rule } from './lotus/ladder.js'
import { lotusAccount, lotusEntries } from './lotus/points.js'
import { compare, day, november, now, say, subjects } from './lotus/said.js'
import { lotusScore } from './lotus/score.js'
import { lotusPath, lotusTasks } from './lotus/tasks.js'

export const entries: Entry[] = lotusEntries()

/** Score 662 of 1,000, Gold since 1 September, 38 to Platinum, the refund rate near its mark. */
export function lotusKitchen(): Standing {
  const ladder: LadderStanding = {
    ...lotusLadder(),
    atRisk: {
      to: 'silver',
      at: day('2026-12-01'),
      falls: false,
      because: [compare(subjects.refunds, 2.8125, 'lte', 3)],
    },
  }
  return {
    tierkit: 1,
    program: {
      id: 'storeScore',
      version: '2026-11',
      name: say('Store growth', '门店成长计划'),
      currency: 'CNY',
      zone: 'Asia/Shanghai',
    },
    merchant: { id: '100482', name: say('Lotus Kitchen', '莲记小厨') },
    at: now,
    score: lotusScore(),
    ladders: [ladder, ...lotusBadges()],
    overrides: [
      {
        id: 'plus',
        kind: 'grant',
        name: say('Merchant Plus, paid membership', '商家 Plus 付费会员'),
        note: say('Your tier is separate', '不影响等级'),
        active: true,
        since: day('2026-04-01'),
        until: day('2027-04-01'),
        ends: null,
      },
    ],
    path: lotusPath(),
    tasks: lotusTasks(),
    benefits: lotusBenefits(),
    accounts: [lotusAccount()],
    reviews: [
      {
        id: 'monthly',
        name: say('Monthly review', '月度评定'),
        every: 'month',
        last: day('2026-11-01'),
        next: day('2026-12-01'),
        counts: november,
        covers: november,
      },
    ],
    nextMomentAt: day('2026-11-22'),
  }
}

/** The same merchant with another score and another main ladder. */
function withMain(
  main: Partial<LadderStanding>,
  base: LadderStanding,
  more: Partial<Standing> = {},
): Standing {
  const standing = lotusKitchen()
  return { ...standing, ladders: [{ ...base, ...main }, ...lotusBadges()], ...more }
}
const newcomer = compare({ ...subjects.orders, name: say('Settled orders', '已结算订单') }, 12, 'gte', 30)

/** No score yet: 12 of 30 orders. */
export function noScore(): Standing {
  const unscored = lotusScore()
  return withMain(
    { atRisk: null, since: day('2026-11-02') },
    lotusLadder('basic', { ...lotusHave, score: null, orders: 12 }),
    {
      score: {
        ...unscored,
        value: null,
        why: { kind: 'guard', needs: newcomer },
        history: [],
        change: undefined,
        factors: unscored.factors.map(({ factors, ...area }) => ({
          ...area,
          state: 'unknown' as const,
          points: null,
          share: null,
          gain: null,
          factors: factors?.map((one) => ({
            ...one,
            state: 'unknown' as const,
            points: null,
            share: null,
            gain: null,
            value: null,
          })),
        })),
      },
      path: null,
      tasks: lotusTasks().map((task) => ({ ...task, gain: null })),
    },
  )
}

/** 450 by the guard, until 30 orders. */
export function defaultScore(): Standing {
  const base = lotusScore()
  return withMain(
    { since: day('2026-11-02') },
    lotusLadder('silver', { ...lotusHave, score: 450, orders: 12 }),
    {
      score: {
        ...base,
        value: 450,
        isDefault: true,
        guard: newcomer,
        history: [],
        change: undefined,
        factors: base.factors.map(({ factors: _, ...area }) => ({
          ...area,
          state: 'default' as const,
          points: null,
          share: null,
          gain: null,
        })),
        capShare: 0,
      },
      path: null,
    },
  )
}

/** 742 would do for Platinum, but one food-safety violation bars it. */
export function blocked(): Standing {
  const have = { ...lotusHave, score: 742, refundRate: 2.5, refunds: 16, violations: 1 }
  const base = lotusScore()
  const score = {
    ...base,
    value: 742,
    change: {
      since: day('2026-11-01'),
      by: 94,
      most: { id: 'onTimeRate', name: subjects.onTime.name, by: 60 },
    },
    factors: base.factors.map((area) =>
      area.id !== 'service'
        ? area
        : {
            ...area,
            points: 294,
            share: 294,
            gain: 56,
            factors: area.factors?.map((one) =>
              one.id === 'onTimeRate'
                ? { ...one, value: 97.1875, points: 150, share: 150, gain: 0 }
                : one.id === 'replyRate'
                  ? { ...one, value: 90, points: 80, share: 80, gain: 0 }
                  : { ...one, metric: refundsOf(16), value: 2.5, points: 64, share: 64, gain: 56 },
            ),
          },
    ),
  }
  const base742 = lotusLadder('gold', have)
  return withMain({ blockedBy: [compare(subjects.violations, 1, 'lte', 0)] }, base742, {
    score,
    path: {
      ...lotusPath(),
      reaches: false,
      tasks: [],
      gain: 0,
      scoreFrom: 742,
      scoreTo: 742,
      effortMinutes: 0,
      by: null,
      blockedBy: [compare(subjects.violations, 1, 'lte', 0)],
    },
  })
}

/** 22 of 640 orders refunded: 3.4375 %, eight points less on the score. */
const manyRefunds = { ...lotusHave, score: 654, refundRate: 3.4375, refunds: 22 }
function refundedScore(): Standing['score'] {
  const base = lotusScore()
  return {
    ...base,
    value: 654,
    change: {
      since: day('2026-11-01'),
      by: 6,
      most: { id: 'replyRate', name: subjects.replies.name, by: 10 },
    },
    factors: base.factors.map((area) =>
      area.id !== 'service'
        ? area
        : {
            ...area,
            points: 206,
            share: 206,
            gain: 144,
            factors: area.factors?.map((one) =>
              one.id === 'refundRate'
                ? { ...one, metric: refunds22, value: 3.4375, points: 52, share: 52, gain: 68 }
                : one,
            ),
          },
    ),
  }
}
const refunds22 = refundsOf(22)
const tooManyRefunds = compare(refunds22, 3.4375, 'lte', 3)
const pathOf46 = (): Standing['path'] => ({
  ...lotusPath(),
  tasks: [
    { id: 'replyMore', gain: 16 },
    { id: 'fewerRefunds', gain: 30 },
  ],
  gain: 46,
  scoreFrom: 654,
  effortMinutes: 260,
  by: day('2026-12-01'),
})

/** Falls to Silver at the next review as things stand: refunds at 3.4 %. */
export function atRisk(): Standing {
  return withMain(
    {
      earned: 'silver',
      ifReviewed: 'silver',
      atRisk: { to: 'silver', at: day('2026-12-01'), falls: true, because: [tooManyRefunds] },
    },
    lotusLadder('gold', manyRefunds),
    { score: refundedScore(), path: pathOf46() },
  )
}

/** Gold, held until 31 March though Silver would be earned today. */
export function protectedHold(): Standing {
  return withMain(
    {
      earned: 'silver',
      until: day('2027-04-01'),
      atRisk: { to: 'silver', at: day('2027-04-01'), falls: true, because: [tooManyRefunds] },
    },
    lotusLadder('gold', manyRefunds),
    {
      score: refundedScore(),
      path: pathOf46(),
      overrides: [
        {
          id: 'plusHold',
          kind: 'protect',
          name: say('Merchant Plus', '商家 Plus'),
          active: true,
          since: day('2026-04-01'),
          until: day('2027-04-01'),
          ends: null,
        },
      ],
    },
  )
}

/** A sanction holds Basic while the ladder says Gold. */
export function sanctioned(): Standing {
  return withMain(
    { held: 'basic', computed: 'gold', earned: 'gold', ifReviewed: 'gold' },
    { ...lotusLadder('basic'), since: day('2026-11-10') },
    {
      overrides: [
        {
          id: 'riskHold',
          kind: 'sanction',
          name: say('Benefits on hold', '权益暂停'),
          note: say('An order dispute is being checked', '订单争议核查中'),
          active: true,
          since: day('2026-11-10'),
          until: null,
          ends: compare(
            { id: 'disputes', kind: 'metric', name: say('Open disputes', '未结争议'), unit: 'integer' },
            1,
            'lte',
            0,
          ),
        },
      ],
      benefits: lotusBenefits().map((one) => ({
        ...one,
        state: 'suspended' as const,
        suspendedBy: say('Benefits on hold', '权益暂停'),
      })),
    },
  )
}

/** Diamond with 912. */
export function topTier(): Standing {
  const have = { ...lotusHave, score: 912, refundRate: 0.9375, refunds: 6 }
  const base = lotusScore()
  const full: Record<string, number> = { info: 192, product: 240, service: 310, platform: 170 }
  return withMain({}, lotusLadder('diamond', have), {
    path: null,
    score: {
      ...base,
      value: 912,
      change: {
        since: day('2026-11-01'),
        by: 6,
        most: { id: 'members', name: subjects.members.name, by: 6 },
      },
      factors: base.factors.map(({ factors: _, combine: __, ...area }) => {
        const share = full[area.id]!
        return { ...area, points: share, share, gain: area.pointsMax - share }
      }),
      history: base.history.map((one, index) => ({ ...one, score: 880 + index * 6.5, tier: 'diamond' })),
    },
  })
}

/** Gold since three weeks ago, up from Silver. */
export function justPromoted(): Standing {
  return withMain(
    {
      since: day('2026-11-01'),
      lastChange: {
        at: day('2026-11-01'),
        from: 'silver',
        to: 'gold',
        because: rowsOf(rule(550, lotusHave)),
      },
    },
    lotusLadder(),
  )
}

/** Silver since 1 November, down from Gold: 27 refunds of 840 orders. */
export function movedDown(): Standing {
  const failed = compare(
    {
      ...subjects.refunds,
      window: { kind: 'past', start: day('2026-10-01'), end: day('2026-11-01'), zone: 'Asia/Shanghai' },
      num: { name: say('refunds', '退款订单'), value: 27, unit: 'integer' },
      den: { name: say('orders', '订单'), value: 840, unit: 'integer' },
    },
    3.214286,
    'lte',
    3,
  )
  return withMain(
    {
      since: day('2026-11-01'),
      earned: 'gold',
      ifReviewed: 'gold',
      lastChange: { at: day('2026-11-01'), from: 'gold', to: 'silver', because: [failed] },
    },
    lotusLadder('silver'),
  )
}

/** A program with nothing in it yet. */
export function empty(): Standing {
  return {
    ...lotusKitchen(),
    score: null,
    ladders: [],
    overrides: [],
    path: null,
    tasks: [],
    benefits: [],
    accounts: [],
    reviews: [],
    nextMomentAt: null,
  }
}

/** Every variant by name, for tests and pictures that go through all of them. */
export const variants: Record<string, () => Standing> = {
  ready: lotusKitchen,
  noScore,
  defaultScore,
  blocked,
  atRisk,
  protectedHold,
  sanctioned,
  topTier,
  justPromoted,
  movedDown,
  empty,
}
