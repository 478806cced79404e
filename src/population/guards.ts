/**
 * Guard rails: what a change may do at most before it is published; and of the numbers that a draft changed, which one alone would keep them
 * all, taken back as little as will do.
 */
import { microOf } from '../plan/operations.js'
import { withNumber, type Change } from './changes.js'

/** Limits; those that are not given are not asked. */
export interface Limits {
  /** Percent of all merchants who may fall. */
  readonly maxDemoted?: number | undefined
  /** How much more benefits may cost: percent of the cost before, or money in the smallest unit of the currency. */
  readonly maxCost?: { readonly percent: number } | { readonly money: number } | undefined
  /** Percent of all merchants on each tier, the lowest first, and how many points of percent each may be off. */
  readonly target?: { readonly shares: readonly number[]; readonly tolerance: number } | undefined
}

/** What a preview found. `tiers`: merchants on each, the lowest first; `merchants`: all, with those on no tier. */
export interface Found {
  readonly merchants: number
  readonly demoted: number
  readonly tiers: readonly number[]
  readonly cost: { readonly before: number; readonly after: number }
}

/** `limit` and `found` in `unit`: percent (`points`: a distance in percent), or money. `found` is null where there is nothing to take percents of. */
export interface Rail {
  readonly rail: 'demoted' | 'cost' | 'target'
  readonly unit: 'percent' | 'money' | 'points'
  readonly limit: number
  readonly found: number | null
  readonly holds: boolean
  readonly tier: number | null // by place, of a target
}

/** Percents are compared as whole numbers: `part / whole <= percent / 100`, on a grid of a millionth of a percent. */
const WHOLE = 100e6
const isWithin = (part: number, whole: number, percent: number): boolean =>
  part * WHOLE <= microOf(percent) * whole

/** The rails that are asked for, each with what was found. With nobody there all hold. */
export const railsOf = ({ maxDemoted, maxCost, target }: Limits, found: Found): Rail[] => {
  const { merchants, demoted, tiers, cost } = found
  const rails: Rail[] = []
  const percentOf = (part: number, whole: number): number | null =>
    whole === 0 ? null : (100 * part) / whole
  if (maxDemoted !== undefined)
    rails.push({
      ...{ rail: 'demoted', unit: 'percent', limit: maxDemoted, tier: null },
      found: percentOf(demoted, merchants),
      holds: isWithin(demoted, merchants, maxDemoted),
    })
  const more = cost.after - cost.before
  if (maxCost && 'percent' in maxCost)
    rails.push({
      ...{ rail: 'cost', unit: 'percent', limit: maxCost.percent, tier: null },
      found: percentOf(more, cost.before),
      holds: isCostWithin(more, cost.before, maxCost.percent),
    })
  else if (maxCost)
    rails.push({
      ...{ rail: 'cost', unit: 'money', limit: maxCost.money, tier: null },
      ...{ found: more, holds: more <= maxCost.money },
    })
  target?.shares.forEach((share, tier) => {
    // |n / all - share| <= tolerance, times all
    const off = Math.abs(tiers[tier]! * WHOLE - microOf(share) * merchants)
    rails.push({
      ...{ rail: 'target', unit: 'points', limit: target.tolerance, tier },
      found: merchants === 0 ? null : off / merchants / 1e6,
      holds: off <= microOf(target.tolerance) * merchants,
    })
  })
  return rails
}

/** Money is far larger than counts: its product would pass what is exact in doubles, so the division is by whole parts. */
const isCostWithin = (more: number, before: number, percent: number): boolean =>
  BigInt(Math.round(more * 1e6)) * BigInt(WHOLE) <=
  BigInt(microOf(percent)) * BigInt(Math.round(before * 1e6))

/** Whether all rails hold. */
export const allHold = (rails: readonly Rail[]): boolean => rails.every(({ holds }) => holds)

/** A change that, set to `value` with all others as they are in the draft, keeps every rail. */
export interface Fix {
  readonly change: Change
  readonly value: number
  readonly rails: readonly Rail[]
}

/** `untried`: changes that were left out since `most` tries were used up. */
export interface Fixes {
  readonly fixes: readonly Fix[]
  readonly tries: number
  readonly untried: number
}

/**
 * The single changes that would keep all rails: each taken back to what it was, and if that does, brought as near to the draft's value as
 * rails hold, by bisection in steps of the last digit either value is written with. What holds is tried and known; between, it is taken to
 * hold from some value on. `attempt`: the rails of a draft, null where it is no program. May rest wherever it does.
 */
export function* singleFixes<T>(
  draft: T,
  changes: readonly Change[],
  attempt: (draft: T) => Generator<unknown, readonly Rail[] | null>,
  most = 200,
): Generator<unknown, Fixes> {
  let tries = 0
  const fixes: Fix[] = []
  function* tried(change: Change, value: number): Generator<unknown, readonly Rail[] | null> {
    tries += 1
    const rails = yield* attempt(withNumber(draft, change.path, value))
    return rails && allHold(rails) ? rails : null
  }
  let done = 0
  for (const change of changes) {
    if (tries >= most) break
    done += 1
    const { before, after } = change
    let rails = yield* tried(change, before)
    if (rails === null) continue
    const tens = 10 ** Math.max(decimalsOf(before), decimalsOf(after))
    const [start, end] = [Math.round(after * tens), Math.round(before * tens)]
    let value = before
    let near = 0 // steps from the draft's value, at which rails break
    let far = Math.abs(end - start) // and at which they hold
    while (far - near > 1 && tries < most) {
      const steps = Math.floor((near + far) / 2)
      const between = (start + (end > start ? steps : -steps)) / tens
      const held = yield* tried(change, between)
      if (held === null) near = steps
      else {
        far = steps
        value = between
        rails = held
      }
    }
    fixes.push({ change, value, rails })
  }
  return { fixes, tries, untried: changes.length - done }
}

const decimalsOf = (value: number): number => {
  const [mantissa, exponent = 0] = String(value).split('e') as [string, string?]
  return Math.max(0, (mantissa.split('.')[1] ?? '').length - Number(exponent))
}
