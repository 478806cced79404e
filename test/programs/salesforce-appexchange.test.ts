import { cases, many, merchant, one, programOf } from './case.js'

const older = programOf('salesforce-appexchange')
const later = programOf('salesforce-appexchange-fy22')
const at = '2021-06-10'
/** A partner who lost so many percent of 1,000,000 dollars of contracts, sold for so many thousand dollars, and has so many reviews of so many stars. */
const partner = (
  attrition: number,
  thousands: number,
  [reviews, stars]: [number, number] = [0, 0],
  otherAwarded = 0,
) =>
  merchant(
    '2019-03-01',
    [
      ...one('lost', at, { amountCents: Math.round(attrition * 1_000_000) }),
      ...one('sale', at, { amountCents: thousands * 100_000 }),
      ...many(reviews, 'review', at, { stars }),
    ],
    { fields: { contractsCents: 100_000_000, otherAwarded } },
  )
const on = '2021-07-01'

cases(older, [
  {
    name: 'F1 attrition 4 %, revenue 800,000: 250 x 25 % are 62.5',
    of: partner(4, 800),
    is: { [on]: { loyalty: 250, size: 25, retention: 62.5, score: 62.5, tier: 'base' } },
  },
  {
    name: 'F2 5.0 %, 2 million: 200 x 60 % are 120',
    of: partner(5, 2000),
    is: { [on]: { attrition: 5, retention: 120 } },
  },
  {
    name: 'F2 4.95 % lies between the printed bands and in the first: 250 x 60 % are 150',
    of: partner(4.95, 2000),
    is: { [on]: { attrition: 4.95, retention: 150, tier: 'ridge' } },
  },
  {
    name: 'F3 12 %, 8 million: 150 x 95 % are 142.5',
    of: partner(12, 8000),
    is: { [on]: { retention: 142.5 } },
  },
  { name: 'F3 25 % are in no band: nothing', of: partner(25, 8000), is: { [on]: { retention: 0 } } },
  {
    name: 'F3 bands of revenue reach up to their mark: 500,000 are 10 %, a cent more 25 %',
    of: partner(4, 500),
    is: { [on]: { size: 10 } },
  },
  {
    name: 'F4 rating 4.6 with 4 reviews: 0',
    of: partner(25, 800, [4, 4.6]),
    is: { [on]: { satisfaction: 0 } },
  },
  {
    name: 'F4 rating 4.6 with 5 reviews: 100',
    of: partner(25, 800, [5, 4.6]),
    is: { [on]: { rating: 4.6, satisfaction: 100 } },
  },
  {
    name: 'F4 under the version of 2022 rating 4.6 with 7 reviews: 0',
    by: later,
    of: partner(25, 800, [7, 4.6]),
    is: { [on]: { satisfaction: 0 } },
  },
  {
    name: 'F4 under the version of 2022 rating 4.6 with 8 reviews: 75',
    by: later,
    of: partner(25, 800, [8, 4.6]),
    is: { [on]: { satisfaction: 75 } },
  },
  {
    name: 'F5 249.5 in all: Ridge and not Crest',
    of: partner(4, 800, [5, 4.6], 87),
    is: { [on]: { score: 249.5, tier: 'ridge' } },
  },
  {
    name: 'F5 250 in all: Crest',
    of: partner(5, 800, [5, 4.6], 100),
    is: { [on]: { score: 250, tier: 'crest' } },
  },
  {
    name: 'F5 under the version of 2022 the same partner has 50 + 75 + 100 and is not at Ridge',
    by: later,
    of: partner(4, 800, [8, 4.6], 100),
    is: { [on]: { retention: 50, score: 225, tier: 'base' } },
  },
  {
    name: 'F5 both versions in force one after the other: the review goes by the one of its day',
    by: programOf('salesforce-appexchange', 'salesforce-appexchange-fy22'),
    of: merchant(
      '2019-03-01',
      [...one('sale', '2020-06-10', { amountCents: 100 }), ...one('lost', '2020-06-10', { amountCents: 0 })],
      { fields: { contractsCents: 100, otherAwarded: 225 } },
    ),
    is: { '2021-01-01': { score: 250, tier: 'crest' }, '2021-04-01': { score: 245, tier: 'base' } },
  },
])
