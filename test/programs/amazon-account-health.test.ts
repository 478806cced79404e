import { cases, changed, many, merchant, one, programOf, type Facts } from './case.js'

const orders = (count: number, at = '2023-02-01T20:00:00Z') => one('dayClosed', at, { orders: count })
const violation = (severity: string, at = '2023-02-10T02:00:00-08:00', id = 'v') =>
  one('violation', at, { severity, id })
const addressed = (at = '2023-02-12T10:00:00Z') => one('addressed', at, { ref: 'v' })
/** An account that stands at so many points: high violations take 8 each, low ones 2. */
const down = (high: number, medium: number, low: number) => [
  ...many(high, 'violation', '2023-02-03T10:00:00Z', { severity: 'high' }),
  ...many(medium, 'violation', '2023-02-03T10:00:00Z', { severity: 'medium' }),
  ...many(low, 'violation', '2023-02-03T10:00:00Z', { severity: 'low' }),
]
const seller = (...facts: Facts[]) => merchant('2023-01-01', facts.flat())
const on = '2023-02-11'
const odd = changed('amazon-account-health', '"points": -2,', '"points": -1,')

cases(programOf('amazon-account-health'), [
  { name: 'Z1 no orders: 200', of: seller(), is: { [on]: { health: 200, standing: 'healthy', score: 200 } } },
  { name: 'Z1 199 orders: 200', of: seller(orders(199)), is: { [on]: { health: 200 } } },
  { name: 'Z1 200 orders: 204', of: seller(orders(120), orders(80)), is: { [on]: { health: 204 } } },
  {
    name: 'Z1 401 orders, however they come: 208',
    of: seller(orders(1), ...[100, 100, 100, 100].map((each) => orders(each))),
    is: { [on]: { health: 208 } },
  },
  {
    name: 'Z2 40,000 orders: 1,000',
    of: seller(orders(40_000)),
    is: { [on]: { health: 1000, score: 1000 } },
  },
  {
    name: 'Z2 50,000 orders: still 1,000',
    of: seller(orders(30_000), orders(20_000)),
    is: { [on]: { health: 1000 } },
  },
  { name: 'Z3 200 is healthy', of: seller(), is: { [on]: { health: 200, standing: 'healthy' } } },
  // with the invented figures every balance is even: for an odd one a low violation takes 1
  {
    name: 'Z3 199 is at risk',
    by: odd,
    of: seller(down(0, 0, 1)),
    is: { [on]: { health: 199, standing: 'atRisk' } },
  },
  {
    name: 'Z3 100 is at risk',
    of: seller(down(12, 1, 0)),
    is: { [on]: { health: 100, standing: 'atRisk' } },
  },
  {
    name: 'Z3 99 is unhealthy',
    by: odd,
    of: seller(down(12, 1, 1)),
    is: { [on]: { health: 99, standing: 'unhealthy' } },
  },
  {
    name: 'Z4 204, then one high violation: 196 at risk; addressed: 204',
    of: seller(orders(200), violation('high'), addressed()),
    is: {
      '2023-02-10': { health: 204, standing: 'healthy', openViolations: 0 },
      [on]: { health: 196, standing: 'atRisk', openViolations: 1 },
      '2023-02-13': { health: 204, standing: 'healthy', openViolations: 0 },
    },
  },
  {
    name: 'Z4 a violation gives its points back after 180 days, addressed or not',
    of: seller(violation('high')),
    is: {
      '2023-08-09T01:59:59-07:00': { health: 192 },
      '2023-08-09T02:00:00-07:00': { health: 200, standing: 'healthy' },
    },
  },
  {
    name: 'Z5 3 points left, a high violation takes them and no more, and addressing it gives back 3 and not 8',
    by: odd,
    of: seller(down(24, 1, 1), violation('high'), addressed()),
    is: { '2023-02-10': { health: 3 }, [on]: { health: 0 }, '2023-02-13': { health: 3 } },
  },
  {
    name: 'a critical violation takes everything and bars the standing while it is open',
    of: seller(orders(200), violation('critical'), addressed()),
    is: {
      [on]: { health: 0, standing: 'unhealthy', deactivation: true },
      '2023-02-13': { health: 204, standing: 'healthy', deactivation: false },
    },
  },
])
