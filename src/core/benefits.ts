/** Benefits: what was used and chosen (the fold), and what each gives, to whom and how much is left (the standing). */
import { endOf, isoOf, startOf, termEnd } from '../plan/calendar.js'
import { microOf } from '../plan/operations.js'
import type { BenefitPlan, LadderPlan } from '../plan/plan.js'
import type { BenefitStanding, Evidence } from '../schema/standing.js'
import { evidenceOf } from './evidence.js'
import type { Fold } from './fold.js'
import { spend, wholePoints } from './ledger.js'
import { isActive } from './overrides.js'
import { balanceOf, type BenefitState, type State } from './state.js'
import { termOf } from './tasks.js'
import type { Values } from './values.js'

const KEPT_USES = 24 // and all of the running period

const benefitState = (state: State, id: string): BenefitState =>
  (state.benefits[id] ??= { usesMs: [], chosen: [], openSinceMs: null, given: [] })

/** What an active override opens, or its own rule gives. */
const isOpen = (state: State, rule: BenefitPlan, values: Values): boolean =>
  values.get(rule.requires) === 1 ||
  values.plan.clockwork.overrides.some(({ id, open }) => open.includes(rule.id) && isActive(state, id))

/** A choice's deadline counts from the moment it opened. */
export const openChoices = (fold: Fold, atMs: number): void => {
  for (const rule of fold.plan.clockwork.benefits) {
    if (!rule.choose) continue
    const one = benefitState(fold.state, rule.id)
    const open = isOpen(fold.state, rule, fold.now(atMs))
    if (open && one.openSinceMs === null) one.openSinceMs = atMs
    else if (!open && one.openSinceMs !== null) Object.assign(one, { openSinceMs: null, chosen: [] })
  }
}

/** Phase 4: the facts that commands leave behind. */
export const benefitFacts: Readonly<
  Record<string, (fold: Fold, rule: BenefitPlan, atMs: number, fact: string, options: string[]) => void>
> = {
  'tk.useBenefit': (fold, rule, atMs, fact) => {
    const one = benefitState(fold.state, rule.id)
    const uses = [...one.usesMs, atMs]
    const fromMs = rule.quota ? startOf(fold.zone, atMs, rule.quota.each) : Infinity
    one.usesMs = uses.filter((useMs, place) => useMs >= fromMs || place >= uses.length - KEPT_USES)
    const values = fold.now(atMs)
    for (const { account, amount } of rule.takes)
      spend(fold, account, wholePoints(values.get(amount) ?? 0), atMs, rule.name, fact, fact)
  },
  'tk.chooseBenefit': (fold, rule, _atMs, _fact, options) => {
    benefitState(fold.state, rule.id).chosen = options
  },
}

/** Uses of the running period. */
const usedIn = (zone: string, rule: BenefitPlan, one: BenefitState | undefined, atMs: number): number => {
  const fromMs = startOf(zone, atMs, rule.quota!.each)
  return (one?.usesMs ?? []).filter((useMs) => useMs >= fromMs).length
}

/** The override that suspends a benefit, or null. */
const suspender = (state: State, rule: BenefitPlan, values: Values): BenefitStanding['suspendedBy'] =>
  values.plan.clockwork.overrides.find(
    ({ id, suspendKinds, suspendBenefits }) =>
      (suspendKinds.includes(rule.kind) || suspendBenefits.includes(rule.id)) && isActive(state, id),
  )?.name ?? null

/** Points still missing to a mark, on the grid; 0 when it is reached. */
export const gapTo = (mark: number, score: number): number => Math.max(0, microOf(mark - score) / 1e6)

/** The lowest tier of a ladder from which on a benefit is open with all else as it is; -1 where the ladder does not decide it. */
export const opensAtPlace = (rule: BenefitPlan, ladder: LadderPlan, values: Values): number => {
  const openAt = (place: number): boolean =>
    values.with({ [`tier:${ladder.id}`]: place }).get(rule.requires) === 1
  if (openAt(-1)) return -1
  for (let place = 0; place < ladder.tiers.length; place++) if (openAt(place)) return place
  return -1
}

const opensAt = (rule: BenefitPlan, values: Values): BenefitStanding['opensAt'] => {
  for (const ladder of values.plan.clockwork.ladders) {
    if (ladder.scope) continue
    const place = opensAtPlace(rule, ladder, values)
    if (place < 0) continue
    const tier = ladder.tiers[place]!
    const score = values.plan.score ? values.get(values.plan.score.value) : null
    const scoreGap = tier.scoreFrom === null || score === null ? null : gapTo(tier.scoreFrom, score)
    return { ladder: ladder.id, tier: tier.id, name: tier.name, scoreGap }
  }
  return null
}

const choiceOf = (
  zone: string,
  rule: BenefitPlan,
  one: BenefitState | undefined,
  atMs: number,
): { choose: BenefitStanding['choose']; over: boolean } => {
  if (!rule.choose) return { choose: null, over: false }
  const { pick, within, options } = rule.choose
  const since = one?.openSinceMs ?? null
  const endMs = since === null ? null : termEnd(zone, since, within)
  const over = endMs !== null && endMs <= atMs
  const chosen =
    one && one.chosen.length > 0 ? one.chosen : over && rule.choose.else !== null ? [rule.choose.else] : []
  return {
    choose: { pick, by: endMs === null ? null : termOf(endMs), chosen, options },
    over: over && chosen.length === 0,
  }
}

/** Every benefit as it stands, in the program's order. */
export const benefitStandings = (state: State, values: Values): BenefitStanding[] => {
  const { zone, benefits, accounts } = values.plan.clockwork
  const { atMs } = values.moment
  return benefits.map((rule): BenefitStanding => {
    const one = state.benefits[rule.id]
    const requires: Evidence = evidenceOf(values, rule.requires)
    const open = isOpen(state, rule, values)
    const suspendedBy = suspender(state, rule, values)
    const times = rule.quota ? (values.get(rule.quota.times) ?? 0) : 0
    const used = rule.quota ? usedIn(zone, rule, one, atMs) : 0
    const { choose, over } = choiceOf(zone, rule, one, atMs)
    const price = rule.takes.map(({ account, amount }) => {
      const amountPoints = wholePoints(values.get(amount) ?? 0)
      return {
        account,
        name: accounts.find(({ id }) => id === account)!.name,
        amountPoints,
        enough: balanceOf(state.accounts[account]) >= amountPoints,
      }
    })
    const now = ((): BenefitStanding['state'] => {
      if (!open) return 'locked'
      if (suspendedBy) return 'suspended'
      if (rule.stock === 0) return 'outOfStock'
      if (over) return 'expired'
      if (choose && choose.chosen.length === 0) return 'choose'
      if (rule.quota && used >= times) return 'used'
      return choose ? 'used' : 'available'
    })()
    return {
      id: rule.id,
      name: rule.name,
      ...(rule.note && { note: rule.note }),
      kind: rule.kind,
      state: now,
      requires,
      opensAt: now === 'locked' ? opensAt(rule, values) : null,
      value: rule.value === null ? null : values.get(rule.value),
      unit: rule.unit,
      quota: rule.quota
        ? {
            times,
            used,
            left: Math.max(0, times - used),
            each: rule.quota.each,
            renewsAt: isoOf(endOf(zone, atMs, rule.quota.each)),
          }
        : null,
      stock: rule.stock === null ? null : { total: rule.stock },
      price,
      choose,
      active: now === 'available' && !rule.quota && !choose && price.length === 0,
      suspendedBy,
    }
  })
}
