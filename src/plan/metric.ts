/** A metric as nodes: the value given with the record where there is one, else what facts or other metrics make. */
import type { Value } from '../schema/condition.js'
import type { Metric } from '../schema/metric.js'
import type { Text, Unit } from '../schema/text.js'
import type { Compiler, MetricNodes, Path } from './build.js'
import { filterOf } from './condition.js'
import type { Condition as FactFilter } from './filter.js'
import type { Id, Leaf, Name, Scope } from './plan.js'

const takes = ['count', 'days', 'sum', 'avg', 'min', 'max', 'latest', 'distinct'] as const
const later = ['rank', 'percentile', 'streak', 'held'] as const

/** What a definition makes: the derived node, and what its name needs to know. */
interface Derived {
  node: Id
  unit: Unit
  exempt?: Id
  window?: string
  num?: Id
  den?: Id
  values?: Text[]
}

export const metricNodes = (
  compiler: Compiler,
  id: string,
  metric: Metric,
  scope: Scope | null,
): MetricNodes => {
  const { build } = compiler
  const path: Path = ['metrics', id]
  const derived = derivedOf(compiler, metric, scope, path)
  const unit = metric.unit ?? derived.unit
  const given = build.add(
    {
      op: 'leaf',
      leaf: { from: 'metric', id, ...(scope && isScoped(compiler, metric, scope) && { scope }) },
    },
    path,
  )
  const isGiven = build.add({ op: 'known', x: given }, path)
  const value = build.add({ op: 'pick', arms: [[isGiven, given]], otherwise: derived.node }, path)
  const name: Name = { id, kind: 'metric', name: metric.name ?? { en: id, 'zh-CN': id }, unit }
  if (metric.note) name.note = metric.note
  if (derived.window !== undefined) name.window = derived.window
  if (derived.num !== undefined && derived.den !== undefined)
    Object.assign(name, { num: derived.num, den: derived.den })
  if (derived.values) name.values = derived.values
  build.name(value, name)
  const exempt =
    derived.exempt === undefined
      ? null
      : build.all([derived.exempt, build.add({ op: 'not', x: isGiven }, path)], path)
  return { value, exempt, unit }
}

/** Whether a metric differs from one value of the scope's choice to the next. */
const isScoped = (compiler: Compiler, metric: Metric, scope: Scope): boolean => {
  if ('whole' in metric && metric.whole) return false
  const event = eventOf(metric)
  if (event !== null) return scopeField(compiler, event, scope) !== null
  return 'ratio' in metric || 'add' in metric
}

const eventOf = (metric: Metric): string | null => {
  for (const take of takes)
    if (take in metric) return String((metric as Record<string, unknown>)[take]).split('.')[0]!
  return null
}

const scopeField = (compiler: Compiler, event: string, scope: Scope): string | null => {
  for (const [field, { choice }] of Object.entries(compiler.eventFields(event)))
    if (choice === scope.choice) return field
  return null
}

const derivedOf = (compiler: Compiler, metric: Metric, scope: Scope | null, path: Path): Derived => {
  const { build } = compiler
  for (const verb of later)
    if (verb in metric) return { node: build.refuse(verb, [...path, verb]), unit: 'number' }
  if ('ratio' in metric) return ratioOf(compiler, metric, scope, path)
  if ('add' in metric) return additionOf(compiler, metric, scope, path)
  if ('elapsed' in metric) return elapsedOf(compiler, metric, path)
  return factsOf(compiler, metric as FactsMetric, scope, path)
}

const ratioOf = (
  compiler: Compiler,
  metric: Extract<Metric, { ratio: string }>,
  scope: Scope | null,
  path: Path,
): Derived => {
  const { build } = compiler
  const nothing = { node: build.value(null, path), unit: 'number' as const }
  const num = compiler.metric(metric.ratio, scope, [...path, 'ratio'])
  const den = compiler.metric(metric.to, scope, [...path, 'to'])
  if (!num || !den) return nothing
  const empty = build.add({ op: 'compare', is: 'eq', left: den.value, right: build.value(0, path) }, path)
  const ratio = build.add({ op: 'ratio', num: num.value, den: den.value, per: metric.per }, path)
  const otherwise = build.value(typeof metric.else === 'number' ? metric.else : null, [...path, 'else'])
  return {
    node: build.add({ op: 'pick', arms: [[empty, otherwise]], otherwise: ratio }, path),
    unit: metric.per === 100 ? 'percent' : 'number',
    num: num.value,
    den: den.value,
    ...(metric.else === 'exempt' && { exempt: empty }),
    ...sharedWindow(build, [num.value, den.value]),
  }
}

const additionOf = (
  compiler: Compiler,
  metric: Extract<Metric, { add: string[] }>,
  scope: Scope | null,
  path: Path,
): Derived => {
  const { build } = compiler
  const of: Id[] = []
  const weights: number[] = []
  const units: Unit[] = []
  for (const [key, weight] of [
    ['add', 1],
    ['subtract', -1],
  ] as const) {
    ;(metric[key] ?? []).forEach((id, place) => {
      const part = compiler.metric(id, scope, [...path, key, place])
      if (!part) return
      units.push(part.unit)
      of.push(part.value)
      weights.push(weight)
    })
  }
  // Fractions are added on the grid, so that no order of summation shows; whole numbers are exact as they are.
  let node = units.every((unit) => build.isWhole(unit))
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
  if (metric.atLeast !== undefined)
    node = build.add({ op: 'max', of: [node, build.value(metric.atLeast, path)] }, path)
  if (metric.atMost !== undefined)
    node = build.add({ op: 'min', of: [node, build.value(metric.atMost, path)] }, path)
  return { node, unit: units[0] ?? 'integer', ...sharedWindow(build, of) }
}

/** The window that all of these count, where they count the same. */
const sharedWindow = ({ names }: Compiler['build'], of: readonly Id[]): { window?: string } => {
  const window = of.length === 0 ? undefined : names[of[0]!]?.window
  return window !== undefined && of.every((id) => names[id]?.window === window) ? { window } : {}
}

const elapsedOf = (compiler: Compiler, metric: Extract<Metric, { elapsed: string }>, path: Path): Derived => {
  const { build } = compiler
  if (metric.elapsed !== 'joinedAt') build.expect(metric.elapsed, ['field', 'event'], [...path, 'elapsed'])
  const leaf: Leaf = { from: 'moment', what: 'elapsed', since: metric.elapsed, unit: metric.in }
  return { node: build.add({ op: 'leaf', leaf }, path), unit: metric.in }
}

type FactsMetric = Extract<Metric, { window: Value<string> }>
const factsOf = (compiler: Compiler, metric: FactsMetric, scope: Scope | null, path: Path): Derived => {
  const { build, program } = compiler
  const take = takes.find((one) => one in metric)!
  const [event, field] = String((metric as Record<string, unknown>)[take]).split('.') as [
    string,
    string | undefined,
  ]
  const nothing = { node: build.value(null, path), unit: 'number' as const }
  if (!build.expect(event, ['event'], [...path, take])) return nothing
  const fields = compiler.eventFields(event)
  const needsField = take !== 'count' && take !== 'days'
  if (needsField && (field === undefined || !fields[field])) {
    build.issue('unknownName', [...path, take], {
      name: `${event}.${field ?? ''}`,
      what: 'field',
      nearest: Object.keys(fields)
        .map((one) => `${event}.${one}`)
        .join(', '),
    })
    return nothing
  }
  if (typeof metric.window !== 'string')
    return { ...nothing, node: build.refuse('window variant', [...path, 'window']) }
  if (metric.window !== 'lifetime' && !build.expect(metric.window, ['window'], [...path, 'window']))
    return nothing

  const filters: FactFilter[] = []
  if (metric.where) filters.push(filterOf(compiler, metric.where, event, [...path, 'where']))
  const within = scope && !metric.whole ? scopeField(compiler, event, scope) : null
  if (scope && within !== null) filters.push({ field: within, is: 'eq', value: scope.value })
  const leaf: Leaf = {
    from: 'facts',
    event,
    take,
    ...(field !== undefined && { of: field }),
    ...(filters.length > 0 && {
      where: filters.length === 1 ? filters[0]! : { atLeast: filters.length, of: filters },
    }),
    window: metric.window,
    net: metric.net === true,
  }
  const own = field === undefined ? null : fields[field]!
  const unit: Unit =
    take === 'days'
      ? 'days'
      : take === 'count' || take === 'distinct'
        ? 'integer'
        : take === 'avg'
          ? own!.unit === 'integer'
            ? 'number'
            : own!.unit
          : own!.unit
  const values = own?.choice && take === 'latest' ? Object.values(program.choices?.[own.choice] ?? {}) : null
  return {
    node: build.add({ op: 'leaf', leaf }, path),
    unit,
    window: metric.window,
    ...(values && { values }),
  }
}
