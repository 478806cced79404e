// A log of facts under a seed: the same seed makes the same bytes. Times are Shanghai's, which has no summer time.
const zone = '+08:00'
const two = (number) => String(number).padStart(2, '0')

/** A seeded source of numbers in [0, 1): mulberry32 over an FNV hash of the word. */
export function randomOf(word) {
  let state = 2166136261
  for (const letter of word) state = Math.imul(state ^ letter.codePointAt(0), 16777619)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export const now = `2026-11-21T09:30:00${zone}`
/** ISO text of a day (`2026-11-04`) at a time of day. */
export const at = (day, time = '10:00:00') => `${day}T${time}${zone}`
/** A day of a month (`2026-11`). */
export const dayOf = (month, day) => `${month}-${two(day)}`
export const daysIn = (month) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate()

/** The months from one to another, both included. */
export function monthsFrom(first, last) {
  const months = []
  let [year, month] = first.split('-').map(Number)
  for (let one = first; one <= last; one = `${year}-${two(month)}`) {
    months.push(one)
    if (++month > 12) [year, month] = [year + 1, 1]
  }
  return months
}
/** The Fridays of a month, as days. */
export const fridaysOf = (month) =>
  Array.from({ length: daysIn(month) }, (_, place) => dayOf(month, place + 1)).filter(
    (day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 5,
  )

/** A log that numbers its facts by type and sorts them by time; nothing after `now` is kept. */
export class Log {
  #facts = []
  #counts = {}
  constructor(word) {
    this.random = randomOf(word)
  }
  /** A whole number from `from` to `to`, both included. */
  whole(from, to) {
    return from + Math.floor(this.random() * (to - from + 1))
  }
  /** A time of day within opening hours. */
  time(from = 9, to = 21) {
    return `${two(this.whole(from, to))}:${two(this.whole(0, 59))}:${two(this.whole(0, 59))}`
  }
  /** Shares of a whole, none far from the others. */
  weights(count) {
    return Array.from({ length: count }, () => 0.85 + this.random() * 0.3)
  }
  /** Whole parts that sum to `total`, by their weights. */
  parts(total, weights) {
    const count = weights.length
    const sum = weights.reduce((left, right) => left + right, 0)
    const parts = weights.map((weight) => Math.floor((total * weight) / sum))
    let rest = total - parts.reduce((left, right) => left + right, 0)
    for (let place = 0; rest > 0; place = (place + 1) % count, rest--) parts[place]++
    return parts
  }
  /** `count` different days of a month from `from` to `to`, in order. */
  days(month, count, from = 1, to = daysIn(month)) {
    const open = Array.from({ length: to - from + 1 }, (_, place) => from + place)
    const taken = []
    while (taken.length < count && open.length > 0)
      taken.push(open.splice(this.whole(0, open.length - 1), 1)[0])
    return taken.sort((left, right) => left - right).map((day) => dayOf(month, day))
  }
  add(type, when, more = {}) {
    if (when > now) return undefined
    const count = (this.#counts[type] = (this.#counts[type] ?? 0) + 1)
    const id = `${type.replace('tk.', '')}-${count}`
    this.#facts.push({ id, type, at: when, ...more })
    return id
  }
  facts() {
    return this.#facts
      .map((fact, place) => ({ fact, place }))
      .sort((left, right) =>
        left.fact.at < right.fact.at ? -1 : left.fact.at > right.fact.at ? 1 : left.place - right.place,
      )
      .map(({ fact }) => fact)
  }
}
