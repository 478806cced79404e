/**
 * Long work in steps: a generator that yields where it may rest. Whoever may block runs it at once; a page runs it in slices between which
 * it answers to the person, and leaves it in the middle when nobody waits for it any more.
 */

/** All of it at once. */
export const drained = <Result>(steps: Iterator<unknown, Result>): Result => {
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value
}

/** What a slice may take: a page that is blocked for longer than 50 ms answers late, and a step may be long itself. */
const SLICE_MS = 16

export interface Slicing<Step> {
  /** Milliseconds of any clock that does not go back. */
  readonly now: () => number
  /** Resolves when whatever else waits has had its turn. */
  readonly rest: () => Promise<void>
  /** Whether nobody waits for it any more; it is left then. */
  readonly isOver: () => boolean
  readonly onStep?: (step: Step) => void
}

/** The same in slices; null where it was left. */
export const sliced = async <Step, Result>(
  steps: Generator<Step, Result>,
  { now, rest, isOver, onStep }: Slicing<Step>,
): Promise<{ readonly value: Result } | null> => {
  let since = now()
  for (;;) {
    if (isOver()) {
      steps.return(undefined as Result)
      return null
    }
    const step = steps.next()
    if (step.done === true) return { value: step.value }
    onStep?.(step.value)
    if (now() - since < SLICE_MS) continue
    await rest()
    since = now()
  }
}
