/** Conditions over the program's own decisions: at how many of the last ones they held, and at how many in a row. Core remembers; the plan says what. */
import type { Condition } from '../schema/condition.js'
import type { Compiler, Path } from './build.js'
import type { Id, Scope } from './plan.js'

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

/**
 * The key under which a condition is remembered; null where no review is at hand. It is the condition's own text, whatever the order of
 * its keys: another version of the program goes on counting what it asks in the same words, wherever it asks, and counts anew what it asks
 * otherwise.
 */
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
  // What is whole as well, as a metric is and the score, is asked once for all where nothing in the scope narrows it.
  const isWhole = path[0] === 'metrics' || path[0] === 'score'
  const isScoped = scope !== null && !(isWhole && compiler.condition(of, null, path) === condition)
  const key = `${review}/${inOrder(of)}${isScoped ? `@${scope.value}` : ''}`
  const same = watches.find((one) => one.key === key)
  if (same) same.keeps = Math.max(same.keeps, keeps)
  else watches.push({ key, condition, review, keeps })
  return key
}

/** JSON with its keys in order. */
const inOrder = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(inOrder).join()}]`
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return `{${entries
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${inOrder(part)}`)
    .join()}}`
}

const reviewOfMain = ({ program, build }: Compiler): string | null => {
  const { transition } = program.ladders.find((ladder) => ladder.main) ?? program.ladders[0]!
  const named = [transition.demote, transition.promote]
  return named.find((one) => build.kinds.get(one) === 'review') ?? null
}
