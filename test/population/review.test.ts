import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import { instantMsOf } from '../../src/plan/calendar.js'
import type { Plan } from '../../src/plan/plan.js'
import type { Program } from '../../src/schema/program.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { mainLadderOf, rootsOf, subjectsOf, type Subject } from '../../src/plan/asked.js'
import { cellOf } from '../../src/population/columns.js'
import { loadedRecords } from '../../src/population/load.js'
import { withPeers } from '../../src/population/peers.js'
import { reviewed } from '../../src/population/review.js'
import { demoPrograms, planOf, programAt, superhost } from './programs.js'
import { oneOf, randomOf } from './random.js'

const AT = Date.parse('2025-10-15T04:30:00Z')
const random = randomOf(7)

/** Values around every number that the program writes, so that marks and knots are met from both sides. */
const marksIn = (program: Program): number[] => {
  const numbers = JSON.stringify([program.score, program.ladders]).match(/-?\d+(?:\.\d+)?/g) ?? []
  return [...new Set(numbers.map(Number))]
}

const valueFor = ({ unit, reading }: Subject, marks: readonly number[]): number | string | null => {
  if (random() < 0.08) return null
  if (reading === 'date') return oneOf(random, ['2025-03-31', '2025-10-01', '2026-01-01'])
  if (reading === 'flag') return Math.floor(random() * 2)
  const mark = oneOf(random, marks)
  if (unit === 'percent' || unit === 'number' || unit === 'score')
    return oneOf(random, [mark, mark + 1e-6, mark - 4e-7, Math.abs(mark - random()), random() * 100])
  return oneOf(random, [mark, mark + 1, Math.floor(random() * 400), Math.floor(random() * 6e6)])
}

/** What takes a merchant up, so that every tier has some: two in five merchants have these, but for a value here and there. */
const strong: Readonly<Record<string, Record<string, number>>> = {
  marketplaceMembership: { orders: 40, refundRate: 1, spendFen: 5_000_000, activeDays: 240, creditIndex: 90 },
  storeScore: {
    ...{ settledOrders: 900, orders28: 450, refundRate: 1, onTimeRate: 97, memberShare: 40, replyRate: 90 },
    ...{ received28: 40, newPhotos: 40, newDishes: 15, campaigns: 4, foodViolations: 0 },
    ...{ storeDetails: 24, completeDishes: 40, setMenus: 10 },
  },
  growthPyramid: { arrearsFen: 0, invited: 1, salesFen: 60_000_000 },
  airbnbSuperhost: { reviews12m: 10, responseRate: 0.9, rating: 4.8 },
}

const recordsFor = (plan: Plan, program: Program, count: number): MerchantRecord[] => {
  const ladder = mainLadderOf(plan)
  const marks = marksIn(program)
  const subjects = subjectsOf(plan, rootsOf(plan, ladder)).filter(({ unit }) => unit !== 'tier')
  return Array.from({ length: count }, (_, place): MerchantRecord => {
    const metrics: Record<string, number | null> = {}
    const fields: Record<string, string | number | boolean | null> = {}
    const isStrong = random() < 0.4
    for (const subject of subjects) {
      const { id, values } = subject
      const best = isStrong && random() < 0.9 ? strong[program.program]?.[id] : undefined
      if (best === undefined && random() < 0.1) continue
      if (best !== undefined) (id in program.metrics ? metrics : fields)[id] = best
      else if (id in program.metrics) metrics[id] = valueFor(subject, marks) as number | null
      else if (id in program.fields)
        fields[id] = values.length > 0 ? oneOf(random, values).id : valueFor(subject, marks)
    }
    return { id: `m${place}`, joinedAt: '2021-03-05', metrics, fields }
  })
}

/** Tasks and the path through them are most of an evaluation and none of the score or the tier. */
const withoutTasks = (plan: Plan): Plan => ({
  ...plan,
  clockwork: { ...plan.clockwork, tasks: [], benefits: [] },
})

describe('a review of columns says what evaluating each merchant says', () => {
  test.each([...demoPrograms, superhost])('%s', (path) => {
    const program = programAt(path)
    const plan = withoutTasks(planOf(program))
    const records = recordsFor(plan, program, 2000)
    const { population, issues } = loadedRecords(plan, records, AT)
    expect(issues).toEqual([])
    const { value } = reviewed(plan, population, AT)
    const { score, earned, ladder } = value!
    const found = records.map((_, row) => ({
      score: score ? cellOf(score, row) : null,
      tier: ladder.tiers[earned[row]!]?.id ?? null,
    }))
    const meant = records.map((record) => {
      const standing = evaluate(plan, record, AT)
      return { score: standing.score?.value ?? null, tier: standing.ladders.find(({ main }) => main)!.earned }
    })
    // toEqual is Object.is on numbers: the same bits
    expect(found).toEqual(meant)
    const tiers = new Set(meant.map(({ tier }) => tier))
    expect([...tiers].sort()).toEqual(ladder.tiers.map(({ id }) => id).sort())
    if (plan.score) expect(new Set(meant.map((one) => one.score)).size).toBeGreaterThan(200)
  })

  test.each([
    ['demo/programs/growth-pyramid.json', '2025-10-01', 5],
    ['demo/programs/organization-index.json', '2025-10-05', 3],
  ])('%s, with the peers that the same columns make', (path, day, tiers) => {
    const program = programAt(path)
    const plan = withoutTasks(planOf(program))
    const atMs = instantMsOf(day, program.zone)
    const records = withPeers(plan, recordsFor(plan, program, 1500), atMs)
    const { value } = reviewed(plan, loadedRecords(plan, records, atMs).population, atMs)
    const { score, earned, ladder } = value!
    const found = records.map((_, row) => ({
      score: cellOf(score!, row),
      tier: ladder.tiers[earned[row]!]?.id ?? null,
    }))
    const meant = records.map((record) => {
      const standing = evaluate(plan, record, atMs)
      return { score: standing.score!.value, tier: standing.ladders.find(({ main }) => main)!.earned }
    })
    expect(found).toEqual(meant)
    expect(new Set(meant.map(({ tier }) => tier)).size).toBeGreaterThanOrEqual(tiers)
    expect(new Set(meant.map((one) => one.score)).size).toBeGreaterThan(200)
  })

  test('of every ladder, scoped ones too, and with a tier held', () => {
    const program = programAt(demoPrograms[0]!)
    const plan = withoutTasks(planOf(program))
    const expert = plan.clockwork.ladders.find(({ key }) => key === 'expert@books')!
    const records: MerchantRecord[] = [11, 12, null].map((orders, place) => ({
      id: `m${place}`,
      joinedAt: '2021-03-05',
      metrics: { 'orders@books': orders, 'photoReviews@books': 4, 'orders@home': 30 },
    }))
    const { population } = loadedRecords(plan, records, AT)
    const { value } = reviewed(plan, population, AT, { ladder: expert.key })
    expect([...value!.earned]).toEqual([-1, 0, -1])
    for (const [row, record] of records.entries()) {
      const { earned } = evaluate(plan, record, AT).ladders.find(({ scope }) => scope?.value === 'books')!
      expect(earned).toBe(expert.tiers[value!.earned[row]!]?.id ?? null)
    }
  })
})

describe('a held tier', () => {
  const plan = withoutTasks(planOf(programAt(demoPrograms[1]!)))
  /** 540 points: under Gold's entry at 550, over what keeps it at 520. */
  const record = (tier: string | null): MerchantRecord => ({
    id: tier ?? 'none',
    joinedAt: '2021-03-05',
    metrics: {
      ...{ settledOrders: 900, orders28: 300, refundRate: 1, onTimeRate: 97, memberShare: 0, replyRate: 90 },
      ...{ received28: 40, newPhotos: 40, newDishes: 5, campaigns: 0, foodViolations: 0 },
    },
    fields: { storeDetails: 16, completeDishes: 0, setMenus: 0, safetyCase: false },
    ...(tier !== null && {
      held: {
        at: '2025-10-14T00:00:00Z',
        programVersion: '2025-09',
        ladders: { level: { tier, since: '2025-08-31T16:00:00Z', until: null, pending: null, change: null } },
        ...{ overrides: {}, accounts: {}, tasks: {}, benefits: {}, memory: {}, decisions: [] },
        totals: { facts: 0, entries: 0 },
      },
    }),
  })

  test('is asked to keep, and others to enter', () => {
    const records = [record('gold'), record('silver')]
    const { population } = loadedRecords(plan, records, AT)
    const { value } = reviewed(plan, population, AT)
    expect(cellOf(value!.score!, 0)).toBe(540)
    expect([...value!.held].map((place) => value!.ladder.tiers[place]!.id)).toEqual(['gold', 'silver'])
    expect([...value!.earned].map((place) => value!.ladder.tiers[place]!.id)).toEqual(['gold', 'silver'])
    for (const [row, one] of records.entries()) {
      const { earned } = evaluate(plan, one, AT).ladders.find(({ main }) => main)!
      expect(earned).toBe(value!.ladder.tiers[value!.earned[row]!]!.id)
    }
  })

  test('is the lowest that asks nothing, where no column gives one', () => {
    const { population } = loadedRecords(plan, [record(null)], AT)
    expect(population.columns.has('level')).toBe(false)
    expect([...reviewed(plan, population, AT).value!.held]).toEqual([0])
  })
})

test('what is dated after the review is not known yet', () => {
  const plan = planOf(programAt(superhost))
  const metrics = { reviews12m: 10, responseRate: 0.9, rating: 4.8 }
  const record = (id: string, asOf: string): MerchantRecord => ({ id, joinedAt: '2020-01-01', asOf, metrics })
  const atMs = Date.parse('2024-09-20T12:00:00Z')
  const records = [record('then', '2024-09-13'), record('later', '2024-09-21')]
  const { population } = loadedRecords(plan, records, atMs)
  expect([...reviewed(plan, population, atMs).value!.earned]).toEqual([1, 0])
  expect(records.map((one) => evaluate(plan, one, atMs).ladders[0]!.earned)).toEqual(['superhost', 'host'])
})

describe('what columns cannot hold is refused by name', () => {
  const changed = (change: (program: Program) => void): Plan => {
    const program = structuredClone(programAt(demoPrograms[0]!))
    change(program)
    return planOf(program)
  }

  test('a balance that no column gives', () => {
    const plan = changed((program) => {
      program.ladders[0]!.tiers[1]!.enter = { beans: { gte: 100 } }
    })
    const records = [{ id: 'a', joinedAt: '2021-03-05' }]
    const { population } = loadedRecords(plan, records, AT)
    const { value, issues } = reviewed(plan, population, AT)
    expect(value).toBeNull()
    expect(issues).toMatchObject([
      {
        code: 'missingColumn',
        params: { name: 'beans' },
        path: ['ladders', 0, 'tiers', 1, 'enter', 'beans'],
      },
    ])
    const columns = new Map([...population.columns, ['beans', Float64Array.of(100)] as const])
    expect([...reviewed(plan, { ids: ['a'], columns }, AT).value!.earned]).toEqual([1])
  })

  test('an override that a condition starts, but not one that an event starts', () => {
    const asks = (id: string): Plan =>
      changed((program) => {
        program.ladders[0]!.tiers[1]!.enter = { [id]: false }
      })
    const population = { ids: ['a'], columns: new Map() }
    expect(reviewed(asks('riskHold'), population, AT).issues).toMatchObject([
      { code: 'missingColumn', params: { name: 'riskHold' } },
    ])
    expect([...reviewed(asks('plus'), population, AT).value!.earned]).toEqual([1])
  })

  test('a log', () => {
    const plan = planOf(programAt(superhost))
    const { population, issues } = loadedRecords(plan, [{ id: 'a', joinedAt: '2020-01-01', facts: [] }], AT)
    expect(population.ids).toEqual([])
    expect(issues).toEqual([{ code: 'notYetSupported', params: { what: 'facts' }, path: [0, 'facts'] }])
  })
})

test('time since joining is counted as core counts it', () => {
  const program = structuredClone(programAt(superhost))
  program.metrics['age'] = { elapsed: 'joinedAt', in: 'months' }
  program.ladders[0]!.tiers[1]!.enter = { age: { gte: 12 } }
  const plan = planOf(program)
  const atMs = Date.parse('2024-09-20T12:00:00Z')
  const records = ['2023-09-20', '2023-09-21', '2019-02-28'].map((joinedAt, place) => ({
    id: `m${place}`,
    joinedAt,
  }))
  const { population } = loadedRecords(plan, records, atMs)
  expect([...reviewed(plan, population, atMs).value!.earned]).toEqual([1, 0, 1])
  expect(records.map((one) => evaluate(plan, one, atMs).ladders[0]!.earned)).toEqual([
    'superhost',
    'host',
    'superhost',
  ])
})

test('a population of nobody is reviewed without complaint', () => {
  const { value } = reviewed(planOf(programAt(demoPrograms[1]!)), { ids: [], columns: new Map() }, AT)
  expect(value!.earned.length).toBe(0)
})

test('blocks do not show: 3,000 equal merchants get one score', () => {
  const plan = planOf(programAt(demoPrograms[0]!))
  const records = Array.from({ length: 3000 }, (_, place) => ({
    id: `m${place}`,
    joinedAt: '2021-03-05',
    metrics: { orders: 20, spendFen: 1_234_567, refundRate: 2.5, activeDays: 77, photoReviews: 3 },
    fields: { profileSteps: 4, creditIndex: 71 },
  }))
  const { value } = reviewed(plan, loadedRecords(plan, records, AT).population, AT)
  expect(new Set(value!.score!).size).toBe(1)
  expect(new Set(value!.earned)).toEqual(new Set([2]))
})
