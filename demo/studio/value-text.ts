/** Values of what marks are on, as people read them. */
import { digitsApart, formatNumber } from '../../src/words/number.js'
import type { ShownValues } from './shown-values.js'
import type { Saying } from './tables.js'

/** A number with as many decimals as it is written with: a mark of 0.925 is not shown as 0.93. */
export function exactText({ unit }: ShownValues, number: number, { locale, currency }: Saying): string {
  const digits = Math.min(6, (/\.(\d+)$/.exec(String(number))?.[1] ?? '').length)
  return formatNumber(number, unit, { locale, currency, digits })
}

/** A number with the decimals that its unit usually has. */
export function roughText({ unit }: ShownValues, number: number, { locale, currency }: Saying): string {
  return formatNumber(number, unit, { locale, currency })
}

/** A value beside a mark, which it never looks like when it is not; null is not known. */
export function textBeside(
  { unit }: ShownValues,
  number: number | null,
  mark: number,
  { locale, currency }: Saying,
): string {
  const digits = number === null ? 0 : digitsApart(number, mark, unit, true, currency)
  return formatNumber(number, unit, { locale, currency, digits })
}
