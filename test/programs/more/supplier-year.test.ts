import { cases, merchant, one, programOf, type Facts } from '../case.js'

const delivery = (at: string, amount: number, mark = 5, id?: string): Facts =>
  one('delivery', at, { amount, mark, ...(id !== undefined && { id }) })
const supplier = (facts: Facts, certifiedOn: string | null = null) =>
  merchant('2023-02-01', facts, { fields: { certifiedOn } })

cases(programOf('more/supplier-year'), [
  {
    name: 'SY1 the year begins in April: what was delivered on 31 March is of the old one',
    of: supplier([...delivery('2023-05-10', 90_000), ...delivery('2024-03-31T23:59:59+09:00', 10_000)]),
    is: {
      '2024-03-31': { delivered: 90_000 },
      '2024-03-31T23:59:59+09:00': { delivered: 100_000 },
      '2024-04-02': { delivered: 0 },
    },
  },
  {
    name: 'SY1 the review counts up to two days before: of 29 June yes, of 30 June not until October',
    of: supplier([
      ...delivery('2023-06-28T23:59:59+09:00', 99_999),
      ...delivery('2023-06-29', 1),
      ...delivery('2023-04-10', 1),
    ]),
    is: { '2023-06-30': { delivered: 100_001 }, '2023-07-01': { status: 'preferred' } },
  },
  {
    name: 'SY1 without what came in the last two days only one of three is met',
    of: supplier([
      ...delivery('2023-06-29T00:00:00+09:00', 100_000, 2),
      ...delivery('2023-04-10', 1, 2),
      ...delivery('2023-09-10', 20_000, 2),
    ]),
    is: {
      '2023-07-01': { status: 'listed' },
      '2023-10-01': { status: 'preferred', delivered: 120_001, lowestMark: 2 },
    },
  },
  {
    name: 'SY2 two of three: a large delivery, and none under 3',
    of: supplier([...delivery('2023-05-10', 20_000, 3)]),
    is: {
      '2023-07-01': { status: 'preferred', 'met:delivered': false },
      '2023-10-01': { status: 'listed', largest: null },
    },
  },
  {
    name: 'SY3 three deliveries in seven days, at once, and no longer than that lasts',
    of: supplier([
      ...delivery('2023-05-10T10:00:00+09:00', 1),
      ...delivery('2023-05-11T10:00:00+09:00', 1),
      ...delivery('2023-05-12T10:00:00+09:00', 1),
    ]),
    is: {
      '2023-05-12T09:59:59+09:00': { onFire: null },
      '2023-05-12T10:00:00+09:00': { onFire: 'given' },
      '2023-05-17': { onFire: 'given' },
      '2023-05-18': { onFire: null },
    },
  },
  {
    name: 'SY4 50 points a week, and what is sent back makes no room',
    of: supplier([
      ...delivery('2023-05-08', 60_000, 5, 'd'),
      ...one('sentBack', '2023-05-09', { ref: 'd' }),
      ...delivery('2023-05-10', 30_000),
      ...delivery('2023-05-15', 30_000),
    ]),
    is: {
      '2023-05-08T12:00:00+09:00': { points: 50 },
      '2023-05-11': { points: 0 },
      '2023-05-16': { points: 30 },
    },
  },
  {
    name: 'SY5 a reward that is claimed is posted then',
    of: supplier([
      ...delivery('2023-05-10', 20_000),
      ...one('tk.claimTask', '2023-05-20', { task: 'bigDelivery' }),
    ]),
    is: {
      '2023-05-11': { bigDelivery: 'claimable', points: 20 },
      '2023-05-21': { bigDelivery: 'claimed', points: 120 },
    },
  },
  {
    name: 'SY6 a pilot opens early payment for three months',
    of: supplier(one('invited', '2023-05-10T09:00:00+09:00')),
    is: {
      '2023-05-10': { earlyPay: 'locked' },
      '2023-05-11': { earlyPay: 'available', status: 'listed' },
      '2023-08-10T09:00:00+09:00': { earlyPay: 'locked' },
    },
  },
  {
    name: 'SY7 a certificate is looked at on its own day, by the year that ends then, its last day included',
    of: supplier([...one('audit', '2024-05-19T20:00:00+09:00')], '2023-05-20'),
    is: {
      '2024-05-19T23:59:59+09:00': { certified: null, auditsNow: 1 },
      '2024-05-20': { certified: 'given', auditsNow: 0 },
      '2025-05-19': { certified: 'given' },
      '2025-05-20': { certified: null },
    },
  },
])
