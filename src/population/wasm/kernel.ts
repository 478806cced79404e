// AssemblyScript: the rows of ../kernel.ts once more, two cells at a time. tools/kernel.mjs compiles it. NaN is what is unknown; every
// pointer is a multiple of 16, `count` of 2, and a list of pointers is of 4 bytes each. The order of arithmetic is the table's
// (plan/operations.ts), to the last bit; a test crosses the two.

/** Of a list, its nth pointer. */
function at(list: usize, nth: i32): usize {
  return <usize>load<u32>(list + ((<usize>nth) << 2))
}
function number(list: usize, nth: i32): f64 {
  return load<f64>(list + ((<usize>nth) << 3))
}
function known(x: v128): v128 {
  return f64x2.eq(x, x)
}
function both(value: f64): v128 {
  return f64x2.splat(value)
}

export function fill(out: usize, value: f64, count: usize): void {
  const cells = both(value)
  for (let end = out + (count << 3); out < end; out += 16) v128.store(out, cells)
}

export function micro(x: usize, out: usize, count: usize): void {
  for (let end = out + (count << 3); out < end; out += 16, x += 16)
    v128.store(out, f64x2.floor(f64x2.add(f64x2.mul(v128.load(x), both(1e6)), both(0.5))))
}

/** Four parts at a time are added to what `out` holds, in their order. */
export function sum(list: usize, weights: usize, size: i32, out: usize, count: usize): void {
  const bytes = count << 3
  let nth = 0
  for (; nth + 4 <= size; nth += 4) {
    const x = at(list, nth)
    const y = at(list, nth + 1)
    const z = at(list, nth + 2)
    const u = at(list, nth + 3)
    const byX = both(number(weights, nth))
    const byY = both(number(weights, nth + 1))
    const byZ = both(number(weights, nth + 2))
    const byU = both(number(weights, nth + 3))
    for (let place: usize = 0; place < bytes; place += 16) {
      let total = nth == 0 ? both(0) : v128.load(out + place)
      total = f64x2.add(total, f64x2.mul(byX, v128.load(x + place)))
      total = f64x2.add(total, f64x2.mul(byY, v128.load(y + place)))
      total = f64x2.add(total, f64x2.mul(byZ, v128.load(z + place)))
      total = f64x2.add(total, f64x2.mul(byU, v128.load(u + place)))
      v128.store(out + place, total)
    }
  }
  for (; nth < size; nth++) {
    const x = at(list, nth)
    const byX = both(number(weights, nth))
    for (let place: usize = 0; place < bytes; place += 16) {
      const total = nth == 0 ? both(0) : v128.load(out + place)
      v128.store(out + place, f64x2.add(total, f64x2.mul(byX, v128.load(x + place))))
    }
  }
}

export function grid(x: usize, over: usize, out: usize, count: usize): void {
  for (let place: usize = 0, end = count << 3; place < end; place += 16) {
    const parts = v128.load(over + place)
    const value = f64x2.floor(f64x2.add(f64x2.div(v128.load(x + place), parts), both(0.5)))
    v128.store(out + place, v128.bitselect(both(NaN), f64x2.div(value, both(1e6)), f64x2.eq(parts, both(0))))
  }
}

export function product(list: usize, size: i32, per: f64, out: usize, count: usize): void {
  const bytes = count << 3
  const last = size - 1
  let total = at(list, 0)
  for (let nth = 1; nth < last; nth++) {
    const x = at(list, nth)
    for (let place: usize = 0; place < bytes; place += 16)
      v128.store(out + place, f64x2.mul(v128.load(total + place), v128.load(x + place)))
    total = out
  }
  const x = at(list, last)
  const over = both(per)
  for (let place: usize = 0; place < bytes; place += 16) {
    const value = v128.load(total + place)
    v128.store(out + place, f64x2.div(last == 0 ? value : f64x2.mul(value, v128.load(x + place)), over))
  }
}

// what is unknown stays, whatever comes after it
export function min(list: usize, size: i32, out: usize, count: usize): void {
  let least = at(list, 0)
  for (let nth = size == 1 ? 0 : 1; nth < size; nth++) {
    const x = at(list, nth)
    for (let place: usize = 0, end = count << 3; place < end; place += 16) {
      const value = v128.load(x + place)
      const so = v128.load(least + place)
      const takes = v128.or(f64x2.lt(value, so), f64x2.ne(value, value))
      v128.store(out + place, v128.bitselect(value, so, takes))
    }
    least = out
  }
}

export function max(list: usize, size: i32, out: usize, count: usize): void {
  let most = at(list, 0)
  for (let nth = size == 1 ? 0 : 1; nth < size; nth++) {
    const x = at(list, nth)
    for (let place: usize = 0, end = count << 3; place < end; place += 16) {
      const value = v128.load(x + place)
      const so = v128.load(most + place)
      const takes = v128.or(f64x2.gt(value, so), f64x2.ne(value, value))
      v128.store(out + place, v128.bitselect(value, so, takes))
    }
    most = out
  }
}

export function ratio(num: usize, den: usize, per: f64, out: usize, count: usize): void {
  for (let place: usize = 0, end = count << 3; place < end; place += 16) {
    const over = v128.load(den + place)
    const value = f64x2.div(f64x2.mul(both(per), v128.load(num + place)), over)
    v128.store(out + place, v128.bitselect(both(NaN), value, f64x2.eq(over, both(0))))
  }
}

/**
 * `ats`: where each of `size` knots lies, rising, in fours, the last of them filled up with Infinity. `rows`: what holds before the first, from
 * each to the next, and from the last on: where it begins, its points there, and how far it goes in both; past an end that is no way, so
 * that the points stay.
 */
export function line(x: usize, ats: usize, rows: usize, size: i32, out: usize, count: usize): void {
  const first = both(number(ats, 0))
  const second = both(number(ats, 1))
  const third = both(number(ats, 2))
  const fourth = both(number(ats, 3))
  for (let place: usize = 0, end = count << 3; place < end; place += 16) {
    const value = v128.load(x + place)
    let passed = passedOf(value, first, second, third, fourth)
    for (let nth = 4; nth < size; nth++) passed = i64x2.add(passed, f64x2.ge(value, both(number(ats, nth))))
    v128.store(out + place, between(value, passed, rows))
  }
}

/**
 * The same in micro-points, for up to 4 knots. `pairs` has what follows a knot for both cells at once: fromX, fromY, byX and byY of either,
 * at the place that says which knots each has passed, two bits a knot after the first; below the first all is as on it.
 */
export function lineMicro(x: usize, ats: usize, pairs: usize, out: usize, count: usize): void {
  const first = both(number(ats, 0))
  const second = both(number(ats, 1))
  const third = both(number(ats, 2))
  const fourth = both(number(ats, 3))
  for (let place: usize = 0, end = count << 3; place < end; place += 16) {
    const value = f64x2.pmax(v128.load(x + place), first)
    v128.store(out + place, microOf(value, pairs + pairOf(value, second, third, fourth)))
  }
}

/** Of such a curve, so many times its micro-points, added to what `from` holds, which may be `out`; to 0 where there is none. */
export function lineAdd(
  x: usize,
  ats: usize,
  pairs: usize,
  weight: f64,
  from: usize,
  out: usize,
  count: usize,
): void {
  const first = both(number(ats, 0))
  const second = both(number(ats, 1))
  const third = both(number(ats, 2))
  const fourth = both(number(ats, 3))
  const by = both(weight)
  const bytes = count << 3
  if (from == 0) {
    for (let place: usize = 0; place < bytes; place += 16) {
      const value = f64x2.pmax(v128.load(x + place), first)
      const micro = microOf(value, pairs + pairOf(value, second, third, fourth))
      v128.store(out + place, f64x2.add(both(0), f64x2.mul(by, micro)))
    }
    return
  }
  for (let place: usize = 0; place < bytes; place += 16) {
    const value = f64x2.pmax(v128.load(x + place), first)
    const micro = microOf(value, pairs + pairOf(value, second, third, fourth))
    v128.store(out + place, f64x2.add(v128.load(from + place), f64x2.mul(by, micro)))
  }
}

/** Where a pair stands in its table. */
function pairOf(value: v128, second: v128, third: v128, fourth: v128): usize {
  const twos = <usize>i64x2.bitmask(f64x2.ge(value, second))
  const fours = <usize>i64x2.bitmask(f64x2.ge(value, third))
  const eights = <usize>i64x2.bitmask(f64x2.ge(value, fourth))
  return (twos + (fours << 2) + (eights << 4)) << 6
}

function microOf(value: v128, pair: usize): v128 {
  const rise = f64x2.mul(f64x2.sub(value, v128.load(pair)), v128.load(pair, 48))
  const points = f64x2.add(v128.load(pair, 16), f64x2.div(rise, v128.load(pair, 32)))
  return f64x2.floor(f64x2.add(f64x2.mul(points, both(1e6)), both(0.5)))
}

/** How many knots are passed, below 0: what is true is -1. */
function passedOf(value: v128, first: v128, second: v128, third: v128, fourth: v128): v128 {
  return i64x2.add(
    i64x2.add(f64x2.ge(value, first), f64x2.ge(value, second)),
    i64x2.add(f64x2.ge(value, third), f64x2.ge(value, fourth)),
  )
}

function between(value: v128, passed: v128, rows: usize): v128 {
  const row = rows - ((<usize>i64x2.extract_lane(passed, 0)) << 5)
  const next = rows - ((<usize>i64x2.extract_lane(passed, 1)) << 5)
  const begin = v128.load(row)
  const nextBegin = v128.load(next)
  const way = v128.load(row, 16)
  const nextWay = v128.load(next, 16)
  const fromX = v128.shuffle<f64>(begin, nextBegin, 0, 2)
  const fromY = v128.shuffle<f64>(begin, nextBegin, 1, 3)
  const byX = v128.shuffle<f64>(way, nextWay, 0, 2)
  const byY = v128.shuffle<f64>(way, nextWay, 1, 3)
  return f64x2.add(fromY, f64x2.div(f64x2.mul(f64x2.sub(value, fromX), byY), byX))
}

/** `knots`: each one's place and points. */
export function stepsFrom(x: usize, knots: usize, size: i32, beyond: f64, out: usize, count: usize): void {
  for (let place: usize = 0, end = count << 3; place < end; place += 16) {
    const value = v128.load(x + place)
    let points = both(beyond)
    for (let nth = 0; nth < size; nth++)
      points = v128.bitselect(
        both(number(knots, 2 * nth + 1)),
        points,
        f64x2.ge(value, both(number(knots, 2 * nth))),
      )
    v128.store(out + place, v128.bitselect(points, both(NaN), known(value)))
  }
}

export function stepsUpTo(x: usize, knots: usize, size: i32, beyond: f64, out: usize, count: usize): void {
  for (let place: usize = 0, end = count << 3; place < end; place += 16) {
    const value = v128.load(x + place)
    let points = both(beyond)
    for (let nth = size - 1; nth >= 0; nth--)
      points = v128.bitselect(
        both(number(knots, 2 * nth + 1)),
        points,
        f64x2.le(value, both(number(knots, 2 * nth))),
      )
    v128.store(out + place, v128.bitselect(points, both(NaN), known(value)))
  }
}

function answer(is: v128, left: v128, right: v128): v128 {
  return v128.bitselect(v128.and(is, both(1)), both(NaN), v128.and(known(left), known(right)))
}

export function below(left: usize, right: usize, out: usize, count: usize): void {
  for (let place: usize = 0, end = count << 3; place < end; place += 16) {
    const from = v128.load(left + place)
    const to = v128.load(right + place)
    v128.store(out + place, answer(f64x2.lt(from, to), from, to))
  }
}

export function upTo(left: usize, right: usize, out: usize, count: usize): void {
  for (let place: usize = 0, end = count << 3; place < end; place += 16) {
    const from = v128.load(left + place)
    const to = v128.load(right + place)
    v128.store(out + place, answer(f64x2.le(from, to), from, to))
  }
}

export function equal(left: usize, right: usize, out: usize, count: usize): void {
  for (let place: usize = 0, end = count << 3; place < end; place += 16) {
    const from = v128.load(left + place)
    const to = v128.load(right + place)
    v128.store(out + place, answer(f64x2.eq(from, to), from, to))
  }
}

export function atLeast(list: usize, size: i32, least: f64, out: usize, count: usize): void {
  const one = both(1)
  for (let place: usize = 0, end = count << 3; place < end; place += 16) {
    let met = both(0)
    let open = both(0)
    for (let nth = 0; nth < size; nth++) {
      const value = v128.load(at(list, nth) + place)
      met = f64x2.add(met, v128.and(f64x2.eq(value, one), one))
      open = f64x2.add(open, v128.and(f64x2.ne(value, value), one))
    }
    const enough = f64x2.ge(met, both(least))
    const possible = f64x2.ge(f64x2.add(met, open), both(least))
    v128.store(out + place, v128.bitselect(one, v128.bitselect(both(NaN), both(0), possible), enough))
  }
}

export function not(x: usize, out: usize, count: usize): void {
  for (let place: usize = 0, end = count << 3; place < end; place += 16)
    v128.store(out + place, f64x2.sub(both(1), v128.load(x + place)))
}

export function isKnown(x: usize, out: usize, count: usize): void {
  for (let place: usize = 0, end = count << 3; place < end; place += 16)
    v128.store(out + place, v128.and(known(v128.load(x + place)), both(1)))
}

/** `arms`: of each, in turn, what it asks and what it uses; `otherwise` is the last pointer. */
export function pick(arms: usize, size: i32, out: usize, count: usize): void {
  const one = both(1)
  let otherwise = at(arms, 2 * size)
  for (let nth = size - 1; nth >= 0; nth--) {
    const when = at(arms, 2 * nth)
    const use = at(arms, 2 * nth + 1)
    for (let place: usize = 0, end = count << 3; place < end; place += 16)
      v128.store(
        out + place,
        v128.bitselect(
          v128.load(use + place),
          v128.load(otherwise + place),
          f64x2.eq(v128.load(when + place), one),
        ),
      )
    otherwise = out
  }
}

/** A whole number as a place, unknown being -1: written in 2 bytes, and counted. */
function placed(cell: usize, out: usize, counts: usize): void {
  const value = load<f64>(cell)
  const place = value == value ? <i32>value : -1
  store<i16>(out, <i16>place)
  const to = counts + ((<usize>(place + 1)) << 2)
  store<u32>(to, load<u32>(to) + 1)
}

/**
 * How many cells are each whole number from -1 on: four tables of `size` counts of 4 bytes, taken in turn, so that no count waits for the one
 * before it.
 */
export function places(x: usize, out: usize, counts: usize, size: usize, count: usize): void {
  const bytes = size << 2
  let row: usize = 0
  for (; row + 4 <= count; row += 4) {
    const cell = x + (row << 3)
    const to = out + (row << 1)
    placed(cell, to, counts)
    placed(cell + 8, to + 2, counts + bytes)
    placed(cell + 16, to + 4, counts + 2 * bytes)
    placed(cell + 24, to + 6, counts + 3 * bytes)
  }
  for (; row < count; row++) placed(x + (row << 3), out + (row << 1), counts)
}

/** What a pure read of cells costs: the benches' measure. */
export function readAll(x: usize, count: usize): f64 {
  let total = both(0)
  for (let end = x + (count << 3); x < end; x += 16) total = f64x2.add(total, v128.load(x))
  return f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1)
}
