/** Ties the nouns' files together: what they ask of each other, each thing compiled once, and what asks for itself refused by name. */
import type { Condition, Value } from '../schema/condition.js'
import type { Program } from '../schema/program.js'
import type { Unit } from '../schema/text.js'
import type { Build, Compiler, Path, Subject } from './build.js'
import { conditionNode } from './condition.js'
import { derivedOf, metricNodes } from './metric.js'
import { cohortPlan } from './peers.js'
import type { CohortPlan, Id, Scope, ScorePlan, WatchPlan } from './plan.js'
import { scorePlan } from './score.js'
import { subjectOf } from './subject.js'
import { chosen } from './value.js'

/** Compiles what a key names unless it is being compiled already: then it depends on itself, and null is said for it. */
type Once = <T>(key: string, path: Path, make: () => T) => T | null

/** `path`: where the name is declared. */
const onceOf = (build: Build): Once => {
  const asked: { key: string; path: Path }[] = []
  return (key, path, make) => {
    const place = asked.findIndex((one) => one.key === key)
    if (place >= 0) {
      const names = [...asked.slice(place).map((one) => one.key), key].join(' -> ')
      build.issue('cycle', asked[place]!.path, { names })
      return null
    }
    asked.push({ key, path })
    const made = make()
    asked.pop()
    return made
  }
}

/** A name inside a scope, and outside one. */
const keyed = (id: string, scope: Scope | null): string => (scope ? `${id}@${scope.value}` : id)

export const compilerOf = (build: Build, program: Program): Compiler => {
  const once = onceOf(build)
  const eventFields: Record<string, Compiler['fields']> = {}
  const watches: WatchPlan[] = []
  const cohorts: Record<string, CohortPlan> = {}
  const metric = metricsOf(once)
  const score = scoresOf(once)
  const cohort = cohortsOf(once)
  const compiler: Compiler = {
    program,
    build,
    watches,
    cohorts,
    fields: fieldsOf(program, program.fields),
    tiers: Object.fromEntries(
      program.ladders.map((ladder) => [
        ladder.id,
        { ids: ladder.tiers.map(({ id }) => id), names: ladder.tiers.map(({ name }) => name) },
      ]),
    ),
    eventFields: (event) => (eventFields[event] ??= fieldsOf(program, program.events[event]?.fields ?? {})),
    metric: (id, scope, path) => (build.expect(id, ['metric'], path) ? metric(compiler, id, scope) : null),
    score: (scope) => score(compiler, scope),
    scoreNode: (scope) => score(compiler, scope)?.value ?? null,
    keyOf(id, subject, scope, path) {
      if (scope === null) return id
      const whole = subjectOf(compiler, id, null, path)
      return whole?.node === subject.node ? id : keyed(id, scope)
    },
    cohort: (id, scope, path) => (build.expect(id, ['cohort'], path) ? cohort(compiler, id, scope) : null),
    review(id, path) {
      if (!build.expect(id, ['review'], path)) return false
      const isContinuous = 'continuous' in program.reviews[id]!
      if (isContinuous) build.issue('needsDates', path, { name: id })
      return !isContinuous
    },
    ...readers(() => compiler, once),
  }
  return compiler
}

/** What reads conditions, for a compiler and for one that reads another score. */
const readers = (self: () => Compiler, once: Once): Pick<Compiler, 'condition' | 'number' | 'scoring'> => {
  const segments = new Map<string, Id>()
  return {
    condition(condition: Condition, scope, path) {
      const make = (): Id => conditionNode(self(), condition, scope, path)
      // Only a segment can ask for itself: every other condition is written where it is used.
      if (path[0] !== 'segments' || path.length > 2) return make()
      const key = keyed(String(path[1]), scope)
      const node = segments.get(key) ?? once(key, path, make)
      if (node === null) return self().build.value(null, path)
      segments.set(key, node)
      return node
    },
    number: (value: Value<number>, scope, path): Id =>
      chosen<number>(self(), value, scope, path, (one, where) => self().build.value(one, where)),
    scoring(node, key) {
      const base = self()
      const other: Compiler = {
        ...base,
        scoreNode: () => node,
        keyOf: (id, subject, scope, path) => (id === 'score' ? key : base.keyOf(id, subject, scope, path)),
        ...readers(() => other, once),
      }
      return other
    },
  }
}

const metricsOf = (once: Once): ((compiler: Compiler, id: string, scope: Scope | null) => Subject | null) => {
  const done = new Map<string, Subject>()
  const metricIn = (compiler: Compiler, id: string, scope: Scope | null): Subject | null => {
    const key = keyed(id, scope)
    const found = done.get(key)
    if (found) return found
    const made = once(key, ['metrics', id], () => {
      const metric = compiler.program.metrics[id]!
      const derived = derivedOf(compiler, id, metric, scope)
      // What nothing in the scope narrows is the metric itself, under its own name.
      const isWhole = scope !== null && derivedOf(compiler, id, metric, null).node === derived.node
      return isWhole ? metricIn(compiler, id, null) : metricNodes(compiler, id, metric, derived, scope)
    })
    if (made) done.set(key, made)
    return made
  }
  return metricIn
}

const cohortsOf = (
  once: Once,
): ((compiler: Compiler, id: string, scope: Scope | null) => CohortPlan | null) => {
  const done = new Map<string, CohortPlan>()
  const cohortIn = (compiler: Compiler, id: string, scope: Scope | null): CohortPlan | null => {
    const key = keyed(id, scope)
    const found = done.get(key)
    if (found) return found
    const made = once(key, ['cohorts', id], () => {
      const rule = compiler.program.cohorts![id]!
      const plan = cohortPlan(compiler, id, rule, scope, key)
      const whole = scope && cohortIn(compiler, id, null)
      return whole && JSON.stringify({ ...whole, id: key }) === JSON.stringify(plan) ? whole : plan
    })
    if (!made) return null
    done.set(key, made)
    compiler.cohorts[made.id] = made
    return made
  }
  return cohortIn
}

const scoresOf = (once: Once): ((compiler: Compiler, scope: Scope | null) => ScorePlan | null) => {
  const done = new Map<string, ScorePlan>()
  return (compiler, scope) => {
    const rule = compiler.program.score
    if (!rule) return null
    const key = keyed('score', scope)
    const made = done.get(key) ?? once(key, ['score'], () => scorePlan(compiler, rule, scope))
    if (made) done.set(key, made)
    return made
  }
}

const fieldsOf = (
  program: Program,
  fields: NonNullable<Program['events'][string]['fields']>,
): Compiler['fields'] =>
  Object.fromEntries(
    Object.entries(fields).map(([id, field]) => {
      const { type, unit, name } =
        typeof field === 'object' ? field : { type: field, unit: undefined, name: null }
      // An `id` is a choice among values that nobody lists.
      const choice = type === 'id' || program.choices?.[type] ? type : null
      return [id, { unit: (choice === null ? (unit ?? type) : 'choice') as Unit, choice, name }]
    }),
  )
