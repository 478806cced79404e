/** A store over a source that fails: what it sends, what it believes of the answers, and how it comes back by itself. */
import { describe, expect, it, vi } from 'vitest'
import { Failure, type Adapter, type AdapterContext, type Answer } from '../../src/data/adapter.js'
import { Store, type StoreOptions } from '../../src/data/store.js'
import { issueAt } from '../../src/schema/issues.js'
import type { Standing } from '../../src/schema/standing.js'
import type { Command } from '../../src/schema/view.js'
import { lotusKitchen } from '../elements/standings.js'
import { FakeClock, settled } from './clock.js'
import { memoryStore } from './memory-store.js'

const at = '2026-11-22T09:00:00Z'
const claim: Command = { command: 'claimTask', task: 'photos', key: 'k1' }

interface Asked {
  readonly what: string
  readonly command: Command | null
  answer(answer: Answer): Promise<void>
  fail(error: unknown): Promise<void>
}

function standing(change: Partial<Standing> = {}): Standing {
  return { ...lotusKitchen(), at, nextMomentAt: null, ...change }
}
const ofMerchant = (id: string): Standing => standing({ merchant: { id, name: null } })

// another in every store, since a tab is told by it
let chance = 0
/** An adapter whose every call waits for the test, and a store on it. */
function open(options: Partial<StoreOptions> = {}, whats: readonly string[] = ['standing', 'send']) {
  const asked: Asked[] = []
  let tell: (revision?: number) => void = () => undefined
  const call = (what: string) => (first: Command | AdapterContext) =>
    new Promise<Answer>((resolve, reject) => {
      asked.push({
        what,
        command: 'key' in first ? first : null,
        answer: (answer) => (resolve(answer), settled()),
        fail: (error) => (reject(error as Error), settled()),
      })
    })
  const adapter = {
    ...Object.fromEntries(whats.map((what) => [what, call(what)])),
    watch: (changed: (revision?: number) => void) => ((tell = changed), () => undefined),
    origin: 'https://host',
  } as Adapter
  const clock = new FakeClock(at)
  const store = new Store({
    adapter,
    now: clock.now,
    timer: clock,
    random: () => (chance = (chance + 0.317) % 1),
    engine: () => Promise.reject(new Error('no engine')),
    ...options,
  })
  const stop = store.subscribe(() => undefined)
  const last = (what: string): Asked => asked.filter((one) => one.what === what).pop()!
  const count = (what: string): number => asked.filter((one) => one.what === what).length
  return { store, clock, asked, last, count, stop, tell: (revision?: number) => tell(revision) }
}

describe('a command that is on its way', () => {
  it('stays pending when its answer is lost, and until its effect has been read', async () => {
    const { store, last, clock } = open()
    await last('standing').answer({ data: standing(), revision: 7 })
    const result = store.send(claim)
    await settled()
    await last('send').fail(new Error('offline'))
    expect((await result)?.code).toBe('unreachable')
    expect(store.view.pending).toEqual([claim])
    await last('standing').answer({ data: standing(), revision: 7 })
    await clock.pass(1_000)
    expect(last('send').command).toEqual({ ...claim, revision: 7 })
    await last('send').answer({ data: { key: 'k1', revision: 8 } })
    expect(store.view.pending).toEqual([claim])
    await last('standing').answer({ data: standing(), revision: 8 })
    expect(store.view.pending).toEqual([])
  })

  it('is sent again though the host’s clock stands still', async () => {
    const { store, last, count, clock } = open({ now: () => Date.parse(at), trustsNow: () => true })
    const machine = vi.spyOn(Date, 'now').mockImplementation(clock.now)
    void store.send(claim)
    await settled()
    await last('send').fail(new Error('offline'))
    await clock.pass(1_000)
    expect(count('send')).toBe(2)
    machine.mockRestore()
  })

  it('is pending again after a reload, and is sent once it is known whose page it is', async () => {
    const { storage } = memoryStore()
    const first = open({ storage })
    await first.last('standing').answer({ data: ofMerchant('7'), revision: 7 })
    void first.store.send(claim)
    await settled()
    expect(first.count('send')).toBe(1)

    const { store, last, count, clock } = open({ storage })
    await clock.pass(60_000)
    expect(count('send')).toBe(0)
    await last('standing').answer({ data: ofMerchant('7'), revision: 7 })
    await settled()
    expect(store.view.pending).toEqual([claim])
    expect(last('send').command?.key).toBe('k1')
    await last('send').answer({ data: { key: 'k1', revision: 8 } })
    await last('standing').answer({ data: ofMerchant('7'), revision: 8 })
    await settled()
    expect(store.view.pending).toEqual([])
  })

  it('is never sent for another merchant who has signed in since', async () => {
    const { storage } = memoryStore()
    const { store, last, count } = open({ storage })
    await last('standing').answer({ data: ofMerchant('7'), revision: 7 })
    const result = store.send(claim)
    await settled()
    await last('send').fail(new Error('offline'))
    await result
    await last('standing').answer({ data: ofMerchant('8'), revision: 3 })
    await settled()
    expect(store.view).toMatchObject({ have: 'ready', pending: [] })
    const before = count('send')
    store.refresh()
    await last('standing').answer({ data: ofMerchant('8'), revision: 3 })
    expect(count('send')).toBe(before)
  })

  it('of an earlier page that is refused is told in the View, until somebody has seen it', async () => {
    const { storage } = memoryStore()
    const first = open({ storage })
    await first.last('standing').answer({ data: ofMerchant('7'), revision: 7 })
    void first.store.send(claim)
    await settled()
    const { store, last, clock } = open({ storage })
    clock.atMs += 120_000
    await last('standing').answer({ data: ofMerchant('7'), revision: 9 })
    await settled()
    const issue = issueAt('staleRevision', [], { expected: 7, found: 9 })
    await last('send').fail(new Failure(issue))
    await clock.pass(61_000)
    expect(store.view.failed).toEqual([{ command: claim, state: 'rejected', issue }])
    await store.forget('k1')
    expect(store.view.failed).toEqual([])
  })

  it('says that it is not kept where there is no storage', async () => {
    const { store, last } = open({ storage: null })
    await last('standing').answer({ data: standing(), revision: 7 })
    expect(store.view.unkept).toEqual(issueAt('notKept', [], { reason: 'missing' }))
  })

  it('goes on without a subscriber where nothing else remembers it', async () => {
    const { store, last, clock, stop } = open()
    await last('standing').answer({ data: standing(), revision: 7 })
    void store.send(claim)
    await settled()
    stop()
    await last('send').fail(new Error('offline'))
    await clock.pass(1_000)
    await last('send').answer({ data: { key: 'k1', revision: 8 } })
    expect(store.view.pending).toEqual([claim])
  })

  it('waits for a subscriber where it is kept', async () => {
    const { store, last, clock, stop, count } = open({ storage: memoryStore().storage })
    await last('standing').answer({ data: standing(), revision: 7 })
    void store.send(claim)
    await settled()
    stop()
    await last('send').fail(new Error('offline'))
    await clock.pass(600_000)
    expect(count('send')).toBe(1)
    store.subscribe(() => undefined)
    await settled()
    expect(count('send')).toBe(2)
  })
})

describe('two tabs', () => {
  it('stay in step: what one has had taken is read by the other', async () => {
    const { storage } = memoryStore()
    const clock = new FakeClock(at)
    const one = open({ storage, now: clock.now, timer: clock })
    const two = open({ storage, now: clock.now, timer: clock })
    for (const { last } of [one, two]) await last('standing').answer({ data: ofMerchant('7'), revision: 7 })
    await settled()
    void one.store.send(claim)
    await settled()
    await one.last('send').answer({ data: { key: 'k1', revision: 8 } })
    await clock.pass(61_000)
    expect(two.store.view.pending).toEqual([claim])
    expect(two.count('standing')).toBe(2)
    await two.last('standing').answer({ data: ofMerchant('7'), revision: 8 })
    await settled()
    expect(two.store.view.pending).toEqual([])
    expect(two.count('send')).toBe(0)
  })
})

describe('an answer', () => {
  it('for another merchant than the page’s is refused, and what was shown stays', async () => {
    const { store, last } = open({ merchantId: '7' })
    await last('standing').answer({ data: ofMerchant('7'), revision: 7 })
    store.refresh()
    await last('standing').answer({ data: ofMerchant('8'), revision: 9 })
    expect(store.view).toMatchObject({
      have: 'stale',
      standing: { merchant: { id: '7' } },
      issue: issueAt('otherMerchant', [], { found: '8', expected: '7' }),
    })
  })

  it('of an earlier revision than was shown is refused, and asked for again', async () => {
    const { store, last, clock, count } = open()
    await last('standing').answer({ data: standing({ at: '2026-11-22T08:59:00Z' }), revision: 9 })
    store.refresh()
    await last('standing').answer({ data: standing(), revision: 8 })
    expect(store.view).toMatchObject({
      have: 'stale',
      standing: { at: '2026-11-22T08:59:00Z' },
      issue: issueAt('olderRevision', [], { found: 8, expected: 9 }),
    })
    await clock.pass(1_000)
    expect(count('standing')).toBe(3)
    await last('standing').answer({ data: standing(), revision: 9 })
    expect(store.view).toMatchObject({ have: 'ready', issue: null })
  })

  it('that does not show yet what a watcher told of is asked for again', async () => {
    const { store, last, clock, count, tell } = open()
    await last('standing').answer({ data: standing(), revision: 7 })
    tell(9)
    await settled()
    await last('standing').answer({ data: standing(), revision: 8 })
    expect(store.view.have).toBe('ready')
    await clock.pass(1_000)
    expect(count('standing')).toBe(3)
    await last('standing').answer({ data: standing(), revision: 9 })
    await clock.pass(600_000)
    expect(count('standing')).toBe(3)
  })

  it('that never shows it is not asked for without end', async () => {
    const { last, clock, count, tell } = open()
    await last('standing').answer({ data: standing(), revision: 7 })
    tell(1_000)
    await settled()
    for (let times = 0; times < 30; times++) {
      await last('standing').answer({ data: standing(), revision: 8 })
      await clock.pass(600_000)
    }
    expect(count('standing')).toBeLessThan(14)
  })
})

describe('a source that fails', () => {
  it.each([[{ status: 503 }], [{ status: 429 }], [new Error('offline')]])(
    'with %j is asked again by itself, less and less often, until it is there again',
    async (error) => {
      const { store, last, clock, count } = open({ random: () => 0.999 })
      await last('standing').fail(error)
      expect(store.view).toMatchObject({ have: 'none', asking: false })
      const waits: number[] = []
      for (let times = 0; times < 4; times++) {
        waits.push(clock.delays[clock.delays.length - 1]!)
        await clock.pass(waits[times]!)
        await last('standing').fail(error)
      }
      expect(waits).toEqual([999, 1998, 3996, 7992])
      await clock.pass(20_000)
      await last('standing').answer({ data: standing(), revision: 7 })
      expect(store.view).toMatchObject({ have: 'ready', issue: null })
      const asked = count('standing')
      await clock.pass(3_600_000)
      expect(count('standing')).toBe(asked)
    },
  )

  it('is left alone for as long as it asks', async () => {
    const { last, clock, count } = open()
    await last('standing').fail(new Failure(issueAt('serverFailed', [], { status: 503 }), 120_000))
    await clock.pass(119_000)
    expect(count('standing')).toBe(1)
    await clock.pass(3_000)
    expect(count('standing')).toBe(2)
  })

  it.each([401, 403, 404, 422])('with %d is not asked again by itself', async (status) => {
    const { last, clock, count } = open()
    await last('standing').fail({ status })
    await clock.pass(3_600_000)
    expect(count('standing')).toBe(1)
  })

  it('is asked at once by a page that is looked at again', async () => {
    const { store, last, count } = open({ random: () => 0.999 })
    await last('standing').fail({ status: 503 })
    store.wake()
    expect(count('standing')).toBe(2)
  })
})

describe('a clock that is off', () => {
  const tenYearsMs = 10 * 365 * 86_400_000
  /** The instants that the engine is asked for. */
  async function evaluating(offMs: number, asOf: string | null, options: Partial<StoreOptions> = {}) {
    const instants: number[] = []
    const engine = () =>
      Promise.resolve({
        standingOf: ({ at: ms }: { at: number }) => (
          instants.push(ms),
          { standing: standing({ at: new Date(ms).toISOString() }), entries: [], issues: [], revision: null }
        ),
      } as never)
    const clock = new FakeClock(at)
    clock.atMs += offMs
    const opened = open({ engine, now: clock.now, timer: clock, ...options }, ['program', 'merchant', 'send'])
    await opened.last('program').answer({ data: '{}', asOf: '1999-01-01T00:00:00Z' })
    await opened.last('merchant').answer({ data: '{}', asOf })
    return { ...opened, clock, instants }
  }

  it.each([tenYearsMs, -tenYearsMs])('by %d ms evaluates for the time it is at the source', async (offMs) => {
    const { instants, store, clock } = await evaluating(offMs, at)
    expect(instants).toEqual([Date.parse(at)])
    clock.atMs += 60_000
    store.evaluate()
    await settled()
    expect(instants[1]).toBe(Date.parse(at) + 60_000)
  })

  it('by less than a server can tell is taken as it is', async () => {
    const { instants } = await evaluating(1_500, at)
    expect(instants).toEqual([Date.parse(at) + 1_500])
  })

  it('is taken as it is where the source says nothing, or nonsense', async () => {
    expect((await evaluating(tenYearsMs, null)).instants).toEqual([Date.parse(at) + tenYearsMs])
    expect((await evaluating(tenYearsMs, 'now')).instants).toEqual([Date.parse(at) + tenYearsMs])
  })

  it('is taken as it is where the host has set it', async () => {
    const { instants } = await evaluating(tenYearsMs, at, { trustsNow: () => true })
    expect(instants).toEqual([Date.parse(at) + tenYearsMs])
  })
})
