/**
 * What a person asks beside what holds, and the newest answer: values set by hand, the standing they would give, and a sentence for
 * screen readers once the person pauses. One question at a time; what has changed meanwhile is asked next, so that the last answer is
 * always that of the last question. It asks nothing before it is opened, and knows no slider and no language.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Standing } from '../schema/standing.js'
import type { AskWhatIf, Changes, Lever, WhatIf } from '../schema/what-if.js'
import { standingIssue } from './standing-check.js'

/** Levers are told apart by this: a metric and a field never share it. */
export const leverKey = ({ kind, id }: Pick<Lever, 'kind' | 'id'>): string => `${kind}:${id}`

/** How long a person pauses before the estimate is read aloud. */
const pauseMs = 600

export class Estimator implements ReactiveController {
  /** What may be asked; null until that is known. */
  levers: readonly Lever[] | null = null
  /** The standing that the values set by hand would give; null while none is set, or before the first answer. */
  estimate: Standing | null = null
  /** The last question has failed; a new one shows whether that is over. */
  isFailed = false
  /** A person has asked once more after a failure. */
  isRetrying = false
  /** The person has paused: what the estimate says may be read aloud. */
  isSettled = false
  /** A person wants to see it. */
  isOpen = false

  private readonly set = new Map<string, number>()
  private ask: AskWhatIf | null = null
  private standing: Standing | null = null
  private wanted = 0 // counts the questions
  private answered = 0
  private isBusy = false
  private pause: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this)
  }

  hostDisconnected(): void {
    clearTimeout(this.pause)
  }

  /** Whether there is nothing to show yet, not even that it failed. */
  get isWaiting(): boolean {
    return this.levers === null && !this.isFailed
  }

  /** Whether any value is set by hand. */
  get isChanged(): boolean {
    return this.set.size > 0
  }

  /** The value set by hand; undefined where there is none. */
  valueOf(lever: Lever): number | undefined {
    return this.set.get(leverKey(lever))
  }

  /** What is shown now, and who can be asked about it; null where nobody can. Another merchant's values are not this one's. */
  hear(standing: Standing | null, ask: AskWhatIf | null): void {
    if (standing === this.standing && ask === this.ask) return
    const isOther = standing?.merchant.id !== this.standing?.merchant.id || ask !== this.ask
    this.standing = standing
    this.ask = ask
    if (isOther) {
      this.set.clear()
      this.levers = this.estimate = null
      this.isFailed = this.isSettled = this.isRetrying = false
    }
    if (standing && ask && (this.isOpen || this.isChanged)) this.question()
  }

  open(isOpen: boolean): void {
    if (isOpen === this.isOpen) return
    this.isOpen = isOpen
    this.host.requestUpdate()
    if (isOpen && (this.levers === null || this.isFailed)) this.question()
  }

  /** Sets values by hand; null takes one back to what holds. */
  change(values: readonly (readonly [lever: Lever, value: number | null])[]): void {
    for (const [lever, value] of values) {
      if (value === null) this.set.delete(leverKey(lever))
      else this.set.set(leverKey(lever), value)
    }
    this.question()
  }

  /** Asks the same once more. */
  retry(): void {
    this.isRetrying = true
    this.question()
  }

  reset(): void {
    this.set.clear()
    this.question()
  }

  private question(): void {
    this.wanted++
    if (!this.isChanged) this.estimate = null
    this.isSettled = false
    clearTimeout(this.pause)
    this.host.requestUpdate()
    if (!this.isBusy) void this.answer()
  }

  private async answer(): Promise<void> {
    this.isBusy = true
    while (this.answered !== this.wanted && this.ask && this.standing) {
      const { wanted, ask, standing } = this
      const answer = await answerOf(ask, this.changes())
      // of another merchant, or of another time: asked anew
      if (ask === this.ask && standing === this.standing) this.take(answer, wanted)
      // what was answered is seen before the next question is worked out
      if (this.answered !== this.wanted) await new Promise((resolve) => setTimeout(resolve))
    }
    this.isBusy = false
  }

  private take(answer: WhatIf | null, wanted: number): void {
    this.answered = wanted
    this.isFailed = answer === null
    this.isRetrying = false
    if (answer) {
      this.levers = answer.levers
      const known = new Set(answer.levers.map(leverKey))
      for (const key of [...this.set.keys()]) if (!known.has(key)) this.set.delete(key)
    }
    this.estimate = this.isChanged ? (answer?.standing ?? null) : null
    clearTimeout(this.pause)
    if (this.estimate) {
      this.pause = setTimeout(() => {
        this.isSettled = true
        this.host.requestUpdate()
      }, pauseMs)
    }
    this.host.requestUpdate()
  }

  private changes(): Changes {
    const metrics: Record<string, number> = {}
    const fields: Record<string, number> = {}
    for (const lever of this.levers ?? []) {
      const value = this.valueOf(lever)
      if (value !== undefined) (lever.kind === 'metric' ? metrics : fields)[lever.id] = value
    }
    return { metrics, fields }
  }
}

/** What came back, where it can be shown; null otherwise, and the page's makers are told. */
async function answerOf(ask: AskWhatIf, changes: Changes): Promise<WhatIf | null> {
  try {
    const answer = await ask(changes)
    const issue = standingIssue(answer.standing)
    if (issue || !answer.levers.every(isLever))
      throw new TypeError('no estimate: the answer has another form')
    return answer
  } catch (error) {
    console.error(error)
    return null
  }
}

const isLever = ({ id, kind, subject, have, together, tasks }: Lever): boolean =>
  typeof id === 'string' &&
  (kind === 'metric' || kind === 'field') &&
  typeof subject.name === 'object' &&
  (have === null || Number.isFinite(have)) &&
  Number.isFinite(together) &&
  Array.isArray(tasks)
