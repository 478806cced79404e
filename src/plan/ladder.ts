/** A ladder as nodes: who may enter and keep each tier, the tier earned, and one step of a rise or a fall. */
import type { Condition, Mark, Value } from '../schema/condition.js'
import type { Ladder } from '../schema/ladder.js'
import type { Compiler, Path } from './build.js'
import { eventsUnder } from './reach.js'
import type { Id, LadderPlan, Scope, TierPlan, When } from './plan.js'
import { LIMIT as SCORES } from './score.js'

type Rollup = Exclude<NonNullable<Ladder['scope']>['rollup'], 'none'>
type Rule = Pick<TierPlan, 'enter' | 'keep'>
/** What the tiers ask, and whether the score they ask for is the program's own, on which a mark can be drawn. */
interface Asked {
  rules: readonly Rule[]
  isWhole: boolean
}

/** One plan a ladder, or for one that is kept for every value of a choice, one for each value. */
export const ladderPlans = (compiler: Compiler, ladder: Ladder, path: Path): LadderPlan[] => {
  const { build, program } = compiler
  if (!ladder.scope) {
    const rules = rulesOf(compiler, ladder, null, path)
    return [ladderPlan(compiler, ladder, null, { rules, isWhole: true }, path)]
  }
  const { by, rollup, of } = ladder.scope
  const choice = program.choices?.[by]
  if (!choice) {
    build.expect(by, ['choice'], [...path, 'scope', 'by'])
    return []
  }
  const values = Object.entries(choice).map(([value, name]) => ({ choice: by, value, name }))
  const within = values.map(({ value }): Scope => ({ choice: by, value }))
  const isOneScore = (): boolean => {
    const whole = compiler.scoreNode(null)
    return whole !== null && within.every((scope) => compiler.scoreNode(scope) === whole)
  }
  // A ladder that asks for no score makes none for its scope.
  const isWhole = ladder.tiers.some(({ enter }) => scoreFrom(enter) !== null) && isOneScore()
  if (rollup === 'none')
    return values.map((scope, place) => {
      const rules = rulesOf(compiler, ladder, within[place]!, path)
      return ladderPlan(compiler, ladder, scope, { rules, isWhole }, path)
    })
  const each = (): Rule[][] => within.map((scope) => rulesOf(compiler, ladder, scope, path))
  const held = heldNode(compiler, ladder.id, path)
  // Where nothing in the score is scoped there is one score to read, and to rank under its own name.
  const scored = (): Compiler => (isOneScore() ? compiler : scoredTogether(compiler, within, rollup, path))
  const rules =
    of === 'score' ? rulesOf(scored(), ladder, null, path) : rolledUp(compiler, each(), held, rollup, path)
  return [ladderPlan(compiler, ladder, null, { rules, isWhole: isWhole && of !== 'score' }, path)]
}

/**
 * What each tier asks, lowest first; null where everybody may. Without its own `keep` the ladder's holds, else `enter`. What everybody may
 * enter nobody loses, unless its own `keep` says so: who lost it would enter again at once.
 */
const rulesOf = (compiler: Compiler, ladder: Ladder, scope: Scope | null, path: Path): Rule[] => {
  // Read even where no tier uses it, so that what is wrong in it is told.
  const ownKeep = ladder.keep ? compiler.condition(ladder.keep, scope, [...path, 'keep']) : null
  return ladder.tiers.map((tier, place): Rule => {
    const at: Path = [...path, 'tiers', place]
    const enter = tier.enter ? compiler.condition(tier.enter, scope, [...at, 'enter']) : null
    if (tier.keep) return { enter, keep: compiler.condition(tier.keep, scope, [...at, 'keep']) }
    return { enter, keep: enter === null ? null : (ownKeep ?? enter) }
  })
}

/**
 * One ladder from the rules of every value: with `max` and `any` a tier is reached where one of them reaches it; with `min` where every
 * one reaches it or a higher one, so that the least of them is the result.
 */
const rolledUp = (
  { build }: Compiler,
  each: readonly Rule[][],
  held: Id,
  rollup: Rollup,
  path: Path,
): Rule[] => {
  const anyOf = (rules: readonly (Id | null)[]): Id | null => {
    if (rules.some((rule) => rule === null)) return null
    const of = [...new Set(rules as readonly Id[])]
    return of.length === 1 ? of[0]! : build.add({ op: 'atLeast', n: 1, of }, path)
  }
  const allOf = (rules: readonly (Id | null)[]): Id | null => {
    const of = [...new Set(rules)].filter((rule): rule is Id => rule !== null)
    return of.length === 0 ? null : build.all(of, path)
  }
  const free = build.value(1, path)
  /** What is asked of a holder of tier `place` about that one or a higher one: `keep` where it is held too, else `enter`. */
  const kept = ({ enter, keep }: Rule, place: number, higher: number): Id | null => {
    if (higher === place || enter === keep) return keep
    const holds = build.add({ op: 'compare', is: 'gte', left: held, right: build.value(higher, path) }, path)
    return build.add({ op: 'pick', arms: [[holds, keep ?? free]], otherwise: enter ?? free }, path)
  }
  const orHigher = (rules: readonly Rule[], place: number, key: keyof Rule): (Id | null)[] =>
    rules.slice(place).map((one, above) => (key === 'enter' ? one.enter : kept(one, place, place + above)))
  const rule = (place: number, key: keyof Rule): Id | null =>
    rollup === 'min'
      ? allOf(each.map((rules) => anyOf(orHigher(rules, place, key))))
      : anyOf(each.map((rules) => rules[place]![key]))
  return each[0]!.map((_, place) => ({ enter: rule(place, 'enter'), keep: rule(place, 'keep') }))
}

/** The compiler with the greatest, or the least, of the values' scores for the score: of those that are known, and null where none is. */
const scoredTogether = (
  compiler: Compiler,
  scopes: readonly Scope[],
  rollup: Rollup,
  path: Path,
): Compiler => {
  const { build, program } = compiler
  const scores = scopes.flatMap((scope) => compiler.score(scope)?.value ?? [])
  if (scores.length < scopes.length) {
    build.expect('score', ['score'], [...path, 'scope', 'of'])
    return compiler
  }
  const isMin = rollup === 'min'
  const nothing = build.value(isMin ? SCORES : -SCORES, path)
  const known = scores.map((x) => build.add({ op: 'known', x }, path))
  const of = scores.map((x, place) =>
    build.add({ op: 'pick', arms: [[known[place]!, x]], otherwise: nothing }, path),
  )
  const best = build.add({ op: isMin ? 'min' : 'max', of }, path)
  const node = build.mark(
    build.add(
      {
        op: 'pick',
        arms: [[build.add({ op: 'atLeast', n: 1, of: known }, path), best]],
        otherwise: build.value(null, path),
      },
      path,
    ),
  )
  build.name(node, { id: 'score', kind: 'score', name: program.score!.name, unit: 'score' })
  return compiler.scoring(node, `score@${scopes[0]!.choice}`)
}

const ladderPlan = (
  compiler: Compiler,
  ladder: Ladder,
  scope: LadderPlan['scope'],
  { rules, isWhole }: Asked,
  path: Path,
): LadderPlan => {
  const key = scope ? `${ladder.id}@${scope.value}` : ladder.id
  const held = heldNode(compiler, key, path)
  const tiers = ladder.tiers.map((tier, place): TierPlan => ({
    id: tier.id,
    name: tier.name,
    ...(tier.note && { note: tier.note }),
    ...rules[place]!,
    scoreFrom: isWhole ? scoreFrom(tier.enter) : null,
  }))
  const { transition } = ladder
  const earned = earnedNode(compiler, tiers, held, path)
  return {
    key,
    id: ladder.id,
    name: ladder.name,
    ...(ladder.note && { note: ladder.note }),
    main: ladder.main === true,
    badge: ladder.badge === true,
    scope,
    tiers,
    held,
    earned,
    rise: stepped(compiler, held, earned, transition.maxStepsUp ?? null, 1, path),
    fall: stepped(compiler, held, earned, transition.maxStepsDown ?? null, -1, path),
    promote: when(compiler, transition.promote, [...path, 'transition', 'promote']),
    demote: when(compiler, transition.demote, [...path, 'transition', 'demote']),
    hold: transition.hold ?? null,
    grace: transition.grace ?? null,
    climb: transition.climb !== undefined,
    ...postings(compiler, ladder, path),
    wakes: eventsUnder(compiler, [earned]),
  }
}

/** The tier held, before overrides. */
const heldNode = ({ build }: Compiler, key: string, path: Path): Id =>
  build.add({ op: 'leaf', leaf: { from: 'held', what: 'computed', id: key } }, path)

/** What a move or a decision posts to accounts. */
const postings = (
  compiler: Compiler,
  { tiers, transition }: Ladder,
  path: Path,
): Pick<LadderPlan, 'takes' | 'carry' | 'reset'> => {
  const at: Path = [...path, 'transition']
  const { takes = {}, carry = [], reset = [] } = transition
  const check = (account: string, where: Path): void => {
    if (!compiler.build.expect(account, ['account'], where)) return
    const one = compiler.program.accounts!.find(({ id }) => id === account)!
    if ('kept' in one) compiler.build.issue('keptOutside', where, { name: account })
  }
  Object.keys(takes).forEach((account) => check(account, [...at, 'takes', account]))
  carry.forEach((account, place) => check(account, [...at, 'carry', place]))
  reset.forEach((account, place) => check(account, [...at, 'reset', place]))
  return {
    takes: Object.entries(takes).map(([account, amountPoints]) => ({ account, amountPoints })),
    carry: carry.map((account) => ({
      account,
      marks: tiers.map(({ enter }, place) => {
        const mark = markOn(account, enter)
        // what is wrong in it has been told where it is asked for
        return mark === null
          ? null
          : compiler.number(mark.value, null, [...path, 'tiers', place, 'enter', ...mark.path])
      }),
    })),
    reset,
  }
}

const when = (compiler: Compiler, rule: string, path: Path): When => {
  if (rule === 'atOnce' || rule === 'never') return rule
  compiler.build.expect(rule, ['review'], path)
  return { review: rule }
}

/** The mark on the score that a tier's entry asks, where it asks for one in so many words. */
const scoreFrom = (enter: Condition | undefined): number | null => {
  const mark = markOn('score', enter)?.value
  return typeof mark === 'number' ? mark : null
}

/** The least that a condition asks of a subject, and where in it, where it must be met and asks for one. */
const markOn = (
  subject: string,
  condition: Condition | undefined,
  path: Path = [],
): { value: Value<number>; path: Path } | null => {
  if (!condition) return null
  if ('all' in condition) {
    for (const [place, part] of (condition.all as Condition[]).entries()) {
      const mark = markOn(subject, part, [...path, 'all', place])
      if (mark !== null) return mark
    }
    return null
  }
  const test = (condition as Record<string, unknown>)[subject] as { gte?: Mark; gt?: Mark } | undefined
  const is = test?.gte === undefined ? 'gt' : 'gte'
  const value = test?.[is]
  return value === undefined || typeof value === 'string' ? null : { value, path: [...path, subject, is] }
}

/** The highest tier whose rule is met: keep at or below the one held, enter above it; -1 where not even the lowest is. */
const earnedNode = (compiler: Compiler, tiers: TierPlan[], held: Id, path: Path): Id => {
  const { build } = compiler
  const arms: [Id, Id][] = []
  for (let place = tiers.length - 1; place >= 0; place--) {
    const { enter, keep } = tiers[place]!
    const free = build.value(1, path)
    const holds = build.add({ op: 'compare', is: 'gte', left: held, right: build.value(place, path) }, path)
    const asked =
      enter === keep
        ? (enter ?? free)
        : build.add({ op: 'pick', arms: [[holds, keep ?? free]], otherwise: enter ?? free }, path)
    arms.push([asked, build.value(place, path)])
  }
  return build.add({ op: 'pick', arms, otherwise: build.value(-1, path) }, path)
}

/** The earned tier, at most so many steps from the one held. */
const stepped = (
  compiler: Compiler,
  held: Id,
  earned: Id,
  steps: number | null,
  direction: 1 | -1,
  path: Path,
): Id => {
  const { build } = compiler
  if (steps === null) return earned
  const limit = build.add(
    { op: 'sum', of: [held, build.value(1, path)], weights: [1, direction * steps] },
    path,
  )
  return build.add({ op: direction > 0 ? 'min' : 'max', of: [earned, limit] }, path)
}
