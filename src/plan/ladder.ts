/** A ladder as nodes: who may enter and keep each tier, the tier earned, and one step of a rise or a fall. */
import type { Condition } from '../schema/condition.js'
import type { Ladder } from '../schema/ladder.js'
import type { Text } from '../schema/text.js'
import type { Compiler, Path } from './build.js'
import { eventsUnder, reachOf } from './reach.js'
import type { Id, LadderPlan, Scope, TierPlan, When } from './plan.js'

/** One plan a ladder, or for a scoped ladder one for each value of its choice. */
export const ladderPlans = (compiler: Compiler, ladder: Ladder, path: Path): LadderPlan[] => {
  const { build, program } = compiler
  if (!ladder.scope) return [ladderPlan(compiler, ladder, null, path)]
  const { by, rollup } = ladder.scope
  const choice = program.choices?.[by]
  if (!choice) {
    build.issue('unknownName', [...path, 'scope', 'by'], {
      name: by,
      what: 'choice',
      nearest: Object.keys(program.choices ?? {}).join(', '),
    })
    return []
  }
  if (rollup !== 'none') build.refuse(`rollup ${rollup}`, [...path, 'scope', 'rollup'])
  return Object.entries(choice).map(([value, name]) =>
    ladderPlan(compiler, ladder, { choice: by, value, name }, path),
  )
}

const ladderPlan = (
  compiler: Compiler,
  ladder: Ladder,
  scope: (Scope & { name: Text }) | null,
  path: Path,
): LadderPlan => {
  const { build } = compiler
  const key = scope ? `${ladder.id}@${scope.value}` : ladder.id
  const within = scope && { choice: scope.choice, value: scope.value }
  const held = build.add({ op: 'leaf', leaf: { from: 'held', what: 'computed', id: key } }, path)
  const tiers = ladder.tiers.map((tier, place): TierPlan => {
    const at: Path = [...path, 'tiers', place]
    const enter = tier.enter ? compiler.condition(tier.enter, within, [...at, 'enter']) : null
    const keepRule = tier.keep ?? ladder.keep
    const keep = keepRule
      ? compiler.condition(keepRule, within, tier.keep ? [...at, 'keep'] : [...path, 'keep'])
      : enter
    return {
      id: tier.id,
      name: tier.name,
      ...(tier.note && { note: tier.note }),
      enter,
      keep,
      scoreFrom: scoreFrom(tier.enter),
    }
  })
  const { transition } = ladder
  if (transition.climb) build.refuse('climb', [...path, 'transition', 'climb'])
  for (const posting of ['takes', 'carry', 'reset'] as const)
    if (transition[posting]) build.refuse(posting, [...path, 'transition', posting])
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
    wakes: eventsUnder(compiler, [earned]),
  }
}

/** The ladders in the order in which one moment decides them: those that others name first, else as they are written. */
export const inOrder = ({ build }: Compiler, ladders: readonly LadderPlan[]): LadderPlan[] => {
  const named = new Map(
    ladders.map(({ key, earned }) => {
      const leaves = reachOf(build.nodes, [earned]).map((id) => build.nodes[id]!)
      return [
        key,
        leaves.flatMap((node) =>
          node.op === 'leaf' && node.leaf.from === 'held' && node.leaf.what === 'tier' ? [node.leaf.id] : [],
        ),
      ]
    }),
  )
  const open = [...ladders]
  const ordered: LadderPlan[] = []
  while (open.length > 0) {
    const isFree = ({ key }: LadderPlan): boolean =>
      named.get(key)!.every((name) => name === key || !open.some((other) => other.key === name))
    // Ladders that name each other read what the last moment decided.
    ordered.push(...open.splice(Math.max(0, open.findIndex(isFree)), 1))
  }
  return ordered
}

const when = (compiler: Compiler, rule: string, path: Path): When => {
  if (rule === 'atOnce' || rule === 'never') return rule
  compiler.build.expect(rule, ['review'], path)
  return { review: rule }
}

/** The mark on the score that a tier's entry asks, where it asks for one in so many words. */
const scoreFrom = (enter: Condition | undefined): number | null => {
  if (!enter) return null
  if ('all' in enter && Array.isArray(enter.all)) {
    for (const part of enter.all as Condition[]) {
      const mark = scoreFrom(part)
      if (mark !== null) return mark
    }
    return null
  }
  const test = (enter as Record<string, unknown>)['score']
  const mark =
    typeof test === 'object' && test !== null
      ? ((test as { gte?: unknown; gt?: unknown }).gte ?? (test as { gt?: unknown }).gt)
      : null
  return typeof mark === 'number' ? mark : null
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
