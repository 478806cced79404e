/** A task's standing whole: open, locked, done, waiting to be claimed and claimed. */
import { describe, expect, test } from 'vitest'
import { evaluate, readOf } from '../../src/core/evaluate.js'
import { whatIf } from '../../src/core/what-if.js'
import { both } from './account.js'
import { minimal, planOf } from './programs.js'

type Over = Record<string, unknown>
const value = { id: 'value', kind: 'field', name: both('Value'), unit: 'number' }
const level = { id: 'level', kind: 'ladder', name: both('Level'), unit: 'tier' }
const account = (id: string): Over => ({ id, name: both(id), earn: [], spend: 'oldestFirst', undo: 'sameLots' }) // prettier-ignore
const planWith = (task: Over) =>
  planOf(
    minimal({
      areas: { ways: both('Ways') },
      accounts: [account('coins'), account('stars')],
      fields: { value: { type: 'number', name: both('Value') }, other: { type: 'number', name: both('Other') } },
      tasks: [
        { id: 'grow', area: 'ways', name: both('Grow'), done: { value: { gte: 10 } }, effortMinutes: 4, moves: { value: 3 }, reward: { stars: 5 }, ...task },
      ],
    }),
  ) // prettier-ignore
const standing = (task: Over, fields: Over, facts: object[] = [], now = '2025-06-15T12:00:00Z') =>
  evaluate(
    planWith(task),
    { id: 'm', joinedAt: '2025-06-01T00:00:00Z', facts: facts as never, fields: fields as never },
    Date.parse(now),
  )
const told = (type: string, at: string) => ({ id: `${type}${at}`, type, at, task: 'grow' })
const compare = (have: number | null, met: boolean | null) => ({
  kind: 'compare', subject: value, have, is: 'gte', need: 10, met,
}) // prettier-ignore

describe('a task', () => {
  const open = {
    id: 'grow',
    name: both('Grow'),
    area: { id: 'ways', name: both('Ways') },
    state: 'open',
    why: null,
    done: compare(5, false),
    progress: 0.5,
    each: null,
    streak: 0,
    doneAt: null,
    deadline: null,
    effortMinutes: 4,
    gain: null,
    reward: [{ account: 'stars', name: both('stars'), amountPoints: 5 }],
    given: 'posted',
    link: null,
  }
  test('that is open says everything there is to say of it', () => {
    expect(standing({}, { value: 5 }).tasks).toStrictEqual([open])
    expect(standing({ note: both('Soon'), link: 'go' }, { value: 5 }).tasks).toStrictEqual([
      { ...open, note: both('Soon'), link: 'go' },
    ])
  })
  test('says until when its chance lasts, and on which day last', () => {
    const deadline = (task: Over, fields: Over = { value: 5 }): unknown => standing(task, fields).tasks[0]!.deadline
    expect(deadline({ deadline: { days: 20 } })).toStrictEqual({ at: '2025-06-21T00:00:00.000Z', validThrough: '2025-06-20T23:59:59.999Z' })
    expect(deadline({ deadline: { endOf: 'month' } })).toMatchObject({ at: '2025-07-01T00:00:00.000Z' })
    expect(deadline({ each: 'week' })).toMatchObject({ at: '2025-06-16T00:00:00.000Z' })
    expect(deadline({ each: 'week', deadline: { days: 3 } })).toMatchObject({ at: '2025-06-12T00:00:00.000Z' })
    expect(deadline({ deadline: { days: 20 } }, { value: 10 })).toBeNull()
  }) // prettier-ignore
  test('whose chance ends with a period has the running one’s end, whenever they joined', () => {
    const deadlineAt = (now: string) => {
      const [task] = standing({ deadline: { endOf: 'month' } }, { value: 5 }, [], now).tasks
      return [task!.state, task!.deadline?.at]
    }
    expect(deadlineAt('2025-06-30T23:59:59.999Z')).toStrictEqual(['open', '2025-07-01T00:00:00.000Z'])
    expect(deadlineAt('2025-08-02T12:00:00Z')).toStrictEqual(['open', '2025-09-01T00:00:00.000Z'])
  })
  test('is expired from the instant of its deadline on', () => {
    const stateAt = (now: string) =>
      standing({ deadline: { days: 10 } }, { value: 5 }, [], now).tasks[0]!.state
    expect(stateAt('2025-06-10T23:59:59.999Z')).toBe('open')
    expect(stateAt('2025-06-11T00:00:00Z')).toBe('expired')
  })
  test('says how many facts went into what it asks, and into whom it is for', () => {
    const plan = planOf(
      minimal({
        areas: { ways: both('Ways') },
        metrics: { sales: { count: 'sale', window: 'lifetime', name: both('Sales') } },
        tasks: [
          {
            ...{ id: 'grow', area: 'ways', name: both('Grow'), effortMinutes: 4, moves: {} },
            audience: { sales: { lt: 2 } },
            done: { sales: { gte: 2 } },
          },
        ],
      }),
    )
    const facts = ['02', '03', '04'].map((day) => ({
      id: day,
      type: 'sale',
      at: `2025-06-${day}`,
      amount: 1,
    }))
    const record = { id: 'm', joinedAt: '2025-06-01', facts }
    const [task] = evaluate(plan, record, Date.parse('2025-06-15T12:00:00Z')).tasks
    expect([task!.done, task!.why]).toMatchObject([{ subject: { counted: 3 } }, { subject: { counted: 3 } }])
  })
  test('that is done is complete, pays and adds nothing more', () => {
    const { tasks, accounts } = standing({ deadline: { days: 20 } }, { value: 10 })
    expect(tasks).toStrictEqual([
      {
        ...open,
        state: 'done',
        done: compare(10, true),
        progress: 1,
        doneAt: '2025-06-01T00:00:00.000Z',
        gain: 0,
      },
    ])
    expect(accounts.map(({ id, balancePoints }) => [id, balancePoints])).toEqual([
      ['coins', 0],
      ['stars', 5],
    ])
  })
  test('that was done stays done when its value falls again', () => {
    const { tasks } = standing({}, { value: [{ from: '2025-06-05', value: 12 }, { from: '2025-06-10', value: 5 }] }) // prettier-ignore
    expect(tasks[0]).toMatchObject({ state: 'done', progress: 1, gain: 0, done: { met: false } })
  })
  test('whose reward is claimed waits for the claim, and pays it once', () => {
    const given = { given: 'claimed', deadline: { days: 20 } }
    const claims = ['2025-06-02', '2025-06-07', '2025-06-08'].map((day) => told('tk.claimTask', day))
    const at = (facts: object[]): unknown => {
      const { tasks, accounts } = standing(given, { value: [{ from: '2025-06-05', value: 12 }, { from: '2025-06-12', value: 5 }] }, facts) // prettier-ignore
      const { state, progress, deadline, gain } = tasks[0]!
      return [state, progress, deadline, gain, accounts[1]!.balancePoints]
    }
    expect(at([])).toEqual(['claimable', 1, null, 0, 0])
    expect(at(claims.slice(0, 1))).toEqual(['claimable', 1, null, 0, 0])
    expect(at(claims.slice(0, 2))).toEqual(['claimed', 1, null, 0, 5])
    expect(at(claims)).toEqual(['claimed', 1, null, 0, 5])
  })
  test('that pays by itself is never claimed', () => {
    const { tasks, accounts } = standing({}, { value: 10 }, [told('tk.claimTask', '2025-06-07')])
    expect([tasks[0]!.state, accounts[1]!.balancePoints]).toEqual(['done', 5])
  })
  test('that was dismissed is open again once it is restored', () => {
    const facts = [told('tk.dismissTask', '2025-06-05'), told('tk.restoreTask', '2025-06-06')]
    expect([1, 2].map((many) => standing({}, { value: 5 }, facts.slice(0, many)).tasks[0]!.state)).toEqual(['dismissed', 'open']) // prettier-ignore
  })
  test('of a period counts a streak of periods in a row, and begins anew after one that was missed', () => {
    const values = (...days: string[]) => ({
      value: days.flatMap((day) => [
        { from: `${day}T01:00:00Z`, value: 10 },
        { from: `${day}T02:00:00Z`, value: 0 },
      ]),
    })
    const streak = (...days: string[]): number =>
      standing({ each: 'day' }, values(...days), [], '2025-06-10T12:00:00Z').tasks[0]!.streak
    expect(streak('2025-06-08', '2025-06-09', '2025-06-10')).toBe(3)
    expect(streak('2025-06-07', '2025-06-09', '2025-06-10')).toBe(2)
    expect(streak('2025-06-08', '2025-06-10')).toBe(1)
  })
  test('posts a reward of its own in every period', () => {
    const coming = ['2025-06-02', '2025-06-03'].map((day) => ({ id: day, type: 'sale', at: day }))
    const { entries } = readOf(
      planWith({ each: 'day' }),
      { id: 'm', joinedAt: '2025-06-01', facts: coming, fields: { value: 10 } },
      Date.parse('2025-06-03T12:00:00Z'),
    )
    expect(entries.map(({ id }) => id)).toEqual(
      ['2025-06-01', '2025-06-02', '2025-06-03'].map(
        (day) => `stars/${day}T00:00:00.000Z/reward/grow/${day}T00:00:00.000Z`,
      ),
    )
  })
  test('is asked what it would be with another value, and would be done', () => {
    const of = { id: 'm', joinedAt: '2025-06-01', facts: [], fields: { value: 5 } }
    const at = Date.parse('2025-06-15T12:00:00Z')
    expect(whatIf(planWith({}), of, at, { fields: { value: 12 } }).tasks[0]).toMatchObject({
      state: 'done',
      progress: 1,
      doneAt: null,
    })
    expect(whatIf(planWith({ deadline: { days: 3 } }), of, at, { fields: { value: 12 } }).tasks[0]!.state).toBe('expired') // prettier-ignore
  })
})

describe('a task for some', () => {
  const state = (audience: unknown, fields: Over = { value: 5 }): unknown => {
    const { state: now, why } = standing({ audience }, fields).tasks[0]!
    return [now, why]
  }
  const tier = (is: string) => ({ kind: 'compare', subject: level, have: 0, is, need: is === 'gt' ? 0 : 1, haveName: both('Low'), needName: both(is === 'gt' ? 'Low' : 'High'), met: false }) // prettier-ignore
  test('is locked where only a higher tier is missing', () => {
    expect(state({ level: { gte: 'high' } })).toStrictEqual(['locked', tier('gte')])
    expect(state({ level: { gt: 'low' } })).toStrictEqual(['locked', tier('gt')])
    expect(state({ level: { gte: 'low' } })).toStrictEqual(['open', null])
  })
  test('is not applicable where anything else is', () => {
    const kindOf = (audience: unknown): unknown => (state(audience) as unknown[])[0]
    expect(kindOf({ level: 'high' })).toBe('notApplicable')
    expect(kindOf({ value: { gte: 10 } })).toBe('notApplicable')
    expect(kindOf({ level: { gte: 'high' }, value: { gte: 10 } })).toBe('notApplicable')
    expect(kindOf({ other: { known: true } })).toBe('notApplicable')
    expect(kindOf({ level: { gte: 'high' }, value: { gte: 5 } })).toBe('locked')
    expect(state({ value: { gte: 10 } })).toStrictEqual(['notApplicable', compare(5, false)])
  })
  test('pays none who are not among them', () => {
    expect(standing({ audience: { other: { gte: 1 } } }, { value: 10 }).accounts[1]!.balancePoints).toBe(0)
  })
})
