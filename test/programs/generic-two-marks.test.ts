import { cases, merchant, programOf } from './case.js'

const dated = (...values: [string, number][]) =>
  merchant('2024-01-01', [], { fields: { complaintRate: values.map(([from, value]) => ({ from, value })) } })

cases(programOf('generic-two-marks'), [
  {
    name: 'Y-4 on above 5 %, off at 3 % or below',
    of: dated(
      ['2024-01-01', 5],
      ['2024-02-01', 5.1],
      ['2024-03-01', 4],
      ['2024-04-01', 3.1],
      ['2024-05-01', 3],
      ['2024-06-01', 4.9],
    ),
    is: {
      '2024-01-15': { status: 'selling' },
      '2024-02-15': { status: 'suspended', halt: true },
      '2024-03-15': { status: 'suspended' },
      '2024-04-15': { status: 'suspended' },
      '2024-05-15': { status: 'selling', halt: false },
      '2024-06-15': { status: 'selling' },
    },
  },
  {
    name: 'Y-4 above 5 % again: on again',
    of: dated(['2024-01-01', 6], ['2024-02-01', 2], ['2024-03-01', 6]),
    is: { '2024-02-15': { status: 'selling' }, '2024-03-15': { status: 'suspended' } },
  },
])
