/**
 * Where a long list is scrolled to. Browsers give up on elements higher than some 17 or 33 million px, and place what is
 * far down a little beside its place long before; so the region that scrolls is never higher than `mostPx`, and what is
 * beyond is scaled. A small movement (wheel, finger, key) moves the rows by exactly as much; a large one (the scroll bar)
 * goes to the same share of the list. Pure: it knows no element, only numbers of px.
 */
export const mostPx = 1_000_000
/** What lies so near to an end is not scaled: the last movements to it are as long as any other. */
const edgePx = 20_000

export class ScrollScale {
  /** Where the view begins, in px from the top of the first row. */
  top = 0
  /** The region's own place that goes with it. */
  scrollTop = 0

  private rows = 0
  private rowPx = 1
  private viewPx = 0

  /** Sizes, all known: nothing is measured. The view stays where it is, as far as there are rows. */
  fit(rows: number, rowPx: number, viewPx: number): void {
    const before = this.rowPx
    if (rows === this.rows && rowPx === before && viewPx === this.viewPx) return
    this.rows = rows
    this.rowPx = rowPx
    this.viewPx = viewPx
    this.goTo((this.top / before) * rowPx)
  }

  /** How high what scrolls is. */
  get heightPx(): number {
    return Math.min(this.wholePx, mostPx)
  }

  /** What to add to `row * rowPx` for a row's place in what scrolls. */
  get shift(): number {
    return this.scrollTop - this.top
  }

  /** The first and the last row in view, the last one beyond it when there are none. */
  get firstRow(): number {
    return Math.floor(this.top / this.rowPx)
  }
  get lastRow(): number {
    return Math.min(this.rows, Math.ceil((this.top + this.viewPx) / this.rowPx)) - 1
  }
  /** How many rows are seen whole; at least 1. */
  get page(): number {
    return Math.max(1, Math.floor(this.viewPx / this.rowPx))
  }

  /** The region was scrolled to a place of its own. */
  scrolled(to: number): void {
    const by = to - this.scrollTop
    this.scrollTop = to
    if (!this.scales) this.top = this.inside(to)
    else if (Math.abs(by) <= this.viewPx) this.top = this.inside(this.top + by)
    else this.top = this.inside(between(to, this.mostScroll, this.mostTop))
  }

  /** Shows what begins so many px down. The region has to be set to `scrollTop` then. */
  goTo(top: number): void {
    this.top = this.inside(top)
    this.settle()
  }

  /** Shows a row whole, with as little movement as that takes. Whether anything moved. */
  reveal(row: number): boolean {
    const start = row * this.rowPx
    const end = start + this.rowPx
    if (start < this.top || this.viewPx < this.rowPx) this.goTo(start)
    else if (end > this.top + this.viewPx) this.goTo(end - this.viewPx)
    else return false
    return true
  }

  /** Whether the region is at an end and the rows are not, or the other way round: then it could not be scrolled on. */
  get isStuck(): boolean {
    const regionEnds = [this.scrollTop <= 0, this.scrollTop >= this.mostScroll - 1]
    const rowsEnd = [this.top <= 0, this.top >= this.mostTop - 1]
    return this.scales && regionEnds.some((ends, side) => ends !== rowsEnd[side])
  }

  /** Brings the region to the share of its way that the rows are at. Whether it has to be set. */
  settle(): boolean {
    const before = this.scrollTop
    this.scrollTop = this.scales ? between(this.top, this.mostTop, this.mostScroll) : this.top
    return this.scrollTop !== before
  }

  private get wholePx(): number {
    return this.rows * this.rowPx
  }
  private get scales(): boolean {
    return this.wholePx > mostPx
  }
  private get mostTop(): number {
    return Math.max(0, this.wholePx - this.viewPx)
  }
  private get mostScroll(): number {
    return Math.max(0, this.heightPx - this.viewPx)
  }
  private inside(top: number): number {
    return Math.max(0, Math.min(top, this.mostTop))
  }
}

/** A place on a way of one length as a place on a way of another: the same near to both ends, the same share between them. */
function between(place: number, length: number, other: number): number {
  if (place <= edgePx) return place
  if (place >= length - edgePx) return other - (length - place)
  return Math.round(edgePx + ((place - edgePx) / (length - 2 * edgePx)) * (other - 2 * edgePx))
}
