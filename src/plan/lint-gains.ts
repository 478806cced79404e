/** What benefits, tasks, accounts and overrides get wrong: what a higher tier lacks, what costs or moves or changes nothing, what never ends. */
import type { Benefit } from '../schema/benefit.js'
import { canHold } from './lint-possible.js'
import { isEmpty, Ranges, type Bounds } from './lint-range.js'
import { mentionsIn } from './lint-names.js'
import type { Notes, Path } from './lint-notes.js'
import { reachOf } from './reach.js'
import { writtenOf, type Chosen } from './value.js'
import type { BenefitPlan, Id, LadderPlan, TaskPlan } from './plan.js'

export const lintGains = (notes: Notes): void => {
  const { benefits, tasks } = notes.plan.clockwork
  const ladder = mainOf(notes)
  benefits.forEach((benefit, place) => {
    const path: Path = ['benefits', place]
    if (ladder) lintRise(notes, benefit, ladder, path)
    lintCost(notes, notes.program.benefits![place]!, path)
  })
  const counts = countingNodes(notes)
  tasks.forEach((task, place) => lintTask(notes, task, counts, ['tasks', place]))
  lintAccounts(notes)
  lintOverrides(notes)
}

/** The ladder that says who is higher: the main one, or the only one that is no badge. */
const mainOf = ({ plan }: Notes): LadderPlan | null => {
  const ladders = plan.clockwork.ladders.filter(({ badge }) => !badge)
  const main = ladders.find((ladder) => ladder.main)
  return main ?? (ladders.length === 1 ? ladders[0]! : null)
}

/** The higher the tier, the more benefits: each is had on all tiers above one that has it, and is worth no less there. */
const lintRise = (notes: Notes, benefit: BenefitPlan, ladder: LadderPlan, path: Path): void => {
  const { plan, grounds } = notes
  const held = plan.nodes.findIndex(
    (node) =>
      node.op === 'leaf' &&
      node.leaf.from === 'held' &&
      node.leaf.what === 'tier' &&
      node.leaf.id === ladder.key,
  )
  if (held < 0) return
  const on = (place: number): Bounds => new Map([[held, { low: place, high: place }]])
  const has = ladder.tiers.map((_, place) => canHold(grounds, [benefit.requires], on(place)))
  const pairs = has.slice(0, -1).map((lower, place) => ({ place, lower }))
  const paramsAt = (place: number) => ({
    benefit: benefit.id,
    tier: ladder.tiers[place]!.id,
    above: ladder.tiers[place + 1]!.id,
  })
  for (const { place, lower } of pairs)
    if (lower && !has[place + 1]) notes.tell('benefitLost', [...path, 'requires'], paramsAt(place))
  const both = pairs.filter(({ place, lower }) => lower && has[place + 1])
  /** 1 where a value is more on the higher tier, -1 where it is less, else 0. */
  const steps = (node: Id): number[] =>
    both.map(({ place }) => {
      const [lower, higher] = [place, place + 1].map((one) => new Ranges(grounds, on(one)).of(node)) as [
        Range,
        Range,
      ]
      if (isEmpty(lower) || isEmpty(higher)) return 0
      return higher.low > lower.high ? 1 : higher.high < lower.low ? -1 : 0
    })
  const shrinks = (node: Id, isCharge: boolean, at: Path): void => {
    const found = steps(node)
    const first = found.indexOf(-1)
    // a charge that falls and falls again is a benefit: 5, 4, 3 percent
    const isMeant = isCharge && found.indexOf(1) < 0 && found.filter((step) => step < 0).length > 1
    if (first >= 0 && !isMeant) notes.tell('benefitShrinks', at, paramsAt(both[first]!.place))
  }
  if (benefit.value !== null)
    shrinks(benefit.value, benefit.unit === 'percent' || benefit.unit === 'days', [...path, 'value'])
  if (benefit.quota) shrinks(benefit.quota.times, false, [...path, 'quota', 'times'])
}
type Range = ReturnType<Ranges['of']>

const lintCost = (notes: Notes, { id, cost }: Benefit, path: Path): void => {
  if (writtenOf(cost as Chosen<number>).every((one) => one === 0))
    notes.tell('benefitNoCost', [...path, 'cost'], { benefit: id })
}

/** Every node that the score or a tier depends on. */
const countingNodes = ({ plan: { nodes, score, clockwork } }: Notes): ReadonlySet<Id> =>
  new Set(
    reachOf(nodes, [
      score?.value ?? null,
      ...clockwork.ladders.flatMap(({ tiers }) => tiers.flatMap(({ enter, keep }) => [enter, keep])),
    ]),
  )

const lintTask = (notes: Notes, task: TaskPlan, counts: ReadonlySet<Id>, path: Path): void => {
  const { grounds } = notes
  const own: Path = [...path, 'moves']
  if (!canHold(grounds, [task.done])) notes.tell('taskUnreachable', [...path, 'done'], { task: task.id })
  else if (canHold(grounds, [task.audience]) && !canHold(grounds, [task.done, task.audience]))
    notes.tell(
      'taskLeavesAudience',
      [...path, 'audience'],
      { task: task.id },
      {
        by: [
          [...path, 'done'],
          [...path, 'audience'],
        ],
      },
    )
  // a task that pays may be worth doing for that alone, but then it says what it moves
  if (task.moves.some(({ node }) => counts.has(node)) || (task.moves.length > 0 && task.reward.length > 0))
    return
  const by: Path[] =
    task.moves.length === 0 ? [own] : [own, ['score'], ['ladders'], ['metrics'], ['segments']]
  notes.tell('taskMovesNothing', own, { task: task.id }, { by })
}

const lintAccounts = (notes: Notes): void => {
  const { program, plan } = notes
  const mentions = mentionsIn(program)
  const rewarded = new Set(plan.clockwork.tasks.flatMap(({ reward }) => reward.map(({ account }) => account)))
  ;(program.accounts ?? []).forEach((account, place) => {
    const path: Path = ['accounts', place]
    const { id } = account
    const isAsked = mentions.some(
      ({ name, path: at }) => name === id && at[0] !== 'accounts' && at[2] !== 'reward',
    )
    if (!isAsked) notes.tell('pointsBuyNothing', path, { account: id }, { by: [], names: [id] })
    if ('kept' in account) return
    account.earn.forEach(({ points, limit }, nth) => {
      if (limit && typeof points === 'number' && points > limit.points)
        notes.tell(
          'limitCuts',
          [...path, 'earn', nth, 'limit', 'points'],
          { points, limit: limit.points },
          {
            by: [
              [...path, 'earn', nth, 'points'],
              [...path, 'earn', nth, 'limit'],
            ],
          },
        )
    })
    const gives = account.earn.some(({ points }) =>
      typeof points === 'object' && 'give' in points
        ? points.give > 0
        : writtenOf(points as Chosen<number>).some((one) => one > 0),
    )
    // an account that may go below 0 is one of debts, or of fines
    if (gives || (account.start ?? 0) > 0 || (account.min ?? 0) < 0 || rewarded.has(id)) return
    const by: Path[] = [
      [...path, 'earn'],
      [...path, 'start'],
      [...path, 'min'],
    ]
    notes.tell('accountNotEarned', [...path, 'earn'], { account: id }, { by, names: [id] })
  })
}

const lintOverrides = (notes: Notes): void => {
  const mentions = mentionsIn(notes.program)
  ;(notes.program.overrides ?? []).forEach((override, place) => {
    const path: Path = ['overrides', place]
    const { id, kind } = override
    if (kind === 'sanction' && override.lasts === undefined && override.ends === undefined)
      notes.tell(
        'sanctionNoEnd',
        path,
        { override: id },
        {
          by: [
            [...path, 'lasts'],
            [...path, 'ends'],
          ],
        },
      )
    if (kind === 'protect') return
    const effects =
      kind === 'grant' ? [override.floor, override.open] : [override.cap, override.suspend, override.freeze]
    if (effects.some((effect) => effect !== undefined) || mentions.some(({ name }) => name === id)) return
    const by = ['floor', 'open', 'cap', 'suspend', 'freeze'].map((key): Path => [...path, key])
    notes.tell('overrideDoesNothing', path, { override: id }, { by, names: [id] })
  })
}
