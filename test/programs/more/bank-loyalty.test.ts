import { cases, many, merchant, one, programOf, type Facts } from '../case.js'

const pay = (at: string, dollars: number, id?: string): Facts =>
  one('payment', at, { amountCents: dollars * 100, ...(id !== undefined && { id }) })
const meet = (count: number, at: string): Facts => many(count, 'visit', at)
const client = (...facts: Facts[]) => merchant('2021-01-05', facts.flat())
const climbed = '2021-05-10T12:00:00+08:00'

cases(programOf('more/bank-loyalty'), [
  {
    name: 'BL1 2,500 star points and 20 of activity: two steps, each taking 1,000',
    of: client(meet(2, '2021-04-01'), pay(climbed, 2500)),
    is: {
      '2021-05-10': { level: 'classic', activityPoints: 20 },
      '2021-05-11': { level: 'gold', starPoints: 500 },
    },
  },
  {
    name: 'BL1 1,500 star points suffice for one step only, since the second asks what is left',
    of: client(meet(2, '2021-04-01'), pay(climbed, 1500), pay('2021-06-10', 499), pay('2021-06-20', 1)),
    is: {
      '2021-05-11': { level: 'silver', starPoints: 500 },
      '2021-06-11': { level: 'silver', starPoints: 999 },
      '2021-06-21': { level: 'gold', starPoints: 0 },
    },
  },
  {
    name: 'BL2 a year after the change the activity meanwhile decides, and what lies above the mark goes on',
    of: client(meet(2, '2021-04-01'), pay(climbed, 2500), meet(1, '2021-12-01')),
    is: {
      '2022-05-10T11:59:59+08:00': { level: 'gold', activityPoints: 31 },
      '2022-05-10T12:00:00+08:00': { level: 'gold', activityPoints: 11 },
      // 11 are too few for gold: one step down, and 1 above the mark of silver goes on
      '2023-05-10T12:00:00+08:00': { level: 'silver', activityPoints: 1 },
      '2024-05-10T12:00:00+08:00': { level: 'classic', activityPoints: 0 },
    },
  },
  {
    name: 'BL3 a private client holds platinum for life, whatever reviews say',
    of: client(one('privateClient', '2021-03-01'), meet(1, '2021-03-02')),
    is: { '2021-03-02': { level: 'platinum', private: true }, '2031-03-02': { level: 'platinum' } },
  },
  {
    name: 'BL4 a chargeback takes back the points that are left; the level stays until its review',
    of: client(meet(2, '2021-04-01'), pay(climbed, 2500, 'p'), one('chargeback', '2021-05-20', { ref: 'p' })),
    is: { '2021-05-19': { starPoints: 500 }, '2021-05-21': { level: 'gold', starPoints: 0 } },
  },
  {
    name: 'BL5 a gift that is not chosen in 60 days is the voucher',
    of: client(meet(1, '2021-04-01'), pay(climbed, 1000)),
    is: {
      '2021-05-11': { level: 'silver', silverGift: 'choose' },
      '2021-07-09T13:00:00+08:00': { 'silverGift.chosen': ['voucher'] },
    },
  },
  {
    name: 'BL6 payments give 5 points of activity a week at most',
    of: client(
      many(9, 'payment', '2021-04-06', { amountCents: 100 }),
      many(2, 'payment', '2021-04-12', { amountCents: 100 }),
    ),
    is: { '2021-04-13': { activityPoints: 7, starPoints: 11 } },
  },
  {
    name: 'BL7 the lounge asks a meeting since the level was reached, not before',
    of: client(meet(2, '2021-04-01'), pay(climbed, 2500), meet(1, '2021-07-01')),
    is: {
      '2021-05-11': { level: 'gold', visits: 0, lounge: 'locked' },
      '2021-07-02': { visits: 1, lounge: 'available', 'lounge.left': 2 },
    },
  },
])
