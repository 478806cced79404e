import { cases, many, merchant, one, programOf, type Facts } from './case.js'

const at = '2024-05-20'
const store = (orders: number, menus: number, facts: Facts = []) =>
  merchant(
    '2024-01-05',
    [
      ...many(orders, 'order', at),
      ...many(12, 'photo', at),
      ...many(9, 'review', at, { answeredAfterHours: 3 }),
      ...many(1, 'review', at, { answeredAfterHours: 30 }),
      ...many(2, 'campaign', at),
      ...facts,
    ],
    { fields: { storeDetails: 20, setMenus: menus } },
  )
const on = '2024-06-01'

cases(programOf('dianping-management-score'), [
  {
    name: 'DP1 9 orders: 60 by default',
    of: store(9, 6),
    is: { [on]: { score: 60, grade: 'b', feedPlace: 'available', adVoucher: 'locked' } },
  },
  {
    name: 'DP2 four areas: 84, 100, 100 and 50 weighed 25, 25, 30 and 20 are 86',
    of: store(10, 6),
    is: {
      [on]: {
        pictures: 60,
        information: 84,
        range: 100,
        service: 100,
        contribution: 50,
        score: 86,
        grade: 'a',
        adVoucher: 'available',
        'adVoucher.value': 20_000,
        growthPoints: 40,
      },
    },
  },
  {
    name: 'DP3 one order of ten refunded: service falls to 75, and A is kept from 75 on',
    of: store(10, 6, [
      ...one('order', '2024-06-20', { id: 'o' }),
      ...many(9, 'order', '2024-06-20'),
      ...one('refund', '2024-06-21', { ref: 'o' }),
      ...one('review', '2024-06-20', { answeredAfterHours: 1 }),
    ]),
    is: { [on]: { grade: 'a' }, '2024-07-01': { service: 75, score: 78.5, grade: 'a' } },
  },
])
