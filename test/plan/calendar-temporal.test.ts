/** The calendar against Temporal, which knows nothing of it: 1900 to 2100, zones that change their clocks and one that skipped a day. */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  dayNumberOf,
  elapsed,
  endOf,
  hourOf,
  instantMsOf,
  isoOf,
  lastAnniversary,
  lastReview,
  nextAnniversary,
  nextReview,
  shifted,
  startBefore,
  startOf,
  termEnd,
  weekdayOf,
  windowOf,
  type Period,
  type ReviewRule,
  type Span,
} from '../../src/plan/calendar.js'

const settings = { numRuns: Number(process.env['TIERKIT_RUNS'] ?? 60), seed: 2026 }
const zone = fc.constantFrom(
  'Asia/Shanghai',
  'America/Los_Angeles',
  'Europe/London',
  'Pacific/Auckland',
  'Pacific/Apia',
)
const ms = (iso: string): number => Date.parse(iso)
/** Anywhere, near where clocks change or a month ends, and around the day that Apia skipped. */
const instant = fc.oneof(
  fc.integer({ min: ms('2011-12-28'), max: ms('2012-01-02') }),
  fc.integer({ min: ms('1900-01-02'), max: ms('2100-01-01') }),
  fc
    .tuple(
      fc.integer({ min: 1900, max: 2099 }),
      fc.constantFrom('02-28', '03-31', '04-01', '05-31', '10-31', '11-01', '12-29', '12-31'),
      fc.integer({ min: 0, max: 3 * 86_400_000 }),
    )
    .map(([year, day, after]) => ms(`${year}-${day}`) + after),
  fc
    .tuple(fc.integer({ min: 1970, max: 2037 }), zone, fc.integer({ min: -90, max: 90 }))
    .map(([year, id, minutes]) => {
      const from = Temporal.ZonedDateTime.from(`${year}-01-01T00:00[${id}]`)
      const change = from.getTimeZoneTransition('next') ?? from
      return change.epochMilliseconds + minutes * 60_000
    }),
)
const period = fc.constantFrom<Period>('day', 'week', 'month', 'quarter', 'year')
const span = fc.oneof(
  fc.integer({ min: 1, max: 400 }).map((days): Span => ({ days })),
  fc.integer({ min: 1, max: 60 }).map((weeks): Span => ({ weeks })),
  fc.integer({ min: 1, max: 40 }).map((months): Span => ({ months })),
  fc.integer({ min: 1, max: 5 }).map((years): Span => ({ years })),
)
const day = fc.oneof(
  fc.constantFrom('2011-12-29', '2011-12-30', '2011-12-31'),
  fc
    .integer({ min: 0, max: 73_000 })
    .map((days) => Temporal.PlainDate.from('1900-01-05').add({ days }).toString()),
)

const local = (id: string, atMs: number): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(id).toPlainDateTime()
/** The earlier of two equal wall times; of one that is skipped the first instant after the gap. */
const wall = (id: string, at: Temporal.PlainDateTime): number => {
  const early = at.toZonedDateTime(id, { disambiguation: 'earlier' })
  if (early.toPlainDateTime().equals(at)) return early.epochMilliseconds
  const late = at.toZonedDateTime(id, { disambiguation: 'later' })
  return late.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')!.epochMilliseconds
}
const midnight = (id: string, at: Temporal.PlainDate): number => wall(id, at.toPlainDateTime())
const plus = (id: string, atMs: number, length: Span, times: number): number => {
  const [unit, count] = Object.entries(length)[0]! as [string, number]
  return wall(id, local(id, atMs).add({ [unit]: count * times }))
}
const lengths: Record<Period, Temporal.DurationLike> = {
  day: { days: 1 },
  week: { weeks: 1 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
}
const spanOf: Record<Period, Span> = {
  day: { days: 1 },
  week: { weeks: 1 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
}
const about: Record<Period, number> = {
  day: 1,
  week: 7,
  month: 30.436875,
  quarter: 91.310625,
  year: 365.2425,
}
const firstDay = (at: Temporal.PlainDate, of: Period): Temporal.PlainDate => {
  if (of === 'week') return at.subtract({ days: at.dayOfWeek - 1 })
  if (of === 'month') return at.with({ day: 1 })
  if (of === 'quarter') return at.with({ day: 1, month: at.month - ((at.month - 1) % 3) })
  return of === 'year' ? at.with({ day: 1, month: 1 }) : at
}
const shown = (...numbers: (number | null)[]): (string | null)[] =>
  numbers.map((one) => (one === null ? null : isoOf(one)))

describe('the calendar says as Temporal', () => {
  test('where a day lies, its hour and its weekday', () => {
    fc.assert(
      fc.property(zone, instant, (id, at) => {
        const read = local(id, at)
        expect(hourOf(id, at)).toBe(read.hour)
        expect(weekdayOf(id, at)).toBe(read.dayOfWeek % 7)
        expect(dayNumberOf(id, at)).toBe(Temporal.PlainDate.from('1970-01-01').until(read.toPlainDate()).days)
      }),
      settings,
    )
  })

  test('when a bare day begins', () => {
    fc.assert(
      fc.property(zone, day, (id, iso) => {
        expect(shown(instantMsOf(iso, id))).toEqual(shown(midnight(id, Temporal.PlainDate.from(iso))))
      }),
      settings,
    )
  })

  test('so many spans later, and earlier', () => {
    fc.assert(
      fc.property(zone, instant, span, fc.integer({ min: -3, max: 3 }), (id, at, length, times) => {
        expect(shown(shifted(id, at, length, times))).toEqual(shown(plus(id, at, length, times)))
        expect(shown(termEnd(id, at, length))).toEqual(shown(plus(id, at, length, 1)))
      }),
      settings,
    )
  })

  test('where each period starts and ends, and the one before it', () => {
    fc.assert(
      fc.property(zone, instant, period, (id, at, of) => {
        const first = firstDay(local(id, at).toPlainDate(), of)
        expect(shown(startOf(id, at, of), endOf(id, at, of))).toEqual(
          shown(midnight(id, first), midnight(id, first.add(lengths[of]))),
        )
        // A day that a zone skipped began and ended at once: the one before is the last that was.
        const before = firstDay(local(id, midnight(id, first) - 1).toPlainDate(), of)
        expect(shown(startBefore(id, at, of))).toEqual(shown(midnight(id, before)))
      }),
      settings,
    )
  })

  test('when a term after the end of a period is over', () => {
    fc.assert(
      fc.property(zone, instant, period, span, (id, at, of, after) => {
        const [unit, count] = Object.entries(after)[0]! as [string, number]
        const end = firstDay(local(id, at).toPlainDate(), of).add(lengths[of])
        // The end is a day that was: past a skipped one, the next.
        const began = local(id, midnight(id, end)).toPlainDate()
        expect(shown(termEnd(id, at, { endOf: of, after }))).toEqual(
          shown(midnight(id, began.add({ [unit]: count }))),
        )
      }),
      settings,
    )
  })

  test('how many days and whole months have passed', () => {
    fc.assert(
      fc.property(zone, instant, fc.integer({ min: 0, max: 3000 * 86_400_000 }), (id, from, passed) => {
        const to = from + passed
        const days = local(id, from).toPlainDate().until(local(id, to).toPlainDate(), { largestUnit: 'day' })
        expect(elapsed(id, from, to, 'days')).toBe(days.days)
        const months = elapsed(id, from, to, 'months')
        expect(plus(id, from, { months }, 1)).toBeLessThanOrEqual(to)
        expect(plus(id, from, { months: months + 1 }, 1)).toBeGreaterThan(to)
      }),
      settings,
    )
  })
})

describe('windows lie as Temporal has them', () => {
  test('past and rolling ones, and from one date to another', () => {
    fc.assert(
      fc.property(zone, instant, span, fc.boolean(), day, (id, at, length, withCurrent, from) => {
        const [unit, count] = Object.entries(length)[0]! as [string, number]
        const first = firstDay(local(id, at).toPlainDate(), unit.slice(0, -1) as Period)
        const end = withCurrent ? first.add({ [unit]: 1 }) : first
        const began = local(id, midnight(id, end)).toPlainDate()
        const past = windowOf({ kind: 'past', span: length, withCurrent }, id, at, 0)
        expect(shown(past.startMs, past.endMs)).toEqual(
          shown(midnight(id, began.subtract({ [unit]: count })), midnight(id, end)),
        )
        const rolling = windowOf({ kind: 'rolling', span: length }, id, at, 0)
        expect(shown(rolling.startMs, rolling.endMs)).toEqual(shown(plus(id, at, length, -1), at))
        const to = Temporal.PlainDate.from(from).add({ [unit]: count })
        const dates = windowOf({ kind: 'dates', from, to: to.toString() }, id, at, 0)
        expect(shown(dates.startMs, dates.endMs)).toEqual(
          shown(midnight(id, Temporal.PlainDate.from(from)), midnight(id, to)),
        )
      }),
      settings,
    )
  })

  test('running periods counted on from a day', () => {
    fc.assert(
      fc.property(zone, instant, period, day, (id, at, of, from) => {
        const { startMs, endMs } = windowOf({ kind: 'current', period: of, from }, id, at, 0)
        const anchor = local(id, midnight(id, Temporal.PlainDate.from(from))).toPlainDate()
        expect(startMs).toBeLessThanOrEqual(at)
        expect(endMs).toBeGreaterThan(at)
        const turns = turnsAround(anchor, of, local(id, at).toPlainDate(), 2).map((one) => midnight(id, one))
        const place = turns.lastIndexOf(startMs!)
        expect(place).toBeGreaterThanOrEqual(0)
        expect(shown(endMs)).toEqual(shown(turns[place + 1]!))
      }),
      settings,
    )
  })

  test('anniversaries, and the reviews at them', () => {
    fc.assert(
      fc.property(zone, instant, instant, period, (id, at, anchor, of) => {
        const { startMs, endMs } = windowOf({ kind: 'anniversary', span: spanOf[of] }, id, at, anchor)
        const near = Math.round((at - anchor) / (86_400_000 * about[of]))
        const turns: number[] = []
        for (let times = near - 3; times <= near + 3; times++) turns.push(plus(id, anchor, spanOf[of], times))
        const passed = turns.filter((one) => one <= at)
        const coming = turns.filter((one) => one > at)
        expect(shown(startMs, endMs)).toEqual(shown(passed[passed.length - 1]!, coming[0]!))
        const first = plus(id, anchor, spanOf[of], 1)
        expect(shown(nextAnniversary(of, id, anchor, at))).toEqual(shown(at < anchor ? first : endMs))
        expect(shown(lastAnniversary(of, id, anchor, at))).toEqual(shown(startMs! > anchor ? startMs : null))
      }),
      settings,
    )
  })
})

/** The first days of periods counted from an anchor, those around a day. */
const turnsAround = (
  anchor: Temporal.PlainDate,
  of: Period,
  at: Temporal.PlainDate,
  around: number,
): Temporal.PlainDate[] => {
  const [unit, count] = Object.entries(lengths[of])[0]! as ['days' | 'weeks' | 'months' | 'years', number]
  const near = Math.trunc(anchor.until(at, { largestUnit: unit })[unit] / count)
  const turns: Temporal.PlainDate[] = []
  for (let times = near - around; times <= near + around; times++)
    turns.push(anchor.add({ [unit]: count * times }))
  return turns
}

describe('reviews fall as Temporal has them', () => {
  const rule = fc.oneof(
    fc.record({ every: period, day: fc.integer({ min: 1, max: 366 }) }),
    fc.record({
      every: fc.constantFrom<Period>('week', 'month', 'quarter', 'year'),
      nth: fc.option(fc.constantFrom(-1, 1, 2, 3, 4, 5, 14)),
      weekday: fc.integer({ min: 0, max: 6 }),
    }),
  )
  /** The day of one period on which a review falls; a day that the zone skipped at its end is not in it. */
  const reviewed = (review: ReviewRule, id: string, first: Temporal.PlainDate, after: Temporal.PlainDate) => {
    const days: Temporal.PlainDate[] = []
    for (let one = first; !one.equals(after); one = one.add({ days: 1 })) days.push(one)
    if (midnight(id, days[days.length - 1]!) === midnight(id, after)) days.pop()
    if (review.weekday === null) return days[Math.min(review.day, days.length) - 1]!
    const own = days.filter((one) => one.dayOfWeek % 7 === review.weekday)
    const nth = review.nth ?? 1
    return (nth > 0 ? own[nth - 1] : undefined) ?? own[own.length - 1] // none: in Apia one week had no Friday
  }

  test('the next and the last one', () => {
    fc.assert(
      fc.property(zone, instant, rule, fc.option(day), (id, at, over, from) => {
        const review: ReviewRule = { day: 1, nth: null, weekday: null, ...over, from }
        const today = local(id, at).toPlainDate()
        const anchor =
          from === null
            ? firstDay(Temporal.PlainDate.from('1996-01-01'), review.every)
            : local(id, midnight(id, Temporal.PlainDate.from(from))).toPlainDate()
        const turns = turnsAround(anchor, review.every, today, 3)
        const falls = turns.slice(0, -1).flatMap((turn, place) => {
          // Where a zone skipped the day on which a period would begin, it begins with the next one.
          const first = local(id, midnight(id, turn)).toPlainDate()
          const after = turns[place + 1]!
          const fall =
            Temporal.PlainDate.compare(first, after) < 0 ? reviewed(review, id, first, after) : undefined
          return fall ? [midnight(id, fall)] : []
        })
        const passed = falls.filter((one) => one <= at)
        const coming = falls.filter((one) => one > at)
        expect(shown(nextReview(review, id, at))).toEqual(shown(Math.min(...coming)))
        expect(shown(lastReview(review, id, at))).toEqual(shown(Math.max(...passed)))
      }),
      settings,
    )
  })
})
