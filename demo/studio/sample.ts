/**
 * Merchants that are made up: heavy-tailed, as on every marketplace a few sell most, and the same for the same seed. Shapes are chosen
 * to look like a population, and stand for no platform's.
 */
import { chanceOf } from '../../src/population/chance.js'
import { emptyColumn, type Column, type Population } from '../../src/population/columns.js'
import type { Pace } from '../../src/population/pace.js'

/** What merchants are drawn from. */
class Draw {
  constructor(private readonly chance: () => number) {}
  /** The bell curve (Box and Muller). */
  normal(mean = 0, spread = 1): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.chance()))
    return mean + spread * radius * Math.cos(2 * Math.PI * this.chance())
  }
  /** Log-normal: half below the median, a long tail above it. */
  size(median: number, spread: number): number {
    return median * Math.exp(this.normal(0, spread))
  }
  whole(mean: number): number {
    return Math.max(0, Math.round(mean + this.normal(0, Math.sqrt(Math.max(mean, 0.25)))))
  }
  /** How many of `count`, each with a probability. */
  of(count: number, probability: number): number {
    const p = Math.min(1, Math.max(0, probability))
    if (count > 200)
      return Math.min(count, Math.max(0, Math.round(this.normal(count * p, Math.sqrt(count * p * (1 - p))))))
    let some = 0
    for (let turn = 0; turn < count; turn++) if (this.chance() < p) some += 1
    return some
  }
  happens(probability: number): boolean {
    return this.chance() < probability
  }
}

const clamped = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value))
const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals))

type Merchant = Readonly<Record<string, number | null>>

/** By program, one merchant's values. A restaurant and a buyer have good and bad sides that go together: `care`. */
const makers: Readonly<Record<string, (draw: Draw) => Merchant>> = {
  storeScore: (draw) => {
    const orders28 = draw.whole(draw.size(230, 0.95))
    const care = draw.normal()
    const received28 = draw.of(orders28, 0.11)
    const effort = 0.25 + 0.2 * care
    return {
      orders28,
      settledOrders: draw.whole(orders28 * 3.1),
      onTime28: draw.of(orders28, 0.9 + 0.034 * care + draw.normal(0, 0.015)),
      refunded28: draw.of(orders28, Math.exp(-3.85 - 0.35 * care)),
      byMembers28: draw.of(orders28, clamped(0.19 + draw.normal(0, 0.08), 0.02, 0.7)),
      received28,
      answered28: draw.of(received28, 0.7 + 0.15 * care),
      newPhotos: draw.whole(draw.size(9 + 7 * Math.max(0, care), 0.9)),
      newDishes: draw.whole(draw.size(2.5 + 1.5 * Math.max(0, care), 0.9)),
      campaigns: draw.of(6, 0.16 + 0.12 * care),
      foodViolations: draw.happens(0.03) ? 1 : 0,
      storeDetails: draw.of(24, 0.6 + 0.16 * care),
      completeDishes: draw.of(60, effort),
      setMenus: draw.of(12, effort),
      safetyCase: draw.happens(0.008) ? 1 : 0,
    }
  },
  marketplaceMembership: (draw) => {
    const orders = draw.whole(draw.size(7, 1.2))
    const active = clamped(draw.whole(draw.size(14, 0.8) + orders * 1.2), 0, 366)
    return {
      orders,
      spendFen: orders === 0 ? 0 : Math.round(orders * draw.size(46_000, 0.75)),
      refunds: draw.of(orders, Math.exp(draw.normal(-2.8, 0.8))),
      activeDays: active,
      photoReviews: draw.of(orders, clamped(draw.normal(0.4, 0.25), 0, 1)),
      profileSteps: draw.of(5, 0.55),
      creditIndex: draw.happens(0.06) ? null : rounded(clamped(draw.normal(76, 9), 20, 100), 1),
    }
  },
  growthPyramid: (draw) => {
    const care = draw.normal()
    const salesFen = Math.round(draw.size(2_600_000, 1.1) * Math.exp(0.35 * care))
    const orders = Math.max(1, Math.round(salesFen / draw.size(11_000, 0.4)))
    const silent = draw.happens(0.06)
    return {
      salesFen,
      salesBeforeFen: draw.happens(0.05) ? 0 : Math.round(salesFen / Math.exp(draw.normal(0.04, 0.16))),
      orders,
      repeatOrders: draw.of(orders, clamped(0.24 + 0.06 * care + draw.normal(0, 0.03), 0.01, 0.7)),
      complaints: draw.of(orders, clamped(0.0026 - 0.0012 * care, 0, 0.02)),
      listed: draw.whole(draw.size(11, 0.7)),
      campaigns: draw.whole(Math.max(0, 2.2 + 1.4 * care)),
      courses: draw.of(4, 0.25 + 0.12 * care),
      arrearsFen: silent && draw.happens(0.7) ? draw.whole(180_000) : 0,
      underContract: silent && draw.happens(0.5) ? 0 : 1,
      invited: draw.happens(salesFen > 40_000_000 ? 0.8 : 0.002) ? 1 : 0,
    }
  },
  organizationIndex: (draw) => {
    const size = draw.happens(0.42) ? 0 : draw.happens(0.68) ? 1 : 2
    const people = clamped(draw.whole(draw.size([22, 150, 1100][size]!, 0.5)), [5, 50, 500][size]!, [49, 499, 9000][size]!) // prettier-ignore
    const care = draw.normal()
    const part = (mean: number): number => draw.of(people, mean + 0.19 * care + draw.normal(0, 0.2))
    const messages = Math.round(people * draw.size(45, 0.6) * Math.exp(0.3 * care))
    return {
      ...{ industry: Math.floor(3 * clamped(draw.normal(0.5, 0.28), 0, 0.99)), size, people },
      ...{ inStructure: part(0.66), withManager: part(0.44), twoStep: part(0.44), devicesKnown: part(0.36) },
      formsBuilt: draw.whole(draw.size(4, 0.9)),
      messages: draw.happens(0.05) ? draw.whole(40) : messages,
      answered: draw.of(messages, 0.44 + 0.2 * care),
      meetings: draw.whole(people * draw.size(0.3, 1) * Math.exp(0.5 * care)),
      approvals: draw.whole(people * draw.size(1.1, 1) * Math.exp(0.5 * care)),
      reports: draw.whole(people * draw.size(0.6, 1) * Math.exp(0.5 * care)),
      drills: draw.of(3, 0.25 + 0.15 * care),
      leaks: draw.happens(0.02) ? 1 : 0,
    }
  },
  airbnbSuperhost: (draw) => {
    const reviews12m = draw.whole(draw.size(14, 1.15))
    const silent = draw.happens(0.12)
    const rating = 5 - draw.size(0.15, 0.75)
    return {
      reviews12m,
      responseRate: silent
        ? null
        : draw.happens(0.72)
          ? 1
          : rounded(clamped(1 - draw.size(0.08, 1), 0, 1), 2),
      rating: reviews12m === 0 && draw.happens(0.5) ? null : rounded(clamped(rating, 1, 5), 2),
    }
  },
}

/** True for the programs that there are made-up merchants for. */
export const hasSample = (program: string): boolean => Object.prototype.hasOwnProperty.call(makers, program)

/** So many made-up merchants of a program. */
export const samplePopulation = (program: string, size: number, seed: number): Population => {
  const rows = sampleRows(program, size, seed)
  for (;;) {
    const { value, done } = rows.next()
    if (done) return value
  }
}

/** The same merchants, made in slices. Throws an AbortError where they are no longer wanted. */
export const sampleInSlices = async (
  program: string,
  size: number,
  seed: number,
  pace: Pace,
): Promise<Population> => {
  const rows = sampleRows(program, size, seed)
  for (;;) {
    const { value, done } = rows.next()
    if (done) return value
    if (pace.isDue()) await pace.rest(value / size)
  }
}

/** Merchants in slices: yields how many are made, and returns them all. */
function* sampleRows(program: string, size: number, seed: number): Generator<number, Population> {
  const draw = new Draw(chanceOf(seed * 7919 + 1))
  const columns = new Map<string, Column>()
  const ids: string[] = []
  const digits = String(size).length
  for (let row = 0; row < size; row++) {
    ids.push(`s${String(row + 1).padStart(digits, '0')}`)
    const merchant = makers[program]!(draw)
    for (const name of Object.keys(merchant)) {
      if (!columns.has(name)) columns.set(name, emptyColumn(size))
      columns.get(name)![row] = merchant[name] ?? NaN
    }
    if ((row & 255) === 255) yield row + 1
  }
  return { ids, columns }
}
