/**
 * Merchants that are made up for any program: the same for the same seed, heavy-tailed (a few sell most), correlated (who is large is large
 * in everything that counts, who takes care does so throughout). Their scale is the program's own: about one in six lies beyond each
 * end of the marks that a value is compared with. They stand for no platform's.
 */
import { rootsOf, subjectsOf, type Subject } from '../plan/asked.js'
import type { LadderPlan, Plan } from '../plan/plan.js'
import type { Unit } from '../schema/text.js'
import { fillNormal, wholeChanceOf } from './chance.js'
import { columnOf, type Column, type Population } from './columns.js'
import { Pace } from './pace.js'
import { reviewed } from './review.js'
import { scalesOf, type Scale } from './scales.js'

export const GENERATED = { least: 10_000, most: 10_000_000 } as const

export interface Made {
  readonly ladder: LadderPlan
  readonly size: number
  readonly seed: number
  readonly atMs: number
}

/** Made-up merchants of a program. Throws an AbortError where they are no longer wanted. */
export const generated = async (
  plan: Plan,
  { ladder, size, seed, atMs }: Made,
  pace = new Pace(),
): Promise<Population> => {
  const subjects = askedOf(plan, ladder)
  const scales = scalesOf(plan)
  const ways = waysOf(plan, ladder, subjects, scales, atMs)
  const fills = subjects.map((subject) => fillOf(subject, scales.get(subject.id), ways.get(subject.id)!, atMs)) // prettier-ignore
  const columns = subjects.map(() => new Float64Array(size))
  const ids = new Array<string>(size)
  const whole = wholeChanceOf(seed * 7919 + 1)
  const draw: Draw = { large: new Float32Array(BLOCK), care: new Float32Array(BLOCK), own: new Float32Array(BLOCK), whole } // prettier-ignore
  const digits = String(size).length
  for (let start = 0; start < size; start += BLOCK) {
    const count = Math.min(BLOCK, size - start)
    fillNormal(draw.large, count, whole)
    fillNormal(draw.care, count, whole)
    fills.forEach((fill, place) => {
      fillNormal(draw.own, count, whole)
      fill(columns[place]!.subarray(start, start + count), draw)
    })
    for (let row = start; row < start + count; row++) ids[row] = `m${String(row + 1).padStart(digits, '0')}`
    if (pace.isDue()) await pace.rest((start + count) / size)
  }
  return { ids, columns: new Map(subjects.map(({ id }, place) => [id, columns[place]!])) }
}

/** What has to be made up: all that is asked, but not what follows from it, what past reviews found, or the tier held. */
const askedOf = (plan: Plan, ladder: LadderPlan): Subject[] => {
  const roots = rootsOf(plan, ladder)
  const given = new Set(subjectsOf(plan, roots).map(({ id }) => id))
  return subjectsOf(plan, roots, given).filter(({ id, unit }) => unit !== 'tier' && id.indexOf('#') < 0)
}

const BLOCK = 4096

/** Draws for a block: how large and how careful each merchant is, and what is a column's own. */
interface Draw {
  readonly large: Float32Array
  readonly care: Float32Array
  readonly own: Float32Array
  readonly whole: () => number
}
type Fill = (cells: Column, draw: Draw) => void

/** 1: more is better; -1: less is. */
type Way = 1 | -1

/** Units in which merchants differ by how large they are; in the others by how well they do. */
const bySize: ReadonlySet<Unit> = new Set(['money', 'integer', 'points', 'minutes', 'months', 'days'])
const usual: Readonly<Partial<Record<Unit, readonly [from: number, to: number]>>> = {
  money: [50_000, 2_000_000],
  integer: [5, 120],
  number: [1, 20],
  percent: [2, 60],
  days: [20, 300],
  months: [3, 36],
  minutes: [5, 120],
  points: [50, 5000],
  score: [30, 80],
}

const fillOf = (subject: Subject, scale: Scale | undefined, way: Way, atMs: number): Fill => {
  const { reading, unit, values } = subject
  if (reading === 'flag') return flagFill(way)
  if (reading === 'choice') return choiceFill(values.length)
  if (reading === 'date') return dateFill(atMs)
  const [low, high] = endsOf(unit, scale)
  if (unit === 'percent') return percentFill(low, high, way)
  // marks that lie close together far from 0 are of something like a rating
  return low > 0 && high / low < 2.5 && !bySize.has(unit)
    ? levelFill(low, high, way)
    : sizeFill(low, high, way, unit)
}

/** Where about one in six lies below, and one in six above. */
const endsOf = (unit: Unit, scale: Scale | undefined): readonly [number, number] => {
  const [from, to] = usual[unit] ?? [1, 100]
  if (scale === undefined) return [from, to]
  const above = scale.marks.filter((mark) => mark > 0)
  const high = above[above.length - 1] ?? to
  const low = above[0]!
  if (unit === 'percent') return [Math.min(low, high * 0.7), high]
  return low < high ? [low, high] : [high / (bySize.has(unit) ? 6 : 1.2), high * (bySize.has(unit) ? 1.6 : 1.05)] // prettier-ignore
}

/** How much of a value is the merchant's size, their care, and chance; the squares add up to 1. */
const mixed = ({ large, care, own }: Draw, at: number, parts: readonly number[]): number =>
  large[at]! * parts[0]! + care[at]! * parts[1]! + own[at]! * parts[2]!
const sizeParts = [0.77, 0.2, 0.606] as const
const careParts = [0.12, 0.62, 0.775] as const

/** Log-normal: half below the middle of its ends, a long tail above. */
const sizeFill = (low: number, high: number, way: Way, unit: Unit): Fill => {
  const middle = Math.log(low * high) / 2
  const spread = Math.min(1.4, Math.max(0.35, Math.log(high / low) / 2))
  const isWhole = bySize.has(unit)
  return (cells, draw) => {
    for (let at = 0; at < cells.length; at++) {
      const value = Math.exp(middle + spread * (way < 0 ? -mixed(draw, at, careParts) : mixed(draw, at, sizeParts))) // prettier-ignore
      cells[at] = isWhole ? Math.round(value) : Math.round(value * 100) / 100
    }
  }
}

/** Where people end their scales. */
const tops: readonly number[] = [1, 5, 10, 100]

/** Around the middle of its ends, never far above them, as a rating is. */
const levelFill = (low: number, high: number, way: Way): Fill => {
  const spread = (high - low) / 2 || low / 20
  const most = tops.find((top) => top >= high / 1.1) ?? high
  return (cells, draw) => {
    for (let at = 0; at < cells.length; at++) {
      const value = (low + high) / 2 + way * spread * mixed(draw, at, careParts)
      cells[at] = Math.round(Math.min(most, Math.max(0, value)) * 100) / 100
    }
  }
}

const percentFill = (low: number, high: number, way: Way): Fill => {
  const logit = (percent: number): number => {
    const share = Math.min(0.995, Math.max(0.0005, percent / 100))
    return Math.log(share / (1 - share))
  }
  const middle = (logit(low) + logit(high)) / 2
  const spread = Math.min(1.6, Math.max(0.4, (logit(high) - logit(low)) / 2))
  return (cells, draw) => {
    for (let at = 0; at < cells.length; at++) {
      const value = 100 / (1 + Math.exp(-middle - way * spread * mixed(draw, at, careParts)))
      // nothing is known of a few, who have had no orders
      cells[at] = draw.large[at]! < -2.33 ? NaN : Math.round(value * 100) / 100
    }
  }
}

const flagFill = (way: Way): Fill => {
  return (cells, draw) => {
    for (let at = 0; at < cells.length; at++) {
      const isUsual = mixed(draw, at, careParts) > -1.645
      cells[at] = isUsual === way > 0 ? 1 : 0
    }
  }
}

/** The first of a choice is the most frequent (Zipf). */
const choiceFill = (count: number): Fill => {
  let total = 0
  const upTo = Array.from({ length: count }, (_, place) => (total += 1 / (place + 1)))
  return (cells, { whole }) => {
    for (let at = 0; at < cells.length; at++) {
      const point = (whole() / 4294967296) * total
      cells[at] = count === 0 ? NaN : upTo.findIndex((end) => point < end)
    }
  }
}

const DAY = 86_400_000
/** Since up to eight years, more of them lately; the larger, the longer. */
const dateFill = (atMs: number): Fill => {
  const today = Math.floor(atMs / DAY) * DAY
  return (cells, draw) => {
    for (let at = 0; at < cells.length; at++) {
      const years = Math.min(8, 1.6 * Math.exp(0.8 * mixed(draw, at, sizeParts)))
      cells[at] = today - Math.round(years * 365) * DAY
    }
  }
}

/** Rounds in which each value is tried at its low and its high end, the others staying as they were found best. */
const ROUNDS = 3

/**
 * Which end of each value is the better one, asked of the program itself: from a merchant in the middle, the end with the higher tier, else
 * the higher score, is kept, and the next value is tried.
 */
const waysOf = (
  plan: Plan,
  ladder: LadderPlan,
  subjects: readonly Subject[],
  scales: ReadonlyMap<string, Scale>,
  atMs: number,
): ReadonlyMap<string, Way> => {
  const best = new Map(subjects.map((subject) => [subject.id, endsFor(subject, scales, atMs)[1]]))
  const ways = new Map<string, Way>(subjects.map(({ id }) => [id, 1]))
  for (let round = 0; round < ROUNDS; round++)
    for (const subject of subjects) {
      const ends = endsFor(subject, scales, atMs)
      const columns = new Map([...best].map(([id, value]) => [id, columnOf(id === subject.id ? ends : [value, value])])) // prettier-ignore
      const { value } = reviewed(plan, { ids: ['low', 'high'], columns }, atMs, { ladder: ladder.key })
      if (value === null) continue
      const [low, high] = [0, 1].map((row) => value.earned[row]! * 1e9 + (value.score?.[row] ?? 0))
      if (low! > high!) {
        ways.set(subject.id, -1)
        best.set(subject.id, ends[0])
      } else if (high! > low!) {
        ways.set(subject.id, 1)
        best.set(subject.id, ends[1])
      }
    }
  return ways
}

const endsFor = (
  { id, reading, unit }: Subject,
  scales: ReadonlyMap<string, Scale>,
  atMs: number,
): readonly [number, number] => {
  if (reading === 'flag') return [0, 1]
  if (reading === 'choice') return [0, 0]
  if (reading === 'date') return [atMs - 2000 * DAY, atMs - 30 * DAY]
  const [low, high] = endsOf(unit, scales.get(id))
  return [low * 0.8, unit === 'percent' ? Math.min(100, high * 1.1) : high * 1.2]
}
