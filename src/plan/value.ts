/** A value of the language as a node: a number, the first case that holds, or looked up by a ladder or a choice. */
import type { Condition } from '../schema/condition.js'
import type { Compiler, Path } from './build.js'
import { subjectOf } from './subject.js'
import type { Id, Scope } from './plan.js'

/** Any value of the language; `leaf` turns a written-out one into a node. */
export type Chosen<T> =
  | T
  | { cases: { when: Condition; use: T }[]; else: T }
  | { by: string; use: Record<string, T>; else?: T | undefined }

const isCases = <T>(value: Chosen<T>): value is { cases: { when: Condition; use: T }[]; else: T } =>
  typeof value === 'object' && value !== null && 'cases' in value
const isLookup = <T>(value: Chosen<T>): value is { by: string; use: Record<string, T>; else?: T } =>
  typeof value === 'object' && value !== null && 'by' in value && 'use' in value

/** Every written-out value a variant may take. */
export const writtenOf = <T>(value: Chosen<T>): T[] => {
  if (isCases(value)) return [...value.cases.map(({ use }) => use), value.else]
  if (isLookup(value)) return [...Object.values(value.use), ...(value.else === undefined ? [] : [value.else])]
  return [value]
}

export const chosen = <T>(
  compiler: Compiler,
  value: Chosen<T>,
  scope: Scope | null,
  path: Path,
  leaf: (value: T, path: Path) => Id,
): Id => {
  const { build } = compiler
  if (isCases(value)) {
    const arms = value.cases.map(({ when, use }, place): [Id, Id] => [
      compiler.condition(when, scope, [...path, 'cases', place, 'when']),
      leaf(use, [...path, 'cases', place, 'use']),
    ])
    return build.add({ op: 'pick', arms, otherwise: leaf(value.else, [...path, 'else']) }, path)
  }
  if (!isLookup(value)) return leaf(value, path)

  const otherwise = value.else === undefined ? build.value(null, path) : leaf(value.else, [...path, 'else'])
  const asked = lookedUp(compiler, value.by, scope, [...path, 'by'])
  if (asked === null) return otherwise
  const arms: [Id, Id][] = []
  for (const [name, use] of Object.entries(value.use)) {
    const at: Path = [...path, 'use', name]
    const place = asked.places.indexOf(name)
    if (place < 0) build.unknown(name, asked.what, asked.places, at)
    else
      arms.push([
        build.add({ op: 'compare', is: 'eq', left: asked.node, right: build.value(place, path) }, path),
        leaf(use, at),
      ])
  }
  return build.add({ op: 'pick', arms, otherwise }, path)
}

/** What a value is looked up by: a ladder's tier, a choice that a field or a metric holds, or in a scope the value it is for. */
const lookedUp = (
  compiler: Compiler,
  by: string,
  scope: Scope | null,
  path: Path,
): { node: Id; places: string[]; what: 'tier' | 'value' } | null => {
  const { build, program } = compiler
  if (!build.expect(by, ['ladder', 'field', 'metric', 'choice'], path)) return null
  if (scope?.choice === by) {
    const places = Object.keys(program.choices![by]!)
    return { node: build.value(places.indexOf(scope.value), path), places, what: 'value' }
  }
  if (build.kinds.get(by) === 'choice') {
    // Only what is compiled for every value of the choice has one of them.
    build.issue('wrongKindOfName', path, { name: by, what: 'ladder, field, metric', found: 'choice' })
    return null
  }
  const subject = subjectOf(compiler, by, scope, path)
  if (subject === null) return null
  if (subject.values)
    return { node: subject.node, places: subject.values, what: subject.unit === 'tier' ? 'tier' : 'value' }
  build.issue('wrongUnit', path, { name: by, found: subject.unit, expected: 'choice' })
  return null
}
