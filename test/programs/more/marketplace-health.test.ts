import { cases, many, merchant, programOf, type Facts } from '../case.js'

/** Parcels of a day, so many of them two days late. */
const parcels = (day: string, count: number, late: number): Facts => [
  ...many(count - late, 'parcel', `${day}T12:00:00Z`, { promisedAt: '2024-06-03', arrivedAt: '2024-06-03' }),
  ...many(late, 'parcel', `${day}T12:00:00Z`, { promisedAt: '2024-06-03', arrivedAt: '2024-06-05' }),
]
const seller = (...facts: Facts[]) => merchant('2024-01-01', facts.flat())

cases(programOf('more/marketplace-health'), [
  {
    name: 'MH1 a parcel is late by its own promise, not on the day itself',
    of: seller(parcels('2024-01-03', 20, 1)),
    is: { '2024-01-08': { lateShare: 5, level: 'good' } },
  },
  {
    name: 'MH2 two bad weeks of three suspend selling, and three good ones in a row lift it',
    of: seller(parcels('2024-01-03', 100, 12)),
    is: {
      '2024-01-08': { lateShare: 12, selling: 'available', suspension: 'nothing is called suspension' },
      '2024-01-15': { suspension: true, selling: 'suspended' },
      '2024-01-29': { goodRun: 0, selling: 'suspended' },
      '2024-02-12': { lateShare: 0, goodRun: 2, selling: 'suspended' },
      '2024-02-19': { suspension: false, selling: 'available' },
    },
  },
  {
    name: 'MH2 the level is frozen while selling is suspended',
    of: seller(parcels('2024-01-03', 100, 12), parcels('2024-01-16', 2000, 0)),
    is: {
      '2024-01-22': { suspension: true, level: 'basic', goodRun: 1 },
      '2024-01-29': { level: 'basic' },
      '2024-02-05': { suspension: false, level: 'basic' },
      '2024-02-12': { level: 'good' },
    },
  },
  {
    name: 'MH3 a seller who recovers within two weeks does not fall',
    of: seller(parcels('2024-01-03', 100, 3), parcels('2024-01-17', 100, 15), parcels('2024-01-24', 100, 0)),
    is: {
      '2024-01-08': { level: 'good', lateShare: 3 },
      '2024-01-22': { level: 'good', lateShare: 9, 'level.pending': 'basic' },
      '2024-01-29': { lateShare: 6, 'level.pending': null },
      '2024-02-05': { level: 'good' },
    },
  },
  {
    name: 'MH3 one who does not falls two weeks later',
    of: seller(parcels('2024-01-03', 100, 3), parcels('2024-01-17', 100, 15)),
    is: {
      '2024-01-29': { level: 'good', 'level.pending': 'basic' },
      '2024-02-05': { level: 'basic', 'level.pending': null },
    },
  },
  {
    name: 'MH4 three of the last four weeks at 2 % or less: excellent',
    of: seller(parcels('2024-01-03', 100, 2)),
    is: { '2024-01-15': { level: 'good' }, '2024-01-22': { level: 'excellent', topPlaces: 'available' } },
  },
  {
    name: 'MH5 ten parcels in the strike weeks and none late: a badge for good',
    of: seller(parcels('2024-05-06', 4, 0), parcels('2024-05-19', 6, 0), parcels('2024-05-20', 9, 9)),
    is: {
      '2024-05-13': { strikeHero: null },
      '2024-05-20': { strikeHero: 'given', strikeParcels: 10 },
      '2024-12-02': { strikeHero: 'given' },
    },
  },
])
