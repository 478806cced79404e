import { cases, changed, many, merchant, programOf } from './case.js'

const file = 'airbnb-superhost-stays'
/** A host who has everything else right, on 10 August 2024 and before the review of 1 October. */
const host = (
  stays: number,
  nights: number,
  reservations: number,
  cancelled: [number, string] = [0, 'own'],
  stars = 5,
) =>
  merchant('2022-01-01', [
    ...many(stays - 1, 'stay', '2024-08-10', { nights: 1 }),
    ...many(1, 'stay', '2024-08-10', { nights: nights - stays + 1 }),
    ...many(reservations, 'reservation', '2024-08-10'),
    ...many(cancelled[0], 'cancellation', '2024-08-10', { cause: cancelled[1] }),
    ...many(9, 'inquiry', '2024-08-10', { answered: true }),
    ...many(1, 'inquiry', '2024-08-10', { answered: false }),
    ...many(10, 'review', '2024-08-10', { stars }),
  ])
const on = '2024-10-01'

cases(programOf(file), [
  {
    name: 'A1 10 stays of 60 nights: pass',
    of: host(10, 60, 10),
    is: {
      '2024-09-30': { status: 'host' },
      [on]: { status: 'superhost', stays: 10, nights: 60, responseRate: 90 },
    },
  },
  {
    name: 'A2 3 reservations of 100 nights: pass',
    of: host(3, 100, 3),
    is: { [on]: { status: 'superhost' } },
  },
  {
    name: 'A2 3 reservations of 99 nights: fail',
    of: host(3, 99, 3),
    is: { [on]: { status: 'host', nights: 99 } },
  },
  {
    name: 'A3 2 reservations of 120 nights: fail',
    of: host(2, 120, 2),
    is: { [on]: { status: 'host', stays: 2, nights: 120 } },
  },
  {
    name: 'A4 9 stays of 120 nights: pass through the second arm',
    of: host(9, 120, 9),
    is: { [on]: { status: 'superhost', stays: 9 } },
  },
  {
    name: 'A5 1 cancellation of 100: passes under "<= 1 %"',
    of: host(10, 60, 100, [1, 'own']),
    is: { [on]: { status: 'superhost', cancellationRate: 1 } },
  },
  {
    name: 'A5 1 cancellation of 100: fails under "< 1 %"',
    by: changed(file, '"cancellationRate": { "lte": 1 }', '"cancellationRate": { "lt": 1 }'),
    of: host(10, 60, 100, [1, 'own']),
    is: { [on]: { status: 'host', cancellationRate: 1 } },
  },
  {
    name: 'A6 1 cancellation of 99: fails',
    of: host(10, 60, 99, [1, 'own']),
    is: { [on]: { status: 'host', 'met:cancellationRate': false } },
  },
  {
    name: 'A7 a cancellation for an excused cause, 1 of 20: the rate is 0',
    of: host(10, 60, 20, [1, 'excused']),
    is: { [on]: { status: 'superhost', cancellationRate: 0 } },
  },
  {
    name: 'A8 the rating falls to 4.7 on 2 January: status kept until 1 April',
    of: merchant('2022-01-01', [
      ...many(10, 'stay', '2024-06-10', { nights: 1 }),
      ...many(10, 'inquiry', '2024-06-10', { answered: true }),
      ...many(10, 'reservation', '2024-06-10'),
      ...many(9, 'review', '2024-06-10', { stars: 5 }),
      ...many(1, 'review', '2025-01-02T09:00:00Z', { stars: 2 }),
    ]),
    is: {
      '2025-01-01': { status: 'superhost', rating: 5 },
      '2025-01-03': { status: 'superhost', rating: 4.7, superhostBadge: 'available' },
      '2025-03-31T23:59:59Z': { status: 'superhost' },
      '2025-04-01': { status: 'host', superhostBadge: 'locked' },
    },
  },
])
