import { cases, changed, many, merchant, one, programOf, type Facts } from './case.js'

const recently = '2023-10-20'
const listings = (good: number, all: number) => [
  ...many(good, 'listing', '2023-09-01', { quality: 60 }),
  ...many(all - good, 'listing', '2023-09-01', { quality: 59.9 }),
]
const orders = (all: number, cancelled = 0, late = 0) => [
  ...many(cancelled, 'order', recently, { onTime: true, cancelled: true }),
  ...many(late, 'order', recently, { onTime: false, cancelled: false }),
  ...many(all - cancelled - late, 'order', recently, { onTime: true, cancelled: false }),
]
/** A seller at the limits of all that a case does not say. */
const seller = (facts: Facts, more: Facts = []) =>
  merchant(
    '2023-08-03', // 90 days before 1 November
    [
      ...facts,
      ...many(19, 'message', recently, { answered: true }),
      ...many(1, 'message', recently, { answered: false }),
      ...(more.length > 0 ? more : listings(7, 10)),
    ],
    { fields: { promiseDays: 2, handlingDays: 1, weekendDelivery: true } },
  )
const on = '2023-11-01'
const violation = [...listings(7, 10), ...one('violation', recently, { id: 'v' })]

cases(programOf('walmart-pro-seller'), [
  {
    name: 'W1 251 orders and the rest at the limits: badge',
    of: seller(orders(251, 3, 12)), // 1.195 % cancelled, 95.2 % on time
    is: {
      [on]: {
        status: 'proSeller',
        orders: 251,
        activeDays: 90,
        responseRate: 95,
        goodShare: 70,
        referralDiscount: 'available',
        'referralDiscount.value': 5,
      },
    },
  },
  {
    name: 'W1 on time at the limit itself, 285 of 300: badge',
    of: seller(orders(300, 0, 15)),
    is: { [on]: { status: 'proSeller', onTimeRate: 95 } },
  },
  {
    name: 'W2 250 orders: no badge, since it asks for more than 250',
    of: seller(orders(250)),
    is: { [on]: { status: 'seller', orders: 250, 'met:orders': false } },
  },
  {
    name: 'W2 250 orders under the earlier text, 100 or more: badge',
    by: changed('walmart-pro-seller', '"orders": { "gt": 250 }', '"orders": { "gte": 100 }'),
    of: seller(orders(250)),
    is: { [on]: { status: 'proSeller' } },
  },
  {
    name: 'W3 3 of 200 cancelled are 1.5 %: that rule passes',
    of: seller(orders(200, 3)),
    is: { [on]: { cancelRate: 1.5, 'met:cancelRate': true, status: 'seller' } },
  },
  {
    name: 'W3 4 of 251 cancelled are 1.594 %: that rule fails',
    of: seller(orders(251, 4)),
    is: { [on]: { 'met:cancelRate': false, status: 'seller' } },
  },
  {
    name: 'W4 7 of 10 listings of quality 60: passes',
    of: seller(orders(251)),
    is: { [on]: { status: 'proSeller', goodShare: 70, 'met:goodShare': true } },
  },
  {
    name: 'W4 6 of 10 listings of quality 60: fails',
    of: seller(orders(251), listings(6, 10)),
    is: { [on]: { status: 'seller', goodShare: 60, 'met:goodShare': false } },
  },
  {
    name: 'W5 one open violation: no badge whatever the rest',
    of: seller(orders(251), violation),
    is: { [on]: { status: 'seller', violations: 1 } },
  },
  {
    name: 'W5 the same violation resolved before the review: badge',
    of: seller(orders(251), [...violation, ...one('resolved', '2023-10-25', { ref: 'v' })]),
    is: { [on]: { status: 'proSeller', violations: 0 } },
  },
])
