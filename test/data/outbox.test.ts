import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Failure, type Answer } from '../../src/data/adapter.js'
import { pageStorage, type KeyValueStore } from '../../src/data/key-value-store.js'
import { Outbox, type OutboxOptions } from '../../src/data/outbox.js'
import { issueAt, type Issue } from '../../src/schema/issues.js'
import type { Command } from '../../src/schema/view.js'
import { FakeClock, settled } from './clock.js'
import { runOf, runs } from './faulty-network.js'

const hourMs = 3_600_000
const claim: Command = { command: 'claimTask', task: 'photos', key: 'k1' }
const boost: Command = { command: 'useBenefit', benefit: 'boost', key: 'k2' }
const lost = new Error('no answer')
const refused = issueAt('usedUp', [], { times: 2 })

/** A storage in memory, which a test may break. */
function memoryStore(kept = new Map<string, string>()) {
  const broken: { error: unknown; silent: boolean } = { error: null, silent: false }
  const done = <T>(work: () => T): Promise<T> => {
    if (broken.silent) return new Promise(() => undefined)
    return broken.error ? Promise.reject(broken.error as Error) : Promise.resolve(work())
  }
  const storage: KeyValueStore = {
    list: (prefix) => done(() => [...kept].filter(([key]) => key.startsWith(prefix))),
    put: (key, text) => done(() => void kept.set(key, text)),
    delete: (key) => done(() => void kept.delete(key)),
  }
  const items = () => [...kept].filter(([key]) => key.includes('/c/')).map(([, text]) => JSON.parse(text) as { command: Command; state: string; tries: number }) // prettier-ignore
  return { kept, storage, broken, items }
}

interface Sending {
  readonly command: Command
  answer(data: unknown): Promise<void>
  taken(revision: number): Promise<void>
  fail(error: unknown): Promise<void>
}
const named = (name: string): Error => Object.assign(new Error(name), { name })

let chance = 0
/** An outbox whose sendings wait for the test. */
async function open(options: Partial<OutboxOptions> & { merchantId?: string; clock?: FakeClock } = {}) {
  const { merchantId = '7', clock = new FakeClock('2026-11-22T09:00:00Z'), ...rest } = options
  const sendings: Sending[] = []
  const outbox = new Outbox({
    send: (command) =>
      new Promise<Answer>((resolve, reject) => {
        sendings.push({
          command,
          answer: (data) => (resolve({ data }), settled()),
          taken: (revision) => (resolve({ data: { key: command.key, revision } }), settled()),
          fail: (error) => (reject(error as Error), settled()),
        })
      }),
    origin: 'https://host',
    now: clock.now,
    timer: clock,
    // another in every outbox, since a tab is told by it
    random: () => (chance = (chance + 0.137) % 1),
    revision: () => null,
    changed: () => undefined,
    ...rest,
  })
  outbox.keepFor(merchantId)
  await settled()
  return { outbox, sendings, clock }
}
const states = (outbox: Outbox): string[] =>
  outbox.waiting.map(({ command, state }) => `${command.key} ${state}`)

describe('a command', () => {
  it('is kept before it is sent', async () => {
    const { storage, items } = memoryStore()
    const seen: string[] = []
    const { outbox } = await open({
      storage,
      send: () => (
        seen.push(...items().map(({ state, tries }) => `${state} ${tries}`)),
        new Promise(() => undefined)
      ),
    })
    void outbox.send(claim)
    await settled()
    expect(seen).toEqual(['sent 1'])
  })

  it('is kept at once, also while the one before it is on its way', async () => {
    const { storage, items } = memoryStore()
    const { outbox, sendings } = await open({ storage })
    void outbox.send(claim)
    await settled()
    void outbox.send(boost)
    await settled()
    expect(sendings).toHaveLength(1)
    expect(items().map(({ command, state }) => [command.key, state])).toEqual([
      ['k1', 'sent'],
      ['k2', 'queued'],
    ])
  })

  it('is the same after a reload, in whatever order it says what it asks', async () => {
    const { storage } = memoryStore()
    const asks = { amountPoints: 5, reason: { 'zh-CN': '礼', en: 'Gift' }, account: 'beans' }
    const first = await open({ storage })
    void first.outbox.send({ key: 'k1', ...asks, command: 'spendPoints' })
    await settled()
    const { outbox } = await open({ storage })
    void outbox.send({ key: 'k2', ...asks, command: 'spendPoints' })
    expect(outbox.pending.map(({ command }) => command.key)).toEqual(['k1'])
  })

  it('is acknowledged by its receipt, and forgotten once it has been read back', async () => {
    const { storage, items } = memoryStore()
    const { outbox, sendings } = await open({ storage })
    const result = outbox.send(claim)
    await settled()
    await sendings[0]!.taken(8)
    expect(await result).toBeNull()
    expect(states(outbox)).toEqual(['k1 acknowledged'])
    await outbox.readBack(({ receipt }) => receipt! <= 7)
    expect(outbox.pending).toHaveLength(1)
    await outbox.readBack(({ receipt }) => receipt! <= 8)
    expect(outbox.pending).toEqual([])
    expect(items()).toEqual([])
  })

  it('is sent although who was told of the one before it threw', async () => {
    const seen = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const fault = new Error('of a listener')
    let isBroken = false
    const changed = () => {
      if (!isBroken) return
      isBroken = false
      throw fault
    }
    const { outbox, sendings, clock } = await open({ changed })
    const results = [outbox.send(claim), outbox.send(boost)]
    await settled()
    isBroken = true
    await sendings[0]!.fail(new Failure(refused))
    expect(await results[0]).toEqual(refused)
    expect(seen).toHaveBeenCalledWith(fault)
    seen.mockRestore()
    await clock.pass(1_000)
    await sendings[1]!.taken(8)
    expect(await results[1]).toBeNull()
  })

  it('whose answer is lost is sent again by itself, under its key and on its revision', async () => {
    let revision = 7
    const { outbox, sendings, clock } = await open({ revision: () => revision })
    const result = outbox.send(claim)
    await settled()
    await sendings[0]!.fail(lost)
    expect(await result).toEqual(issueAt('unreachable', [], {}))
    expect(states(outbox)).toEqual(['k1 sent'])
    revision = 9
    await clock.pass(1_000)
    expect(sendings.map(({ command }) => command)).toEqual([
      { ...claim, revision: 7 },
      { ...claim, revision: 7 },
    ])
  })

  it('waits longer from try to try, never longer than the bound, and at random', async () => {
    const { outbox, sendings, clock } = await open({ random: () => 0.999 })
    void outbox.send(claim)
    await settled()
    const waits: number[] = []
    for (let tries = 0; tries < 12; tries++) {
      await sendings[tries]!.fail(lost)
      // the last but the time limit of a try
      waits.push(clock.delays.filter((ms) => ms !== 90_000).pop()!)
      await clock.pass(waits[tries]!)
    }
    expect(waits.slice(0, 4)).toEqual([999, 1998, 3996, 7992])
    expect(Math.max(...waits)).toBe(299_700)
  })

  it('waits at least as long as the server asks', async () => {
    const { outbox, sendings, clock } = await open()
    void outbox.send(claim)
    await settled()
    await sendings[0]!.fail(new Failure(issueAt('serverFailed', [], { status: 429 }), 60_000))
    await clock.pass(59_000)
    expect(sendings).toHaveLength(1)
    await clock.pass(2_000)
    expect(sendings).toHaveLength(2)
  })

  it('waits also where the server asks for longer than its key lives', async () => {
    const { outbox, sendings, clock } = await open()
    void outbox.send(claim)
    await settled()
    await sendings[0]!.fail(new Failure(issueAt('serverFailed', [], { status: 503 }), 25 * hourMs))
    await clock.pass(hourMs)
    expect(sendings).toHaveLength(1)
  })

  it.each([408, 425, 429, 500, 502, 503, 504])('is not ended by %d', async (status) => {
    const { outbox, sendings } = await open()
    void outbox.send(claim)
    await settled()
    await sendings[0]!.fail({ status, issue: issueAt('usedUp', [], { times: 1 }) })
    expect(states(outbox)).toEqual(['k1 sent'])
  })

  it.each([400, 401, 403, 404, 409, 410, 422])('is ended by %d, and its sender is told', async (status) => {
    const { outbox, sendings } = await open()
    const result = outbox.send(claim)
    await settled()
    await sendings[0]!.fail({ status })
    expect((await result)?.params).toEqual({ status })
    expect(outbox.waiting).toEqual([])
  })

  it.each([
    ['a page of HTML', '<html>Sign in</html>'],
    ['a cut off text', '{"key":"k1","rev'],
    ['nothing', null],
    ['a number', 42],
    ['a receipt without a revision', { key: 'k1' }],
    ['a receipt of half a revision', { key: 'k1', revision: 1.5 }],
    ['a receipt of another key', { key: 'k9', revision: 8 }],
  ])('that is answered with %s has not been answered', async (_title, data) => {
    const { outbox, sendings, clock } = await open()
    const result = outbox.send(claim)
    await settled()
    await sendings[0]!.answer(data)
    expect(await result).not.toBeNull()
    expect(states(outbox)).toEqual(['k1 sent'])
    await clock.pass(1_000)
    await sendings[1]!.taken(8)
    expect(states(outbox)).toEqual(['k1 acknowledged'])
  })

  it.each([
    [401, ['k1 sent']],
    [409, ['k1 sent']],
    [403, ['k1 unknown']],
    [404, ['k1 unknown']],
    [422, ['k1 unknown']],
  ])(
    'whose answer was lost is not refused by a bare %d, which says nothing of the first try',
    async (status, after) => {
      const { outbox, sendings, clock } = await open()
      void outbox.send(claim)
      await settled()
      await sendings[0]!.fail(lost)
      await clock.pass(1_000)
      await sendings[1]!.fail({ status })
      expect(states(outbox)).toEqual(after)
    },
  )

  it('whose answer was lost is refused where the authority says so, and nobody has been told', async () => {
    const { outbox, sendings, clock } = await open()
    void outbox.send(claim)
    await settled()
    await sendings[0]!.fail(lost)
    await clock.pass(1_000)
    await sendings[1]!.fail(new Failure(refused))
    expect(outbox.failed).toMatchObject([{ command: claim, state: 'rejected', issue: refused }])
    await outbox.forget('k1')
    expect(outbox.waiting).toEqual([])
  })

  it('goes after the one before it has an answer, decided on what that one left', async () => {
    const { outbox, sendings, clock } = await open({ revision: () => 7 })
    void outbox.send(claim)
    void outbox.send(boost)
    await settled()
    await sendings[0]!.fail(lost)
    expect(sendings).toHaveLength(1)
    await clock.pass(1_000)
    await sendings[1]!.taken(8)
    expect(sendings.map(({ command }) => [command.key, command.revision])).toEqual([
      ['k1', 7],
      ['k1', 7],
      ['k2', 8],
    ])
  })

  it('that is asked for again while it waits for its next try goes at once, under its key', async () => {
    const { outbox, sendings } = await open()
    void outbox.send(claim)
    await settled()
    await sendings[0]!.fail(new Failure(issueAt('serverFailed', [], { status: 503 }), hourMs))
    const again = outbox.send({ ...claim, key: 'k9' })
    await settled()
    expect(sendings[1]!.command.key).toBe('k1')
    await sendings[1]!.taken(8)
    expect(await again).toBeNull()
  })
})

describe('a key that may be forgotten', () => {
  async function old(options: Partial<OutboxOptions> = {}) {
    const { storage, items } = memoryStore()
    const first = await open({ storage })
    void first.outbox.send(claim)
    await settled()
    first.outbox.close(refused)
    first.clock.atMs += 24 * hourMs
    const second = await open({ storage, clock: first.clock, ...options })
    return { ...second, storage, items }
  }

  it('is never sent: a person has to look', async () => {
    const { outbox, sendings } = await old()
    expect(sendings).toEqual([])
    expect(outbox.pending).toEqual([])
    expect(outbox.failed).toMatchObject([
      { state: 'unknown', issue: issueAt('unknownFate', [], { hours: 24 }) },
    ])
  })

  it('is told to be that after a reload as well, and not that it may be tried again', async () => {
    const { storage, clock } = await old()
    const { outbox } = await open({ storage, clock })
    expect(outbox.failed).toMatchObject([
      { state: 'unknown', issue: issueAt('unknownFate', [], { hours: 24 }) },
    ])
  })

  it('is sent within its life', async () => {
    const { sendings } = await old({ lifeMs: 25 * hourMs })
    expect(sendings.map(({ command }) => command.key)).toEqual(['k1'])
  })

  it('is asked after where the authority can say, and is done where it was', async () => {
    const receipt = vi.fn(() => Promise.resolve({ data: { key: 'k1', revision: 8 } }))
    const { outbox, sendings } = await old({ receipt })
    expect(receipt).toHaveBeenCalledWith('k1')
    expect(sendings).toEqual([])
    expect(states(outbox)).toEqual(['k1 acknowledged'])
  })

  it('stays of unknown fate where the authority does not know it', async () => {
    const { outbox } = await old({ receipt: () => Promise.resolve({ data: null }) })
    expect(states(outbox)).toEqual(['k1 unknown'])
  })

  it('is asked after again where there is no answer', async () => {
    let asked = 0
    const receipt = () => (++asked < 3 ? Promise.reject(lost) : Promise.resolve({ data: null }))
    const { outbox, clock } = await old({ receipt })
    expect(states(outbox)).toEqual(['k1 sent'])
    await clock.pass(90_000)
    expect(states(outbox)).toEqual(['k1 unknown'])
  })

  it('is of unknown fate where the clock was put back since', async () => {
    const { storage } = memoryStore()
    const first = await open({ storage, clock: new FakeClock('2036-11-22T09:00:00Z') })
    void first.outbox.send(claim)
    await settled()
    const { outbox, sendings } = await open({ storage, clock: new FakeClock('2026-11-22T09:00:00Z') })
    expect(sendings).toEqual([])
    expect(states(outbox)).toEqual(['k1 unknown'])
  })

  it('blocks none that come after it', async () => {
    const { outbox, sendings } = await old()
    void outbox.send(boost)
    await settled()
    expect(sendings.map(({ command }) => command.key)).toEqual(['k2'])
  })
})

describe('a page that comes back', () => {
  it('sends what the one before had queued, in its order and under its keys', async () => {
    const { storage } = memoryStore()
    const first = await open({ storage })
    void first.outbox.send(claim)
    void first.outbox.send(boost)
    await settled()
    first.outbox.close(refused)
    first.clock.atMs += 60_000
    const { outbox, sendings } = await open({ storage, clock: first.clock })
    expect(outbox.pending.map(({ command }) => command)).toEqual([claim, boost])
    expect(sendings.map(({ command }) => command.key)).toEqual(['k1'])
    await sendings[0]!.taken(8)
    expect(sendings.map(({ command }) => command.key)).toEqual(['k1', 'k2'])
  })

  it('still lists what was taken and not read back', async () => {
    const { storage } = memoryStore()
    const first = await open({ storage })
    void first.outbox.send(claim)
    await settled()
    await first.sendings[0]!.taken(8)
    const { outbox, sendings } = await open({ storage, clock: first.clock })
    expect(outbox.pending).toMatchObject([{ command: claim, state: 'acknowledged', receipt: 8 }])
    expect(sendings).toEqual([])
  })

  it.each([
    ['another merchant', { merchantId: '8' }],
    ['another server', { origin: 'https://other' }],
  ])('for %s sends nothing of it', async (_title, options) => {
    const { storage } = memoryStore()
    const first = await open({ storage })
    void first.outbox.send(claim)
    await settled()
    const { outbox, sendings } = await open({ storage, clock: first.clock, ...options })
    expect(outbox.waiting).toEqual([])
    expect(sendings).toEqual([])
  })

  it('of an older version leaves what a newer one kept, and says so', async () => {
    const { storage, kept } = memoryStore()
    const first = await open({ storage })
    void first.outbox.send(claim)
    await settled()
    const [name, text] = [...kept].find(([key]) => key.includes('/c/'))!
    const newer = text.replace('{"v":1', '{"v":2')
    kept.set(name, newer)
    const { outbox, sendings } = await open({ storage, clock: first.clock })
    expect(sendings).toEqual([])
    expect(outbox.issue).toEqual(issueAt('notKept', [], { reason: 'newer' }))
    expect(kept.get(name)).toBe(newer)
  })

  it('ignores what is no command', async () => {
    const { storage, kept } = memoryStore()
    const prefix = '1/https%3A%2F%2Fhost/7/c/'
    kept.set(`${prefix}1/a`, 'rubbish')
    kept.set(`${prefix}2/b`, '{"v":1,"command":{"command":"spendAll"},"state":"queued"}')
    kept.set(`${prefix}3/c`, '{"v":1,"__proto__":{"state":"queued"}}')
    const { outbox, sendings } = await open({ storage })
    expect(outbox.waiting).toEqual([])
    expect(sendings).toEqual([])
    expect(outbox.issue?.code).toBe('notKept')
  })
})

describe('several tabs', () => {
  it('send a command once, and all of them hear of it', async () => {
    const { storage } = memoryStore()
    const one = await open({ storage })
    const two = await open({ storage, clock: one.clock })
    void one.outbox.send(claim)
    await settled()
    two.outbox.resume()
    await settled()
    expect(two.outbox.pending.map(({ command }) => command)).toEqual([claim])
    expect([one.sendings.length, two.sendings.length]).toEqual([1, 0])
    await one.sendings[0]!.taken(8)
    await one.clock.pass(61_000)
    expect(states(two.outbox)).toEqual(['k1 acknowledged'])
    expect(two.sendings).toEqual([])
  })

  it('that begin at one moment take each other for no loss', async () => {
    const { kept, storage } = memoryStore()
    const slow = <T>(work: () => Promise<T> | T): Promise<T> => settled().then(work)
    const slowly: KeyValueStore = {
      list: (prefix) => slow(() => storage.list(prefix)),
      put: (key, text) => slow(() => storage.put(key, text)),
      delete: (key) => slow(() => storage.delete(key)),
    }
    const clock = new FakeClock('2026-11-22T09:00:00Z')
    const both = await Promise.all([open({ storage: slowly, clock }), open({ storage: slowly, clock })])
    for (let minutes = 0; minutes < 3; minutes++) {
      await clock.pass(60_000)
      for (let nth = 0; nth < 5; nth++) await settled()
    }
    expect(kept.size).toBe(1)
    expect(both.map(({ outbox }) => outbox.issue)).toEqual([null, null])
  })

  it('are not blocked by one that froze: another sends under the same key, and the first one is told', async () => {
    const { storage } = memoryStore()
    const frozen = await open({ storage, clock: new FakeClock('2026-11-22T09:00:00Z') })
    const result = frozen.outbox.send(claim)
    await settled()
    // its own clock and timers stand still from here on
    const two = await open({ storage, clock: new FakeClock('2026-11-22T09:00:14Z') })
    expect(two.sendings).toEqual([])
    await two.clock.pass(20_000)
    expect(two.sendings.map(({ command }) => command.key)).toEqual(['k1'])
    await two.sendings[0]!.taken(8)
    await frozen.sendings[0]!.fail(lost)
    expect(await result).toBeNull()
    expect(states(frozen.outbox)).toEqual(['k1 acknowledged'])
    expect(frozen.sendings).toHaveLength(1)
  })

  it('are not blocked by a lease that a clock years ahead has written', async () => {
    const { storage, kept } = memoryStore()
    kept.set('1/https%3A%2F%2Fhost/7/lease', `other ${Date.parse('2036-11-22T09:00:00Z')}`)
    const { outbox, sendings } = await open({ storage })
    void outbox.send(claim)
    await settled()
    expect(sendings).toHaveLength(1)
  })

  it('send what one that was closed has left behind', async () => {
    const { storage } = memoryStore()
    const one = await open({ storage })
    const two = await open({ storage, clock: one.clock })
    void one.outbox.send(claim)
    await settled()
    one.outbox.close(refused)
    await one.clock.pass(80_000)
    expect(two.sendings.map(({ command }) => command.key)).toEqual(['k1'])
  })

  it('leave it to the one that was asked to tell of a refusal, for a minute', async () => {
    const { storage } = memoryStore()
    const one = await open({ storage })
    void one.outbox.send(claim)
    await settled()
    one.outbox.close(refused)
    const clock = new FakeClock('2026-11-22T09:00:40Z')
    const two = await open({ storage, clock })
    await two.sendings[0]!.fail(new Failure(refused))
    expect(two.outbox.failed).toEqual([])
    expect(two.outbox.pending).toHaveLength(1)
    await clock.pass(61_000)
    expect(two.outbox.failed).toMatchObject([{ state: 'rejected', issue: refused }])
  })
})

describe('a storage', () => {
  const unkept = (reason: string): Issue => issueAt('notKept', [], { reason })

  it('that is there and works is nothing to speak of', async () => {
    const { outbox } = await open({ storage: memoryStore().storage })
    void outbox.send(claim)
    await settled()
    expect(outbox.issue).toBeNull()
  })

  it('that nobody wants is nothing to speak of', async () => {
    expect((await open()).outbox.issue).toBeNull()
  })

  it('that is missing is told, and sending goes on', async () => {
    const { outbox, sendings } = await open({ storage: null })
    void outbox.send(claim)
    await settled()
    expect(outbox.issue).toEqual(unkept('missing'))
    expect(sendings).toHaveLength(1)
  })

  it.each([
    ['QuotaExceededError', 'full'],
    ['SecurityError', 'refused'],
    ['UnknownError', 'failed'],
  ])('that fails with %s is told as %s, and sending goes on', async (name, reason) => {
    const { storage, broken } = memoryStore()
    const { outbox, sendings } = await open({ storage })
    broken.error = named(name)
    void outbox.send(claim)
    await settled()
    expect(outbox.issue).toEqual(unkept(reason))
    await sendings[0]!.taken(8)
    expect(states(outbox)).toEqual(['k1 acknowledged'])
  })

  it('that works again is told no more', async () => {
    const { storage, broken } = memoryStore()
    const { outbox, sendings } = await open({ storage })
    broken.error = named('QuotaExceededError')
    void outbox.send(claim)
    await settled()
    broken.error = null
    await sendings[0]!.taken(8)
    expect(outbox.issue).toBeNull()
  })

  it('that throws at once is one that fails', async () => {
    const fail = () => {
      throw named('SecurityError')
    }
    const { outbox, sendings } = await open({ storage: { list: fail, put: fail, delete: fail } })
    void outbox.send(claim)
    await settled()
    expect(sendings).toHaveLength(1)
    expect(outbox.issue).toEqual(unkept('refused'))
  })

  it('that never answers holds sending up for some seconds, and is told', async () => {
    const { storage, broken } = memoryStore()
    const { outbox, sendings, clock } = await open({ storage })
    broken.silent = true
    void outbox.send(claim)
    await settled()
    await clock.pass(15_000)
    expect(sendings).toHaveLength(1)
    expect(outbox.issue).toEqual(unkept('failed'))
  })

  it('that was emptied while the page was open is told, and what the page knows is kept anew', async () => {
    const { storage, kept, items } = memoryStore()
    const { outbox, sendings } = await open({ storage })
    void outbox.send(claim)
    void outbox.send(boost)
    await settled()
    kept.clear()
    await sendings[0]!.fail(lost)
    outbox.resume()
    await settled()
    expect(outbox.issue).toEqual(unkept('emptied'))
    expect(items().map(({ command }) => command.key)).toEqual(['k1', 'k2'])
  })

  it('that was emptied while no page was open is told by who remembers that something was in it', async () => {
    const notes = new Map<string, string>()
    const witness = {
      getItem: (name: string) => notes.get(name) ?? null,
      setItem: (name: string, text: string) => void notes.set(name, text),
    }
    const { storage, kept } = memoryStore()
    const first = await open({ storage, witness })
    void first.outbox.send(claim)
    await settled()
    kept.clear()
    const { outbox } = await open({ storage, witness })
    expect(outbox.issue).toEqual(unkept('emptied'))
  })

  it('that was emptied when nothing was in it is nothing to speak of', async () => {
    const notes = new Map<string, string>()
    const witness = {
      getItem: (name: string) => notes.get(name) ?? null,
      setItem: (name: string, text: string) => void notes.set(name, text),
    }
    const { storage, kept } = memoryStore()
    const first = await open({ storage, witness })
    void first.outbox.send(claim)
    await settled()
    await first.sendings[0]!.taken(8)
    await first.outbox.readBack(() => true)
    kept.clear()
    expect((await open({ storage, witness })).outbox.issue).toBeNull()
  })
})

describe('the page’s database', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('keeps, lists and forgets', async () => {
    vi.stubGlobal('indexedDB', new IDBFactory())
    vi.stubGlobal('IDBKeyRange', IDBKeyRange)
    const one = pageStorage()!
    await one.put('a/1', 'x')
    await one.put('a/1', 'y')
    await one.put('b/1', 'z')
    const two = pageStorage()!
    expect(await two.list('a/')).toEqual([['a/1', 'y']])
    await two.delete('a/1')
    await two.delete('a/none')
    expect(await one.list('a/')).toEqual([])
  })

  it('is null where there is none, and where the page may not look', () => {
    expect(pageStorage()).toBeNull()
    vi.stubGlobal('indexedDB', undefined)
    const own = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB')!
    Object.defineProperty(globalThis, 'indexedDB', {
      configurable: true,
      get: () => {
        throw named('SecurityError')
      },
    })
    expect(pageStorage()).toBeNull()
    Object.defineProperty(globalThis, 'indexedDB', own)
  })

  it('rejects where the browser refuses to open it', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw named('SecurityError')
      },
    })
    const { outbox, sendings } = await open({ storage: pageStorage() })
    void outbox.send(claim)
    await settled()
    expect(outbox.issue).toEqual(issueAt('notKept', [], { reason: 'refused' }))
    expect(sendings).toHaveLength(1)
  })
})

describe('a network that fails', () => {
  it('loses no command, does none twice, and ends none that it does', async () => {
    const seeds = Number(process.env['TIERKIT_RUNS'] ?? 150)
    const { violations, outcomes } = await runs(1, seeds)
    expect(violations).toEqual([])
    if (seeds < 150) return
    // all that can become of a command has come up
    for (const name of ['done', 'refused', 'unknown'] as const) expect(outcomes[name]).toBeGreaterThan(0)
  }, 120_000)

  // of a long run: two tabs at once and a bare 401, a full storage and two revisions, a refusal lost with the storage, one
  // that a full storage had no room for
  it.each([3_558, 24_770, 43_023, 59_341, 82_088, 92_270, 191_060, 562_067, 614_528])(
    'says the same as the authority under seed %d',
    async (seed) => {
      expect((await runOf(seed)).faults).toEqual([])
    },
  )
})
