/** Conditions: a tree of comparisons. And values that a condition chooses. */
import * as z from 'zod/mini'
import { isDate } from './date.js'
import { byRef, nameRule, ref, type Id } from './named.js'
import { breaks, notEmpty, number, some, whole } from './rule.js'
import { oneOf, type Forms, type OneOf } from './verb.js'

/** A value: written out, chosen by the first case that holds, or looked up by what a ladder or a choice field holds. */
export type Value<T> =
  T | { cases: { when: Condition; use: T }[]; else: T } | { by: Id; use: Record<Id, T>; else?: T | undefined }

/** What a subject is compared with: a number; or an id, which is a tier of that ladder, and for a date an ISO date. */
export type Mark = Value<number> | Id

/** What is asked of a subject. Bare flag, choice or tier means "is". */
export type Test =
  | boolean
  | Id
  | {
      gte?: Mark | undefined
      gt?: Mark | undefined
      lte?: Mark | undefined
      lt?: Mark | undefined
      eq?: Mark | undefined
      in?: Id[] | undefined
      known?: boolean | undefined
    }

/** A condition: subjects, all of which must hold, or exactly one reserved word. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { atLeast: number; of: Condition[] }
  | { persist: Condition; times: number; ofLast: number; at?: Id | undefined }
  | Relative
  | Subjects
/**
 * The best or worst so many of a cohort, by count or percent, measured by `of`: the highest values are the best, unless `better` says
 * `low`. `round`: what a percent of the members is cut to, `floor` unless said.
 */
export type Relative = ({ best: number } | { worst: number }) & {
  of: Id
  among: Id
  as: 'count' | 'percent'
  round?: 'floor' | 'half' | 'ceil' | undefined
  better?: 'high' | 'low' | undefined
}
/** Tests by subject: a metric, field, segment, ladder, override, account or `score`. The words of the other forms are never among the keys. */
export type Subjects = { [subject: Id]: Test }

/** A value of what `plain` reads. */
export const valueOf = <T>(plain: OneOf<T>): OneOf<Value<T>> =>
  oneOf(() => {
    const forms: Forms = plain.forms()
    return {
      ...forms,
      verbs: {
        ...forms.verbs,
        cases: z.strictObject({ cases: some(z.strictObject({ when: condition, use: plain })), else: plain }),
        by: z.strictObject({ by: ref, use: byRef(plain).check(notEmpty), else: z.optional(plain) }),
      },
    }
  }) as OneOf<Value<T>>

const plainNumber = oneOf(() => ({ number: number }))
export const numberValue: OneOf<Value<number>> = valueOf(plainNumber)

const markWord = z.string().check((payload) => {
  const found = payload.value
  if (found.trim() !== '' && Number.isFinite(Number(found)))
    breaks(payload, 'wrongType', { found: 'string', expected: 'number' })
  else if (!isDate(found)) nameRule(payload)
})
const mark = oneOf(() => ({ ...numberValue.forms(), string: markWord })) as OneOf<Mark>

const test = oneOf(() => ({
  boolean: z.boolean(),
  string: ref,
  object: z
    .strictObject({
      gte: z.optional(mark),
      gt: z.optional(mark),
      lte: z.optional(mark),
      lt: z.optional(mark),
      eq: z.optional(mark),
      in: z.optional(some(ref)),
      known: z.optional(z.boolean()),
    })
    .check(notEmpty),
})) as OneOf<Test>

const relative = {
  of: ref,
  among: ref,
  as: z.enum(['count', 'percent']),
  round: z.optional(z.enum(['floor', 'half', 'ceil'])),
  better: z.optional(z.enum(['high', 'low'])),
}

/** How many of a list must hold. */
const atLeast = (payload: z.core.ParsePayload<{ atLeast: number; of: unknown[] }>): void => {
  const { atLeast: found, of } = payload.value
  if (found > of.length) breaks(payload, 'tooBig', { found, max: of.length }, ['atLeast'])
}
const times = (payload: z.core.ParsePayload<{ times: number; ofLast: number }>): void => {
  const { times: found, ofLast: max } = payload.value
  if (found > max) breaks(payload, 'tooBig', { found, max }, ['times'])
}

export const condition: OneOf<Condition> = oneOf(() => ({
  verbs: {
    all: z.strictObject({ all: some(condition) }),
    any: z.strictObject({ any: some(condition) }),
    not: z.strictObject({ not: condition }),
    atLeast: z.strictObject({ atLeast: whole(1), of: some(condition) }).check(atLeast),
    persist: z
      .strictObject({ persist: condition, times: whole(1), ofLast: whole(1), at: z.optional(ref) })
      .check(times),
    best: z.strictObject({ best: number, ...relative }),
    worst: z.strictObject({ worst: number, ...relative }),
  },
  object: byRef(test).check(notEmpty),
})) as OneOf<Condition>

/** Who comes first of those who are equal: all take the better rank, all the worse, or a second key decides. */
const ties = oneOf(() => ({
  string: ref, // better, worse, or a second key whose high values come first
  object: z.strictObject({ by: ref, better: z.optional(z.enum(['high', 'low'])) }),
}))

/**
 * Whom to rank against. `members`: who counts; `by`: one or more keys that part them (a choice field, another field, or a ladder's tier);
 * `at`: the review whose ranks hold, else the newest; `min`: the least size, under which `else` holds (a wider cohort, or unknown);
 * `percentiles`: how a percentile's value is taken, `nearestRank` unless said.
 */
export const cohort = z.strictObject({
  members: z.optional(condition),
  by: z.optional(oneOf(() => ({ string: ref, array: some(ref) }))),
  at: z.optional(ref),
  ties: z.optional(ties),
  min: z.optional(whole(1)),
  else: z.optional(ref),
  percentiles: z.optional(z.enum(['nearestRank', 'linear'])),
})
export type Cohort = z.infer<typeof cohort>
