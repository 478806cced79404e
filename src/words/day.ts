import { formatDate, type DateStyle } from './date.js'
import type { SayContext } from './say.js'

/** A date as it is said beside a standing: in its program's zone, without the year in the standing's own. No date gives an empty string. */
export function sayDay(moment: string | null | undefined, ctx: SayContext, style: DateStyle = 'day'): string {
  return moment ? formatDate(moment, { locale: ctx.locale, zone: ctx.zone, now: ctx.at, style }) : ''
}
