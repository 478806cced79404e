// The named merchants of the store score. Each tells one story; test/demo/stories.test.ts holds them to it.
import { at, dayOf } from './log.mjs'
import { joins, specials, uses } from './store.mjs'

const say = (en, zh) => ({ en, 'zh-CN': zh })
const place = (number, en, zh) => say(`Store ${number} · ${en}`, `门店 ${number} · ${zh}`)
const may = '2026-05'

/** Points earned by month, September 2025 on, so that the lots are those of the drawing. */
const lotusPoints = [1180, 920, 1780, 960, 840, 420, 760, 800, 880, 900, 940, 1020, 1180, 1300]
const lotusMonths = ['2025-09', '2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', may, '2026-06', '2026-07', '2026-08', '2026-09', '2026-10']
const lotusFigures = {
  '2025-09': { orders: 400, onTime: 348, refunded: 11, byMembers: 60, received: 50, answered: 30, storeDetails: 16, completeDishes: 12, setMenus: 3, newDishes: 2, photos: 5 },
  '2026-01': { orders: 440, onTime: 387, completeDishes: 16, setMenus: 4, photos: 8, answered: 31 },
  '2026-03': { orders: 480, onTime: 422, refunded: 13, storeDetails: 18, completeDishes: 20, newDishes: 3, photos: 10, byMembers: 90 },
  '2026-04': { photos: 10 },
  '2026-05': { photos: 9 },
  '2026-06': { orders: 500, onTime: 440, refunded: 14, byMembers: 120, received: 50, answered: 34, storeDetails: 20, completeDishes: 22, setMenus: 5, newDishes: 8, photos: 10 },
  '2026-07': { answered: 37, completeDishes: 23, photos: 10 },
  '2026-08': { onTime: 450, answered: 37, storeDetails: 21, completeDishes: 27, newDishes: 8, photos: 9 },
  '2026-09': { setMenus: 7, completeDishes: 32, received: 48, answered: 36, photos: 10 },
  '2026-10': { onTime: 455, storeDetails: 22, completeDishes: 34, photos: 10 },
}
/** The drawing's months, with what their settlements earn in points (a weekly special adds 20 of its own). */
const withPoints = Object.fromEntries(
  lotusMonths.map((month, place) => [month, { ...lotusFigures[month], points: lotusPoints[place] - (month === '2026-10' ? 60 : 0) }]),
)
const steady = { received: 50, orders: 500 }

export const stores = [
  {
    id: 'lotus-kitchen', number: '100482', joined: '2025-09-01', name: say('Lotus Kitchen', '莲记小厨'), place: place('100482', 'Shanghai', '上海'),
    story: say('At risk: the refund rate is close to Gold’s mark, while three tasks lead to Platinum', '有降级风险：退款率逼近黄金上限；再做三个任务可升铂金'),
    ticketFen: 6400,
    months: withPoints,
    now: { received: 50, answered: 41, photos: 9, points: undefined, weekPoints: [260, 320, 380] },
    dated: { storefrontPhotos: [{ from: at('2025-09-01'), value: 1 }, { from: at('2026-11-03', '16:05:00'), value: 3 }] },
    facts: [
      ['plusPaid', at('2026-04-01', '00:00:00'), { amountFen: 119900 }],
      ...joins('2026-02-11', '2026-05-20', '2026-08-15', '2026-09-12', '2026-11-19'),
      ...specials('2026-10-12', '2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09'),
      ...uses('photoSession', '2026-09-15'), ...uses('boost', '2026-10-16', '2026-11-18'), ...uses('menuClinic', '2026-10-21'),
      ...uses('vouchers', '2026-10-06', '2026-10-09', '2026-10-17', '2026-10-24', '2026-11-02', '2026-11-03', '2026-11-05', '2026-11-06', '2026-11-08', '2026-11-10', '2026-11-12', '2026-11-13', '2026-11-14', '2026-11-16', '2026-11-18', '2026-11-20'),
    ],
  },
  {
    id: 'pine-and-rice', number: '103377', joined: '2026-11-03', name: say('Pine & Rice', '松间小馆'), place: place('103377', 'Hangzhou', '杭州'),
    story: say('New: 6 settled orders, no score yet', '新店：已结算 6 单，暂无评分'), ticketFen: 5200,
    months: {},
    now: { orders: 6, onTime: 6, refunded: 0, byMembers: 1, received: 2, answered: 2, storeDetails: 14, completeDishes: 9, setMenus: 1, photos: 6 },
    dated: { storefrontPhotos: 1 },
  },
  {
    id: 'old-pier-noodles', number: '101216', joined: '2025-10-09', name: say('Old Pier Noodles', '老码头面馆'), place: place('101216', 'Chongqing', '重庆'),
    story: say('At the edge: 7 points short of Gold', '临界：距黄金仅差 7 分'), ticketFen: 3200,
    months: {
      '2025-10': { orders: 420, onTime: 366, refunded: 13, byMembers: 92, received: 40, answered: 24, storeDetails: 15, completeDishes: 18, setMenus: 3, newDishes: 2, photos: 5 },
      '2026-04': { ...steady, onTime: 440, refunded: 14, byMembers: 115, answered: 35, completeDishes: 24, newDishes: 4, photos: 8, storeDetails: 18 },
      '2026-09': { setMenus: 4, onTime: 445, answered: 37, completeDishes: 28, storeDetails: 20 },
      '2026-10': { onTime: 445, refunded: 13, byMembers: 118, completeDishes: 30, newDishes: 5 },
    },
    now: { onTime: 450, refunded: 12, byMembers: 120, answered: 39, setMenus: 5, newDishes: 6, photos: 8 },
    dated: { storefrontPhotos: 2 },
    facts: [...specials('2026-11-02', '2026-11-16'), ...uses('vouchers', '2026-11-05', '2026-11-11', '2026-11-19'), ...joins('2026-04-18')],
  },
  {
    id: 'saffron-house', number: '102058', joined: '2025-11-12', name: say('Saffron House', '藏红花餐厅'), place: place('102058', 'Chengdu', '成都'),
    story: say('Just promoted: Gold since 1 November', '刚升级：11 月 1 日升至黄金'), ticketFen: 7800,
    months: {
      '2025-11': { orders: 380, onTime: 330, refunded: 9, byMembers: 70, received: 40, answered: 24, storeDetails: 14, completeDishes: 16, setMenus: 2, newDishes: 3, photos: 6 },
      '2026-06': { ...steady, onTime: 436, refunded: 11, byMembers: 105, answered: 33, storeDetails: 18, completeDishes: 26, setMenus: 4, newDishes: 5, photos: 8 },
      '2026-09': { onTime: 440, refunded: 10, byMembers: 110, answered: 35, storeDetails: 20, completeDishes: 30, newDishes: 6, photos: 8 },
      '2026-10': { onTime: 455, answered: 40, photos: 7 },
    },
    now: { answered: 44, photos: 8 },
    dated: { storefrontPhotos: [{ from: at('2025-11-12'), value: 1 }, { from: at('2026-08-02'), value: 4 }] },
    facts: [...joins('2026-10-10'), ...specials('2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16'), ...uses('vouchers', '2026-11-06', '2026-11-14')],
  },
  {
    id: 'basket-buns', number: '100871', joined: '2025-09-03', name: say('Basket Buns', '一屉鲜包子铺'), place: place('100871', 'Nanjing', '南京'),
    story: say('At risk: refunds passed Platinum’s mark this month, so the next review would move it to Gold', '即将降级：本月退款率超过铂金上限，下次评定将降为黄金'), ticketFen: 2600,
    months: {
      '2025-09': { ...steady, onTime: 450, refunded: 12, byMembers: 105, answered: 40, storeDetails: 20, completeDishes: 30, setMenus: 6, newDishes: 6, photos: 9 },
      '2026-07': { onTime: 465, refunded: 13, byMembers: 130, answered: 44, storeDetails: 24, completeDishes: 40, setMenus: 8, newDishes: 8, photos: 12 },
      '2026-10': {},
    },
    now: { refunded: 18 },
    dated: { storefrontPhotos: 5 },
    facts: [...joins('2026-03-12', '2026-06-08', '2026-06-25', '2026-09-05', '2026-10-12'), ...specials('2026-11-09', '2026-11-16'), ...uses('boost', '2026-10-08', '2026-11-06', '2026-11-13'), ...uses('vouchers', '2026-11-04', '2026-11-07', '2026-11-12', '2026-11-15', '2026-11-18')],
  },
  {
    id: 'north-lake-hotpot', number: '101940', joined: '2025-10-20', name: say('North Lake Hotpot', '北湖火锅'), place: place('101940', 'Beijing', '北京'),
    story: say('Protected: below Gold’s mark, but the promotion of 1 November holds until the end of the year', '等级保护：已低于黄金保级线，11 月 1 日升级后保护至年底'), ticketFen: 9800,
    months: {
      '2025-10': { orders: 420, onTime: 370, refunded: 11, byMembers: 50, received: 44, answered: 28, storeDetails: 15, completeDishes: 20, setMenus: 4, newDishes: 3, photos: 7 },
      '2026-08': { ...steady, onTime: 440, refunded: 12, byMembers: 75, answered: 35, storeDetails: 20, completeDishes: 30, setMenus: 4, newDishes: 5, photos: 8 },
      '2026-09': { onTime: 445, answered: 35 },
      '2026-10': { onTime: 450, answered: 39, storeDetails: 21, completeDishes: 32, setMenus: 5, newDishes: 6, photos: 9 },
    },
    now: { onTime: 440, answered: 27, photos: 8 },
    dated: { storefrontPhotos: 2 },
    facts: [...joins('2026-09-20'), ...uses('vouchers', '2026-11-03', '2026-11-09'), ...uses('boost', '2026-11-13')],
  },
  {
    id: 'jade-garden', number: '100036', joined: '2025-09-01', name: say('Jade Garden', '玉庭粤菜'), place: place('100036', 'Guangzhou', '广州'),
    story: say('At the top: Diamond, and the badge for prompt replies', '最高等级：钻石，并持有闪电回复勋章'), ticketFen: 6800,
    months: {
      '2025-09': { orders: 1000, onTime: 955, refunded: 13, byMembers: 310, received: 120, answered: 116, storeDetails: 24, completeDishes: 48, setMenus: 11, newDishes: 13, photos: 14 },
      '2026-05': { onTime: 960, refunded: 12, byMembers: 330, answered: 117, completeDishes: 52, setMenus: 12, photos: 15 },
      '2026-10': {},
    },
    now: {},
    dated: { storefrontPhotos: 8 },
    facts: [
      ...joins('2025-10-11', '2025-12-09', '2026-01-15', '2026-03-06', '2026-04-22', '2026-06-03', '2026-07-18', '2026-08-28', '2026-09-19', '2026-10-24', '2026-11-05'),
      ['plusPaid', at('2026-02-14'), { amountFen: 119900 }],
      ...[['2026-08-21'], ['2026-09-18'], ['2026-10-16'], ['2026-11-14']].map(([day]) => ['livestream', at(day, '20:00:00')]),
      ...specials('2026-10-05', '2026-10-12', '2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16'),
      ...uses('banner', '2026-10-03', '2026-11-02'), ...uses('boost', '2026-11-05', '2026-11-12'), ...uses('photoSession', '2026-10-14'),
      ...uses('vouchers', ...[1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18, 19, 20].map((day) => dayOf('2026-11', day))), ...uses('insight', '2026-11-09'),
    ],
  },
  {
    id: 'red-lantern-grill', number: '101502', joined: '2025-09-10', name: say('Red Lantern Grill', '红灯笼烧烤'), place: place('101502', 'Xi’an', '西安'),
    story: say('Sanctioned: a food-safety case caps the tier at Silver and stops traffic', '受限：食品安全整改中，等级封顶白银并暂停流量'), ticketFen: 8600,
    months: {
      '2025-09': { orders: 460, onTime: 410, refunded: 12, byMembers: 80, received: 50, answered: 33, storeDetails: 18, completeDishes: 24, setMenus: 5, newDishes: 4, photos: 7 },
      '2026-06': { ...steady, onTime: 455, refunded: 12, byMembers: 110, answered: 40, storeDetails: 22, completeDishes: 34, setMenus: 6, newDishes: 7, photos: 9 },
      '2026-10': {},
    },
    now: {},
    dated: { storefrontPhotos: 3, safetyCase: [{ from: at('2025-09-10', '09:00:00'), value: false }, { from: at('2026-11-12', '14:00:00'), value: true }] },
    facts: [...joins('2026-07-02', '2026-09-16', '2026-10-20'), ['violation', at('2026-11-12', '13:40:00'), { about: 'foodSafety' }], ...specials('2026-11-02', '2026-11-09'), ...uses('boost', '2026-10-22'), ...uses('vouchers', '2026-11-05')],
  },
  {
    id: 'willow-teahouse', number: '100659', joined: '2025-09-05', name: say('Willow Teahouse', '柳岸茶餐厅'), place: place('100659', 'Suzhou', '苏州'),
    story: say('Demoted on 1 November from Platinum over its refund rate, and on its way back', '11 月 1 日因退款率由铂金降为黄金，正在回升'), ticketFen: 5900,
    months: {
      '2025-09': { ...steady, onTime: 455, refunded: 12, byMembers: 120, answered: 42, storeDetails: 22, completeDishes: 36, setMenus: 7, newDishes: 7, photos: 10 },
      '2026-06': { onTime: 465, refunded: 11, byMembers: 130, answered: 44, storeDetails: 23, completeDishes: 40, setMenus: 8, newDishes: 8, photos: 12 },
      '2026-10': { refunded: 20, onTime: 455 },
    },
    now: { refunded: 11, onTime: 462 },
    dated: { storefrontPhotos: 4 },
    facts: [...joins('2025-12-05', '2026-04-09', '2026-06-11', '2026-07-25', '2026-09-08', '2026-10-30'), ...specials('2026-11-09', '2026-11-16'), ...uses('photoSession', '2026-08-12'), ...uses('vouchers', '2026-11-04', '2026-11-10', '2026-11-17'), ...uses('banner', '2026-10-06')],
  },
]
