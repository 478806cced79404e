import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Command } from '../schema/command.js'
import type { BenefitStanding, Standing } from '../schema/standing.js'
import { benefitWords } from '../words/benefit-wallet.js'
import { zoneName } from '../words/date.js'
import { textOf } from '../words/locale.js'
import { formatNumber } from '../words/number.js'
import { benefitBones } from './benefit-bones.js'
import { benefitChoice } from './benefit-choice.js'
import type { Copied } from './benefit-code.js'
import { benefitCounts, benefitsOf, benefitTabs, nextToOpen, type BenefitTab } from './benefit-groups.js'
import { holdNote } from './benefit-hold.js'
import { benefitNews } from './benefit-news.js'
import { benefitRow, type BenefitRows } from './benefit-row.js'
import { styles } from './benefit-wallet.styles.js'
import { copyText } from './copy-text.js'
import { TkElement, type CardTexts } from './element.js'
import {
  TkBenefitChooseEvent,
  TkBenefitRedeemEvent,
  TkBenefitReleaseEvent,
  TkBenefitUseEvent,
} from './events.js'
import type { IconName } from './icons.js'
import type { Moment, News } from './news.js'
import { moreButton, rowsOf } from './paging.js'

const ownRows = 5
/** Locked benefits shown below the available ones. */
const nextRows = 2

/**
 * What a merchant's standing gives: what can be used now, soonest to run out first, what the next tiers open, and why
 * the rest cannot be used. What takes points or a quota asks once more before it is sent.
 *
 * @summary The benefits of a merchant, with quotas, prices and choices.
 * @tag tk-benefit-wallet
 *
 * @slot header - below the title, in every state
 * @slot footer - at the end of the card, in every state
 * @slot benefit-<id> - something of the page's own in the row, or the choice, of that benefit
 * @slot empty - in place of the message of a program without benefits
 * @slot error - in place of the message and the Retry button
 * @slot loading - in place of the skeleton
 *
 * @fires {CustomEvent<{benefit: string}>} tk-benefit-use - a benefit is to be used once, or redeemed for its price; sent after the confirmation
 * @fires {CustomEvent<{benefit: string}>} tk-benefit-redeem - a benefit is to be redeemed in two steps: its price is held until the platform has given it; sent after the confirmation
 * @fires {CustomEvent<{benefit: string, redemption: string}>} tk-benefit-release - a redemption that is held is given up: points and use come back
 * @fires {CustomEvent<{benefit: string, options: readonly string[]}>} tk-benefit-choose - options of a benefit were chosen and confirmed
 * @fires {CustomEvent<null>} tk-load - a standing is shown, for the first time or again after an error; does not bubble
 * @fires {CustomEvent<{issue: Issue, cause?: unknown}>} tk-error - the error state is shown; does not bubble
 * @fires {CustomEvent<null>} tk-retry - the person asks to read again; inside a provider that happens unless canceled
 *
 * @csspart card - the whole
 * @csspart head - title, date, Retry
 * @csspart title - the title
 * @csspart as-of - when the numbers held
 * @csspart header - around the slot of that name
 * @csspart footer - around the slot of that name
 * @csspart notice - what was asked for and not done, or may be forgotten, and why
 * @csspart notice-button - waves it away
 * @csspart body - everything between head and foot
 * @csspart content - what a ready element shows
 * @csspart tabs - the filters
 * @csspart tab - one of them
 * @csspart suspended-reason - why, and when they are back
 * @csspart suspended - what is suspended, and by what
 * @csspart choice - a choice of some of several options
 * @csspart choice-by - until when it can be made
 * @csspart option - one option
 * @csspart benefit - one row
 * @csspart icon - an icon
 * @csspart name - a benefit's name
 * @csspart value - its kind, what it gives, or why it cannot be used
 * @csspart given - when it was given, and until when it is kept
 * @csspart redemption - a redemption whose price is held, and until when
 * @csspart release-button - gives it up
 * @csspart voucher - a code that a redemption brought; the last three, newest first
 * @csspart code - the code itself
 * @csspart copy-button - copies it
 * @csspart copy-hint - beside a code that the person has to copy by keys
 * @csspart quota - what is left of it
 * @csspart stock - how many there are for all merchants together
 * @csspart bar - a bar
 * @csspart button - a button
 * @csspart action - the button of a row
 * @csspart price - a price where nothing can be sent
 * @csspart short - how many points are missing
 * @csspart confirm - the question before something is used
 * @csspart cancel - its way back
 * @csspart confirm-button - its way on
 * @csspart tag - a state
 * @csspart next - the heading of what opens next
 * @csspart link - a button that looks like a link
 * @csspart more - the button that shows more rows
 * @csspart foot - order and zone
 * @csspart skeleton - while loading
 * @csspart empty - the message of a program without benefits
 * @csspart error - the message of a failure
 * @csspart message - the first line of a message
 * @csspart reason - its second line
 * @csspart retry - the Retry button
 *
 * @cssproperty [--tk-wallet-quota=var(--tk-color-accent)] - what is left of a quota
 * @cssproperty [--tk-bar-track=var(--tk-color-line)] - the rest of it
 */
export class TkBenefitWallet extends TkElement {
  static override styles = [TkElement.styles, styles]

  /** How many benefits are shown at first, and how many more at each press; from 1. */
  @property({ type: Number }) rows = ownRows

  /** Commands that are sent and not read back, for a page without a provider. They show as pending and change no number. */
  @property({ attribute: false }) pending: readonly Command[] | null | undefined

  @state() private tab: BenefitTab = 'available'
  @state() private pages = 1
  @state() private asked: string | null = null
  @state() private copied: Copied | null = null
  @state() private picked: Readonly<Record<string, readonly string[]>> = {}

  /** The benefit whose button, or question, the focus goes to after the next update. */
  private focusNext: { benefit: string; on: 'cancel' | 'action' } | null = null

  protected override readonly emptyIcon: IconName = 'box'

  protected override texts(): CardTexts {
    return benefitWords(this.locale)
  }

  protected override isEmpty({ benefits }: Standing): boolean {
    return benefits.length === 0
  }

  protected override renderFoot(standing: Standing | null): TemplateResult {
    if (!standing) return html`<span class="bone text w45"></span>`
    const word = benefitWords(this.locale)
    const order = word.order[this.tab]
    return html`${order ? html`<div>${order}</div>` : nothing}
      <div>${word.zone(zoneName(standing.program.zone, this.locale))}</div>`
  }

  protected override renderReady(standing: Standing): TemplateResult {
    const word = benefitWords(this.locale)
    const counts = benefitCounts(standing.benefits)
    const rows = rowsOf(this.rows, ownRows)
    const next = this.tab === 'available' ? nextToOpen(standing.benefits, nextRows) : []
    const all = benefitsOf(standing.benefits, this.tab)
    const shown = all.slice(0, rows * this.pages)
    const ofRows = this.rowsFor(standing)
    const choices = shown.filter(({ state }) => state === 'choose')
    const others = shown.filter(({ state }) => state !== 'choose')
    const full = counts.available >= rows && nextToOpen(standing.benefits, nextRows).length === nextRows
    return html`<div class="stack">
      ${full ? html`<div class="hold skeleton under" aria-hidden="true">${this.renderSkeleton()}</div>` : nothing}
      <div class="page">
        ${this.renderTabs(counts)} ${this.renderHold(standing)}
        <div class="list ${full && this.tab === 'available' ? 'full' : ''}">
          ${repeat(
            choices,
            ({ id }) => id,
            (benefit) => this.renderChoice(benefit, standing),
          )}
          ${
            others.length > 0
              ? html`<ul role="list">
                  ${repeat(
                    others,
                    ({ id }) => id,
                    (benefit) => benefitRow(benefit, ofRows),
                  )}
                </ul>`
              : nothing
          }
          ${shown.length === 0 ? this.renderNone(standing) : nothing}
        </div>
        ${moreButton({
          shown: shown.length,
          total: all.length,
          rows,
          more: word.more,
          fewer: word.fewer,
          onMore: () => void this.pages++,
          onFewer: () => void (this.pages = 1),
        })}
        ${next.length > 0 ? this.renderNext(next, ofRows) : nothing}
      </div>
    </div>`
  }

  protected override leave(from: Element): boolean {
    if (!this.copied || !from.closest('.voucher')) return false
    this.copied = null
    return true
  }

  protected override newsOf(before: Moment, now: Moment): News[] {
    return benefitNews(before, now, benefitWords(this.locale).news, this.locale)
  }

  protected override placeOf(focused: Element): string | null {
    const row = focused.closest<HTMLElement>('[data-benefit]')
    return row ? `[data-benefit="${CSS.escape(row.dataset.benefit!)}"]` : super.placeOf(focused)
  }

  protected override renderSkeleton(): TemplateResult {
    return benefitBones(this.locale, rowsOf(this.rows, ownRows), nextRows)
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed)
    const goal = this.focusNext
    if (!goal) return
    this.focusNext = null
    const row = this.renderRoot.querySelector<HTMLElement>(`[data-benefit="${CSS.escape(goal.benefit)}"]`)
    const found = row?.querySelector<HTMLElement>(goal.on === 'cancel' ? '.cancel' : '.act .btn') ?? row
    found?.focus()
  }

  private renderTabs(counts: Record<BenefitTab, number>): TemplateResult {
    const word = benefitWords(this.locale)
    return html`<div class="tabs" part="tabs" role="group" aria-label=${word.filter}>
      ${benefitTabs.map(
        (tab) =>
          html`<button
            class="tab"
            part="tab"
            type="button"
            aria-pressed=${tab === this.tab ? 'true' : 'false'}
            @click=${() => this.show(tab)}
          >
            ${word.filters[tab]} <span class="count">${counts[tab]}</span>
          </button>`,
      )}
    </div>`
  }

  /** What would be there but is held back: said where a merchant looks for it, and beside it. */
  private renderHold(standing: Standing): TemplateResult | typeof nothing {
    if (this.tab !== 'available' && this.tab !== 'locked') return nothing
    const word = benefitWords(this.locale)
    const see =
      this.tab === 'locked'
        ? nothing
        : html`<button class="btn" part="button" type="button" @click=${() => this.show('locked')}>
            ${word.see}
          </button>`
    return holdNote({ standing, ctx: this.contextOf(standing), word, see })
  }

  private renderChoice(benefit: BenefitStanding, standing: Standing): TemplateResult | typeof nothing {
    const sent = this.commands.find(
      (command) => command.command === 'chooseBenefit' && command.benefit === benefit.id,
    )
    return benefitChoice(benefit, {
      ctx: this.contextOf(standing),
      word: benefitWords(this.locale),
      offered: this.source?.can.send ?? true,
      picked: this.picked[benefit.id] ?? [],
      sent: sent && 'options' in sent ? sent.options : null,
      onPick: (option, on) => this.pick(benefit, option, on),
      onConfirm: () =>
        this.dispatchEvent(new TkBenefitChooseEvent(benefit.id, this.picked[benefit.id] ?? [])),
    })
  }

  private renderNext(next: readonly BenefitStanding[], rows: BenefitRows): TemplateResult {
    const word = benefitWords(this.locale)
    return html`<div class="next">
      <div class="h" part="next">
        <span class="name" role="heading" aria-level=${this.sectionLevel}>${word.nextToOpen}</span>
        <button class="link" part="link" type="button" @click=${() => this.show('locked')}>
          ${word.seeAll}
        </button>
      </div>
      <ul role="list">
        ${repeat(
          next,
          ({ id }) => id,
          (benefit) => benefitRow(benefit, rows),
        )}
      </ul>
    </div>`
  }

  private renderNone(standing: Standing): TemplateResult {
    const word = benefitWords(this.locale)
    const [next] = this.tab === 'available' ? nextToOpen(standing.benefits, 1) : []
    const gap = next?.opensAt?.scoreGap
    const ctx = this.contextOf(standing)
    return html`<div class="none" part="message">
      <p class="strong">${word.nothing[this.tab]}</p>
      ${
        next?.opensAt
          ? html`<p class="s1">
              ${word.nextOpens(
                textOf(next.name, this.locale),
                textOf(next.opensAt.name, this.locale),
                gap ? formatNumber(gap, 'score', ctx) : null,
              )}
            </p>`
          : nothing
      }
    </div>`
  }

  protected override aboutOf(command: Command, { benefits }: Standing): string | null {
    if (!('benefit' in command)) return null
    const name = benefits.find(({ id }) => id === command.benefit)?.name
    return name ? textOf(name, this.locale) : command.benefit
  }

  protected override get commands(): readonly Command[] {
    return this.source?.view.pending ?? this.pending ?? []
  }

  private rowsFor(standing: Standing): BenefitRows {
    return {
      standing,
      ctx: this.contextOf(standing),
      word: benefitWords(this.locale),
      offered: this.source?.can.send ?? true,
      isSent: ({ id }) => this.commands.some((command) => 'benefit' in command && command.benefit === id),
      asked: this.asked,
      onAsk: ({ id }) => this.ask(id),
      onCancel: ({ id }) => this.answer(id),
      onConfirm: ({ id, hold }) => {
        this.answer(id)
        this.dispatchEvent(hold ? new TkBenefitRedeemEvent(id) : new TkBenefitUseEvent(id))
      },
      copied: this.copied,
      onCopy: (redemption, code, shown) => void this.copy(redemption, code, shown),
      base: this.ownerDocument.baseURI,
      onRelease: ({ id }, redemption) => this.dispatchEvent(new TkBenefitReleaseEvent(id, redemption)),
    }
  }

  private async copy(redemption: string, code: string, shown: HTMLElement): Promise<void> {
    const done = await copyText(code, shown)
    this.copied = { redemption, done }
    const word = benefitWords(this.locale)
    this.say(done ? word.ofBenefit(word.copied, code) : word.copyByKeys)
  }

  private ask(benefit: string): void {
    this.asked = benefit
    this.focusNext = { benefit, on: 'cancel' }
  }

  private answer(benefit: string): void {
    this.asked = null
    this.focusNext = { benefit, on: 'action' }
  }

  private pick({ id, choose }: BenefitStanding, option: string, on: boolean): void {
    const before = choose?.pick === 1 ? [] : (this.picked[id] ?? []).filter((one) => one !== option)
    this.picked = { ...this.picked, [id]: on ? [...before, option] : before }
  }

  private show(tab: BenefitTab): void {
    this.tab = tab
    this.pages = 1
    this.asked = this.copied = null
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tk-benefit-wallet': TkBenefitWallet
  }
}
