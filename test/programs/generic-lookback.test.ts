import { cases, many, merchant, programOf } from './case.js'

/** Orders in the last 90 days with 1 % of defects, and older ones with a great many. */
const seller = (recent: number) =>
  merchant('2020-01-01', [
    ...many(recent - 4, 'order', '2024-05-01', { defect: false }),
    ...many(4, 'order', '2024-05-01', { defect: true }),
    ...many(50, 'order', '2023-10-01', { defect: true }),
    ...many(1, 'order', '2023-05-01', { defect: true }), // before the 365 days
  ])
const on = '2024-05-20'

cases(programOf('generic-lookback'), [
  {
    name: 'Y-1 400 orders in 90 days: these 90 days count',
    of: seller(400),
    is: { [on]: { level: 'standard', defectRate: 1 } },
  },
  {
    name: 'Y-1 399 orders in 90 days: 365 days count, 54 defects of 449',
    of: seller(399),
    is: { [on]: { level: 'below', defectRate: 12.026726 } },
  },
])
