/**
 * Programs to a plan. It checks what the schema cannot: that names exist and are of the right kind, that nothing asks for itself,
 * that numbers stay exact. It knows the language and no engine; what it cannot compile it refuses by name, with a path.
 */
import type { Program } from '../schema/program.js'
import { issueAt, type Issue } from '../schema/issues.js'
import { accountPlan } from './account.js'
import { Build, type Compiler, type NameKind, type Path } from './build.js'
import { instantMsOf, isoOf } from './calendar.js'
import { benefitPlan, overridePlan, taskPlan } from './clockwork.js'
import { compilerOf } from './compiler.js'
import { checkDictionary } from './dictionary.js'
import { ladderPlans } from './ladder.js'
import { lookbackOf } from './lookback.js'
import { inOrder } from './order.js'
import { passesOf } from './passes.js'
import { sharedWindow } from './reach.js'
import type { Clockwork, LadderPlan, Plan } from './plan.js'
import { whole, type Steps } from './steps.js'
import { reviewPlan, windowPlans, zoneIssues } from './time.js'

interface Compiled {
  value: Plan | null
  issues: Issue[]
}

/** All versions of a program as one plan, newest first by `earlier`. Null, with issues, when any version has an error. */
export const compile = (programs: readonly Program[]): Compiled => whole(compiling(programs))

/** The same, part by part. */
export function* compiling(programs: readonly Program[]): Steps<Compiled> {
  const issues: Issue[] = []
  const plans: Plan[] = []
  for (const program of programs) {
    const one = yield* compilingOne(program)
    issues.push(...one.issues)
    if (one.value) plans.push(one.value)
  }
  for (const { program: found } of programs)
    if (found !== programs[0]!.program)
      issues.push(issueAt('otherProgram', ['program'], { found, expected: programs[0]!.program }))
  if (programs.length === 0) issues.push(issueAt('refusedPlan', [], { count: 0 }))
  if (issues.length > 0) return { value: null, issues }
  plans.sort((left, right) => left.inForceMs - right.inForceMs)
  let newest: Plan | null = null
  for (const plan of plans) {
    // Of two versions from the same instant on, one would never hold.
    if (newest?.inForceMs === plan.inForceMs)
      issues.push(issueAt('duplicateId', ['inForce'], { id: isoOf(plan.inForceMs), first: 'inForce' }))
    newest = { ...plan, earlier: newest }
  }
  if (issues.length > 0) return { value: null, issues }
  return { value: newest, issues }
}

/** The version of a plan in force at an instant, or null before the first. */
export const planAt = (plan: Plan, atMs: number): Plan | null => {
  for (let one: Plan | null = plan; one; one = one.earlier) if (one.inForceMs <= atMs) return one
  return null
}

/** The first version of a plan. */
export const oldest = (plan: Plan): Plan => (plan.earlier ? oldest(plan.earlier) : plan)

/** The version by which a merchant stands at an instant: the one in force, or the first before there is one. */
export const planFor = (newest: Plan, atMs: number): Plan => planAt(newest, atMs) ?? oldest(newest)

function* compilingOne(program: Program): Steps<Compiled> {
  const build = new Build()
  build.tell(zoneIssues(program.zone, ['zone']))
  // Every date below is read in the zone: without it nothing can be said.
  if (build.issues.length > 0) return { value: null, issues: build.issues }
  register(build, program)
  const compiler = compilerOf(build, program)
  const inPlaces = <One, Made>(
    list: string,
    ones: readonly One[] | undefined,
    made: (compiler: Compiler, one: One, path: Path) => Made,
  ): Made[] => (ones ?? []).map((one, place) => made(compiler, one, [list, place]))
  checkDictionary(compiler)
  yield

  // 1 the score; 2 ladders; 3 what happens when; 4 what nothing has named yet; 5 the plan
  const score = compiler.score(null)
  const ladders = inPlaces('ladders', program.ladders, ladderPlans).flat()
  yield
  const overrides = inPlaces('overrides', program.overrides, overridePlan)
  const accounts = inPlaces('accounts', program.accounts, accountPlan)
  yield
  const benefits = inPlaces('benefits', program.benefits, benefitPlan)
  const tasks = inPlaces('tasks', program.tasks, taskPlan)
  yield
  // Those of one instant are decided in the order of their ids: the order of keys in a document means nothing.
  const reviews = Object.keys(program.reviews)
    .sort()
    .map((id) => reviewPlan(compiler, id, program.reviews[id]!))
  const windows = windowPlans(compiler)
  for (const id of Object.keys(program.cohorts ?? {})) compiler.cohort(id, null, ['cohorts', id])
  for (const id of Object.keys(program.metrics)) compiler.metric(id, null, ['metrics', id])
  for (const [id, segment] of Object.entries(program.segments ?? {}))
    compiler.condition(segment, null, ['segments', id])
  if (build.issues.length > 0) return { value: null, issues: build.issues }

  yield
  for (const review of reviews) review.covers = coveredBy(compiler, review.id, ladders)
  const ordered = inOrder(compiler, ladders)
  if (build.issues.length > 0) return { value: null, issues: build.issues }
  const clockwork: Clockwork = {
    zone: program.zone,
    windows,
    watches: compiler.watches,
    reviews,
    ladders: ordered,
    overrides,
    accounts,
    benefits,
    tasks,
    undoneBy: undoneByEvent(program),
    eventNames: Object.fromEntries(
      Object.entries(program.events).map(([id, { name }]) => [id, name ?? { en: id, 'zh-CN': id }]),
    ),
    choices: choicesByField(compiler),
    eventFields: eventFieldsOf(compiler),
  }
  return {
    value: {
      program: {
        id: program.program,
        version: program.version,
        name: program.name,
        ...(program.note && { note: program.note }),
        currency: program.currency,
      },
      inForceMs: instantMsOf(program.inForce, program.zone),
      earlier: null,
      nodes: build.nodes,
      origin: build.origin,
      names: build.names,
      cohorts: compiler.cohorts,
      passes: passesOf(build.nodes, compiler.cohorts),
      lookback: lookbackOf(build.nodes, clockwork),
      score,
      clockwork,
    },
    issues: [],
  }
}

/** The window that a review decides on, where all that it decides, badges apart, counts the same one. */
const coveredBy = (compiler: Compiler, review: string, ladders: readonly LadderPlan[]): string | null => {
  const decided = ladders.filter(
    ({ promote, demote, badge }) =>
      !badge && [promote, demote].some((when) => typeof when === 'object' && when.review === review),
  )
  return sharedWindow(
    compiler,
    decided.map(({ earned }) => earned),
  )
}

const undoneByEvent = ({ events }: Program): Clockwork['undoneBy'] =>
  Object.fromEntries(
    Object.entries(events).flatMap(([id, { undoneBy }]) => (undoneBy === undefined ? [] : [[id, undoneBy]])),
  )

/** What each name is. The schema has seen to it that none is given twice. */
const register = (build: Build, program: Program): void => {
  const ids = (list: readonly { id: string }[] | undefined): string[] => (list ?? []).map(({ id }) => id)
  const keys = (table: object | undefined): string[] => Object.keys(table ?? {})
  const kinds: Partial<Record<NameKind, string[]>> = {
    score: program.score ? ['score'] : [],
    metric: keys(program.metrics),
    field: keys(program.fields),
    segment: keys(program.segments),
    event: keys(program.events),
    window: keys(program.windows),
    review: keys(program.reviews),
    cohort: keys(program.cohorts),
    choice: keys(program.choices),
    ladder: ids(program.ladders),
    override: ids(program.overrides),
    account: ids(program.accounts),
    benefit: ids(program.benefits),
    task: ids(program.tasks),
  }
  for (const kind of Object.keys(kinds) as NameKind[])
    for (const id of kinds[kind]!) build.kinds.set(id, kind)
}

const choicesByField = (compiler: Compiler): Record<string, string[]> => {
  const { program, fields } = compiler
  const choices: Record<string, string[]> = {}
  for (const [id, values] of Object.entries(program.choices ?? {})) choices[id] = Object.keys(values)
  for (const [id, { choice }] of Object.entries(fields)) if (choice !== null) choices[id] = choices[choice]!
  for (const event of Object.keys(program.events)) {
    for (const [field, { choice }] of Object.entries(compiler.eventFields(event))) {
      if (choice !== null && choice !== 'id') choices[`${event}.${field}`] = choices[choice]!
    }
  }
  return choices
}

const eventFieldsOf = (compiler: Compiler): Clockwork['eventFields'] =>
  Object.fromEntries(
    Object.keys(compiler.program.events).flatMap((event) =>
      Object.entries(compiler.eventFields(event)).map(([field, { unit, name }]) => [
        `${event}.${field}`,
        { unit, name: name ?? null },
      ]),
    ),
  )
