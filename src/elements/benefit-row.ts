/** One benefit as a row: what it gives, how much of it is left, and the one thing to do with it, confirmed in place. */
import { html, nothing, type TemplateResult } from 'lit'
import type { BenefitStanding, Standing } from '../schema/standing.js'
import type { BenefitWords } from '../words/benefit-wallet.js'
import { sayDay } from '../words/day.js'
import { sentences } from '../words/element.js'
import { textOf } from '../words/locale.js'
import { formatNumber } from '../words/number.js'
import { sayRule, type SayContext } from '../words/say.js'
import { bar } from './bar.js'
import { redemptionLines, type CodeRows } from './benefit-code.js'
import type { BenefitState } from './benefit-groups.js'
import { holdOf } from './benefit-hold.js'
import { icon, type IconName } from './icons.js'
import { lastDay } from './ladder-note.js'

/** What rows of one list share. */
export interface BenefitRows extends CodeRows {
  readonly standing: Standing
  /** The benefit that asks to be confirmed. */
  readonly asked: string | null
  readonly onAsk: (benefit: BenefitStanding) => void
  readonly onCancel: (benefit: BenefitStanding) => void
  readonly onConfirm: (benefit: BenefitStanding) => void
}

const kindIcons: Readonly<Record<BenefitStanding['kind'], IconName>> = {
  price: 'tag',
  logistics: 'truck',
  service: 'headset',
  added: 'gift',
  traffic: 'rise',
}

export function benefitRow(benefit: BenefitStanding, rows: BenefitRows): TemplateResult {
  const { ctx } = rows
  const state = rows.isSent(benefit) ? 'pending' : benefit.state
  const locked = state === 'locked'
  const usable = state === 'available' || state === 'pending'
  const asked = usable && rows.asked === benefit.id
  return html`<li
    class="benefit ${usable ? '' : 'quiet'}"
    part="benefit"
    data-benefit=${benefit.id}
    data-state=${state}
    tabindex="-1"
  >
    ${icon(locked ? 'lock' : kindIcons[benefit.kind], locked ? 'subtle' : 'muted')}
    <div class="cells">
      <div class="what">
        <p class="name" part="name">${textOf(benefit.name, ctx.locale)}</p>
        <p class="s1" part="value">${reasonLine(benefit, state, rows)}</p>
        ${locked ? nothing : html`${givenLine(benefit, rows)}${quotaLine(benefit, usable, rows)}${stockLine(benefit, rows)}`}
        ${redemptionLines(benefit, rows)}
        <slot name="benefit-${benefit.id}"></slot>
      </div>
      ${asked ? nothing : html`<div class="act">${actCell(benefit, state, rows)}</div>`}
      ${asked ? confirmNote(benefit, rows) : nothing}
    </div>
  </li>`
}

function reasonLine(benefit: BenefitStanding, state: BenefitState, rows: BenefitRows): string {
  const { ctx, word, standing } = rows
  const { choose, given, givenNext, note, opensAt, requires, stock, suspendedBy } = benefit
  const own = note ? textOf(note, ctx.locale) : ''
  const chosen = (choose?.options ?? [])
    .filter(({ id }) => choose!.chosen.indexOf(id) >= 0)
    .map(({ name }) => textOf(name, ctx.locale))
  const gives = [valueOf(benefit, own, ctx), own, chosen.length > 0 ? word.chose(chosen) : '']
  const ended = choose?.by ?? given?.until
  const distance = opensAt?.scoreGap ? formatNumber(opensAt.scoreGap, 'score', ctx) : null
  const lines: Readonly<Record<BenefitState, () => string[]>> = {
    available: () => gives,
    choose: () => gives,
    pending: () => [word.sent],
    used: () => gives,
    locked: () => [
      opensAt
        ? word.opensAt(textOf(opensAt.name, ctx.locale), distance)
        : givenNext
          ? word.givenNext(sayDay(givenNext, ctx))
          : word.opensWhen(sayRule(requires, ctx)),
    ],
    suspended: () => {
      const until = holdOf(benefit, standing)?.until
      const by = suspendedBy && textOf(suspendedBy, ctx.locale)
      return [by ? word.suspendedBy(by, until ? lastDay(until, ctx) : null) : word.states.suspended]
    },
    outOfStock: () => [
      stock ? word.noneLeft(formatNumber(stock.total, 'integer', ctx)) : word.states.outOfStock,
    ],
    expired: () => [
      ended ? word.expiredOn(sayDay(ended.validThrough, ctx)) : word.states.expired,
      choose && chosen.length === 0 ? word.notChosen : '',
    ],
  }
  return [word.kinds[benefit.kind], ...lines[state]()].filter(Boolean).join(' · ')
}

/** What it gives at the tier held, unless its name or note says the number already. */
function valueOf({ value, unit, name }: BenefitStanding, note: string, ctx: SayContext): string {
  if (value === null || unit === null || unit === 'flag') return ''
  const said = formatNumber(value, unit, ctx)
  return textOf(name, ctx.locale).indexOf(said) >= 0 || note.indexOf(said) >= 0 ? '' : said
}

/** One that is given at times: when it was, and until when it is kept, whatever becomes of the tier. Of one that is over its state says the rest. */
function givenLine({ given }: BenefitStanding, { ctx, word }: BenefitRows): TemplateResult | typeof nothing {
  if (!given) return nothing
  const until = given.until ? sayDay(given.until.validThrough, ctx) : null
  const text = word.given(given.left, sayDay(given.at, ctx), until)
  return html`<p class="s1" part="given">${text}</p>`
}

function quotaLine(
  { quota }: BenefitStanding,
  usable: boolean,
  { ctx, word }: BenefitRows,
): TemplateResult | typeof nothing {
  if (!quota) return nothing
  const number = (value: number) => formatNumber(value, 'integer', ctx)
  return html`<div class="quota" part="quota">
    <span class="quota-bar"
      >${bar(quota.times > 0 ? quota.left / quota.times : 0, usable ? 'plain' : 'muted')}</span
    >
    <b>${word.left(number(quota.left), number(quota.times))}</b>
    <span>${word.renews(sayDay(quota.renewsAt, ctx))}</span>
  </div>`
}

/** From this share of it on, the rest of a stock is few. */
const fewShare = 0.1

/** How many there are for all merchants together; nothing once they are gone, which the reason says. */
export function stockLine(
  { stock, state }: BenefitStanding,
  { ctx, word }: Pick<BenefitRows, 'ctx' | 'word'>,
): TemplateResult | typeof nothing {
  if (!stock || state === 'outOfStock' || state === 'expired') return nothing
  const { left, total } = stock
  const few = left !== undefined && left <= total * fewShare
  const number = (value: number) => formatNumber(value, 'integer', ctx)
  return html`<p class="s1 ${few ? 'warn few' : ''}" part="stock">
    ${few ? icon('warn') : nothing}${left === undefined ? word.stockOf(number(total)) : word.stock(number(left), number(total), few)}
  </p>`
}

const tags: Readonly<
  Partial<Record<BenefitState | 'active', readonly [keyof BenefitWords['states'], IconName, string]>>
> = {
  active: ['active', 'check', 'good'],
  pending: ['pending', 'clock', 'accent'],
  used: ['used', 'check', ''],
  expired: ['expired', 'close', ''],
  outOfStock: ['outOfStock', 'box', 'warn'],
  suspended: ['suspended', 'ban', 'warn'],
}

function actCell(
  benefit: BenefitStanding,
  state: BenefitState,
  rows: BenefitRows,
): TemplateResult | typeof nothing {
  const { word, ctx, offered } = rows
  const tag = tags[state === 'available' && benefit.active ? 'active' : state]
  if (tag) return html`<span class="tag ${tag[2]}" part="tag">${icon(tag[1])}${word.states[tag[0]]}</span>`
  if (state !== 'available') return nothing
  const price = priceOf(benefit, rows)
  if (!offered) return price ? html`<span class="s1" part="price">${price}</span>` : nothing
  const short = shortOf(benefit, rows)
  const name = textOf(benefit.name, ctx.locale)
  const label = word.ofBenefit(price || word.use, short ? `${name}; ${short}` : name)
  return html`<button
      class="btn ${price ? 'price' : ''}"
      part="button action"
      type="button"
      aria-label=${label}
      aria-disabled=${short ? 'true' : 'false'}
      @click=${() => (short ? undefined : rows.onAsk(benefit))}
    >
      ${price || word.use}
    </button>
    ${short ? html`<p class="s1 short" part="short">${short}</p>` : nothing}`
}

function priceOf({ price }: BenefitStanding, { ctx, word }: BenefitRows): string {
  const parts = price.map(({ amountPoints, name }) =>
    word.price(formatNumber(amountPoints, 'points', ctx), textOf(name, ctx.locale)),
  )
  return parts.length > 0 ? word.prices(parts) : ''
}

/** How much of which points is missing, or an empty string. */
function shortOf({ price }: BenefitStanding, { ctx, word }: BenefitRows): string {
  return price
    .filter(({ missingPoints }) => missingPoints > 0)
    .map(({ missingPoints, name }) => {
      const gap = formatNumber(missingPoints, 'points', ctx)
      return word.short(price.length > 1 ? word.price(gap, textOf(name, ctx.locale)) : gap)
    })
    .join(', ')
}

function confirmNote(benefit: BenefitStanding, rows: BenefitRows): TemplateResult {
  const { word, ctx } = rows
  const name = textOf(benefit.name, ctx.locale)
  const price = priceOf(benefit, rows)
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    rows.onCancel(benefit)
  }
  return html`<div
    class="note accent confirm"
    part="confirm"
    role="group"
    aria-labelledby="ask"
    @keydown=${close}
  >
    ${icon('info')}
    <div>
      <p class="what">
        <b id="ask">${price ? word.askRedeem(price) : word.askUse}<span class="sr"> ${name}</span></b>
        <span class="s1">${afterwards(benefit, rows)}</span>
      </p>
      <div class="presses">
        <button class="btn cancel" part="button cancel" type="button" @click=${() => rows.onCancel(benefit)}>
          ${word.cancel}
        </button>
        <button
          class="btn primary"
          part="button confirm-button"
          type="button"
          @click=${() => rows.onConfirm(benefit)}
        >
          ${price ? word.redeem : word.use}
        </button>
      </div>
    </div>
  </div>`
}

/** What is left once it is done: of the points, and of the quota. */
function afterwards({ price, quota }: BenefitStanding, { standing, ctx, word }: BenefitRows): string {
  const points = (value: number) => formatNumber(value, 'points', ctx)
  const said: string[] = []
  for (const { account, amountPoints } of price) {
    const found = standing.accounts.find(({ id }) => id === account)
    if (!found) continue
    said.push(word.becomes(points(found.balancePoints), points(found.balancePoints - amountPoints)))
    if (found.nextLapse) {
      said.push(word.drawnFrom(points(found.nextLapse.amountPoints), sayDay(found.nextLapse.at, ctx)))
    }
  }
  if (price.length === 0 && quota) {
    said.push(
      word.leftAfter(formatNumber(Math.max(0, quota.left - 1), 'integer', ctx), sayDay(quota.renewsAt, ctx)),
    )
  }
  return sentences(said, ctx.locale)
}
