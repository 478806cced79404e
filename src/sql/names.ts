/** What columns and steps are called: by the program's own names, so that whoever wrote the program finds them again in the query. */
import type { FactorPlan, GroupPlan, Id, LadderPlan, Name, Op, Plan } from '../plan/plan.js'
import { namesUnder, rulesOf } from '../plan/rules.js'
import type { Text, Unit } from '../schema/text.js'
import type { Draft } from './sheet.js'

/** The factors of a score, groups before what is in them. */
export const factorsOf = ({ score }: Plan): FactorPlan[] => {
  const found: FactorPlan[] = []
  const add = ({ factors }: GroupPlan): void => {
    for (const factor of factors) {
      found.push(factor)
      if (factor.group) add(factor.group)
    }
  }
  if (score) add(score.group)
  return found
}

/** A condition that a tier asks at its entry, and what the query calls it: `gold.refundRate`. */
export interface Rule {
  readonly id: Id
  readonly label: string
}
/** By tier, the conditions of its entry; those with one name stand apart by a number. */
export const labeledRules = (plan: Plan, ladder: LadderPlan): Rule[][] =>
  rulesOf(ladder, plan).map((ids, place) => {
    const labels: string[] = []
    return ids.map((id) => {
      const names = [...new Set(namesUnder(plan, id).map((name) => name.id))]
      const base = `${ladder.tiers[place]!.id}.${names.length > 0 ? names.join('/') : lastOf(plan, id)}`
      const earlier = labels.filter((label) => label === base).length
      labels.push(base)
      return { id, label: earlier === 0 ? base : `${base}_${earlier + 1}` }
    })
  })

const lastOf = ({ origin }: Plan, id: Id): string => {
  const words = origin[id]!.filter((part): part is string => typeof part === 'string')
  return words[words.length - 1] ?? 'rule'
}

/** The parts of a query, in the order in which they are preferred where any can come next. */
export const homes = {
  given: 'given',
  metrics: 'metrics',
  segments: 'segments',
  points: 'points',
  score: 'score',
}

export interface Caller {
  readonly isNamed: (id: Id) => boolean
  readonly callOf: (id: Id) => Omit<Draft, 'text'>
}

/** `same`: the node that stands for one of `ids`, and takes over its name; `say`: a remark on a name and its unit. */
export const callerOf = (
  plan: Plan,
  ladder: LadderPlan,
  { same, ids }: { same: (id: Id) => Id; ids: readonly Id[] },
  say: (name: Text, unit: Unit) => string,
): Caller => {
  const { nodes, origin, score } = plan
  const names: Record<Id, Name> = {}
  for (const id of ids) {
    const name = plan.names[id]
    if (name) names[same(id)] ??= name
  }
  const factors = factorsOf(plan)
  const calls = new Map<Id, Omit<Draft, 'text'>>()
  const call = (id: Id, base: string, home: string, remark = ''): void => {
    if (!calls.has(same(id))) calls.set(same(id), { base, home, remark })
  }
  if (score) {
    call(score.value, 'score', homes.score, say(score.name, 'score'))
    call(score.group.raw, 'score_raw', homes.score)
  }
  for (const { id, points, name, group } of factors) {
    call(points, `${id}_points`, homes.points, say(name, 'points'))
    if (group) call(group.raw, `${id}_raw`, homes.points)
  }
  call(ladder.earned, 'earned_place', ladder.key)
  for (const rules of labeledRules(plan, ladder))
    for (const { id, label } of rules) call(id, label.split('.').join('_'), ladder.key)

  /** A value on the grid bears the name of the value itself. */
  const isOnGrid = (id: Id): boolean => {
    const node = nodes[id]!
    if (node.op !== 'grid') return false
    const under = nodes[node.x]!
    return under.op === 'micro' && names[same(under.x)]?.id === names[id]?.id
  }

  const callOf = (id: Id): Omit<Draft, 'text'> => {
    const known = calls.get(id)
    if (known) return known
    const node = nodes[id]!
    if (node.op === 'leaf' && node.leaf.from === 'peers') {
      const { leaf } = node
      const base = `${leaf.cohort}_${'key' in leaf ? `${leaf.key}_` : ''}${leaf.what}${'per' in leaf ? leaf.per : ''}`
      return { base, home: leaf.cohort, remark: '' }
    }
    const path = origin[id]!
    const name = names[id]
    const [part, key] = path
    const home = part === 'ladders' ? ladder.key : part === 'score' ? homes.points : part === 'cohorts' ? String(key) : part === 'segments' ? homes.segments : homes.metrics // prettier-ignore
    if (name && name.kind !== 'segment' && name.id !== 'score')
      return { base: isOnGrid(id) ? `${name.id}_grid` : name.id, home, remark: say(name.name, name.unit) }
    if (name)
      return { base: name.id === 'score' ? 'score_grid' : name.id, home, remark: say(name.name, name.unit) }
    const factor = ownerOf(factors, path)
    if (factor) return { base: `${factor.id}_${endings[node.op]}`, home, remark: '' }
    const [first, ...rest] = path.filter((one) => typeof one === 'string')
    const words = rest.length > 0 ? rest : [first ?? 'node']
    return { base: [...words, endings[node.op]].join('_'), home, remark: '' }
  }
  return { isNamed: (id) => names[id] !== undefined && !isOnGrid(id), callOf }
}

/** What a column that nobody has named ends with. */
const endings: Readonly<Record<Op, string>> = {
  ...{
    value: 'value',
    leaf: 'value',
    pick: 'value',
    micro: 'micro',
    grid: 'grid',
    ratio: 'ratio',
    curve: 'curve',
  },
  ...{ sum: 'sum', product: 'product', min: 'least', max: 'most' },
  ...{ compare: 'if', atLeast: 'if', not: 'if', known: 'if' },
}

/** The innermost factor that a path lies in. */
const ownerOf = (factors: readonly FactorPlan[], path: readonly (string | number)[]): FactorPlan | null => {
  let owner: FactorPlan | null = null
  for (const factor of factors) if (factor.path.every((part, place) => part === path[place])) owner = factor
  return owner
}
