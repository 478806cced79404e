// The named merchants of the marketplace membership: shops that buy their stock there. Each tells one story.
import { at } from './log.mjs'
import { uses } from './store.mjs'

const say = (en, zh) => ({ en, 'zh-CN': zh })
const place = (number, en, zh) => say(`Member ${number} · ${en}`, `会员 ${number} · ${zh}`)
const since = (day, value) => ({ from: at(day, '10:00:00'), value })

export const members = [
  {
    id: 'harbor-books', number: '204518', joined: '2025-09-15', name: say('Harbor Books', '港湾书店'), place: place('204518', 'Qingdao', '青岛'),
    story: say('At the edge: 12 points short of Gold', '临界：距金牌仅差 12 分'),
    profileSteps: 5, creditIndex: 72,
    months: {
      '2025-09': { orders: 2, spendFen: 51_000, visits: 10, signIns: 8, reviews: 1, mix: ['books'] },
      '2025-10': { spendFen: 51_000 },
      '2026-05': { reviews: 2 },
      '2026-10': { spendFen: 55_000 },
      '2026-11': { orders: 1, spendFen: 42_000, visits: 8, signIns: 7, reviews: 3 },
    },
    facts: [...uses('coupon', '2026-10-09', '2026-11-06'), ...uses('cashOff', '2026-11-11')],
  },
  {
    id: 'fern-stationers', number: '219906', joined: '2026-11-05', name: say('Fern Stationers', '蕨叶文具店'), place: place('219906', 'Ningbo', '宁波'),
    story: say('New: two orders, the value is first settled on 1 December', '新会员：已下 2 单，12 月 1 日首次结算价值分'),
    profileSteps: [since('2026-11-05', 2), since('2026-11-09', 3)],
    months: { '2026-11': { orders: 2, spendFen: 68_600, visits: 7, signIns: 6, reviews: 1, mix: ['books'] } },
  },
  {
    id: 'cedar-home', number: '212740', joined: '2025-12-02', name: say('Cedar Home', '雪松家居'), place: place('212740', 'Foshan', '佛山'),
    story: say('Just promoted: Gold since 1 November', '刚升级：11 月 1 日升为金牌会员'),
    profileSteps: 5, creditIndex: 84,
    months: {
      '2025-12': { orders: 2, spendFen: 46_000, visits: 9, signIns: 7, reviews: 2, mix: ['home', 'home', 'books'] },
      '2026-10': { orders: 4, spendFen: 140_000 },
      '2026-11': { orders: 3, spendFen: 118_000, visits: 11, signIns: 9, reviews: 2 },
    },
    facts: [...uses('coupon', '2026-09-12', '2026-10-08'), ...uses('beanCoupon', '2026-10-20')],
  },
  {
    id: 'blue-kiln', number: '203377', joined: '2025-09-08', name: say('Blue Kiln Tableware', '青窑餐具'), place: place('203377', 'Jingdezhen', '景德镇'),
    story: say('At risk: the credit index fell under Gold’s mark on 12 November', '即将降级：11 月 12 日信用指数跌破金牌门槛'),
    profileSteps: 5, creditIndex: [since('2025-09-08', 74), since('2026-11-12', 58)],
    months: {
      '2025-09': { orders: 3, spendFen: 70_000, visits: 11, signIns: 9, reviews: 2, mix: ['home'] },
      '2026-03': { refunds: 1 },
      '2026-09': { refunds: 1 },
      '2026-11': { orders: 2, spendFen: 52_000, visits: 9, signIns: 8, reviews: 1 },
    },
    facts: [...uses('coupon', '2026-10-14', '2026-11-04'), ...uses('cashOff', '2026-09-18', '2026-10-25')],
  },
  {
    id: 'lark-mobile', number: '205129', joined: '2025-09-02', name: say('Lark Mobile', '云雀数码'), place: place('205129', 'Shenzhen', '深圳'),
    story: say('Protected: below Gold’s mark since a large purchase left the 12 months, but held until the end of the year', '等级保护：大额采购移出近 12 个月后低于保级线，保护至年底'),
    profileSteps: 5, creditIndex: 71,
    months: {
      '2025-09': { orders: 1, spendFen: 20_000, visits: 8, signIns: 6, reviews: 1, mix: ['phones'] },
      '2025-10': { orders: 3, spendFen: 215_000 },
      '2025-11': { orders: 2, spendFen: 43_000 },
      '2026-09': { orders: 2, spendFen: 60_000 },
      '2026-10': { orders: 1, spendFen: 20_000 },
      '2026-11': { orders: 1, spendFen: 36_000, visits: 6, signIns: 5, reviews: 1 },
    },
    facts: [...uses('coupon', '2026-10-11')],
  },
  {
    id: 'summit-trading', number: '200018', joined: '2025-09-01', name: say('Summit Trading', '云顶商贸'), place: place('200018', 'Beijing', '北京'),
    story: say('At the top: Black, with Plus and two category badges', '最高等级：黑金会员，另有 Plus 和两枚品类勋章'),
    profileSteps: 5, creditIndex: 91,
    months: {
      '2025-09': { orders: 6, spendFen: 480_000, visits: 20, signIns: 10, reviews: 4, mix: ['phones', 'home', 'phones', 'home'] },
      '2026-06': { refunds: 1 },
      '2026-11': { orders: 5, spendFen: 390_000, visits: 14, signIns: 10, reviews: 3 },
    },
    facts: [
      ['plusPaid', at('2026-06-18', '20:15:00'), { amountFen: 19_800 }],
      ...uses('cashOff', '2026-07-09', '2026-08-12', '2026-09-20', '2026-10-18', '2026-11-08', '2026-11-11', '2026-11-15'),
      ...uses('beanCoupon', '2026-09-04', '2026-10-06', '2026-11-10'), ...uses('shipping', '2026-11-03', '2026-11-09', '2026-11-17'), ...uses('pickup', '2026-10-22'),
      ...uses('coupon', '2026-10-05', '2026-11-05'), ...uses('plusCoupons', '2026-11-01'), ...uses('setup', '2026-08-27'),
    ],
  },
  {
    id: 'quick-deal', number: '208863', joined: '2025-09-12', name: say('Quick Deal Trading', '快易商行'), place: place('208863', 'Yiwu', '义乌'),
    story: say('Sanctioned: a fraud check since 10 November puts price, service and added benefits on hold', '受限：11 月 10 日起因欺诈风险核查暂停价格、服务和增值权益'),
    profileSteps: 5, creditIndex: 66,
    risk: [{ from: at('2025-09-12', '09:00:00'), value: 'clear' }, { from: at('2026-10-28', '11:00:00'), value: 'watch' }, { from: at('2026-11-10', '09:30:00'), value: 'fraud' }],
    months: {
      '2025-09': { orders: 4, spendFen: 100_000, visits: 9, signIns: 7, reviews: 1, mix: ['phones', 'home'] },
      '2026-07': { refunds: 1 }, '2026-08': { refunds: 1 }, '2026-09': { refunds: 1 }, '2026-10': { refunds: 1 },
      '2026-11': { orders: 3, spendFen: 90_000, visits: 8, signIns: 6, reviews: 0 },
    },
    facts: [...uses('coupon', '2026-10-12'), ...uses('cashOff', '2026-10-30', '2026-11-02')],
  },
  {
    id: 'paper-crane', number: '210455', joined: '2025-10-10', name: say('Paper Crane Books', '纸鹤书屋'), place: place('210455', 'Kunming', '昆明'),
    story: say('Badge holder: an expert in books, and three reviews short of one in home goods', '勋章持有者：图书文具达人；家居日用还差 3 条晒图评价'),
    profileSteps: [since('2025-10-10', 3), since('2026-02-02', 4)], creditIndex: 68,
    months: {
      '2025-10': { orders: 2, spendFen: 28_000, visits: 7, signIns: 5, reviews: 0, mix: ['books', 'home'] },
      '2026-02': { reviews: 1 },
      '2026-09': { reviews: 2, orders: 3 },
      '2026-10': { reviews: 1, orders: 2 },
      '2026-11': { orders: 2, spendFen: 31_000, visits: 7, signIns: 5, reviews: 1 },
    },
    facts: [...uses('coupon', '2026-11-02')],
  },
  {
    id: 'maple-kitchenware', number: '202291', joined: '2025-09-03', name: say('Maple Kitchenware', '枫叶厨具'), place: place('202291', 'Yangjiang', '阳江'),
    story: say('Demoted on 1 November from Gold: last October’s large order left the 12 months', '11 月 1 日由金牌降为银牌：去年 10 月的大单移出近 12 个月'),
    profileSteps: 5, creditIndex: 81,
    months: {
      '2025-09': { orders: 2, spendFen: 60_000, visits: 8, signIns: 6, reviews: 1, mix: ['home'] },
      '2025-10': { orders: 3, spendFen: 620_000 },
      '2025-11': { orders: 1, spendFen: 33_000 },
      '2026-11': { orders: 2, spendFen: 74_000, visits: 7, signIns: 6, reviews: 2 },
    },
    facts: [...uses('coupon', '2026-10-10', '2026-11-07'), ...uses('cashOff', '2026-10-10')],
  },
  {
    id: 'olive-grocery', number: '215602', joined: '2026-03-20', name: say('Olive Grocery', '橄榄小铺'), place: place('215602', 'Wuhan', '武汉'),
    story: say('Paid member: Plus opened its benefits at once, whatever the value', '付费会员：开通 Plus 即享权益，与价值分无关'),
    profileSteps: 3, creditIndex: 63,
    months: {
      '2026-03': { orders: 1, spendFen: 9_800, visits: 3, signIns: 2, reviews: 0, mix: ['home'] },
      '2026-11': { orders: 3, spendFen: 62_000, visits: 9, signIns: 8, reviews: 1 },
    },
    facts: [['plusPaid', at('2026-11-06', '12:30:00'), { amountFen: 19_800 }], ...uses('shipping', '2026-11-10', '2026-11-15'), ...uses('plusCoupons', '2026-11-08')],
  },
]
