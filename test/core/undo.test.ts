/** What an undone event gives back, to the lot and to the point, and what is told of it. */
import { describe, expect, test } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { accountAt, at, both, day, planWith, posted, record, sale, undo, type Told } from './account.js'

const fine = (date: string, amount: number): Told => ({ type: 'fine', at: day(date), amount })
const earn = { on: 'sale', points: { give: 1, every: 1, of: 'amount' } }
const lotsLeft = (plan: ReturnType<typeof planWith>, facts: readonly Told[], until: string) =>
  accountAt(plan, facts, until).lots.map(({ leftPoints }) => leftPoints)

/** What is remembered of points taken, beside what was counted. */
const takenAt = (plan: ReturnType<typeof planWith>, facts: readonly Told[], until: string) =>
  Object.fromEntries(
    Object.entries(accountAt(plan, facts, until).taken).filter(([key]) => !key.startsWith('counted/')),
  )

describe('points that a rule took as its total rose', () => {
  const plan = () =>
    planWith({ earn: [earn, { on: 'fine', points: { give: -6, every: 2, of: 'amount', each: 'total' } }] })
  const facts = [sale('2025-01-10', 10), sale('2025-01-11', 30), fine('2025-01-12', 6)]
  test('come back in part, the last taken first, and what is left of them is remembered', () => {
    const part = [...facts, undo('2025-01-13', 'f2', { amount: 2 })]
    expect(lotsLeft(plan(), facts, '2025-01-13')).toEqual([0, 22])
    expect(lotsLeft(plan(), part, '2025-01-14')).toEqual([0, 28])
    expect(Object.values(takenAt(plan(), part, '2025-01-14'))).toStrictEqual([
      {
        parts: [
          { lot: 'stars/earn/stars.0/f0', amountPoints: 10 },
          { lot: 'stars/earn/stars.0/f1', amountPoints: 2 },
        ],
        debtPoints: 0,
        until: null,
      },
    ])
    const whole = [...part, undo('2025-01-14', 'f2', { amount: 4 })]
    expect(lotsLeft(plan(), whole, '2025-01-15')).toEqual([10, 30])
    expect(takenAt(plan(), whole, '2025-01-15')).toStrictEqual({})
  })
  test('come back from what took them last, where the undone event took none', () => {
    const several = [
      ...facts.slice(0, 2),
      fine('2025-01-12', 1),
      fine('2025-01-13', 1),
      fine('2025-01-14', 4),
    ]
    expect(lotsLeft(plan(), several, '2025-01-15')).toEqual([0, 22])
    const undone = [...several, undo('2025-01-16', 'f2')]
    expect(posted(plan(), undone, '2025-01-17').slice(-1)).toEqual(['01-16 return 6 -> 28'])
    expect(Object.keys(takenAt(plan(), undone, '2025-01-17'))).toEqual(['stars.1/f3', 'stars.1/f4'])
    expect(Object.values(takenAt(plan(), undone, '2025-01-17')).map(({ parts }) => parts)).toEqual([
      [{ lot: 'stars/earn/stars.0/f0', amountPoints: 6 }],
      [
        { lot: 'stars/earn/stars.0/f0', amountPoints: 4 },
        { lot: 'stars/earn/stars.0/f1', amountPoints: 2 },
      ],
    ])
  })
  test('leave alone what another rule took', () => {
    const two = planWith({
      earn: [
        earn,
        { on: 'fine', points: { give: -6, every: 2, of: 'amount', each: 'total' } },
        { on: 'down', points: -3 },
      ],
    })
    const all = [...facts, { type: 'down', at: day('2025-01-13') }, undo('2025-01-14', 'f2')]
    expect(posted(two, all, '2025-01-15').slice(-1)).toEqual(['01-14 return 18 -> 37'])
    expect(Object.keys(takenAt(two, all, '2025-01-15'))).toEqual(['stars.2/f3'])
  })
})

test('what an undone event earned goes in proportion, and of what earned by no amount all goes', () => {
  const plan = () => planWith({ earn: [earn, { on: 'sale', points: 7 }] })
  const facts = [sale('2025-01-10', 10), undo('2025-01-11', 'f0', { amount: 4 })]
  expect(posted(plan(), facts, '2025-01-12').slice(2)).toEqual(['01-11 clawBack 11 -> 6'])
  const again = [...facts, undo('2025-01-12', 'f0', { amount: 3 }), undo('2025-01-13', 'f0')]
  expect(posted(plan(), again, '2025-01-14').slice(3)).toEqual([
    '01-12 clawBack 3 -> 3',
    '01-13 clawBack 3 -> 0',
  ])
})

test('what was taken for a time comes back under the name of its rule, as a return of its own', () => {
  const plan = planWith({
    earn: [
      earn,
      { on: 'fine', points: { give: -1, every: 1, of: 'amount' }, expires: { days: 5 }, name: both('Fined') },
    ],
  })
  const facts = [sale('2025-01-10', 10), fine('2025-01-12', 4)]
  const { entries } = advance(plan, record(facts), at(day('2025-02-01')))
  expect(entries.slice(2)).toMatchObject([
    {
      at: day('2025-01-17'),
      kind: 'return',
      amountPoints: 4,
      balancePoints: 10,
      name: both('Fined'),
      fact: null,
    },
  ])
  expect(takenAt(plan, facts, '2025-02-01')).toStrictEqual({})
})
