/**
 * The gauge's half ring: where on it a score, a tier's mark and their labels lie, and the drawing of that. Numbers in,
 * SVG out; it knows no standing and no language, and is hidden from screen readers: the meter's text says the same.
 */
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit'
import { shortened } from '../words/columns.js'
import { drawnFigure, type Figure } from './figure.js'

/** A tier's mark on the scale. */
export interface ArcMark {
  readonly at: number
  /** The number, and where there is room the tier's name before it. */
  readonly label: string
  readonly name: string
  /** The tier that is next: its label is never dropped. */
  readonly next: boolean
}

export interface ArcPlan {
  readonly min: number
  readonly max: number
  /** Null: nothing is filled and no needle drawn. */
  readonly value: number | null
  /** Where the tier held begins: below it the ring is filled in the paler color. */
  readonly heldFrom: number
  /** From here to there in stripes: what tasks would add, or a score whose tier is blocked. */
  readonly stripes: readonly [from: number, to: number] | null
  /** What the score would be with other values, and its words below; null where nobody asks. */
  readonly ghost: { readonly value: number; readonly text: string } | null
  readonly marks: readonly ArcMark[]
  readonly ends: readonly [low: Figure, high: Figure]
  /** The three lines inside. */
  readonly tier: string
  readonly number: Figure
  readonly of: Figure
  /** A number that was not earned is drawn in grey. */
  readonly muted: boolean
  readonly rtl: boolean
}

/** Pixels; the drawing is never scaled, so that its type keeps its size. */
export interface ArcSize {
  readonly width: number
  readonly radius: number
  readonly top: number
  readonly names: boolean
}
export const arcSizes = {
  xs: { width: 200, radius: 74, top: 30, names: false },
  s: { width: 276, radius: 102, top: 32, names: false },
  m: { width: 284, radius: 106, top: 32, names: false },
  l: { width: 400, radius: 120, top: 46, names: true },
} as const satisfies Record<string, ArcSize>

/** Under the ring's ends stand the ends of the scale. */
const below = 22
export const heightOf = (size: ArcSize): number => size.top + size.radius + below

const stroke = 14
/** Between two bands, in px along the ring. */
const gap = 2.5
/** Averages of a figure and of a letter at the size of the marks; Chinese is as wide as high. */
const figure = 6.4
const widthOf = (text: string): number =>
  text.split('').reduce((sum, letter) => sum + (letter > '\u2e80' ? 11 : letter === ',' ? 3 : figure), 0)

interface Point {
  readonly x: number
  readonly y: number
}

class Ring {
  constructor(
    private readonly plan: ArcPlan,
    readonly size: ArcSize,
  ) {}

  /** 0 at the low end, 1 at the high one. */
  share(score: number): number {
    const { min, max } = this.plan
    return max > min ? Math.min(1, Math.max(0, (score - min) / (max - min))) : 0
  }

  at(share: number, out = 0): Point {
    const angle = Math.PI * (1 - share)
    const radius = this.size.radius + out
    const x = Math.cos(angle) * radius * (this.plan.rtl ? -1 : 1)
    return { x: this.size.width / 2 + x, y: this.size.top + this.size.radius - Math.sin(angle) * radius }
  }

  /** A piece of the ring; empty when nothing of it is left. */
  arc(from: number, to: number, out = 0): string {
    if (to <= from) return ''
    const radius = this.size.radius + out
    const [start, end] = [this.at(from, out), this.at(to, out)]
    const sweep = this.plan.rtl ? 0 : 1
    return `M${px(start.x)} ${px(start.y)}A${radius} ${radius} 0 0 ${sweep} ${px(end.x)} ${px(end.y)}`
  }

  line(share: number, from: number, to: number): string {
    const [start, end] = [this.at(share, from), this.at(share, to)]
    return `M${px(start.x)} ${px(start.y)}L${px(end.x)} ${px(end.y)}`
  }
}

const px = (value: number): string => String(Math.round(value * 100) / 100)

/** The ring with its bands, marks, needle and the three lines inside. */
export function gaugeArc(plan: ArcPlan, size: ArcSize): TemplateResult {
  const ring = new Ring(plan, size)
  const height = heightOf(size)
  return html`<svg
    class="ring ${plan.muted ? 'muted' : ''}"
    part="gauge"
    width=${size.width}
    height=${height}
    viewBox="0 0 ${size.width} ${height}"
    aria-hidden="true"
  >
    ${bands(plan, ring)} ${labels(plan, ring)} ${ghost(plan, ring)} ${needle(plan, ring)}
    ${inside(plan, ring)}
  </svg>`
}

/** The empty ring of the skeleton. */
export function gaugeBone(size: ArcSize): TemplateResult {
  const none: Figure = { text: '', whole: null }
  const plan: ArcPlan = {
    min: 0, max: 1, value: null, heldFrom: 0, stripes: null, ghost: null, marks: [], ends: [none, none],
    tier: '', number: none, of: none, muted: false, rtl: false,
  } // prettier-ignore
  const ring = new Ring(plan, size)
  const height = heightOf(size)
  const [middle, y] = [size.width / 2, size.top + size.radius]
  return html`<svg
    class="ring bones"
    width=${size.width}
    height=${height}
    viewBox="0 0 ${size.width} ${height}"
  >
    <path class="band" d=${ring.arc(0, 1)}></path>
    <rect x=${middle - 40} y=${y - 58} width="80" height="36" rx="3"></rect>
    <rect x=${middle - 26} y=${y - 10} width="52" height="8" rx="3"></rect>
  </svg>`
}

function bands(plan: ArcPlan, ring: Ring): SVGTemplateResult[] {
  const cuts = [plan.min, ...plan.marks.map(({ at }) => at), plan.max]
  const half = gap / 2 / (Math.PI * ring.size.radius)
  const value = plan.value ?? plan.min
  return cuts.slice(0, -1).map((low, index) => {
    const high = cuts[index + 1]!
    // half of the gap on either side, none at the ring's ends
    const from = ring.share(low) + (index === 0 ? 0 : half)
    const to = ring.share(high) - (index === cuts.length - 2 ? 0 : half)
    const cut = (score: number): number => Math.min(to, Math.max(from, ring.share(score)))
    const [stripesFrom, stripesTo] = plan.stripes ?? [value, value]
    const solid = Math.min(value, stripesFrom)
    const piece = (name: string, start: number, end: number): SVGTemplateResult | typeof nothing => {
      const d = ring.arc(start, end)
      return d ? svg`<path class="band ${name}" part="band-${name}" d=${d}></path>` : nothing
    }
    const look = high <= plan.heldFrom ? 'passed' : 'fill'
    return svg`${piece('track', from, to)}
      ${plan.value === null ? nothing : piece(look, from, cut(solid))}
      ${piece('soft', cut(stripesFrom), cut(stripesTo))}
      ${piece('stripes', cut(stripesFrom), cut(stripesTo))}`
  })
}

function needle({ value }: ArcPlan, ring: Ring): SVGTemplateResult | typeof nothing {
  if (value === null) return nothing
  const d = ring.line(ring.share(value), -stroke / 2 - 3, stroke / 2 + 3)
  return svg`<path class="halo" d=${d}></path><path class="needle" part="needle" d=${d}></path>`
}

/** A hollow needle where the score would be, and along the ring's inside how far that is from where it is. */
function ghost({ ghost: then, value, min }: ArcPlan, ring: Ring): SVGTemplateResult | typeof nothing {
  if (!then) return nothing
  const [x, y] = [ring.size.width / 2, ring.size.top + ring.size.radius + 16]
  const at = ring.share(then.value)
  const ends = [ring.share(value ?? min), at].sort((a, b) => a - b)
  const span = ring.arc(ends[0]!, ends[1]!, -stroke / 2 - 5)
  const d = ring.line(at, -stroke / 2 - 7, stroke / 2 + 3)
  return svg`${span ? svg`<path class="ghost-span" d=${span}></path>` : nothing}
    <path class="halo wide" d=${d}></path><path class="ghost" part="ghost" d=${d}></path
    ><path class="ghost-core" d=${d}></path
    ><text class="ghost-text" part="gauge-estimate" x=${x} y=${y} text-anchor="middle">${then.text}</text>`
}

/** The score has the middle; a longer one gets smaller type rather than less room. Its comma hangs free of the line below. */
function inside({ tier, number, of, value }: ArcPlan, { size }: Ring): SVGTemplateResult {
  const [x, y] = [size.width / 2, size.top + size.radius]
  const small = size.radius < 90
  const wide = number.text.split('').reduce((sum, letter) => sum + (letter > '\u2e80' ? 1 : 0.58), 0)
  const room = (size.radius - stroke) * 1.85
  const fits = [52, 40, 34, 28, 24, 20, 16].filter((font) => font <= (small ? 34 : 52) && wide * font <= room)
  const font = value === null ? Math.min(small ? 20 : 28, fits[0] ?? 16) : (fits[0] ?? 16)
  const lift = value === null ? 4 : 0
  const above = 14 + font + (small ? 4 : 8)
  // some 7 px a letter; the meter's text says the whole name
  const letters = Math.max(
    12,
    Math.floor(Math.sqrt(Math.max(0, (size.radius - stroke) ** 2 - above ** 2)) / 3.5),
  )
  return svg`<text class="tier" part="gauge-tier" x=${x} y=${y - above} text-anchor="middle">${shortened(tier, letters)}</text>
    <text class="number n${font}" part="score" x=${x} y=${y - (small ? 18 : 23) - lift} text-anchor="middle">${drawnFigure(number)}</text>
    <text class="of" x=${x} y=${y + 1} text-anchor="middle">${drawnFigure(of)}</text>`
}

interface Label {
  readonly mark: ArcMark
  readonly lines: readonly string[]
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
}
interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

function labels(plan: ArcPlan, ring: Ring): SVGTemplateResult {
  const { size } = ring
  const y = size.top + size.radius + 16
  const ends = [ring.at(0), ring.at(1)]
  const drawn = placed(plan, ring)
  return svg`${plan.marks.map(({ at, next }) => {
    const share = ring.share(at)
    return svg`<path class="tick ${next ? 'next' : ''}" part="tick" d=${ring.line(share, 8, next ? 13 : 11)}></path>`
  })}
  ${drawn.map(
    ({ mark, lines, x, y: top, anchor }) =>
      svg`${lines.map(
        (line, index) =>
          svg`<text class="mark ${mark.next ? 'next' : ''}" part="mark" x=${px(x)} y=${px(top + index * 13)} text-anchor=${anchor}>${line}</text>`,
      )}`,
  )}
  ${ends.map(({ x }, index) => svg`<text class="mark" part="mark" x=${px(x)} y=${y} text-anchor="middle">${drawnFigure(plan.ends[index]!)}</text>`)}`
}

/** Where each label goes; where two would meet, the one that matters less is left out. Its tick stays. */
function placed(plan: ArcPlan, ring: Ring): Label[] {
  const { size } = ring
  const limits: Box = { left: 0, right: size.width, top: 0, bottom: size.top + size.radius + 4 }
  const taken: Box[] = []
  const order = plan.marks
    .map((mark, index) => ({
      mark,
      index,
      rank: mark.next ? -1 : Math.abs(mark.at - (plan.value ?? plan.min)),
    }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
  const found: { label: Label; index: number }[] = []
  for (const { mark, index } of order) {
    const full = size.names && mark.name ? [labelOf(mark, [mark.name, mark.label], ring)] : []
    const label = [...full, labelOf(mark, [mark.label], ring)].find((one) => {
      const box = boxOf(one)
      return within(box, limits) && !taken.some((other) => meet(box, other))
    })
    if (!label) continue
    taken.push(boxOf(label))
    found.push({ label, index })
  }
  return found.sort((a, b) => a.index - b.index).map(({ label }) => label)
}

function labelOf(mark: ArcMark, lines: readonly string[], ring: Ring): Label {
  const share = ring.share(mark.at)
  const { x, y } = ring.at(share, mark.next ? 17 : 15)
  const side = x - ring.size.width / 2
  const anchor = Math.abs(side) < ring.size.radius * 0.2 ? 'middle' : side < 0 ? 'end' : 'start'
  // at the ring's top a label stands on its point, at its sides beside it
  const rise = (ring.size.top + ring.size.radius - y) / ring.size.radius
  // nearly upright: one line in two parts; at the sides there is room for both in one
  if (lines.length > 1 && anchor !== 'middle') {
    return { mark, lines: [lines.join(' ')], x, y: y + (1 - rise) * 4, anchor }
  }
  const lift = anchor === 'middle' ? 3 + (lines.length - 1) * 13 : -(1 - rise) * 4
  return { mark, lines, x, y: y - lift, anchor }
}

function boxOf({ lines, x, y, anchor }: Label): Box {
  const width = Math.max(...lines.map(widthOf))
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { left, right: left + width, top: y - 9, bottom: y + (lines.length - 1) * 13 + 2 }
}
const meet = (a: Box, b: Box): boolean =>
  a.left < b.right + 4 && b.left < a.right + 4 && a.top < b.bottom && b.top < a.bottom
/** A few pixels of the card's padding are theirs too. */
const within = (box: Box, limits: Box): boolean =>
  box.left >= limits.left - 5 &&
  box.right <= limits.right + 5 &&
  box.top >= limits.top &&
  box.bottom <= limits.bottom
