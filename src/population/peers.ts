/**
 * Everybody among their peers: the ranks, sizes and cuts that a plan asks of its cohorts, pass after pass, since what is ranked may itself
 * read ranks. Over a population they are always computed, from those who are in it; a single merchant gets them with the record.
 */
import { isoOf } from '../plan/calendar.js'
import { metricAt } from '../plan/given.js'
import { planFor } from '../plan/compile.js'
import type { Id, Plan } from '../plan/plan.js'
import { issueAt, type Issue } from '../schema/issues.js'
import type { MerchantRecord, PeerStanding } from '../schema/record.js'
import { comparedBy, nodesUnder, peersLeafOf, readsLog, refusalsOf, type PeersLeaf } from '../plan/asked.js'
import { cellOf, partCellOf, type Column, type PartColumn, type Population } from './columns.js'
import { loadedRecords } from './load.js'
import { cutsOf, orderedIn, orderOf, partsOf, ranksOf, sizesOf, type Parts } from './ranking.js'
import { valuesOf } from './values.js'

/** `values`: a column for each leaf over peers, and for what they are compared by; `sizes`: by cohort, null for who is in no part of it. */
export interface Peers {
  readonly values: ReadonlyMap<Id, Column | PartColumn>
  readonly sizes: ReadonlyMap<string, PartColumn>
}

/** The peers that some nodes read, as they stand at an instant. Empty where they read none. */
export const peersOf = (plan: Plan, population: Population, atMs: number, roots: readonly Id[]): Peers => {
  const values = new Map<Id, Column | PartColumn>()
  const cohorts = new Map<string, Parts>()
  const sizes = new Map<string, PartColumn>()
  if (plan.passes.length === 1) return { values, sizes }
  const asked = new Set(nodesUnder(plan, roots).filter((id) => peersLeafOf(plan, id)))
  for (const pass of plan.passes) {
    const leaves = pass.flatMap((id) => (asked.has(id) ? [{ id, leaf: peersLeafOf(plan, id)! }] : []))
    if (leaves.length === 0) continue
    const inputs = leaves.flatMap(({ leaf }) => comparedBy(plan, leaf))
    const compared = valuesOf(plan, population, atMs, inputs, values)
    for (const [id, column] of compared) values.set(id, column)
    for (const { leaf } of leaves) {
      if (cohorts.has(leaf.cohort)) continue
      const { members, by } = plan.cohorts[leaf.cohort]!
      const keys = by.map((key) => compared.get(key)!)
      const parts = partsOf(population.ids.length, members === null ? null : compared.get(members)!, keys)
      cohorts.set(leaf.cohort, parts)
      sizes.set(leaf.cohort, sizesOf(parts))
    }
    const placed = placedBy(plan, compared, cohorts)
    for (const { id, leaf } of leaves.sort(byOrder))
      values.set(id, leaf.what === 'size' ? sizes.get(leaf.cohort)! : placed(leaf))
  }
  return { values, sizes }
}

type PlacedLeaf = Exclude<PeersLeaf, { what: 'size' }>
interface Asked {
  readonly id: Id
  readonly leaf: PeersLeaf
}

/** What is ranked by one value comes together, and of that what is ranked in one cohort: so that one order at a time has to be kept. */
const byOrder = ({ leaf: left }: Asked, { leaf: right }: Asked): number =>
  ofLeaf(left) - ofLeaf(right) || (left.cohort < right.cohort ? -1 : left.cohort > right.cohort ? 1 : 0)
const ofLeaf = (leaf: PeersLeaf): number => ('of' in leaf ? leaf.of : -1)

const placedBy = (
  plan: Plan,
  compared: ReadonlyMap<Id, Column>,
  cohorts: ReadonlyMap<string, Parts>,
): ((leaf: PlacedLeaf) => Column | PartColumn) => {
  const everybody = lastOf(String, (of: Id) => orderOf(compared.get(of)!))
  const members = lastOf(
    ({ of, cohort }: PlacedLeaf) => `${of} ${cohort}`,
    ({ of, cohort }) => orderedIn(cohorts.get(cohort)!, everybody(of)),
  )
  return (leaf) => {
    const { ties, percentiles } = plan.cohorts[leaf.cohort]!
    const parts = cohorts.get(leaf.cohort)!
    const of = compared.get(leaf.of)!
    if (leaf.what === 'cut') return cutsOf(parts, of, members(leaf), leaf.per, percentiles)
    const order = typeof ties === 'object' ? { by: compared.get(ties.by)!, better: ties.better } : ties
    return ranksOf(parts, of, members(leaf), leaf.better, order)
  }
}

/** What was made last, for as long as the same is asked. */
const lastOf = <Asked, Made>(
  keyOf: (asked: Asked) => string,
  make: (asked: Asked) => Made,
): ((asked: Asked) => Made) => {
  let last: { readonly key: string; readonly made: Made } | null = null
  return (asked) => {
    const key = keyOf(asked)
    if (last?.key !== key) last = { key, made: make(asked) }
    return last.made
  }
}

/**
 * Records with what each needs to know of its peers at an instant, beside the peers they have: all that the program in force then asks of
 * its cohorts, over all these records and nobody else. It reads `metrics`, `fields` and `held` alone. A record with a log has to bring its
 * metrics, evaluated by core at that instant, and its `held`, folded to it; its log stays with it. Throws an error that names what is
 * missing where that is not so: a metric that a log would make, a balance, what past decisions were.
 */
export const withPeers = (
  newest: Plan,
  records: readonly MerchantRecord[],
  atMs: number,
): MerchantRecord[] => {
  const plan = planFor(newest, atMs)
  const leaves = plan.nodes.flatMap((_, id) => {
    const leaf = peersLeafOf(plan, id)
    return leaf ? [[id, leaf] as const] : []
  })
  if (leaves.length === 0) return [...records]
  const roots = leaves.map(([id]) => id)
  refuse(notEvaluated(plan, records, roots))
  const { population, issues } = loadedRecords(plan, records.map(withoutLog), atMs)
  refuse([...issues, ...refusalsOf(plan, roots, new Set(population.columns.keys()))])
  const { values, sizes } = peersOf(plan, population, atMs, roots)
  return records.map((record, row): MerchantRecord => {
    const standings: Record<string, PeerStanding> = {}
    for (const [id, leaf] of leaves) {
      const size = partCellOf(sizes.get(leaf.cohort)!, row)
      const standing = (standings[leaf.cohort] ??= { size })
      if (size === null) continue
      const column = values.get(id)!
      const value = 'parts' in column ? partCellOf(column, row) : cellOf(column, row)
      if (leaf.what === 'rank') ((standing.ranks ??= {})[leaf.key] ??= {})[leaf.better] = value
      else if (leaf.what === 'cut') ((standing.cuts ??= {})[leaf.key] ??= {})[String(leaf.per)] = value
    }
    return { ...record, peers: { ...record.peers, [isoOf(atMs)]: standings } }
  })
}

/** What records with a log do not bring, and only core could make of it: else it would be unknown, and nobody told. */
const notEvaluated = (plan: Plan, records: readonly MerchantRecord[], roots: readonly Id[]): Issue[] => {
  const lacks = new Map<string, readonly string[]>() // by the metrics that a record brings
  return records.flatMap(({ facts, metrics = {}, held }, row) => {
    if (!facts) return []
    const brought = Object.keys(metrics)
    const key = brought.join()
    let names = lacks.get(key)
    if (!names) lacks.set(key, (names = madeOfLog(plan, roots, new Set(brought))))
    const missing = names.map((name) => issueAt('missingKey', [row, 'metrics'], { key: name }))
    return held || !readsState(plan, roots)
      ? missing
      : [...missing, issueAt('missingKey', [row], { key: 'held' })]
  })
}

/** The metrics under some roots that a log makes, by the names of their columns. */
const madeOfLog = (plan: Plan, roots: readonly Id[], given: ReadonlySet<string>): string[] =>
  nodesUnder(plan, roots, given).flatMap((id) => {
    const metric = metricAt(plan, id)
    return metric && !given.has(metric.column) && readsLog(plan, metric.otherwise) ? [metric.column] : []
  })

const readsState = (plan: Plan, roots: readonly Id[]): boolean =>
  nodesUnder(plan, roots).some((id) => {
    const node = plan.nodes[id]!
    return node.op === 'leaf' && node.leaf.from === 'held'
  })

const withoutLog = ({ facts: _, ...values }: MerchantRecord): MerchantRecord => values

const refuse = (issues: readonly Issue[]): void => {
  if (issues.length === 0) return
  const said = issues.map(
    ({ code, path, params }) => `${code} ${JSON.stringify(params)} at ${path.join('.')}`,
  )
  throw new Error(`No peers can be computed: ${said.join('; ')}`)
}
