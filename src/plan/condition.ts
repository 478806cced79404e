/** A condition as a node: 1, 0 or null. Several subjects mean all of them; unknown stays unknown until `known` asks. */
import type { Condition, Relative, Test, Value } from '../schema/condition.js'
import type { Compiler, Path, Subject } from './build.js'
import { instantMsOf } from './calendar.js'
import { compared } from './operations.js'
import { placedNode } from './peers.js'
import type { Comparison, Id, Scope } from './plan.js'
import { orderedOf, subjectOf, wholeOnly } from './subject.js'
import { writtenOf } from './value.js'
import { timesNode } from './watch.js'

type Persist = Extract<Condition, { times: number }>

export const conditionNode = (
  compiler: Compiler,
  condition: Condition,
  scope: Scope | null,
  path: Path,
): Id => {
  const { build } = compiler
  const each = (list: readonly Condition[], key: string): Id[] =>
    list.map((part, place) => conditionNode(compiler, part, scope, [...path, key, place]))
  // Every word of the other forms is reserved: no subject can bear it.
  const rule = condition as Record<string, unknown>
  if ('all' in rule) return build.all(each(rule['all'] as Condition[], 'all'), path)
  if ('any' in rule)
    return build.add({ op: 'atLeast', n: 1, of: each(rule['any'] as Condition[], 'any') }, path)
  if ('not' in rule)
    return build.add(
      { op: 'not', x: conditionNode(compiler, rule['not'] as Condition, scope, [...path, 'not']) },
      path,
    )
  if ('atLeast' in rule)
    return build.add(
      { op: 'atLeast', n: rule['atLeast'] as number, of: each(rule['of'] as Condition[], 'of') },
      path,
    )
  if ('persist' in rule) return persistNode(compiler, condition as Persist, scope, path)
  if ('best' in rule || 'worst' in rule) return placedNode(compiler, condition as Relative, scope, path)
  const tests = Object.entries(rule as Record<string, Test>)
  return build.all(
    tests.map(([id, test]) => testNode(compiler, id, test, scope, [...path, id])),
    path,
  )
}

/** Whether a condition held at so many of the last decisions. */
const persistNode = (
  compiler: Compiler,
  { persist, times, ofLast, at }: Persist,
  scope: Scope | null,
  path: Path,
): Id => {
  const { build } = compiler
  const node = timesNode(compiler, { of: persist, at, ofLast }, scope, [...path, 'persist'])
  return build.add({ op: 'compare', is: 'gte', left: node, right: build.value(times, path) }, path)
}

const testNode = (compiler: Compiler, id: string, test: Test, scope: Scope | null, path: Path): Id => {
  const { build } = compiler
  if (build.kinds.get(id) === 'segment') return segmentNode(compiler, id, test, scope, path)
  const subject = subjectOf(compiler, id, scope, path)
  if (subject === null) return build.value(null, path)
  const left = build.comparable(subject.node, subject.unit, path)
  const against = (is: Comparison, right: Id): Id => {
    const compare = build.add({ op: 'compare', is, left, right }, path)
    return subject.exempt === null
      ? compare
      : build.add({ op: 'pick', arms: [[subject.exempt, build.value(1, path)]], otherwise: compare }, path)
  }
  const marked = (is: Comparison, mark: unknown, where: Path): Id =>
    against(is, markNode(compiler, id, { subject, is }, mark, scope, where))
  if (typeof test === 'boolean') {
    if (subject.unit !== 'flag')
      build.issue('wrongUnit', path, { name: id, found: subject.unit, expected: 'flag' })
    return against('eq', build.value(test ? 1 : 0, path))
  }
  if (typeof test === 'string') return marked('eq', test, path)
  const parts: Id[] = []
  for (const is of Object.keys(compared) as Comparison[]) {
    const mark = test[is]
    if (mark !== undefined) parts.push(marked(is, mark, [...path, is]))
  }
  if (test.in) {
    const of = test.in.map((value, place) => marked('eq', value, [...path, 'in', place]))
    parts.push(build.add({ op: 'atLeast', n: 1, of }, path))
  }
  if (test.known !== undefined) {
    const known = build.add({ op: 'known', x: subject.node }, path)
    parts.push(test.known ? known : build.add({ op: 'not', x: known }, path))
  }
  return build.all(parts, path)
}

const segmentNode = (compiler: Compiler, id: string, test: Test, scope: Scope | null, path: Path): Id => {
  const { build, program } = compiler
  if (typeof test !== 'boolean')
    build.issue('wrongType', path, {
      found: typeof test === 'string' ? 'string' : 'object',
      expected: 'boolean',
    })
  const node = compiler.condition(program.segments![id]!, scope, ['segments', id])
  return test === false ? build.add({ op: 'not', x: node }, path) : node
}

/** What a subject is compared with: a number, a date, one of its values, another number that has a name, or one that a condition chooses. */
const markNode = (
  compiler: Compiler,
  id: string,
  { subject, is }: { subject: Subject; is: Comparison },
  mark: unknown,
  scope: Scope | null,
  path: Path,
): Id => {
  const { build, program } = compiler
  const { unit, values } = subject
  const wrong = (found: string, expected: string, name = id): Id => {
    build.issue('wrongUnit', path, { name, found, expected })
    return build.value(null, path)
  }
  if (typeof mark !== 'string') {
    if (values || unit === 'date' || (unit === 'flag' && is !== 'eq')) return wrong(unit, 'number')
    if (unit === 'money') for (const one of writtenOf(mark as Value<number>)) wholeOnly(compiler, one, path)
    return typeof mark === 'number'
      ? build.mark6(mark, unit, path)
      : build.comparable(compiler.number(mark as never, scope, path), unit, path)
  }
  const atMs = unit === 'date' ? instantMsOf(mark, program.zone) : NaN
  if (!Number.isNaN(atMs)) return build.value(atMs, path)
  if (values) {
    const place = values.indexOf(mark)
    if (place >= 0) return build.value(place, path)
    // A field of the same choice, or the tier of the same ladder's kind, is no mark: its places would mean something else.
    build.unknown(mark, unit === 'tier' ? 'tier' : 'value', values, path)
    return build.value(null, path)
  }
  const other = orderedOf(compiler, mark, scope, path)
  if (other === null) return build.value(null, path)
  if ((unit === 'date') !== (other.unit === 'date'))
    return wrong(other.unit, unit === 'date' ? 'date' : 'number', mark)
  return build.comparable(other.node, other.unit, path)
}
