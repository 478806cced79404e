import { cases, changed, many, merchant, programOf } from './case.js'

const file = 'shopee-penalty-points'
/** Facts of the week that ends on a Monday, so that its review gives so many points, 0 to 4. */
const week = (monday: string, points: number) => {
  const at = `${new Date(Date.parse(monday) - 3 * 86_400_000).toISOString().slice(0, 10)}T12:00:00+08:00`
  const orders =
    points >= 1
      ? [
          ...many(1, 'order', at, { unfulfilled: true, late: points >= 2 }),
          ...many(1, 'order', at, { unfulfilled: false, late: points >= 2 }),
        ]
      : []
  return [...orders, ...(points >= 3 ? many(points === 4 ? 10 : 1, 'listingViolation', at) : [])]
}
const seller = (...weeks: [string, number][]) =>
  merchant(
    '2018-12-01',
    weeks.flatMap(([monday, points]) => week(monday, points)),
    { fields: { preferredSeller: true } },
  )
const sold = (orders: number, unfulfilled: number) => [
  ...many(unfulfilled, 'order', '2019-01-10T12:00:00+08:00', { unfulfilled: true, late: false }),
  ...many(orders - unfulfilled, 'order', '2019-01-10T12:00:00+08:00', { unfulfilled: false, late: false }),
]

cases(programOf(file), [
  {
    name: 'S1 2 points: nothing; 3 and 5: tier 1; 6: tier 2; 15: tier 5',
    of: seller(
      ['2019-01-14', 2],
      ['2019-01-21', 1],
      ['2019-01-28', 2],
      ['2019-02-04', 1],
      ['2019-02-11', 3],
      ['2019-02-18', 3],
      ['2019-02-25', 3],
    ),
    is: {
      '2019-01-13': { penalties: 0, privileges: 'full', preferred: 'given' },
      '2019-01-14': { penalties: 2, privileges: 'full', preferred: null, campaigns: 'available' },
      '2019-01-21': {
        penalties: 3,
        privileges: 'noCampaigns',
        campaigns: 'locked',
        freeShipping: 'available',
      },
      '2019-01-28': { penalties: 5, privileges: 'noCampaigns' },
      '2019-02-04': {
        penalties: 6,
        privileges: 'noFreeShipping',
        freeShipping: 'locked',
        listing: 'available',
      },
      '2019-02-11': { penalties: 9, privileges: 'hidden' },
      '2019-02-18': { penalties: 12, privileges: 'noListing', listing: 'locked' },
      '2019-02-25': { penalties: 15, privileges: 'frozen' },
    },
  },
  {
    name: 'S2 75 orders, 4 of them unfulfilled (5.33 %): no point',
    of: merchant('2018-12-01', sold(75, 4)),
    is: { '2019-01-14': { penalties: 0 } },
  },
  {
    name: 'S2 76 orders, 4 of them unfulfilled (5.26 %): 1 point',
    of: merchant('2018-12-01', sold(76, 4)),
    is: { '2019-01-13T23:59:59+08:00': { penalties: 0 }, '2019-01-14': { penalties: 1 } },
  },
  {
    name: 'S3 tier 1 reached on 4 March: privileges back on 1 April, when the points are reset too',
    of: seller(['2019-03-04', 3]),
    is: {
      '2019-03-04': {
        penalties: 3,
        privileges: 'noCampaigns',
        tier1: true,
        'tier1.until': '2019-03-31T16:00:00.000Z',
      },
      '2019-03-31T23:59:59+08:00': { penalties: 3, privileges: 'noCampaigns' },
      '2019-04-01': { penalties: 0, privileges: 'full', tier1: false },
    },
  },
  {
    name: 'S3 tier 1 reached on 14 January: privileges back on 11 February with 3 points still on record',
    of: seller(['2019-01-14', 3]),
    is: {
      '2019-02-10': { penalties: 3, privileges: 'noCampaigns' },
      '2019-02-11': { penalties: 3, privileges: 'full' },
    },
  },
  {
    name: 'S4 3 points on 14 January and 3 on 21 January: tier 1 from the 14th, tier 2 from the 21st to 18 February',
    of: seller(['2019-01-14', 3], ['2019-01-21', 3]),
    is: {
      '2019-01-14': { penalties: 3, privileges: 'noCampaigns' },
      '2019-01-21': { penalties: 6, privileges: 'noFreeShipping' },
      '2019-02-17T23:59:59+08:00': { privileges: 'noFreeShipping', tier1: false },
      '2019-02-18': { privileges: 'full', tier2: false, penalties: 6 },
    },
  },
  {
    name: 'S5 a Monday that is both: reset first, then the points of the week',
    of: seller(['2019-03-25', 2], ['2019-04-01', 1]),
    is: { '2019-03-31': { penalties: 2 }, '2019-04-01': { penalties: 1 } },
  },
  {
    name: 'S5 under the later rule the last Monday of the quarter resets',
    by: changed(file, '"nth": 1', '"nth": -1'),
    of: seller(['2019-03-18', 2], ['2019-03-25', 1]),
    is: { '2019-03-24': { penalties: 2 }, '2019-03-25': { penalties: 1 }, '2019-04-01': { penalties: 1 } },
  },
])
