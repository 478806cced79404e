import { cases, changed, merchant, programOf } from './case.js'

const file = 'pyramid'
const on = '2024-06-01'
const upTo = (count: number) => Array.from({ length: count }, (_, place) => place)
const shops = (growth: readonly number[], sales: readonly number[] = growth) =>
  growth.map((each, place) =>
    merchant('2024-05-20', [], { id: `s${place}`, fields: { growth: each, sales: sales[place]! } }),
  )
const ordered = (count: number) => shops(upTo(count).map((place) => 500 - place))
/** So many of each layer, the best first. */
const layers = (head: number, waist: number, base: number) => [
  ...upTo(head).map(() => 'head'),
  ...upTo(waist).map(() => 'waist'),
  ...upTo(base).map(() => 'base'),
]
const rounded = (how: string) => {
  return changed(file, '"best": 55,', `"round": "${how}", "best": 55,`)
}
const row = (name: string, count: number, is: string[], by = programOf(file)) => ({
  name,
  by,
  of: ordered(count),
  ranked: [on],
  is: {},
  all: { [on]: { layer: is } },
})

cases(programOf(file), [
  row('P45-1 20 merchants: 4, 7 and 9', 20, layers(4, 7, 9)),
  row('P45-2 100 merchants: 20, 35 and 45', 100, layers(20, 35, 45)),
  row(
    'P45-3 100 merchants with the waist rounded up: 20, 35 and 45, and not the 36 and 44 of doubles',
    100,
    layers(20, 35, 45),
    rounded('ceil'),
  ),
  row('P45-4 10 merchants: floor gives 2, 3 and 5', 10, layers(2, 3, 5)),
  row('P45-5 10 merchants: half-up gives 2, 4 and 4', 10, layers(2, 4, 4), rounded('half')),
  {
    name: 'P45-6 three equal for the last place of the waist: all up',
    of: shops([9, 8, 7, 6, 5, 5, 5, 4, 3, 2]),
    ranked: [on],
    is: {},
    all: {
      [on]: { layer: ['head', 'head', 'waist', 'waist', 'waist', 'waist', 'waist', 'base', 'base', 'base'] },
    },
  },
  {
    name: 'P45-6 three equal for the last place of the head: all up',
    of: shops([9, 8, 8, 8, 7, 6, 5, 4, 3, 2]),
    ranked: [on],
    is: {},
    all: { [on]: { layer: ['head', 'head', 'head', 'head', 'waist', ...upTo(5).map(() => 'base')] } },
  },
  {
    name: 'P45-6 the same under "worse": all down',
    by: changed(file, '"ties": "better"', '"ties": "worse"'),
    of: shops([9, 8, 8, 8, 7, 6, 5, 4, 3, 2]),
    ranked: [on],
    is: {},
    all: { [on]: { layer: ['head', 'waist', 'waist', 'waist', 'waist', ...upTo(5).map(() => 'base')] } },
  },
  {
    name: 'P45-6 the same with sales as a second key: the one that sold most',
    by: changed(file, '"ties": "better"', '"ties": "sales"'),
    of: shops([9, 8, 8, 8, 7, 6, 5, 4, 3, 2], [1, 10, 30, 20, 1, 1, 1, 1, 1, 1]),
    ranked: [on],
    is: {},
    all: { [on]: { layer: ['head', 'waist', 'head', 'waist', 'waist', ...upTo(5).map(() => 'base')] } },
  },
])
