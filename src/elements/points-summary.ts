/** What an account holds: the balance, what it is worth, what is on its way, and when each part of it lapses. */
import { html, nothing, svg, type TemplateResult } from 'lit'
import type { LotStanding, Standing } from '../schema/standing.js'
import { daysLeft, daysUntil } from '../words/date.js'
import { sayDay } from '../words/day.js'
import { textOf } from '../words/locale.js'
import { formatNumber } from '../words/number.js'
import type { PointsWords } from '../words/points-ledger.js'
import type { SayContext } from '../words/say.js'
import { figure } from './figure.js'

export type Account = Standing['accounts'][number]

/** Lots that lapse at one instant, together. `at` null: they never lapse. */
export interface LotGroup {
  readonly at: string | null
  readonly validThrough: string | null
  readonly points: number
}

/** By expiry, next to lapse first, those that never lapse last. Lots with nothing left are left out. */
export function lotGroups(lots: readonly LotStanding[]): LotGroup[] {
  const groups = new Map<number, LotGroup>()
  for (const { leftPoints, expiry } of lots) {
    if (leftPoints <= 0) continue
    const key = expiry ? Date.parse(expiry.at) : Infinity
    const points = leftPoints + (groups.get(key)?.points ?? 0)
    groups.set(key, { at: expiry?.at ?? null, validThrough: expiry?.validThrough ?? null, points })
  }
  return [...groups.keys()].sort((a, b) => (a === b ? 0 : a < b ? -1 : 1)).map((key) => groups.get(key)!)
}

export interface Summary {
  readonly account: Account
  readonly ctx: SayContext
  readonly word: PointsWords
  readonly level: number
  /** All lots, or the first few. */
  readonly allLots: boolean
  readonly onAllLots: () => void
}

const points = (value: number, ctx: SayContext) => figure(value, 'points', ctx)

export function balanceBlock({ account, ctx, word }: Summary): TemplateResult {
  const name = textOf(account.name, ctx.locale)
  const worth = account.worth ? formatNumber(account.worth.money, 'money', ctx) : null
  return html`<div class="balance">
    <p class="n4" part="balance">${points(account.balancePoints, ctx)}</p>
    <p class="s1" part="worth">${word.toUse(name, worth)}</p>
    <p class="s1" part="pending">
      ${
        account.pendingPoints > 0
          ? html`<b class="strong">${points(account.pendingPoints, ctx)}</b> ${word.pending}`
          : html`&nbsp;`
      }
    </p>
  </div>`
}

/** Groups shown before "All". */
export const firstLots = 4

export function lotsBlock(summary: Summary): TemplateResult {
  const { account, ctx, word, level, allLots, onAllLots } = summary
  const groups = lotGroups(account.lots)
  const shown = allLots ? groups : groups.slice(0, firstLots)
  return html`<div class="lapses" part="lots">
    <div class="h">
      <span class="name" role="heading" aria-level=${level}>${word.lapses}</span>
      <span>${word.unit(textOf(account.name, ctx.locale))}</span>
    </div>
    ${groups.length > 0 ? lotBars(groups, ctx) : html`<p class="s1 none">${word.nothingLapses}</p>`}
    <ul role="list">
      ${shown.map((group, index) => lotRow(group, index === 0, summary))}
    </ul>
    ${
      groups.length > firstLots
        ? html`<p class="s1 all-lots">
            <button
              class="link"
              part="link"
              type="button"
              aria-expanded=${allLots ? 'true' : 'false'}
              @click=${onAllLots}
            >
              ${allLots ? word.fewerLots : word.allLots(groups.length)}
            </button>
          </p>`
        : nothing
    }
  </div>`
}

/** Days before its end from which a lapse is a warning. */
const nearDays = 30

function isNear(validThrough: string | null, { at, zone }: SayContext): boolean {
  const days = daysUntil(validThrough, at, zone)
  return days !== null && days <= nearDays
}

function lotRow(
  { at, validThrough, points: amount }: LotGroup,
  next: boolean,
  { account, ctx, word }: Summary,
): TemplateResult {
  const kept = account.resetsAt ? word.resets(sayDay(account.resetsAt, ctx, 'dayYear')) : word.never
  const last =
    next && validThrough
      ? word.lastDay(sayDay(validThrough, ctx), daysLeft(validThrough, ctx.at, ctx.zone, ctx.locale))
      : ''
  return html`<li class="lot" part="lot">
    <span>${at ? sayDay(at, ctx, 'dayYear') : kept}</span>
    <b>${points(amount, ctx)}</b>
    ${last ? html`<p class="s1 ${isNear(validThrough, ctx) ? 'warn' : ''}" part="last-day">${last}</p>` : nothing}
  </li>`
}

/** The most bars that still have a shape. */
const mostBars = 24
/** The height of the drawing, and the least that a bar has. */
const [height, least] = [56, 2]

function lotBars(groups: readonly LotGroup[], ctx: SayContext): TemplateResult {
  const bars = groups.slice(0, mostBars)
  const most = bars.reduce((max, { points: amount }) => Math.max(max, amount), 0)
  // a few bars stay as slim as many
  const slot = 100 / Math.max(bars.length, 8)
  const [first, last] = [bars[0]!, bars[bars.length - 1]!]
  return html`<div aria-hidden="true">
    <svg class="lots" part="lot-bars" width="100%" height=${height + 1}>
      ${bars.map(({ points: amount, validThrough }, index) => {
        const tall = Math.max(least, (amount / most) * (height - 4))
        return svg`<rect class=${index === 0 && isNear(validThrough, ctx) ? 'next' : ''} x="${(index * slot + slot * 0.08).toFixed(2)}%"
          y=${(height - tall).toFixed(1)} width="${(slot * 0.84).toFixed(2)}%" height=${tall.toFixed(1)} rx="1.5"></rect>`
      })}
      <rect class="base" x="0" y=${height} width="100%" height="1"></rect>
    </svg>
    <p class="axis">
      <span>${first.at ? sayDay(first.at, ctx, 'monthYear') : ''}</span>
      <span>${bars.length >= 8 && last.at ? sayDay(last.at, ctx, 'monthYear') : ''}</span>
    </p>
  </div>`
}
