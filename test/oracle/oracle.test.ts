/**
 * The engine held to the second evaluator over random programs and merchants, and to properties that any program has. TIERKIT_RUNS sets how
 * many programs each test makes (100 unless set), TIERKIT_SEED where they begin; a failure prints its seed and the smallest case.
 */
import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { evaluate } from '../../src/core/evaluate.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { planOf } from './agree.js'
import { casesOf } from './cases.js'
import { Dice } from './dice.js'
import { risingProgram, shuffled, tiledProgram } from './properties.js'
import { textOf } from './days.js'
import { evaluations } from './shard.js'

const runs = Number(process.env['TIERKIT_RUNS'] ?? 100)
const first = Number(process.env['TIERKIT_SEED'] ?? 1)
const seeds = (share = 1): number[] => [...Array(Math.ceil(runs * share)).keys()].map((nth) => first + nth)

test('gives the tier and the score that the second evaluator gives, at every instant', () => {
  const { disagreements, programs } = evaluations(first, runs * 10, 2)
  expect(JSON.stringify(disagreements)).toBe('[]')
  expect(programs).toBeGreaterThan(runs / 4)
})

describe('whatever the program', () => {
  test('folds to the same state and the same entries in two steps as in one, at every cut', () => {
    for (const seed of seeds(0.5)) {
      const [{ programs, record, instants }] = casesOf(seed, 1) as [ReturnType<typeof casesOf>[number]]
      if (record.facts === undefined) continue
      const plan = planOf(programs)
      const lastMs = instants[instants.length - 1]!
      const whole = advance(plan, record, lastMs)
      for (const cutMs of instants.slice(0, -1)) {
        const before = advance(plan, record, cutMs)
        const after = advance(plan, { ...record, held: before.held }, lastMs)
        expect(after.held, `seed ${seed} at ${textOf(cutMs)}`).toEqual(whole.held)
        expect([...before.entries, ...after.entries], `seed ${seed} at ${textOf(cutMs)}`).toEqual(
          whole.entries,
        )
      }
    }
  })

  test('a fact that arrives late changes nothing decided before it arrived', () => {
    let late = 0
    for (const seed of seeds()) {
      const [{ programs, record, instants }] = casesOf(seed, 1) as [ReturnType<typeof casesOf>[number]]
      const plan = planOf(programs)
      const dice = new Dice(seed)
      const seenMs = dice.pick(instants)
      const fact = {
        id: 'late',
        type: 'order',
        at: textOf(seenMs - 40 * 86_400_000),
        seen: textOf(seenMs),
        amount: 1000,
        goods: 'tea',
      }
      if (record.facts === undefined) continue
      const with1 = { ...record, facts: [...record.facts, fact] } as MerchantRecord
      const before = instants.filter((ms) => ms < seenMs)
      for (const atMs of before) {
        late += 1
        expect(advance(plan, with1, atMs), `seed ${seed}`).toEqual(advance(plan, record, atMs))
      }
    }
    expect(late).toBeGreaterThan(runs / 4)
  })

  test('the order of keys in a document never matters', () => {
    for (const seed of seeds()) {
      const [{ programs, record, instants }] = casesOf(seed, 1) as [ReturnType<typeof casesOf>[number]]
      const dice = new Dice(seed)
      const plan = planOf(programs)
      const other = planOf(programs.map((one) => shuffled(dice, one)))
      const atMs = instants[instants.length - 1]!
      const stood = evaluate(plan, record, atMs)
      const stands = evaluate(other, shuffled(dice, record), atMs)
      const said = ({ score, ladders, accounts, benefits, overrides, tasks }: typeof stood) => ({
        score: score?.value,
        factors: score?.factors.map(({ id, points, share }) => ({ id, points, share })),
        tiers: ladders.map(({ id, scope, held, computed, earned, ifReviewed }) => ({
          id,
          scope,
          held,
          computed,
          earned,
          ifReviewed,
        })),
        accounts: accounts.map(({ id, balancePoints, lots }) => ({ id, balancePoints, lots })),
        benefits: benefits.map(({ id, state }) => ({ id, state })),
        overrides: overrides.map(({ id, active, until }) => ({ id, active, until })),
        tasks: tasks.map(({ id, state, progress }) => ({ id, state, progress })),
      })
      expect(said(stands), `seed ${seed}`).toEqual(said(stood))
    }
  })

  test('what the parts of a score show sums to what the whole shows', () => {
    let summed = 0
    for (const seed of seeds()) {
      const [{ programs, record, instants }] = casesOf(seed, 1) as [ReturnType<typeof casesOf>[number]]
      const plan = planOf(programs)
      for (const atMs of instants) {
        const { score } = evaluate(plan, record, atMs)
        if (!score || score.value === null) continue
        const shares = score.factors.map(({ share }) => share)
        if (shares.some((share) => share === null)) continue
        const parts = shares.reduce<number>((sum, share) => sum + Math.round(share! * 10), 0)
        const cap = Math.round(score.capShare * 10)
        expect(parts + cap, `seed ${seed} at ${textOf(atMs)}`).toBe(Math.floor(score.value * 10 + 0.5))
        summed += 1
      }
    }
    expect(summed).toBeGreaterThan(runs / 4)
  })

  test('the entries of an account, added up, are its balance', () => {
    let posted = 0
    for (const seed of seeds(2)) {
      const [{ programs, record, instants }] = casesOf(seed, 1) as [ReturnType<typeof casesOf>[number]]
      const plan = planOf(programs)
      const { held, entries } = advance(plan, record, instants[instants.length - 1]!)
      for (const [id, { balancePoints, lots, debtPoints }] of Object.entries(held.accounts)) {
        const own = entries.filter(({ account }) => account === id)
        const sum = own.reduce(
          (total, { from, to, amountPoints }) =>
            total + (to === 'available' ? amountPoints : 0) - (from === 'available' ? amountPoints : 0),
          0,
        )
        expect(sum, `seed ${seed}`).toBe(balancePoints)
        expect(
          lots.reduce((total, { leftPoints }) => total + leftPoints, 0) - debtPoints,
          `seed ${seed}`,
        ).toBe(balancePoints)
        expect(own.length === 0 || own[own.length - 1]!.balancePoints === balancePoints, `seed ${seed}`).toBe(
          true,
        )
        posted += own.length
      }
    }
    expect(posted).toBeGreaterThan(runs / 4)
  })
})

test('more of a good metric never lowers a score whose scales all rise', () => {
  let rose = 0
  for (const seed of seeds(2)) {
    const dice = new Dice(seed)
    const program = risingProgram(dice)
    const plan = planOf([program])
    const values = Object.fromEntries(
      Object.keys(program.metrics).map((id) => [id, dice.pick([0, 1, 2.5, 10, 50, 99, 100])]),
    )
    const scoreOf = (metrics: Record<string, number>): number => {
      const record = { id: 'm', joinedAt: '2024-01-01', asOf: '2024-02-01', metrics } as MerchantRecord
      return evaluate(plan, record, Date.parse('2024-03-01T12:00:00Z')).score!.value!
    }
    const id = dice.pick(Object.keys(values))
    const more = { ...values, [id]: values[id]! + dice.pick([0.000001, 0.1, 1, 50]) }
    const [low, high] = [scoreOf(values), scoreOf(more)]
    expect(high, `seed ${seed}`).toBeGreaterThanOrEqual(low)
    if (high > low) rose += 1
  }
  expect(rose).toBeGreaterThan(runs / 8)
})

test('windows that lie side by side count every event once, also over a change of clocks', () => {
  for (const seed of seeds(0.5)) {
    const dice = new Dice(seed)
    const size = dice.pick([1, 2, 3, 7])
    const program = tiledProgram(dice, size)
    const plan = planOf([program])
    const fromMs = dice.pick([Date.parse('2024-03-05T00:00:00Z'), Date.parse('2024-10-20T00:00:00Z')])
    const atMs = (): number => fromMs + dice.int(0, 30 * 24) * 3_600_000 + dice.pick([0, 0, -1])
    const facts = dice.times(1, 20, (nth) => ({ id: `f${nth}`, type: 'order', at: textOf(atMs()) }))
    const record = { id: 'm', joinedAt: '2024-01-01', facts } as MerchantRecord
    const { decisions } = advance(plan, record, fromMs + 27 * 86_400_000).held
    const ends = decisions.filter((_, place) => place % size === 0)
    const counted = ends.slice(1).reduce((sum, { score }) => sum + score!, 0)
    const [startMs, endMs] = [ends[0]!, ends[ends.length - 1]!].map(({ at }) => Date.parse(at)) as [
      number,
      number,
    ]
    const within = facts.filter(({ at }) => Date.parse(at) >= startMs && Date.parse(at) < endMs)
    expect(counted, `seed ${seed}`).toBe(within.length)
  }
})
