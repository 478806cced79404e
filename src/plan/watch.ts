/** Conditions over the program's own decisions: at how many of the last ones they held, and at how many in a row. Core remembers; the plan says what. */
import type { Condition } from '../schema/condition.js'
import type { Compiler, Path } from './build.js'
import type { Id, Scope, WatchPlan } from './plan.js'

/** What is remembered of a condition; `at`: the review whose decisions count, else the one at which the main ladder is decided. */
interface Watched {
  of: Condition
  at: string | undefined
}

/** At how many of the last decisions a condition held, the running one included. */
export const timesNode = (
  compiler: Compiler,
  watched: Watched & { ofLast: number },
  scope: Scope | null,
  path: Path,
): Id => {
  const { ofLast } = watched
  const id = watchOf(compiler, watched, ofLast, scope, path)
  if (id === null) return compiler.build.value(null, path)
  return compiler.build.add({ op: 'leaf', leaf: { from: 'held', what: 'times', id, ofLast } }, path)
}

/** At how many decisions in a row, up to the running one, a condition held. */
export const streakNode = (compiler: Compiler, watched: Watched, scope: Scope | null, path: Path): Id => {
  const id = watchOf(compiler, watched, 1, scope, path)
  if (id === null) return compiler.build.value(null, path)
  return compiler.build.add({ op: 'leaf', leaf: { from: 'held', what: 'streak', id } }, path)
}

/** The key under which a condition is remembered; null where no review is at hand. Equal conditions at one review are remembered once. */
const watchOf = (
  compiler: Compiler,
  { of, at }: Watched,
  keeps: number,
  scope: Scope | null,
  path: Path,
): string | null => {
  const { build, watches } = compiler
  const holder = path.slice(0, -1) // the object with the verb
  const review = at ?? reviewOfMain(compiler)
  if (review === null) {
    build.issue('missingKey', holder, { key: 'at' })
    return null
  }
  if (!compiler.review(review, [...holder, 'at'])) return null
  const condition = compiler.condition(of, scope, path)
  const same = watches.find((one) => one.review === review && one.condition === condition)
  if (same) {
    same.keeps = Math.max(same.keeps, keeps)
    return same.key
  }
  const key = `${review}/${path.join('.')}${scope ? `@${scope.value}` : ''}`
  const watch: WatchPlan = { key, condition, review, keeps }
  watches.push(watch)
  return key
}

const reviewOfMain = ({ program, build }: Compiler): string | null => {
  const main = program.ladders.find((ladder) => ladder.main) ?? program.ladders[0]
  const named = [main?.transition.demote, main?.transition.promote]
  return named.find((one) => one !== undefined && build.kinds.get(one) === 'review') ?? null
}
