import { cases, merchant, one, programOf, type Facts } from '../case.js'

const campaign = (at: string, dollars: number, outOn = '2024-02-10', promisedBy = '2024-02-10'): Facts =>
  one('campaign', at, { amountCents: dollars * 100, outOn, promisedBy })
const agency = (id: string, dollars: number, region = 'americas', facts?: Facts) =>
  merchant('2024-01-05', facts ?? campaign('2024-02-01', dollars), { id, fields: { region } })
const [april, july] = ['2024-04-05', '2024-07-05']
const six = [60_000, 50_000, 40_000, 30_000, 20_000, 10_000].map((dollars, place) =>
  agency(`a${place}`, dollars),
)

cases(programOf('more/ad-agency'), [
  {
    name: 'AA1 what goes out on 31 March at 23:30 in Los Angeles counts there for the first quarter',
    of: {
      ...agency('m', 0, 'americas', campaign('2024-03-31T23:30:00-07:00', 20_000)),
      zone: 'America/Los_Angeles',
    },
    is: { '2024-04-04T12:00:00Z': { large: 1 } },
  },
  {
    name: 'AA1 and not where the days are those of UTC, in which it is April',
    of: agency('m', 0, 'americas', campaign('2024-03-31T23:30:00-07:00', 20_000)),
    is: { '2024-04-04T12:00:00Z': { large: 0 } },
  },
  {
    name: 'AA2 six in a region: a quarter of them is 1.5 and rounded to two, one of whom is platinum',
    of: six,
    ranked: [april],
    is: {},
    all: {
      '2024-04-12': {
        tier: ['platinum', 'gold', 'agency', 'agency', 'agency', 'agency'],
        showcase: ['available', 'available', 'available', 'available', 'locked', 'locked'],
      },
    },
  },
  {
    name: 'AA2 the decision of the 5th holds from the 12th',
    of: six,
    ranked: [april],
    is: {
      '2024-04-11T23:59:59Z': { tier: 'agency', 'tier.pending': 'platinum' },
      '2024-04-12': { tier: 'platinum', 'tier.pending': null },
    },
  },
  {
    name: 'AA3 the days of an agency are its own: the same instant counts for one of two',
    of: [
      {
        ...agency('la', 0, 'americas', campaign('2024-04-01T06:30:00Z', 90_000)),
        zone: 'America/Los_Angeles',
      },
      agency('utc', 0, 'americas', campaign('2024-04-01T06:30:00Z', 90_000)),
      ...six.slice(0, 4),
    ],
    ranked: [april],
    is: {},
    // of five with spend a quarter is 1.25: one
    all: { '2024-04-12': { tier: ['platinum', 'agency', 'agency', 'agency', 'agency', 'agency'] } },
  },
  {
    name: 'AA4 three in a region are too few: they are compared with the world',
    of: [...[55_000, 5000, 4000].map((dollars, place) => agency(`s${place}`, dollars, 'asia')), ...six],
    ranked: [april],
    is: {},
    // of the world a quarter is 2.25, two: 60,000 and 55,000; its best is in America
    all: {
      '2024-04-12': {
        tier: ['gold', 'agency', 'agency', 'platinum', 'gold', 'agency', 'agency', 'agency', 'agency'],
      },
    },
  },
  {
    name: 'AA5 the best without a large campaign on time is gold, and the mark of a large one is the region’s',
    of: [
      agency('m', 0, 'americas', [
        ...campaign('2024-02-01', 90_000, '2024-02-11'),
        ...campaign('2024-02-01', 9999),
      ]),
      ...six.slice(1),
    ],
    ranked: [april],
    is: { '2024-04-12': { tier: 'gold', large: 0 } },
  },
  {
    name: 'AA6 a voucher of the July decision is kept for two months, and April gave none before gold was reached',
    of: [
      agency('m', 0, 'americas', [...campaign('2024-02-01', 90_000), ...campaign('2024-05-01', 90_000)]),
      ...six.slice(1),
    ],
    ranked: [april, july],
    is: {
      '2024-04-12': { tier: 'platinum', voucher: 'locked' },
      [july]: { tier: 'platinum', voucher: 'available' },
      '2024-09-04T23:59:59Z': { voucher: 'available' },
      '2024-09-05': { voucher: 'expired' },
    },
  },
])
