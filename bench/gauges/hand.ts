// A score gauge written by hand for one width and one kind of standing: its nodes from one `innerHTML`, and each update sets the texts and
// attributes that have changed. The same words, Intl, nodes and styles as `tk-score-gauge` has for such a standing at 240 px.
import type { LadderStanding, Standing } from '../../src/schema/standing.js'
import { formatDate, formatRange, zoneName } from '../../src/words/date.js'
import { sayDay } from '../../src/words/day.js'
import { elementWords, sentences } from '../../src/words/element.js'
import { textOf } from '../../src/words/locale.js'
import { formatNumber } from '../../src/words/number.js'
import type { SayContext } from '../../src/words/say.js'
import { gaugeWords } from '../../src/words/score-gauge.js'

const locale = 'en'
const word = gaugeWords(locale)
const [width, radius, top] = [200, 74, 30]
const [middle, base] = [width / 2, top + radius]
const px = (value: number): string => String(Math.round(value * 100) / 100)
const rise = 'M2 11.5l4-4 2.6 2.6L14 4.7M10 4.5h4v4'
const fall = 'M2 4.5l4 4 2.6-2.6L14 11.3M10 11.5h4v-4'

const at = (share: number, out = 0): [x: number, y: number] => {
  const angle = Math.PI * (1 - share)
  return [middle + Math.cos(angle) * (radius + out), base - Math.sin(angle) * (radius + out)]
}
function arc(from: number, to: number): string {
  const [[x, y], [endX, endY]] = [at(from), at(to)]
  return `M${px(x)} ${px(y)}A${radius} ${radius} 0 0 1 ${px(endX)} ${px(endY)}`
}
function line(share: number, from: number, to: number): string {
  const [[x, y], [endX, endY]] = [at(share, from), at(share, to)]
  return `M${px(x)} ${px(y)}L${px(endX)} ${px(endY)}`
}

/** A band of the ring, `from` and `to` in shares of it. */
interface Band {
  readonly high: number
  readonly from: number
  readonly to: number
}
interface Mark {
  readonly share: number
  readonly tier: string
  readonly label: string
}
/** The node whose text or attributes are set where they have changed. */
class Place {
  private readonly last: Record<string, string> = {}
  constructor(readonly node: Element) {}
  set text(value: string) {
    if (this.last[''] !== value) this.node.firstChild!.nodeValue = this.last[''] = value
  }
  attribute(name: string, value: string): void {
    if (this.last[name] !== value) this.node.setAttribute(name, (this.last[name] = value))
  }
}

const bar = `<svg class="bar plain" part="bar" height="4" aria-hidden="true"><rect class="track" width="100%" height="4" rx="2"></rect><rect class="value" width="0%" height="4" rx="2"></rect></svg>`
const factor = (name: string): string =>
  `<div class="factor" part="factor"><div class="summary"><span class="i"></span><span class="fname" part="factor-name">${name}</span><span class="fbar">${bar}</span><span class="points" part="factor-points"><b class="share">-</b> <span>-</span></span><span class="gain" part="factor-gain"><span aria-hidden="true">-</span><span class="sr">-</span></span></div></div>`
const text = (of: string, x: string | number, y: string | number, anchor = 'middle', shown = '-'): string =>
  `<text ${of} x="${x}" y="${y}" text-anchor="${anchor}">${shown}</text>`

function frame(
  bands: readonly Band[],
  marks: readonly Mark[],
  most: string,
  factors: readonly string[],
): string {
  const tracks = bands.map(
    ({ from, to }) => `<path class="band track" part="band-track" d="${arc(from, to)}"></path>`,
  )
  const ticks = marks.map(() => '<path class="tick" part="tick"></path>')
  const labels = marks.map(({ label }) => text('class="mark at" part="mark"', 0, 0, 'middle', label))
  return `<section class="card xs snug" part="card" lang="en" dir="ltr" aria-labelledby="title" aria-busy="false"><i class="probe"></i><header class="head" part="head"><div class="title" part="title" id="title" role="heading" aria-level="3" tabindex="-1">-</div><span class="asof" part="as-of">-</span></header><div class="extra" part="header"><slot name="header"></slot></div><div class="body" part="body"><div part="content"><div class="gauge" part="gauge-layout"><div class="top"><div class="meter" part="meter" role="meter"><svg class="ring" part="gauge" width="200" height="126" viewBox="0 0 200 126" aria-hidden="true">${tracks.join('')}${ticks.join('')}${labels.join('')}${text('class="mark" part="mark"', px(at(0)[0]), 120, 'middle', '0')}${text('class="mark" part="mark"', px(at(1)[0]), 120, 'middle', most)}<path class="halo"></path><path class="needle" part="needle"></path>${text('class="tier" part="gauge-tier"', middle, base - 52)}${text('class="number n34" part="score"', middle, base - 18)}${text('class="of"', middle, base + 1)}</svg></div><p class="sr">-</p><div class="facts" part="facts"><div class="fact" part="fact"><p class="n3" part="fact-number"><span>-</span></p><p class="s1" part="fact-text">-</p></div><div class="fact" part="fact"><p class="n3" part="fact-number"><svg class="i turns" part="icon" viewBox="0 0 16 16" aria-hidden="true"><path></path></svg><span>-</span></p><p class="s1" part="fact-text">-</p></div></div></div><div class="hist" part="history"><div class="h" part="history-head"><div class="name" role="heading" aria-level="4">${word.history}</div></div><p class="chart none s1">${word.noHistory}</p></div><div class="factors tight points-1 gain-1" part="factors"><div class="h" part="factors-head"><div class="name why" role="heading" aria-level="4">-</div><span class="points">${word.points}</span><span class="gain" aria-hidden="true">${word.toGain}</span></div>${factors.map(factor).join('')}<div class="total" part="total"><span>${word.sum(factors.length)}</span><span class="points"><b>-</b> <span>/ ${most}</span></span><span class="gain">-</span></div></div></div></div><div class="skeleton under" part="skeleton" aria-hidden="true" hidden><slot name="loading"></slot></div><div class="fill" part="empty" hidden><slot name="empty"></slot></div><div class="fill bad" part="error" role="alert" aria-busy="false" hidden><slot name="error"></slot></div></div><footer class="foot" part="foot"><div><span>-</span><span>-</span></div></footer><div class="extra last" part="footer"><slot name="footer"></slot></div><p class="sr" role="status"></p></section>`
}

class HandGauge extends HTMLElement {
  static sheets: CSSStyleSheet[] = []
  private readonly root = this.attachShadow({ mode: 'open' })
  private bands: Band[] = []
  private marks: Mark[] = []
  private fills: (Place | null)[] = []
  private places: Record<string, Place> = {}
  private value: number | null = null
  private heard: ReturnType<typeof setTimeout> | undefined
  private lists: Record<
    'tracks' | 'ticks' | 'labels' | 'shares' | 'widths' | 'mosts' | 'gains' | 'spokenGains',
    Place[]
  > | null = null

  connectedCallback(): void {
    const marks = { 'data-scheme': 'light', 'data-accent': '', 'data-font': 'own' }
    for (const [name, value] of Object.entries(marks)) this.setAttribute(name, value)
  }

  set standing(standing: Standing) {
    const { zone, currency } = standing.program
    const ctx: SayContext = { locale, zone, currency, at: standing.at }
    const ladder = standing.ladders.find(({ main }) => main)!
    if (!this.lists) this.begin(standing, ladder, ctx)
    this.tell(standing, ctx)
    this.ring(standing, ladder, ctx)
    this.facts(standing, ladder, ctx)
    this.factors(standing, ctx)
    this.dates(standing, ladder, ctx)
  }

  /** What the score has become, said aloud once. */
  private tell({ score }: Standing, ctx: SayContext): void {
    const [from, to] = [this.value, score!.value!]
    this.value = to
    const say = (value: number): string => formatNumber(value, 'score', ctx)
    if (from === null || say(from) === say(to)) return
    const by = Math.round(to * 10) / 10 - Math.round(from * 10) / 10
    const text = word.news(textOf(score!.name, locale), say(to), say(Math.abs(by)), by > 0)
    const { status } = this.places
    status!.node.textContent = text === status!.node.textContent ? `${text}\u00a0` : text
    clearTimeout(this.heard)
    this.heard = setTimeout(() => (status!.node.textContent = ''), 5_000)
  }

  private begin({ score }: Standing, { tiers }: LadderStanding, ctx: SayContext): void {
    const { max, factors, name } = score!
    const inner = tiers.filter(({ scoreFrom }) => scoreFrom! > 0)
    const cuts = [0, ...inner.map(({ scoreFrom }) => scoreFrom! / max), 1]
    const half = 1.25 / (Math.PI * radius)
    this.bands = cuts.slice(1).map((high, index) => ({
      high,
      from: cuts[index]! + (index === 0 ? 0 : half),
      to: high - (index === cuts.length - 2 ? 0 : half),
    }))
    this.fills = this.bands.map(() => null)
    this.marks = inner.map(({ id, scoreFrom }) => ({
      share: scoreFrom! / max,
      tier: id,
      label: formatNumber(scoreFrom, 'score', ctx),
    }))
    const names = factors.map((one) => textOf(one.name, locale))
    this.root.adoptedStyleSheets = HandGauge.sheets
    this.root.innerHTML = frame(this.bands, this.marks, formatNumber(max, 'score', ctx), names)
    const all = (selector: string) => [...this.root.querySelectorAll(selector)].map((node) => new Place(node))
    const [gapNumber, changeNumber] = all('.fact span')
    const [gapText, changeText] = all('.fact .s1')
    const [range, estimate] = all('.foot span')
    const [score1, score2] = all('.number, .total b')
    const one = (selector: string) => all(selector)[0]!
    this.places = {
      gapNumber: gapNumber!, changeNumber: changeNumber!, gapText: gapText!, changeText: changeText!, range: range!, estimate: estimate!,
      number: score1!, sum: score2!, title: one('.title'), asOf: one('.asof'), meter: one('.meter'), spoken: one('.meter + .sr'),
      halo: one('.halo'), needle: one('.needle'), tier: one('text.tier'), of: one('.of'), trend: one('.fact + .fact .n3'),
      arrow: one('.fact svg path'), why: one('.why'), status: one('[role=status]'), gain: one('.total .gain'),
    } // prettier-ignore
    this.root.querySelector('.why')!.classList.remove('why')
    const labels = all('.mark.at')
    this.lists = {
      tracks: all('.track.band'), ticks: all('.tick'), labels, shares: all('.share'), widths: all('.bar .value'),
      mosts: all('.factor .points span'), gains: all('.factor .gain [aria-hidden]'), spokenGains: all('.factor .sr'),
    } // prettier-ignore
    this.root.querySelectorAll('.share').forEach((node) => node.removeAttribute('class'))
    this.places.title!.text = textOf(name, locale)
  }

  private ring({ score }: Standing, ladder: LadderStanding, ctx: SayContext): void {
    const { places, lists } = this
    const { value: given, max } = score!
    const value = given!
    const share = Math.min(1, Math.max(0, value / max))
    const held = ladder.tiers.find(({ id }) => id === ladder.held)!
    const heldFrom = held.scoreFrom! / max
    this.bands.forEach(({ high, from, to }, index) => {
      const end = Math.min(to, share)
      const fill = this.fills[index]
      if (end <= from) {
        fill?.node.remove()
        this.fills[index] = null
        return
      }
      const place = fill ?? this.fillAfter(lists!.tracks[index]!.node, index)
      const look = high <= heldFrom ? 'passed' : 'fill'
      place.attribute('class', `band ${look}`)
      place.attribute('part', `band-${look}`)
      place.attribute('d', arc(from, end))
    })
    this.marks.forEach((mark, index) => {
      const isNext = mark.tier === ladder.next?.tier
      lists!.ticks[index]!.attribute('class', isNext ? 'tick next' : 'tick')
      lists!.ticks[index]!.attribute('d', line(mark.share, 8, isNext ? 13 : 11))
      const [x, y] = at(mark.share, isNext ? 17 : 15)
      const side = x - middle
      const anchor = Math.abs(side) < radius * 0.2 ? 'middle' : side < 0 ? 'end' : 'start'
      const label = lists!.labels[index]!
      label.attribute('class', isNext ? 'mark next' : 'mark')
      label.attribute('x', px(x))
      label.attribute('y', px(y - (anchor === 'middle' ? 3 : ((y - base) / radius + 1) * -4)))
      label.attribute('text-anchor', anchor)
    })
    const needle = line(share, -10, 10)
    places.halo!.attribute('d', needle)
    places.needle!.attribute('d', needle)
    places.tier!.text = textOf(held.name, locale)
    places.number!.text = formatNumber(value, 'score', ctx)
    places.of!.text = word.of(formatNumber(max, 'score', ctx))
    const marks = this.marks.map(({ tier, label }) => {
      return [textOf(ladder.tiers.find(({ id }) => id === tier)!.name, locale), label] as const
    })
    places.spoken!.text = word.spokenMarks(marks)
  }

  private fillAfter(track: Element, index: number): Place {
    const node = document.createElementNS('http://www.w3.org/2000/svg', 'path')
    track.after(node)
    return (this.fills[index] = new Place(node))
  }

  private facts({ score }: Standing, ladder: LadderStanding, ctx: SayContext): void {
    const { places } = this
    const { value, min, max, change } = score!
    const say = (number: number): string => formatNumber(number, 'score', ctx)
    const held = ladder.tiers.find(({ id }) => id === ladder.held)!
    const heldName = textOf(held.name, locale)
    let [number, told, spoken] = ['', '', '']
    if (ladder.next) {
      const tier = textOf(ladder.next.name, locale)
      const mark = say(ladder.tiers.find(({ id }) => id === ladder.next!.tier)!.scoreFrom!)
      number = say(ladder.next.scoreGap!)
      told = word.gapTo(tier, mark, 0)
      spoken = word.spokenGap(number, tier, mark)
    } else {
      number = word.top
      told = word.topAbove(heldName, say(value! - held.scoreFrom!), say(held.scoreFrom!))
      spoken = `${word.topPlain(heldName)}${word.stop}`
    }
    places.gapNumber!.text = number
    places.gapText!.text = told
    const { by, since } = change!
    const date = sayDay(since, ctx)
    places.trend!.attribute('class', by > 0 ? 'n3 good' : 'n3 bad')
    places.arrow!.attribute('d', by > 0 ? rise : fall)
    places.changeNumber!.text = formatNumber(by, 'score', { ...ctx, signed: true })
    places.changeText!.text = word.changeSince(date)
    const meter = places.meter!
    meter.attribute('aria-label', textOf(score!.name, locale))
    meter.attribute('aria-valuemin', String(min))
    meter.attribute('aria-valuemax', String(max))
    meter.attribute('aria-valuenow', String(value))
    const said = [
      word.spoken(say(value!), say(max), heldName),
      spoken,
      word.spokenChange(say(Math.abs(by)), by > 0, date),
    ]
    meter.attribute('aria-valuetext', sentences(said, locale))
  }

  private factors({ score }: Standing, ctx: SayContext): void {
    const { places, lists } = this
    const say = (number: number | null): string => formatNumber(number, 'score', ctx)
    const sorted = score!.factors.slice().sort((a, b) => b.gain! - a.gain!)
    sorted.forEach(({ share, shareMax, gain }, index) => {
      lists!.shares[index]!.text = say(share)
      lists!.mosts[index]!.text = `/ ${say(shareMax)}`
      lists!.widths[index]!.attribute('width', `${Math.round((share! / shareMax!) * 1000) / 10}%`)
      lists!.gains[index]!.text = say(gain)
      lists!.spokenGains[index]!.text = word.gainOf(say(gain))
    })
    places.why!.text = word.why(say(score!.value))
    places.sum!.text = say(score!.value)
    places.gain!.text = say(sorted.reduce((sum, { gain }) => sum + gain!, 0))
  }

  private dates({ at: moment, reviews }: Standing, ladder: LadderStanding, ctx: SayContext): void {
    const { zone } = ctx
    const date = formatDate(moment, { locale, zone, now: moment, style: 'dayTime' })
    this.places.asOf!.text = elementWords(locale).asOf(date)
    const { counts, next } = reviews.find(({ id }) => id === ladder.review)!
    const range = formatRange(counts!.start, counts!.end, { ...ctx, now: moment })
    this.places.range!.text = word.counts(range, zoneName(zone, locale))
    this.places.estimate!.text = word.estimate(sayDay(next, ctx))
  }
}

export function defineHandGauge(sheets: CSSStyleSheet[]): void {
  HandGauge.sheets = sheets
  customElements.define('hand-gauge', HandGauge)
}
export type { HandGauge }
