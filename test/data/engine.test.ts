import { afterEach, describe, expect, it, vi } from 'vitest'
import { whatIf } from '../../src/core/what-if.js'
import { settled } from '../../src/data/authority.js'
import { askerOf, planOf, readBoth, standingInTasks, standingOf } from '../../src/data/engine.js'
import { standing as standingSchema } from '../../src/schema/standing.js'
import { readValue } from '../../src/schema/read.js'
import { at, cafeProgram, cafeRecord } from './cafe.js'
import { withLots } from './many-lots.js'

const atMs = Date.parse(at)

describe('the engine', () => {
  it('makes a standing of two documents, whatever form they come in', () => {
    const ready = standingOf({ programs: cafeProgram, merchant: cafeRecord, at: atMs })
    expect(ready.issues).toEqual([])
    expect(ready.standing).toMatchObject({
      tierkit: 1,
      merchant: { id: '7' },
      program: { id: 'cafe', version: '2026-01' },
    })
    expect(Date.parse(ready.standing!.at)).toBe(atMs)
    expect(ready.revision).toBe(3)
    const texts = standingOf({
      programs: JSON.stringify(cafeProgram),
      merchant: JSON.stringify(cafeRecord),
      at: atMs,
    })
    expect(texts).toEqual(ready)
    const versions = standingOf({
      programs: `\n [${JSON.stringify(cafeProgram)}]`,
      merchant: cafeRecord,
      at: atMs,
    })
    expect(versions).toEqual(ready)
    expect(standingOf({ programs: [cafeProgram], merchant: cafeRecord, at: atMs })).toEqual(ready)
  })

  it('makes a standing that its own schema takes', () => {
    const { standing } = standingOf({ programs: cafeProgram, merchant: cafeRecord, at: atMs })
    expect(readValue(standing, standingSchema).issues).toEqual([])
  })

  it('gives the whole points log, oldest first, with what the record was sent with', () => {
    const { entries } = standingOf({ programs: cafeProgram, merchant: cafeRecord, at: atMs })
    expect(entries.map(({ amountPoints, balancePoints }) => [amountPoints, balancePoints])).toEqual([[10, 10], [10, 20], [10, 30]]) // prettier-ignore
    const again = standingOf({
      programs: cafeProgram,
      merchant: { ...cafeRecord, entries: entries.slice(0, 2) },
      at: atMs,
    })
    expect(again.entries).toEqual(entries)
  })

  it('uses the version in force at the review among all that are given', () => {
    const later = { ...cafeProgram, version: '2026-12', inForce: '2026-12-01' }
    const versionAt = (ms: number) =>
      standingOf({ programs: [later, cafeProgram], merchant: cafeRecord, at: ms }).standing!.program.version
    expect(versionAt(atMs)).toBe('2026-01')
    expect(versionAt(Date.parse('2026-12-02T00:00:00+08:00'))).toBe('2026-12')
  })

  describe('in tasks', () => {
    afterEach(() => void vi.restoreAllMocks())
    const cafe = { programs: JSON.stringify(cafeProgram), merchant: JSON.stringify(cafeRecord), at: atMs }
    const other = { ...cafe, programs: [{ ...cafeProgram, version: 'anew' }] }

    /** How often something else had its turn until the work was done. A clock in which every part takes a whole task. */
    const turnsDuring = async (work: () => Promise<unknown>): Promise<number> => {
      let nowMs = 0
      vi.spyOn(performance, 'now').mockImplementation(() => (nowMs += 16))
      let turns = 0
      let isDone = false
      const next = (): void => void (isDone || (turns++, setImmediate(next)))
      next()
      await work().finally(() => (isDone = true))
      return turns
    }

    it('makes the same standing, and lets others have their turn between its parts', async () => {
      const all = [other, { ...cafe, merchant: cafeRecord }, { ...cafe, merchant: '{' }]
      for (const documents of all) {
        const expected = standingOf(documents)
        const turns = await turnsDuring(async () =>
          expect(await standingInTasks(documents)).toEqual(expected),
        )
        expect(turns).toBeGreaterThan(expected.standing ? 12 : 1)
      }
    })

    it('makes two at once, each of its own documents', async () => {
      const later = { ...cafe, at: atMs + 86_400_000 }
      const all = [cafe, other, later]
      await turnsDuring(async () => {
        const made = await Promise.all(all.map(standingInTasks))
        expect(made).toEqual(all.map(standingOf))
      })
    })

    it('is done in few tasks where the parts are short', async () => {
      vi.spyOn(performance, 'now').mockReturnValue(0)
      const posted = vi.spyOn(MessagePort.prototype, 'postMessage')
      await standingInTasks(cafe)
      expect(posted).toHaveBeenCalledTimes(1)
    })
  })

  describe('of a merchant with 50,000 live lots', () => {
    const plan = planOf(cafeProgram).value!
    const record = { ...cafeRecord, held: settled(plan, cafeRecord, atMs).record.held! }
    const large = { ...record, held: withLots(record.held, 'beans', 50_000) }
    const made = (merchant: unknown, revision?: number) =>
      standingOf({ programs: cafeProgram, merchant, at: atMs, ...(revision !== undefined && { revision }) })

    it('makes a standing where whoever keeps the log gives the record', () => {
      for (const merchant of [large, JSON.stringify(large)]) {
        const { standing, issues } = made(merchant, 3)
        expect(issues).toEqual([])
        expect(standing!.accounts[0]!.balancePoints).toBe(500_000)
      }
    })

    it('refuses it from anywhere else, and what no log comes to from everywhere', () => {
      for (const merchant of [large, JSON.stringify(large)])
        expect(made(merchant).issues).toMatchObject([{ code: 'overSize', params: { limit: 1_048_576 } }])
      const padded = { ...record, id: 'x'.repeat(33_600_000) }
      for (const merchant of [padded, JSON.stringify(padded)])
        expect(made(merchant, 3).issues).toMatchObject([{ code: 'overSize', params: { limit: 33_554_432 } }])
    })

    it('remembers no text as read that it would refuse', () => {
      const text = JSON.stringify(large)
      expect(made(text, 3).issues).toEqual([])
      expect(made(text).issues).toMatchObject([{ code: 'overSize' }])
    })
  })

  it.each([
    ['a program that is not JSON', 'tierkit: 1', cafeRecord, 'notJson', []],
    ['a web page in place of a program', ' <!doctype html>', cafeRecord, 'webPage', []],
    ['a record in place of a program', cafeRecord, cafeRecord, 'wrongDocument', []],
    ['a program in place of a record', cafeProgram, JSON.stringify(cafeProgram), 'wrongDocument', []],
    ['a standing in place of a record', cafeProgram, { tierkit: 1, nextMomentAt: null }, 'wrongDocument', []],
    [
      'a record of unknown names',
      cafeProgram,
      { ...cafeRecord, fields: { menus: 4 } },
      'unknownName',
      ['fields', 'menus'],
    ],
    [
      'the second of two versions',
      [cafeProgram, { ...cafeProgram, inForce: '2026-06-01', zone: 'Mars/Base' }],
      cafeRecord,
      'unknownZone',
      [1, 'zone'],
    ],
    [
      'a record in a zone that is none',
      cafeProgram,
      { ...cafeRecord, zone: 'Mars/Base' },
      'unknownZone',
      ['zone'],
    ],
    [
      'a zone that no zone is called like',
      cafeProgram,
      { ...cafeRecord, zone: 'Beijing time' },
      'badZone',
      ['zone'],
    ],
    ['a record that is not JSON', cafeProgram, 'none', 'notJson', []],
    ['a program of no versions', [], cafeRecord, 'refusedPlan', []],
    [
      'a program with an unknown metric',
      { ...cafeProgram, tasks: [{ ...cafeProgram.tasks[0], done: { cusp: { gte: 3 } } }] },
      cafeRecord,
      'unknownName',
      ['tasks', 0, 'done', 'cusp'],
    ],
    [
      'a record with a number that is none',
      cafeProgram,
      { ...cafeRecord, fields: { menu: NaN } },
      'notFinite',
      ['fields', 'menu'],
    ],
    ['nothing at all', undefined, undefined, 'notPlain', []],
  ])('tells what is wrong with %s', (_title, programs, merchant, code, path) => {
    const { standing, entries, issues } = standingOf({ programs, merchant, at: atMs })
    expect([standing, entries]).toEqual([null, []])
    expect(issues[0]).toMatchObject({ code, path })
  })

  it('says of which document each issue is, and where it stands in a text', () => {
    const text = (document: unknown) => JSON.stringify(document, null, 2)
    const wrong = { ...cafeProgram, reviews: { monthly: { every: 'month', day: 1, zone: 'Mars/Base' } } }
    const line = 1 + text([wrong]).split('\n').findIndex((one) => one.includes('Mars/Base')) // prettier-ignore
    const program = standingOf({ programs: text([wrong]), merchant: cafeRecord, at: atMs }).issues
    expect(program).toMatchObject([
      { document: 'program', path: [0, 'reviews', 'monthly', 'zone'], place: { line, column: 17 } },
    ])
    const record = (fields: object) =>
      standingOf({ programs: cafeProgram, merchant: text({ ...cafeRecord, fields }), at: atMs }).issues
    expect(record({ mneu: 3, menu: 'x' })).toMatchObject([
      { document: 'merchant', code: 'unknownName', place: { line: 5, column: 5 } },
      { document: 'merchant', code: 'wrongType', place: { line: 6, column: 13 } },
    ])
    expect(record([])).toMatchObject([{ document: 'merchant', code: 'wrongType', path: ['fields'] }])
  })

  it('reads a document anew when the object that holds it has changed', () => {
    const record = { ...cafeRecord, fields: { menu: 4 } }
    const doneOf = () =>
      standingOf({ programs: cafeProgram, merchant: record, at: atMs }).standing!.tasks.find(
        ({ id }) => id === 'longMenu',
      )!.state
    expect(doneOf()).toBe('open')
    record.fields.menu = 10
    expect(doneOf()).toBe('done')
  })
})

describe('an engine that is asked what if', () => {
  const kiosk = {
    ...cafeProgram,
    fields: {
      ...cafeProgram.fields,
      seats: { type: 'integer', name: { en: 'Seats', 'zh-CN': '座位数' } },
      licensed: { type: 'flag', name: { en: 'Licensed', 'zh-CN': '已获许可' } },
    },
    score: {
      name: { en: 'Café score', 'zh-CN': '咖啡馆分' },
      combine: 'sum',
      min: 0,
      max: 200,
      factors: [
        {
          id: 'sales',
          name: { en: 'Sales', 'zh-CN': '销售' },
          metric: 'cups',
          scale: { perUnit: 10, max: 100 },
        },
        {
          id: 'offer',
          name: { en: 'Offer', 'zh-CN': '供给' },
          metric: 'menu',
          scale: { perUnit: 5, max: 100 },
        },
      ],
    },
    tasks: [
      ...cafeProgram.tasks,
      {
        ...cafeProgram.tasks[0]!,
        id: 'fourMore',
        done: { cups: { gte: 50 } },
        moves: { cups: 4, seats: 2 },
      },
      { ...cafeProgram.tasks[0]!, id: 'twoMore', done: { cups: { gte: 60 } }, moves: { cups: 2 } },
      { ...cafeProgram.tasks[1]!, id: 'license', done: { licensed: true }, moves: { licensed: { to: 1 } } },
    ],
  }
  const documents = { programs: kiosk, merchant: cafeRecord, at: atMs }

  it('tells what open tasks move of what counts, and what they bring it to together', () => {
    const { levers } = askerOf(documents)!({})
    expect(
      levers.map(({ kind, id, have, together, tasks }) => ({ kind, id, have, together, tasks })),
    ).toEqual([
      { kind: 'field', id: 'menu', have: 4, together: 10, tasks: ['longMenu'] },
      { kind: 'metric', id: 'cups', have: 3, together: 9, tasks: ['fourMore', 'twoMore'] },
    ])
    expect(levers[1]!.subject).toMatchObject({ name: { en: 'Cups' }, unit: 'integer' })
  })

  it('tells nothing of what only a task reads, until the main ladder asks for it', () => {
    const tiers = kiosk.ladders[0]!.tiers.map((tier) =>
      tier.id === 'gold' ? { ...tier, enter: { cups: { gte: 100 }, licensed: true } } : tier,
    )
    const strict = { ...kiosk, ladders: [{ ...kiosk.ladders[0]!, tiers }] }
    const { levers } = askerOf({ ...documents, programs: strict })!({})
    expect(levers.map(({ id }) => id)).toEqual(['menu', 'cups', 'licensed'])
  })

  it('answers as the engine does that folds the whole log, and changes nothing', () => {
    const ask = askerOf(documents)!
    const { plan, record } = readBoth(kiosk, cafeRecord)
    const now = standingOf(documents).standing
    for (const changes of [{ metrics: { cups: 9 } }, { fields: { menu: 10 } }, { metrics: { cups: 120 } }])
      expect(ask(changes).standing).toEqual(whatIf(plan!, record!, atMs, changes))
    expect(ask({ metrics: { cups: 9 } }).standing.score!.value).toBe(110)
    expect(ask({ metrics: { cups: 120 } }).standing.ladders[0]).toMatchObject({
      held: 'basic',
      ifReviewed: 'gold',
    })
    expect(ask({}).standing).toEqual(now)
  })

  it('has no answer for documents that are not right', () => {
    expect(askerOf({ ...documents, merchant: {} })).toBe(null)
  })
})
