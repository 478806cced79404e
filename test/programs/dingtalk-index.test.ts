import { cases, changed, merchant, programOf } from './case.js'

const file = 'dingtalk-index'
const on = '2022-06-01'
const many = (count: number) => Array.from({ length: count }, (_, place) => place)
/** An organization by its activated accounts; everything else is 0 for all. */
const organization = (id: string, activated: number, industry = 'retail', sizeBand = 'small') =>
  merchant('2022-05-30', [], { id, fields: { industry, sizeBand, activated, departments: 0 } })
const peers = (...activated: number[]) => activated.map((each, place) => organization(`p${place}`, each))
/** Nine peers among whom the 80th percentile is 200, whoever the tenth is. */
const around200 = peers(1, 2, 3, 4, 5, 6, 200, 200, 400)
const tens = (value: number) => [
  organization('m', value),
  ...peers(
    ...many(10)
      .map((place) => (place + 1) * 10)
      .filter((each) => each !== value),
  ),
]

cases(programOf(file), [
  {
    name: 'T1 100 of a percentile of 200: 25 of 50 points',
    of: [organization('m', 100), ...around200],
    ranked: [on],
    is: { [on]: { accounts: 25 } },
  },
  {
    name: 'T1 200: 50',
    of: [organization('m', 200), ...around200],
    ranked: [on],
    is: { [on]: { accounts: 50 } },
  },
  {
    name: 'T1 300: 50',
    of: [organization('m', 300), ...around200],
    ranked: [on],
    is: { [on]: { accounts: 50 } },
  },
  { name: 'T1 0: 0', of: [organization('m', 0), ...around200], ranked: [on], is: { [on]: { accounts: 0 } } },
  {
    name: 'T2 of 10, 20 ... 100 the 80th percentile is 80 by nearest rank: 60 gives 37.5',
    of: tens(60),
    ranked: [on],
    is: { [on]: { accounts: 37.5 } },
  },
  {
    name: 'T2 by linear interpolation it is 82: 60 gives 36.59',
    by: changed(file, '"alike":        {', '"alike":        { "percentiles": "linear",'),
    of: tens(60),
    ranked: [on],
    is: { [on]: { accounts: 36.585366 } },
  },
  {
    name: 'T3 a percentile of 0: everybody is full, whose value is 0 too',
    of: [organization('m', 0), ...peers(0, 0, 0, 0, 0, 0, 0, 0, 9)],
    ranked: [on],
    is: { [on]: { accounts: 50, structure: 50, score: 1000, level: 'model' } },
  },
  {
    name: 'T4 nine of the same industry and size are too few: the industry is compared',
    of: [
      ...peers(10, 20, 30, 40, 50, 60, 70, 80, 90),
      ...many(5).map((place) => organization(`l${place}`, 1000, 'retail', 'large')),
    ],
    ranked: [on],
    is: { [on]: { accounts: 0.5 } }, // of 14 the 12th is 1,000: 50 x 10 / 1,000
  },
  {
    name: 'T4 nine of the industry are too few as well: all are compared',
    of: [
      ...peers(10, 20, 30, 40, 50, 60, 70, 80, 90),
      ...many(5).map((place) => organization(`f${place}`, 500, 'factory')),
    ],
    ranked: [on],
    is: { [on]: { accounts: 1 } },
  },
])
