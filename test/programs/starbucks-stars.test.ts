import { cases, merchant, one, programOf, type Facts } from './case.js'

const stars = (at: string, count: number) => one('starsGiven', at, { stars: count })
const drink = (at: string, id = 'd') => one('tk.useBenefit', at, { benefit: 'freeDrink', id })
const guest = (...facts: Facts[]) => merchant('2020-01-01', facts.flat())

cases(programOf('starbucks-stars'), [
  {
    name: 'R1 earned on 15 December 2020: gone on 1 July 2021',
    of: guest(stars('2020-12-15T15:00:00Z', 10)),
    is: { '2021-06-30T23:59:59-07:00': { stars: 10 }, '2021-07-01': { stars: 0 } },
  },
  {
    name: 'R2 earned in January 2025: gone on 1 August',
    of: guest(stars('2025-01-01', 10), stars('2025-01-31T23:00:00-08:00', 10)),
    is: { '2025-07-31T23:59:59-07:00': { stars: 20 }, '2025-08-01': { stars: 0 } },
  },
  {
    name: 'R2 earned in June 2025: gone on 1 January 2026',
    of: guest(stars('2025-06-10', 10)),
    is: { '2025-12-31T23:59:59-08:00': { stars: 10 }, '2026-01-01': { stars: 0 } },
  },
  {
    name: 'R3 465 stars at 125 a reward: three rewards, 90 left',
    of: guest(
      stars('2025-03-01', 465),
      drink('2025-03-02', 'a'),
      drink('2025-03-03', 'b'),
      drink('2025-03-04', 'c'),
    ),
    is: { '2025-03-02': { freeDrink: 'available', stars: 340 }, '2025-03-05': { stars: 90 } },
  },
  {
    name: 'R4 100 of January and 100 of February, 125 spent in March: 75 left, all to go on 1 September',
    of: guest(stars('2025-01-10', 100), stars('2025-02-10', 100), drink('2025-03-10')),
    is: {
      '2025-03-11': { stars: 75, 'stars.lots': [[75, '2025-09-01T07:00:00.000Z']] },
      '2025-08-31': { stars: 75 },
      '2025-09-01': { stars: 0 },
    },
  },
  {
    name: 'R5 that spending refunded in April: the lots come back with their dates',
    of: guest(
      stars('2025-01-10', 100),
      stars('2025-02-10', 100),
      drink('2025-03-10'),
      one('refund', '2025-04-10', { ref: 'd' }),
    ),
    is: {
      '2025-04-11': {
        stars: 200,
        'stars.lots': [
          [100, '2025-08-01T07:00:00.000Z'],
          [100, '2025-09-01T07:00:00.000Z'],
        ],
      },
    },
  },
  {
    name: 'a purchase earns 2 stars a whole dollar',
    of: guest(one('purchase', '2025-03-01', { amountCents: 599 })),
    is: { '2025-03-02': { stars: 10 } },
  },
])
