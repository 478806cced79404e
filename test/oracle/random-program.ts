/**
 * Random programs that are valid: every primitive, its options alone and together, small ones most often. Numbers are drawn from a few
 * that facts and marks share, so that values fall on marks; and are short enough that exact and binary arithmetic agree off the grid's ties.
 */
import type { Condition, Program } from '../../src/schema/program.js'
import type { Dice } from './dice.js'

const name = (word: string) => ({ en: word, 'zh-CN': `${word}（中文）` })
const seen = (id: string) => ({ id, name: name(id) })
type Json = Record<string, unknown>

export const zones = [
  'UTC',
  'Asia/Shanghai',
  'America/Los_Angeles',
  'Europe/London',
  'Pacific/Auckland',
  'Asia/Kolkata',
]
const choices = {
  goods: { tea: name('Tea'), books: name('Books') },
  grade: { low: name('Low'), mid: name('Mid'), high: name('High') },
}
const numbersOf = {
  small: [0, 1, 2, 3, 4, 5],
  amounts: [0, 1, 50, 99, 100, 101, 150, 200, 250, 1000],
  ratings: [1, 2.5, 4, 4.7, 4.8, 5],
}
export const marks = { ...numbersOf, percents: [0, 10, 12.5, 20, 25, 33.333333, 50, 66.7, 75, 80, 100] }

interface Numeric {
  id: string
  marks: readonly number[]
  scoped?: boolean
}

/** A program in the making: what has been declared so far may be mentioned. */
export class Making {
  readonly numbers: Numeric[] = [] // metrics and fields that are numbers
  readonly segments: string[] = []
  readonly ladders: { id: string; tiers: string[]; scope: string | null }[] = []
  readonly overrides: string[] = []
  readonly accounts: string[] = []
  readonly cohorts: string[] = []
  readonly reviews: string[] = [] // that fall on dates
  readonly windows: string[] = []
  hasScore = false
  hasMain = false
  within: string | null = null // the ladder's scope, in whose conditions it may mention itself
  program: Json = {}

  constructor(
    readonly dice: Dice,
    /** How much is said: 0 little, 1 everything. */
    readonly rich: number,
  ) {}

  // ---- values and conditions

  private numeric(): Numeric {
    return this.dice.pick(this.numbers)
  }
  private comparison(pool: readonly number[]): Json {
    const { dice } = this
    const mark = dice.pick(pool)
    const more = dice.pick(pool)
    return dice.pick([
      () => ({ gte: mark }),
      () => ({ gte: mark }),
      () => ({ gt: mark }),
      () => ({ lte: mark }),
      () => ({ lt: mark }),
      () => ({ eq: mark }),
      () => ({ gte: mark, lte: more }),
      () => ({ known: dice.chance(0.7) }),
    ])()
  }
  private mark(pool: readonly number[], depth: number): unknown {
    const { dice } = this
    if (!dice.chance(0.15 * this.rich)) return dice.pick(pool)
    return this.variant(() => dice.pick(pool), depth)
  }
  /** A value, written out or chosen. */
  variant<T>(make: () => T, depth = 1, tiers = true): unknown {
    const { dice } = this
    if (depth > 2 || !dice.chance(0.35 * this.rich)) return make()
    const ladders = tiers ? this.ladders.filter(({ scope }) => scope === null || scope === this.within) : []
    const ways: (() => unknown)[] = [
      () => ({
        cases: dice.times(1, 2, () => ({ when: this.condition(depth + 1), use: make() })),
        else: make(),
      }),
      () => ({
        by: 'region',
        use: { tea: make(), ...dice.maybe(0.5, () => ({ books: make() })) },
        else: make(),
      }),
      ...ladders.slice(0, 1).map(({ id, tiers: all }) => () => ({
        by: id,
        use: Object.fromEntries(dice.some(all, 2).map((tier) => [tier, make()])),
        else: make(),
      })),
    ]
    return dice.pick(ways)()
  }

  /** What a subject is tested for; only what has been declared is mentioned. */
  private subjects(): (() => Json)[] {
    const { dice } = this
    const list: (() => Json)[] = [
      ...this.numbers.map(({ id, marks: pool }) => () => ({ [id]: this.comparison(pool) })),
      () => ({ trust: this.comparison(marks.small) }),
      () => ({ region: dice.pick(['tea', 'books', { in: ['tea', 'books'] }, { known: true }]) }),
      () => ({ grading: dice.pick(['mid', { gte: 'mid' }, { lt: 'high' }, { in: ['low', 'high'] }]) }),
      () => ({ active: dice.chance(0.6) }),
      () => ({ signedAt: dice.pick([{ gte: '2024-03-01' }, { lt: '2024-06-01' }, { known: true }]) }),
      ...this.segments.map((id) => () => ({ [id]: dice.chance(0.8) })),
      ...this.overrides.map((id) => () => ({ [id]: dice.chance(0.7) })),
      ...this.accounts.map((id) => () => ({ [id]: this.comparison(marks.amounts) })),
      ...this.ladders
        .filter(({ scope }) => scope === null || scope === this.within)
        .map(({ id, tiers }) => () => ({
          [id]: dice.pick<unknown>([
            dice.pick(tiers),
            { gte: dice.pick(tiers) },
            { lt: dice.pick(tiers) },
            { in: [dice.pick(tiers)] },
          ]),
        })),
    ]
    if (this.hasScore) list.push(() => ({ score: this.comparison([0, 10, 20, 40, 50, 60, 70, 80, 100]) }))
    return list
  }
  condition(depth = 0): Condition {
    const { dice } = this
    const few = (): Condition[] => dice.times(1, 3, () => this.condition(depth + 1))
    if (depth < 2 && dice.chance(0.3 * this.rich)) {
      const ways: (() => unknown)[] = [
        () => ({ all: few() }),
        () => ({ any: few() }),
        () => ({ not: this.condition(depth + 1) }),
        () => {
          const of = few()
          return { atLeast: dice.int(1, of.length), of }
        },
      ]
      if (this.reviews.length > 0) ways.push(() => this.persist(depth))
      if (this.cohorts.length > 0) ways.push(() => this.relative())
      return dice.pick(ways)() as Condition
    }
    const subject = (): Json => dice.pick(this.subjects())()
    return { ...subject(), ...dice.maybe(0.15, subject) } as Condition
  }
  private persist(depth: number): Json {
    const { dice } = this
    const ofLast = dice.int(1, 4)
    return {
      persist: this.condition(depth + 1),
      times: dice.int(1, ofLast),
      ofLast,
      ...(this.hasMain && dice.chance(0.3) ? {} : { at: dice.pick(this.reviews) }),
    }
  }
  private relative(): Json {
    const { dice } = this
    const as = dice.pick(['count', 'percent'])
    return {
      [dice.pick(['best', 'worst'])]: dice.pick(as === 'count' ? [1, 2, 3] : [3, 10, 12.5, 20, 33, 50]),
      of: this.hasScore && dice.chance(0.5) ? 'score' : this.numeric().id,
      among: dice.pick(this.cohorts),
      as,
      ...(as === 'percent' ? dice.maybe(0.5, () => ({ round: dice.pick(['floor', 'half', 'ceil']) })) : {}),
      ...dice.maybe(0.4, () => ({ better: dice.pick(['high', 'low']) })),
    }
  }
  /** On an order's own fields. */
  where(depth = 0): Condition {
    const { dice } = this
    if (depth < 2 && dice.chance(0.2)) {
      const few = (): Condition[] => dice.times(1, 2, () => this.where(depth + 1))
      return dice.pick<() => unknown>([
        () => ({ all: few() }),
        () => ({ any: few() }),
        () => ({ not: this.where(depth + 1) }),
        () => ({ atLeast: 1, of: few() }),
      ])() as Condition
    }
    return dice.pick<() => unknown>([
      () => ({ amount: { gte: this.mark(marks.amounts, 2) } }),
      () => ({ amount: this.comparison(marks.amounts) }),
      () => ({ rating: this.comparison(marks.ratings) }),
      () => ({ rating: { gte: 'trust' } }),
      () => ({ goods: dice.pick(['tea', { in: ['tea', 'books'] }]) }),
      () => ({ late: dice.chance(0.5) }),
      () => ({ hour: dice.pick([{ gte: 8, lt: 20 }, { lt: 1 }, { gte: 23 }]) }),
      () => ({ weekday: dice.pick(['monday', { in: ['saturday', 'sunday'] }]) }),
      () => ({ deliveredAt: { lte: 'promisedAt' } }),
      () => ({ deliveredAt: { gte: '2024-04-01' } }),
      () => ({ deliveredAt: { gt: 'signedAt' } }),
    ])() as Condition
  }

  // ---- nouns

  private span(): Json {
    const { dice } = this
    return dice.pick([
      () => ({ days: dice.pick([1, 7, 28, 30, 31, 90]) }),
      () => ({ weeks: dice.int(1, 5) }),
      () => ({ months: dice.pick([1, 2, 3, 6]) }),
      () => ({ years: 1 }),
    ])()
  }
  private short(): Json {
    return this.dice.pick([{ days: 1 }, { days: 3 }, { weeks: 1 }, { days: 10 }])
  }
  private term(): Json {
    const { dice } = this
    if (dice.chance(0.6)) return this.span()
    return {
      endOf: dice.pick(['day', 'week', 'month', 'quarter', 'year']),
      ...dice.maybe(0.5, () => ({ after: this.span() })),
    }
  }
  makeWindow(id: string): Json {
    const { dice } = this
    const shifted = {
      ...dice.maybe(0.25 * this.rich, () => ({ zone: dice.pick([...zones, 'merchant']) })),
      ...dice.maybe(0.2 * this.rich, () => ({ cutOff: this.short() })),
    }
    this.windows.push(id)
    const ways: (() => Json)[] = [
      () => ({ rolling: this.span() }),
      () => ({ rolling: { days: dice.pick([30, 90]) } }),
      () => ({ past: this.span(), ...dice.maybe(0.4, () => ({ withCurrent: true })) }),
      () => ({ current: dice.pick(['day', 'week', 'month', 'quarter', 'year']) }),
      () => ({
        current: dice.pick(['week', 'month', 'quarter', 'year']),
        from: dice.pick(['2024-01-31', '2023-04-01', '2024-02-14']),
      }),
      () => ({
        anniversary: this.span(),
        ...dice.maybe(0.4, () => ({ since: dice.pick(['joinedAt', 'signedAt']) })),
      }),
      () => ({
        dates: dice.pick([
          ['2024-02-01', '2024-05-01'],
          ['2024-03-10', '2024-03-11'],
          ['2024-01-01', '2025-01-01'],
        ]),
      }),
    ]
    return { ...dice.pick(ways)(), ...shifted }
  }
  makeReview(id: string): Json {
    const { dice } = this
    this.reviews.push(id)
    const rest = {
      ...dice.maybe(0.2 * this.rich, () => ({ cutOff: this.short() })),
      ...dice.maybe(0.15 * this.rich, () => ({ takesEffect: this.short() })),
      ...dice.maybe(0.2 * this.rich, () => ({ zone: dice.pick(zones) })),
    }
    const every = dice.pick(['week', 'month', 'month', 'month', 'quarter', 'year'])
    return dice.pick([
      () => ({ every, ...rest }),
      () => ({ every: 'month', day: dice.pick([1, 2, 15, 31]), ...rest }),
      () => ({ every: 'week', weekday: dice.pick(['monday', 'thursday', 'sunday']), ...rest }),
      () => ({
        every: dice.pick(['month', 'quarter']),
        weekday: 'monday',
        nth: dice.pick([1, 2, 5, -1]),
        ...rest,
      }),
      () => ({
        every,
        from: dice.pick(['2024-01-31', '2023-03-01']),
        ...dice.maybe(0.4, () => ({ day: dice.pick([2, 5]) })),
        ...rest,
      }),
      () => ({
        every: dice.pick(['month', 'quarter', 'year']),
        since: dice.pick(['joinedAt', 'signedAt']),
        ...rest,
      }),
    ])()
  }
  private window(): unknown {
    const one = (): string => this.dice.pick([...this.windows, 'lifetime'])
    return this.variant(one, 2, false)
  }
  makeMetric(id: string): Json {
    const { dice } = this
    const over = () => ({
      window: this.window(),
      ...dice.maybe(0.25, () => ({ net: true })),
      ...dice.maybe(0.1, () => ({ whole: true })),
    })
    const orders = () => ({ ...over(), ...dice.maybe(0.35, () => ({ where: this.where() })) })
    let pool: readonly number[] = marks.small
    let scoped = true
    const two = (): [string, string] => [this.numeric().id, this.numeric().id]
    const facts: (() => Json)[] = [
      () => ({ count: 'order', ...orders() }),
      () => ({ count: 'visit', ...over() }),
      () => ({ days: dice.pick(['order', 'visit']), ...over() }),
      () => ((pool = marks.amounts), { sum: 'order.amount', ...orders() }),
      () => ((pool = marks.ratings), { avg: 'order.rating', ...orders() }),
      () => ((pool = marks.ratings), { min: 'order.rating', ...orders() }),
      () => ((pool = marks.amounts), { max: 'order.amount', ...orders() }),
      () => ((pool = marks.amounts), { latest: 'order.amount', ...orders() }),
      () => ({ distinct: dice.pick(['order.goods', 'order.rating']), ...orders() }),
      () => ({ sum: 'violation.points', ...over() }),
      () => ((pool = marks.amounts), { avg: 'order.amount', ...orders() }),
    ]
    const others: (() => Json)[] = [
      () => {
        const [ratio, to] = two()
        pool = marks.percents
        return {
          ratio,
          to,
          per: dice.pick([100, 100, 1, 10]),
          else: dice.pick([0, 100, 'unknown', 'exempt', 'exempt']),
        }
      },
      () => (
        (pool = marks.amounts),
        {
          add: dice.some(
            this.numbers.map((one) => one.id),
            3,
          ),
          ...dice.maybe(0.5, () => ({ subtract: [this.numeric().id] })),
          ...dice.maybe(0.4, () => ({ atLeast: 0 })),
          ...dice.maybe(0.4, () => ({ atMost: dice.pick([3, 100]) })),
          ...dice.maybe(0.2, () => ({ times: dice.pick([2, 0.5, 0.01, 3]) })),
        }
      ),
      () => (
        (pool = [0, 1, 30, 31, 60, 90, 365]),
        (scoped = false),
        {
          in: 'days',
          ...dice.pick<Json>([
            { elapsed: 'joinedAt' },
            { elapsed: 'signedAt' },
            { elapsed: 'order' },
            { elapsed: 'order', since: dice.pick(['first', 'last']) },
            { elapsed: 'visit', since: 'first' },
          ]),
        }
      ),
      () => ((scoped = false), { elapsed: dice.pick(['joinedAt', 'signedAt', 'order']), in: 'months' }),
    ]
    if (this.reviews.length > 0)
      others.push(
        () => ((scoped = false), { streak: this.condition(1), at: dice.pick(this.reviews) }),
        () => (
          (scoped = false),
          { held: this.condition(1), at: dice.pick(this.reviews), ofLast: dice.int(1, 4) }
        ),
      )
    if (this.cohorts.length > 0)
      others.push(
        () => (
          (scoped = false),
          {
            rank: this.numeric().id,
            among: dice.pick(this.cohorts),
            ...dice.maybe(0.4, () => ({ better: dice.pick(['high', 'low']) })),
          }
        ),
        () => (
          (scoped = false),
          (pool = marks.percents),
          {
            percentile: this.numeric().id,
            among: dice.pick(this.cohorts),
            ...dice.maybe(0.4, () => ({ better: dice.pick(['high', 'low']) })),
          }
        ),
        () => ((scoped = false), { members: dice.pick(this.cohorts) }),
      )
    const metric = dice.chance(0.6) || this.numbers.length === 0 ? dice.pick(facts)() : dice.pick(others)()
    this.numbers.push({ id, marks: pool, scoped })
    return metric
  }
  makeCohort(id: string): Json {
    const { dice } = this
    const wider = this.cohorts.length > 0 && dice.chance(0.7) ? dice.pick(this.cohorts) : 'unknown'
    const cohort = {
      ...dice.maybe(0.3, () => ({ by: dice.pick<unknown>(['region', ['region', 'grading']]) })),
      ...(this.reviews.length > 0 ? dice.maybe(0.3, () => ({ at: dice.pick(this.reviews) })) : {}),
      ...dice.maybe(0.4, () => ({ ties: dice.pick(['better', 'worse']) })),
      ...dice.maybe(0.5, () => ({ min: dice.pick([1, 3, 5]), ...dice.maybe(0.8, () => ({ else: wider })) })),
      ...dice.maybe(0.2, () => ({ percentiles: dice.pick(['nearestRank', 'linear']) })),
    }
    this.cohorts.push(id)
    return cohort
  }

  private scale(coarse: boolean): Json {
    const { dice } = this
    const points = [0, 5, 10, 20, 40, 50, 60, 80, 100]
    const steps = (): Json => {
      const key = dice.pick(['from', 'upTo'])
      const bands = dice.some([0, 1, 2, 3, 5, 10, 50, 80, 100, 33.333333, 4.8], 4).sort((a, b) => a - b)
      return { steps: bands.map((at) => ({ [key]: at, points: dice.pick(points) })), else: dice.pick(points) }
    }
    if (coarse) return steps()
    const ways: (() => Json)[] = [
      steps,
      () => {
        let at = dice.pick([0, 0, 1, -5])
        return {
          line: dice.times(1, 4, () => {
            const knot = [at, dice.pick(points)]
            at += dice.pick([1, 2, 3, 4, 5, 8, 10, 20, 25, 50, 100, 7])
            return knot
          }),
        }
      },
      () => ({ perUnit: dice.pick([1, 2, 0.5, 10, -2, 1.1]), max: dice.pick([10, 50, 100, -20]) }),
    ]
    if (this.cohorts.length > 0)
      ways.push(
        () => ({
          benchmark: dice.pick([50, 100]),
          percentile: dice.pick([50, 80, 33.3, 100]),
          among: dice.pick(this.cohorts),
          ...dice.maybe(0.4, () => ({ better: dice.pick(['high', 'low']) })),
        }),
        () => ({
          quantile: [
            [20, 1],
            [50, dice.pick(points)],
            [80, 5],
          ].slice(0, dice.int(1, 3)),
          among: dice.pick(this.cohorts),
          ...dice.maybe(0.4, () => ({ better: dice.pick(['high', 'low']) })),
        }),
      )
    return dice.pick(ways)()
  }
  private guard(): Json {
    const { dice } = this
    return {
      needs: this.condition(1),
      else: dice.pick<unknown>([
        'exempt',
        'noScore',
        { points: this.variant(() => dice.pick([0, 7, 70, 33.5]), 1) },
      ]),
    }
  }
  private factors: number = 0
  private group(depth: number): Json {
    const { dice } = this
    const combine = dice.pick(['sum', 'sum', 'weightedSum', 'weightedSum', 'min', 'max', 'product'])
    const coarse = combine === 'product'
    const clamp = {
      ...dice.maybe(0.3, () => ({ min: dice.pick([0, 10, -5]) })),
      ...dice.maybe(0.3, () => ({ max: dice.pick([100, 60, 50]) })),
    }
    return {
      combine,
      ...(coarse ? dice.maybe(0.7, () => ({ per: dice.pick([100, 10, 1]) })) : {}),
      ...clamp,
      factors: dice.times(1, depth === 0 ? 4 : 2, () => this.factor(depth, coarse, combine)),
    }
  }
  private factor(depth: number, coarse: boolean, combine: string): Json {
    const { dice } = this
    const rest = {
      ...seen(`factor${this.factors++}`),
      ...(combine === 'weightedSum'
        ? dice.maybe(0.85, () => ({ weight: this.variant(() => dice.pick([0, 1, 2, 3, 30, 60]), 1) }))
        : {}),
      ...dice.maybe(0.2 * this.rich, () => ({ guard: this.guard() })),
    }
    if (!coarse && depth < 2 && dice.chance(0.2)) return { ...rest, ...this.group(depth + 1) }
    return {
      ...rest,
      metric: dice.chance(0.15) ? 'trust' : this.numeric().id,
      scale: this.variant(() => this.scale(coarse), 1),
    }
  }
  makeScore(): Json {
    const score = {
      name: name('Score'),
      ...this.group(0),
      ...this.dice.maybe(0.2 * this.rich, () => ({ guard: this.scoreGuard() })),
    }
    this.hasScore = true
    return score
  }
  private scoreGuard(): Json {
    const guard = this.guard()
    return guard['else'] === 'exempt' ? { ...guard, else: 'noScore' } : guard
  }

  makeLadder(id: string): Json {
    const { dice } = this
    const when = (): string =>
      dice.pick([
        ...this.reviews,
        ...this.reviews,
        ...this.reviews,
        'atOnce',
        'never',
        ...(this.hasContinuous ? ['always'] : []),
      ])
    const scope = dice.chance(0.2 * this.rich)
      ? {
          by: 'goods',
          rollup: dice.pick(['none', 'none', 'max', 'min', 'any']),
          ...dice.maybe(0.4, () => ({ of: dice.pick(['tier', ...(this.hasScore ? ['score'] : [])]) })),
        }
      : null
    if (scope?.rollup === 'none') delete (scope as Json)['of']
    this.within = scope && !('of' in scope && scope.of === 'score') ? 'goods' : null
    const ids = ['one', 'two', 'three', 'four'].slice(0, dice.int(1, 3))
    const isFirst = this.ladders.length === 0
    const posts = this.accounts.length > 0 && scope === null
    const transition: Json = {
      promote: when(),
      demote: when(),
      ...dice.maybe(0.2 * this.rich, () => ({ maxStepsUp: 1 })),
      ...dice.maybe(0.3 * this.rich, () => ({ maxStepsDown: 1 })),
      ...dice.maybe(0.2 * this.rich, () => ({ hold: this.term() })),
      ...dice.maybe(0.2 * this.rich, () => ({ grace: this.term() })),
      ...dice.maybe(0.15 * this.rich, () => ({ climb: 'oneByOne' })),
    }
    if (posts && dice.chance(0.4 * this.rich)) {
      const account = dice.pick(this.accounts)
      Object.assign(
        transition,
        dice.pick([
          { takes: { [account]: dice.pick([1, 10, 100]) } },
          { carry: [account] },
          { reset: [account] },
        ]),
      )
    }
    // Where both ways are open at every moment, a tier whose entry is met is kept: or it would be lost and won by turns.
    const isAtOnce = [transition['promote'], transition['demote']].every(
      (one) => one === 'atOnce' || one === 'always',
    )
    const tiers = ids.map((tier, place) => {
      const enter = place > 0 || dice.chance(0.2) ? { enter: this.entry() } : {}
      const keep = dice.maybe(0.25, () => ({ keep: this.condition() }))
      if (!isAtOnce || !('keep' in keep)) return { ...seen(tier), ...enter, ...keep }
      return {
        ...seen(tier),
        ...enter,
        ...('enter' in enter ? { keep: { any: [enter.enter, keep.keep] } } : {}),
      }
    })
    const ladder = {
      ...seen(id),
      ...(isFirst ? { main: true } : dice.maybe(0.3, () => ({ badge: true }))),
      ...(scope ? { scope } : {}),
      ...(isAtOnce ? {} : dice.maybe(0.15, () => ({ keep: this.condition() }))),
      transition,
      tiers,
    }
    this.within = null
    if (isFirst)
      this.hasMain = this.reviews.includes(
        [transition['demote'], transition['promote']].find(
          (one) => one !== 'atOnce' && one !== 'never',
        ) as string,
      )
    this.ladders.push({ id, tiers: ids, scope: scope?.rollup === 'none' ? 'goods' : null })
    return ladder
  }
  hasContinuous = false
  /** What a tier asks: most often one mark on the score or a metric. */
  private entry(): Condition {
    const { dice } = this
    if (this.hasScore && dice.chance(0.45)) return { score: { gte: dice.pick([10, 20, 40, 50, 60, 70]) } }
    if (dice.chance(0.5)) {
      const { id, marks: pool } = this.numeric()
      return { [id]: { [dice.pick(['gte', 'gte', 'gte', 'gt', 'lte'])]: dice.pick(pool) } } as Condition
    }
    return this.condition()
  }

  makeAccount(id: string): Json {
    const { dice } = this
    const { rich } = this
    const limit = () => ({
      points: dice.pick([5, 10, 20, 200]),
      each: dice.pick(['day', 'week', 'month']),
      ...dice.maybe(0.3, () => ({ zone: dice.pick(zones) })),
    })
    const min = dice.chance(0.15 * rich) ? dice.pick([-20, -5, 1]) : undefined
    const amount = (negative: boolean): unknown => {
      if (negative) return dice.pick([-1, -2, -8, -50])
      return dice.pick<() => unknown>([
        () => this.variant(() => dice.pick([0, 1, 5, 10, 20, 100]), 1),
        () => ({ give: dice.pick([1, 4]), every: dice.pick([1, 50, 100]), of: 'amount' }),
      ])()
    }
    const earn = dice.times(1, 3, () => {
      const negative = dice.chance(0.2 * rich)
      const rest = {
        ...dice.maybe(0.15 * rich, () => ({ when: this.condition(1) })),
        ...(negative
          ? {}
          : dice.maybe(0.25 * rich, () => ({
              multiply: this.variant(() => dice.pick([0, 1, 1.15, 1.5, 2]), 0),
            }))),
        ...dice.maybe(0.25 * rich, () => ({ limit: limit() })),
        ...dice.maybe(0.2 * rich, () => ({ expires: this.term() })),
        ...dice.maybe(0.15 * rich, () => ({ after: true })),
      }
      if (this.reviews.length > 0 && dice.chance(0.2))
        return {
          at: dice.pick(this.reviews),
          points: negative ? -3 : this.variant(() => dice.pick([1, 5, 30]), 1),
          ...rest,
        }
      if (dice.chance(0.15 * rich))
        return {
          on: 'order',
          points: { give: dice.pick([1, 4]), every: dice.pick([50, 200]), of: 'amount', each: 'total' },
          ...dice.maybe(0.3, () => ({ where: this.where() })),
        }
      const on = dice.pick(['order', 'order', 'visit', 'violation'])
      const points = on === 'order' || negative ? amount(negative) : dice.pick([1, 5, 10])
      return {
        on,
        points,
        ...(on === 'order' ? dice.maybe(0.3, () => ({ where: this.where() })) : {}),
        ...rest,
      }
    })
    this.accounts.push(id)
    return {
      ...seen(id),
      earn,
      ...(min === 1 ? { start: 1 } : dice.maybe(0.25, () => ({ start: dice.pick([1, 10, 200]) }))),
      ...(min === undefined ? {} : { min }),
      ...dice.maybe(0.2 * rich, () => ({ max: dice.pick([200, 1000]) })),
      ...dice.maybe(0.2 * rich, () => ({
        limits: [
          {
            ...limit(),
            ...dice.maybe(0.3, () => ({ exempt: ['visit'] })),
            ...dice.maybe(0.3, () => ({ gross: true })),
          },
        ],
      })),
      ...dice.maybe(0.4 * rich, () => ({ expires: dice.chance(0.25) ? { idle: this.span() } : this.term() })),
      ...(this.reviews.length > 0 ? dice.maybe(0.15 * rich, () => ({ reset: dice.pick(this.reviews) })) : {}),
      spend: 'oldestFirst',
      undo: 'sameLots',
    }
  }
  makeOverride(id: string): Json {
    const { dice } = this
    const kind = dice.pick(['grant', 'sanction', 'protect'])
    const { id: ladder, tiers } = dice.pick(this.ladders)
    const effect: Json =
      kind === 'grant'
        ? dice.pick([{ floor: { [ladder]: dice.pick(tiers) } }, {}])
        : kind === 'sanction'
          ? dice.pick<Json>([{ cap: { [ladder]: dice.pick(tiers) } }, { freeze: [ladder] }, {}])
          : dice.maybe(0.5, () => ({ ladders: [ladder] }))
    const on = dice.pick<() => Json>([
      () => ({ on: 'paid' }),
      () => ({
        on: 'violation',
        ...dice.maybe(0.4, () => ({ where: { points: this.comparison(marks.small) } })),
      }),
      () => ({ on: 'order', where: this.where() }),
    ])
    const starts = dice.chance(0.5) ? on() : { starts: this.condition(1) }
    this.overrides.push(id)
    return {
      ...seen(id),
      kind,
      ...starts,
      ...dice.maybe(0.7, () => ({ lasts: this.term() })),
      ...dice.maybe(0.3, () => ({ ends: this.condition(1) })),
      ...effect,
    }
  }
  makeBenefit(id: string): Json {
    const { dice } = this
    return {
      ...seen(id),
      kind: dice.pick(['price', 'logistics', 'service', 'added', 'traffic']),
      requires: this.condition(),
      ...(this.accounts.length > 0
        ? dice.maybe(0.4, () => ({ takes: { [dice.pick(this.accounts)]: dice.pick([1, 10, 100]) } }))
        : {}),
      ...dice.maybe(0.3 * this.rich, () => ({
        given: dice.pick<unknown>([
          { each: dice.pick(['day', 'month', 'once']) },
          ...this.reviews.slice(0, 1).map((at) => ({ at })),
        ]),
        ...dice.maybe(0.6, () => ({ lasts: this.term() })),
      })),
      cost: 0,
    }
  }
  makeTask(id: string): Json {
    const { dice } = this
    return {
      ...seen(id),
      area: 'perks',
      ...dice.maybe(0.3, () => ({ audience: this.condition(1) })),
      done: this.condition(1),
      ...dice.maybe(0.5, () => ({ each: dice.pick(['week', 'month', 'year']) })),
      ...dice.maybe(0.3, () => ({ deadline: this.term() })),
      effortMinutes: 5,
      moves: {},
      ...(this.accounts.length > 0 ? { reward: { [dice.pick(this.accounts)]: dice.pick([1, 50]) } } : {}),
      ...dice.maybe(0.3, () => ({ given: dice.pick(['posted', 'claimed']) })),
    }
  }
}

/** Some anniversaries are counted from the last change on the first ladder, where that has one standing. */
const sinceLadder = (dice: Dice, ladders: readonly Json[], dated: readonly Json[]): void => {
  const { id, scope } = ladders[0]! as { id: string; scope?: { rollup: string } }
  if (scope?.rollup === 'none') return
  for (const one of dated) if (('since' in one || 'anniversary' in one) && dice.chance(0.3)) one['since'] = id
}

/** A program of some size. The same dice make the same program. */
export const randomProgram = (dice: Dice): Program => {
  const rich = dice.pick([0.1, 0.4, 0.4, 1])
  const making = new Making(dice, rich)
  const has = (share: number): boolean => dice.chance(share * (0.4 + rich))
  const table = (prefix: string, from: number, to: number, make: (id: string) => Json): Json =>
    Object.fromEntries(dice.times(from, to, (place) => `${prefix}${place + 1}`).map((id) => [id, make(id)]))
  const list = (prefix: string, from: number, to: number, make: (id: string) => Json): Json[] =>
    dice.times(from, to, (place) => make(`${prefix}${place + 1}`))

  making.numbers.push({ id: 'trust', marks: marks.small })
  const windows = table('window', 1, 3, (id) => making.makeWindow(id))
  const reviews = table('review', 1, rich < 0.4 ? 1 : 2, (id) => making.makeReview(id))
  making.hasContinuous = dice.chance(0.1)
  const cohorts = has(0.25) ? table('cohort', 1, 2, (id) => making.makeCohort(id)) : null
  const metrics = table('metric', 1, rich < 0.4 ? 3 : 6, (id) => making.makeMetric(id))
  const segments: Json = {}
  if (has(0.3))
    for (const id of ['segment1', 'segment2']) {
      segments[id] = making.condition()
      making.segments.push(id)
    }
  const score = has(0.8) ? making.makeScore() : null
  const accounts = has(0.4) ? list('account', 1, 2, (id) => making.makeAccount(id)) : null
  const ladders: Json[] = []
  for (const id of ['ladder1', 'ladder2', 'ladder3'].slice(0, dice.pick([1, 1, 2, 3]))) {
    ladders.push(making.makeLadder(id))
  }
  sinceLadder(dice, ladders, [...Object.values(windows), ...Object.values(reviews)] as Json[])
  const overrides = has(0.35) ? list('override', 1, 2, (id) => making.makeOverride(id)) : null
  const benefits = has(0.35) ? list('benefit', 1, 2, (id) => making.makeBenefit(id)) : null
  const tasks = has(0.25) ? list('task', 1, 2, (id) => making.makeTask(id)) : null
  return {
    tierkit: 1,
    program: 'random',
    version: '1',
    inForce: '2024-01-01',
    zone: dice.pick(zones),
    currency: 'CNY',
    name: name('Random'),
    choices,
    events: {
      order: {
        name: name('Order'),
        fields: {
          amount: 'money',
          goods: 'goods',
          rating: 'number',
          late: 'flag',
          promisedAt: 'date',
          deliveredAt: 'date',
        },
        undoneBy: 'refund',
      },
      refund: { name: name('Refund'), fields: { amount: 'money' } },
      visit: { name: name('Visit') },
      violation: { name: name('Violation'), fields: { points: 'integer' } },
      paid: { name: name('Paid') },
    },
    fields: {
      trust: 'number',
      region: 'goods',
      grading: 'grade',
      active: 'flag',
      signedAt: 'date',
    },
    windows,
    reviews: { ...reviews, ...(making.hasContinuous ? { always: { continuous: true } } : {}) },
    ...(Object.keys(segments).length > 0 ? { segments } : {}),
    ...(cohorts ? { cohorts } : {}),
    metrics,
    ...(score ? { score } : {}),
    ladders,
    ...(accounts ? { accounts } : {}),
    ...(overrides ? { overrides } : {}),
    ...(benefits ? { benefits } : {}),
    areas: { perks: name('Perks') },
    ...(tasks ? { tasks } : {}),
  } as unknown as Program
}
