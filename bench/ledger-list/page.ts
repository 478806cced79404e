// One list of 1,000,000 entries three ways, in one page: the list of the points ledger, TanStack Virtual with the same frame, styles,
// texts and rows, and the whole ledger with the list in it. `ledgerList` is what ../ledger-list.mjs asks for.
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core'
import { LitElement } from 'lit'
import { TkPointsLedger } from '../../src/elements/points-ledger.js'
import type { EntryPlaces } from '../../src/elements/points-pages.js'
import { EntryScroller, modelRow } from '../../src/elements/points-scroller.js'
import { scrollPlan, wholeList } from '../../src/elements/points-whole.js'
import type { Entry } from '../../src/schema/entry.js'
import { pointsWords } from '../../src/words/points-ledger.js'
import { entries, lotusKitchen } from '../../test/elements/standings.js'

const count = 1_000_000
const newest = Date.parse('2026-11-20T12:00:00+08:00')
const log: Entry[] = []
for (let place = 0; place < count; place++)
  log.push({
    ...entries[place % entries.length]!,
    id: `e${place}`,
    at: new Date(newest - place * 5 * 3_600_000).toISOString(),
    balancePoints: 2_000_000 - place,
    reverses: null,
  })

const standing = lotusKitchen()
const { zone, currency } = standing.program
const say = {
  ctx: { locale: 'en' as const, zone, currency, at: standing.at },
  word: pointsWords('en'),
  account: 'Points',
}
const placesOf = (all: readonly Entry[]): EntryPlaces => ({
  count: all.length,
  whole: true,
  at: (place) => all[place] ?? null,
  want: () => undefined,
})
const frameOf = (places: EntryPlaces) =>
  wholeList(places, [], null, { ...say, level: 4, find: () => undefined })

/** The list alone, in the ledger's frame and styles. */
class OurList extends LitElement {
  static override styles = TkPointsLedger.styles
  private readonly scroller = new EntryScroller(this)
  override render() {
    const places = placesOf(log)
    this.scroller.show(scrollPlan(places, 'l', say, () => undefined))
    return frameOf(places)
  }
}
customElements.define('our-list', OurList)

/** The same with TanStack Virtual, as its documentation has it for plain DOM: a row an item, by its index. */
class TanStackList extends LitElement {
  static override styles = TkPointsLedger.styles
  private end: (() => void) | undefined
  override render() {
    return frameOf(placesOf(log))
  }
  override firstUpdated(): void {
    const region = this.renderRoot.querySelector<HTMLElement>('.region')!
    const track = region.firstElementChild as HTMLElement
    const plan = scrollPlan(placesOf(log), 'l', say, () => undefined)
    const model = modelRow(document)
    const rows = new Map<number, HTMLElement>()
    const [month, range] = [...this.renderRoot.querySelector('.now')!.children]
    const draw = (): void => {
      const items = virtual.getVirtualItems()
      track.style.height = `${virtual.getTotalSize()}px`
      const shown = new Set(items.map(({ index }) => index))
      rows.forEach((row, index) => {
        if (shown.has(index)) return
        row.remove()
        rows.delete(index)
      })
      for (const { index, start } of items) {
        let row = rows.get(index)
        if (!row) {
          row = rowOf(model, plan.say(log[index]!, log[index - 1] ?? null, index), index)
          rows.set(index, row)
          track.appendChild(row)
        }
        row.style.transform = `translateY(${start}px)`
      }
      const from = Math.floor((virtual.scrollOffset ?? 0) / 60)
      const said = plan.sayView(log[from]!, from + 1, from + Math.ceil(region.clientHeight / 60))
      month!.textContent = said[0]
      range!.textContent = said[1]
    }
    const virtual = new Virtualizer<HTMLElement, HTMLElement>({
      count,
      getScrollElement: () => region,
      estimateSize: () => 60,
      overscan: 4,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      onChange: draw,
    })
    this.end = virtual._didMount()
    virtual._willUpdate()
    draw()
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.end?.()
  }
}
customElements.define('tanstack-list', TanStackList)

function rowOf(model: HTMLElement, said: ReturnType<ReturnType<typeof scrollPlan>['say']>, index: number) {
  const row = model.cloneNode(true) as HTMLElement
  row.className = `entry row${said.month ? ' begins' : ''}`
  row.setAttribute('aria-rowindex', String(index + 2))
  row.tabIndex = -1
  row.dataset.entry = `e${index}`
  const [date, what, points, balance] = [...row.children]
  date!.firstChild!.textContent = said.month
  date!.lastChild!.textContent = said.date
  what!.children[0]!.textContent = said.title
  what!.children[1]!.textContent = said.reason
  points!.textContent = said.points
  points!.className = `n ${said.tone}`
  balance!.textContent = said.balance
  return row
}

class WholeLedger extends TkPointsLedger {}
customElements.define('whole-ledger', WholeLedger)

const stage = document.getElementById('stage')!
const tags = { ours: 'our-list', tanstack: 'tanstack-list', ledger: 'whole-ledger' } as const
export type Way = keyof typeof tags
const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()))
/** After the next picture: what a timer of the frame that drew it sees. */
const painted = () => frame().then(() => new Promise<void>((resolve) => setTimeout(resolve)))

const region = (): HTMLElement => stage.firstElementChild!.shadowRoot!.querySelector('.region')!

const ledgerList = {
  /** Puts one list on the stage. `workMs`: until it is laid out; `paintMs`: until it has been painted. */
  async mount(way: Way): Promise<{ workMs: number; paintMs: number }> {
    stage.textContent = ''
    await painted()
    await painted()
    const from = performance.now()
    const element = document.createElement(tags[way]) as LitElement
    if (element instanceof TkPointsLedger) Object.assign(element, { standing, entries: log, view: 'all' })
    stage.appendChild(element)
    await element.updateComplete
    void (region().lastElementChild as HTMLElement).offsetHeight
    const workMs = performance.now() - from
    await painted()
    return { workMs, paintMs: performance.now() - from }
  },
  /** Scrolls down by so many px in each frame. */
  async scroll(frames: number, px: number): Promise<void> {
    const at = region()
    for (let turn = 0; turn < frames; turn++) {
      at.scrollTop += px
      await frame()
    }
  },
  /** To the end, and what the last row in view is. */
  async end(): Promise<string> {
    const at = region()
    at.scrollTop = at.scrollHeight
    await painted()
    await painted()
    const { bottom } = at.getBoundingClientRect()
    const rows = [...at.querySelectorAll<HTMLElement>('.row')]
    return (
      rows
        .filter((row) => row.getBoundingClientRect().top < bottom - 1)
        .map((row) => Number(row.dataset.entry?.slice(1)))
        .sort((a, b) => b - a)[0] ?? -1
    ).toLocaleString('en')
  },
  /** What the rows in view say, from the top. */
  text(): string[] {
    const at = region()
    const box = at.getBoundingClientRect()
    return [...at.querySelectorAll<HTMLElement>('.row')]
      .map((row) => ({ row, top: row.getBoundingClientRect().top }))
      .filter(({ top }) => top >= box.top - 1 && top < box.bottom - 1)
      .sort((a, b) => a.top - b.top)
      .map(({ row }) => row.textContent)
  },
}
declare global {
  interface Window {
    ledgerList?: typeof ledgerList
  }
}
window.ledgerList = ledgerList
