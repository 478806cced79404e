import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { drained } from '../../src/population/slices.js'
import { previewing, versionOf } from '../../src/population/preview.js'
import { PopulationEngine, type WorkerLike } from '../../src/population/engine.js'
import { Desk, PROTOCOL, type Reply } from '../../src/population/desk.js'
import type { Answer, CountsAnswer, DetailAnswer, MovesAnswer, Wish } from '../../src/population/session.js'
import { withNumber } from '../../src/population/changes.js'
import type { Program } from '../../src/schema/program.js'
import { samplePopulation } from '../../demo/studio/sample.js'

const AT = Date.parse('2026-03-01T00:00:00Z')
const program = JSON.parse(readFileSync('demo/programs/store-score.json', 'utf8')) as Program
const population = samplePopulation('storeScore', 5000, 3)
const stricter = withNumber(program, ['ladders', 0, 'tiers', 1, 'enter', 'score', 'gte'], 430)
const wish = (draft: Program): Wish => ({ draft, limits: { maxDemoted: 1 }, shown: 'score' })

const asked = async (
  engine: PopulationEngine,
  draft: Program,
): Promise<{ parts: string[]; answers: Answer[]; isWhole: boolean }> => {
  const answers: Answer[] = []
  const isWhole = await engine.ask(wish(draft), (answer) => answers.push(answer))
  return { parts: answers.map(({ part }) => part), answers, isWhole }
}

describe('the engine in the page', () => {
  let engine: PopulationEngine
  beforeAll(async () => {
    engine = await PopulationEngine.open(null)
    await engine.load(population, [], AT)
    expect(await engine.begin(program)).toEqual([])
  })

  test('answers part by part what a preview says at once', async () => {
    const { parts, answers } = await asked(engine, stricter)
    expect(engine.place).toBe('page')
    expect(parts).toEqual(['moves', 'details', 'fixes'])
    const [published, draft] = [program, stricter].map((one) => versionOf(one).value!)
    const whole = drained(
      previewing(
        { published: population, draft: population, subjects: [] },
        { published: published!, draft: draft! },
        { atMs: AT, limits: { maxDemoted: 1 }, by: undefined },
      ),
    ).value!
    const moves = answers[0] as MovesAnswer
    const details = answers[1] as DetailAnswer
    expect(moves.movement).toEqual(whole.movement)
    expect(moves.movement.fallen).toBeGreaterThan(0)
    expect(details.reasons).toEqual({ all: whole.reasons.all, counts: whole.reasons.counts })
    expect(details.rails).toEqual(whole.rails)
    expect(details.cost.after).toBe(whole.cost.after)
    expect(answers[2]).toEqual({ part: 'fixes', fixes: whole.fixes })
  })

  test('the bars of a distribution are everybody, by tier and in all', async () => {
    const { answers } = await asked(engine, stricter)
    const { spread, merchants } = answers[0] as MovesAnswer
    const sum = (bins: readonly number[]): number => bins.reduce((all, one) => all + one, 0)
    expect(sum(spread!.published)).toBe(merchants)
    expect(spread!.draft.bins.map(sum).reduce((all, one) => all + one, 0)).toBe(merchants)
  })

  test('a later draft ends the one before it, whose first part was answered', async () => {
    const parts: string[] = []
    const first = engine.ask(wish(stricter), ({ part }) => parts.push(`first ${part}`))
    const second = engine.ask(wish(program), ({ part }) => parts.push(`second ${part}`))
    expect(await first).toBe(false)
    expect(await second).toBe(true)
    expect(parts).toEqual(['first moves', 'second moves', 'second details', 'second fixes'])
  })

  test('of drafts that wait only the newest is answered', async () => {
    const parts: number[] = []
    const all = [1, 2, 3, 4].map((nth) => engine.ask(wish(stricter), () => parts.push(nth)))
    expect(await Promise.all(all)).toEqual([false, false, false, true])
    expect(parts).toEqual([1, 4, 4, 4])
  })

  test('marks for shares give each tier its share', async () => {
    const marks = await engine.marksFor(program, [45, 35, 20])
    expect(marks).toHaveLength(2)
    const { answers } = await asked(engine, program)
    const { spread } = answers[0] as MovesAnswer
    expect(marks![0]! < marks![1]!).toBe(true)
    expect(spread!.axis.from).toBeLessThan(marks![0]!)
  })

  test('a draft that is no program is refused with its faults, and the next one is answered', async () => {
    const broken = { ...program, ladders: [] } as unknown as Program
    const { answers } = await asked(engine, broken)
    expect(answers[0]!.part).toBe('refused')
    expect((await asked(engine, program)).parts).toEqual(['moves', 'details', 'fixes'])
  })

  test('everybody goes where the counts say', async () => {
    const everybody = await engine.everybody(wish(stricter))
    const { answers } = await asked(engine, stricter)
    let risen = 0
    everybody!.after.forEach((is, row) => (risen += is > everybody!.before[row]! ? 1 : 0))
    expect(risen).toBe((answers[0] as MovesAnswer).movement.risen)
    expect(everybody!.reasons.filter((place) => place >= 0)).toHaveLength(
      (answers[0] as MovesAnswer).movement.risen + (answers[0] as MovesAnswer).movement.fallen,
    )
  })
})

describe('a worker', () => {
  /** A worker in this thread: what it is sent is copied, as a real one's messages are. */
  const workerThat = (greets: Reply | null): (() => WorkerLike) => {
    return () => {
      const worker: WorkerLike & { ended: boolean } = {
        ...{ onmessage: null, onerror: null, onmessageerror: null, ended: false },
        postMessage: (request) => desk.take(structuredClone(request) as never),
        terminate: () => (worker.ended = true),
      }
      const send = (reply: Reply): void =>
        void setTimeout(() => worker.onmessage?.({ data: structuredClone(reply) } as MessageEvent))
      const desk = new Desk({
        ...{ reply: send, now: () => performance.now(), rest: () => Promise.resolve(), isApart: true },
      })
      if (greets) send(greets)
      return worker
    }
  }

  test('that speaks the protocol does the work; answers are plain data', async () => {
    const engine = await PopulationEngine.open(workerThat({ kind: 'ready', protocol: PROTOCOL }))
    expect(engine.place).toBe('worker')
    await engine.load(population, [], AT)
    await engine.begin(program)
    expect((await asked(engine, stricter)).parts).toEqual(['moves', 'details', 'fixes'])
  })

  test('counts a mark that is moved before who moves is known, and nothing else', async () => {
    const engine = await PopulationEngine.open(workerThat({ kind: 'ready', protocol: PROTOCOL }))
    await engine.load(population, [], AT)
    await engine.begin(program)
    const tier = (place: number): (string | number)[] => [
      'ladders',
      0,
      'tiers',
      place,
      'enter',
      'score',
      'gte',
    ]
    expect((await asked(engine, program)).parts).toEqual(['moves', 'details', 'fixes'])
    for (const [place, mark] of [
      [1, 430],
      [1, 455.5],
      [2, 710],
      [4, 800],
    ] as const) {
      const { parts, answers } = await asked(engine, withNumber(program, tier(place), mark))
      expect(parts).toEqual(['counts', 'moves', 'details', 'fixes'])
      expect((answers[0] as CountsAnswer).counts).toEqual((answers[1] as MovesAnswer).draft.counts)
    }
    const others = [withNumber(program, ['score', 'factors', 0, 'max'], 77), { ...program, ladders: [] }]
    for (const other of others)
      expect((await asked(engine, other as unknown as Program)).parts[0]).not.toBe('counts')
    // of what is known of the program before, nothing is told of the next one
    await engine.begin(stricter)
    expect((await asked(engine, program)).parts).toEqual(['moves', 'details', 'fixes'])
  })

  test('of another version is not talked to', async () => {
    const engine = await PopulationEngine.open(workerThat({ kind: 'ready', protocol: PROTOCOL + 1 }))
    expect(engine.place).toBe('page')
  })

  test('that a page forbids is done without', async () => {
    const engine = await PopulationEngine.open(() => {
      throw new Error('refused')
    })
    expect(engine.place).toBe('page')
  })

  test('that is closed refuses what is asked', async () => {
    const engine = await PopulationEngine.open(workerThat({ kind: 'ready', protocol: PROTOCOL }))
    const loading = engine.load(population, [], AT)
    engine.close()
    await expect(loading).rejects.toThrow('closed')
  })
})
