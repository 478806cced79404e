/** Random merchants of a program, and the instants to ask at: both lean towards edges (reviews, window ends, marks, midnights). */
import type { Program, Review } from '../../src/schema/program.js'
import type { Fact, MerchantRecord } from '../../src/schema/record.js'
import * as days from './days.js'
import type { Dice } from './dice.js'
import { marks, zones } from './random-program.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
type Json = Record<string, unknown>

/** An instant in the first year and a half of the program, more often than not on an edge of something. */
export const randomMs = (dice: Dice, program: Program): number => {
  const { zone } = program
  const dayMs =
    days.instantOf('2024-01-01', zone) + dice.int(0, dice.pick([30, 60, 60, 120, 400])) * DAY + 12 * HOUR
  const edges: (() => number)[] = [
    () => dayMs + dice.int(-11, 11) * HOUR,
    () => days.periodStart(zone, dayMs, 'day'),
    () => days.periodStart(zone, dayMs, 'month'),
    () => days.periodStart('UTC', dayMs, 'day'),
    () => days.periodEnd(zone, dayMs, 'month') - 1,
    () => {
      const reviews = Object.values(program.reviews).filter(
        (one): one is Exclude<Review, { continuous: true }> =>
          !('continuous' in one) && one.since === undefined,
      )
      if (reviews.length === 0) return dayMs
      const review = dice.pick(reviews)
      return days.reviewAfter(review, review.zone ?? zone, dayMs, null) ?? dayMs
    },
  ]
  return dice.pick(edges)() + dice.pick([0, 0, 0, 0, -1, 1])
}

const randomFact = (
  dice: Dice,
  program: Program,
  place: number,
  others: readonly Fact[],
  from: string,
): Fact => {
  const atMs = Math.max(randomMs(dice, program), Date.parse(from) - dice.pick([0, 0, 40 * DAY]))
  const at = days.textOf(atMs)
  const late = dice.chance(0.12)
    ? { seen: days.textOf(atMs + dice.pick([0, 1, HOUR, DAY, 10 * DAY, 40 * DAY])) }
    : {}
  const base = { id: `f${place}`, at, ...late }
  const type = dice.pick([
    'order',
    'order',
    'order',
    'order',
    'visit',
    'visit',
    'violation',
    'paid',
    'refund',
  ])
  const undone = others.filter((one) => one.type === 'order')
  if (type === 'refund' && undone.length > 0) {
    const of = dice.pick(undone)
    const amount = of['amount']
    const part =
      dice.chance(0.4) && typeof amount === 'number'
        ? { amount: Math.floor(amount / dice.pick([1, 2, 3])) }
        : {}
    return {
      ...base,
      at: days.textOf(Math.max(atMs, Date.parse(of.at))),
      seen: undefined,
      type,
      ref: of.id,
      ...part,
    } as unknown as Fact
  }
  if (type === 'violation')
    return { ...base, type, ...dice.maybe(0.9, () => ({ points: dice.int(0, 3) })) } as Fact
  if (type !== 'order') return { ...base, type: type === 'refund' ? 'visit' : type } as Fact
  const shifted = (): string => days.textOf(Date.parse(at) + dice.pick([-1, 0, 1, 2]) * DAY)
  return {
    ...base,
    type,
    ...dice.maybe(0.9, () => ({ amount: dice.pick(marks.amounts) })),
    ...dice.maybe(0.8, () => ({ goods: dice.pick(['tea', 'books']) })),
    ...dice.maybe(0.6, () => ({ rating: dice.pick(marks.ratings) })),
    ...dice.maybe(0.4, () => ({ late: dice.chance(0.5) })),
    ...dice.maybe(0.5, () => ({
      promisedAt: shifted(),
      ...dice.maybe(0.8, () => ({ deliveredAt: shifted() })),
    })),
  } as Fact
}

/** A command's fact, as an authority would have taken it. */
const randomCommand = (dice: Dice, program: Program, place: number): Fact[] => {
  const at = days.textOf(randomMs(dice, program))
  const tasks = (program.tasks ?? []).map(({ id }) => ({
    id: `c${place}`,
    type: 'tk.claimTask',
    at,
    task: id,
  }))
  const uses = (program.benefits ?? []).map(({ id }) => ({
    id: `c${place}`,
    type: 'tk.useBenefit',
    at,
    benefit: id,
  }))
  const all = [...tasks, ...uses]
  return all.length === 0 ? [] : [dice.pick(all)]
}

const field = (dice: Dice, program: Program, make: () => unknown): unknown => {
  if (!dice.chance(0.3)) return make()
  const dates = new Set(dice.times(1, 3, () => days.textOf(randomMs(dice, program))))
  return [...dates].map((from) => ({ from, value: dice.chance(0.9) ? make() : null }))
}

/** Every name that may be ranked, and every percentile that may be cut at. */
const asked = (program: Program): { ranked: string[]; percents: number[] } => {
  const percents = new Set<number>()
  JSON.stringify(program.score ?? {}, (key, value: unknown) => {
    if (key === 'percentile' && typeof value === 'number') percents.add(value)
    return value
  })
  const metrics = Object.keys(program.metrics)
  return {
    ranked: [
      ...['score', ...metrics].flatMap((id) => [`${id}@tea`, `${id}@books`]),
      'score',
      'trust',
      ...metrics,
      ...(program.accounts ?? []).map(({ id }) => id),
    ],
    percents: [...percents],
  }
}

const randomPeers = (dice: Dice, program: Program): Json => {
  const { ranked, percents } = asked(program)
  const peers: Json = {}
  for (const from of dice.times(0, 4, () => randomMs(dice, program))) {
    const cohorts: Json = {}
    for (const id of Object.keys(program.cohorts ?? {})) {
      if (dice.chance(0.1)) continue
      const size = dice.int(0, 12)
      const isMember = size > 0 && dice.chance(0.85)
      const ranks: Json = {}
      const cuts: Json = {}
      for (const key of ranked) {
        const high = dice.int(1, Math.max(1, size))
        if (isMember && dice.chance(0.9)) ranks[key] = { high, low: size + 1 - high }
        if (percents.length > 0 && dice.chance(0.9))
          cuts[key] = Object.fromEntries(
            percents.map((one) => [String(one), dice.pick([0, 1, 2, 4, 5, 50, 100, 200, null])]),
          )
      }
      cohorts[id] = dice.chance(0.05) ? { size: null } : { size, ranks, cuts }
    }
    peers[days.textOf(from)] = cohorts
  }
  return peers
}

export const randomRecord = (dice: Dice, program: Program): MerchantRecord => {
  const joinedAt = days.textOf(
    dice.pick([
      days.instantOf('2024-01-01', program.zone),
      days.instantOf('2023-11-15', program.zone),
      randomMs(dice, program),
    ]),
  )
  const facts: Fact[] = []
  const most = dice.pick([0, 2, 4, 8, 16])
  for (let place = 0; place < most; place++) {
    facts.push(randomFact(dice, program, place, facts, joinedAt))
    if (dice.chance(0.1)) facts.push(...randomCommand(dice, program, place))
  }
  const valued = dice.chance(0.06) // values alone, without a log
  const metrics = Object.keys(program.metrics).filter(() => dice.chance(valued ? 0.8 : 0.05))
  const fields = {
    ...dice.maybe(0.7, () => ({ trust: field(dice, program, () => dice.pick([0, 1, 2, 2.5, 3, 5])) })),
    ...dice.maybe(0.7, () => ({ region: field(dice, program, () => dice.pick(['tea', 'books'])) })),
    ...dice.maybe(0.6, () => ({ grading: field(dice, program, () => dice.pick(['low', 'mid', 'high'])) })),
    ...dice.maybe(0.7, () => ({ active: field(dice, program, () => dice.chance(0.7)) })),
    ...dice.maybe(0.6, () => ({
      signedAt: field(dice, program, () =>
        dice.pick(['2024-03-01', '2024-01-31', '2024-02-29', '2024-05-31T10:00:00Z']),
      ),
    })),
  }
  const record: Json = {
    id: 'm',
    joinedAt,
    ...dice.maybe(0.25, () => ({ zone: dice.pick(zones) })),
    ...dice.maybe(valued ? 0.7 : 0.1, () => ({ asOf: days.textOf(randomMs(dice, program)) })),
    fields,
    ...(valued ? {} : { facts: facts.map((one) => JSON.parse(JSON.stringify(one)) as Fact) }),
    ...(metrics.length > 0
      ? { metrics: Object.fromEntries(metrics.map((id) => [id, dice.pick([0, 1, 2.5, 3, 50, 100, null])])) }
      : {}),
    ...(program.cohorts ? { peers: randomPeers(dice, program) } : {}),
  }
  return record as unknown as MerchantRecord
}

/** Instants to ask at, in order. */
export const randomInstants = (dice: Dice, program: Program, record: MerchantRecord): number[] => {
  const found = dice.times(4, 14, () => {
    const { facts = [] } = record
    if (facts.length > 0 && dice.chance(0.3)) {
      const { at, seen } = dice.pick(facts)
      return Date.parse(seen ?? at) + dice.pick([0, 0, 30 * DAY, 90 * DAY, 1, -1])
    }
    return randomMs(dice, program)
  })
  return [...new Set(found)].sort((a, b) => a - b)
}
