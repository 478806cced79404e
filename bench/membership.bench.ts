// The marketplace membership over 12 months of 2,000 events, with every reason, beside a function written by hand for this one program
// that gives the score, the level, and the beans, and no reason. Both must say the same.
import { readFileSync } from 'node:fs'
import { evaluate } from '../src/core/evaluate.js'
import { reviewer } from '../src/core/review.js'
import { whatIf } from '../src/core/what-if.js'
import { planOf } from '../src/data/engine.js'
import type { Fact, MerchantRecord } from '../src/schema/record.js'

const DAY = 86_400_000
const EIGHT_HOURS = 8 * 3_600_000 // Asia/Shanghai keeps no summer time
const startMs = Date.UTC(2025, 9, 3) - EIGHT_HOURS
const at = Date.UTC(2026, 9, 5, 1) - EIGHT_HOURS

/** mulberry32: the same log at every run. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function log(): Fact[] {
  const next = random(20261121)
  const whole = (most: number): number => Math.floor(next() * most)
  const categories = ['phones', 'books', 'home']
  const facts: Fact[] = [{ id: 'plus', type: 'plusPaid', at: new Date(startMs + 90 * DAY).toISOString(), amountFen: 9900 }] // prettier-ignore
  const orders: Fact[] = []
  for (let count = 1; count < 2000; count++) {
    const iso = new Date(startMs + Math.floor((count / 2000) * 366 * DAY) + whole(3_600_000)).toISOString()
    const fact = { id: `f${count}`, at: iso }
    const kind = next()
    if (kind < 0.4) facts.push({ ...fact, type: 'visit' })
    else if (kind < 0.65) facts.push({ ...fact, type: 'signIn' })
    else if (kind < 0.85) {
      const order = { ...fact, type: 'order', amountFen: 2000 + whole(40_000), category: categories[whole(3)]! }
      facts.push(order)
      orders.push(order)
    } else if (kind < 0.97) facts.push({ ...fact, type: 'comment', photos: whole(3), category: categories[whole(3)]! }) // prettier-ignore
    else if (orders.length > 0) facts.push({ ...fact, type: 'refund', ref: orders.splice(whole(orders.length), 1)[0]!.id }) // prettier-ignore
  }
  return facts
}

const record: MerchantRecord = {
  id: 'bench',
  joinedAt: new Date(startMs).toISOString(),
  fields: { profileSteps: 4, creditIndex: 78, risk: 'clear' },
  facts: log(),
}
const text = readFileSync(new URL('../demo/programs/marketplace-membership.json', import.meta.url), 'utf8')
const plan = planOf(text).value!

interface Answers {
  score: number | null
  level: string
  beans: number
}

/** Local months since year 0, and days and weeks since 1970; weeks begin on Monday. */
const monthOf = (ms: number): number => {
  const date = new Date(ms + EIGHT_HOURS)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
const dayOf = (ms: number): number => Math.floor((ms + EIGHT_HOURS) / DAY)
const weekOf = (ms: number): number => Math.floor((dayOf(ms) + 3) / 7)
const monthStart = (month: number): number => Date.UTC(Math.floor(month / 12), month % 12) - EIGHT_HOURS

interface Month {
  spend: number
  orders: number
  refunds: number
  visits: Set<number>
  photos: number
}
const line = (knots: [number, number][], x: number): number => {
  if (x <= knots[0]![0]) return knots[0]![1]
  for (let place = 1; place < knots.length; place++) {
    const [toX, toY] = knots[place]!
    if (x === toX) return toY
    if (x > toX) continue
    const [fromX, fromY] = knots[place - 1]!
    return fromY + ((x - fromX) * (toY - fromY)) / (toX - fromX)
  }
  return knots[knots.length - 1]![1]
}
const micro = (points: number): number => Math.floor(points * 1e6 + 0.5)
const levels = ['basic', 'silver', 'gold', 'black']

function byHand(): Answers {
  const facts = record
    .facts!.map((fact): Fact & { ms: number } => ({ ...fact, ms: Date.parse(fact.at) }))
    .sort((a, b) => a.ms - b.ms)
  const months = new Map<number, Month>()
  const monthAt = (month: number): Month => {
    const known = months.get(month)
    if (known) return known
    const made = { spend: 0, orders: 0, refunds: 0, visits: new Set<number>(), photos: 0 }
    months.set(month, made)
    return made
  }
  const credit = record.fields!['creditIndex'] as number
  const steps = record.fields!['profileSteps'] as number
  let level = 0
  let holdEnds = -Infinity
  let beans = 0
  let plusUntil = -Infinity
  const earned = new Map<string, number>()
  const byOrder = new Map<string, { month: number; amount: number }>()

  const last12 = (month: number) => {
    let spend = 0
    let orders = 0
    let refunds = 0
    let visits = 0
    let photos = 0
    for (let one = month - 12; one < month; one++) {
      const found = months.get(one)
      if (!found) continue
      spend += found.spend
      orders += found.orders
      refunds += found.refunds
      visits += found.visits.size
      photos += found.photos
    }
    return { spend, orders, refunds, visits, photos }
  }
  const scoreAt = (month: number): { score: number | null; refundRate: number | null } => {
    const { spend, orders, refunds, visits, photos } = last12(month)
    const refundRate = orders === 0 ? null : Math.floor(((100 * refunds) / orders) * 1e6 + 0.5) / 1e6
    if (orders < 1) return { score: null, refundRate }
    const conduct = refundRate! <= 5 ? 1000 : refundRate! <= 10 ? 700 : refundRate! <= 15 ? 400 : 0
    const creditPoints = credit >= 80 ? 1000 : credit >= 70 ? 700 : credit >= 60 ? 400 : 0
    const trust = Math.floor((60 * micro(conduct) + 40 * micro(creditPoints)) / 100 + 0.5)
    const sum =
      micro(Math.min(500, steps * 100)) +
      micro(
        line(
          [
            [0, 0],
            [1_000_000, 3000],
            [5_000_000, 5500],
          ],
          spend,
        ),
      ) + // prettier-ignore
      micro(
        line(
          [
            [0, 0],
            [60, 600],
            [240, 1500],
          ],
          visits,
        ),
      ) + // prettier-ignore
      micro(Math.min(1500, photos * 20)) +
      trust
    return { score: Math.min(10_000, Math.max(0, sum / 1e6)), refundRate }
  }
  const review = (month: number): void => {
    const visits = months.get(month - 1)?.visits.size ?? 0
    beans += visits >= 15 ? 30 : visits >= 8 ? 15 : 0
    const { score, refundRate } = scoreAt(month)
    const points = score ?? -1
    const ratio = refundRate ?? 0 // exempt
    const met = [
      true,
      points >= (level >= 1 ? 1700 : 2000),
      level >= 2
        ? points >= 4000 && ratio <= 18 && credit >= 60
        : points >= 4500 && ratio <= 15 && credit >= 60,
      level >= 3
        ? points >= 7000 && ratio <= 12 && credit >= 70
        : points >= 7500 && ratio <= 10 && credit >= 75,
    ]
    const reached = met.lastIndexOf(true)
    if (reached > level) {
      level = reached
      const ends = new Date(monthStart(month) + EIGHT_HOURS)
      ends.setUTCMonth(ends.getUTCMonth() + 3)
      holdEnds = ends.getTime() - EIGHT_HOURS
    } else if (reached < level && monthStart(month) >= holdEnds) {
      level = Math.max(reached, level - 1)
      holdEnds = -Infinity
    }
  }

  let reviewed = monthOf(startMs) + 1
  let signInDay = -1
  let week = -1
  let weekDays = 0
  let commentDay = -1
  let commentBeans = 0
  const doneIn: Record<string, number> = {}
  const once = (task: string, period: number, points: number): void => {
    if (doneIn[task] === period) return
    doneIn[task] = period
    beans += points
  }
  for (const fact of facts) {
    if (fact.ms > at) break
    for (; monthStart(reviewed) <= fact.ms; reviewed++) review(reviewed)
    const month = monthOf(fact.ms)
    const now = monthAt(month)
    const day = dayOf(fact.ms)
    if (fact.type === 'visit') now.visits.add(day)
    else if (fact.type === 'plusPaid') plusUntil = fact.ms + 365 * DAY
    else if (fact.type === 'signIn') {
      if (day !== signInDay) {
        signInDay = day
        beans += 5
        if (weekOf(fact.ms) !== week) {
          week = weekOf(fact.ms)
          weekDays = 0
        }
        weekDays += 1
        if (weekDays >= 5) once('signInWeek', week, 15)
      }
    } else if (fact.type === 'comment') {
      if ((fact['photos'] as number) >= 1) {
        if (day !== commentDay) {
          commentDay = day
          commentBeans = 0
        }
        const given = Math.min(20, 60 - commentBeans)
        commentBeans += given
        beans += given
        now.photos += 1
        if (now.photos >= 5 && level <= 2) once('fiveReviews', month, 100)
      }
    } else if (fact.type === 'order') {
      const amount = fact['amountFen'] as number
      now.spend += amount
      now.orders += 1
      byOrder.set(fact.id, { month, amount })
      const points = Math.floor(amount / 1000) * (fact.ms < plusUntil ? 10 : level >= 2 ? 2 : 1)
      earned.set(fact.id, points)
      beans += points
      const isNew = last12(month).orders < 3
      if (isNew && now.spend >= 20_000) once('welcomeOrder', month, 100)
      if (!isNew && now.spend >= 300_000) once('monthlySpend', month, 120)
    } else if (fact.type === 'refund') {
      now.refunds += 1
      const { month: ofOrder, amount } = byOrder.get(fact.ref!)!
      monthAt(ofOrder).spend -= amount
      beans -= Math.min(beans, earned.get(fact.ref!)!)
    }
  }
  for (; monthStart(reviewed) <= at; reviewed++) review(reviewed)
  return { score: scoreAt(monthOf(at)).score, level: levels[level]!, beans }
}

const ours = (): Answers => {
  const { score, ladders, accounts } = evaluate(plan, record, at)
  return { score: score!.value, level: ladders[0]!.computed!, beans: accounts[0]!.balancePoints }
}
const [here, there] = [ours(), byHand()]
if (JSON.stringify(here) !== JSON.stringify(there))
  throw new Error(`${JSON.stringify(here)} by the program, ${JSON.stringify(there)} by hand`)

export const groups: Record<string, Record<string, () => unknown>> = {
  '12 months of 2,000 events, marketplace membership': {
    'by hand, no reasons': byHand,
    'evaluate, with every reason': ours,
  },
}

const fresh = reviewer(plan, record, at)
/** A thousand values of one metric, as a slider gives them. */
const spends = [...Array(1000).keys()].map((place) => ({ metrics: { spendFen: place * 8000 } }))
for (const changes of [spends[10]!, spends[900]!]) {
  const full = whatIf(plan, record, at, changes)
  const again = fresh(changes)
  if (full.score!.value !== again.score || full.ladders[0]!.earned !== again.ladders[0]!.earned)
    throw new Error('a value asked again is another one')
}
let turn = 0
groups['one metric changed, marketplace membership'] = {
  'the whole standing': () => whatIf(plan, record, at, spends[turn++ % 1000]!),
  'asked again of one fold': () => fresh(spends[turn++ % 1000]!),
}
