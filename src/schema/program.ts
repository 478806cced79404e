/**
 * START HERE for the language: a Program is one JSON document that an operator writes and reads. This file is its outline, a noun a
 * file behind it. An object's keys are all ids or all keywords; a verb key says what an object is and its options stand beside it;
 * `else` says what holds otherwise; what people see is a list with `id` and `name`. The schema knows forms, never whether a name that is
 * mentioned exists: the compiler says that.
 */
import * as z from 'zod/mini'
import { account } from './account.js'
import { benefit } from './benefit.js'
import { cohort, condition } from './condition.js'
import { choice, event, field } from './dictionary.js'
import { ladder } from './ladder.js'
import { metric } from './metric.js'
import { byId, id, words } from './named.js'
import { override } from './override.js'
import { breaks, some, word } from './rule.js'
import { score, type Factor } from './score.js'
import { task } from './task.js'
import { instant } from './text.js'
import { review, windowOf, zone } from './time.js'

const currency = z.string().check((payload) => {
  if (!/^[A-Z]{3}$/.test(payload.value)) breaks(payload, 'badCurrency', { found: payload.value })
})

const language = z.number().check((payload) => {
  if (payload.value !== 1) breaks(payload, 'wrongLanguage', { found: payload.value })
}) as unknown as z.ZodMiniType<1>

const outline = z.strictObject({
  $schema: z.optional(z.string()),
  tierkit: language,
  program: id,
  version: word,
  inForce: instant, // a day begins in the program's zone
  zone,
  currency,
  name: words,
  note: z.optional(words), // e.g. that its weights are illustrative
  choices: z.optional(byId(choice)),
  events: byId(event),
  fields: byId(field),
  windows: z.optional(byId(windowOf)),
  reviews: byId(review),
  segments: z.optional(byId(condition)),
  cohorts: z.optional(byId(cohort)),
  metrics: byId(metric),
  score: z.optional(score),
  ladders: some(ladder),
  accounts: z.optional(z.array(account)),
  overrides: z.optional(z.array(override)),
  benefits: z.optional(z.array(benefit)),
  areas: z.optional(byId(words)), // names of the areas of tasks that are not factors
  tasks: z.optional(z.array(task)),
})
export type Program = z.infer<typeof outline>

type Path = (string | number)[]
/** An id of the one namespace, and where it is declared. */
interface Declared {
  readonly name: string
  readonly path: Path
}

/** Every id of the one namespace, in the document's order. */
function declaredIn(program: Program): Declared[] {
  const declared: Declared[] = []
  const add = (name: string, ...path: Path): number => declared.push({ name, path })
  const addFactors = (factors: readonly Factor[], path: Path): void =>
    factors.forEach((factor, place) => {
      add(factor.id, ...path, place, 'id')
      if ('factors' in factor) addFactors(factor.factors, [...path, place, 'factors'])
    })
  for (const noun of byName) Object.keys(program[noun] ?? {}).forEach((name) => add(name, noun, name))
  addFactors(program.score?.factors ?? [], ['score', 'factors'])
  for (const noun of inLists) program[noun]?.forEach(({ id }, place) => add(id, noun, place, 'id'))
  program.benefits?.forEach(({ choose }, place) =>
    choose?.options.forEach(({ id }, nth) => add(id, 'benefits', place, 'choose', 'options', nth, 'id')),
  )
  Object.keys(program.areas ?? {}).forEach((name) => add(name, 'areas', name))
  return declared
}
const byName = [
  'choices',
  'events',
  'fields',
  'windows',
  'reviews',
  'segments',
  'cohorts',
  'metrics',
] as const
const inLists = ['ladders', 'accounts', 'overrides', 'benefits', 'tasks'] as const

export const program = outline.check((payload) => {
  const firsts = new Map<string, Path>()
  for (const { name, path } of declaredIn(payload.value)) {
    const first = firsts.get(name)
    if (first === undefined) firsts.set(name, path)
    else breaks(payload, 'duplicateId', { id: name, first: first.join('.') }, path)
  }
  const mains = payload.value.ladders.flatMap(({ id, main }, place) => (main ? [{ id, place }] : []))
  for (const { place } of mains.slice(1))
    breaks(payload, 'secondMain', { first: mains[0]!.id }, ['ladders', place, 'main'])
})

export type { Account, Earn, Limit, Points } from './account.js'
export type { Benefit, BenefitKind } from './benefit.js'
export type { Cohort, Condition, Mark, Relative, Subjects, Test, Value } from './condition.js'
export type { Choice, Event, Field, WrittenUnit } from './dictionary.js'
export type { Ladder, Tier, Transition } from './ladder.js'
export type { Metric } from './metric.js'
export type { FieldPath, Id } from './named.js'
export type { Override } from './override.js'
export type { Factor, Group, Guard, Scale, Score } from './score.js'
export type { Task } from './task.js'
export type { Text } from './text.js'
export type { Period, Review, Span, Term, Window } from './time.js'
