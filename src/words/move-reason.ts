/** Why a merchant moves between two versions of a program, as a sentence. */
import type { Text, Unit } from '../schema/text.js'
import { pick, textOf, type Locale } from './locale.js'
import { formatNumber } from './number.js'
import { previewWords } from './preview.js'

/** What is known of the reason: see `population/reasons.ts`, which finds it. */
export interface MoveReason {
  readonly kind: 'tier' | 'condition' | 'mark' | 'factor' | 'score'
  readonly move: 'rise' | 'fall'
  readonly tier: { readonly name: Text } | null
  readonly rule: 'enter' | 'keep'
  readonly names: readonly { readonly name: Text; readonly unit: Unit }[]
  readonly numbers: readonly [before: number | null, after: number | null]
  readonly factor: { readonly name: Text } | null
}

export function sayMoveReason(
  { kind, move, tier, rule, names, numbers: [was, is], factor }: MoveReason,
  { locale, currency }: { locale: Locale; currency: string },
): string {
  const words = previewWords(locale)
  const number = (value: number, unit: Unit): string =>
    formatNumber(value, unit, { locale, currency, ...(unit === 'percent' && { digits: 2 }) })
  if (factor) {
    const name = textOf(factor.name, locale)
    return was !== null && is !== null && was !== is
      ? words.weighs(name, number(is, 'number'), number(was, 'number'))
      : words.points(name)
  }
  const high = textOf(tier!.name, locale)
  if (kind === 'tier') return move === 'fall' ? words.noTier(high) : words.newTier(high)
  const about = rule === 'keep' ? words.keeping(high) : high
  if (kind === 'score') return words.others(about)
  const [name] = names
  const text = [...new Set(names.map((one) => textOf(one.name, locale)))].join(
    pick({ en: ', ', 'zh-CN': '、' }, locale),
  )
  const mark = (value: number): string => number(value, name?.unit ?? 'number')
  if (was !== null && is !== null && was !== is) return words.markMoved(about, text, mark(is), mark(was))
  const known = is ?? was
  // a choice's place or a flag says nothing
  const isNumber = name && ['choice', 'tier', 'flag', 'date'].indexOf(name.unit) < 0
  return known !== null && isNumber ? words.mark(about, text, mark(known)) : words.about(about, text)
}
