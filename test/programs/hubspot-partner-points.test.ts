import { cases, merchant, one, programOf, type Facts } from './case.js'

const sale = (at: string, lineSince: string, dollars = 1000, role = 'sourced') =>
  one('sale', at, { amountCents: dollars * 100, role, lineSince })
const partner = (facts: Facts, market = 'established') =>
  merchant('2020-01-01', facts, { fields: { market } })

cases(programOf('hubspot-partner-points'), [
  {
    name: 'X1 October 2021, sourced, 1,000 dollars at the rate of 3: 30',
    of: partner(sale('2021-10-10', '2021-10-10')),
    is: { '2021-10-11': { points: 30, sourcedPoints: 30 } },
  },
  {
    name: 'X2 March 2024, a line sold for the first time, 1,000 dollars sourced: 50',
    of: partner(sale('2024-03-10', '2024-03-10')),
    is: { '2024-03-11': { points: 50 } },
  },
  {
    name: 'X2 the rate turns on 27 February 2024',
    of: partner([...sale('2024-03-01', '2024-02-26'), ...sale('2024-03-02', '2024-02-27')]),
    is: { '2024-03-01T12:00:00Z': { points: 30 }, '2024-03-03': { points: 80 } },
  },
  {
    name: 'X3 April 2024, more of the line of 2021: still 3 per 100',
    of: partner(sale('2024-04-10', '2021-10-10')),
    is: { '2024-04-11': { points: 30 } },
  },
  {
    name: 'X4 a growth market, sourced, 1,000 dollars: 100',
    of: partner(sale('2024-03-10', '2024-03-10'), 'growth'),
    is: { '2024-03-11': { points: 100, sourcedPoints: 100 } },
  },
  {
    name: 'X4 assisted gives 3 and managed 1 per 100',
    of: partner([
      ...sale('2024-03-10', '2024-03-10', 1000, 'assisted'),
      ...sale('2024-03-10', '2024-03-10', 1000, 'managed'),
    ]),
    is: { '2024-03-11': { points: 40, sourcedPoints: 0 } },
  },
  {
    name: 'X5 the total is reached and the sourced points are not: the tier is not given',
    of: partner([
      ...sale('2024-03-10', '2024-03-10', 1900),
      ...sale('2024-03-10', '2024-03-10', 7000, 'assisted'),
      ...sale('2024-04-10', '2024-03-10', 100),
    ]),
    is: {
      '2024-03-11': { points: 305, sourcedPoints: 95, tier: 'partner' },
      '2024-04-11': { points: 310, sourcedPoints: 100, tier: 'gold', directory: 'available' },
    },
  },
])
