/** Commands on their way from one page: what is kept of them, in which order they go, and which tab has the turn. */
import { describe, expect, it } from 'vitest'
import { Failure, type Answer } from '../../src/data/adapter.js'
import type { KeyValueStore } from '../../src/data/key-value-store.js'
import { Outbox, type OutboxOptions } from '../../src/data/outbox.js'
import { issueAt } from '../../src/schema/issues.js'
import type { Command } from '../../src/schema/view.js'
import { FakeClock, settled } from './clock.js'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const claim: Command = { command: 'claimTask', task: 'photos', key: 'k1' }
const boost: Command = { command: 'useBenefit', benefit: 'boost', key: 'k2' }
const lost = new Error('no answer')
const refused = issueAt('usedUp', [], { times: 2 })
const otherMerchant = issueAt('otherMerchant', [], { found: '8', expected: '7' })
const prefix = '1/https%3A%2F%2Fhost/7/'

class MemoryStorage implements KeyValueStore {
  readonly kept = new Map<string, string>()
  /** What is thrown instead of an answer. */
  error: Error | null = null

  list(all: string): [string, string][] {
    this.check()
    return [...this.kept].filter(([key]) => key.startsWith(all))
  }
  put(key: string, text: string): void {
    this.check()
    this.kept.set(key, text)
  }
  delete(key: string): void {
    this.check()
    this.kept.delete(key)
  }
  get commands(): string[] {
    return [...this.kept.keys()].filter((key) => key.startsWith(`${prefix}c/`))
  }
  get lease(): string | undefined {
    return this.kept.get(`${prefix}lease`)
  }

  private check(): void {
    if (this.error) throw this.error
  }
}

interface Sending {
  readonly command: Command
  taken(revision: number): Promise<void>
  fail(error: unknown): Promise<void>
}

const morning = (): FakeClock => new FakeClock('2026-11-22T09:00:00Z')
let opened = 0

/** An outbox whose sendings wait for the test. */
async function open(options: Partial<OutboxOptions> & { clock?: FakeClock } = {}) {
  const { clock = morning(), ...rest } = options
  const sendings: Sending[] = []
  /** Why nothing is kept, each time that something was said to have changed. */
  const told: unknown[] = []
  const share = (++opened % 100) / 100 // a tab is known by it
  const outbox: Outbox = new Outbox({
    send: (command) =>
      new Promise<Answer>((resolve, reject) => {
        sendings.push({
          command,
          taken: (revision) => (resolve({ data: { key: command.key, revision } }), settled()),
          fail: (error) => (reject(error as Error), settled()),
        })
      }),
    origin: 'https://host',
    now: clock.now,
    timer: clock,
    random: () => share,
    revision: () => null,
    changed: () => told.push(outbox.issue?.params['reason'] ?? null),
    ...rest,
  })
  outbox.keepFor('7')
  await settled()
  return { outbox, sendings, told, clock }
}
const keysOf = (waiting: Outbox['waiting']): string[] => waiting.map(({ command }) => command.key)

/** A storage in which a tab that was closed has left a command that was never sent. */
async function leftBehind(clock: FakeClock): Promise<MemoryStorage> {
  const storage = new MemoryStorage()
  const { outbox, sendings } = await open({ storage, clock })
  void outbox.send(claim)
  outbox.close(otherMerchant)
  await settled()
  expect([storage.commands.length, sendings.length]).toEqual([1, 0])
  return storage
}

describe('the turn to send', () => {
  it('stays another tab’s when a page opens and looks again', async () => {
    const storage = new MemoryStorage()
    const clock = morning()
    const lease = `another ${clock.atMs + 10_000}`
    storage.put(`${prefix}lease`, lease)
    const { outbox } = await open({ storage, clock })
    expect(storage.lease).toBe(lease)
    outbox.resume()
    await settled()
    expect(storage.lease).toBe(lease)
  })

  it('is taken for as long as there is something to send, and no longer', async () => {
    const storage = new MemoryStorage()
    const { outbox, sendings, clock } = await open({ storage })
    void outbox.send(claim)
    await settled()
    expect(storage.lease?.split(' ')[1]).toBe(String(clock.atMs + 15_000))
    await sendings[0]!.taken(8)
    expect(storage.lease).toBeUndefined()
  })

  it('is left to the tab that made a command for a time that differs from tab to tab', async () => {
    const clock = morning()
    const storage = await leftBehind(clock)
    const { sendings } = await open({ storage, clock, random: () => 0.5 })
    await clock.pass(22_499)
    expect(sendings).toHaveLength(0)
    await clock.pass(1)
    expect(sendings.map(({ command }) => command)).toEqual([claim])
  })

  it('is not waited for where a command was made by a clock that is ahead', async () => {
    const storage = await leftBehind(new FakeClock('2026-11-22T09:03:00Z'))
    const { sendings } = await open({ storage })
    expect(sendings.map(({ command }) => command)).toEqual([claim])
  })

  it('comes at once for a next try that a clock has set which was put back since', async () => {
    const { outbox, sendings, clock } = await open({ lifeMs: 2 * minuteMs })
    void outbox.send(claim)
    await settled()
    await sendings[0]!.fail(new Failure(issueAt('serverFailed', [], { status: 503 }), 10 * minuteMs))
    clock.atMs -= 3 * minuteMs
    outbox.resume()
    await settled()
    expect(sendings).toHaveLength(2)
  })
})

describe('commands', () => {
  it('stand in the order in which they were made, whichever a tab heard of first', async () => {
    const storage = new MemoryStorage()
    const one = await open({ storage })
    const two = await open({ storage, clock: one.clock })
    void two.outbox.send(boost)
    await settled()
    one.clock.atMs += 1_000
    void one.outbox.send(claim)
    await settled()
    expect(keysOf(one.outbox.waiting)).toEqual(['k2', 'k1'])
  })

  it('that were made in the same instant go in the order in which they were made', async () => {
    const { outbox, sendings } = await open()
    void outbox.send(boost)
    void outbox.send(claim)
    await settled()
    expect(keysOf(outbox.waiting)).toEqual(['k2', 'k1'])
    expect(sendings.map(({ command }) => command.key)).toEqual(['k2'])
  })

  it('go in their order also where the time of the later one has a digit more', async () => {
    const { outbox, clock } = await open({ clock: new FakeClock('1970-01-01T00:00:00.009Z') })
    void outbox.send(claim)
    clock.atMs += 1
    void outbox.send(boost)
    expect(keysOf(outbox.waiting)).toEqual(['k1', 'k2'])
    expect(outbox.waiting.map(({ place }) => place)).toEqual([9, 10])
  })

  it('that were decided on the very first revision are sent on it', async () => {
    const { outbox, sendings } = await open({ revision: () => 0 })
    void outbox.send(claim)
    await settled()
    expect(sendings[0]!.command).toEqual({ ...claim, revision: 0 })
  })

  it('that are asked for twice are answered at once the second time', async () => {
    const { outbox, sendings } = await open()
    const answers: unknown[] = []
    void outbox.send(claim).then((issue) => answers.push(['first', issue]))
    void outbox.send({ ...claim, key: 'k9' }).then((issue) => answers.push(['second', issue]))
    await settled()
    expect(answers).toEqual([['second', null]])
    await sendings[0]!.fail(new Failure(refused))
    expect(answers).toEqual([
      ['second', null],
      ['first', refused],
    ])
    expect(sendings).toHaveLength(1)
  })

  it('that still wait are told why when the page is no longer the merchant’s', async () => {
    const { outbox } = await open()
    const answers = Promise.all([outbox.send(claim), outbox.send(boost)])
    await settled()
    outbox.close(otherMerchant)
    expect(await answers).toEqual([otherMerchant, otherMerchant])
  })
})

describe('what has been read back', () => {
  it('is said to be another state, and what has not is not', async () => {
    const { outbox, sendings, told } = await open()
    void outbox.send(claim)
    await settled()
    await sendings[0]!.taken(8)
    const before = told.length
    await outbox.readBack(() => false)
    expect(told).toHaveLength(before)
    await outbox.readBack(() => true)
    expect(told).toHaveLength(before + 1)
  })

  it('waits no more, also while the next command is on its way', async () => {
    const { outbox, sendings } = await open()
    void outbox.send(claim)
    void outbox.send(boost)
    await settled()
    await sendings[0]!.taken(8)
    expect(sendings).toHaveLength(2)
    await outbox.readBack(() => true)
    expect(keysOf(outbox.waiting)).toEqual(['k2'])
  })

  it('brings what other tabs have done in the meantime', async () => {
    const storage = new MemoryStorage()
    const one = await open({ storage })
    const two = await open({ storage, clock: one.clock })
    void two.outbox.send(boost)
    await settled()
    expect(one.outbox.waiting).toEqual([])
    await one.outbox.readBack(() => false)
    expect(keysOf(one.outbox.waiting)).toEqual(['k2'])
  })
})

describe('what has ended', () => {
  it('as a refusal that was told is kept for as long as another tab could send it', async () => {
    const storage = new MemoryStorage()
    const { outbox, sendings, clock } = await open({ storage })
    const result = outbox.send(claim)
    await settled()
    await sendings[0]!.fail(new Failure(refused))
    expect(await result).toEqual(refused)
    expect([outbox.pending, outbox.failed]).toEqual([[], []])
    clock.atMs += dayMs - 1
    outbox.resume()
    await settled()
    expect(storage.commands).toHaveLength(1)
    clock.atMs += 1
    outbox.resume()
    await settled()
    expect(storage.commands).toEqual([])
    expect(outbox.waiting).toEqual([])
  })

  it('is forgotten one by one', async () => {
    const { outbox, sendings, clock } = await open()
    void outbox.send(claim)
    void outbox.send(boost)
    await settled()
    await sendings[0]!.fail(lost)
    clock.atMs += dayMs
    outbox.resume()
    await settled()
    expect(keysOf(outbox.failed)).toEqual(['k1', 'k2'])
    await outbox.forget('k1')
    expect(keysOf(outbox.failed)).toEqual(['k2'])
  })
})

describe('while nobody looks', () => {
  it('a command is sent again where nothing else remembers it', async () => {
    const { outbox, sendings, clock } = await open()
    void outbox.send(claim)
    await settled()
    await sendings[0]!.fail(lost)
    outbox.pause()
    await clock.pass(1_000)
    expect(sendings).toHaveLength(2)
  })

  it('a command that is kept is sent where somebody waits to hear of it, and not again', async () => {
    const { outbox, sendings, clock } = await open({ storage: new MemoryStorage() })
    outbox.pause()
    const result = outbox.send(claim)
    await settled()
    expect(sendings).toHaveLength(1)
    await sendings[0]!.fail(lost)
    expect((await result)?.code).toBe('unreachable')
    await clock.pass(dayMs / 2)
    expect(sendings).toHaveLength(1)
  })

  it.each([
    ['nothing is kept', null, false, 0],
    ['nobody looks', new MemoryStorage(), true, 0],
    ['somebody looks, and other tabs may leave something', new MemoryStorage(), false, 1],
  ])(
    'or with nothing left to send, alarms are set only where there is need: %s',
    async (_title, storage, rests, alarms) => {
      // prettier-ignore
      const { outbox, sendings, clock } = await open({ storage })
      void outbox.send(claim)
      await settled()
      if (rests) outbox.pause()
      await sendings[0]!.taken(8)
      await clock.pass(minuteMs)
      expect(clock.waiting).toBe(alarms)
    },
  )
})

describe('a storage', () => {
  it('is not said to have changed where it works', async () => {
    const { outbox, sendings, told } = await open({ storage: new MemoryStorage() })
    expect(told).toEqual([])
    void outbox.send(claim)
    await settled()
    expect(sendings).toHaveLength(1)
    expect(told).toEqual([null])
  })

  it('that fails is told while another command is on its way, and so is that it works again', async () => {
    const storage = new MemoryStorage()
    const { outbox, sendings, told } = await open({ storage })
    void outbox.send(claim)
    await settled()
    storage.error = Object.assign(new Error('no room'), { name: 'QuotaExceededError' })
    void outbox.send(boost)
    await settled()
    expect(sendings).toHaveLength(1)
    expect(told).toEqual([null, null, 'full'])
    storage.error = null
    await sendings[0]!.taken(8)
    expect(told[told.length - 1]).toBeNull()
  })

  it('that cannot be read when a page opens is told then', async () => {
    const storage = new MemoryStorage()
    storage.error = Object.assign(new Error('not here'), { name: 'SecurityError' })
    expect((await open({ storage })).told).toEqual(['refused'])
  })

  it('that holds what a newer page has kept is told when a page opens', async () => {
    const storage = new MemoryStorage()
    storage.put(`${prefix}c/1/a`, '{"v":2}')
    expect((await open({ storage })).told).toEqual(['newer'])
  })

  it('that was emptied is told once, also where nothing is to be sent', async () => {
    const storage = new MemoryStorage()
    const { told, clock } = await open({ storage })
    await clock.pass(minuteMs)
    expect(told).toEqual([])
    storage.kept.clear()
    await clock.pass(minuteMs)
    expect(told).toEqual(['emptied'])
    await clock.pass(5 * minuteMs)
    expect(told).toEqual(['emptied'])
  })

  /** The small memory beside the storage. */
  function witnessed() {
    const notes = new Map<string, string>()
    const witness = {
      getItem: (name: string) => notes.get(name) ?? null,
      setItem: (name: string, text: string) => void notes.set(name, text),
    }
    return { notes, witness }
  }

  it('that was emptied of nothing but what was done is nothing to speak of', async () => {
    const { notes, witness } = witnessed()
    const storage = new MemoryStorage()
    const { outbox, sendings } = await open({ storage, witness })
    void outbox.send(claim)
    await settled()
    expect([...notes.values()]).toEqual(['1'])
    await sendings[0]!.taken(8)
    expect([...notes.values()]).toEqual(['0'])
    storage.kept.clear()
    expect((await open({ storage, witness })).outbox.issue).toBeNull()
  })

  it('that was emptied of a refusal that nobody has been told of is told, until somebody has', async () => {
    const { notes, witness } = witnessed()
    const storage = new MemoryStorage()
    const first = await open({ storage, witness })
    void first.outbox.send(claim)
    await settled()
    first.outbox.close(otherMerchant) // its page is gone, and another one sends it
    const { outbox, sendings, clock } = await open({ storage, witness, clock: first.clock })
    await clock.pass(minuteMs)
    await sendings[0]!.fail(new Failure(refused))
    await clock.pass(2 * minuteMs)
    expect(outbox.failed).toHaveLength(1)
    expect([...notes.values()]).toEqual(['1'])
    const kept = [...storage.kept]
    storage.kept.clear()
    expect((await open({ storage, witness })).told).toEqual(['emptied'])
    storage.kept.clear()
    for (const [key, text] of kept) storage.kept.set(key, text)
    await outbox.forget('k1')
    expect([...notes.values()]).toEqual(['0'])
    storage.kept.clear()
    expect((await open({ storage, witness })).outbox.issue).toBeNull()
  })
})
