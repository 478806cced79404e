import { cases, merchant, one, programOf } from './case.js'

const flyer = (...miles: [string, number][]) =>
  merchant(
    '2018-01-01',
    miles.flatMap(([at, each]) => one('flight', at, { miles: each })),
  )

cases(programOf('delta-medallion'), [
  {
    name: 'V2 250,000 miles: Diamond, 125,000 carried',
    of: flyer(['2018-05-01', 250_000]),
    is: {
      '2018-12-31': { medallion: 'member', qualifyingMiles: 250_000 },
      '2019-01-01': { medallion: 'diamond', qualifyingMiles: 125_000 },
      '2020-01-01': { medallion: 'diamond', qualifyingMiles: 0 },
      '2021-01-01': { medallion: 'member' },
    },
  },
  {
    name: 'V3 124,999 miles: the tier below, and the surplus of 49,999 carried',
    of: flyer(['2018-05-01', 100_000], ['2018-06-01', 24_999], ['2019-06-01', 1]),
    is: {
      '2019-01-01': { medallion: 'platinum', qualifyingMiles: 49_999 },
      '2019-06-02': { qualifyingMiles: 50_000 },
      '2020-01-01': { medallion: 'gold', qualifyingMiles: 0 },
    },
  },
  {
    name: 'V3 under every mark nothing is carried',
    of: flyer(['2018-05-01', 24_999]),
    is: { '2019-01-01': { medallion: 'member', qualifyingMiles: 0 } },
  },
])
