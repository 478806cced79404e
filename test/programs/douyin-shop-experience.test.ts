import { cases, many, merchant, one, programOf, type Facts } from './case.js'

const on = '2026-06-20'
const shop = (
  orders: number,
  [productPoints, logisticsPoints, servicePoints]: number[],
  facts: Facts = [],
  more = {},
) =>
  merchant('2026-05-01', [...many(orders, 'paidOrder', '2026-06-10'), ...facts], {
    fields: {
      industry: 'general',
      passiveService: false,
      productPoints: productPoints!,
      logisticsPoints: logisticsPoints!,
      servicePoints: servicePoints!,
      ...more,
    },
  })
const rude = (times: number, at = '2026-06-12') => many(times, 'rudeService', at)
const usual = [90, 80, 70]

cases(programOf('douyin-shop-experience'), [
  {
    name: 'D1 29 orders: 70',
    of: shop(29, usual),
    is: { [on]: { score: 70, phase: 'growing', paidOrders: 29 } },
  },
  {
    name: 'D1 29 orders with passive service: 60',
    of: shop(29, usual, [], { passiveService: true }),
    is: { [on]: { score: 60 } },
  },
  {
    name: 'D2 30 orders, 90, 80 and 70: 45 + 24 + 14 are 83',
    of: shop(30, usual),
    is: { [on]: { score: 83, experience: 83, phase: 'formal', recommended: 'available' } },
  },
  {
    name: 'D2 passive service does not matter from 30 orders on',
    of: shop(30, usual, [], { passiveService: true }),
    is: { [on]: { score: 83 } },
  },
  {
    name: 'D3 four rude acts: 71',
    of: shop(30, usual, rude(4)),
    is: { [on]: { score: 71, rudePoints: 12 } },
  },
  {
    name: 'D4 six rude acts: 68, since 15 is the most',
    of: shop(30, usual, rude(6)),
    is: { [on]: { score: 68, rudePoints: 15 } },
  },
  {
    name: 'D4 a rude act stops counting after 30 days, and an appeal that is won takes it back',
    of: shop(30, usual, [
      ...rude(4, '2026-05-25'),
      ...one('rudeService', '2026-06-12', { id: 'r' }),
      ...one('appealWon', '2026-06-15', { ref: 'r' }),
    ]),
    is: { '2026-06-13': { score: 68 }, '2026-06-20': { score: 71 }, '2026-06-24': { score: 83 } },
  },
  {
    name: 'D5 60, 50 and 50 with 15 off are 40, shown as 50',
    of: shop(30, [60, 50, 50], rude(5)),
    is: { [on]: { experience: 55, manners: -15, score: 50 } },
  },
  {
    name: 'D6 76, 73 and 60 weighed 40, 20 and 40 are 69',
    of: shop(30, [76, 73, 60], [], { industry: 'services' }),
    is: { [on]: { score: 69 } },
  },
  {
    name: 'gaming the score takes 15 at once and the traffic for a week',
    of: shop(30, [95, 95, 95], one('gaming', '2026-06-14')),
    is: {
      [on]: { score: 80, recommended: 'suspended' },
      '2026-06-21': { score: 80, recommended: 'available' },
    },
  },
])
