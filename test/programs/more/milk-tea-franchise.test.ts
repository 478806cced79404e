import { cases, many, merchant, one, programOf, type Facts } from '../case.js'

const at = '2024-05-20'
const store = (
  name: string,
  orders: number,
  quick: number,
  hygiene: number,
  recipe: number,
  stars: number[] = [],
): Facts => [
  ...many(quick, 'order', at, { store: name, minutes: 10 }),
  ...many(orders - quick, 'order', at, { store: name, minutes: 11 }),
  ...one('inspection', at, { store: name, hygiene, recipe }),
  ...stars.flatMap((each) => one('review', at, { store: name, stars: each })),
]
const riverside = store('riverside', 100, 100, 90, 80) // 100 x the least of 90, 80 and 100 %: 80
const station = store('station', 60, 54, 95, 92, [4]) // 80 x the least of 95, 92 and (90 x 70 + 75 x 30) / 100 = 85.5 %: 68.4
const on = '2024-06-01'

cases(programOf('more/milk-tea-franchise'), [
  {
    name: 'MT1 stores of 80 and 68.4, and one without a score: the worst that has one decides',
    of: merchant('2024-01-05', [...riverside, ...station, ...store('campus', 19, 19, 10, 10)]),
    is: {
      [on]: {
        grade: 'b',
        'storeGrade@riverside': 'fine',
        'storeGrade@station': 'fine',
        'storeGrade@campus': null,
        starStore: null,
        newStore: 'available',
      },
    },
  },
  {
    name: 'MT1 no store has a score: C',
    of: merchant('2024-01-05', store('campus', 19, 19, 100, 100)),
    is: { [on]: { grade: 'c' } },
  },
  {
    name: 'MT2 an incident takes 25 from its own store, until it is cleared',
    of: merchant('2024-01-05', [
      ...riverside,
      ...station,
      ...one('incident', '2024-05-25', { store: 'station', id: 'i' }),
      ...store('riverside', 100, 100, 90, 80).map((fact) => ({ ...fact, at: '2024-06-20' })),
      ...store('station', 60, 54, 95, 92, [4]).map((fact) => ({ ...fact, at: '2024-06-20' })),
      ...one('cleared', '2024-06-10', { ref: 'i' }),
    ]),
    is: {
      [on]: { grade: 'c', 'storeGrade@riverside': 'fine', 'storeGrade@station': null },
      '2024-07-01': { grade: 'b', 'storeGrade@station': 'fine' },
    },
  },
  {
    name: 'MT3 one store at 95: the star badge, and grade A only with 150 orders of all stores',
    of: merchant('2024-01-05', store('riverside', 149, 149, 95, 95)),
    is: { [on]: { starStore: 'given', grade: 'b' } },
  },
  {
    name: 'MT3 150 orders in all: A',
    of: merchant('2024-01-05', store('riverside', 150, 150, 95, 95)),
    is: { [on]: { starStore: 'given', grade: 'a' } },
  },
])
