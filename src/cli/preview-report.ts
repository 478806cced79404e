/** A preview as tables for people. */
import type { Name } from '../plan/plan.js'
import type { Limits, Rail } from '../population/guards.js'
import type { Reason } from '../population/reasons.js'
import { aligned } from '../words/columns.js'
import { formatDate } from '../words/date.js'
import { pick, textOf, type Locale } from '../words/locale.js'
import { sayMoveReason } from '../words/move-reason.js'
import { formatNumber } from '../words/number.js'
import type { PreviewWords } from '../words/preview.js'
import type { PreviewInput } from './preview-input.js'
import type { Preview } from '../population/preview.js'

export interface PreviewContext {
  readonly words: PreviewWords
  readonly locale: Locale
  readonly atMs: number
  readonly input: PreviewInput
  readonly limits: Limits
  readonly target: readonly number[] | null // shares in percent, the lowest tier first
}

/** Reasons of one direction that are said one by one. */
const SAID = 8

export const previewReport = (found: Preview, context: PreviewContext): string => {
  const say = new Sayer(found, context)
  const parts = [
    say.title(),
    say.distribution(),
    say.movement(),
    say.reasons(),
    say.edge(),
    say.concentration(),
    say.cost(),
    say.rails(),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

type Amount = number | null | undefined

class Sayer {
  constructor(
    private readonly found: Preview,
    private readonly context: PreviewContext,
  ) {}

  private get words(): PreviewWords {
    return this.context.words
  }
  private number(value: Amount, unit: Name['unit'] = 'integer', signed = false): string {
    const { currency } = this.found.draft.plan.program
    const { locale } = this.context
    const { zone } = this.found.draft.plan.clockwork
    return formatNumber(value, unit, {
      locale,
      currency,
      signed,
      zone,
      ...(unit === 'percent' && { digits: 2 }),
    })
  }
  private percent(part: number, whole: number, signed = false): string {
    return this.number(whole === 0 ? null : (100 * part) / whole, 'percent', signed)
  }
  private list(texts: readonly string[]): string {
    return texts.join(pick({ en: ', ', 'zh-CN': '、' }, this.context.locale))
  }
  /** A tier among the shared ones. */
  private tier(place: number): string {
    const { tiers } = this.found.shared
    return place < 0
      ? pick({ en: '(none)', 'zh-CN': '（无）' }, this.context.locale)
      : textOf(tiers[place]!.name, this.context.locale)
  }
  private heading(text: string, ...tables: readonly string[]): string {
    return [text, ...tables.filter((table) => table !== '')].join('\n')
  }

  title(): string {
    const { draft, published } = this.found
    const { locale, atMs, input } = this.context
    const { zone } = draft.plan.clockwork
    const nameOf = ({ plan: { program } }: typeof draft): string =>
      `${textOf(program.name, locale)} ${program.version}`
    const at = `${formatDate(atMs, { locale, zone, style: 'sheet' })} (${zone})`
    const there = draft.earned.length
    const left = input.all - there
    return [
      this.words.title(nameOf(draft), nameOf(published), textOf(draft.ladder.name, locale), at),
      this.words.merchants(this.number(there)) +
        (left > 0
          ? pick({ en: '; ', 'zh-CN': '；' }, locale) +
            this.words.leftOut(this.number(left), this.number(input.all))
          : ''),
    ].join('\n')
  }

  distribution(): string {
    const { words } = this
    const { shared, published, draft } = this.found
    const all = draft.earned.length
    const { target } = this.context
    const at = (side: typeof draft, places: readonly number[], place: number): number =>
      place < 0 ? side.counts.none : (side.counts.tiers[places.indexOf(place)] ?? 0)
    const rows = this.places().flatMap((place) => {
      const was = at(published, shared.former, place)
      const is = at(draft, shared.latter, place)
      if (place < 0 && was + is === 0) return []
      const share = target?.[shared.latter.indexOf(place)]
      return [
        [
          ...[
            this.tier(place),
            this.number(was),
            this.percent(was, all),
            this.number(is),
            this.percent(is, all),
          ],
          ...(target ? [share === undefined ? '' : this.number(share, 'percent')] : []),
        ],
      ]
    })
    const header = [
      words.tier,
      words.published,
      words.share,
      words.draft,
      words.share,
      ...(target ? [words.target] : []),
    ]
    return aligned([header, ...rows], [1, 2, 3, 4, 5])
  }

  /** The shared tiers, the highest first, and last those on none. */
  private places(): number[] {
    return [...this.found.shared.tiers.map((_, place) => place).reverse(), -1]
  }

  movement(): string {
    const { words } = this
    const { from, risen, fallen, stayed } = this.found.movement
    const all = risen + fallen + stayed
    const places = this.places().filter(
      (place) => place >= 0 || from[0]!.some((some) => some > 0) || from.some(([some]) => some! > 0),
    )
    const rows = places.map((was) => {
      const row = places.map((is) => from[was + 1]![is + 1]!)
      return [
        this.tier(was),
        ...row.map((some) => this.number(some)),
        this.number(row.reduce((sum, some) => sum + some, 0)),
      ]
    })
    const sums = [
      [words.risen, risen],
      [words.fallen, fallen],
      [words.stayed, stayed],
    ] as const
    return this.heading(
      words.moves,
      aligned([['', ...places.map((place) => this.tier(place)), words.all], ...rows], rows.map((_, nth) => nth + 1).concat(rows.length + 1)), // prettier-ignore
      aligned(
        sums.map(([name, some]) => [name, this.number(some), this.percent(some, all)]),
        [1, 2],
      ),
    )
  }

  reasons(): string {
    const { all, counts } = this.found.reasons
    const { words } = this
    const lines = (['fall', 'rise'] as const).flatMap((move) => {
      const some = all.flatMap((reason, nth) =>
        reason.move === move ? [{ reason, count: counts[nth]! }] : [],
      )
      if (some.length === 0) return []
      const rest = some.slice(SAID)
      const sum = (list: readonly { count: number }[]): number =>
        list.reduce((total, { count }) => total + count, 0)
      return [
        [move === 'fall' ? words.fallen : words.risen, this.number(sum(some))],
        ...some.slice(0, SAID).map(({ reason, count }) => [`  ${this.reason(reason)}`, this.number(count)]),
        ...(rest.length > 0
          ? [[`  ${words.moreReasons(this.number(rest.length))}`, this.number(sum(rest))]]
          : []),
      ]
    })
    return lines.length === 0 ? '' : this.heading(words.reasons, aligned(lines, [1]))
  }

  private reason(reason: Reason): string {
    const { currency } = this.found.draft.plan.program
    return sayMoveReason(reason, { locale: this.context.locale, currency })
  }

  edge(): string {
    const { edges, draft } = this.found
    const { locale } = this.context
    const lines = edges.flatMap(({ tier, name, mark, near: distance, edge }) => {
      const side = (near: typeof edge.reach, sign: 1 | -1): string[][] =>
        near.map(({ row, value, by }) => [
          `  ${draft.population.ids[row]!}`,
          this.fine(value),
          `${sign > 0 ? '+' : '−'}${this.fine(by)}`,
        ])
      const about = this.list([
        textOf(tier.name, locale),
        `${textOf(name.name, locale)} ${this.number(mark, name.unit)}`,
      ])
      const within = this.words.within(this.number(edge.within), this.number(distance, name.unit))
      return [[about, '', within], ...side(edge.reach, 1), ...side(edge.miss, -1)]
    })
    return lines.length === 0 ? '' : this.heading(this.words.edge, aligned(lines, [1, 2]))
  }
  /** All six digits of the grid, of which the last ones decide here. */
  private fine(value: number): string {
    return String(Number(value.toFixed(6)))
  }

  concentration(): string {
    const { by, draft } = this.found
    if (by === null) return ''
    const { words } = this
    const { concentration, tiers, subject } = by
    const { total, shares } = concentration
    const rows = [
      ...shares.map(({ percent, best, sum }) => [
        words.best(`${percent}%`, this.number(best)),
        this.percent(sum, total),
      ]),
      ...this.own().map(({ name, tier, counts }) => [
        words.ofTier(name, this.percent(counts, draft.earned.length)),
        this.percent(tiers[tier + 1]!, total),
      ]),
    ]
    return this.heading(words.concentration(this.subject(subject)), aligned(rows, [1]))
  }
  private subject({ id, names }: NonNullable<Preview['by']>['subject']): string {
    return names[0] ? textOf(names[0], this.context.locale) : id
  }
  /** The draft's own tiers, the highest first. */
  private own(): { name: string; tier: number; counts: number }[] {
    const { ladder, counts } = this.found.draft
    return ladder.tiers
      .map(({ name }, tier) => ({
        name: textOf(name, this.context.locale),
        tier,
        counts: counts.tiers[tier]!,
      }))
      .reverse()
  }

  cost(): string {
    const { words } = this
    const { cost, published, draft, shared, by } = this.found
    if (draft.costs.benefits.length + published.costs.benefits.length === 0) return ''
    const sums = ({ costs: { benefits } }: typeof draft, tier: number): number =>
      benefits.reduce((sum, one) => sum + (one.cost[tier + 1] ?? 0), 0)
    const money = (value: Amount, signed = false): string => this.number(value, 'money', signed)
    const rows = this.places().flatMap((place) => {
      const [old, now] = [shared.former.indexOf(place), shared.latter.indexOf(place)]
      const was = place >= 0 && old < 0 ? 0 : sums(published, old)
      const is = place >= 0 && now < 0 ? 0 : sums(draft, now)
      return place < 0 && was === 0 && is === 0
        ? []
        : [[this.tier(place), money(was), money(is), money(is - was, true)]]
    })
    const { before, after } = cost
    const all = [
      words.all,
      money(before),
      money(after),
      money(after - before, true),
      this.percent(after - before, before, true),
    ]
    const { from } = this.found.movement
    const moved = this.places().flatMap((was) =>
      this.places().flatMap((is) => {
        const count = from[was + 1]![is + 1]!
        const more = cost.from[was + 1]![is + 1]!
        return count === 0 || more === 0
          ? []
          : [[`  ${this.tier(was)} → ${this.tier(is)}`, this.number(count), money(more, true)]]
      }),
    )
    const returned =
      by === null || after === 0
        ? ''
        : aligned(
            [
              [
                words.returned(this.subject(by.subject)),
                this.number(by.concentration.total / after, 'number'),
              ],
            ],
            [1],
          )
    const left = [...new Set([...published.costs.left, ...draft.costs.left].map(({ benefit }) => textOf(benefit.name, this.context.locale)))] // prettier-ignore
    return this.heading(
      words.cost,
      aligned([['', words.published, words.draft, words.change], ...rows, all], [1, 2, 3, 4]),
      aligned(moved, [1, 2]),
      returned,
      left.length > 0 ? words.noCost(this.list(left)) : '',
    )
  }

  rails(): string {
    const { words } = this
    const { rails, fixes } = this.found
    if (rails.length === 0) return ''
    const rows = rails.map((rail) => [
      this.rail(rail),
      this.amount(rail, rail.limit),
      this.amount(rail, rail.found, rail.rail === 'cost'),
      rail.holds ? words.kept : words.broken,
    ])
    return this.heading(words.rails, aligned(rows, [1, 2]), fixes === null ? '' : this.fixes(fixes))
  }
  private rail({ rail, tier }: Rail): string {
    const { words } = this
    if (rail === 'demoted') return words.demotedRail
    return rail === 'cost'
      ? words.costRail
      : words.targetRail(textOf(this.found.draft.ladder.tiers[tier!]!.name, this.context.locale))
  }
  private amount({ unit }: Rail, value: number | null, signed = false): string {
    if (unit === 'money') return this.number(value, 'money', signed)
    return unit === 'percent' || value === null
      ? this.number(value, 'percent', signed)
      : this.words.points100(this.number(value, 'number'))
  }

  private fixes({ fixes, untried }: NonNullable<Preview['fixes']>): string {
    const { words } = this
    const { numbers, others } = this.found.changes
    const lines = fixes.map(
      ({ change: { path, after }, value }) => `  ${words.fix(path.join('.'), String(after), String(value))}`,
    )
    return [
      ...(lines.length > 0 ? [words.fixes, ...lines] : [numbers.length === 0 ? words.same : words.noFix]),
      ...(untried > 0 ? [words.untried(this.number(untried))] : []),
      ...(others.length > 0 ? [words.otherChanges(this.list(others.map((path) => path.join('.'))))] : []),
    ].join('\n')
  }
}
