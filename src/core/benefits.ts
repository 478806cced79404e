/** Benefits: what was used and chosen (the fold), and what each gives, to whom and how much is left (the standing). */
import { endOf, isoOf, startOf, termEnd } from '../plan/calendar.js'
import { planAt } from '../plan/compile.js'
import { microOf } from '../plan/operations.js'
import type { BenefitPlan, LadderPlan } from '../plan/plan.js'
import type { BenefitStanding, Evidence } from '../schema/standing.js'
import { evidenceOf } from './evidence.js'
import type { Fold } from './fold.js'
import { grant, grantEnd, isOwed, openGrants, type Grant } from './grants.js'
import { undoneOf } from './leaves.js'
import { capture, letHeldGo, spend, wholePoints } from './ledger.js'
import type { LogFact } from './merchant.js'
import { isActive } from './overrides.js'
import { nextReviewOf } from './reviews.js'
import { balanceOf, type BenefitState, type Redemption, type State } from './state.js'
import { termOf } from './tasks.js'
import type { Values } from './values.js'

const KEPT_USES = 24 // and all of the running period

const benefitState = (state: State, id: string): BenefitState =>
  (state.benefits[id] ??= { usesMs: [], chosen: [], openSinceMs: null, given: [], redemptions: [] })

/** What an active override opens, or its own rule gives. */
const isOpen = (state: State, rule: BenefitPlan, values: Values): boolean =>
  values.get(rule.requires) === 1 ||
  values.plan.clockwork.overrides.some(({ id, open }) => open.includes(rule.id) && isActive(state, id))

/** Phases 3 and 4: a choice's deadline counts from the moment it opened; what is owed in a period is given at the first that allows it. */
export const openChoices = (fold: Fold, atMs: number): void => {
  for (const rule of fold.plan.clockwork.benefits) {
    if (!rule.choose && !rule.given) continue
    const one = benefitState(fold.state, rule.id)
    if (rule.given) {
      if (isOwed(fold.zone, rule, one, atMs) && isOpen(fold.state, rule, fold.now(atMs)))
        grant(fold.zone, rule, one, atMs)
      continue
    }
    const open = isOpen(fold.state, rule, fold.now(atMs))
    if (open && one.openSinceMs === null) one.openSinceMs = atMs
    else if (!open && one.openSinceMs !== null) Object.assign(one, { openSinceMs: null, chosen: [] })
  }
}

/** Phase 2: what a review gives, by the tiers that it has decided. */
export const giveAtReview = (fold: Fold, review: string, values: Values, atMs: number): void => {
  for (const rule of fold.plan.clockwork.benefits) {
    if (!rule.given || !('at' in rule.given) || rule.given.at !== review) continue
    if (isOpen(fold.state, rule, values)) grant(fold.zone, rule, benefitState(fold.state, rule.id), atMs)
  }
}

/** A use counts towards the quota, and uses a grant up. */
const countUse = (fold: Fold, rule: BenefitPlan, atMs: number): BenefitState => {
  const one = benefitState(fold.state, rule.id)
  const uses = [...one.usesMs, atMs]
  const fromMs = rule.quota ? startOf(fold.zone, atMs, rule.quota.each) : Infinity
  one.usesMs = uses.filter((useMs, place) => useMs >= fromMs || place >= uses.length - KEPT_USES)
  if (rule.given) useGrant(fold, rule, one, atMs)
  return one
}

/** Takes a benefit's price, and says how many points by account. */
const pay = (
  fold: Fold,
  rule: BenefitPlan,
  atMs: number,
  fact: string,
  how: 'spend' | 'hold',
): Record<string, number> => {
  const values = fold.now(atMs)
  const points: Record<string, number> = {}
  for (const { account, amount } of rule.takes)
    points[account] = spend(
      fold,
      account,
      wholePoints(values.get(amount) ?? 0),
      atMs,
      rule.name,
      fact,
      fact,
      how,
    )
  return points
}

const isHeld = ({ usedMs }: Redemption): boolean => usedMs === null

/** Phase 4: the facts that commands leave behind. */
export const benefitFacts: Readonly<
  Record<string, (fold: Fold, rule: BenefitPlan, atMs: number, log: LogFact) => void>
> = {
  'tk.useBenefit': (fold, rule, atMs, { id, fact }) => {
    if (fact['redemption'] === undefined) {
      countUse(fold, rule, atMs)
      pay(fold, rule, atMs, id, 'spend')
      return
    }
    const held = heldAs(fold.state, rule, fact['redemption'])
    if (!held) return
    held.usedMs = atMs
    held.voucher = typeof fact['voucher'] === 'string' ? fact['voucher'] : null
    capture(fold, held, atMs, { name: rule.name, cause: id, fact: id })
  },
  'tk.redeemBenefit': (fold, rule, atMs, { id }) => {
    const one = countUse(fold, rule, atMs)
    const untilMs = rule.hold ? termEnd(fold.zone, atMs, rule.hold) : null
    const points = pay(fold, rule, atMs, id, 'hold')
    one.redemptions.push({ id, atMs, untilMs, usedMs: null, voucher: null, points })
    one.redemptions = one.redemptions.filter(
      (redemption, place) => isHeld(redemption) || place >= one.redemptions.length - KEPT_USES,
    )
  },
  'tk.releaseBenefit': (fold, rule, atMs, { id, fact }) => {
    const held = heldAs(fold.state, rule, fact['redemption'])
    if (held) release(fold, rule, held, atMs, id)
  },
  'tk.chooseBenefit': (fold, rule, atMs, { fact }) => {
    const one = benefitState(fold.state, rule.id)
    const options = Array.isArray(fact['options']) ? (fact['options'] as string[]) : []
    // To choose is to use what was given; what has lapsed is not chosen from any more.
    if (!rule.given || useGrant(fold, rule, one, atMs)) one.chosen = options
  },
}

/** The redemption of an id, where its price is still held. */
const heldAs = (state: State, rule: BenefitPlan, id: unknown): Redemption | undefined =>
  state.benefits[rule.id]?.redemptions.find((one) => one.id === id && isHeld(one))

/** What a redemption holds comes back, and its use with it. */
const release = (
  fold: Fold,
  { id, name }: Pick<BenefitPlan, 'id' | 'name'>,
  held: Redemption,
  atMs: number,
  fact: string | null,
): void => {
  const one = benefitState(fold.state, id)
  one.redemptions = one.redemptions.filter((redemption) => redemption !== held)
  takeUseBack(one, held.atMs)
  letHeldGo(fold, held, atMs, { name, cause: fact ?? held.id, fact })
}

/** Phase 1: redemptions that nobody captured in time are released, and those of a benefit that the program has no more: nobody can. */
export const releaseOver = (fold: Fold, atMs: number): void => {
  const { plan, newest, state } = fold
  const { benefits } = plan.clockwork
  for (const rule of benefits)
    for (const held of state.benefits[rule.id]?.redemptions ?? [])
      if (isHeld(held) && held.untilMs !== null && held.untilMs <= atMs) release(fold, rule, held, atMs, null)
  const gone = Object.keys(state.benefits).filter(
    (id) => state.benefits[id]!.redemptions.some(isHeld) && !benefits.some((rule) => rule.id === id),
  )
  for (const id of gone.sort())
    for (const held of state.benefits[id]!.redemptions.filter(isHeld)) {
      const was = planAt(newest, held.atMs)?.clockwork.benefits.find((rule) => rule.id === id)
      release(fold, { id, name: was?.name ?? plan.program.name }, held, atMs, null)
    }
}

/** Uses the grant that is the soonest to lapse, and says whether there was one. */
const useGrant = (fold: Fold, rule: BenefitPlan, one: BenefitState, atMs: number): boolean => {
  const first = openGrants(fold.zone, rule, one, atMs)[0]
  if (first) first.usedMs = atMs
  return first !== undefined
}

/** Phase 4: the undone use of a benefit gives its use back, and the grant that it used. Points still held for it are let go; those it took, the ledger returns. */
export const giveUseBack = (fold: Fold, log: LogFact, atMs: number): void => {
  const origin = log.ref === null ? undefined : fold.merchant.byId.get(log.ref)
  if (!origin || undoneOf(fold.merchant, origin, log.order).length > 0) return
  const rule = fold.plan.clockwork.benefits.find(({ id }) => id === origin.fact['benefit'])
  if (!rule || !isUse[origin.type]) return
  const held = heldAs(fold.state, rule, origin.id)
  if (held) {
    release(fold, rule, held, atMs, log.id)
    return
  }
  const one = benefitState(fold.state, rule.id)
  one.redemptions = one.redemptions.filter(({ id }) => id !== origin.id)
  if (origin.type === 'tk.chooseBenefit') takeChoiceBack(rule, one, origin.seenMs)
  else takeUseBack(one, origin.seenMs)
}
const isUse: Readonly<Record<string, true>> = {
  'tk.useBenefit': true,
  'tk.redeemBenefit': true,
  'tk.chooseBenefit': true,
}

/** A choice that was made since the benefit opened waits to be made again. */
const takeChoiceBack = (rule: BenefitPlan, one: BenefitState, atMs: number): void => {
  if (rule.given) takeGrantBack(one, atMs)
  else if (one.openSinceMs !== null && one.openSinceMs <= atMs) one.chosen = []
}
const takeUseBack = (one: BenefitState, atMs: number): void => {
  const place = one.usesMs.indexOf(atMs)
  if (place >= 0) one.usesMs.splice(place, 1)
  takeGrantBack(one, atMs)
}
const takeGrantBack = (one: BenefitState, atMs: number): void => {
  const used = one.given.find(({ usedMs }) => usedMs === atMs)
  if (used) used.usedMs = null
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

/** What of a given benefit a merchant has: the grant that can be used next, else the last one; `left`: how many can be used. */
interface Given {
  grant: Grant
  left: number
}
const givenOf = (
  zone: string,
  rule: BenefitPlan,
  one: BenefitState | undefined,
  atMs: number,
): Given | null => {
  const open = openGrants(zone, rule, one, atMs)
  const spoken = open[0] ?? one?.given[one.given.length - 1]
  return rule.given && spoken ? { grant: spoken, left: open.length } : null
}

const grantStanding = (
  zone: string,
  rule: BenefitPlan,
  { grant: one, left }: Given,
): BenefitStanding['given'] => {
  const endMs = grantEnd(zone, rule, one)
  return { at: isoOf(one.atMs), until: endMs === null ? null : termOf(endMs), left }
}

interface Choice {
  choose: BenefitStanding['choose']
  over: boolean // the time is up, and nothing was chosen or holds instead
}
const choiceOf = (
  zone: string,
  rule: BenefitPlan,
  one: BenefitState | undefined,
  given: Given | null,
  atMs: number,
): Choice => {
  if (!rule.choose) return { choose: null, over: false }
  const { pick, within, options } = rule.choose
  const since = one?.openSinceMs ?? null
  const endMs = given
    ? grantEnd(zone, rule, given.grant)
    : since === null || rule.given
      ? null
      : termEnd(zone, since, within)
  const over = endMs !== null && endMs <= atMs
  // What was chosen of one grant says nothing of the next.
  const made = (given ? given.grant.usedMs !== null : !rule.given) ? (one?.chosen ?? []) : []
  const chosen = made.length > 0 ? made : over && rule.choose.else !== null ? [rule.choose.else] : []
  return {
    choose: { pick, by: endMs === null ? null : termOf(endMs), chosen, options },
    over: over && chosen.length === 0,
  }
}

const stateOf = ({
  isOpen: open,
  isSuspended,
  isUsedUp,
  given,
  choose,
  over,
  left,
}: Choice & Record<Is, boolean> & { given: Given | null; left: number | null }): BenefitStanding['state'] => {
  if (!open) return 'locked'
  if (isSuspended) return 'suspended'
  if (left === 0) return 'outOfStock'
  if (given?.left === 0) {
    const isKept = given.grant.usedMs !== null || (choose !== null && !over)
    return isKept ? 'used' : 'expired'
  }
  if (over) return 'expired'
  if (choose && choose.chosen.length === 0) return 'choose'
  if (isUsedUp) return 'used'
  return choose ? 'used' : 'available'
}
type Is = 'isOpen' | 'isSuspended' | 'isUsedUp'

const redemptionStanding = ({ id, atMs, untilMs, usedMs, voucher }: Redemption): RedemptionStanding => ({
  id,
  at: isoOf(atMs),
  until: untilMs === null ? null : termOf(untilMs),
  usedAt: usedMs === null ? null : isoOf(usedMs),
  voucher,
})
type RedemptionStanding = NonNullable<BenefitStanding['redemptions']>[number]

/** When a review gives a benefit next whose rule is met; null where none does, or it is not known when. */
const givenNextMs = (state: State, rule: BenefitPlan, values: Values): number | null => {
  const { plan, merchant, moment } = values
  const at = rule.given && 'at' in rule.given ? rule.given.at : null
  const review = plan.clockwork.reviews.find(({ id }) => id === at)
  return review && isOpen(state, rule, values)
    ? nextReviewOf(review, plan, merchant, state, moment.atMs)
    : null
}

/** Every benefit as it stands, in the program's order. */
export const benefitStandings = (state: State, values: Values): BenefitStanding[] => {
  const { zone, benefits, accounts } = values.plan.clockwork
  const { atMs } = values.moment
  return benefits.map((rule): BenefitStanding => {
    const one = state.benefits[rule.id]
    const requires: Evidence = evidenceOf(values, rule.requires)
    const given = givenOf(zone, rule, one, atMs)
    const suspendedBy = suspender(state, rule, values)
    const times = rule.quota ? (values.get(rule.quota.times) ?? 0) : 0
    const used = rule.quota ? usedIn(zone, rule, one, atMs) : 0
    const choice = choiceOf(zone, rule, one, given, atMs)
    const { choose } = choice
    const left = values.merchant.record.stock?.[rule.id] ?? rule.stock
    const price = rule.takes.map(({ account, amount }) => {
      const amountPoints = wholePoints(values.get(amount) ?? 0)
      const { name, min } = accounts.find(({ id }) => id === account)!
      // Nothing is bought on credit, nor with what the account has to keep.
      const sparePoints = balanceOf(state.accounts[account]) - Math.max(0, min)
      return { account, name, amountPoints, missingPoints: Math.max(0, amountPoints - sparePoints) }
    })
    const now = stateOf({
      isOpen: rule.given ? given !== null : isOpen(state, rule, values),
      isSuspended: suspendedBy !== null,
      isUsedUp: rule.quota !== null && used >= times,
      given,
      left,
      ...choice,
    })
    const nextMs = now === 'locked' ? givenNextMs(state, rule, values) : null
    return {
      id: rule.id,
      name: rule.name,
      ...(rule.note && { note: rule.note }),
      kind: rule.kind,
      state: now,
      requires,
      opensAt: now === 'locked' && requires.met !== true ? opensAt(rule, values) : null,
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
      stock: rule.stock === null ? null : { total: rule.stock, ...(left !== null && { left }) },
      price,
      choose,
      ...(given && { given: grantStanding(zone, rule, given) }),
      ...(rule.hold && { hold: true as const }),
      ...(one && one.redemptions.length > 0 && { redemptions: one.redemptions.map(redemptionStanding) }),
      ...(nextMs !== null && { givenNext: isoOf(nextMs) }),
      active: now === 'available' && !rule.quota && !choose && !rule.given && price.length === 0,
      suspendedBy,
    }
  })
}
