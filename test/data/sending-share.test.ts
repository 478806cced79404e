/** What a store is told of its commands: pending until what they did has been read back, failed, or another merchant's. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Answer } from '../../src/data/adapter.js'
import { Failure } from '../../src/data/adapter.js'
import { Sending, type SendingOptions } from '../../src/data/sending.js'
import { issueAt, type Issue } from '../../src/schema/issues.js'
import type { Command } from '../../src/schema/view.js'
import { FakeClock, settled } from './clock.js'
import { memoryStore } from './memory-store.js'

const at = '2026-11-22T09:00:00Z'
const claim = (key: string): Command => ({ command: 'claimTask', task: `task-${key}`, key })

let chance = 0
/** A share over a source that the test answers for. `known`: the revision shown and how many reads have begun. */
function stage(options: Partial<SendingOptions> = {}, clock = new FakeClock(at)) {
  const asked: {
    key: string
    take(revision: number): Promise<void>
    fail(error: unknown): Promise<void>
  }[] = []
  const known = { revision: null as number | null, reads: 1 }
  const told = { received: [] as number[], elsewhere: 0, changed: 0 }
  const sending: Sending = new Sending({
    send: ({ key }) =>
      new Promise<Answer>((resolve, reject) => {
        asked.push({
          key,
          take: (revision) => (resolve({ data: { key, revision } }), settled()),
          fail: (error) => (reject(error as Error), settled()),
        })
      }),
    origin: 'https://host',
    now: clock.now,
    timer: clock,
    random: () => (chance = (chance + 0.317) % 1),
    revision: () => known.revision,
    reads: () => known.reads,
    changed: () => told.changed++,
    elsewhere: () => told.elsewhere++,
    received: (revision) => told.received.push(revision),
    ...options,
  })
  const pending = (): string[] => sending.view.pending.map(({ key }) => key)
  return { sending, asked, known, told, clock, pending }
}

/** A storage, and how to change what is kept in it of a command. */
function changeable() {
  const { storage, kept } = memoryStore()
  const change = (key: string, more: object): void => {
    for (const [name, text] of kept)
      if (name.endsWith(`/${key}`)) kept.set(name, JSON.stringify({ ...JSON.parse(text), ...more }))
  }
  return { storage, change }
}

afterEach(() => vi.restoreAllMocks())

describe('a command that was taken', () => {
  it('is pending until a read shows its revision', async () => {
    const { sending, asked, told, pending } = stage()
    void sending.send(claim('a'))
    await settled()
    await asked[0]!.take(8)
    expect([pending(), told.received]).toEqual([['a'], [8]])
    sending.readBack(7, 2)
    await settled()
    expect(pending()).toEqual(['a'])
    sending.readBack(8, 2)
    await settled()
    expect(pending()).toEqual([])
  })

  it('is not pending where what was read before shows it already', async () => {
    const { sending, asked, pending } = stage()
    void sending.send(claim('a'))
    await settled()
    sending.readBack(9, 2)
    await asked[0]!.take(8)
    await settled()
    expect(pending()).toEqual([])
  })

  it('is heard of before anything was read, and no listener fails', async () => {
    const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const { sending, asked, pending } = stage()
    void sending.send(claim('a'))
    await settled()
    await asked[0]!.take(8)
    expect(pending()).toEqual(['a'])
    expect(errors).not.toHaveBeenCalled()
  })

  it('is pending, where nobody counts revisions, until a read that began after its receipt', async () => {
    const { sending, asked, known, pending } = stage()
    void sending.send(claim('a'))
    await settled()
    known.reads = 3
    await asked[0]!.take(8)
    for (const begun of [2, 3]) {
      sending.readBack(null, begun)
      await settled()
      expect(pending()).toEqual(['a'])
    }
    // what else happens meanwhile does not put that off
    known.reads = 5
    void sending.send(claim('b'))
    await settled()
    sending.readBack(null, 4)
    await settled()
    expect(pending()).toEqual(['b'])
  })

  it('by an earlier page is shown by any read, where nobody counts revisions', async () => {
    const { storage, change } = changeable()
    const first = stage({ storage })
    first.sending.belongsTo('7')
    void first.sending.send(claim('a'))
    await settled()
    first.sending.pause()
    change('a', { state: 'acknowledged', receipt: 8, endedMs: Date.parse(at) })
    const clock = new FakeClock('2026-11-22T09:05:00Z')
    const { sending, known, pending, told } = stage({ storage }, clock)
    known.reads = 5
    sending.belongsTo('7')
    await settled()
    expect([pending(), told.received, told.elsewhere]).toEqual([['a'], [8], 0])
    sending.readBack(null, 0)
    await settled()
    expect(pending()).toEqual([])
  })
})

describe('two tabs', () => {
  /** Of one merchant, who is shown at revision 7. */
  async function twoTabs() {
    const { storage } = memoryStore()
    const clock = new FakeClock(at)
    const [one, two] = [stage({ storage }, clock), stage({ storage }, clock)]
    for (const { sending } of [one, two]) {
      sending.belongsTo('7')
      sending.readBack(7, 1)
    }
    await settled()
    return { one, two, clock }
  }

  it('hear once of what the other has had taken, and not of what only waits there', async () => {
    const { one, two, clock } = await twoTabs()
    void one.sending.send(claim('a'))
    await settled()
    void two.sending.send(claim('b'))
    await settled()
    await clock.pass(1_000)
    expect(two.told).toMatchObject({ received: [], elsewhere: 0 })
    await one.asked[0]!.take(8)
    await clock.pass(120_000)
    expect(two.told.received).toContain(8)
    expect(two.told.elsewhere).toBe(1)
    expect(one.told.elsewhere).toBe(0)
    void two.sending.send(claim('c'))
    await settled()
    expect(two.told.elsewhere).toBe(1)
  })

  it('do not have each other read again for what is their own', async () => {
    const { one, two, clock } = await twoTabs()
    void two.sending.send(claim('b'))
    await settled()
    await two.asked[0]!.fail(new Error('offline'))
    await clock.pass(1)
    void one.sending.send(claim('a'))
    await settled()
    await clock.pass(2_000)
    expect(two.pending()).toEqual(['b', 'a'])
    await two.asked[1]!.take(8)
    expect(two.told).toMatchObject({ received: [8], elsewhere: 0 })
  })
})

describe('a command that came to nothing', () => {
  const lost = new Error('offline')
  it('is waited for until it is refused', async () => {
    const { sending, asked, clock } = stage()
    const result = sending.send(claim('a'))
    await settled()
    expect([sending.waits('a'), sending.waits('b')]).toEqual([true, false])
    void sending.send(claim('c'))
    await settled()
    expect([sending.waits('a'), sending.waits('b')]).toEqual([true, false])
    await asked[0]!.fail(lost)
    expect((await result)?.code).toBe('unreachable')
    expect(sending.waits('a')).toBe(true)
    await clock.pass(2_000)
    const again = asked.filter(({ key }) => key === 'a').pop()!
    await again.fail(new Failure(issueAt('usedUp', [], { times: 1 })))
    expect(sending.waits('a')).toBe(false)
  })

  it('is unknown past its key’s life, or refused, each with its reason', async () => {
    const { sending, asked, clock } = stage({ lifeMs: 2 * 3_600_000 })
    const last = () => asked[asked.length - 1]!
    void sending.send(claim('a'))
    await settled()
    while (clock.atMs < Date.parse(at) + 3 * 3_600_000) {
      await last().fail(lost)
      await clock.pass(300_000)
    }
    void sending.send(claim('b'))
    await settled()
    await last().fail(lost)
    await clock.pass(2_000)
    const refused = issueAt('usedUp', [], { times: 1 })
    await last().fail(new Failure(refused))
    const unknown = issueAt('unknownFate', [], { hours: 2 })
    expect(sending.view.failed).toHaveLength(2)
    expect(sending.view.failed).toEqual(
      expect.arrayContaining([
        { command: claim('a'), state: 'unknown', issue: unknown },
        { command: claim('b'), state: 'rejected', issue: refused },
      ]),
    )
  })

  it('for a reason that cannot be read any more is still told of', async () => {
    const { storage, change } = changeable()
    const first = stage({ storage })
    first.sending.belongsTo('7')
    void first.sending.send(claim('a'))
    await settled()
    change('a', { state: 'rejected', endedMs: Date.parse(at), issue: { code: 'ofTomorrow' } })
    const { sending } = stage({ storage }, new FakeClock('2026-11-22T09:05:00Z'))
    sending.belongsTo('7')
    await settled()
    expect(sending.view.failed).toEqual([
      { command: claim('a'), state: 'rejected', issue: issueAt('serverFailed', [], { status: 0 }) },
    ])
  })
})

describe('whose page it is', () => {
  it('is found out while a command waits, and changes nothing for it', async () => {
    const { sending, pending } = stage({ storage: memoryStore().storage })
    let result: Issue | null | undefined
    void sending.send(claim('a')).then((issue) => (result = issue))
    await settled()
    sending.belongsTo('7')
    sending.belongsTo('7')
    await settled()
    expect([pending(), result]).toEqual([['a'], undefined])
  })

  it('becomes another’s: who waits is told, and nothing of the first is said any more', async () => {
    const { sending, asked, told, pending } = stage({ storage: memoryStore().storage })
    sending.belongsTo('7')
    const result = sending.send(claim('a'))
    await settled()
    sending.belongsTo('8')
    await settled()
    expect(await result).toEqual(issueAt('otherMerchant', [], { found: '8', expected: '7' }))
    expect(pending()).toEqual([])
    const before = told.changed
    await asked[0]!.take(8)
    expect([told.changed, told.received]).toEqual([before, []])
  })
})
