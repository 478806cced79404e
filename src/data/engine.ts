/**
 * The engine as one function: documents in, a Standing out. Schema, plan and core meet here and nowhere else in a page, in a
 * file of their own that is loaded only where a page evaluates; the store reaches it by `import()`.
 */
import { folded } from '../core/advance.js'
import { reading, readOf } from '../core/evaluate.js'
import { subjectOf } from '../core/evidence.js'
import { moveKey, movesOf } from '../core/least-set.js'
import { leafKey } from '../core/values.js'
import { whatIf } from '../core/what-if.js'
import { compile, compiling } from '../plan/compile.js'
import type { Plan } from '../plan/plan.js'
import { reachOf } from '../plan/reach.js'
import { whole, type Steps } from '../plan/steps.js'
import { zoneIssues } from '../plan/time.js'
import type { Entry } from '../schema/entry.js'
import type { Issue } from '../schema/issues.js'
import { authorityLimits, defaultLimits, type Limits } from '../schema/limits.js'
import { program, type Program } from '../schema/program.js'
import { programs as programsSchema } from '../schema/programs.js'
import { placed, type Reading } from '../schema/read.js'
import { recordIssues } from '../schema/record-issues.js'
import { record as recordSchema, type MerchantRecord } from '../schema/record.js'
import type { Standing } from '../schema/standing.js'
import type { Changes, Lever, WhatIf } from '../schema/what-if.js'
import { about, documentOf } from './document.js'

/** `programs`: one program or all its versions; both documents as JSON text or ready values. `at`: the instant to evaluate for, in ms. `revision`: the place in a log that the merchant shows, told by whoever keeps the log; null or absent where nobody counts. */
export interface Documents {
  readonly programs: unknown
  readonly merchant: unknown
  readonly at: number
  readonly revision?: number | null
}

/** `standing` is null exactly when there are issues. `entries`: the whole points log, oldest first. `revision`: the record's own, null where it has none. */
export interface Evaluated {
  readonly standing: Standing | null
  readonly entries: readonly Entry[]
  readonly issues: readonly Issue[]
  readonly revision: number | null
}

export const standingOf = (documents: Documents): Evaluated => whole(evaluating(documents))

/** The same in tasks of about 16 ms, a frame: the page answers to its user between two of them. The first is not the one that has read this script. */
export async function standingInTasks(documents: Documents): Promise<Evaluated> {
  const steps = evaluating(documents)
  for (;;) {
    await nextTask()
    const pauseMs = performance.now() + 16
    do {
      const step = steps.next()
      if (step.done) return step.value
    } while (performance.now() < pauseMs)
  }
}

/** A message, and no timer: browsers hold back timers that start one another, and those of a page in the background. */
const nextTask = (): Promise<unknown> =>
  new Promise((start) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      start(undefined)
    }
    port2.postMessage(null)
  })

function* evaluating({ programs, merchant, at, revision = null }: Documents): Steps<Evaluated> {
  const limits = revision === null ? defaultLimits : authorityLimits
  const { plan, record, issues } = yield* readingBy(yield* planning(programs), merchant, limits)
  if (!plan || !record) return { standing: null, entries: [], issues, revision: null }
  yield
  const { standing, entries } = yield* reading(plan, record, at, {})
  return {
    standing,
    entries: joined(record.entries ?? [], entries),
    issues: [],
    revision: record.revision ?? null,
  }
}

/** What the documents say if metrics or fields had other values; null where they do not give a standing. They are read and folded once, for however many questions. */
export function askerOf({
  programs,
  merchant,
  at,
  revision = null,
}: Documents): ((changes: Changes) => WhatIf) | null {
  const { plan, record } = readBoth(programs, merchant, revision === null ? defaultLimits : authorityLimits)
  if (!plan || !record) return null
  const { standing, held } = readOf(plan, record, at)
  const settled = { ...record, held }
  const levers = leversOf(plan, settled, at, standing)
  return ({ metrics = {}, fields = {} }) => {
    const isChanged = Object.keys(metrics).length + Object.keys(fields).length > 0
    return { standing: isChanged ? whatIf(plan, settled, at, { metrics, fields }) : standing, levers }
  }
}

/** What the open tasks move of what the score and the main ladder read, in the order of the tasks. */
function leversOf(newest: Plan, record: MerchantRecord, at: number, standing: Standing): Lever[] {
  const fold = folded(newest, record, at, null, false)
  const { plan } = fold
  const values = fold.now(fold.state.atMs)
  const { score, clockwork, nodes } = plan
  const ladder = clockwork.ladders.find(({ main }) => main)
  const rules = (ladder?.tiers ?? []).flatMap(({ enter, keep }) => [enter, keep])
  const read = new Set<string | null>()
  for (const id of reachOf(nodes, [score?.value ?? null, ...rules])) {
    const node = nodes[id]!
    if (node.op === 'leaf') read.add(leafKey(node.leaf))
  }
  const isOpen = new Set(standing.tasks.filter(({ state }) => state === 'open').map(({ id }) => id))
  const open = clockwork.tasks.filter(({ id }) => isOpen.has(id))
  const together = movesOf(open, values)
  const levers = new Map<string, Lever & { tasks: string[] }>()
  for (const task of open) {
    for (const move of task.moves) {
      const key = moveKey(values, move)
      const kind = key.split(':')[0]
      if ((kind !== 'metric' && kind !== 'field') || !read.has(key)) continue
      const known = levers.get(key)
      if (known) known.tasks.push(task.id)
      else
        levers.set(key, {
          id: move.metric,
          kind,
          subject: subjectOf(values, move.node, true),
          have: values.get(move.node),
          together: together[key]!,
          tasks: [task.id],
        })
    }
  }
  return [...levers.values()]
}

/** A program's documents as a plan, and a merchant's as a record that says nothing which the program does not know. Both null where there are issues. */
export function readBoth(programs: unknown, merchant: unknown, limits = defaultLimits): Both {
  return readBy(planOf(programs), merchant, limits)
}

interface Both {
  readonly plan: Plan | null
  readonly record: MerchantRecord | null
  readonly issues: readonly Issue[]
}

/** The same, by a plan that was read before. */
export const readBy = (planned: Planned, merchant: unknown, limits = defaultLimits): Both =>
  whole(readingBy(planned, merchant, limits))

function* readingBy(
  { value: plan, versions, issues: planIssues }: Planned,
  merchant: unknown,
  limits: Limits,
): Steps<Both> {
  const reading = yield* readingRecord(merchant, limits)
  const { value: record } = reading
  const unknown =
    plan && record ? [...zoneIssues(record.zone, ['zone']), ...recordIssues(versions, record)] : []
  const issues = [
    ...planIssues,
    ...reading.issues,
    ...about(
      'merchant',
      unknown.map((issue) => placed(issue, reading)),
    ),
  ]
  return issues.length > 0 ? { plan: null, record: null, issues } : { plan, record, issues }
}

interface Planned {
  readonly value: Plan | null
  readonly versions: readonly Program[]
  readonly issues: readonly Issue[]
}

/** A program's documents as a plan: read, then compiled. `versions`: what was read, empty where that failed. */
export const planOf = (data: unknown): Planned => whole(planning(data))

const planning = remembered(function* (data): Steps<Planned> {
  const many = Array.isArray(data) || (typeof data === 'string' && /^\ufeff?\s*\[/.test(data))
  const reading: Reading<Program | Program[]> = many
    ? documentOf(data, programsSchema, 'program')
    : documentOf(data, program, 'program')
  if (!reading.value) return { value: null, versions: [], issues: reading.issues }
  yield
  const versions = Array.isArray(reading.value) ? reading.value : [reading.value]
  const { value, issues } = yield* compiling(versions)
  if (value) return { value, versions, issues }
  // each by itself, since what compiles them together does not say which one it speaks of
  const own = versions.flatMap((version, place) =>
    compile([version]).issues.map((issue) =>
      placed(many ? { ...issue, path: [place, ...issue.path] } : issue, reading),
    ),
  )
  return { value, versions, issues: about('program', own.length > 0 ? own : issues) }
})

/** A merchant's document as a record. */
export const recordOf = (data: unknown, limits?: Limits): Reading<MerchantRecord> =>
  whole(readingRecord(data, limits))

const readingRecord = remembered(function* (data, limits): Steps<Reading<MerchantRecord>> {
  const reading = documentOf(data, recordSchema, 'merchant', limits)
  yield
  return reading
})

/** The last result, as long as it is asked for the same document again: at the next moment only the time has changed. */
function remembered<Result>(make: (data: unknown, limits: Limits) => Steps<Result>) {
  let last: { data: unknown; limits: Limits; result: Result } | null = null
  return function* (data: unknown, limits = defaultLimits): Steps<Result> {
    // an object may have been changed since; a text cannot
    if (last && typeof data === 'string' && last.data === data && last.limits === limits) return last.result
    const result = yield* make(data, limits)
    last = { data, limits, result }
    return result
  }
}

// a span may post again what the record was sent with
function joined(posted: readonly Entry[], added: readonly Entry[]): readonly Entry[] {
  const ids = new Set(posted.map(({ id }) => id))
  return [...posted, ...added.filter(({ id }) => !ids.has(id))]
}
