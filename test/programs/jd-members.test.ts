import { cases, changed, many, merchant, one, programOf, type Facts } from './case.js'

const both = programOf('jd-members-2014', 'jd-members')
const order = (at: string, yuan: number, more = {}) =>
  one('order', at, { amountFen: yuan * 100, category: 'books', held: false, ...more })
const fields = { profileSteps: 0, creditIndex: 0 }
const member = (facts: Facts, joinedAt = '2013-06-01') => merchant(joinedAt, facts, { fields })
const beans = (count: number, at: string) => one('gameWon', at, { beans: count })
const pay = (count: number, at: string) => one('paidInBeans', at, { beans: count, id: 'p' })
const back = (at: string) => one('beansReturned', at, { ref: 'p' })

cases(both, [
  {
    name: 'J1 the value of January 2019 covers 2018-01-01 to 2018-12-31, of February 2018-02-01 to 2019-01-31',
    of: member(
      [
        ...order('2018-01-01', 1000),
        ...order('2018-12-31T23:59:59+08:00', 2000),
        ...order('2019-01-31T23:59:59+08:00', 4000),
      ],
      '2017-06-01',
    ),
    is: {
      '2019-01-01': { spendFen: 300_000, score: 900 },
      '2019-02-01': { spendFen: 600_000, score: 1800 },
      '2019-03-01': { spendFen: 600_000 },
    },
  },
  {
    name: 'J1 settled on the 2nd, as an announcement has it, the same months count',
    by: changed('jd-members-2014', '"every": "month", "day": 1', '"every": "month", "day": 2'),
    of: member([...order('2018-01-01', 10_000), ...order('2019-01-01T10:00:00+08:00', 10_000)], '2017-06-01'),
    is: {
      '2019-01-01': { level: 'silver' },
      '2019-01-02': { spendFen: 1_000_000, level: 'silver' },
      '2019-02-01': { level: 'silver' },
      '2019-02-02': { spendFen: 1_000_000 },
    },
  },
  {
    name: 'J1 what a risk check holds back and what is returned count nothing',
    of: member(
      [
        ...order('2018-05-01', 1000, { held: true }),
        ...order('2018-06-01', 500, { id: 'o' }),
        ...one('returned', '2018-06-09', { ref: 'o' }),
      ],
      '2017-06-01',
    ),
    is: { '2019-01-01': { spendFen: 0, score: 0 } },
  },
  {
    name: 'J2 beans earned in 2014 and unused are valid through 2015-12-31',
    of: member([...beans(10, '2014-01-01'), ...beans(7, '2014-12-31T23:00:00+08:00')]),
    is: {
      '2015-12-31T23:59:59+08:00': {
        beans: 17,
        'beans.lots': [
          [10, '2015-12-31T16:00:00.000Z'],
          [7, '2015-12-31T16:00:00.000Z'],
        ],
      },
      '2016-01-01': { beans: 0 },
    },
  },
  {
    name: 'J3 paid with beans that have 10 days left, returned 2 days later: they come back with 8',
    of: member([...beans(100, '2014-05-01'), ...pay(100, '2015-12-22'), ...back('2015-12-24')]),
    is: {
      '2015-12-21': { beans: 100 },
      '2015-12-23': { beans: 0 },
      '2015-12-25': { beans: 100, 'beans.lots': [[100, '2015-12-31T16:00:00.000Z']] },
      '2016-01-01': { beans: 0 },
    },
  },
  {
    name: 'J4 returned after they expired: not returned',
    of: member([...beans(100, '2014-05-01'), ...pay(100, '2015-12-22'), ...back('2016-01-03')]),
    is: { '2016-01-04': { beans: 0 } },
  },
  {
    name: 'J4 of beans that expire at two dates only those that are valid come back',
    of: member([
      ...beans(60, '2014-05-01'),
      ...beans(60, '2015-05-01'),
      ...pay(100, '2015-12-22'),
      ...back('2016-01-03'),
    ]),
    is: { '2015-12-23': { beans: 20 }, '2016-01-04': { beans: 60 } },
  },
  {
    name: 'J5 beans of an order on 2025-12-31 are valid to 2026-12-31, those of 2026-01-01 last usable on 2026-06-30',
    of: member(
      [...order('2025-12-31T10:00:00+08:00', 100), ...order('2026-01-01T10:00:00+08:00', 50)],
      '2025-06-01',
    ),
    is: {
      '2026-06-30T23:59:59+08:00': {
        beans: 15,
        'beans.lots': [
          [5, '2026-06-30T16:00:00.000Z'],
          [10, '2026-12-31T16:00:00.000Z'],
        ],
      },
      '2026-07-01': { beans: 10 },
      '2027-01-01': { beans: 0 },
    },
  },
  {
    name: 'J5 with the day of earning counted as the first of 180 they are last usable on 2026-06-29',
    by: changed(
      'jd-members',
      '{ "endOf": "day", "after": { "days": 180 } }, "name": { "en": "Shopping"',
      '{ "endOf": "day", "after": { "days": 179 } }, "name": { "en": "Shopping"',
    ),
    of: member(order('2026-01-01T10:00:00+08:00', 50), '2026-01-01'),
    is: { '2026-06-29T23:59:59+08:00': { beans: 5 }, '2026-06-30': { beans: 0 } },
  },
  {
    name: 'J5 beans from games keep the old term in 2026',
    of: member(beans(5, '2026-01-01T10:00:00+08:00'), '2026-01-01'),
    is: { '2027-12-31T23:59:59+08:00': { beans: 5 }, '2028-01-01': { beans: 0 } },
  },
  {
    name: 'J6 a PLUS holder with value 0: PLUS benefits yes, those gated by the value no, until the end of the paid year',
    of: member(one('plusPaid', '2026-02-03T09:00:00+08:00', { amountFen: 14_900 }), '2026-01-10'),
    is: {
      '2026-02-03': { plusPrices: 'locked' },
      '2026-02-04': {
        score: 0,
        plus: true,
        plusPrices: 'available',
        plusShipping: 'available',
        'plusShipping.left': 5,
        fastRefund: 'locked',
      },
      '2027-02-03T08:59:59+08:00': { plusPrices: 'available' },
      '2027-02-03T09:00:00+08:00': { plus: false, plusPrices: 'locked' },
    },
  },
  {
    name: 'J6 a PLUS holder earns ten times the beans',
    of: member(
      [...one('plusPaid', '2026-02-03', { amountFen: 14_900 }), ...order('2026-02-04', 100)],
      '2026-01-10',
    ),
    is: { '2026-02-05': { beans: 100 } },
  },
  {
    name: 'J6 ten orders of books give the badge of books and no other',
    of: member(
      many(10, 'order', '2026-02-04', { amountFen: 100, category: 'books', held: false }),
      '2026-01-10',
    ),
    is: { '2026-03-01': { 'categoryBadge@books': 'fan', 'categoryBadge@food': null } },
  },
])
