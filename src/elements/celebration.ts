/**
 * A small drawing for a moment that is worth it: a tier that rises, a list that is completed. Only a change that is seen
 * happening counts, never what a page begins with. It lies over the content and moves nothing; any press or key ends it;
 * with reduced motion, and in print, there is none. The words are the element's to say.
 */
import {
  html,
  nothing,
  svg,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit'
import type { Standing } from '../schema/standing.js'
import { mediaOf } from '../theme/scheme.js'
import { doneOf } from './task-groups.js'

/** What happened: the name of the tier that was reached, and whether the last task was done. */
export interface Cheer {
  readonly tier: Standing['program']['name'] | null
  readonly done: boolean
}

/** What there is to celebrate between two standings of one merchant; null: nothing. */
export function cheerOf(before: Standing, now: Standing): Cheer | null {
  const same =
    before.merchant.id === now.merchant.id &&
    before.program.id === now.program.id &&
    // tiers of another version are other tiers
    before.program.version === now.program.version
  if (!same) return null
  const [tierBefore, tier] = [before, now].map(({ ladders }) => {
    const main = ladders.find((ladder) => ladder.main)
    return main?.tiers.find(({ id }) => id === main.held) ?? null
  })
  const [done, doneNow] = [doneOf(before.tasks), doneOf(now.tasks)]
  const rises = tier && tier.place > (tierBefore?.place ?? -1)
  // a list that ends because its last task was set aside is no feat
  const completed = doneNow.done > done.done && doneNow.done === doneNow.total
  return rises || completed ? { tier: rises ? tier.name : null, done: completed } : null
}

/** How long it stays, and how long it takes to go, in ms. */
const staysMs = 3_200
const goesMs = 200

export class Celebration implements ReactiveController {
  private last: Standing | null = null
  private text: string | null = null
  private going = false
  private timer: ReturnType<typeof setTimeout> | undefined
  private page: Document | null = null

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this)
  }

  hostDisconnected(): void {
    this.last = null
    this.end()
  }

  /** To be called with every standing that is shown: what has happened since the one before it. */
  see(standing: Standing): Cheer | null {
    const before = this.last
    this.last = standing
    return before && before !== standing ? cheerOf(before, standing) : null
  }

  show(text: string): void {
    const still = mediaOf('(prefers-reduced-motion: reduce)')?.matches
    if (still || !this.host.isConnected || this.host.ownerDocument.visibilityState === 'hidden') return
    this.end()
    this.text = text
    this.page = this.host.ownerDocument
    for (const type of interruptions) this.page.addEventListener(type, this.interrupt, true)
    this.timer = setTimeout(() => {
      this.going = true
      this.timer = setTimeout(this.interrupt, goesMs)
      this.host.requestUpdate()
    }, staysMs)
    this.host.requestUpdate()
  }

  render(): TemplateResult | typeof nothing {
    if (this.text === null) return nothing
    return html`<p class="cheer ${this.going ? 'goes' : ''}" part="celebration" aria-hidden="true">
      <svg class="medal" viewBox="-14 -14 28 28" aria-hidden="true">
        ${bits}
        <circle class="coin" r="10"></circle>
        <path class="tick" d="M-4.5 .5l3.2 3.2 5.8-6.4"></path>
      </svg>
      <span>${this.text}</span>
    </p>`
  }

  private readonly interrupt = (): void => {
    this.end()
    this.host.requestUpdate()
  }

  private end(): void {
    clearTimeout(this.timer)
    for (const type of interruptions) this.page?.removeEventListener(type, this.interrupt, true)
    this.page = this.text = null
    this.going = false
  }
}

const interruptions = ['pointerdown', 'keydown'] as const

const bit = (turn: number, look: string) =>
  svg`<g transform="rotate(${turn})"><rect class="bit ${look}" x="12" y="-1.25" width="5" height="2.5" rx="1.25"></rect></g>`
const bits = [
  bit(-90, 'accent'),
  bit(-50, 'good'),
  bit(-10, 'warn'),
  bit(30, 'accent'),
  bit(70, 'good'),
  bit(110, 'warn'),
  bit(150, 'accent'),
  bit(190, 'good'),
  bit(230, 'warn'),
]
