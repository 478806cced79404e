import { cases, merchant, one, programOf } from './case.js'

const indicators = ['products', 'communication', 'trade', 'delivery']
const measured = (at: string, ...points: number[]) =>
  points.flatMap((each, place) => one('measured', at, { indicator: indicators[place], points: each }))
const seller = (...points: number[]) =>
  merchant('2021-01-01', measured('2021-07-20T12:00:00+08:00', ...points))
const on = '2021-08-05'

cases(programOf('alibaba-seller-stars'), [
  {
    name: 'B1 92, 95, 90 and 90: 5 stars',
    of: seller(92, 95, 90, 90),
    is: { '2021-08-04': { stars: 'none' }, [on]: { stars: 'five', score: 90, starInSearch: 'available' } },
  },
  {
    name: 'B2 90, 90, 89.9 and 90: 4',
    of: seller(90, 90, 89.9, 90),
    is: { [on]: { stars: 'four', score: 89.9 } },
  },
  { name: 'B3 60, 99, 99 and 99: 1', of: seller(60, 99, 99, 99), is: { [on]: { stars: 'one' } } },
  {
    name: 'B4 59.9, 99, 99 and 99: none, the average of 89 does not count',
    of: seller(59.9, 99, 99, 99),
    is: { [on]: { stars: 'none', score: 59.9 } },
  },
  {
    name: 'B5 what happens on 1 August at 00:30 in Beijing is 31 July in Pacific time and counts for the August publication',
    of: merchant('2021-01-01', [
      ...measured('2021-07-20T12:00:00+08:00', 70, 70, 70, 70),
      ...measured('2021-08-01T00:30:00+08:00', 90, 90, 90, 90),
    ]),
    is: { [on]: { stars: 'five' } },
  },
  {
    name: 'B5 what happens on 1 August at 15:00 in Beijing is 1 August there and counts for September',
    of: merchant('2021-01-01', [
      ...measured('2021-07-20T12:00:00+08:00', 70, 70, 70, 70),
      ...measured('2021-08-01T15:00:00+08:00', 90, 90, 90, 90),
    ]),
    is: { [on]: { stars: 'two' }, '2021-09-05': { stars: 'five' } },
  },
])
