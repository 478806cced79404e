/** Conditions that cannot be met, and cases that cannot be chosen, whatever a merchant's values are. */
import { canHold, implies } from './lint-possible.js'
import type { Notes, Path } from './lint-notes.js'
import type { FactorPlan, Id, NodeOf } from './plan.js'

export const lintConditions = (notes: Notes): void => {
  const { plan, program, grounds } = notes
  const { clockwork, score } = plan
  const ask = (condition: Id | null | undefined, what: string, path: Path): void => {
    if (condition != null && !canHold(grounds, [condition])) notes.tell('neverMet', path, { what })
  }
  clockwork.benefits.forEach(({ requires }, place) =>
    ask(requires, 'benefit', ['benefits', place, 'requires']),
  )
  clockwork.tasks.forEach(({ audience }, place) => ask(audience, 'task', ['tasks', place, 'audience']))
  clockwork.overrides.forEach(({ starts, ends }, place) => {
    ask(starts, 'override', ['overrides', place, 'starts'])
    ask(ends, 'override', ['overrides', place, 'ends'])
  })
  clockwork.accounts.forEach(({ earn }, place) =>
    earn.forEach(({ when }, nth) => ask(when, 'account', ['accounts', place, 'earn', nth, 'when'])),
  )
  for (const id of Object.keys(program.cohorts ?? {}))
    ask(plan.cohorts[id]!.members, 'cohort', ['cohorts', id, 'members'])
  ask(score?.guard?.needs, 'score', ['score', 'guard', 'needs'])
  const guards = (factors: readonly FactorPlan[]): void =>
    factors.forEach(({ guard, group, path }) => {
      ask(guard?.needs, 'factor', [...path, 'guard', 'needs'])
      guards(group?.factors ?? [])
    })
  guards(score?.group.factors ?? [])
  plan.nodes.forEach((node, id) => {
    if (node.op === 'pick') lintCases(notes, node, plan.origin[id]!)
  })
}

/** The cases of a variant: each must be possible where those before it fail. */
const lintCases = (notes: Notes, { arms }: NodeOf<'pick'>, path: Path): void => {
  const { grounds } = notes
  const value = path.reduce<unknown>(
    (at, key) => (at as Record<string | number, unknown> | undefined)?.[key],
    notes.program,
  )
  const cases = (value as { cases?: unknown } | undefined)?.cases
  if (!Array.isArray(cases)) return
  arms.forEach(([when], place) => {
    const before = arms.slice(0, place)
    const isPossible = canHold(grounds, [when])
    const first = isPossible ? before.findIndex(([other]) => implies(grounds, when, other)) : -1
    if (isPossible && first < 0) return
    const own: Path = [...path, 'cases', place, 'when']
    const by = [own, ...before.map((_, nth): Path => [...path, 'cases', nth, 'when'])]
    notes.tell('caseNeverChosen', own, { case: place + 1, before: first + 1 }, { by })
  })
}
