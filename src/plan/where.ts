/** `where`: a condition on one event's own fields, with its local `hour` and `weekday`, as a filter of facts. */
import type { Condition, Test } from '../schema/condition.js'
import type { Unit } from '../schema/text.js'
import type { Compiler, Path } from './build.js'
import { instantMsOf } from './calendar.js'
import { orderedOf, wholeOnly } from './subject.js'
import { compared } from './operations.js'
import type { FactFilter, Comparison, Scope } from './plan.js'

/** A field as a filter reads it: `values` are those of its choice, in order. */
interface Read {
  id: string
  unit: Unit
  choice: string | null
  values: readonly string[] | null
}
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const local: Readonly<Record<string, Read>> = {
  hour: { id: 'hour', unit: 'integer', choice: null, values: null },
  weekday: { id: 'weekday', unit: 'choice', choice: 'weekday', values: weekdays },
}

export const filterOf = (
  compiler: Compiler,
  condition: Condition,
  event: string,
  scope: Scope | null,
  path: Path,
): FactFilter => {
  const each = (list: readonly Condition[], key: string): FactFilter[] =>
    list.map((part, place) => filterOf(compiler, part, event, scope, [...path, key, place]))
  const rule = condition as Record<string, unknown>
  if ('all' in rule) return allOf(each(rule['all'] as Condition[], 'all'))
  if ('any' in rule) return { atLeast: 1, of: each(rule['any'] as Condition[], 'any') }
  if ('not' in rule)
    return { not: filterOf(compiler, rule['not'] as Condition, event, scope, [...path, 'not']) }
  if ('atLeast' in rule)
    return { atLeast: rule['atLeast'] as number, of: each(rule['of'] as Condition[], 'of') }
  for (const verb of ['persist', 'best', 'worst'])
    if (verb in rule) {
      // A fact has no past decisions and no peers.
      const known = ['all', 'any', 'not', 'atLeast', ...fieldsOf(compiler, event)].join(', ')
      compiler.build.issue('unknownKey', [...path, verb], { key: verb, nearest: '', known })
      return allOf([])
    }
  return allOf(
    Object.entries(rule as Record<string, Test>).flatMap(([field, test]) =>
      testFilters(compiler, event, field, test, scope, [...path, field]),
    ),
  )
}

const allOf = (of: FactFilter[]): FactFilter => (of.length === 1 ? of[0]! : { atLeast: of.length, of })

const fieldsOf = (compiler: Compiler, event: string): string[] => [
  ...Object.keys(compiler.eventFields(event)),
  ...Object.keys(local),
]

const readOf = (compiler: Compiler, event: string, id: string): Read | null => {
  const field = compiler.eventFields(event)[id]
  if (!field) return local[id] ?? null
  const values = field.choice === null ? null : Object.keys(compiler.program.choices?.[field.choice] ?? {})
  return { id, unit: field.unit, choice: field.choice, values }
}

const testFilters = (
  compiler: Compiler,
  event: string,
  id: string,
  test: Test,
  scope: Scope | null,
  path: Path,
): FactFilter[] => {
  const { build } = compiler
  const field = readOf(compiler, event, id)
  if (!field) {
    build.unknown(id, 'field', fieldsOf(compiler, event), path)
    return []
  }
  const against = (is: Comparison, mark: unknown, where: Path): FactFilter[] =>
    marked(compiler, event, field, is, mark, scope, where)
  if (typeof test === 'boolean') {
    if (field.unit === 'flag') return [{ field: id, is: 'eq', value: test }]
    build.issue('wrongUnit', path, { name: id, found: field.unit, expected: 'flag' })
    return []
  }
  if (typeof test === 'string') return against('eq', test, path)
  const parts: FactFilter[] = []
  for (const is of Object.keys(compared) as Comparison[]) {
    const mark = test[is]
    if (mark !== undefined) parts.push(...against(is, mark, [...path, is]))
  }
  if (test.in)
    parts.push({
      atLeast: 1,
      of: test.in.flatMap((value, place) => against('eq', value, [...path, 'in', place])),
    })
  if (test.known !== undefined) parts.push({ field: id, known: test.known })
  return parts
}

/** A field against a mark: a number, a date, a value of its choice, another field of the event, or a number that differs by merchant. */
const marked = (
  compiler: Compiler,
  event: string,
  field: Read,
  is: Comparison,
  mark: unknown,
  scope: Scope | null,
  path: Path,
): FactFilter[] => {
  const { build, program } = compiler
  const test = { field: field.id, is, ...(field.unit === 'date' && { zone: program.zone }) }
  const expected = (unit: Unit | 'number', name = field.id, found = field.unit): FactFilter[] => {
    build.issue('wrongUnit', path, { name, found, expected: unit })
    return []
  }
  if (typeof mark === 'number') {
    if (field.unit === 'flag' && is === 'eq') return [{ ...test, value: mark === 1 }]
    if (field.unit === 'money') wholeOnly(compiler, mark, path)
    return isNumber(field.unit) ? [{ ...test, value: mark }] : expected('number')
  }
  if (typeof mark !== 'string') {
    if (!isNumber(field.unit)) return expected('number')
    const node = compiler.number(mark as never, scope, path)
    return [{ ...test, mark: build.comparable(node, field.unit, path) }]
  }
  if (field.values && field.values.indexOf(mark) >= 0) return [chosenFrom(field, is, mark)]
  const atMs = field.unit === 'date' ? instantMsOf(mark, program.zone) : NaN
  if (!Number.isNaN(atMs)) return [{ ...test, value: atMs }]
  const other = readOf(compiler, event, mark)
  if (other) {
    if (field.choice !== other.choice || kindOf(field.unit) !== kindOf(other.unit))
      return expected(field.unit, mark, other.unit)
    // The values of a choice have an order, which texts have not.
    return field.choice !== null && is !== 'eq' ? expected('number') : [{ ...test, other: mark }]
  }
  if (field.values) {
    build.unknown(mark, 'value', field.values, path)
    return []
  }
  const subject = orderedOf(compiler, mark, scope, path)
  if (!subject) return []
  if (kindOf(subject.unit) !== kindOf(field.unit)) return expected(field.unit, mark, subject.unit)
  return [{ ...test, mark: build.comparable(subject.node, subject.unit, path) }]
}

const isNumber = (unit: Unit): boolean => kindOf(unit) === 'number'
/** What may be compared with what. */
const kindOf = (unit: Unit): 'date' | 'flag' | 'choice' | 'number' =>
  unit === 'date' || unit === 'flag' || unit === 'choice' ? unit : 'number'

/** A choice against one of its values; in their order where it asks for more or less. */
const chosenFrom = ({ id, values }: Read, is: Comparison, mark: string): FactFilter => {
  const place = values!.indexOf(mark)
  const of = values!
    .filter((_, one) => compared[is](one, place))
    .map((value): FactFilter => ({ field: id, is: 'eq', value }))
  if (of.length === 1) return of[0]!
  // No value is beyond the last one: still unknown where the field is.
  return of.length === 0 ? { field: id, is: 'eq', value: '' } : { atLeast: 1, of }
}
