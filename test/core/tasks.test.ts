import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import type { Fact, MerchantRecord } from '../../src/schema/record.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const at = (iso: string): number => Date.parse(iso)

describe('tasks', () => {
  const program = (task: Record<string, unknown>, over: Record<string, unknown> = {}) =>
    planOf(
      minimal({
        metrics: { sales: { count: 'sale', window: 'day', name: both('Sales') } },
        windows: { day: { current: 'day' } },
        accounts: [
          {
            id: 'coins',
            name: both('Coins'),
            earn: [{ on: 'sale', points: 1 }],
            spend: 'oldestFirst',
            undo: 'sameLots',
          },
        ],
        tasks: [
          {
            id: 'one',
            area: 'x',
            name: both('One'),
            done: { sales: { gte: 1 } },
            effortMinutes: 1,
            moves: {},
            reward: { coins: 5 },
            ...task,
          },
        ],
        ...over,
      }),
    )
  const sales = (...days: string[]): MerchantRecord => ({
    id: 'm',
    joinedAt: '2023-01-01',
    facts: days.map((day, place) => ({ id: `f${place}`, type: 'sale', at: day, amount: 1 }) as Fact),
  })
  test('what is done after the deadline is not rewarded, and stays expired', () => {
    const plan = program({ deadline: { days: 30 } })
    expect(evaluate(plan, sales('2023-02-10T00:00:00Z'), at('2023-02-10T12:00:00Z'))).toMatchObject({
      tasks: [{ state: 'expired', doneAt: null }],
      accounts: [{ balancePoints: 1 }],
    })
    expect(evaluate(plan, sales('2023-01-30T12:00:00Z'), at('2023-02-10T12:00:00Z'))).toMatchObject({
      tasks: [{ state: 'done' }],
      accounts: [{ balancePoints: 6 }],
    })
  })
  test('a streak of days runs on over a day without midnight', () => {
    const plan = program({ each: 'day' }, { zone: 'America/Asuncion' })
    const days = ['2023-09-30', '2023-10-01', '2023-10-02'].map((day) => `${day}T15:00:00Z`)
    expect(evaluate(plan, sales(...days), at('2023-10-02T16:00:00Z')).tasks[0]!.streak).toBe(3)
    expect(evaluate(plan, sales(...days), at('2023-10-03T16:00:00Z')).tasks[0]!.streak).toBe(3)
    expect(evaluate(plan, sales(...days), at('2023-10-04T16:00:00Z')).tasks[0]!.streak).toBe(0)
  })
  test('a task of a period is done as the period begins, where it is', () => {
    const plan = program({ done: { value: { gte: 1 } }, each: 'month' })
    const record: MerchantRecord = { id: 'm', joinedAt: '2023-01-01', facts: [], fields: { value: 1 } }
    const paid = (iso: string): number => evaluate(plan, record, at(iso)).accounts[0]!.balancePoints
    expect(['2023-01-31T23:59:59Z', '2023-02-01T00:00:00Z', '2023-03-01T00:00:00Z'].map(paid)).toEqual([
      5, 10, 15,
    ])
  })
  test('a task that time alone does is done on its day, though nothing else happens', () => {
    const plan = program(
      { done: { age: { gte: 100 } } },
      { metrics: { age: { elapsed: 'joinedAt', in: 'days', name: both('Age') } }, windows: {} },
    )
    const record: MerchantRecord = { id: 'm', joinedAt: '2023-01-01', facts: [] }
    expect(evaluate(plan, record, at('2023-04-10T23:59:59Z'))).toMatchObject({
      tasks: [{ state: 'open', doneAt: null }],
      accounts: [{ balancePoints: 0 }],
    })
    expect(evaluate(plan, record, at('2023-04-20T12:00:00Z'))).toMatchObject({
      tasks: [{ state: 'done', doneAt: '2023-04-11T00:00:00.000Z' }],
      accounts: [{ balancePoints: 5 }],
    })
  })
  test('a task about the balance is done when the points are posted', () => {
    const plan = program({ done: { coins: { gte: 2 } } })
    expect(
      evaluate(plan, sales('2023-01-30T12:00:00Z', '2023-01-31T12:00:00Z'), at('2023-01-31T12:00:00Z')),
    ).toMatchObject({
      tasks: [{ state: 'done', doneAt: '2023-01-31T12:00:00.000Z' }],
      accounts: [{ balancePoints: 7 }],
    })
  })
  test('a locked task can be dismissed, and is shown so', () => {
    const plan = program({ audience: { level: { gte: 'high' } } })
    const record = sales()
    record.facts!.push({ id: 'd', type: 'tk.dismissTask', at: '2023-01-05T00:00:00Z', task: 'one' })
    expect(evaluate(plan, record, at('2023-01-06T00:00:00Z')).tasks[0]!.state).toBe('dismissed')
  })
})

describe('tasks come last in a moment', () => {
  const plan = planOf(
    minimal({
      accounts: [
        { id: 'coins', name: both('Coins'), start: 200, earn: [], spend: 'oldestFirst', undo: 'sameLots' },
        { id: 'stars', name: both('Stars'), earn: [], spend: 'oldestFirst', undo: 'sameLots' },
      ],
      ladders: [
        {
          id: 'level',
          main: true,
          name: both('Level'),
          transition: { promote: 'atOnce', demote: 'atOnce' },
          tiers: [
            { id: 'low', name: both('Low') },
            { id: 'high', name: both('High'), enter: { coins: { gte: 200 } } },
            { id: 'top', name: both('Top'), enter: { stars: { gte: 5 } } },
          ],
        },
      ],
      tasks: [
        { id: 'begin', name: both('Begin'), area: 'x', audience: { level: { lte: 'low' } }, done: { value: { lte: 0 } }, effortMinutes: 1, moves: {}, reward: {} },
        { id: 'shine', name: both('Shine'), area: 'x', done: { value: { gte: 7 } }, effortMinutes: 1, moves: {}, reward: { stars: 5 } },
      ],
      areas: { x: both('X') },
    }),
  ) // prettier-ignore
  const stand = (value: number) =>
    evaluate(
      plan,
      { id: 'm', joinedAt: '2025-01-01T10:00:00Z', facts: [], fields: { value } },
      Date.parse('2025-01-01T10:00:00Z'),
    )
  test('so that none is done by a tier that the same moment takes away', () => {
    const { ladders, tasks } = stand(0)
    expect([ladders[0]!.held, tasks[0]!.state]).toEqual(['high', 'notApplicable'])
  })
  test('and what one pays lifts a ladder that moves at once', () => {
    const { ladders, tasks } = stand(7)
    expect([ladders[0]!.held, tasks[1]!.state]).toEqual(['top', 'done'])
  })
})
