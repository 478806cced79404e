import { cases, merchant, programOf } from './case.js'

const shop = (sales: number, rating: number) => merchant('2024-01-01', [], { fields: { sales, rating } })
const on = '2024-02-01'

cases(programOf('generic-two-tracks'), [
  {
    name: 'Y-6 a large shop of 800 and 4.0: 56 + 15 on its own track, 30 + 0 on the other',
    of: shop(800, 4),
    is: { [on]: { large: 71, small: 30, score: 71, level: 'select' } },
  },
  {
    name: 'Y-6 a small shop of 50 and 4.9: 15 + 54 beat 3.5 + 28.5',
    of: shop(50, 4.9),
    is: { [on]: { large: 32, small: 69, score: 69, level: 'select' } },
  },
  {
    name: 'Y-6 parts of two tracks never add up: 500 and 4.2 are 53 and 42, not 35 + 60',
    of: shop(500, 4.2),
    is: { [on]: { large: 53, small: 42, score: 53, level: 'basic' } },
  },
])
