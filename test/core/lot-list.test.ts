/** A list of lots in runs says what one plain list in order says, whatever is put in, spent and taken out. */
import { describe, expect, test } from 'vitest'
import { LotList, type Lot } from '../../src/core/lot-list.js'
import { Dice } from '../oracle/dice.js'

const lot = (id: string, expiresMs: number, leftPoints = 1): Lot => ({
  id,
  amountPoints: leftPoints,
  leftPoints,
  earnedMs: 0,
  expiresMs,
  name: null,
  fact: null,
})
const endOf = ({ expiresMs }: Lot): number => expiresMs!
const byEnd = (left: Lot, right: Lot): number => endOf(left) - endOf(right)
const idsOf = (lots: Iterable<Lot>): string[] => [...lots].map(({ id }) => id)
/** What `eachLeft` meets of what has something left: all of it, whatever it skips. */
const leftIn = (lots: LotList): string[] => {
  const met: Lot[] = []
  lots.eachLeft(
    (one) => met.push(one),
    () => false,
  )
  return idsOf(met.filter(({ leftPoints }) => leftPoints > 0))
}

/** Twice as many as a run holds, and one more: 0, 10, 20 ... */
const many = 1_025
const full = (): LotList => LotList.of([...Array(many).keys()].map((place) => lot(String(place), place * 10)))

describe('a list of lots', () => {
  test('without any has none', () => {
    const lots = new LotList()
    expect([lots.length, lots.first, [...lots]]).toStrictEqual([0, undefined, []])
    expect(lots.takeFirst(() => true)).toStrictEqual([])
    expect(lots.firstAfter(() => false)).toBeUndefined()
    lots.skipEmpty()
    lots.remove(new Set())
    lots.sort(byEnd)
    expect(leftIn(lots)).toStrictEqual([])
    lots.add(lot('a', 1), byEnd)
    expect([lots.length, lots.first!.id, leftIn(lots)]).toStrictEqual([1, 'a', ['a']])
  })
  test('puts the later of two equals first: an order of lots leaves no two equal', () => {
    const lots = LotList.of([lot('a', 1), lot('b', 2)])
    lots.add(lot('c', 2), byEnd)
    expect(idsOf(lots)).toStrictEqual(['a', 'c', 'b'])
  })
  test('stops where nothing more is wanted', () => {
    const met: string[] = []
    full().eachLeft(
      ({ id }) => met.push(id),
      () => met.length === 600,
    )
    expect([met.length, met.at(-1)]).toStrictEqual([600, '599'])
  })
  test('does not look again at what has nothing left in front', () => {
    const lots = full()
    let looked = 0
    const look = (): number => {
      looked = 0
      lots.eachLeft(
        () => (looked += 1),
        () => false,
      )
      return looked
    }
    lots.eachLeft(
      (one) => {
        if (endOf(one) < 6_000) one.leftPoints = 0
      },
      () => false,
    )
    expect(look()).toBe(many)
    lots.skipEmpty()
    expect(look()).toBe(many - 600)
    const back = [...lots][300]!
    back.leftPoints = 1
    lots.refilled(back, byEnd)
    expect(look()).toBe(many - 300)
    lots.refilled([...lots][700]!, byEnd)
    expect(look()).toBe(many - 300)
    lots.add(lot('before', 2_995), byEnd)
    expect(look()).toBe(many - 300 + 1)
    lots.takeFirst((one) => endOf(one) < 1_000)
    expect(look()).toBe(many - 300 + 1)
    lots.takeFirst((one) => endOf(one) < 6_000)
    expect(look()).toBe(many - 600)
  })
  test('does not look again, either, when some of a run in front of it are taken out', () => {
    const lots = full()
    for (const one of lots) if (endOf(one) < 6_000) one.leftPoints = 0
    lots.skipEmpty()
    // some of it, then the rest of it to its very end, then of the run in which the rest begins
    for (const endMs of [1_000, 5_120, 5_500]) {
      lots.takeFirst((one) => endOf(one) < endMs)
      const met: string[] = []
      lots.eachLeft(
        ({ id }) => met.push(id),
        () => false,
      )
      expect([met.length, met[0]]).toStrictEqual([many - 600, '600'])
    }
  })
  test('all of which is spent takes new ones anywhere', () => {
    for (const endMs of [-5, 5_125, 99_999]) {
      const lots = full()
      for (const one of lots) one.leftPoints = 0
      lots.skipEmpty()
      expect(leftIn(lots)).toStrictEqual([])
      lots.add(lot('new', endMs), byEnd)
      expect(leftIn(lots)).toStrictEqual(['new'])
    }
  })

  test.each([...Array(20).keys()])('does as a plain one does, seed %d', (seed) => {
    const dice = new Dice(seed)
    const lots = LotList.of([])
    let plain: Lot[] = []
    let next = 0
    let most = 0
    for (let step = 0; step < 300; step++) {
      // many at once, so that runs are cut
      for (let more = dice.int(0, 40); more > 0; more--) {
        // no two alike
        const one = lot(String(next), dice.int(0, 3_000) + next / 1e6, dice.int(0, 2))
        next += 1
        lots.add(one, byEnd)
        plain.push(one)
      }
      plain.sort(byEnd)
      let open = dice.int(0, 30)
      lots.eachLeft(
        (one) => {
          const part = Math.min(open, one.leftPoints)
          one.leftPoints -= part
          open -= part
        },
        () => open === 0,
      )
      lots.skipEmpty()
      if (dice.chance(0.2) && plain.length > 0) {
        const back = dice.pick(plain)
        back.leftPoints += 1
        lots.refilled(back, byEnd)
      }
      if (dice.chance(0.2)) {
        const endMs = dice.int(0, 600)
        const over = plain.filter((one) => endOf(one) <= endMs)
        expect(idsOf(lots.takeFirst((one) => endOf(one) <= endMs))).toStrictEqual(idsOf(over))
        plain = plain.filter((one) => endOf(one) > endMs)
      }
      if (dice.chance(0.02)) {
        const gone = new Set(plain.filter(() => dice.chance(0.3)))
        lots.remove(gone)
        plain = plain.filter((one) => !gone.has(one))
      }
      if (dice.chance(0.02)) {
        for (const one of plain) one.expiresMs = 3_000 - endOf(one)
        lots.sort(byEnd)
        plain.sort(byEnd)
      }
      const atMs = dice.int(0, 3_000)
      expect(lots.firstAfter((one) => endOf(one) <= atMs)).toBe(plain.find((one) => endOf(one) > atMs))
      expect(lots.length).toBe(plain.length)
      most = Math.max(most, plain.length)
      expect(lots.first).toBe(plain[0])
      expect(leftIn(lots)).toStrictEqual(idsOf(plain.filter(({ leftPoints }) => leftPoints > 0)))
    }
    expect(idsOf(lots)).toStrictEqual(idsOf(plain))
    expect(most).toBeGreaterThan(1_100) // more than a run can hold
  })
})
