/** What redemptions have brought and what they still hold: those that are open, and the codes, each to be copied. */
import { html, nothing, type TemplateResult } from 'lit'
import type { BenefitStanding } from '../schema/standing.js'
import { sayDay } from '../words/day.js'
import { apart, textOf } from '../words/locale.js'
import type { BenefitWords } from '../words/benefit-wallet.js'
import type { SayContext } from '../words/say.js'
import { icon } from './icons.js'
import { safeLink } from './link.js'

type Redemption = NonNullable<BenefitStanding['redemptions']>[number]

/** A code that was copied last, and whether the browser did it or the person has to. */
export interface Copied {
  readonly redemption: string
  readonly done: boolean
}

/** What the lines of all rows share. */
export interface CodeRows {
  readonly ctx: SayContext
  readonly word: BenefitWords
  /** Whether requests can be sent at all. */
  readonly offered: boolean
  /** A benefit whose request is sent and not read back. */
  readonly isSent: (benefit: BenefitStanding) => boolean
  /** The code that was copied last. */
  readonly copied: Copied | null
  readonly onCopy: (redemption: string, code: string, shown: HTMLElement) => void
  readonly onRelease: (benefit: BenefitStanding, redemption: string) => void
  readonly base: string | null
}

/** Codes that are shown: who redeems three at a time has not lost the first. */
const shownCodes = 3

/** Redemptions whose price is held, each with a way out, and the codes of the last ones that were given, newest first. */
export function redemptionLines(benefit: BenefitStanding, rows: CodeRows): TemplateResult | typeof nothing {
  const redemptions = benefit.redemptions ?? []
  const open = redemptions.filter(({ usedAt }) => usedAt === null)
  const given = redemptions
    .filter(({ usedAt, voucher }) => usedAt !== null && voucher !== null)
    .reverse()
    .slice(0, shownCodes)
  if (open.length === 0 && given.length === 0) return nothing
  return html`${open.map((one) => openLine(benefit, one, rows))} ${given.map((one) => codeLine(one, rows))}`
}

function openLine(benefit: BenefitStanding, { id, at, until }: Redemption, rows: CodeRows): TemplateResult {
  const { ctx, word, offered } = rows
  const said = word.redeemed(sayDay(at, ctx), until ? sayDay(until.at, ctx) : null)
  const button = html`<button
    class="link"
    part="link release-button"
    type="button"
    aria-label=${word.ofBenefit(word.release, textOf(benefit.name, ctx.locale))}
    @click=${() => rows.onRelease(benefit, id)}
  >
    ${word.release}
  </button>`
  return html`<p class="s1 redemption" part="redemption">
    ${said} ${offered && !rows.isSent(benefit) ? button : nothing}
  </p>`
}

function codeLine({ id, usedAt, voucher }: Redemption, rows: CodeRows): TemplateResult {
  const { ctx, word, copied } = rows
  const code = voucher!
  // a link is followed, and copied as any other code
  const link = /^https:/i.test(code) ? safeLink(code, rows.base, `voucher of redemption ${id}`) : null
  const mine = copied?.redemption === id ? copied : null
  const shown = apart(code, ctx.locale)
  const onCopy = (event: Event): void => {
    const line = (event.currentTarget as HTMLElement).parentElement
    const place = line?.querySelector<HTMLElement>('code')
    if (place) rows.onCopy(id, code, place)
  }
  const action = mine?.done ? word.copied : word.copy
  return html`<p class="s1 voucher" part="voucher">
    <span>${word.voucher(sayDay(usedAt!, ctx))}</span>
    <code class="strong code" part="code"
      >${link ? html`<a class="link" part="link" href=${link}>${shown}</a>` : shown}</code
    >
    <button
      class="link s1 copy"
      part="link copy-button"
      type="button"
      aria-label=${word.ofBenefit(action, code)}
      @click=${onCopy}
    >
      ${icon(mine?.done ? 'check' : 'copy')}${action}</button
    >${mine && !mine.done ? html` <span part="copy-hint">${word.copyByKeys}</span>` : nothing}
  </p>`
}
