// One review of given metrics with its reasons, beside a general rule engine that decides the same tier from the same inputs.
import { Engine } from 'json-rules-engine'
import { reviewer } from '../src/core/review.js'
import { compile } from '../src/plan/compile.js'
import { program } from '../src/schema/program.js'
import { readValue } from '../src/schema/read.js'
import type { MerchantRecord } from '../src/schema/record.js'
import type { Evidence } from '../src/schema/standing.js'

const text = (en: string) => ({ en, 'zh-CN': en })
const metricIds = ['rating', 'reviews', 'onTime', 'cancelled', 'responded', 'orders', 'refunds', 'activeDays']
/** Marks by tier, lowest first: at least so many, save for the shares of what went wrong. */
const marks: Record<string, number>[] = [
  { rating: 4, reviews: 5, onTime: 90, cancelled: 5, responded: 80, orders: 20, refunds: 8, activeDays: 30 },
  {
    rating: 4.5,
    reviews: 20,
    onTime: 95,
    cancelled: 2,
    responded: 90,
    orders: 100,
    refunds: 5,
    activeDays: 60,
  },
  {
    rating: 4.8,
    reviews: 50,
    onTime: 98,
    cancelled: 1,
    responded: 95,
    orders: 500,
    refunds: 3,
    activeDays: 90,
  },
]
const isCeiling = (id: string): boolean => id === 'cancelled' || id === 'refunds'
const tierIds = ['bronze', 'silver', 'gold']

const written = {
  tierkit: 1,
  program: 'bench',
  version: '1',
  inForce: '2026-01-01',
  zone: 'UTC',
  currency: 'USD',
  name: text('Bench'),
  events: { sale: {} },
  fields: {},
  reviews: { monthly: { every: 'month' } },
  metrics: Object.fromEntries(
    metricIds.map((id) => [id, { count: 'sale', window: 'lifetime', unit: 'number', name: text(id) }]),
  ),
  ladders: [
    {
      id: 'level',
      name: text('Level'),
      main: true,
      transition: { promote: 'monthly', demote: 'monthly' },
      tiers: [
        { id: 'none', name: text('None') },
        ...tierIds.map((id, place) => ({
          id,
          name: text(id),
          enter: Object.fromEntries(
            Object.entries(marks[place]!).map(([metric, mark]) => [
              metric,
              isCeiling(metric) ? { lte: mark } : { gte: mark },
            ]),
          ),
        })),
      ],
    },
  ],
}
const plan = compile([readValue(written, program).value!]).value!

const engine = new Engine()
tierIds.forEach((id, place) =>
  engine.addRule({
    name: id,
    conditions: {
      all: Object.entries(marks[place]!).map(([fact, value]) => ({
        fact,
        operator: isCeiling(fact) ? 'lessThanInclusive' : 'greaterThanInclusive',
        value,
      })),
    },
    event: { type: id },
  }),
)

const at = Date.UTC(2026, 5, 1)
const records = [0, 1, 2, 3].map((better): MerchantRecord => ({
  id: `m${better}`,
  joinedAt: '2026-01-01',
  metrics: Object.fromEntries(
    metricIds.map((id) => [id, better === 0 ? (isCeiling(id) ? 50 : 0) : marks[better - 1]![id]!]),
  ),
}))

/** Reads a reason to its end: what was had, what was needed, over which dates, and whether it was met. */
const readAll = (evidence: Evidence | null): number => {
  if (evidence === null) return 0
  if (evidence.kind === 'atLeast')
    return evidence.of.reduce((sum, part) => sum + readAll(part), Number(evidence.met))
  if (evidence.kind !== 'compare') throw new Error(`${evidence.kind} was not asked for`)
  const { have, need, subject, met } = evidence
  return (have ?? 0) + (need ?? 0) + subject.name.en.length + (subject.window?.end.length ?? 0) + Number(met)
}

const ours = (record: MerchantRecord): string => {
  const [ladder] = reviewer(plan, record, at)().ladders
  for (const { enter } of ladder!.tiers)
    if (enter !== null && readAll(enter) === 0) throw new Error('nothing was said')
  return ladder!.earned!
}
const theirs = async (record: MerchantRecord): Promise<string> => {
  const { events } = await engine.run(record.metrics as Record<string, number>)
  const met = events.map(({ type }) => type)
  return [...tierIds].reverse().find((id) => met.includes(id)) ?? 'none'
}
for (const record of records)
  if (ours(record) !== (await theirs(record)))
    throw new Error(`${record.id}: ${ours(record)} here, ${await theirs(record)} there`)

export const groups = {
  'one review of eight given metrics, four merchants': {
    'json-rules-engine, the tier': async () => {
      for (const record of records) await theirs(record)
    },
    'reviewer, the tier with all its evidence read': () => records.forEach(ours),
  },
}
