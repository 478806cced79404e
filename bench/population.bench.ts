// What it costs to score many merchants: a loop written by hand for this one program, the plan's nodes over columns, and core, which
// keeps every reason. All give the same tiers, or nothing is compared.
import { readFileSync } from 'node:fs'
import { samplePopulation } from '../demo/studio/sample.js'
import { evaluate } from '../src/core/evaluate.js'
import { compile } from '../src/plan/compile.js'
import { cellOf, type Population } from '../src/population/columns.js'
import { reviewed } from '../src/population/review.js'
import { program } from '../src/schema/program.js'
import { readText } from '../src/schema/read.js'
import type { MerchantRecord } from '../src/schema/record.js'

const text = readFileSync(new URL('../demo/programs/store-score.json', import.meta.url), 'utf8')
const written = readText(text, program).value!
const plan = compile([written]).value!
const AT = Date.parse('2025-10-15T04:30:00Z')

type Merchant = Readonly<Record<string, number | null>>
const merchantsOf = ({ ids, columns }: Population): Merchant[] =>
  ids.map((_, row) => Object.fromEntries([...columns].map(([name, column]) => [name, cellOf(column, row)])))
const recordsOf = (population: Population): MerchantRecord[] =>
  merchantsOf(population).map((merchant, row) => {
    const of = (list: object) => Object.fromEntries(Object.entries(merchant).filter(([name]) => name in list))
    return {
      id: population.ids[row]!,
      joinedAt: '2021-03-05',
      metrics: of(written.metrics),
      fields: of(written.fields),
    }
  })

/** The store score as one would write it out. */
function handWritten(merchant: Merchant): number {
  const of = (name: string): number => merchant[name]!
  const line = (x: number, knots: [number, number][]): number => {
    if (x <= knots[0]![0]) return knots[0]![1]
    for (let place = 1; place < knots.length; place++) {
      const [toX, toY] = knots[place]!
      const [fromX, fromY] = knots[place - 1]!
      if (x <= toX) return fromY + ((x - fromX) * (toY - fromY)) / (toX - fromX)
    }
    return knots[knots.length - 1]![1]
  }
  if (of('settledOrders') < 10) return 0
  const orders = of('orders28')
  const refundRate = orders === 0 ? null : (100 * of('refunded28')) / orders
  if (orders === 0) return 0 // two rates are unknown then, and so is the score
  let score = Math.min(120, 5 * of('storeDetails')) + Math.min(80, 2 * of('newPhotos'))
  score +=
    Math.min(80, 2 * of('completeDishes')) +
    Math.min(80, 8 * of('setMenus')) +
    Math.min(90, 6 * of('newDishes'))
  const received = of('received28')
  score += received < 5 ? 40 : line((100 * of('answered28')) / received, [[50, 0], [90, 80]]) // prettier-ignore
  score += line((100 * of('onTime28')) / orders, [[82, 0], [97, 150]]) // prettier-ignore
  score += refundRate === null ? 0 : line(refundRate, [[1, 120], [2, 90], [2.8, 60], [5, 0]]) // prettier-ignore
  score += Math.min(120, 30 * of('campaigns')) + line((100 * of('byMembers28')) / orders, [[0, 0], [40, 80]]) // prettier-ignore
  const calm = of('foodViolations') <= 0 && orders >= 450
  const refunds = refundRate ?? 0
  if (score >= 850 && refunds <= 2 && calm) return 4
  if (score >= 700 && refunds <= 3 && calm) return 3
  if (score >= 550 && refunds <= 3) return 2
  return score >= 400 ? 1 : 0
}

const many = samplePopulation('storeScore', 3507, 1)
const few = samplePopulation('storeScore', 50, 2)
const manyMerchants = merchantsOf(many)
const fewMerchants = merchantsOf(few)
const fewRecords = recordsOf(few)

const tiers = reviewed(plan, many, AT).value!.earned
manyMerchants.forEach((merchant, row) => {
  if (handWritten(merchant) !== tiers[row])
    throw new Error(`the hand-written loop differs for ${many.ids[row]}`)
})

export const groups = {
  '3,507 merchants, store score': {
    'a loop written by hand': () => manyMerchants.map(handWritten),
    'the nodes over columns': () => reviewed(plan, many, AT),
    'compiled again first, as a slider does': () => reviewed(compile([written]).value!, many, AT),
  },
  '50 merchants, store score': {
    'a loop written by hand': () => fewMerchants.map(handWritten),
    'the nodes over columns': () => reviewed(plan, few, AT),
    'evaluate, with every reason, task and path': () =>
      fewRecords.map((record) => evaluate(plan, record, AT)),
  },
}
