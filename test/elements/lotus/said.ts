import type { Evidence, Subject, WindowDates } from '../../../src/schema/standing.js'
import type { Text, Unit } from '../../../src/schema/text.js'

/** A text in both languages. */
export const say = (en: string, zh: string): Text => ({ en, 'zh-CN': zh })

/** The start of a day in Shanghai, as ISO text. */
export const day = (date: string): string => `${date}T00:00:00+08:00`

export const now = '2026-11-21T09:30:00+08:00'
export const november: WindowDates = {
  kind: 'current',
  start: day('2026-11-01'),
  end: day('2026-12-01'),
  zone: 'Asia/Shanghai',
}
export const last90Days: WindowDates = {
  kind: 'rolling',
  start: day('2026-08-23'),
  end: day('2026-11-21'),
  zone: 'Asia/Shanghai',
}

export function metric(id: string, name: Text, unit: Unit = 'integer', more: Partial<Subject> = {}): Subject {
  return { id, kind: 'metric', name, unit, window: november, ...more }
}

export const subjects = {
  score: {
    id: 'score',
    kind: 'score',
    name: say('Store score', '门店经营分'),
    unit: 'score',
  } satisfies Subject,
  replies: metric('replyRate', say('Replies within 24 h', '24 小时内回复率'), 'percent', {
    num: { name: say('replies', '已回复'), value: 41, unit: 'integer' },
    den: { name: say('reviews', '评价'), value: 50, unit: 'integer' },
  }),
  onTime: metric('onTimeRate', say('Prepared on time', '准时出餐率'), 'percent', {
    num: { name: say('on time', '准时订单'), value: 582, unit: 'integer' },
    den: { name: say('orders', '订单'), value: 640, unit: 'integer' },
  }),
  refunds: metric('refundRate', say('Refund rate', '退款率'), 'percent', {
    num: { name: say('refunds', '退款订单'), value: 18, unit: 'integer' },
    den: { name: say('orders', '订单'), value: 640, unit: 'integer' },
  }),
  campaigns: metric('campaigns', say('Campaigns joined', '参加活动')),
  members: metric('memberShare', say('Orders from members', '会员订单占比'), 'percent', {
    num: { name: say('from members', '会员订单'), value: 154, unit: 'integer' },
    den: { name: say('orders', '订单'), value: 640, unit: 'integer' },
  }),
  dishes: metric('fullDishes', say('Dishes with photo and description', '图文齐全的菜品'), 'integer', {
    window: undefined,
  }),
  sets: metric('setMenus', say('Set menus', '套餐'), 'integer', { window: undefined }),
  fresh: metric('newDishes', say('Dishes added this month', '本月新菜')),
  details: metric('storeDetails', say('Store details', '门店信息'), 'integer', { window: undefined }),
  photos: metric('photos', say('Photos of the last 90 days', '近 90 天图片'), 'integer', {
    window: last90Days,
  }),
  orders: metric('orders', say('Orders', '订单数')),
  violations: metric('violations', say('Food-safety violations', '食品安全违规'), 'integer', {
    window: last90Days,
  }),
  specials: metric('specials', say('Weekly specials this week', '本周特色菜'), 'integer', {
    window: { kind: 'current', start: day('2026-11-16'), end: day('2026-11-23'), zone: 'Asia/Shanghai' },
  }),
  lives: metric('livestreams', say('Livestreams', '直播场次')),
  tier: { id: 'level', kind: 'ladder', name: say('Tier', '商家等级'), unit: 'tier' } satisfies Subject,
} satisfies Record<string, Subject>

type Op = 'gte' | 'gt' | 'lte' | 'lt' | 'eq'
const holds: Record<Op, (have: number, need: number) => boolean> = {
  gte: (have, need) => have >= need,
  gt: (have, need) => have > need,
  lte: (have, need) => have <= need,
  lt: (have, need) => have < need,
  eq: (have, need) => have === need,
}

/** A comparison with the answer that its two numbers give. */
export function compare(subject: Subject, have: number | null, is: Op, need: number): Evidence {
  return { kind: 'compare', subject, have, is, need, met: have === null ? null : holds[is](have, need) }
}

/** All of several conditions; unknown when one is unknown and none fails. */
export function all(...of: Evidence[]): Evidence {
  const met = of.some((one) => one.met === false) ? false : of.every((one) => one.met === true) ? true : null
  return { kind: 'atLeast', n: of.length, of, met }
}

/** Holds the tier at `place` or better. */
export function tierAtLeast(place: number, name: Text, have: number, haveName: Text): Evidence {
  return {
    kind: 'compare',
    subject: subjects.tier,
    have,
    is: 'gte',
    need: place,
    haveName,
    needName: name,
    met: have >= place,
  }
}
