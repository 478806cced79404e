/** The smallest change of values that turns a decision: worked out by hand. */
import { describe, expect, test } from 'vitest'
import { reasonsFor } from '../../src/core/reasons.js'
import { both } from './account.js'
import { minimal, planOf, levelAsking } from './programs.js'

type Given = Record<string, number | string | boolean>
/** What turns the last decision of a merchant with such fields, on a ladder of two tiers. */
const turnOf = (enter: unknown, given: Given, over: Record<string, unknown> = {}, more = {}) => {
  const types = { n: 'number', m: 'number', i: 'integer', j: 'integer', k: 'integer', l: 'integer', o: 'integer', p: 'percent', cost: 'money', born: 'date', isGood: 'flag', likes: 'goods' } // prettier-ignore
  const plan = planOf(
    minimal({
      choices: { goods: { tea: both('Tea'), books: both('Books'), toys: both('Toys') } },
      fields: Object.fromEntries(Object.entries(types).map(([id, type]) => [id, { type, name: both(id) }])),
      ladders: [levelAsking(enter)],
      ...over,
    }),
  )
  const record = { id: 'm', joinedAt: '2025-01-01', facts: [], fields: given, ...more }
  const { last } = reasonsFor(plan, record, Date.parse('2025-06-15T12:00:00Z'))!
  return last!.turn && last!.turn.map(({ subject, from, to }) => [subject.id, from, to])
}

describe('one value', () => {
  test.each<[string, unknown, Given, unknown]>([
    ['up to a mark', { i: { gte: 7 } }, { i: 3 }, [['i', 3, 7]]],
    ['past a mark', { i: { gt: 7 } }, { i: 3 }, [['i', 3, 8]]],
    ['down to a mark', { i: { lte: 7 } }, { i: 12 }, [['i', 12, 7]]],
    ['below a mark', { i: { lt: 7 } }, { i: 12 }, [['i', 12, 6]]],
    ['to a value, from below', { i: { eq: 7 } }, { i: 3 }, [['i', 3, 7]]],
    ['to a value, from above', { i: { eq: 7 } }, { i: 12 }, [['i', 12, 7]]],
    ['to the very next', { i: { gte: 4 } }, { i: 3 }, [['i', 3, 4]]],
    ['down to 0', { i: { lte: 0 } }, { i: 9 }, [['i', 9, 0]]],
    ['to no amount below 0', { i: { lt: 0 } }, { i: 9 }, null],
    ['below 0, up', { i: { gte: -2 } }, { i: -9 }, [['i', -9, -2]]],
    ['below 0, down', { i: { lte: -20 } }, { i: -9 }, [['i', -9, -20]]],
    ['from below 0 to above it', { i: { gte: 5 } }, { i: -9 }, [['i', -9, 5]]],
    ['far away', { i: { gte: 987_654_321 } }, { i: 3 }, [['i', 3, 987_654_321]]],
    ['a fraction up', { n: { gte: 0.25 } }, { n: 0.1 }, [['n', 0.1, 0.25]]],
    ['a fraction past', { n: { gt: 0.25 } }, { n: 0.1 }, [['n', 0.1, 0.250001]]],
    ['a fraction below', { n: { lt: 0.25 } }, { n: 3 }, [['n', 3, 0.249999]]],
    ['a fraction below 0', { n: { gte: -0.5 } }, { n: -2 }, [['n', -2, -0.5]]],
    ['a percentage', { p: { gte: 2.5 } }, { p: 1 }, [['p', 1, 2.5]]],
    ['of money, in whole units', { cost: { gt: 250 } }, { cost: 100 }, [['cost', 100, 251]]],
    ['of what is unknown, from its least', { i: { gte: 7 } }, {}, [['i', null, 7]]],
    ['a flag that is off', { isGood: true }, { isGood: false }, [['isGood', 0, 1]]],
    ['a flag that is on', { isGood: false }, { isGood: true }, [['isGood', 1, 0]]],
    ['a choice', { likes: 'toys' }, { likes: 'tea' }, [['likes', 0, 2]]],
    ['a choice back', { likes: 'tea' }, { likes: 'toys' }, [['likes', 2, 0]]],
    ['what is lost again: up to a mark', { i: { gte: 7 } }, { i: 9 }, [['i', 9, 6]]],
    ['what is lost again: down to one', { i: { lte: 7 } }, { i: 5 }, [['i', 5, 8]]],
    ['the nearest of two ways', { any: [{ i: { lte: 5 } }, { i: { gte: 12 } }] }, { i: 10 }, [['i', 10, 12]]],
    ['the nearest of two ways, down', { any: [{ i: { lte: 9 } }, { i: { gte: 20 } }] }, { i: 10 }, [['i', 10, 9]]],
    ['the smaller of two moves', { any: [{ i: { gte: 100 } }, { j: { gte: 100 } }] }, { i: 50, j: 90 }, [['j', 90, 100]]],
    ['the smaller, whichever is first', { any: [{ i: { gte: 100 } }, { j: { gte: 100 } }] }, { i: 90, j: 50 }, [['i', 90, 100]]],
    ['of equal moves the first', { any: [{ i: { gte: 100 } }, { j: { gte: 100 } }] }, { i: 50, j: 50 }, [['i', 50, 100]]],
    ['an amount rather than a name', { any: [{ isGood: true }, { i: { gte: 100 } }] }, { isGood: false, i: 60 }, [['i', 60, 100]]],
    ['an amount rather than what is unknown', { any: [{ j: { gte: 1 } }, { i: { gte: 100 } }] }, { i: 1 }, [['i', 1, 100]]],
  ])('%s', (_, enter, given, is) => {
    expect(turnOf(enter, given)).toEqual(is)
  }) // prettier-ignore
})

describe('several values', () => {
  const all = (...ids: string[]) =>
    Object.fromEntries(ids.map((id, place) => [id, { gte: 10 * (place + 1) }]))
  const none = { i: 1, j: 1, k: 1, l: 1, o: 1 }
  test.each<[string, unknown, Given, unknown]>([
    ['two', all('i', 'j'), none, [['i', 1, 10], ['j', 1, 20]]],
    ['three', all('i', 'j', 'k'), none, [['i', 1, 10], ['j', 1, 20], ['k', 1, 30]]],
    ['four', all('i', 'j', 'k', 'l'), none, [['i', 1, 10], ['j', 1, 20], ['k', 1, 30], ['l', 1, 40]]],
    ['five', all('i', 'j', 'k', 'l', 'o'), none, [['i', 1, 10], ['j', 1, 20], ['k', 1, 30], ['l', 1, 40], ['o', 1, 50]]],
    ['those alone that fail', all('i', 'j', 'k'), { i: 10, j: 1, k: 1 }, [['j', 1, 20], ['k', 1, 30]]],
    ['both ways', { i: { gte: 5 }, j: { lte: 3 } }, { i: 1, j: 9 }, [['i', 1, 5], ['j', 9, 3]]],
    ['with a name', { i: { gte: 5 }, isGood: true }, { i: 1, isGood: false }, [['i', 1, 5], ['isGood', 0, 1]]],
    ['the smaller pair', { any: [{ i: { gte: 100 }, j: { gte: 100 } }, { k: { gte: 100 }, l: { gte: 100 } }] }, { i: 10, j: 10, k: 90, l: 90 }, [['k', 90, 100], ['l', 90, 100]]],
    ['none, where one can not', { i: { gte: 5 }, j: { lt: 0 } }, { i: 1, j: 9 }, null],
    ['five, of which one can not', { ...all('i', 'j', 'k', 'l'), o: { lt: 0 } }, none, null],
    ['five, two of them down', { ...all('i', 'j', 'k'), l: { lte: 3 }, o: { lte: 4 } }, { ...none, l: 9, o: 9 }, [['i', 1, 10], ['j', 1, 20], ['k', 1, 30], ['l', 9, 3], ['o', 9, 4]]],
    ['five, one of them unknown', all('i', 'j', 'k', 'l', 'o'), { i: 1, j: 1, k: 1, l: 1 }, [['i', 1, 10], ['j', 1, 20], ['k', 1, 30], ['l', 1, 40], ['o', null, 50]]],
  ])('%s', (_, enter, given, is) => {
    const sorted = (turn: unknown) => (turn as [string][] | null)?.sort(([left], [right]) => (left < right ? -1 : 1)) ?? null
    expect(sorted(turnOf(enter, given))).toEqual(sorted(is))
  }) // prettier-ignore
})

describe('the smaller of two pairs, the first of which is nearer', () => {
  const far = { all: [{ k: { gte: 100 } }, { l: { gte: 100 } }] }
  const near = { i: 90, j: 90, k: 10, l: 10 }
  const rates = {
    metrics: {
      sales: { count: 'sale', window: 'lifetime', name: both('Sales') },
      rate: { ratio: 'sales', to: 'sales', per: 100, else: 'exempt', name: both('Rate') },
    },
  }
  test.each<[string, unknown, unknown]>([
    ['where both are asked for', { i: { gte: 100 }, j: { gte: 100 } }, [['i', 90, 100], ['j', 90, 100]]],
    ['where either would fail it', { not: { any: [{ i: { lt: 100 } }, { j: { lt: 100 } }] } }, [['i', 90, 100], ['j', 90, 100]]],
    ['where one may be exempt', { i: { gte: 100 }, rate: { lte: 90 } }, [['i', 90, 100], ['rate', 100, 90]]],
  ])('%s', (_, enter, is) => {
    const sorted = (turn: unknown) => (turn as [string][]).sort(([left], [right]) => (left < right ? -1 : 1))
    expect(sorted(turnOf({ any: [enter, far] }, near, rates, { metrics: { rate: 100 } }))).toEqual(is)
  }) // prettier-ignore
})

test('what would have lifted a tier is looked for in what the next one asks, not in what this one does', () => {
  const tiers = [{ i: { gte: 10 } }, { j: { gte: 100 } }, { i: { gte: 20 } }].map((enter, place) => ({
    id: `t${place}`,
    name: both(`T${place}`),
    enter,
  }))
  const over = { ladders: [{ ...levelAsking({}), tiers }] }
  expect(turnOf({}, { i: 19, j: 10 }, over)).toEqual([['j', 10, 100]])
})

test('what would have kept a tier that was lost is the nearest value, however far', () => {
  const fields = { i: { type: 'integer', name: both('i') } }
  const plan = planOf(minimal({ fields, ladders: [levelAsking({ i: { gte: 10 } })] }))
  const dated = [
    { from: '2025-01-01', value: 12 },
    { from: '2025-05-10', value: 4 },
  ]
  const record = { id: 'm', joinedAt: '2025-01-01', facts: [], fields: { i: dated } }
  const { change } = reasonsFor(plan, record, Date.parse('2025-06-15T12:00:00Z'))!
  expect([change!.outcome, change!.turn!.map(({ from, to }) => [from, to])]).toEqual(['fall', [[4, 10]]])
})

describe('a score of several values', () => {
  const factor = (id: string, perUnit: number, max: number) => ({
    id: `f${id}`,
    name: both(id),
    metric: id,
    scale: { perUnit, max },
  })
  const score = {
    score: {
      name: both('Score'),
      combine: 'sum',
      factors: [factor('i', 1, 20), factor('j', 2, 20), factor('k', 4, 20)],
    },
  }
  test.each<[string, number, Given, unknown]>([
    ['one up', 30, { i: 10, j: 4, k: 0 }, [['j', 4, 10]]],
    [
      'two, as small as each other allows',
      40,
      { i: 0, j: 0, k: 0 },
      [
        ['i', 0, 20],
        ['j', 0, 10],
      ],
    ],
    [
      'two, one to its most and the other to what is left',
      35,
      { i: 1, j: 1, k: 0 },
      [
        ['j', 1, 10],
        ['i', 1, 15],
      ],
    ],
    [
      'all three',
      60,
      { i: 1, j: 1, k: 1 },
      [
        ['k', 1, 5],
        ['j', 1, 10],
        ['i', 1, 20],
      ],
    ],
    ['more than they can', 61, { i: 1, j: 1, k: 1 }, null],
  ])('%s', (_, mark, given, is) => {
    expect(turnOf({ score: { gte: mark } }, given, score)).toEqual(is)
  })
})
