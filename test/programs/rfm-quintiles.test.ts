import { cases, changed, many, merchant, programOf } from './case.js'

const file = 'rfm-quintiles'
const on = '2021-03-01'
const days = [4, 6, 46, 23, 15, 32, 7, 50, 34, 10, 3, 1, 27, 18, 5]
const counts = [6, 11, 1, 3, 4, 2, 3, 1, 15, 5, 8, 10, 3, 2, 1]
const dollars = [540, 940, 35, 65, 179, 56, 140, 950, 2630, 191, 845, 1510, 54, 40, 25]
/** Each customer's orders on the day of the last one, which bears all the spend. */
const customers = days.map((each, place) => {
  const at = new Date(Date.parse(on) - each * 86_400_000).toISOString().slice(0, 10)
  const orders = [
    ...many(counts[place]! - 1, 'order', at, { amountCents: 0 }),
    ...many(1, 'order', at, { amountCents: dollars[place]! * 100 }),
  ]
  return merchant('2020-12-01', orders, { id: `c${place + 1}`, fields: { place: place + 1 } })
})
const byInput = [544, 454, 111, 232, 333, 222, 433, 115, 155, 343, 544, 555, 222, 321, 411]
const better = byInput.map((score, place) => (place === 12 ? 232 : score))
const worse = byInput.map((score, place) => (place === 3 ? 222 : place === 6 ? 423 : score))
const tieRule = '"ties": { "by": "place", "better": "low" }'

cases(programOf(file), [
  {
    name: 'RFM-1 the 15 customers, ties split by the order of the list',
    of: customers,
    ranked: [on],
    is: { [on]: { daysSince: 4, orders: 6, spend: 54_000 } },
    all: { [on]: { score: byInput } },
  },
  {
    name: 'RFM-2 the 15 customers, ties share the better score',
    by: changed(file, tieRule, '"ties": "better"'),
    of: customers,
    ranked: [on],
    is: {},
    all: { [on]: { score: better } },
  },
  {
    name: 'RFM-3 the 15 customers, ties share the worse score',
    by: changed(file, tieRule, '"ties": "worse"'),
    of: customers,
    ranked: [on],
    is: {},
    all: { [on]: { score: worse } },
  },
])
