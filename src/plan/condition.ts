/** A condition as a node: 1, 0 or null. Several subjects mean all of them; unknown stays unknown until `known` asks. */
import type { Condition, Test } from '../schema/condition.js'
import type { Text, Unit } from '../schema/text.js'
import type { Build, Compiler, NameKind, Path } from './build.js'
import { instantMsOf } from './calendar.js'
import type { Condition as FactFilter } from './filter.js'
import type { Comparison, Id, Scope } from './plan.js'

/** What a condition compares: its node, and how the names of its values are read. */
interface Subject {
  node: Id
  unit: Unit
  exempt: Id | null
  values: string[] | null
}
const subjects: readonly NameKind[] = ['metric', 'field', 'segment', 'ladder', 'override', 'account', 'score']
const comparisons: readonly Comparison[] = ['gte', 'gt', 'lte', 'lt', 'eq']

export const conditionNode = (
  compiler: Compiler,
  condition: Condition,
  scope: Scope | null,
  path: Path,
): Id => {
  const { build } = compiler
  const each = (list: Condition[], key: string): Id[] =>
    list.map((part, place) => conditionNode(compiler, part, scope, [...path, key, place]))
  if (isGroup(condition, 'all')) return build.all(each(condition.all, 'all'), path)
  if (isGroup(condition, 'any'))
    return build.add({ op: 'atLeast', n: 1, of: each(condition.any, 'any') }, path)
  if ('not' in condition && typeof condition.not === 'object') {
    return build.add(
      { op: 'not', x: conditionNode(compiler, condition.not as Condition, scope, [...path, 'not']) },
      path,
    )
  }
  if ('atLeast' in condition && 'of' in condition) {
    const of = condition as { atLeast: number; of: Condition[] }
    return build.add({ op: 'atLeast', n: of.atLeast, of: each(of.of, 'of') }, path)
  }
  for (const verb of ['persist', 'best', 'worst'])
    if (verb in condition) return build.refuse(verb, [...path, verb])
  const tests = Object.entries(condition as Record<string, Test>)
  return build.all(
    tests.map(([id, test]) => testNode(compiler, id, test, scope, [...path, id])),
    path,
  )
}

const isGroup = <K extends 'all' | 'any'>(
  condition: Condition,
  key: K,
): condition is Condition & Record<K, Condition[]> =>
  Array.isArray((condition as Record<string, unknown>)[key])

const testNode = (compiler: Compiler, id: string, test: Test, scope: Scope | null, path: Path): Id => {
  const { build, program } = compiler
  if (!build.expect(id, subjects, path)) return build.value(null, path)
  const segment = program.segments?.[id]
  if (segment) {
    if (typeof test !== 'boolean')
      build.issue('wrongType', path, {
        found: typeof test === 'string' ? 'string' : 'object',
        expected: 'boolean',
      })
    const node = compiler.condition(segment, scope, ['segments', id])
    return test === false ? build.add({ op: 'not', x: node }, path) : node
  }
  const subject = subjectOf(compiler, id, scope, path)
  if (subject === null) return build.value(null, path)
  const left = build.comparable(subject.node, subject.unit, path)
  const against = (is: Comparison, right: Id): Id => {
    const compare = build.add({ op: 'compare', is, left, right }, path)
    return subject.exempt === null
      ? compare
      : build.add({ op: 'pick', arms: [[subject.exempt, build.value(1, path)]], otherwise: compare }, path)
  }
  if (typeof test === 'boolean') return against('eq', build.value(test ? 1 : 0, path))
  if (typeof test === 'string') return against('eq', markNode(compiler, subject, test, scope, path))
  const parts: Id[] = []
  for (const is of comparisons) {
    const mark = test[is]
    if (mark !== undefined) parts.push(against(is, markNode(compiler, subject, mark, scope, [...path, is])))
  }
  if (test.in) {
    const of = test.in.map((value, place) =>
      against('eq', markNode(compiler, subject, value, scope, [...path, 'in', place])),
    )
    parts.push(build.add({ op: 'atLeast', n: 1, of }, path))
  }
  if (test.known !== undefined) {
    const known = build.add({ op: 'known', x: subject.node }, path)
    parts.push(test.known ? known : build.add({ op: 'not', x: known }, path))
  }
  return build.all(parts, path)
}

/** The tier held on a ladder; of a scoped one that of the same scope, and from outside none, since it has one for every value. */
export const tierNode = (compiler: Compiler, id: string, scope: Scope | null, path: Path): Id => {
  const { build, program } = compiler
  const by = program.ladders.find((one) => one.id === id)!.scope?.by
  if (by !== undefined && by !== scope?.choice) return build.refuse('rollup none', path)
  const key = by === undefined ? id : `${id}@${scope!.value}`
  return build.add({ op: 'leaf', leaf: { from: 'held', what: 'tier', id: key } }, path)
}

const subjectOf = (compiler: Compiler, id: string, scope: Scope | null, path: Path): Subject | null => {
  const { build, program } = compiler
  const kind = build.kinds.get(id)
  if (kind === 'score') {
    const score = compiler.score(path)
    return score && { node: score.value, unit: 'score', exempt: null, values: null }
  }
  if (kind === 'metric') {
    const metric = compiler.metric(id, scope, path)
    return metric && { node: metric.value, unit: metric.unit, exempt: metric.exempt, values: null }
  }
  if (kind === 'ladder') {
    const { ids, names } = compiler.tiers[id]!
    const node = tierNode(compiler, id, scope, path)
    const ladder = program.ladders.find((one) => one.id === id)!
    build.name(node, { id, kind: 'ladder', name: ladder.name, unit: 'tier', values: names })
    return { node, unit: 'tier', exempt: null, values: ids }
  }
  if (kind === 'override') {
    const override = program.overrides!.find((one) => one.id === id)!
    const node = build.add({ op: 'leaf', leaf: { from: 'held', what: 'active', id } }, path)
    build.name(node, { id, kind: 'override', name: override.name, unit: 'flag' })
    return { node, unit: 'flag', exempt: null, values: null }
  }
  if (kind === 'account') {
    const account = program.accounts!.find((one) => one.id === id)!
    const node = build.add({ op: 'leaf', leaf: { from: 'held', what: 'balance', id } }, path)
    build.name(node, { id, kind: 'balance', name: account.name, unit: 'points' })
    return { node, unit: 'points', exempt: null, values: null }
  }
  const field = compiler.fields[id]!
  const node = build.add({ op: 'leaf', leaf: { from: 'field', id } }, path)
  const values = field.choice ? Object.entries(program.choices?.[field.choice] ?? {}) : null
  build.name(node, {
    id,
    kind: 'field',
    name: field.name ?? { en: id, 'zh-CN': id },
    unit: field.unit,
    ...(values && { values: values.map(([, name]): Text => name) }),
  })
  return { node, unit: field.unit, exempt: null, values: values && values.map(([value]) => value) }
}

const markNode = (
  compiler: Compiler,
  subject: Subject,
  mark: unknown,
  scope: Scope | null,
  path: Path,
): Id => {
  const { build, program } = compiler
  if (typeof mark === 'number') return build.mark6(mark, subject.unit, path)
  if (typeof mark !== 'string')
    return build.comparable(compiler.number(mark as never, scope, path), subject.unit, path)
  if (subject.unit === 'date') return build.value(instantMsOf(mark, program.zone), path)
  const place = subject.values?.indexOf(mark) ?? -1
  if (place >= 0) return build.value(place, path)
  if (subject.values) return unknownValue(build, mark, subject.values, path)
  // A mark may be another number that has a name.
  const other =
    compiler.fields[mark] || build.kinds.get(mark) === 'metric'
      ? subjectOf(compiler, mark, scope, path)
      : null
  return other ? build.comparable(other.node, other.unit, path) : unknownValue(build, mark, [], path)
}

const unknownValue = (build: Build, name: string, values: string[], path: Path): Id => {
  build.issue('unknownName', path, { name, what: 'value', nearest: values.join(', ') })
  return build.value(null, path)
}

/** A condition on one event's own fields, with `hour` and `weekday`, as a filter of facts. */
export const filterOf = (compiler: Compiler, condition: Condition, event: string, path: Path): FactFilter => {
  const { build } = compiler
  const each = (list: Condition[], key: string): FactFilter[] =>
    list.map((part, place) => filterOf(compiler, part, event, [...path, key, place]))
  if (isGroup(condition, 'all')) return { atLeast: condition.all.length, of: each(condition.all, 'all') }
  if (isGroup(condition, 'any')) return { atLeast: 1, of: each(condition.any, 'any') }
  if ('not' in condition && typeof condition.not === 'object')
    return { not: filterOf(compiler, condition.not as Condition, event, [...path, 'not']) }
  if ('atLeast' in condition && 'of' in condition) {
    const of = condition as { atLeast: number; of: Condition[] }
    return { atLeast: of.atLeast, of: each(of.of, 'of') }
  }
  const fields = compiler.eventFields(event)
  const parts: FactFilter[] = []
  for (const [field, test] of Object.entries(condition as Record<string, Test>)) {
    if (!fields[field] && field !== 'hour' && field !== 'weekday') {
      build.issue('unknownName', [...path, field], {
        name: field,
        what: 'field',
        nearest: Object.keys(fields).join(', '),
      })
      continue
    }
    if (typeof test !== 'object') {
      parts.push({ field, is: 'eq', value: test })
      continue
    }
    for (const is of comparisons) {
      const mark = test[is]
      if (typeof mark === 'number') parts.push({ field, is, value: mark })
      else if (mark !== undefined) build.refuse('where', [...path, field, is])
    }
    if (test.in)
      parts.push({ atLeast: 1, of: test.in.map((value): FactFilter => ({ field, is: 'eq', value })) })
    if (test.known !== undefined) parts.push({ field, known: test.known })
  }
  return parts.length === 1 ? parts[0]! : { atLeast: parts.length, of: parts }
}
