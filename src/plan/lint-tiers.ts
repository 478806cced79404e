/** What ladders get wrong: tiers that nobody reaches or enters, quotas that overlap, settings that never come to anything. */
import type { Condition, Relative } from '../schema/condition.js'
import type { Ladder } from '../schema/ladder.js'
import { canHold, implies } from './lint-possible.js'
import type { Notes, Path } from './lint-notes.js'
import type { LadderPlan } from './plan.js'

/** As many as people keep in mind. */
const mostTiers = 7

export const lintTiers = (notes: Notes): void => {
  const { ladders } = notes.program
  const climbs = ladders.filter(({ badge }) => !badge)
  if (climbs.length > 1 && !ladders.some(({ main }) => main))
    notes.tell('noMain', ['ladders'], { found: climbs.length, first: climbs[0]!.id })
  notes.program.ladders.forEach((ladder, place) => {
    const path: Path = ['ladders', place]
    const plans = notes.plan.clockwork.ladders.filter(({ id }) => id === ladder.id)
    if (ladder.tiers.length > mostTiers)
      notes.tell(
        'tooManyTiers',
        [...path, 'tiers'],
        { found: ladder.tiers.length, limit: mostTiers },
        { by: [] },
      )
    lintEntries(notes, ladder, plans, path)
    lintKeeps(notes, ladder, plans, path)
    lintQuotas(notes, ladder, path)
    lintTransition(notes, ladder, path)
  })
}

/** A finding about a ladder that is kept for several values of a choice holds where it holds for all of them. */
const inAll = (plans: readonly LadderPlan[], holds: (plan: LadderPlan) => boolean): boolean =>
  plans.every(holds)

const lintEntries = (notes: Notes, ladder: Ladder, plans: readonly LadderPlan[], path: Path): void => {
  const { grounds, program } = notes
  const { maxStepsUp, climb } = ladder.transition
  ladder.tiers.forEach((tier, place) => {
    const at: Path = [...path, 'tiers', place, ...(tier.enter ? ['enter'] : [])]
    // an override puts merchants on its tier without asking
    const isPutOn = (program.overrides ?? []).some((one) => {
      const { floor, cap } = one as { floor?: Record<string, string>; cap?: Record<string, string> }
      return [floor, cap].some((tiers) => tiers?.[ladder.id] === tier.id)
    })
    if (inAll(plans, ({ tiers }) => !canHold(grounds, [tiers[place]!.enter]))) {
      if (!isPutOn) notes.tell('unreachableTier', at, { tier: tier.id })
      return
    }
    // who rises step by step is on every tier for a while
    if (isPutOn || maxStepsUp !== undefined || climb !== undefined) return
    for (let above = place + 1; above < ladder.tiers.length; above++) {
      if (!inAll(plans, ({ tiers }) => implies(grounds, tiers[place]!.enter, tiers[above]!.enter))) continue
      const by = [place, above].map((one): Path => [...path, 'tiers', one, 'enter'])
      const params = { tier: tier.id, above: ladder.tiers[above]!.id }
      notes.tell('shadowedTier', at, params, { by })
      return
    }
  })
}

const lintKeeps = (notes: Notes, ladder: Ladder, plans: readonly LadderPlan[], path: Path): void => {
  const { grounds } = notes
  ladder.tiers.forEach((tier, place) => {
    const at: Path = tier.keep ? [...path, 'tiers', place, 'keep'] : [...path, 'keep']
    const asksMore = ({ tiers }: LadderPlan): boolean => {
      const { enter, keep } = tiers[place]!
      return implies(grounds, keep, enter) && !implies(grounds, enter, keep)
    }
    if (!inAll(plans, asksMore)) return
    notes.tell('keepAsksMore', at, { tier: tier.id }, { by: [at, [...path, 'tiers', place, 'enter']] })
  })
}

/** A place in a ranking by percent that a tier's entry asks for. */
interface Quota {
  readonly tier: string
  readonly path: Path
  readonly side: 'best' | 'worst'
  readonly share: number
  readonly among: string
  readonly key: string // what is ranked, and among whom
}

const lintQuotas = (notes: Notes, { id: own, tiers }: Ladder, path: Path): void => {
  // where the ladder itself parts a cohort, each tier has places of its own to give
  const isOfAll = ({ among }: Quota): boolean => ![notes.program.cohorts![among]!.by].flat().includes(own)
  const quotas = tiers.flatMap(({ id, enter }, place) =>
    enter ? quotasIn(id, enter, [...path, 'tiers', place, 'enter']).filter(isOfAll) : [],
  )
  quotas.forEach((quota, place) => {
    const rivals = quotas.slice(0, place).filter(({ key, tier }) => key === quota.key && tier !== quota.tier)
    for (const { tier, side, share, path: at } of rivals) {
      if (side !== quota.side) {
        if (share + quota.share > 100)
          notes.tell('quotasDoNotSum', quota.path, { found: share + quota.share }, { by: [quota.path, at] })
      } else if (side === 'best' && quota.share >= share) {
        const params = { tier: quota.tier, found: quota.share, below: tier, foundBelow: share }
        notes.tell('quotaNotNarrower', quota.path, params, { by: [quota.path, at] })
      }
    }
  })
}

const quotasIn = (tier: string, condition: Condition, path: Path): Quota[] => {
  if ('all' in condition)
    return (condition.all as Condition[]).flatMap((part, place) =>
      quotasIn(tier, part, [...path, 'all', place]),
    )
  const {
    best,
    worst,
    of,
    among,
    as,
    better = 'high',
  } = condition as Relative & { best?: number; worst?: number }
  if (as !== 'percent') return []
  const share = (best ?? worst)!
  const side = best === undefined ? 'worst' : 'best'
  return [{ tier, path: [...path, side], side, share, among, key: `${of} ${among} ${better}` }]
}

/** Settings of a fall that never comes, or of a rise. */
const lintTransition = (notes: Notes, { transition, keep, tiers }: Ladder, path: Path): void => {
  const at: Path = [...path, 'transition']
  const never = (direction: 'promote' | 'demote', keys: readonly (keyof Ladder['transition'])[]): void => {
    if (transition[direction] !== 'never') return
    const params = { because: `"${direction}": "never"` }
    const by: Path[] = [[...at, direction]]
    for (const key of keys)
      if (transition[key] !== undefined) notes.tell('noEffect', [...at, key], { key, ...params }, { by })
    if (direction === 'promote') return
    if (keep) notes.tell('noEffect', [...path, 'keep'], { key: 'keep', ...params }, { by })
    tiers.forEach((tier, place) => {
      if (tier.keep)
        notes.tell('noEffect', [...path, 'tiers', place, 'keep'], { key: 'keep', ...params }, { by })
    })
  }
  never('demote', ['maxStepsDown', 'hold', 'grace'])
  never('promote', ['maxStepsUp', 'climb', 'takes'])
}
