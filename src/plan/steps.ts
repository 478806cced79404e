/** Work that can be done in parts: it may be left alone at each `yield`, for as long as its caller likes, and gives the same either way. */
export type Steps<Result> = Generator<void, Result, void>

/** All of it at once. */
export const whole = <Result>(steps: Steps<Result>): Result => {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
