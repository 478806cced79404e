/**
 * The statement of reasons: the last change of a tier, and the last time that nothing changed, each read at the decision itself. The log is
 * folded twice: once to find the decisions, once to stop at them and read the values before anything moves.
 */
import { isoOf, shifted } from '../plan/calendar.js'
import type { Id, LadderPlan, Plan } from '../plan/plan.js'
import type { MerchantRecord } from '../schema/record.js'
import type { Decided, ReasonInput, Reasons, Turned } from '../schema/reasons.js'
import type { Evidence, HeldBack, OverrideStanding } from '../schema/standing.js'
import { folded } from './advance.js'
import { overrideStandings } from './evaluate.js'
import { evidenceOf, subjectOf } from './evidence.js'
import type { Fold, Step } from './fold.js'
import { effectivePlace } from './overrides.js'
import { Probe } from './probe.js'
import { scoreStanding } from './score.js'
import { deepFrozen, placeOf, type LadderState, type State } from './state.js'
import { decidedPlace, decidesAtMs, freezerOf, heldBackBy } from './tiers.js'
import { inputsUnder, smallestChange, type Move, type Question } from './turn.js'
import type { Values } from './values.js'

/** A decision about a ladder: between which tiers it moves the ladder, and when that takes effect. */
interface Call {
  key: string
  effectMs: number
  from: string | null
  to: string | null
}
type Named = { id: string; name: { en: string; 'zh-CN': string } } | null

/**
 * Why a ladder stands where it stands; null where the program has no such ladder. `ladder`: its id, or for one value of a scoped one its
 * key, `id@value`; the main ladder unless said.
 */
export const reasonsFor = (
  plan: Plan,
  record: MerchantRecord,
  atMs: number,
  ladder?: string,
): Reasons | null => {
  const called: Call[] = []
  const fold = folded(plan, record, atMs, (then, asked, values, callMs, step) => {
    const idOf = (place: number): string | null => asked.tiers[place]?.id ?? null
    called.push({
      key: asked.key,
      effectMs: effectMs(then, callMs, step),
      from: idOf(placeOf(then.state, asked)),
      to: idOf(placeAt(then.state, values, asked, step)),
    })
  })
  // The program in force may have other ladders than the newest.
  const now = ladderIn(fold.plan, ladder)
  if (!now) return null
  const { key } = now
  const calls = called.filter((call) => call.key === key)
  const change = fold.state.ladders[key]?.change ?? null
  const changed = change === null ? -1 : callOf(calls, change)
  const last = calls.length - 1
  const read = decisionsAt(plan, record, atMs, key, [changed, last])
  const values = fold.now(fold.state.atMs)
  const { program, clockwork } = fold.plan
  const nextMs =
    decidesAtMs(fold.state, values, now, 'demote') ?? decidesAtMs(fold.state, values, now, 'promote')
  return deepFrozen<Reasons>({
    tierkit: 1,
    program: {
      id: program.id,
      name: program.name,
      version: program.version,
      zone: clockwork.zone,
      currency: program.currency,
    },
    merchant: { id: record.id, name: record.name ? { ...record.name } : null },
    ladder: { id: now.id, key, name: now.name, scope: now.scope && now.scope.name },
    at: isoOf(fold.state.atMs),
    held: tierAt(now, effectivePlace(fold.plan, fold.state, now)),
    computed: tierAt(now, placeOf(fold.state, now)),
    beside: besides(fold.state, values, now),
    change: change && (read.get(changed) ?? keptOf(fold.plan, now, change)),
    last: last > changed ? read.get(last)! : null,
    nextReviewAt: nextMs === null ? null : isoOf(nextMs),
  })
}

const ladderIn = ({ clockwork: { ladders } }: Plan, ladder: string | undefined): LadderPlan | null =>
  (ladder === undefined
    ? (ladders.find(({ main }) => main) ?? ladders.find(({ badge }) => !badge))
    : (ladders.find(({ key }) => key === ladder) ?? ladders.find(({ id }) => id === ladder))) ?? null

const tierAt = ({ tiers }: LadderPlan, place: number): Named => {
  const tier = tiers[place]
  return tier ? { id: tier.id, name: tier.name } : null
}
const tierOf = (ladder: LadderPlan, id: string | null): Named =>
  tierAt(ladder, ladder.tiers.findIndex((tier) => tier.id === id)) // prettier-ignore

/** Where a decision leaves the ladder. A fall whose grace has run out goes no further than was decided before it. */
const placeAt = (state: State, values: Values, ladder: LadderPlan, step: Step): number => {
  const held = placeOf(state, ladder)
  if (step.afterGrace !== undefined)
    return Math.min(held, Math.max(step.afterGrace, values.get(ladder.fall) ?? -1))
  return decidedPlace(state, values, ladder, { rise: step.rise, fall: step.fall && ladder.grace === null })
}

/** The decision that a change came from: the last that moved the ladder so at its instant. -1: none that was seen. */
const callOf = (calls: readonly Call[], { atMs, from, to }: NonNullable<LadderState['change']>): number =>
  calls.map((call) => call.effectMs === atMs && call.from === from && call.to === to).lastIndexOf(true)

/** Folds once more and stops at some decisions, to read each as it was made. */
const decisionsAt = (
  plan: Plan,
  record: MerchantRecord,
  atMs: number,
  key: string,
  turns: readonly number[],
): Map<number, Decided> => {
  const read = new Map<number, Decided>()
  let turn = -1
  folded(plan, record, atMs, (fold, ladder, values, callMs, step) => {
    if (ladder.key !== key) return
    turn += 1
    if (turns.indexOf(turn) >= 0) read.set(turn, decidedAt(fold, ladder, values, callMs, step))
  })
  return read
}

/** The rules that decide: what the tier reached asks, what the tier lost asked, or what holds a tier where it is. */
interface Deciding {
  asks: 'enter' | 'keep'
  place: number
  root: Id
}
const decidingRules = ({ tiers }: LadderPlan, held: number, place: number): Deciding[] => {
  const rule = (asks: 'enter' | 'keep', at: number): Deciding[] => {
    const root = tiers[at]?.[asks] ?? null
    return root === null ? [] : [{ asks, place: at, root }]
  }
  if (place > held) return rule('enter', place)
  if (place < held) return rule('keep', held)
  return [...rule('keep', held), ...rule('enter', held + 1)]
}

const decidedAt = (fold: Fold, ladder: LadderPlan, seen: Values, atMs: number, step: Step): Decided => {
  const { plan, state } = fold
  const values = seen.with({}) // the fold goes on with its own
  const held = placeOf(state, ladder)
  const place = placeAt(state, values, ladder, step)
  const rules = decidingRules(ladder, held, place)
  const said = rules.map(({ asks, place: at, root }) => ({
    asks,
    tier: tierAt(ladder, at)!,
    path: [...plan.origin[root]!],
    rule: evidenceOf(values, root, true),
  }))
  const { score } = plan
  const readsScore = said.some(({ rule }) => comparesIn(rule).some(({ subject }) => subject.kind === 'score'))
  const turn = turnOf(state, values, ladder, { held, place, step, rules })
  return {
    outcome: place > held ? 'rise' : place < held ? 'fall' : 'stay',
    version: plan.program.version,
    from: tierAt(ladder, held),
    to: tierAt(ladder, place),
    earned: tierAt(ladder, values.get(ladder.earned) ?? -1),
    decidedAt: isoOf(atMs),
    takesEffectAt: place === held ? null : isoOf(effectMs(fold, atMs, step)),
    review: reviewOf(plan, ladder, step),
    rules: said,
    inputs: inputsOf(values, rules, said.map(({ rule }) => rule)), // prettier-ignore
    score: score && readsScore ? scoreStanding(values, score, [], null) : null,
    heldBack: place === held ? heldBackAt(state, values, ladder, step) : [],
    beside: besides(state, values, ladder),
    turn: turn && turn.moves.map((move) => turnedOf(values, move)),
    turnsTo: turn && tierAt(ladder, turn.place),
    seen: true,
  }
}

/** What limits a decision that can move the ladder, and is not asked where none can. */
const limiting: readonly HeldBack['why'][] = ['climb', 'steps', 'hold', 'protected']

/** What held a decision back. One that cannot move the ladder that way waits for the review that can, whatever would limit that one. */
const heldBackAt = (state: State, values: Values, ladder: LadderPlan, { rise, fall }: Step): HeldBack[] => {
  const held = placeOf(state, ladder)
  const canMove = (values.get(ladder.earned) ?? -1) > held ? rise : fall
  return heldBackBy(state, values, ladder, held).filter(({ why }) =>
    canMove ? why !== 'review' : limiting.indexOf(why) < 0,
  )
}

const effectMs = ({ zone }: Fold, atMs: number, { takesEffect }: Step): number =>
  takesEffect === null ? atMs : shifted(zone, atMs, takesEffect)

/** The review that decides; null where the ladder moves between reviews. */
const reviewOf = (plan: Plan, { promote, demote }: LadderPlan, { rise, fall }: Step): Decided['review'] => {
  const when =
    rise && typeof promote === 'object' ? promote : fall && typeof demote === 'object' ? demote : null
  const review = when && plan.clockwork.reviews.find(({ id }) => id === when.review)
  return review ? { id: review.id, name: review.name } : null
}

/** Overrides that hold, and have to do with the ladder. */
const besides = (state: State, values: Values, ladder: LadderPlan): OverrideStanding[] => {
  const rules = values.plan.clockwork.overrides.filter(
    ({ kind, floor, cap, freeze, ladders }) =>
      floor[ladder.id] !== undefined ||
      cap[ladder.id] !== undefined ||
      freeze.indexOf(ladder.id) >= 0 ||
      (kind === 'protect' && (ladders === null || ladders.indexOf(ladder.id) >= 0)),
  )
  return overrideStandings(state, values).filter(
    ({ id, active }) => active && rules.some((rule) => rule.id === id),
  )
}

type Compare = Extract<Evidence, { kind: 'compare' }>
const comparesIn = (evidence: Evidence): Compare[] => {
  if (evidence.kind === 'compare') return [evidence]
  if (evidence.kind === 'atLeast') return evidence.of.flatMap(comparesIn)
  return evidence.kind === 'not' || evidence.kind === 'times' ? comparesIn(evidence.of) : []
}

const keyOf = ({ id, kind, window }: ReasonInput['subject']): string =>
  [kind, id, window?.start, window?.end].join(' ')

/** Every value that the rules compare, with its marks, then what else goes into them. */
const inputsOf = (
  values: Values,
  rules: readonly Deciding[],
  evidence: readonly Evidence[],
): ReasonInput[] => {
  const byKey = compared(evidence)
  for (const { id, name } of inputsUnder(
    values,
    rules.map(({ root }) => root),
  )) {
    // prettier-ignore
    const subject = subjectOf(values, id, true)
    const value = values.get(id)
    const valueName = value === null ? undefined : name.values?.[value]
    if (!byKey.has(keyOf(subject)))
      byKey.set(keyOf(subject), { subject, value, ...(valueName && { valueName }), marks: [] })
  }
  return [...byKey.values()]
}

const compared = (evidence: readonly Evidence[]): Map<string, ReasonInput> => {
  const byKey = new Map<string, ReasonInput>()
  for (const { subject, have, haveName, is, need, needName, met, exempt } of evidence.flatMap(comparesIn)) {
    const key = keyOf(subject)
    let input = byKey.get(key)
    if (!input) byKey.set(key, (input = { subject, value: have, ...(haveName && { valueName: haveName }), marks: [] })) // prettier-ignore
    if (!input.marks.some((mark) => mark.is === is && mark.need === need))
      input.marks.push({ is, need, ...(needName && { needName }), met, ...(exempt && { exempt }) })
  }
  return byKey
}

const turnedOf = (values: Values, { input: { id, name }, from, to }: Move): Turned => {
  const fromName = from === null ? undefined : name.values?.[from]
  const toName = name.values?.[to]
  return {
    subject: subjectOf(values, id, false),
    from,
    to,
    ...(fromName && { fromName }),
    ...(toName && { toName }),
  }
}

/** The comparisons that a rule is made of. */
const comparisonsUnder = (values: Values, root: Id): Id[] => {
  const node = values.plan.nodes[root]!
  if (node.op === 'compare') return [root]
  const parts =
    node.op === 'atLeast'
      ? node.of
      : node.op === 'not'
        ? [node.x]
        : node.op === 'pick'
          ? [...node.arms.map(([, use]) => use), node.otherwise]
          : []
  return parts.flatMap((part) => comparisonsUnder(values, part))
}

/**
 * The smallest change that would have turned a decision: a rise would not have come so far, a fall not have come at all, and what stayed
 * would have risen, or on the highest tier have fallen.
 */
const turnOf = (
  state: State,
  values: Values,
  ladder: LadderPlan,
  { held, place, step, rules }: { held: number; place: number; step: Step; rules: readonly Deciding[] },
): { moves: Move[]; place: number } | null => {
  if (step.afterGrace === undefined && freezerOf(state, values, ladder)) return null
  const ask = (of: readonly Deciding[], turned: (at: number) => boolean, isUp: boolean) => {
    const roots = of.map(({ root }) => root)
    const keys = new Set(inputsUnder(values, roots).map(({ key }) => key))
    const probe = new Probe(values, [ladder.earned], (key) => keys.has(key))
    const placeWith = (given: Readonly<Record<string, number | null>>): number =>
      placeAt(state, values.with(given), ladder, step)
    const question: Question = {
      holds: (given) => turned(placeWith(given)),
      canHold: (ranges) => {
        const { lo, hi } = probe.within(ranges)(ladder.earned)
        return turned(isUp ? hi : lo)
      },
    }
    const comparisons = roots.flatMap((root) => comparisonsUnder(values, root))
    const moves = smallestChange(values, roots, comparisons, question)
    const given: Record<string, number> = {}
    for (const { input, to } of moves ?? []) given[input.key] = to
    return moves && { moves, place: placeWith(given) }
  }
  if (place > held) return ask(rules, (at) => at < place, false)
  if (place < held) return ask(rules, (at) => at >= held, true)
  if (held === ladder.tiers.length - 1) return ask(rules, (at) => at < held, false)
  const up = rules.filter(({ asks }) => asks === 'enter')
  return step.rise ? ask(up, (at) => at > held, true) : null
}

/** What is left of a change that was decided before the state that came with the record. */
const keptOf = (plan: Plan, ladder: LadderPlan, change: NonNullable<LadderState['change']>): Decided => {
  const of = change.because as Evidence[]
  const placeOfId = (id: string | null): number => ladder.tiers.findIndex((tier) => tier.id === id)
  const isRise = placeOfId(change.to) > placeOfId(change.from)
  const tier = tierOf(ladder, isRise ? change.to : change.from)
  const rule: Evidence = { kind: 'atLeast', n: of.length, of, met: isRise }
  return {
    outcome: isRise ? 'rise' : 'fall',
    version: plan.program.version,
    from: tierOf(ladder, change.from),
    to: tierOf(ladder, change.to),
    earned: tierOf(ladder, change.to),
    decidedAt: isoOf(change.atMs),
    takesEffectAt: isoOf(change.atMs),
    review: null,
    rules: tier && of.length > 0 ? [{ asks: isRise ? 'enter' : 'keep', tier, path: [], rule }] : [],
    inputs: [...compared(of).values()],
    score: null,
    heldBack: [],
    beside: [],
    turn: null,
    turnsTo: null,
    seen: false,
  }
}
