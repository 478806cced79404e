import { cases, many, merchant, programOf } from './case.js'

const dasher = (last: number, before: number, more = {}) =>
  merchant(
    '2022-01-01',
    [...many(before, 'delivery', '2022-04-20'), ...many(last, 'delivery', '2022-05-20')],
    { fields: { rating: 4.7, acceptance: 70, completion: 95, ...more } },
  )
const on = '2022-06-01'

cases(programOf('doordash-top-dasher'), [
  {
    name: 'O1 4.7, 70, 95, 100 and 200: yes, for the next month',
    of: dasher(100, 100),
    is: {
      '2022-05-31': { status: 'dasher' },
      [on]: { status: 'topDasher', dashAnytime: 'available' },
      '2022-06-30': { status: 'topDasher' },
      '2022-07-01': { status: 'dasher' },
    },
  },
  {
    name: 'O2 99 last month: no',
    of: dasher(99, 200),
    is: { [on]: { status: 'dasher', deliveries: 99, 'met:deliveriesEver': true } },
  },
  {
    name: 'O2 199 ever: no',
    of: dasher(100, 99),
    is: { [on]: { status: 'dasher', deliveriesEver: 199, 'met:deliveries': true } },
  },
  {
    name: 'O3 met on the 15th, missed on the 31st: no',
    of: dasher(100, 100, {
      rating: [
        { from: '2022-01-01', value: 4.8 },
        { from: '2022-05-31T12:00:00-07:00', value: 4.6 },
      ],
    }),
    is: { [on]: { status: 'dasher', rating: 4.6 } },
  },
  {
    name: 'O3 missed on the 1st of the next month: yes until it ends',
    of: dasher(100, 100, {
      rating: [
        { from: '2022-01-01', value: 4.8 },
        { from: '2022-06-01T12:00:00-07:00', value: 4.6 },
      ],
    }),
    is: { '2022-06-02': { status: 'topDasher', rating: 4.6 } },
  },
])
