/** Windows and reviews of a program as rules of the calendar, and what a merchant brings to them. */
import type { Program } from '../schema/program.js'
import { issueAt, type Issue } from '../schema/issues.js'
import type { Review, Window } from '../schema/time.js'
import { zoneNear } from '../schema/zones.js'
import type { Compiler, Path } from './build.js'
import { isZone, type WindowRule } from './calendar.js'
import type { Anchor, Clockwork, ReviewPlan, WindowPlan } from './plan.js'

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** A program's windows by id, and `lifetime`, which every program has. */
export const windowPlans = (compiler: Compiler): Clockwork['windows'] => {
  const { windows = {} }: Program = compiler.program
  return {
    ...Object.fromEntries(
      Object.entries(windows).map(([id, window]) => [id, windowPlan(compiler, id, window)]),
    ),
    lifetime: {
      rule: { kind: 'lifetime' },
      zone: compiler.program.zone,
      cutOff: null,
      since: { from: 'joined' },
    },
  }
}

const windowPlan = (compiler: Compiler, id: string, window: Window): WindowPlan => {
  const path: Path = ['windows', id]
  const { zone } = window
  const since = 'anniversary' in window ? window.since : undefined
  return {
    rule: windowRule(window),
    zone: zone === 'merchant' ? null : zoneOf(compiler, zone, path),
    cutOff: window.cutOff ?? null,
    since: anchorOf(compiler, since ?? 'joinedAt', [...path, 'since']),
  }
}

const windowRule = (window: Window): WindowRule => {
  if ('rolling' in window) return { kind: 'rolling', span: window.rolling }
  if ('past' in window) return { kind: 'past', span: window.past, withCurrent: window.withCurrent === true }
  if ('anniversary' in window) return { kind: 'anniversary', span: window.anniversary }
  if ('dates' in window) return { kind: 'dates', from: window.dates[0]!, to: window.dates[1]! }
  return { kind: 'current', period: window.current, from: window.from ?? null }
}

/** The Issue of a zone that this runtime does not know, in a list; empty where it does, or none is written. */
export const zoneIssues = (zone: string | undefined, path: Path): Issue[] =>
  zone === undefined || isZone(zone)
    ? []
    : [issueAt('unknownZone', path, { found: zone, nearest: zoneNear(zone) })]

/** The zone that is written, or the program's. */
export const zoneOf = ({ build, program }: Compiler, zone: string | undefined, path: Path): string => {
  build.tell(zoneIssues(zone, [...path, 'zone']))
  return zone ?? program.zone
}

/** What anniversaries are counted from: `joinedAt`, a date field, or the last change on a ladder that has one standing. */
const anchorOf = (compiler: Compiler, id: string, path: Path): Anchor => {
  const { build, program, fields } = compiler
  const joined: Anchor = { from: 'joined' }
  if (id === 'joinedAt' || !build.expect(id, ['field', 'ladder'], path)) return joined
  const field = fields[id]
  if (field) {
    if (field.unit !== 'date')
      build.issue('wrongUnit', path, { name: id, found: field.unit, expected: 'date' })
    return { from: 'field', id }
  }
  const scope = program.ladders.find((one) => one.id === id)!.scope
  if (scope?.rollup === 'none') build.issue('needsRollup', path, { name: id, by: scope.by })
  return { from: 'ladder', key: id }
}

export const reviewPlan = (compiler: Compiler, id: string, review: Review): ReviewPlan => {
  const { build, program } = compiler
  const path: Path = ['reviews', id]
  const always = { id, name: review.name ?? null, covers: null }
  if ('continuous' in review)
    return {
      ...always,
      rule: 'continuous',
      since: null,
      cutOff: null,
      takesEffect: null,
      zone: program.zone,
    }
  const weekday = review.weekday === undefined ? null : weekdays.indexOf(review.weekday)
  if (review.nth !== undefined && weekday === null) build.issue('missingKey', path, { key: 'weekday' })
  // Anniversaries are counted on from their day: nothing else says when.
  if (review.since !== undefined)
    for (const key of ['from', 'day', 'nth', 'weekday'] as const)
      if (review[key] !== undefined)
        build.issue('unknownKey', [...path, key], {
          key,
          nearest: '',
          known: 'every, since, cutOff, takesEffect, zone, name',
        })
  return {
    ...always,
    rule: {
      every: review.every,
      from: review.from ?? null,
      day: review.day ?? 1,
      nth: review.nth ?? null,
      weekday,
    },
    since: review.since === undefined ? null : anchorOf(compiler, review.since, [...path, 'since']),
    cutOff: review.cutOff ?? null,
    takesEffect: review.takesEffect ?? null,
    zone: zoneOf(compiler, review.zone, path),
  }
}
