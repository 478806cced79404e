/** What can change a plan's nodes: what nothing here names, a fold does not ask again. */
import { describe, expect, test } from 'vitest'
import { wiringOf } from '../../src/core/wiring.js'
import { both } from './account.js'
import { levelAsking, minimal, planOf } from './programs.js'

const ladder = (transition: Record<string, unknown>, over: Record<string, unknown> = {}) => ({
  ...levelAsking({ value: { gte: 1 } }),
  transition,
  ...over,
})
const monthly = { promote: 'monthly', demote: 'monthly' }

describe('a count of facts', () => {
  const windows = {
    rolling: { rolling: { days: 30 } },
    month: { current: 'month' },
    cut: { current: 'month', cutOff: { days: 2 } },
    since: { anniversary: { weeks: 1 }, since: 'level' },
    sinceField: { anniversary: { weeks: 1 }, since: 'opened' },
    sinceJoining: { anniversary: { weeks: 1 }, since: 'joinedAt' },
  }
  const listed = (window: string, net: boolean) => {
    const plan = planOf(
      minimal({
        events: { sale: { name: both('Sale'), undoneBy: 'back' }, back: { name: both('Back') } },
        fields: { opened: { type: 'date', name: both('Opened') } },
        windows: window in windows ? { [window]: windows[window as keyof typeof windows] } : {},
        metrics: { sales: { count: 'sale', window, ...(net && { net }), name: both('Sales') } },
        ladders: [
          ladder(monthly, { tiers: [{ id: 'low', name: both('Low'), enter: { sales: { gte: 1 } } }] }),
        ],
      }),
    )
    const { counts, nets, inWindow, timed, given, balances, moved, movedOrTimed } = wiringOf(plan)
    const at = plan.nodes.findIndex((node) => node.op === 'leaf' && node.leaf.from === 'facts')
    const lists = { counts: counts.get('sale'), nets: nets.get('sale'), window: [...inWindow.values()].flat(), timed, given, balances, moved, movedOrTimed } // prettier-ignore
    return Object.entries(lists).flatMap(([name, ids]) => (ids?.includes(at) ? [name] : []))
  }
  test.each<[string, boolean, string[]]>([
    ['lifetime', false, ['counts', 'window']],
    ['lifetime', true, ['counts', 'nets', 'window']],
    ['month', false, ['counts', 'window']],
    ['rolling', false, ['counts', 'timed']],
    ['cut', false, ['counts', 'timed']],
    ['since', false, ['counts', 'movedOrTimed']],
    ['sinceField', false, ['counts', 'timed']],
    ['sinceJoining', false, ['counts', 'window']],
  ])('in the window %s, net %s, follows %o', (window, net, is) => {
    expect(listed(window, net)).toEqual(is)
  })
})

describe('a fold asks every day', () => {
  const isDaily = (over: Record<string, unknown>, transition: Record<string, unknown> = monthly) =>
    wiringOf(
      planOf(
        minimal({
          windows: { days30: { rolling: { days: 30 } } },
          metrics: {
            recent: { count: 'sale', window: 'days30', name: both('Recent') },
            ever: { count: 'sale', window: 'lifetime', name: both('Ever') },
          },
          reviews: { monthly: { every: 'month' }, live: { continuous: true } },
          ladders: [ladder(transition)],
          ...over,
        }),
      ),
    ).isDaily
  const task = (done: unknown) => ({
    areas: { x: both('X') },
    tasks: [{ id: 'fill', area: 'x', name: both('Fill'), done, effortMinutes: 1, moves: {} }],
  })
  const grant = (terms: Record<string, unknown>) => ({
    overrides: [{ id: 'plus', kind: 'grant', name: both('Plus'), floor: { level: 'high' }, ...terms }],
  })
  const benefit = (requires: unknown, more: Record<string, unknown>) => ({
    benefits: [{ id: 'gift', kind: 'added', name: both('Gift'), requires, cost: 1, ...more }],
  })
  const choose = { pick: 1, within: { days: 9 }, options: [{ id: 'tea', name: both('Tea') }] }
  const recent = { recent: { gte: 1 } }
  const ever = { ever: { gte: 1 } }
  test.each<[string, () => boolean, boolean]>([
    ['where nothing moves between reviews it does not', () => isDaily({}), false],
    ['for a ladder that moves at once', () => isDaily({}, { promote: 'atOnce', demote: 'never' }), true],
    ['for one that falls at once', () => isDaily({}, { promote: 'monthly', demote: 'atOnce' }), true],
    ['for one under a continuous review', () => isDaily({}, { promote: 'live', demote: 'monthly' }), true],
    ['not for one that never moves', () => isDaily({}, { promote: 'monthly', demote: 'never' }), false],
    ['for a task over days that move', () => isDaily(task(recent)), true],
    ['not for a task over all there was', () => isDaily(task(ever)), false],
    ['for a grant that starts by days that move', () => isDaily(grant({ starts: recent })), true],
    ['for one that ends by them', () => isDaily(grant({ starts: ever, ends: recent })), true],
    ['not for one over all there was', () => isDaily(grant({ starts: ever })), false],
    ['for a benefit that is given by days that move', () => isDaily(benefit(recent, { given: { each: 'month' } })), true],
    ['for one to choose from', () => isDaily(benefit(recent, { choose })), true],
    ['not for one that is given by all there was', () => isDaily(benefit(ever, { given: { each: 'month' } })), false],
    ['not for one that is asked only where it is shown', () => isDaily(benefit(recent, {})), false],
  ])('%s', (_, found, is) => {
    expect(found()).toBe(is)
  }) // prettier-ignore
})

test('a program of one field is read again where the field changes or the tier does, and at no other time', () => {
  const plan = planOf(minimal({ events: {}, ladders: [ladder(monthly)] }))
  const leafOf = (from: string) => plan.nodes.findIndex((node) => node.op === 'leaf' && node.leaf.from === from)
  const [field, tier] = [leafOf('field'), leafOf('held')]
  const { above, ...rest } = wiringOf(plan)
  const { counts, nets, inWindow, timed, given, balances, moved, movedOrTimed, periods } = rest
  expect([...counts, ...nets, ...inWindow, timed, given, balances, moved, movedOrTimed, periods]).toStrictEqual(
    [[], [field], [], [tier], [], []],
  )
  expect(above.get(field)).toContain(plan.clockwork.ladders[0]!.earned)
}) // prettier-ignore

test('the periods are those in which something is given or may be done again', () => {
  const gift = (each: string) => ({ id: `${each}Gift`, kind: 'added', name: both('Gift'), requires: { value: { gte: 1 } }, cost: 1, given: { each } })
  const task = (id: string, more: object) => ({ id, area: 'x', name: both('Fill'), done: { value: { gte: 1 } }, effortMinutes: 1, moves: {}, ...more })
  const tasks = [task('fill', {}), task('again', { each: 'month' })]
  expect(wiringOf(planOf(minimal({ benefits: [gift('once'), gift('week')], tasks }))).periods).toStrictEqual(['week', 'month'])
}) // prettier-ignore

test('a ladder is found by its key, and by its id the first of those that bear it', () => {
  const fan = ladder(monthly, { id: 'fan', main: undefined, scope: { by: 'goods', rollup: 'none' } })
  const choices = { goods: { tea: both('Tea'), books: both('Books') } }
  const { ladders } = wiringOf(planOf(minimal({ choices, ladders: [ladder(monthly), fan] })))
  expect(Object.fromEntries([...ladders].map(([name, { key }]) => [name, key]))).toStrictEqual({
    level: 'level',
    fan: 'fan@tea',
    'fan@tea': 'fan@tea',
    'fan@books': 'fan@books',
  })
})

test('a ladder is raised and lowered by the overrides that name it, and by no other', () => {
  const plan = planOf(
    minimal({
      events: { paid: { name: both('Paid') } },
      overrides: [
        { id: 'up', kind: 'grant', name: both('Up'), on: 'paid', floor: { level: 'high' } },
        { id: 'down', kind: 'sanction', name: both('Down'), on: 'paid', cap: { level: 'low' } },
        { id: 'shield', kind: 'protect', name: both('Shield'), on: 'paid' },
      ],
    }),
  )
  expect(
    wiringOf(plan)
      .overrides.get('level')!
      .map(({ id }) => id),
  ).toEqual(['up', 'down'])
})
