import { cases, many, merchant, one, programOf, type Facts } from './case.js'

const good = [
  ...many(4, 'order', '2024-02-10', { amountCents: 6000 }),
  ...many(20, 'shipment', '2024-03-01', { onTime: true, tracked: true }),
  ...many(20, 'message', '2024-03-01', { repliedAfterHours: 2 }),
  ...many(2, 'review', '2024-03-01', { stars: 5 }),
]
const lastOrder = (amountCents: number) => one('order', '2024-04-17T12:00:00-04:00', { amountCents })
const firstSale = one('order', '2023-06-01', { amountCents: 100 })
/** Enough orders and sales from February to April, and what a case says besides. */
const shop = (facts: Facts, shopCurrency = 'usd') =>
  merchant('2023-01-01', [...firstSale, ...many(5, 'order', '2024-02-10', { amountCents: 6000 }), ...facts], {
    fields: { shopCurrency },
  })
const shipped = (good: number, all: number) => [
  ...many(good, 'shipment', '2024-03-01', { onTime: true, tracked: true }),
  ...many(all - good, 'shipment', '2024-03-01', { onTime: true, tracked: false }),
]
const rated = (...stars: number[]) => stars.flatMap((each) => one('review', '2024-03-01', { stars: each }))
const none = { status: 'seller', speedyReplies: null, smoothDispatch: null, raveReviews: null }

cases(programOf('etsy-star-seller'), [
  {
    name: 'E1 first meets everything on 17 April: no badge until 1 May',
    of: merchant('2023-01-01', [...firstSale, ...good, ...lastOrder(6000)], {
      fields: { shopCurrency: 'usd' },
    }),
    is: {
      '2024-04-30T23:59:59-04:00': none,
      '2024-05-01': {
        status: 'starSeller',
        speedyReplies: 'given',
        smoothDispatch: 'given',
        raveReviews: 'given',
        starInSearch: 'available',
      },
    },
  },
  {
    name: 'E1 the review of 1 May counts February to April and nothing of January',
    of: merchant(
      '2023-01-01',
      [
        ...firstSale,
        ...good,
        ...lastOrder(6000),
        ...one('review', '2024-01-31T23:59:59-05:00', { stars: 1 }),
        ...one('order', '2024-02-01', { amountCents: 1 }),
      ],
      { fields: { shopCurrency: 'usd' } },
    ),
    is: { '2024-05-01': { status: 'starSeller', orders: 6, salesCents: 30001, rating: 5 } },
  },
  {
    name: 'E2 all three at the best with enough orders, but under the minimum of sales: no Star Seller and no badge',
    of: merchant('2023-01-01', [...firstSale, ...good, ...lastOrder(5999)], {
      fields: { shopCurrency: 'usd' },
    }),
    is: { '2024-05-01': { ...none, orders: 5, salesCents: 29999 } },
  },
  {
    name: 'E2 the minimum goes by the currency of the shop: 299.99 suffice in pounds',
    of: merchant('2023-01-01', [...firstSale, ...good, ...lastOrder(5999)], {
      fields: { shopCurrency: 'gbp' },
    }),
    is: { '2024-05-01': { status: 'starSeller' } },
  },
  {
    name: 'E2 the minimum goes by the currency of the shop: 300 do not suffice in dollars of Canada',
    of: merchant('2023-01-01', [...firstSale, ...good, ...lastOrder(6000)], {
      fields: { shopCurrency: 'cad' },
    }),
    is: { '2024-05-01': { ...none, salesCents: 30000 } },
  },
  {
    name: 'E3 no messages received: the rule on messages is ignored',
    of: shop([...shipped(20, 20), ...rated(5, 5)]),
    is: {
      '2024-05-01': {
        status: 'starSeller',
        messages: 0,
        replyRate: null,
        speedyReplies: null,
        smoothDispatch: 'given',
      },
    },
  },
  {
    name: 'E4 reviews of 5 and 4 stars are 4.5 and fail the rating',
    of: shop([...shipped(20, 20), ...rated(5, 4)]),
    is: { '2024-05-01': { status: 'seller', rating: 4.5, raveReviews: null, smoothDispatch: 'given' } },
  },
  {
    name: 'E4 reviews of 5, 5, 5, 5 and 4 stars are 4.8 exactly and pass',
    of: shop([...shipped(20, 20), ...rated(5, 5, 5, 5, 4)]),
    is: { '2024-05-01': { status: 'starSeller', rating: 4.8, raveReviews: 'given' } },
  },
  {
    name: 'E5 19 of 20 on time with tracking are 95 % and pass',
    of: shop([...shipped(19, 20), ...rated(5)]),
    is: { '2024-05-01': { status: 'starSeller', shippedRate: 95, smoothDispatch: 'given' } },
  },
  {
    name: 'E5 18 of 19 are 94.74 % and fail',
    of: shop([...shipped(18, 19), ...rated(5)]),
    is: {
      '2024-05-01': {
        status: 'seller',
        'met:shippedRate': false,
        smoothDispatch: null,
        raveReviews: 'given',
      },
    },
  },
  {
    name: 'E6 first sale 89 days before the 1st: not reviewed',
    of: merchant(
      '2023-01-01',
      [
        ...many(5, 'order', '2024-02-02T10:00:00-05:00', { amountCents: 6000 }),
        ...shipped(20, 20),
        ...rated(5),
      ],
      { fields: { shopCurrency: 'usd' } },
    ),
    is: { '2024-05-01': { ...none, daysSinceFirstSale: 89 } },
  },
  {
    name: 'E6 first sale 90 days before the 1st: reviewed',
    of: merchant(
      '2023-01-01',
      [
        ...many(5, 'order', '2024-02-01T10:00:00-05:00', { amountCents: 6000 }),
        ...shipped(20, 20),
        ...rated(5),
      ],
      { fields: { shopCurrency: 'usd' } },
    ),
    is: { '2024-05-01': { status: 'starSeller', daysSinceFirstSale: 90 } },
  },
])
