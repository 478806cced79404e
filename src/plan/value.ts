/** A value of the language as a node: a number, the first case that holds, or looked up by a ladder or a choice. */
import type { Condition } from '../schema/condition.js'
import type { Compiler, Path } from './build.js'
import { tierNode } from './condition.js'
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
  if (!build.expect(value.by, ['ladder', 'field', 'choice'], [...path, 'by'])) return otherwise
  const asked = lookedUp(compiler, value.by, scope, [...path, 'by'])
  if (asked === null) return otherwise
  const arms: [Id, Id][] = []
  for (const [name, use] of Object.entries(value.use)) {
    const place = asked.places.indexOf(name)
    if (place < 0) build.issue('unknownName', [...path, 'use', name], { name, what: 'value', nearest: '' })
    else
      arms.push([
        build.add({ op: 'compare', is: 'eq', left: asked.node, right: build.value(place, path) }, path),
        leaf(use, [...path, 'use', name]),
      ])
  }
  return build.add({ op: 'pick', arms, otherwise }, path)
}

const lookedUp = (
  compiler: Compiler,
  by: string,
  scope: Scope | null,
  path: Path,
): { node: Id; places: string[] } | null => {
  const { build, program } = compiler
  const ladder = compiler.tiers[by]
  if (ladder)
    return {
      node: tierNode(compiler, by, scope, path),
      places: ladder.ids,
    }
  if (scope?.choice === by) {
    const places = Object.keys(program.choices?.[by] ?? {})
    return { node: build.value(places.indexOf(scope.value), path), places }
  }
  const field = compiler.fields[by]
  if (!field?.choice) {
    build.issue('wrongKindOfName', path, { name: by, what: 'choice', found: 'field' })
    return null
  }
  return {
    node: build.add({ op: 'leaf', leaf: { from: 'field', id: by } }, path),
    places: Object.keys(program.choices?.[field.choice] ?? {}),
  }
}
