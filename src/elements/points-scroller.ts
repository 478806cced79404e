/**
 * The log as one list of any length: a region of fixed height, of whose rows only those in view are in the document. Rows
 * are of one known height, so nothing is measured; a row that leaves the view comes back at the other side with another
 * entry, in the order of reading. A grid by the ARIA pattern: one row has the focus, arrows, Page Up and Down, Home and End
 * move it, and it stays there while the list is scrolled away from it. It knows no words: what a row says it is told.
 */
import type { ReactiveController, ReactiveElement } from 'lit'
import type { Entry } from '../schema/entry.js'
import type { SaidEntry } from './points-entry.js'
import type { EntryPlaces } from './points-pages.js'
import { ScrollScale } from './points-scale.js'

/** What a row says; `month` where another one begins with it. */
export interface SaidRow extends SaidEntry {
  readonly month: string
}

export interface ScrollPlan {
  readonly places: EntryPlaces
  readonly rowPx: number
  /** Changes whenever the same entry would be said otherwise. */
  readonly key: string
  /** `newer` is the entry above it, where that is known. */
  readonly say: (entry: Entry, newer: Entry | null, place: number) => SaidRow
  readonly loading: string
  /** The month at the top of the view, and which rows are in it. */
  readonly sayView: (first: Entry | null, from: number, to: number) => readonly [string, string]
  /** Another row has the focus. */
  readonly onActive: (entry: Entry | null, place: number) => void
}

interface Row {
  readonly element: HTMLElement
  readonly texts: Readonly<Record<'month' | 'date' | 'title' | 'reason' | 'points' | 'balance', Text>>
  readonly points: HTMLElement
  place: number
  entry: Entry | null | undefined
  newer: Entry | null | undefined
  y: number
}

/** Rows kept ready above and below the view. */
const around = 4

export class EntryScroller implements ReactiveController {
  private readonly scale = new ScrollScale()
  private plan: ScrollPlan | null = null
  private region: HTMLElement | null = null
  private track: HTMLElement | null = null
  private rows: Row[] = []
  private model: HTMLElement | null = null
  private active = 0
  private told: Entry | null = null
  private key = ''
  private view = ''
  private sizes: ResizeObserver | null = null

  constructor(private readonly host: ReactiveElement) {
    host.addController(this)
  }

  /** What the list shows from the next update on; null: there is none. */
  show(plan: ScrollPlan | null): void {
    this.plan = plan
  }

  /** From its first row on, as another list begins. */
  reset(): void {
    this.active = 0
    this.told = null
    this.scale.goTo(0)
    if (this.region) this.place()
  }

  /** Rows have come in above: what is in view stays there. */
  moved(by: number): void {
    if (by === 0) return
    this.active = Math.max(0, this.active + by)
    for (const row of this.rows) row.place += by
    const { scale, plan } = this
    if (plan && scale.top > 0) {
      this.fit()
      scale.goTo(scale.top + by * plan.rowPx)
      if (this.region) this.place()
    }
  }

  hostUpdated(): void {
    const region = this.plan ? this.host.renderRoot.querySelector<HTMLElement>('.region') : null
    if (region !== this.region) this.attach(region)
    this.paint()
  }

  hostDisconnected(): void {
    this.attach(null)
  }

  private attach(region: HTMLElement | null): void {
    this.sizes?.disconnect()
    this.sizes = null
    this.rows = []
    this.region = region
    this.track = null
    this.view = ''
    if (!region) return
    this.track = region.firstElementChild as HTMLElement
    this.track.textContent = ''
    this.model = this.model ?? modelRow(region.ownerDocument)
    region.addEventListener('scroll', this.onScroll, { passive: true })
    region.addEventListener('keydown', this.onKey)
    region.addEventListener('focusin', this.onFocus)
    if (typeof ResizeObserver !== 'undefined') {
      this.sizes = new ResizeObserver(() => this.paint())
      this.sizes.observe(region)
    }
    this.fit()
    this.place()
  }

  private fit(): void {
    const { plan, region, track, scale } = this
    if (!plan || !region || !track) return
    const before = scale.scrollTop
    scale.fit(plan.places.count, plan.rowPx, region.clientHeight)
    const height = `${scale.heightPx}px`
    if (track.style.height !== height) {
      track.style.height = height
      // the heads stand above their columns beside a scroll bar that takes place
      const bar = `${region.offsetWidth - region.clientWidth}px`
      region.parentElement!.style.setProperty('--_scroll-bar', bar)
    }
    if (scale.scrollTop !== before) this.place()
  }

  /** Sets the region to where the rows are; it may round. */
  private place(): void {
    this.region!.scrollTop = this.scale.scrollTop
    this.scale.scrollTop = this.region!.scrollTop
  }

  private readonly onScroll = (): void => {
    const { region, scale } = this
    if (!region || !this.plan) return
    scale.scrolled(region.scrollTop)
    if (scale.isStuck && scale.settle()) this.place()
    this.paint()
  }

  private readonly onFocus = (event: FocusEvent): void => {
    const row = this.rows.filter(({ element }) => element === event.target)[0]
    if (row) this.become(row.place)
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (!this.plan || event.altKey || event.metaKey) return
    const last = this.plan.places.count - 1
    const { active } = this
    const { page } = this.scale
    const to = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: last,
      Enter: active,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    // what was closed is told again
    if (event.key === 'Enter') this.told = null
    this.goTo(Math.max(0, Math.min(to, last)))
    if (event.key === 'Enter') this.become(active)
  }

  /** Shows a row first in the view, whose entry is returned; Tab goes to it from then on. */
  leadWith(place: number): Entry | null {
    if (!this.plan) return null
    this.active = place
    this.fit()
    this.scale.goTo(place * this.plan.rowPx)
    if (this.region) this.place()
    this.paint()
    return this.plan.places.at(place)
  }

  /** Brings a row into view, and the focus to it. */
  goTo(place: number): void {
    this.active = place
    if (this.scale.reveal(place)) this.place()
    this.paint()
    this.rows.filter((row) => row.place === place)[0]?.element.focus({ preventScroll: true })
  }

  private become(place: number): void {
    this.active = place
    const entry = this.plan?.places.at(place) ?? null
    if (entry === this.told) return
    this.told = entry
    this.plan?.onActive(entry, place)
    this.stop()
  }

  private get focused(): Row | undefined {
    const at = (this.region?.getRootNode() as Document | ShadowRoot | undefined)?.activeElement
    return at ? this.rows.filter(({ element }) => element === at)[0] : undefined
  }

  /** The rows in view, and the one that has the focus, wherever it is. */
  private paint(): void {
    const { plan, region, track, scale } = this
    if (!plan || !region || !track) return
    this.fit()
    const { count } = plan.places
    const first = Math.max(0, scale.firstRow - around)
    const last = Math.min(count, scale.lastRow + 1 + around) - 1
    // before it is painted: what is at hand then comes at once
    plan.places.want(first, last)
    const places: number[] = []
    const pinned = this.focused?.place ?? -1
    if (pinned >= 0 && pinned < first && pinned < count) places.push(pinned)
    for (let place = first; place <= last; place++) places.push(place)
    if (pinned > last && pinned < count) places.push(pinned)
    this.arrange(places)
    const again = plan.key !== this.key
    this.key = plan.key
    for (const row of this.rows) {
      this.fill(row, again)
      const far = row.place < first || row.place > last
      // one that is far away stays above the view, where it makes nothing higher
      const y = far ? -2 * plan.rowPx : row.place * plan.rowPx + scale.shift
      if (y !== row.y) row.element.style.transform = `translateY(${(row.y = y)}px)`
    }
    this.stop()
    if (pinned >= 0) this.become(pinned)
    this.sayView()
  }

  /** Gives each place a row: the one it has, or one that is out of view. Rows that stay are not moved in the document. */
  private arrange(places: readonly number[]): void {
    const track = this.track!
    const kept = new Map<number, Row>()
    const spare: Row[] = []
    for (const row of this.rows) {
      if (places.indexOf(row.place) >= 0 && !kept.has(row.place)) kept.set(row.place, row)
      else spare.push(row)
    }
    let cursor = track.firstChild
    const isSpare = (node: Node): boolean => spare.some(({ element }) => element === node)
    this.rows = places.map((place) => {
      while (cursor && isSpare(cursor)) cursor = cursor.nextSibling
      const own = kept.get(place)
      if (own) {
        cursor = own.element.nextSibling
        return own
      }
      const row = spare.pop() ?? rowOf(this.model!)
      row.place = place
      row.entry = undefined
      track.insertBefore(row.element, cursor)
      return row
    })
    for (const { element } of spare) element.remove()
  }

  private fill(row: Row, again: boolean): void {
    const { places, say, loading } = this.plan!
    const { place, element, texts } = row
    const index = String(place + 2)
    if (element.getAttribute('aria-rowindex') !== index) element.setAttribute('aria-rowindex', index)
    const entry = places.at(place)
    const newer = place > 0 ? places.at(place - 1) : null
    if (!again && entry === row.entry && newer === row.newer) return
    row.entry = entry
    row.newer = newer
    const said = entry ? say(entry, newer, place) : null
    write(texts.month, said?.month ?? '')
    write(texts.date, said?.date ?? '')
    write(texts.title, said?.title ?? loading)
    write(texts.reason, said?.reason ?? '')
    write(texts.points, said?.points ?? '')
    write(texts.balance, said?.balance ?? '')
    const look = `entry row${said ? '' : ' blank'}${said?.month ? (place > 0 ? ' begins' : ' top') : ''}`
    if (element.className !== look) element.className = look
    const tone = `n ${said?.tone ?? ''}`
    if (row.points.className !== tone) row.points.className = tone
    if (entry) element.setAttribute('data-entry', entry.id)
    else element.removeAttribute('data-entry')
  }

  /** One row can be reached by Tab: the active one, or while that is out of view the first. */
  private stop(): void {
    const { scale } = this
    const seen = this.rows.some(({ place, element }) => place === this.active && element.isConnected)
    const place = seen ? this.active : Math.ceil(scale.top / (this.plan?.rowPx ?? 1))
    for (const row of this.rows) {
      const index = row.place === place ? 0 : -1
      if (row.element.tabIndex !== index || !row.element.hasAttribute('tabindex'))
        row.element.tabIndex = index
    }
  }

  private sayView(): void {
    const { plan, region, scale } = this
    const [from, to] = [scale.firstRow, scale.lastRow]
    const entry = plan!.places.at(from)
    const said = plan!.sayView(entry, from + 1, to + 1)
    const view = said.join('\n')
    if (view === this.view) return
    this.view = view
    const line = region!.closest('.whole')?.querySelector('.now')
    said.forEach((text, index) => {
      const at = line?.children[index]
      if (at) at.textContent = text
    })
  }
}

function write(text: Text, to: string): void {
  if (text.data !== to) text.data = to
}

/** A row with nothing in it, to be copied. */
export function modelRow(page: Document): HTMLElement {
  const make = (name: string, part: string, role: string): HTMLElement => {
    const element = page.createElement('span')
    if (name) element.className = name
    if (part) element.setAttribute('part', part)
    if (role) element.setAttribute('role', role)
    return element
  }
  const row = page.createElement('div')
  row.className = 'entry row'
  row.setAttribute('part', 'entry')
  row.setAttribute('role', 'row')
  const [date, what, points, balance] = [
    make('d', '', 'gridcell'),
    make('w', '', 'gridcell'),
    make('n', 'entry-points', 'gridcell'),
    make('b', 'entry-balance', 'gridcell'),
  ]
  const month = make('name', 'month', '')
  const title = make('t', '', '')
  const reason = make('s1', 'entry-reason', '')
  for (const leaf of [month, title, reason, points, balance]) leaf.appendChild(page.createTextNode(''))
  date.appendChild(month)
  // heard apart
  date.appendChild(page.createTextNode(' '))
  date.appendChild(page.createTextNode(''))
  what.appendChild(title)
  what.appendChild(page.createTextNode(' '))
  what.appendChild(reason)
  for (const cell of [date, what, points, balance]) row.appendChild(cell)
  return row
}

function rowOf(model: HTMLElement): Row {
  const element = model.cloneNode(true) as HTMLElement
  const [date, what, points, balance] = [0, 1, 2, 3].map((at) => element.children[at]!) as [
    HTMLElement,
    HTMLElement,
    HTMLElement,
    HTMLElement,
  ]
  return {
    element,
    points,
    place: -1,
    entry: undefined,
    newer: undefined,
    y: NaN,
    texts: {
      month: date.firstChild!.firstChild as Text,
      date: date.lastChild as Text,
      title: what.children[0]!.firstChild as Text,
      reason: what.children[1]!.firstChild as Text,
      points: points.firstChild as Text,
      balance: balance.firstChild as Text,
    },
  }
}
