import { cases, merchant, one, programOf } from './case.js'

/** So many buyers with so many orders each, the first of whom had a defect with every one. */
const seller = (buyers: number, unhappy: number, each = 1) =>
  merchant(
    '2024-01-01',
    Array.from({ length: buyers }, (_, buyer) =>
      Array.from({ length: each }, () => one('order', '2024-05-01', { buyer, defect: buyer < unhappy })),
    )
      .flat()
      .flat(),
  )
const on = '2024-05-20'

cases(programOf('generic-rate-allowance'), [
  {
    name: 'Y-2 2 of 100 buyers: the rate passes',
    of: seller(100, 2),
    is: { [on]: { level: 'standard', unhappyShare: 2 } },
  },
  {
    name: 'Y-2 3 of 50 buyers are 6 %: the allowance passes',
    of: seller(50, 3),
    is: { [on]: { level: 'standard', unhappyShare: 6, unhappyBuyers: 3 } },
  },
  {
    name: 'Y-2 4 of 50 buyers: neither passes',
    of: seller(50, 4),
    is: { [on]: { level: 'below', unhappyShare: 8 } },
  },
  {
    name: 'Y-2 4 of 200 buyers: the rate passes where the allowance does not',
    of: seller(200, 4),
    is: { [on]: { level: 'standard' } },
  },
  {
    name: 'Y-2 3 buyers with 5 defects each count as 3, not as 15',
    of: seller(50, 3, 5),
    is: { [on]: { level: 'standard', unhappyBuyers: 3 } },
  },
])
