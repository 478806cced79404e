/** A metric as nodes: the value given with the record where there is one, else what facts or other metrics make. */
import type { Metric } from '../schema/metric.js'
import type { Text, Unit } from '../schema/text.js'
import type { Compiler, Path, Subject } from './build.js'
import { percentileNode, rankedOf, rankNode, sizeNode } from './peers.js'
import type { FactFilter, Id, Leaf, Name, Scope } from './plan.js'
import { numberOf } from './subject.js'
import { chosen } from './value.js'
import { streakNode, timesNode } from './watch.js'
import { filterOf } from './where.js'

const takes = ['count', 'days', 'sum', 'avg', 'min', 'max', 'latest', 'distinct'] as const

/** What a definition makes: the derived node, and what its name needs to know. `values`: of a choice, its ids and their names. */
interface Derived {
  node: Id
  unit: Unit
  exempt?: Id
  window?: string
  ratio?: { num: Id; den: Id }
  values?: [id: string, name: Text][]
}
type Make<K extends string> = (
  compiler: Compiler,
  metric: Extract<Metric, Record<K, unknown>>,
  scope: Scope | null,
  path: Path,
  name: Omit<Name, 'unit'>,
) => Derived

/** The value given with the record where there is one (in a scope under `id@value`), else what the definition makes. */
export const metricNodes = (
  compiler: Compiler,
  id: string,
  metric: Metric,
  derived: Derived,
  scope: Scope | null,
): Subject => {
  const { build } = compiler
  const path: Path = ['metrics', id]
  const unit = metric.unit ?? derived.unit
  const given = build.add({ op: 'leaf', leaf: { from: 'metric', id, ...(scope && { scope }) } }, path)
  const isGiven = build.add({ op: 'known', x: given }, path)
  const node = build.add({ op: 'pick', arms: [[isGiven, given]], otherwise: derived.node }, path)
  build.name(node, {
    ...nameOf(id, metric),
    unit,
    ...(derived.window !== undefined && { window: derived.window }),
    ...derived.ratio,
    ...(derived.values && { values: derived.values.map(([, text]) => text) }),
  })
  const exempt =
    derived.exempt === undefined
      ? null
      : build.all([derived.exempt, build.add({ op: 'not', x: isGiven }, path)], path)
  return { node, exempt, unit, values: derived.values ? derived.values.map(([value]) => value) : null }
}

const nameOf = (id: string, metric: Metric): Omit<Name, 'unit'> => ({
  id,
  kind: 'metric',
  name: metric.name ?? { en: id, 'zh-CN': id },
  ...(metric.note && { note: metric.note }),
})

/** What a metric's definition makes, inside a scope of what lies in it. */
export const derivedOf = (compiler: Compiler, id: string, metric: Metric, scope: Scope | null): Derived => {
  const path: Path = ['metrics', id]
  const verb = (Object.keys(verbs) as (keyof typeof verbs)[]).find((one) => one in metric)
  const make = (verb ? verbs[verb] : factsOf) as Make<never>
  const within = (metric as { whole?: true }).whole ? null : scope
  return make(compiler, metric as never, within, path, nameOf(id, metric))
}

const nothing = ({ build }: Compiler, path: Path): Derived => ({
  node: build.value(null, path),
  unit: 'number',
})

const scopeField = (compiler: Compiler, event: string, scope: Scope): string | null => {
  for (const [field, { choice }] of Object.entries(compiler.eventFields(event)))
    if (choice === scope.choice) return field
  return null
}

const ratioOf: Make<'ratio'> = (compiler, metric, scope, path) => {
  const { build } = compiler
  const num = numberOf(compiler, metric.ratio, scope, [...path, 'ratio'])
  const den = numberOf(compiler, metric.to, scope, [...path, 'to'])
  if (!num || !den) return nothing(compiler, path)
  const empty = build.add({ op: 'compare', is: 'eq', left: den.node, right: build.value(0, path) }, path)
  const ratio = build.add({ op: 'ratio', num: num.node, den: den.node, per: metric.per }, path)
  const otherwise = build.value(typeof metric.else === 'number' ? metric.else : null, [...path, 'else'])
  return {
    node: build.add({ op: 'pick', arms: [[empty, otherwise]], otherwise: ratio }, path),
    unit: metric.per === 100 ? 'percent' : 'number',
    ratio: { num: num.node, den: den.node },
    ...(metric.else === 'exempt' && { exempt: empty }),
    ...sharedWindow(build, [num.node, den.node]),
  }
}

const additionOf: Make<'add'> = (compiler, metric, scope, path) => {
  const { build } = compiler
  const of: Id[] = []
  const weights: number[] = []
  const units: Unit[] = []
  for (const [key, weight] of [
    ['add', 1],
    ['subtract', -1],
  ] as const) {
    ;(metric[key] ?? []).forEach((id, place) => {
      const part = numberOf(compiler, id, scope, [...path, key, place])
      if (!part) return
      units.push(part.unit)
      of.push(part.node)
      weights.push(weight)
    })
  }
  // Fractions are added on the grid, so that no order of summation shows; whole numbers are exact as they are.
  const areWhole = units.every((unit) => build.isWhole(unit))
  let node = areWhole
    ? build.add({ op: 'sum', of, weights }, path)
    : build.mark(
        build.add(
          {
            op: 'grid',
            x: build.add(
              { op: 'sum', of: of.map((x) => build.add({ op: 'micro', x }, path)), weights },
              path,
            ),
            over: build.value(1, path),
          },
          path,
        ),
      )
  const isWhole = areWhole && Number.isInteger(metric.times ?? 1)
  if (metric.times !== undefined) {
    const product = build.add({ op: 'product', of: [node, build.value(metric.times, path)], per: 1 }, path)
    node = isWhole ? product : build.grid(product, path)
  }
  const [first = 'integer'] = units
  const unit = isWhole || !build.isWhole(first) ? first : 'number'
  if (metric.atLeast !== undefined)
    node = build.add({ op: 'max', of: [node, build.value(metric.atLeast, path)] }, path)
  if (metric.atMost !== undefined)
    node = build.add({ op: 'min', of: [node, build.value(metric.atMost, path)] }, path)
  return { node, unit, ...sharedWindow(build, of) }
}

/** The window that all of these count, where they count the same. */
const sharedWindow = ({ names }: Compiler['build'], of: readonly Id[]): { window?: string } => {
  const window = names[of[0]!]?.window
  return window !== undefined && of.every((id) => names[id]!.window === window) ? { window } : {}
}

const elapsedOf: Make<'elapsed'> = (compiler, metric, _, path) => {
  const { build, fields } = compiler
  const since = metric.elapsed
  const at: Path = [...path, 'elapsed']
  if (since !== 'joinedAt' && build.expect(since, ['field', 'event'], at)) {
    const unit = fields[since]?.unit ?? 'date'
    if (unit !== 'date') build.issue('wrongUnit', at, { name: since, found: unit, expected: 'date' })
  }
  if (metric.since !== undefined) build.expect(since, ['event'], at)
  const leaf: Leaf = {
    from: 'moment',
    what: 'elapsed',
    since,
    which: metric.since ?? 'last',
    unit: metric.in,
  }
  return { node: build.add({ op: 'leaf', leaf }, path), unit: metric.in }
}

const rankOf: Make<'rank'> = (compiler, metric, scope, path) => {
  const ranked = rankedOf(compiler, metric.rank, scope, [...path, 'rank'])
  const cohort = compiler.cohort(metric.among, scope, [...path, 'among'])
  if (!ranked || !cohort) return nothing(compiler, path)
  return {
    node: rankNode(compiler, ranked, { id: metric.among, scope }, metric.better ?? 'high', path),
    unit: 'integer',
  }
}

const percentileOf: Make<'percentile'> = (compiler, metric, scope, path) => {
  const ranked = rankedOf(compiler, metric.percentile, scope, [...path, 'percentile'])
  const cohort = compiler.cohort(metric.among, scope, [...path, 'among'])
  if (!ranked || !cohort) return nothing(compiler, path)
  return {
    node: percentileNode(compiler, ranked, { id: metric.among, scope }, metric.better ?? 'high', path),
    unit: 'percent',
  }
}

const membersOf: Make<'members'> = (compiler, metric, scope, path) => {
  const node = sizeNode(compiler, { id: metric.members, scope }, [...path, 'members'])
  return node === null ? nothing(compiler, path) : { node, unit: 'integer' }
}

const streakOf: Make<'streak'> = (compiler, { streak, at }, scope, path) => ({
  node: streakNode(compiler, { of: streak, at }, scope, [...path, 'streak']),
  unit: 'integer',
})
const heldOf: Make<'held'> = (compiler, { held, at, ofLast }, scope, path) => ({
  node: timesNode(compiler, { of: held, at, ofLast }, scope, [...path, 'held']),
  unit: 'integer',
})

/** By verb; what is none of them counts facts. */
const verbs = {
  ratio: ratioOf,
  add: additionOf,
  elapsed: elapsedOf,
  rank: rankOf,
  percentile: percentileOf,
  members: membersOf,
  streak: streakOf,
  held: heldOf,
}

type FactsLeaf = Extract<Leaf, { from: 'facts' }>
const factsOf: Make<'window'> = (compiler, metric, scope, path, name) => {
  const { build, program } = compiler
  const take = takes.find((one) => one in metric)!
  const [event, field] = String((metric as Record<string, unknown>)[take]).split('.') as [string, string?]
  if (!build.expect(event, ['event'], [...path, take])) return nothing(compiler, path)
  const own = field === undefined ? null : (compiler.eventFields(event)[field] ?? null)
  if (field !== undefined && own === null) {
    const known = Object.keys(compiler.eventFields(event)).map((one) => `${event}.${one}`)
    build.unknown(`${event}.${field}`, 'field', known, [...path, take])
    return nothing(compiler, path)
  }
  const isNumber = own === null || (own.choice === null && own.unit !== 'date')
  // Of an id there is no value that could be shown, nor reckoned with: it only tells one from another.
  if (!isNumber && (adds[take] === true || (one[take] === true && own.choice === 'id')))
    build.issue('wrongUnit', [...path, take], { name: field!, found: own.unit, expected: 'number' })
  const filters: FactFilter[] = []
  if (metric.where) filters.push(filterOf(compiler, metric.where, event, scope, [...path, 'where']))
  const within = scope && scopeField(compiler, event, scope)
  if (scope && within !== null) filters.push({ field: within, is: 'eq', value: scope.value })
  const leaf: Omit<FactsLeaf, 'window'> = {
    from: 'facts',
    event,
    take,
    ...(field !== undefined && { of: field }),
    ...(filters.length > 0 && {
      where: filters.length === 1 ? filters[0]! : { atLeast: filters.length, of: filters },
    }),
    net: metric.net === true,
  }
  const unit = unitOf(take, own?.unit ?? 'integer')
  const values =
    own?.choice && one[take] === true ? Object.entries(program.choices?.[own.choice] ?? {}) : null
  const node = chosen<string>(compiler, metric.window, scope, [...path, 'window'], (window, where) => {
    if (window !== 'lifetime' && !build.expect(window, ['window'], where)) return build.value(null, where)
    const counted = build.add({ op: 'leaf', leaf: { ...leaf, window } }, path)
    // Where a condition chooses the window, the evidence shows the one that was chosen.
    if (typeof metric.window !== 'string')
      build.name(counted, {
        ...name,
        unit: metric.unit ?? unit,
        window,
        ...(values && { values: values.map(([, text]) => text) }),
      })
    return counted
  })
  return {
    node,
    unit,
    ...(typeof metric.window === 'string' && { window: metric.window }),
    ...(values && { values }),
  }
}

/** Takes that add values, which only numbers allow. */
const adds: Readonly<Partial<Record<FactsLeaf['take'], true>>> = { sum: true, avg: true }
/** Takes that give one of the values themselves. */
const one: Readonly<Partial<Record<FactsLeaf['take'], true>>> = { latest: true, min: true, max: true }

const unitOf = (take: FactsLeaf['take'], own: Unit): Unit => {
  if (take === 'days') return 'days'
  if (take === 'count' || take === 'distinct') return 'integer'
  return take === 'avg' && own === 'integer' ? 'number' : own
}
