/**
 * The fold: a merchant's state from one instant to another, moment by moment, and the entries that this span posted. It knows what
 * happens when; what holds at a moment it reads from the plan's nodes. It copies the state once, works on its own draft and freezes
 * the end, so that folding to t1 and on to t2 gives the same bytes as folding to t2.
 */
import { isoOf, shifted, startOf } from '../plan/calendar.js'
import { oldest, planAt, planFor } from '../plan/compile.js'
import type { LadderPlan, Plan, ReviewPlan, When } from '../plan/plan.js'
import { whole, type Steps } from '../plan/steps.js'
import type { Entry } from '../schema/entry.js'
import type { Held, MerchantRecord } from '../schema/record.js'
import { giveAtReview, giveUseBack, openChoices, releaseOver } from './benefits.js'
import { follow, nameOf } from './commanded.js'
import { earnAfterFact, earnAtReview, earnByFact } from './earn.js'
import type { Fold } from './fold.js'
import { beginAccounts, giveBack, resetAccounts } from './ledger.js'
import type { Moment } from './leaves.js'
import { Live } from './live.js'
import { settleLots } from './lots.js'
import { merchantOf, seenBefore, type LogFact, type Merchant } from './merchant.js'
import { nextMoment } from './moments.js'
import {
  effectivePlace,
  endOverrides,
  isActive,
  noteTiers,
  startByEvent,
  turnOverrides,
} from './overrides.js'
import { balanceOf, closed, deepFrozen, emptyState, opened, placeOf, type State } from './state.js'
import { changedIn, fellOn, isDue } from './reviews.js'
import { finishTasks } from './tasks.js'
import { beginLadders, decideTier, postDecided, postsAt, settlePending } from './transition.js'
import { clawBack, expireLots } from './undo.js'
import { Values, type HeldReader, type Read } from './values.js'
import { wiringOf } from './wiring.js'

const KEPT_DECISIONS = 24 // of each review

/** The state at `untilMs` and the entries posted after the state the record came with. Both are frozen. */
export const advance = (
  plan: Plan,
  record: MerchantRecord,
  untilMs: number,
): { held: Held; entries: Entry[] } => {
  const fold = folded(plan, record, untilMs)
  return { held: closed(fold.plan, fold.state, fold.state.atMs), entries: deepFrozen(fold.entries ?? []) }
}

/** The fold itself, for `evaluate`, which reads on from its draft. `seen` is told of every decision about a ladder; `posts`: whether entries are written down. */
export const folded = (...asked: Parameters<typeof folding>): Fold => whole(folding(...asked))

/** The same, a moment at a time. */
export function* folding(
  newest: Plan,
  record: MerchantRecord,
  untilMs: number,
  seen: Fold['seen'] = null,
  posts = true,
): Steps<Fold> {
  // Without instants the fold would never end: such a record has not passed the schema.
  const merchant = typeof record.joinedAt === 'string' ? merchantOf(newest, record, untilMs) : null
  if (merchant === null || Number.isNaN(untilMs) || Number.isNaN(merchant.startMs))
    throw new RangeError('a fold needs an instant to go to, and a record an instant of joining')
  const { zone } = newest.clockwork
  const state = record.held ? opened(record.held, zone) : emptyState(Math.min(merchant.startMs - 1, untilMs))
  const fold = foldOf(newest, merchant, state, seen, posts ? [] : null)
  fold.upto = seenBefore(merchant, state.atMs + 1)
  for (;;) {
    const atMs = nextMoment(newest, merchant, state, state.atMs, fold.upto)
    if (atMs > untilMs) break
    step(fold, atMs)
    state.atMs = atMs
    yield
  }
  settleLots(state)
  state.atMs = Math.max(state.atMs, untilMs)
  fold.plan = planFor(newest, state.atMs)
  return fold
}

const foldOf = (
  plan: Plan,
  merchant: Merchant,
  state: State,
  seen: Fold['seen'],
  entries: Fold['entries'],
): Fold => {
  const fold: Fold = {
    plan,
    newest: plan,
    merchant,
    state,
    entries,
    zone: plan.clockwork.zone,
    upto: 0,
    lives: [],
    seen,
    now: (atMs) => liveOf(fold, atMs).now(atMs, fold.upto, state.moves, state.totals.entries),
    review: (atMs, countMs) =>
      valuesAt(fold, {
        atMs,
        countMs,
        upto: Math.min(fold.upto, seenBefore(merchant, atMs)),
        inclusive: false,
      }),
  }
  return fold
}

const valuesAt = (fold: Fold, moment: Moment): Values => {
  const { plan, merchant, state } = fold
  // What the log says is counted once a moment, however often the state moves within it.
  const last = lastRead.get(fold)
  const isSame =
    last?.plan === plan &&
    last.moment.atMs === moment.atMs &&
    last.moment.countMs === moment.countMs &&
    last.moment.upto === moment.upto &&
    last.moment.inclusive === moment.inclusive
  const read = isSame ? last.read : { facts: {}, dates: {} }
  lastRead.set(fold, { plan, moment, read })
  return new Values(plan, merchant, heldReader(plan, merchant, state), moment, undefined, read)
}
const lastRead = new WeakMap<Fold, { plan: Plan; moment: Moment; read: Read }>()

/** The values that go on with a fold; one set for each version of the program that it has come by. */
const liveOf = (fold: Fold, atMs: number): Live => {
  const { plan, merchant, state, lives } = fold
  let live = lives[0]?.plan === plan ? lives[0] : lives.find((one) => one.plan === plan)
  if (!live) {
    live = new Live(plan, merchant, heldReader(plan, merchant, state), atMs, fold.upto)
    lives.push(live)
  }
  return live
}

/** What nodes may read of the state. */
const heldReader = (plan: Plan, merchant: Merchant, state: State): HeldReader => {
  const { reviews } = plan.clockwork
  const { ladders } = wiringOf(plan)
  return {
    tier: (id) => {
      const ladder = ladders.get(id)
      return ladder ? effectivePlace(plan, state, ladder) : -1
    },
    computed: (key) => {
      const ladder = ladders.get(key)
      return ladder ? placeOf(state, ladder) : -1
    },
    active: (id) => isActive(state, id),
    balance: (id) => balanceOf(state.accounts[id]),
    memory: (key) => state.memory[key],
    changedMs: changedIn(state),
    fellOn: (id, atMs) => {
      const review = reviews.find((one) => one.id === id)
      return review !== undefined && fellOn(review, plan, merchant, state, atMs)
    },
  }
}

/** When a merchant's standing begins: with joining, or with the program's first version. */
const beginOf = ({ merchant, newest }: Fold): number => Math.max(merchant.startMs, oldest(newest).inForceMs)

/** One moment: 1 ends and resets; 2 reviews; 3 fields and overrides; 4 facts. Before joining, and before the first version is in force, facts only arrive. */
const step = (fold: Fold, atMs: number): void => {
  const { merchant, newest } = fold
  const inForce = planAt(newest, atMs)
  const beginMs = beginOf(fold)
  if (inForce === null || atMs < beginMs) {
    fold.upto = seenBefore(merchant, atMs + 1)
    return
  }
  fold.plan = inForce
  const { moves } = fold.state
  if (atMs === beginMs || atMs === inForce.inForceMs) {
    beginLadders(fold, atMs)
    beginAccounts(fold, atMs === beginMs ? null : planAt(newest, atMs - 1), atMs)
  }
  // What is counted from a ladder's last change is due by how it stood before anything moves.
  const { reviews } = fold.plan.clockwork
  const isNew = atMs === merchant.startMs // who joins at a review's instant comes after it
  const due = isNew ? [] : reviews.filter((review) => isDue(review, fold.plan, merchant, fold.state, atMs))
  // 1
  expireLots(fold, atMs)
  releaseOver(fold, atMs)
  endOverrides(fold, atMs)
  settlePending(fold, atMs)
  for (const { id } of due) resetAccounts(fold, id, atMs)
  // 2
  for (const review of due) decideReview(fold, review, atMs)
  // 3
  followChange(fold, atMs)
  // 4
  for (let log = merchant.facts[fold.upto]; log && log.seenMs <= atMs; log = merchant.facts[fold.upto])
    learn(fold, log, atMs)
  if (fold.state.moves !== moves || atMs === inForce.inForceMs) noteTiers(fold, atMs)
}

const names = (when: When, review: string): boolean => typeof when === 'object' && when.review === review

/** Phase 2: one review: what it is asked to remember, what accounts earn, the ladders that name it and what they post. */
const decideReview = (fold: Fold, review: ReviewPlan, atMs: number): void => {
  const countMs = review.cutOff === null ? atMs : shifted(review.zone, atMs, review.cutOff, -1)
  // A ladder that names another reads what has just been decided there.
  const read = (): Values => fold.review(atMs, countMs)
  watch(fold, review, read)
  const values = read()
  const { accounts, ladders } = fold.plan.clockwork
  // What a review gives goes by the tier held before it.
  if (accounts.length > 0) earnAtReview(fold, review.id, values, atMs)
  const decided = ladders.filter(
    ({ promote, demote }) => names(promote, review.id) || names(demote, review.id),
  )
  const places = decided.map((ladder) =>
    decideTier(fold, ladder, read(), atMs, {
      rise: names(ladder.promote, review.id),
      fall: names(ladder.demote, review.id),
      takesEffect: review.takesEffect,
    }),
  )
  decided.forEach((ladder, nth) => {
    const place = places[nth]!
    if (place !== null && postsAt(fold, ladder) === review.id) postDecided(fold, ladder, place, read(), atMs)
  })
  if (accounts.length > 0) earnAtReview(fold, review.id, read(), atMs, true)
  giveAtReview(fold, review.id, read(), atMs)
  if (decided.length > 0) remember(fold, review, decided, values, atMs)
}

/** Asks what conditions over past decisions are about, so that the running one counts. */
const watch = (fold: Fold, review: ReviewPlan, read: () => Values): void => {
  for (const { key, condition, review: at, keeps } of fold.plan.clockwork.watches) {
    if (at !== review.id) continue
    const value = read().get(condition)
    const { last, streak } = fold.state.memory[key] ?? { last: [], streak: 0 }
    fold.state.memory[key] = {
      last: [...last, value === null ? null : value === 1].slice(-keeps),
      streak: value === 1 ? streak + 1 : 0,
    }
    fold.state.moves += 1
  }
}

const remember = (
  fold: Fold,
  review: ReviewPlan,
  decided: LadderPlan[],
  values: Values,
  atMs: number,
): void => {
  const { score } = fold.plan
  const tiers: Record<string, string | null> = {}
  for (const { key } of decided) tiers[key] = fold.state.ladders[key]?.tier ?? null
  const factors: Record<string, number | null> = {}
  for (const { id, points } of score?.group.factors ?? []) factors[id] = values.get(points)
  const { decisions } = fold.state
  fold.state.moves += 1
  decisions.push({
    at: isoOf(atMs),
    review: review.id,
    score: score ? values.get(score.value) : null,
    tiers,
    factors,
  })
  const own = decisions.filter((one) => one.review === review.id)
  if (own.length > KEPT_DECISIONS) decisions.splice(decisions.indexOf(own[0]!), 1)
}

/** Phases 3 and 4: ladders that move at once, or under a continuous review. */
const decideBetween = (fold: Fold, atMs: number): void => {
  for (const { ladder, rise, fall } of wiringOf(fold.plan).between)
    decideTier(fold, ladder, fold.now(atMs), atMs, { rise, fall, takesEffect: null })
}

/** Phase 4: one fact. It earns by the standing held just before it and by the version in force on its own date; then all it changes is asked anew. */
const learn = (fold: Fold, log: LogFact, atMs: number): void => {
  const inForce = fold.plan
  fold.plan = planAt(fold.newest, log.atMs) ?? inForce
  const { undoes } = wiringOf(fold.plan)
  const isUndoing = undoes.has(log.type)
  const isCommand = log.type.startsWith('tk.')
  // What an undo or a command moves is moved before anything is earned; any other fact earns first.
  const before = isUndoing || isCommand ? asItStands(fold, atMs) : fold.now(atMs)
  fold.upto = log.order + 1
  fold.state.totals.facts += 1
  if (isCommand) follow(fold, log, atMs)
  if (isUndoing) {
    clawBack(fold, log, atMs)
    giveUseBack(fold, log, atMs)
    if (log.ref !== null)
      giveBack(fold, log.ref, atMs, { name: nameOf(fold, log), cause: log.id, fact: log.id })
  }
  if (log.atMs >= beginOf(fold)) earnByFact(fold, log, before, atMs)
  fold.plan = inForce
  startByEvent(fold, log, atMs)
  followChange(fold, atMs, log)
}

/**
 * Phases 3 and 4: overrides, ladders that move between reviews, tasks and what is open, as they follow from what has just changed. Where
 * nothing has, of what any condition reads, only ladders are asked: a hold may have ended.
 */
const followChange = (fold: Fold, atMs: number, learned: LogFact | null = null): void => {
  const isChanged = hasChanged(fold, atMs)
  if (isChanged) {
    lastAsked.set(fold, askedNow(fold, atMs))
    turnOverrides(fold, atMs)
  }
  decideBetween(fold, atMs)
  const decideAfter = (posts: () => void): void => {
    const { entries } = fold.state.totals
    posts()
    if (fold.state.totals.entries > entries) decideBetween(fold, atMs)
  }
  if (learned) decideAfter(() => earnAfterFact(fold, learned, atMs))
  if (!isChanged && !hasChanged(fold, atMs)) return
  // Last, so that no task is done by a tier that the moment takes away; what one pays may lift a ladder yet.
  decideAfter(() => finishTasks(fold, atMs))
  openChoices(fold, atMs)
}

/** Whether conditions may say otherwise than when they were last asked: values or moves are others, or another local day has begun, and periods with it. */
const hasChanged = (fold: Fold, atMs: number): boolean => {
  const last = lastAsked.get(fold)
  const asked = askedNow(fold, atMs)
  return (
    last?.live !== asked.live ||
    last.changes !== asked.changes ||
    last.moves !== asked.moves ||
    last.dayMs !== asked.dayMs
  )
}
const askedNow = (fold: Fold, atMs: number): Asked => {
  const live = liveOf(fold, atMs)
  fold.now(atMs)
  const { changes } = live
  return { live, changes, moves: fold.state.moves, dayMs: startOf(fold.zone, atMs, 'day') }
}
interface Asked {
  live: Live
  changes: number
  moves: number
  dayMs: number
}
const lastAsked = new WeakMap<Fold, Asked>()

/** The values of a moment that stay what they are, whatever the state does next. */
const asItStands = (fold: Fold, atMs: number): Values => {
  const values = valuesAt(fold, { atMs, countMs: atMs, upto: fold.upto, inclusive: true })
  const { balances, moved, movedOrTimed } = wiringOf(fold.plan)
  for (const id of [...balances, ...moved, ...movedOrTimed]) values.get(id)
  return values
}
