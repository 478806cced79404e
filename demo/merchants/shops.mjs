// The named shops of the growth pyramid, among 420 others. Each tells one story.
import { at, dayOf, monthsFrom } from './log.mjs'
import { otherShops, shopMetrics, shopRecord } from './shop.mjs'
import { uses } from './store.mjs'

const say = (en, zh) => ({ en, 'zh-CN': zh })
const place = (number, en, zh) => say(`Shop ${number} · ${en}`, `店铺 ${number} · ${zh}`)
const since = (day, value) => ({ from: at(day, '10:00:00'), value })

export const shops = [
  {
    id: 'clear-spring',
    number: '51882',
    joined: '2025-09-12',
    name: say('Clear Spring Tea', '清泉茶行'),
    place: place('51882', 'Huangshan', '黄山'),
    story: say('Two places short of head', '距头部商家仅差两名'),
    months: {
      '2025-09': {
        yuan: 21_000,
        orders: 190,
        repeat: 44,
        complaints: 0,
        listed: 3,
        campaigns: 1,
        courses: 0,
      },
      '2026-03': { yuan: 24_000, orders: 214, repeat: 55 },
      '2026-06': { yuan: 27_000, orders: 236, repeat: 66, courses: 1 },
      '2026-09': { yuan: 30_500, orders: 262, repeat: 84, lives: 1 },
      '2026-10': { yuan: 33_800, orders: 288, repeat: 106 },
    },
    facts: uses('adBoost', '2026-10-09', '2026-11-06'),
  },
  {
    id: 'amber-lamps',
    number: '50467',
    joined: '2025-10-08',
    name: say('Amber Lamps', '琥珀灯饰'),
    place: place('50467', 'Zhongshan', '中山'),
    story: say(
      'Silent: ¥1,860 of fees in arrears, and one task to come back',
      '静默：欠费 1,860 元，缴清即可恢复',
    ),
    fields: { arrearsFen: [since('2025-10-08', 0), since('2026-10-17', 186_000)] },
    months: {
      '2025-10': { yuan: 15_000, orders: 120, repeat: 26, complaints: 0, listed: 5, campaigns: 1 },
      '2026-04': { yuan: 17_000, orders: 138, repeat: 31 },
      '2026-08': { yuan: 18_500, orders: 149, repeat: 35 },
    },
  },
  {
    id: 'stone-mill',
    number: '50213',
    joined: '2025-09-20',
    name: say('Stone Mill Flour', '石磨坊'),
    place: place('50213', 'Xinxiang', '新乡'),
    story: say('Silent: the contract ended on 30 September', '静默：合同已于 9 月 30 日到期'),
    fields: {
      underContract: [since('2025-09-20', true), { from: at('2026-09-30', '23:59:59'), value: false }],
    },
    months: {
      '2025-09': { yuan: 8_000, orders: 96, repeat: 22, complaints: 0, listed: 3 },
      '2026-05': { yuan: 7_200, orders: 88, repeat: 21, listed: 2 },
      '2026-10': { yuan: 3_100, orders: 37, repeat: 9, listed: 0 },
    },
  },
  {
    id: 'young-bamboo',
    number: '54920',
    joined: '2026-08-24',
    name: say('Young Bamboo', '新竹童装'),
    place: place('54920', 'Huzhou', '湖州'),
    story: say('New: at the bottom, protected until 23 February', '新商家：处于底部，保护期至 2 月 23 日'),
    months: {
      '2026-08': { yuan: 900, orders: 9, repeat: 0, complaints: 0, listed: 6 },
      '2026-09': { yuan: 3_800, orders: 40, repeat: 3, complaints: 0, listed: 4, campaigns: 1 },
      '2026-10': { yuan: 5_600, orders: 61, repeat: 8, listed: 5 },
    },
    facts: [
      ['lateShipment', at('2026-10-22', '18:20:00')],
      ['lateShipment', at('2026-11-05', '11:40:00')],
    ],
  },
  {
    id: 'old-bridge',
    number: '50931',
    joined: '2025-09-05',
    name: say('Old Bridge Bakery', '老桥烘焙'),
    place: place('50931', 'Shaoxing', '绍兴'),
    story: say('At risk: on the edge of the middle 35%', '临界：腰部名额边缘，有降级风险'),
    months: {
      '2025-09': { yuan: 13_000, orders: 170, repeat: 42, complaints: 0, listed: 4, campaigns: 1 },
      '2026-07': { yuan: 12_500, orders: 160, repeat: 39 },
      '2026-09': { yuan: 11_000, orders: 144, repeat: 32 },
    },
  },
  {
    id: 'golden-loom',
    number: '50178',
    joined: '2025-09-03',
    name: say('Golden Loom', '金梭服饰'),
    place: place('50178', 'Keqiao', '柯桥'),
    story: say(
      'Fell from key account on 1 November though the score rose: others rose more',
      '11 月 1 日由 KA 降为头部：分数上升，但其他商家升得更快',
    ),
    months: {
      '2025-09': {
        yuan: 66_000,
        orders: 420,
        repeat: 122,
        complaints: 0,
        listed: 6,
        campaigns: 1,
        courses: 1,
      },
      '2026-04': { yuan: 71_000, orders: 452, repeat: 132 },
      '2026-05': { listed: 7 },
      '2026-08': { yuan: 80_000, orders: 505, repeat: 148 },
      '2026-10': { yuan: 83_000, orders: 520, repeat: 154, lives: 2 },
    },
    facts: uses('adBoost', '2026-10-12', '2026-10-19', '2026-11-03', '2026-11-10'),
  },
  {
    id: 'harvest-table',
    number: '50052',
    joined: '2025-09-02',
    name: say('Harvest Table', '丰收食品'),
    place: place('50052', 'Wuchang', '五常'),
    story: say('Key account: 8th of all, and not invited to SVIP', 'KA 商家：第 8 名，未受邀 SVIP'),
    months: {
      '2025-09': {
        yuan: 96_000,
        orders: 900,
        repeat: 300,
        complaints: 0,
        listed: 6,
        campaigns: 1,
        courses: 1,
      },
      '2026-05': { yuan: 118_000, orders: 1_080, repeat: 360 },
      '2026-08': { yuan: 152_000, orders: 1_390, repeat: 375, lives: 2 },
    },
    facts: uses('freight', '2026-11-02', '2026-11-05', '2026-11-12', '2026-11-17'),
  },
  {
    id: 'north-star',
    number: '50007',
    joined: '2025-09-01',
    name: say('North Star Home', '北辰家居'),
    place: place('50007', 'Foshan', '佛山'),
    story: say('At the top: SVIP, and one gift of the quarter to choose', '最高层级：SVIP，本季度礼遇待选'),
    fields: { invited: [since('2025-09-01', false), since('2026-02-20', true)] },
    months: {
      '2025-09': {
        yuan: 140_000,
        orders: 760,
        repeat: 310,
        complaints: 0,
        listed: 12,
        campaigns: 2,
        courses: 1,
      },
      '2026-02': { yuan: 180_000, orders: 960, repeat: 410 },
      '2026-05': { yuan: 240_000, orders: 1_240, repeat: 560, lives: 4 },
      '2026-08': { yuan: 360_000, orders: 1_820, repeat: 830, campaigns: 3 },
      '2026-10': { yuan: 390_000, orders: 1_990, repeat: 910 },
    },
  },
]

/** The program is in force from January on; every review counts what lies before its day. */
export const reviewsOfShops = monthsFrom('2026-01', '2026-11').map((month) => ({
  day: dayOf(month, 1),
  counts: dayOf(month, 1),
}))

/** The named shops and the others, and the metrics that a shop brings to a review. */
export function shopPopulation() {
  const named = shops.map(shopRecord)
  const others = otherShops(420).map(shopRecord)
  const byId = new Map([...named, ...others].map((one) => [one.id, one]))
  return [named, others, (id, day) => shopMetrics(byId.get(id), day)]
}
