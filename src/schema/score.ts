/** The score: factors, their scales and guards, and how points combine. */
import * as z from 'zod/mini'
import { condition, numberValue, valueOf, type Value } from './condition.js'
import { ref, seen, words, type Id } from './named.js'
import { aboveZero, breaks, number, some } from './rule.js'
import type { Text } from './text.js'
import { oneOf, type OneOf } from './verb.js'

const ascending = (payload: z.core.ParsePayload, marks: readonly number[], key: string | number): void => {
  marks.forEach((mark, i) => {
    const before = marks[i - 1]
    if (before !== undefined && mark <= before)
      breaks(payload, 'notAscending', { before, found: mark }, [i, key])
  })
}
/** `[at, points]`. */
const knot = z.array(number).check((payload) => {
  const found = payload.value.length
  if (found !== 2) breaks(payload, 'wrongLength', { found, length: 2 })
})
const knots = some(knot).check((payload) => {
  const marks = payload.value.map(([at]) => at ?? 0)
  ascending(payload, marks, 0)
}) as unknown as z.ZodMiniType<[at: number, points: number][]>

const step = oneOf(() => ({
  verbs: {
    from: z.strictObject({ from: number, points: number }),
    upTo: z.strictObject({ upTo: number, points: number }),
  },
}))
type Step = z.infer<typeof step>
const markOf = (band: Step): number => ('from' in band ? band.from : band.upTo)
const steps = some(step).check((payload) => {
  const bands = payload.value
  const [first] = bands
  const odd = bands.findIndex((band) => first && 'from' in band !== 'from' in first)
  if (odd > 0) breaks(payload, 'mixedSteps', {}, [odd])
  else if (first) ascending(payload, bands.map(markOf), 'from' in first ? 'from' : 'upTo')
}) as unknown as z.ZodMiniType<{ from: number; points: number }[] | { upTo: number; points: number }[]>

const better = z.optional(z.enum(['high', 'low']))
/** A percentile, above 0 and up to 100. */
const percent = number.check((payload) => {
  const found = payload.value
  if (found <= 0) breaks(payload, 'notAboveZero', { found })
  else if (found > 100) breaks(payload, 'tooBig', { found, max: 100 })
})

/** From a metric to points, always clamped. Bands are `[from, to)` by `from` and `(below, upTo]` by `upTo`. */
export const scale = oneOf(() => ({
  verbs: {
    line: z.strictObject({ line: knots }),
    perUnit: z.strictObject({ perUnit: number, max: number }),
    steps: z.strictObject({ steps, else: number }),
    // full from the peers' percentile on, in proportion below it; where less is better, full down to it
    benchmark: z.strictObject({ benchmark: number, percentile: percent, among: ref, better }),
    quantile: z.strictObject({ quantile: knots, among: ref, better }), // points up to each percentile of the peers
  },
}))
export type Scale = z.infer<typeof scale>

/** What holds where there is too little data: points, left out (the other weights grow), or no score. */
export const guard = z.strictObject({
  needs: condition,
  else: oneOf(() => ({
    string: z.enum(['exempt', 'noScore']),
    object: z.strictObject({ points: numberValue }),
  })),
})
export type Guard = z.infer<typeof guard>

/** The least whole number, up to 1,000, that makes a weight whole; 0 when there is none. */
function multiplierOf(weight: number): number {
  for (let times = 2; times <= 1000; times++)
    if (Math.abs(weight * times - Math.round(weight * times)) < 1e-9) return times
  return 0
}
const weight = valueOf(
  oneOf(() => ({
    number: number.check((payload) => {
      const found = payload.value
      if (found < 0) breaks(payload, 'tooSmall', { found, min: 0 })
      else if (!Number.isSafeInteger(found))
        breaks(payload, 'weightNotWhole', { found, times: multiplierOf(found) })
    }),
  })),
)

/** How points combine. `per`: what a product is divided by; `min` and `max`: where the result is clamped. */
export interface Group {
  combine: 'sum' | 'weightedSum' | 'min' | 'max' | 'product'
  per?: number | undefined
  min?: number | undefined
  max?: number | undefined
  factors: Factor[]
}
interface FactorSeen {
  id: Id
  name: Text
  note?: Text | undefined
  weight?: Value<number> | undefined
  guard?: Guard | undefined
}
/** A part of the score: a group of others, or one metric's points. */
export type Factor = FactorSeen & (Group | { metric: Id; scale: Value<Scale> })

const factorSeen = { ...seen, weight: z.optional(weight), guard: z.optional(guard) }
const group = () => ({
  combine: z.enum(['sum', 'weightedSum', 'min', 'max', 'product']),
  per: z.optional(aboveZero),
  min: z.optional(number),
  max: z.optional(number),
  factors: some(factor),
})
export const factor: OneOf<Factor> = oneOf(() => ({
  verbs: {
    combine: z.strictObject({ ...factorSeen, ...group() }),
    metric: z.strictObject({ ...factorSeen, metric: ref, scale: valueOf(scale) }),
  },
})) as OneOf<Factor>

/** The score itself: a group with a name. */
export type Score = Group & { name: Text; note?: Text | undefined; guard?: Guard | undefined }
export const score = oneOf(() => ({
  object: z.strictObject({ name: words, note: z.optional(words), guard: z.optional(guard), ...group() }),
})) as OneOf<Score>
