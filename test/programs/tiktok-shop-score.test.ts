import { cases, many, merchant, programOf, type Facts } from './case.js'

const at = '2025-03-10'
const on = '2025-03-20'
const sales = (count: number, nature = 'sale') => many(count, 'delivered', at, { nature, late: false })
const chats = (answered: number, of: number) => [
  ...many(answered, 'chat', at, { answeredInTime: true, satisfied: true }),
  ...many(of - answered, 'chat', at, { answeredInTime: false, satisfied: true }),
]
const reviews = (negative: number, of: number) => [
  ...many(negative, 'review', at, { stars: 1 }),
  ...many(of - negative, 'review', at, { stars: 5 }),
]
const shop = (facts: Facts, bestCategory = 'general', id = 'm') =>
  merchant('2024-06-01', facts, { id, fields: { bestCategory } })
const noScore = { score: null, status: 'shop', fasterPayout: 'locked' }

cases(programOf('tiktok-shop-score'), [
  {
    name: 'K1 29 orders: no score, benefits tied to a score are not given',
    of: shop([...sales(29), ...reviews(0, 5)]),
    is: { [on]: { ...noScore, delivered90: 29, starBadge: 'locked' } },
  },
  {
    name: 'K1 29 orders: no score, and a limit for low scores does not apply however bad the shop is',
    of: shop([...sales(29), ...reviews(5, 5), ...many(29, 'complaint', at), ...many(29, 'cancelled', at)]),
    is: { [on]: { ...noScore, goodReviews: 1, listedInMall: 'available' } },
  },
  {
    name: 'K1 samples, gifts and fakes are no orders',
    of: shop([...sales(29), ...sales(3, 'sample'), ...sales(3, 'gift'), ...sales(3, 'fake')]),
    is: { [on]: noScore },
  },
  {
    name: 'K2 30 orders: scored',
    of: shop([...sales(30), ...reviews(0, 5)]),
    is: { [on]: { score: 5, status: 'starShop', fasterPayout: 'available' } },
  },
  {
    name: 'K2 30 orders of a bad shop: a low score, and the limit applies',
    of: shop([...sales(30), ...reviews(5, 5), ...many(30, 'complaint', at), ...many(30, 'cancelled', at)]),
    is: { [on]: { score: 1.75, orderLimit: true, listedInMall: 'suspended', status: 'shop' } }, // goods 1 x 50, fulfilment (5 + 1) / 2 x 30, of 80
  },
  {
    name: 'K3 0.6 % negative reviews: 4.5',
    of: shop([...sales(30), ...reviews(3, 500)]),
    is: { [on]: { goodReviews: 4.5 } },
  },
  { name: 'K3 1.2 %: 4', of: shop([...sales(30), ...reviews(6, 500)]), is: { [on]: { goodReviews: 4 } } },
  {
    name: 'K3 20.6 %: 2.5',
    of: shop([...sales(30), ...reviews(103, 500)]),
    is: { [on]: { goodReviews: 2.5 } },
  },
  { name: 'K3 40 %: 1', of: shop([...sales(30), ...reviews(2, 5)]), is: { [on]: { goodReviews: 1 } } },
  {
    name: 'K3 55 %: 1, the floor chosen',
    of: shop([...sales(30), ...reviews(11, 20)]),
    is: { [on]: { goodReviews: 1 } },
  },
  {
    name: 'K3 another category has marks of its own: 2 % in fashion are 4',
    of: shop([...sales(30), ...reviews(10, 500)], 'fashion'),
    is: { [on]: { goodReviews: 4 } },
  },
  {
    name: 'K3 answers are held against the middle shop of the same category',
    of: [
      shop([...sales(30), ...chats(4, 10)]), // 40 % of 80 %
      ...[5, 8, 9].map((answered, place) =>
        shop([...sales(30), ...chats(answered, 10)], 'general', `g${place}`),
      ),
      ...[1, 1, 1].map((answered, place) =>
        shop([...sales(30), ...chats(answered, 10)], 'fashion', `f${place}`),
      ),
    ],
    ranked: ['2025-03-20'],
    // of 40, 50, 80 and 90 % the second is the middle by nearest rank: 5 points x 40 / 50
    is: { [on]: { answerRate: 40, answers: 4 } },
  },
])
