/** What a plan asks of columns: one subject a name, how a cell of it is read, and what cannot be held in a column at all. */
import { givenName, metricAt } from './given.js'
import type { Id, LadderPlan, Leaf, Plan } from './plan.js'
import { rankedBy } from './passes.js'
import { operandsOf } from './reach.js'
import { issueAt, type Issue } from '../schema/issues.js'
import type { Text, Unit } from '../schema/text.js'

/** How a cell is read. */
export type Reading = 'number' | 'flag' | 'date' | 'choice'

/** One thing that a plan reads of a merchant. `values`: for a choice or a tier the words that stand for each place. */
export interface Subject {
  readonly id: string
  readonly reading: Reading
  readonly unit: Unit
  readonly names: readonly Text[] // what people call it; empty where the program does not say
  readonly values: readonly { readonly id: string; readonly name: Text | null }[]
}

/** The column a leaf reads; null where no column can say it: facts are nothing then, peers are computed. */
export const columnNameOf = (leaf: Leaf): string | null => {
  switch (leaf.from) {
    case 'metric':
      return givenName(leaf)
    case 'field':
      return leaf.id
    case 'held':
      if (leaf.what === 'times') return `${leaf.id}#${leaf.ofLast}`
      return leaf.what === 'streak' ? `${leaf.id}#streak` : leaf.id
    case 'moment':
      return leaf.since
    case 'facts':
    case 'peers':
      return null
  }
}

/** The ladder that a preview is about: the main one, else the first that is no badge, else the first. */
export const mainLadderOf = ({ clockwork: { ladders } }: Plan): LadderPlan =>
  ladders.find(({ main }) => main) ?? ladders.find(({ badge }) => !badge) ?? ladders[0]!

/** What a review asks: the score, and the tier of one ladder. */
export const rootsOf = (plan: Plan, ladder: LadderPlan): Id[] => [
  ...(plan.score ? [plan.score.value] : []),
  ladder.earned,
]

export type PeersLeaf = Extract<Leaf, { from: 'peers' }>
/** The leaf of a node that reads ranks, sizes or cuts; null for any other. */
export const peersLeafOf = (plan: Plan, id: Id): PeersLeaf | null => {
  const node = plan.nodes[id]!
  return node.op === 'leaf' && node.leaf.from === 'peers' ? node.leaf : null
}

/** What must be known of every merchant before a leaf over peers can be: what is ranked, who counts, what parts them, what decides ties. */
export const comparedBy = (plan: Plan, leaf: PeersLeaf): Id[] => [
  ...rankedBy(plan.cohorts[leaf.cohort]!),
  ...('of' in leaf ? [leaf.of] : []),
]

/**
 * The nodes under some roots, each once, operands first, and those that peers under them are compared by. Where a metric has a column,
 * what it would else be derived from is not entered: `given` holds the names of the columns.
 */
export const nodesUnder = (
  plan: Plan,
  roots: readonly Id[],
  given: ReadonlySet<string> | null = null,
): Id[] => {
  const seen = new Set<Id>()
  const open = [...roots]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...((given && givenUnder(plan, id, given)) ?? needsOf(plan, id)))
  }
  return [...seen].sort((left, right) => left - right)
}

/** What a node reads; facts are in no column, so what they are compared with is not needed either. */
const needsOf = (plan: Plan, id: Id): Id[] => {
  const node = plan.nodes[id]!
  if (node.op !== 'leaf') return operandsOf(node)
  return node.leaf.from === 'peers' ? comparedBy(plan, node.leaf) : []
}

/** For a metric's node with a column of its own: the operands that remain. */
const givenUnder = (plan: Plan, id: Id, given: ReadonlySet<string>): Id[] | null => {
  const metric = metricAt(plan, id)
  return metric !== null && given.has(metric.column) ? metric.given : null
}

/** The subjects under some roots, in the order of the plan. */
export const subjectsOf = (
  plan: Plan,
  roots: readonly Id[],
  given: ReadonlySet<string> | null = null,
): Subject[] => {
  const subjects = new Map<string, Subject>()
  for (const id of nodesUnder(plan, roots, given)) {
    const node = plan.nodes[id]!
    if (node.op !== 'leaf') continue
    const name = columnNameOf(node.leaf)
    if (name === null || subjects.has(name)) continue
    const subject = subjectOf(plan, node.leaf, name)
    if (subject) subjects.set(name, subject)
  }
  return [...subjects.values()]
}

/** Whether a node reads the log itself, not by way of another metric. */
export const readsLog = (plan: Plan, id: Id): boolean => {
  const node = plan.nodes[id]!
  if (node.op !== 'leaf') return operandsOf(node).some((one) => !metricAt(plan, one) && readsLog(plan, one))
  const { leaf } = node
  if (leaf.from === 'moment') return plan.clockwork.eventNames[leaf.since] !== undefined
  return leaf.from === 'facts'
}

const dateSubject = { reading: 'date', unit: 'date', values: [] } as const
/** Columns that every population may have, whatever the program. */
export const joinedAt: Subject = { id: 'joinedAt', names: [], ...dateSubject }
export const asOf: Subject = { id: 'asOf', names: [], ...dateSubject }

const subjectOf = (plan: Plan, leaf: Leaf, id: string): Subject | null => {
  const { clockwork, names } = plan
  if (leaf.from === 'moment') {
    if (clockwork.eventNames[id]) return null // facts, of which columns know nothing
    return id === 'joinedAt' ? joinedAt : { id, names: [], ...dateSubject }
  }
  if (leaf.from === 'held' && (leaf.what === 'times' || leaf.what === 'streak'))
    return { id, reading: 'number', unit: 'integer', names: [], values: [] }
  if (leaf.from === 'held' && leaf.what !== 'active' && leaf.what !== 'balance') {
    const ladder = ladderOf(plan, id)
    const values = ladder?.tiers.map((tier) => ({ id: tier.id, name: tier.name })) ?? []
    return {
      id,
      reading: 'choice',
      unit: 'tier',
      names: ladder && !ladder.scope ? [ladder.name] : [],
      values,
    }
  }
  const own = 'id' in leaf ? leaf.id : id
  const kinds = leaf.from === 'held' ? ['override', 'balance'] : [leaf.from]
  const named = Object.values(names).find((name) => name.id === own && kinds.indexOf(name.kind) >= 0)
  const unit = leaf.from === 'held' ? (leaf.what === 'active' ? 'flag' : 'points') : (named?.unit ?? 'number')
  const choices = leaf.from === 'field' ? clockwork.choices[id] : undefined
  const values = (choices ?? []).map((value, place) => ({ id: value, name: named?.values?.[place] ?? null }))
  const reading = choices ? 'choice' : unit === 'flag' ? 'flag' : unit === 'date' ? 'date' : 'number'
  const scoped = leaf.from === 'metric' && leaf.scope !== undefined
  return { id, reading, unit: choices ? 'choice' : unit, names: named && !scoped ? [named.name] : [], values }
}

export const ladderOf = ({ clockwork: { ladders } }: Plan, name: string): LadderPlan | null =>
  ladders.find(({ key }) => key === name) ?? ladders.find(({ id }) => id === name) ?? null

/**
 * What stands in a column that nobody gave: nothing for a metric or field; for a ladder its lowest tier where that asks nothing, since it
 * is everybody's from the beginning, else no tier (-1); 0 for an override that an event starts. Undefined: nothing can stand for it.
 */
export const defaultOf = (plan: Plan, leaf: Leaf): number | null | undefined => {
  if (leaf.from !== 'held') return null
  if (leaf.what === 'active') {
    const override = plan.clockwork.overrides.find(({ id }) => id === leaf.id)
    return override && override.starts === null ? 0 : undefined
  }
  if (leaf.what !== 'tier' && leaf.what !== 'computed') return undefined
  const lowest = ladderOf(plan, leaf.id)?.tiers[0]
  return lowest && lowest.enter === null ? 0 : -1
}

/**
 * Refusals, by name: what these roots ask that neither a column gives nor anything can stand for. What a metric reads of past decisions is
 * named by the metric, which a column may give.
 */
export const refusalsOf = (plan: Plan, roots: readonly Id[], given: ReadonlySet<string>): Issue[] => {
  const asked = nodesUnder(plan, roots, given)
  const metrics = new Map(asked.map((id) => [metricAt(plan, id)?.otherwise, metricAt(plan, id)?.column]))
  return asked.flatMap((id) => {
    const node = plan.nodes[id]!
    if (node.op !== 'leaf' || defaultOf(plan, node.leaf) !== undefined) return []
    const name = columnNameOf(node.leaf)!
    if (given.has(name)) return []
    return [issueAt('missingColumn', plan.origin[id]!, { name: metrics.get(id) ?? name })]
  })
}
