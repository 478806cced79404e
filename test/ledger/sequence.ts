/** Random commands to one merchant's log, the authority beside the naive model after each: where they say different things, what. */
import { accept } from '../../src/data/authority.js'
import type { Plan } from '../../src/plan/plan.js'
import type { Command, Sender } from '../../src/schema/command.js'
import type { Entry } from '../../src/schema/entry.js'
import type { Fact, MerchantRecord } from '../../src/schema/record.js'
import { advance } from '../../src/core/advance.js'
import { minimal, planOf } from '../core/programs.js'
import { Dice } from '../oracle/dice.js'
import { Model, type Asked, type Buckets, type Rules } from './model.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.parse('2025-01-01T00:00:00Z')
const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })

const rulesOf = (dice: Dice): Rules => ({
  max: dice.pick([100, 1000, 1_000_000]),
  lifeMs: dice.pick([null, 3 * DAY, 30 * DAY]),
  holdMs: dice.pick([DAY, 5 * DAY]),
  rewardPoints: 50,
  prices: { drink: 30, room: 80 },
  held: ['room'],
})
const compiled = ({ max, lifeMs, holdMs, rewardPoints, prices }: Rules): Plan =>
  planOf(
    minimal({
      events: { sale: { name: both('Sale'), fields: { amount: 'money' } } },
      accounts: [
        {
          id: 'stars',
          name: both('Stars'),
          earn: [{ on: 'sale', points: { give: 1, every: 1, of: 'amount' } }],
          max,
          spend: 'oldestFirst',
          undo: 'sameLots',
          ...(lifeMs !== null && { expires: { days: lifeMs / DAY } }),
        },
      ],
      tasks: [
        {
          id: 'hello',
          area: 'x',
          name: both('Hello'),
          done: { value: { gte: 1 } },
          effortMinutes: 1,
          moves: {},
          reward: { stars: rewardPoints },
          given: 'claimed',
        },
      ],
      benefits: Object.entries(prices).map(([id, points]) => ({
        id,
        kind: 'price',
        name: both(id),
        requires: { value: { gte: 0 } },
        takes: { stars: points },
        cost: 1,
        ...(id === 'room' && { hold: { days: holdMs / DAY } }),
      })),
    }),
  )

const plans = new Map<string, Plan>()
const planWith = (rules: Rules): Plan => {
  const key = JSON.stringify(rules)
  const plan = plans.get(key) ?? compiled(rules)
  plans.set(key, plan)
  return plan
}

const commandOf = (
  asked: Exclude<Asked, { does: 'sale' }>,
  benefitOf: Map<string, string>,
): [Command, Sender] => {
  const { id: key } = asked
  switch (asked.does) {
    case 'claim':
      return [{ command: 'claimTask', key, task: 'hello' }, 'merchant']
    case 'use':
      return [{ command: 'useBenefit', key, benefit: asked.benefit }, 'merchant']
    case 'redeem':
      return [{ command: 'redeemBenefit', key, benefit: asked.benefit }, 'merchant']
    case 'capture':
    case 'release': {
      const { redemption } = asked
      const benefit = benefitOf.get(redemption) ?? 'room'
      return asked.does === 'capture'
        ? [{ command: 'useBenefit', key, benefit, redemption }, 'operator']
        : [{ command: 'releaseBenefit', key, benefit, redemption }, 'merchant']
    }
    case 'spend':
      return [{ command: 'spendPoints', key, account: 'stars', amountPoints: asked.points }, 'operator']
    case 'adjust':
      return [
        { command: 'adjustPoints', key, account: 'stars', points: asked.points, reason: both('Fix') },
        'operator',
      ]
    case 'reverse':
      return [{ command: 'reverse', key, fact: asked.of }, 'operator']
  }
}

const anAsked = (dice: Dice, id: string, before: readonly string[]): Asked => {
  const some = (): string => (before.length > 0 && dice.chance(0.95) ? dice.pick(before) : 'nobody')
  return dice.pick<() => Asked>([
    () => ({ does: 'sale', id, points: dice.int(1, 120) }),
    () => ({ does: 'sale', id, points: dice.int(1, 120) }),
    () => ({ does: 'claim', id }),
    () => ({ does: 'use', id, benefit: dice.pick(['drink', 'room']) }),
    () => ({ does: 'redeem', id, benefit: dice.pick(['drink', 'room']) }),
    () => ({ does: 'capture', id, redemption: some() }),
    () => ({ does: 'release', id, redemption: some() }),
    () => ({ does: 'spend', id, points: dice.int(1, 150) }),
    () => ({ does: 'adjust', id, points: dice.int(-100, 100) }),
    () => ({ does: 'reverse', id, of: some() }),
    () => ({ does: 'reverse', id, of: some() }),
  ])()
}

const zero = (): Buckets => ({ available: 0, held: 0, redeemed: 0, expired: 0, clawedBack: 0 })

/** Where points lie by what was posted; throws where an entry leaves a place with less than nothing. */
const bucketsOf = (entries: readonly Entry[]): Buckets => {
  const sums: Record<string, number> = { ...zero(), issued: 0 }
  for (const { from, to, amountPoints, balancePoints } of entries) {
    if (!(amountPoints > 0)) throw new Error('an entry of nothing')
    sums[from]! -= amountPoints
    sums[to]! += amountPoints
    for (const place of Object.keys(zero())) if (sums[place]! < 0) throw new Error(`${place} is below 0`)
    if (sums['available'] !== balancePoints) throw new Error('an entry says another balance than it leaves')
  }
  const { issued, ...places } = sums
  if (issued! + Object.values(places).reduce((sum, points) => sum + points, 0) !== 0)
    throw new Error('points from nowhere')
  return places as Buckets
}

/** One sequence of commands from a seed: what went wrong, or null. `steps`: how many commands. */
export const sequenceOf = (seed: number, steps: number): string | null => {
  const dice = new Dice(seed)
  const rules = rulesOf(dice)
  const plan = planWith(rules)
  const model = new Model(rules)
  const fresh: MerchantRecord = { id: 'm', joinedAt: '2025-01-01T00:00:00Z', facts: [], fields: { value: 1 } }
  let record = fresh
  let atMs = START + HOUR
  const known = new Map<string, [Command, Sender]>()
  const done: string[] = []
  const benefitOf = new Map<string, string>()
  const said = (place: number, what: string, model_: unknown, engine: unknown): string =>
    `seed ${seed}, step ${place}: ${what}: ${JSON.stringify(model_)} by the model, ${JSON.stringify(engine)} by the ledger`

  for (let place = 0; place < steps; place++) {
    // a tick at least: two commands of one instant are two moments
    atMs += dice.pick([1, HOUR, DAY, 4 * DAY])
    model.to(atMs)
    const asked = anAsked(dice, `c${place}`, done)
    if (asked.does === 'redeem') benefitOf.set(asked.id, asked.benefit)
    const isTaken = model.ask(asked, atMs)
    let was = record
    if (asked.does === 'sale') {
      const at = new Date(atMs).toISOString()
      const facts = [...record.facts!, { id: asked.id, type: 'sale', at, amount: asked.points } as Fact]
      const { held, entries } = advance(plan, { ...record, facts }, atMs)
      record = { ...record, facts, held, entries: [...(record.entries ?? []), ...entries] }
    } else {
      const command = commandOf(asked, benefitOf)
      known.set(asked.id, command)
      const answer = accept(plan, record, command[0], atMs, command[1])
      if ('code' in answer === isTaken)
        return said(place, JSON.stringify(asked), isTaken, 'code' in answer ? answer.code : 'taken')
      if ('code' in answer) {
        const { held, entries } = advance(plan, record, atMs)
        record = { ...record, held, entries: [...(record.entries ?? []), ...entries] }
      } else record = answer.record
    }
    if (
      isTaken &&
      asked.does !== 'capture' &&
      asked.does !== 'release' &&
      asked.does !== 'reverse' &&
      asked.does !== 'sale'
    )
      done.push(asked.id)
    const { lots, balancePoints } = record.held!.accounts['stars'] ?? { lots: [], balancePoints: 0 }
    const buckets = bucketsOf(record.entries ?? [])
    if (JSON.stringify(buckets) !== JSON.stringify(model.buckets))
      return said(place, `points after ${JSON.stringify(asked)}`, model.buckets, buckets)
    if (balancePoints !== buckets.available)
      return said(place, 'the balance', buckets.available, balancePoints)
    const left = (all: readonly [number, number][]): string =>
      JSON.stringify(all.filter(([points]) => points > 0).sort())
    const [ours, theirs] = [
      left(model.lots.map((lot) => [lot.left, lot.earnedMs])),
      left(lots.map((lot) => [lot.leftPoints, Date.parse(lot.earnedAt)])),
    ]
    if (ours !== theirs) return said(place, 'lots', ours, theirs)
    if (lots.some(({ leftPoints, amountPoints }) => leftPoints < 0 || leftPoints > amountPoints))
      return said(place, 'a lot outside its bounds', 0, lots)
    // the same key again changes nothing
    if (known.size > 0 && dice.chance(0.1)) {
      const again = dice.pick([...known.values()])
      was = record
      if (was.facts!.some(({ id }) => id === again[0].key)) {
        const answer = accept(plan, was, again[0], atMs, again[1])
        if ('code' in answer || answer.record !== was) return said(place, 'a key again', 'no effect', answer)
      }
    }
  }
  // from nothing the same bytes
  const replayed = advance(plan, { ...fresh, facts: record.facts! }, atMs)
  if (JSON.stringify(replayed.held) !== JSON.stringify(record.held))
    return said(steps, 'the replay', record.held, replayed.held)
  const posted = (record.entries ?? []).map(({ hash: _hash, ...entry }) => entry)
  if (JSON.stringify(replayed.entries) !== JSON.stringify(posted))
    return said(steps, 'the replayed entries', posted.length, replayed.entries.length)
  return null
}
