import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** How long a text can be heard: long enough to be read out, short enough not to be found later as if it were new. */
const heardMs = 5_000

/**
 * What an element says aloud, once, of a change that the eye sees. Its region (`role="status"`) is in the card before the
 * text comes, else screen readers pass it over, and is emptied afterwards.
 */
export class Announcer implements ReactiveController {
  text = ''
  private timer: ReturnType<typeof setTimeout> | undefined
  /** Said, and not in the page yet. */
  private isFresh = false

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this)
  }

  hostUpdated(): void {
    this.isFresh = false
  }

  hostDisconnected(): void {
    clearTimeout(this.timer)
    this.text = ''
    this.isFresh = false
  }

  /** `besides` joins what is said in one update. */
  say(text: string, besides: (first: string, second: string) => string): void {
    if (this.isFresh) this.text = besides(this.text, text)
    // the same once more is a change only if its text is another
    else this.text = text === this.text ? `${text}\u00a0` : text
    this.isFresh = true
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.text = ''
      this.host.requestUpdate()
    }, heardMs)
    this.host.requestUpdate()
  }
}
