/**
 * Made-up merchants of the program `merchantGrowth`, column by column, so that millions take seconds: sales log-normal over four decades,
 * how well a shop is kept (`care`) behind rates and rating, newer shops smaller. The same for the same seed.
 */
import type { Population } from '../../src/population/columns.js'
import type { Pace } from '../../src/population/pace.js'
import { chanceOf } from '../../src/population/chance.js'

const names = [
  ...['salesFen', 'orders', 'shipments', 'shippedOnTime', 'messages', 'answered', 'disputes', 'violations'],
  ...['rating', 'listingQuality', 'industry', 'region', 'joinedAt', 'tier'],
] as const
type Name = (typeof names)[number]

const DAY = 86_400_000
const BLOCK = 8192
const clamped = (value: number, min: number, max: number): number =>
  value < min ? min : value > max ? max : value

/** Merchants a block at a time; rests where the pace asks for it. */
export const growthSample = async (
  size: number,
  seed: number,
  atMs: number,
  pace: Pace,
): Promise<Population> => {
  const chance = chanceOf(seed)
  const normal = normalOf(chance)
  const columns = {} as Record<Name, Float64Array>
  for (const name of names) columns[name] = new Float64Array(size)
  const ids = new Array<string>(size)
  for (let start = 0; start < size; start += BLOCK) {
    const end = Math.min(size, start + BLOCK)
    for (let row = start; row < end; row++) {
      merchant(columns, row, chance, normal, atMs)
      ids[row] = `73018841${String(row + 1).padStart(11, '0')}`
    }
    if (pace.isDue()) await pace.rest(end / size)
  }
  return { ids, columns: new Map(Object.entries(columns)) }
}

const merchant = (
  columns: Record<Name, Float64Array>,
  row: number,
  chance: () => number,
  normal: () => number,
  atMs: number,
): void => {
  const care = normal()
  const days = 20 + Math.floor(3200 * chance() ** 1.6)
  const age = clamped(Math.log(days / 400) / 2, -1.2, 0.9)
  const sales = Math.round(1_150_000 * Math.exp(1.35 * normal() + 0.35 * care + 0.7 * age))
  const orders = Math.max(1, Math.round(sales / (9_000 * Math.exp(0.4 * normal()))))
  const shipments = Math.max(1, Math.round(orders / 3))
  const onTime = clamped(0.943 + 0.028 * care + 0.016 * normal(), 0.6, 1)
  const messages = Math.max(1, Math.round(orders * 0.5))
  const answered = clamped(0.82 + 0.08 * care + 0.06 * normal(), 0.2, 1)
  const disputed = Math.exp(-4.75 - 0.55 * care + 0.5 * normal())
  columns.salesFen[row] = sales
  columns.orders[row] = orders
  columns.shipments[row] = shipments
  columns.shippedOnTime[row] = Math.round(shipments * onTime)
  columns.messages[row] = messages
  columns.answered[row] = Math.round(messages * answered)
  columns.disputes[row] = Math.min(orders, Math.floor(orders * disputed + chance()))
  columns.violations[row] = chance() < 0.045 - 0.012 * clamped(care, -2, 2) ? 1 : 0
  columns.rating[row] =
    chance() < 0.02 ? NaN : Math.round(100 * clamped(4.56 + 0.17 * care + 0.11 * normal(), 1, 5)) / 100
  columns.listingQuality[row] = Math.round(clamped(62 + 11 * care + 9 * normal(), 5, 100))
  columns.industry[row] = Math.floor(4 * chance() ** 1.3)
  columns.region[row] = Math.floor(4 * chance() ** 1.5)
  columns.joinedAt[row] = atMs - days * DAY
  columns.tier[row] = heldBy(sales, care, normal())
}

/** The tier held: what an earlier review found, which was near what this one will. */
const heldBy = (sales: number, care: number, luck: number): number => {
  const standing = Math.log(sales / 1_150_000) + 1.1 * care + 0.45 * luck
  return standing > 1.75 ? 2 : standing > 0.25 ? 1 : 0
}

/** The bell curve (Box and Muller), both of each pair. */
const normalOf = (chance: () => number): (() => number) => {
  let spare = NaN
  return () => {
    if (spare === spare) {
      const value = spare
      spare = NaN
      return value
    }
    const radius = Math.sqrt(-2 * Math.log(1 - chance()))
    const turn = 2 * Math.PI * chance()
    spare = radius * Math.sin(turn)
    return radius * Math.cos(turn)
  }
}
