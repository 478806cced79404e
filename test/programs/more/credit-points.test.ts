import { cases, many, merchant, one, programOf, type Facts } from '../case.js'

const offence = (at: string, kind: string, id = kind): Facts => one('offence', at, { kind, id })
const rides = (count: number, day: string): Facts => many(count, 'ride', `${day}T10:00:00Z`, { clean: true })
const rider = (...facts: Facts[]) => merchant('2024-01-05', facts.flat())

cases(programOf('more/credit-points'), [
  {
    name: 'CP1 100 less 80 and 40 are 20 below nothing: renting stops',
    of: rider(offence('2024-02-01', 'fraud'), offence('2024-02-02', 'damage')),
    is: {
      '2024-01-31': { credit: 100, trust: 'basic' },
      '2024-02-01T12:00:00Z': { credit: 20, trust: 'basic' },
      '2024-02-03': { credit: -20, trust: 'stopped', noRenting: true, discount: 'suspended' },
    },
  },
  {
    name: 'CP1 the balance never goes below -50',
    of: rider(offence('2024-02-01', 'fraud'), offence('2024-02-02', 'fraud', 'again')),
    is: { '2024-02-03': { credit: -50 } },
  },
  {
    name: 'CP2 ten points a day and 5 of a task pay back what is owed, and renting goes on from 20',
    of: rider(
      offence('2024-02-01', 'fraud'),
      offence('2024-02-01', 'damage'),
      rides(7, '2024-02-05'),
      rides(5, '2024-02-06'),
      rides(5, '2024-02-07'),
      rides(5, '2024-02-08'),
    ),
    is: {
      '2024-02-06': { credit: -10, noRenting: true },
      '2024-02-07': { credit: 5, trust: 'stopped' },
      '2024-02-08': { credit: 15, trust: 'stopped' },
      '2024-02-09': { credit: 25, trust: 'basic', noRenting: false },
    },
  },
  {
    name: 'CP3 an appeal gives back what was really taken, 70 of 80',
    of: rider(
      offence('2024-02-01', 'fraud'),
      offence('2024-02-02', 'fraud', 'again'),
      one('appealWon', '2024-02-03', { ref: 'again' }),
    ),
    is: { '2024-02-02T12:00:00Z': { credit: -50 }, '2024-02-04': { credit: 20, trust: 'basic' } },
  },
  {
    name: 'CP4 what was taken for parking comes back after 90 days',
    of: rider(offence('2024-02-01', 'parking')),
    is: { '2024-04-30': { credit: 85 }, '2024-05-02': { credit: 100 } },
  },
  {
    name: 'CP5 a year without a ride lets the points lapse',
    of: rider(rides(1, '2024-02-01')),
    is: { '2025-02-01T09:00:00Z': { credit: 102 }, '2025-02-01T11:00:00Z': { credit: 0, trust: 'basic' } },
  },
  {
    name: 'CP6 trusted from 120, kept down to 110, and a discount takes 30',
    of: rider(
      rides(5, '2024-02-01'),
      rides(5, '2024-02-02'),
      offence('2024-02-10', 'parking'),
      one('tk.useBenefit', '2024-02-20', { benefit: 'discount' }),
    ),
    is: {
      '2024-02-02': { credit: 110, trust: 'basic', 'discount.left': 1 },
      '2024-02-03': { credit: 125, trust: 'trusted', 'discount.left': 4, tenClean: 'done' },
      '2024-02-11': { credit: 110, trust: 'trusted' },
      '2024-02-21': { credit: 80, trust: 'basic', 'discount.left': 0, discount: 'used' },
    },
  },
])
