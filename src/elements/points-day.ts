/** The way to a day of the log: a field for a date of the program's zone, and the button that goes there. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Entry } from '../schema/entry.js'
import { sayDay } from '../words/day.js'
import type { PointsWords } from '../words/points-ledger.js'
import type { SayContext } from '../words/say.js'

export interface DayForm {
  readonly ctx: SayContext
  readonly word: PointsWords
  /** The account's entries among those read. */
  readonly log: readonly Entry[]
  readonly seeks: boolean
  readonly onDay: (day: string) => void
}

/** Nothing while there are no entries to go to. A date that is being typed is none yet: only Enter and the button go. */
export function dayForm({ ctx, word, log, seeks, onDay }: DayForm): TemplateResult | typeof nothing {
  if (log.length === 0) return nothing
  const go = (event: Event): void => {
    event.preventDefault()
    const field = (event.currentTarget as HTMLFormElement).querySelector('input')!
    if (!field.value) field.focus()
    else if (!seeks) onDay(field.value)
  }
  return html`<form class="day" part="go-to-date" novalidate @submit=${go}>
    <input type="date" part="date-field" aria-label=${word.dateField} max=${dayName(ctx.at, ctx)} />
    <button class="btn quiet" part="button" type="submit" aria-disabled=${seeks ? 'true' : 'false'}>
      ${word.goToDate}
    </button>
  </form>`
}

/** Where a day has led, in words. `day` is as the field has it. */
export function sayWhere(day: string, entry: Entry, ctx: SayContext, word: PointsWords): string {
  const found = dayName(entry.at, ctx)
  const [asked, at] = [`${day}T12:00:00Z`, sayDay(entry.at, ctx, 'dayYear')]
  const askedDay = sayDay(asked, { ...ctx, zone: 'UTC' }, 'dayYear')
  return found === day
    ? word.atDay(at)
    : found < day
      ? word.atDayBefore(askedDay, at)
      : word.atFirst(askedDay, at)
}

const dayName = (at: string | number, ctx: SayContext): string =>
  sayDay(String(at), ctx, 'sheet').slice(0, 10)
