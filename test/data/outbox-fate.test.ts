/** What becomes of a command: what tabs take over from each other, who has the turn and who has lost it, and how each one ends. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Failure, type Answer } from '../../src/data/adapter.js'
import type { KeyValueStore } from '../../src/data/key-value-store.js'
import { Outbox, type OutboxOptions } from '../../src/data/outbox.js'
import { nameOf, type Waiting } from '../../src/data/waiting.js'
import { issueAt, type Issue } from '../../src/schema/issues.js'
import type { Command } from '../../src/schema/view.js'
import { FakeClock, settled } from './clock.js'

const secondMs = 1_000
const hourMs = 3_600_000
const leaseMs = 15 * secondMs
const at = '2026-11-22T09:00:00Z'
const startMs = Date.parse(at)
const prefix = '1/https%3A%2F%2Fhost/7/'
const claim: Command = { command: 'claimTask', task: 'photos', key: 'k1' }
const boost: Command = { command: 'useBenefit', benefit: 'boost', key: 'k2' }
const lost = new Error('no answer')
const refused = issueAt('usedUp', [], { times: 2 })

/** A storage in memory that a test may break, watch, and write to as another tab would. */
class Disk implements KeyValueStore {
  readonly kept = new Map<string, string>()
  fails = false
  /** Runs once what was put is there, and before who put it hears so. */
  wasPut: (name: string, text: string) => unknown = () => undefined

  async list(keysFrom: string): Promise<[string, string][]> {
    await this.work()
    return [...this.kept].filter(([key]) => key.startsWith(keysFrom))
  }

  async put(key: string, text: string): Promise<void> {
    await this.work()
    this.kept.set(key, text)
    await this.wasPut(key.slice(prefix.length), text)
  }

  async delete(key: string): Promise<void> {
    await this.work()
    this.kept.delete(key)
  }

  private async work(): Promise<void> {
    if (this.fails) throw new Error('broken')
  }

  /** The claim as another tab has it. */
  hold(change: Partial<Waiting> = {}): void {
    const waiting: Waiting = {
      command: claim,
      state: 'queued',
      place: startMs,
      tab: 'other',
      queuedMs: startMs,
      revision: null,
      tries: 0,
      retryAtMs: 0,
      receipt: null,
      endedMs: null,
      issue: null,
      told: false,
      ...change,
    }
    this.kept.set(prefix + nameOf(waiting), JSON.stringify({ v: 1, ...waiting }))
  }

  /** What is kept of commands. */
  get commands(): Waiting[] {
    return [...this.kept]
      .filter(([key]) => key.startsWith(`${prefix}c/`))
      .map(([, text]) => JSON.parse(text) as Waiting)
  }

  forget(): void {
    for (const key of [...this.kept.keys()]) if (key.startsWith(`${prefix}c/`)) this.kept.delete(key)
  }

  get lease(): string | undefined {
    return this.kept.get(`${prefix}lease`)
  }

  /** For how long the turn is somebody's, in ms. */
  leasedMs(nowMs: number): number {
    return this.lease === undefined ? 0 : Number(this.lease.split(' ')[1]) - nowMs
  }
}

interface Sending {
  readonly command: Command
  /** How long the turn was still its sender’s. */
  readonly leasedMs: number
  taken(revision: number): Promise<void>
  fail(error: unknown): Promise<void>
}

let tabs = 0
/** An outbox whose sendings wait for the test. Others’ commands are left to them for as long as a turn is; jitter is a half. */
async function open(
  disk: Disk | null,
  { clock = new FakeClock(at), ...options }: Partial<OutboxOptions> & { clock?: FakeClock } = {},
) {
  const nth = ++tabs
  let draws = 0
  const sendings: Sending[] = []
  const changed = vi.fn()
  const outbox = new Outbox({
    send: (command) =>
      new Promise<Answer>((resolve, reject) => {
        sendings.push({
          command,
          leasedMs: disk?.leasedMs(clock.atMs) ?? 0,
          taken: (revision) => (resolve({ data: { key: command.key, revision } }), settled()),
          fail: (error) => (reject(error as Error), settled()),
        })
      }),
    storage: disk ?? undefined,
    origin: 'https://host',
    now: clock.now,
    timer: clock,
    random: () => [0, nth / 1_000, 0.1][draws++] ?? 0.5,
    revision: () => null,
    changed,
    ...options,
  })
  outbox.keepFor('7')
  await settled()
  const look = () => (outbox.resume(), settled())
  return { outbox, sendings, clock, changed, look }
}
const states = ({ waiting }: Outbox): string[] =>
  waiting.map(({ command, state }) => `${command.key} ${state}`)

/** What a promise has come to by now. */
function watched(promise: Promise<Issue | null>): { issue: Issue | null | 'open' } {
  const seen: { issue: Issue | null | 'open' } = { issue: 'open' }
  void promise.then((issue) => (seen.issue = issue))
  return seen
}

const fault = vi.fn()
beforeEach(() => {
  fault.mockClear()
  vi.spyOn(console, 'error').mockImplementation(fault)
})
afterEach(() => {
  vi.restoreAllMocks()
  expect(fault.mock.calls).toEqual([])
})

describe('an outbox with nothing to do', () => {
  const told = { state: 'rejected', issue: refused, endedMs: startMs, told: true } as const
  it.each<[string, Partial<Waiting>[]]>([
    ['nothing', []],
    ['what another tab has told of', [told]],
    ['what another tab has told of, and another that was', [told, { ...told, command: boost }]],
  ])('that holds %s says nothing, however often it looks', async (_title, held) => {
    const disk = new Disk()
    for (const change of held) disk.hold(change)
    const { changed, clock, outbox } = await open(disk)
    changed.mockClear()
    await clock.pass(300 * secondMs)
    expect(changed).not.toHaveBeenCalled()
    expect(outbox.failed).toEqual([])
    expect(disk.lease).toBeUndefined()
  })

  it('that holds a receipt of its own says nothing until it has been read back', async () => {
    const { outbox, sendings, changed, clock } = await open(new Disk())
    void outbox.send(claim)
    await settled()
    await sendings[0]!.taken(8)
    changed.mockClear()
    await clock.pass(300 * secondMs)
    expect(changed).not.toHaveBeenCalled()
    expect(states(outbox)).toEqual(['k1 acknowledged'])
  })

  it('says so when telling of another tab’s refusal comes to it', async () => {
    const disk = new Disk()
    disk.hold({ state: 'rejected', issue: refused, endedMs: startMs })
    disk.hold({ state: 'rejected', issue: refused, endedMs: startMs, command: boost, told: true })
    const { outbox, changed, clock } = await open(disk)
    const failed: number[] = []
    changed.mockImplementation(() => failed.push(outbox.failed.length))
    await clock.pass(59 * secondMs)
    expect(failed).toEqual([])
    await clock.pass(241 * secondMs)
    expect(failed).toEqual([1])
    expect(outbox.failed).toMatchObject([{ command: claim, state: 'rejected', issue: refused }])
  })

  it('says nothing when the time of the next try has come', async () => {
    const { outbox, sendings, changed, clock } = await open(new Disk())
    void outbox.send(claim)
    await settled()
    await sendings[0]!.fail(lost)
    changed.mockClear()
    await clock.pass(500)
    expect(sendings).toHaveLength(2)
    expect(changed).not.toHaveBeenCalled()
  })
})

describe('what is kept', () => {
  it('and was refused while the storage failed is not sent again when it works, but forgotten', async () => {
    const disk = new Disk()
    const { outbox, sendings, look, changed } = await open(disk)
    void outbox.send(claim)
    await settled()
    disk.fails = true
    await sendings[0]!.fail(new Failure(refused))
    expect(outbox.waiting).toEqual([])
    disk.fails = false
    expect(disk.commands).toHaveLength(1)
    changed.mockClear()
    await look()
    expect(disk.commands).toEqual([])
    expect(outbox.waiting).toEqual([])
    expect(sendings).toHaveLength(1)
    // that the storage works again, and nothing else
    expect(changed).toHaveBeenCalledTimes(1)
  })

  it('and never got there is kept as soon as it can be', async () => {
    const disk = new Disk()
    const { outbox, sendings } = await open(disk)
    void outbox.send(claim)
    await settled()
    disk.fails = true
    void outbox.send(boost)
    await settled()
    disk.fails = false
    expect(disk.commands.map(({ command }) => command.key)).toEqual(['k1'])
    await sendings[0]!.fail(lost)
    expect(disk.commands.map(({ command, state }) => `${command.key} ${state}`)).toEqual([
      'k1 sent',
      'k2 queued',
    ])
    expect(outbox.issue).toBeNull()
  })

  it('does not put off what was asked for again in the meantime', async () => {
    const { outbox, sendings } = await open(new Disk())
    void outbox.send(claim)
    await settled()
    await sendings[0]!.fail(new Failure(issueAt('serverFailed', [], { status: 503 }), hourMs))
    void outbox.send({ ...claim, key: 'k9' })
    await settled()
    expect(sendings.map(({ command }) => command.key)).toEqual(['k1', 'k1'])
  })
})

describe('another tab’s command', () => {
  /** Asked for here as well, while it is the other's to send. */
  async function asked() {
    const disk = new Disk()
    disk.hold()
    const tab = await open(disk)
    const result = watched(tab.outbox.send({ ...claim, key: 'k9' }))
    await settled()
    tab.changed.mockClear()
    return { ...tab, disk, result }
  }

  it('that is gone was taken and read back: who asked for it here is told, and it is kept no more', async () => {
    const { outbox, disk, result, look, changed, sendings } = await asked()
    disk.forget()
    await look()
    expect(result.issue).toBeNull()
    expect(outbox.waiting).toEqual([])
    expect(disk.commands).toEqual([])
    expect(changed).toHaveBeenCalledTimes(1)
    await look()
    expect(changed).toHaveBeenCalledTimes(1)
    expect(sendings).toEqual([])
  })

  it('that is on its way has not been taken: who asked for it here waits until it is, and until it is read', async () => {
    const { outbox, disk, result, look, changed } = await asked()
    disk.hold({ state: 'sent', tries: 1 })
    await look()
    expect(states(outbox)).toEqual(['k1 sent'])
    expect(changed).toHaveBeenCalledTimes(1)
    expect(result.issue).toBe('open')
    disk.hold({ state: 'acknowledged', tries: 1, receipt: 8, endedMs: startMs })
    await look()
    expect(result.issue).toBeNull()
    expect(outbox.pending).toMatchObject([{ command: claim, state: 'acknowledged' }])
  })

  it('that is refused is told to who asked for it here, and to nobody a second time', async () => {
    const { outbox, disk, result, look, clock } = await asked()
    disk.hold({ state: 'rejected', tries: 1, issue: refused, endedMs: startMs })
    await look()
    expect(result.issue).toEqual(refused)
    expect(disk.commands).toMatchObject([{ state: 'rejected', told: true }])
    await clock.pass(61 * secondMs)
    expect(outbox.failed).toEqual([])
  })

  it('that is refused and nobody asked for here is told here after a minute', async () => {
    const disk = new Disk()
    disk.hold()
    const { outbox, look, clock } = await open(disk)
    disk.hold({ state: 'rejected', tries: 1, issue: refused, endedMs: startMs })
    await look()
    expect(outbox.failed).toEqual([])
    expect(disk.commands).toMatchObject([{ told: false }])
    await clock.pass(61 * secondMs)
    expect(outbox.failed).toMatchObject([{ command: claim, issue: refused }])
  })

  it.each([
    [401, 'sent'],
    [409, 'sent'],
    [403, 'unknown'],
    [404, 'unknown'],
    [422, 'unknown'],
  ])('may be out before it is first sent from here: a bare %d does not refuse it', async (status, state) => {
    const disk = new Disk()
    disk.hold({ queuedMs: startMs - leaseMs })
    const { outbox, sendings } = await open(disk)
    await sendings[0]!.fail({ status })
    expect(states(outbox)).toEqual([`k1 ${state}`])
  })

  it('of unknown fate stays for a person to look at, also where who asked for it here was told', async () => {
    const disk = new Disk()
    disk.hold({ queuedMs: startMs - leaseMs })
    const { outbox, sendings } = await open(disk)
    const result = watched(outbox.send({ ...claim, key: 'k9' }))
    await sendings[0]!.fail({ status: 403 })
    const issue = issueAt('notAllowed', [], { status: 403 })
    expect(result.issue).toEqual(issue)
    expect(outbox.failed).toMatchObject([{ command: claim, state: 'unknown', issue, endedMs: startMs }])
  })

  it.each<[string, (disk: Disk) => void, unknown, string[]]>([
    ['forgotten', (disk) => disk.forget(), lost, []],
    ['forgotten', (disk) => disk.forget(), new Failure(refused), []],
    [
      'taken',
      (disk) => disk.hold({ state: 'acknowledged', receipt: 8, endedMs: startMs }),
      new Failure(refused),
      ['k1 acknowledged'],
    ],
  ])('that was %s there while it was sent from here stays so', async (_title, end, error, after) => {
    const disk = new Disk()
    disk.hold({ queuedMs: startMs - leaseMs })
    const { outbox, sendings, clock } = await open(disk)
    end(disk)
    await sendings[0]!.fail(error)
    expect(states(outbox)).toEqual(after)
    await clock.pass(50 * secondMs)
    expect(sendings).toHaveLength(1)
    expect(disk.commands).toHaveLength(after.length)
  })
})

describe('a receipt that is not read back here yet', () => {
  it('stays pending though another tab has read it back and forgotten it, and is not put back', async () => {
    const disk = new Disk()
    const clock = new FakeClock(at)
    const one = await open(disk, { clock })
    void one.outbox.send(claim)
    await settled()
    await one.sendings[0]!.taken(8)
    const two = await open(disk, { clock })
    await clock.pass(60 * secondMs)
    await two.outbox.readBack(() => true)
    expect(disk.commands).toEqual([])
    await one.look()
    expect(states(one.outbox)).toEqual(['k1 acknowledged'])
    expect(disk.commands).toEqual([])
    await one.outbox.readBack(() => true)
    expect(one.outbox.waiting).toEqual([])
  })
})

describe('the revision that a command is sent with', () => {
  it.each<[number | null, number | null, number | undefined]>([
    [0, null, 0],
    [null, 0, 0],
    [7, null, 7],
    [null, 7, 7],
    [7, 9, 9],
    [9, 7, 9],
    [null, null, undefined],
  ])('is the newest known: %s at the click, %s when it goes', async (atClick, later, sent) => {
    let revision = atClick
    const { outbox, sendings } = await open(null, { revision: () => revision })
    void outbox.send(claim)
    revision = later
    await settled()
    expect(sendings.map(({ command }) => command.revision)).toEqual([sent])
  })

  it('is that of another tab’s receipt, where that is newer', async () => {
    const disk = new Disk()
    disk.hold({ state: 'acknowledged', tries: 1, revision: 7, receipt: 8, endedMs: startMs })
    const { outbox, sendings } = await open(disk, { revision: () => 7 })
    void outbox.send(boost)
    await settled()
    expect(sendings[0]!.command).toEqual({ ...boost, revision: 8 })
  })

  it('is 0 where another tab’s command has no receipt yet', async () => {
    const disk = new Disk()
    disk.hold({ queuedMs: startMs - leaseMs, revision: 0 })
    const { sendings } = await open(disk, { revision: () => 0 })
    expect(sendings[0]!.command).toEqual({ ...claim, revision: 0 })
  })
})

describe('the turn', () => {
  it('is said again for as long as an answer takes, and ends with it', async () => {
    const disk = new Disk()
    const { outbox, sendings, clock } = await open(disk)
    void outbox.send(claim)
    await settled()
    const leasedMs: number[] = []
    for (let times = 0; times < 8; times++) {
      await clock.pass(leaseMs / 3)
      leasedMs.push(disk.leasedMs(clock.atMs))
    }
    expect(leasedMs).toEqual([leaseMs, leaseMs, leaseMs, leaseMs, leaseMs, leaseMs, leaseMs, leaseMs])
    await sendings[0]!.taken(8)
    await clock.pass(30 * secondMs)
    expect(disk.lease).toBeUndefined()
  })

  it('is not said again after the end, though it was about to be', async () => {
    const disk = new Disk()
    const { outbox, sendings, clock } = await open(disk)
    void outbox.send(claim)
    await settled()
    await clock.pass(4_500)
    let write: () => void = () => undefined
    disk.wasPut = (_name, text) =>
      text.includes('acknowledged') ? new Promise<void>((resolve) => (write = resolve)) : undefined
    await sendings[0]!.taken(8)
    await clock.pass(600)
    write()
    await settled()
    expect(states(outbox)).toEqual(['k1 acknowledged'])
    await clock.pass(30 * secondMs)
    expect(disk.lease).toBeUndefined()
  })

  it('runs out where the page is closed before there is an answer', async () => {
    const disk = new Disk()
    const { outbox, clock } = await open(disk)
    void outbox.send(claim)
    await settled()
    outbox.close(refused)
    await clock.pass(leaseMs)
    expect(disk.leasedMs(clock.atMs)).toBe(0)
  })

  it('is nobody’s where nothing is kept', async () => {
    const { outbox, sendings, clock } = await open(null)
    void outbox.send(claim)
    await settled()
    await clock.pass(60 * secondMs)
    expect(sendings).toHaveLength(1)
    await sendings[0]!.taken(8)
    expect(states(outbox)).toEqual(['k1 acknowledged'])
    expect(clock.waiting).toBe(0)
  })

  it('cannot be lost where nothing is kept, however long a page was frozen', async () => {
    const clock = new FakeClock(at)
    const revision = () => ((clock.atMs += leaseMs), 7)
    const { outbox } = await open(null, { clock, revision })
    void outbox.send(claim)
    await settled()
    expect(outbox.waiting).toMatchObject([{ state: 'sent', tries: 1 }])
  })

  it.each<[string, (name: string, text: string) => boolean]>([
    ['took it', (name) => name === 'lease'],
    ['wrote that it sends', (_name, text) => text.includes('"sent"')],
  ])('is taken anew by a page that was frozen while it %s', async (_title, freezes) => {
    const disk = new Disk()
    const { outbox, sendings, clock } = await open(disk)
    let isFrozen = false
    disk.wasPut = (name, text) => {
      if (isFrozen || !freezes(name, text)) return
      isFrozen = true
      clock.atMs += leaseMs
    }
    void outbox.send(claim)
    await settled()
    expect(sendings).toMatchObject([{ command: claim, leasedMs: leaseMs }])
    await sendings[0]!.taken(8)
    expect(disk.lease).toBeUndefined()
  })

  it('is another tab’s that has taken it at the same moment and wrote last', async () => {
    const disk = new Disk()
    const { outbox, sendings, clock } = await open(disk)
    const theirs = `other ${startMs + leaseMs}`
    disk.wasPut = (name) => name === 'lease' && disk.kept.set(`${prefix}lease`, theirs)
    void outbox.send(claim)
    await settled()
    expect(sendings).toEqual([])
    expect(disk.lease).toBe(theirs)
    disk.wasPut = () => undefined
    await clock.pass(leaseMs)
    expect(sendings).toMatchObject([{ command: claim, leasedMs: leaseMs }])
  })

  it.each<[string, (name: string, text: string) => boolean]>([
    ['took it', (name) => name === 'lease'],
    ['wrote that it sends', (_name, text) => text.includes('"sent"')],
  ])('is left to the tab that has it since a page froze while it %s', async (_title, freezes) => {
    const disk = new Disk()
    const { outbox, sendings, clock } = await open(disk)
    const theirs = `other ${startMs + 2 * leaseMs}`
    disk.wasPut = (name, text) => {
      if (!freezes(name, text)) return
      clock.atMs += leaseMs
      disk.kept.set(`${prefix}lease`, theirs)
    }
    void outbox.send(claim)
    await settled()
    expect(sendings).toEqual([])
    expect(disk.lease).toBe(theirs)
  })

  it('is not left behind by a page that was frozen with it and has nothing to send any more', async () => {
    const disk = new Disk()
    disk.hold({ queuedMs: startMs - leaseMs })
    const clock = new FakeClock(at)
    disk.wasPut = (name) => {
      if (name !== 'lease') return
      clock.atMs += leaseMs
      disk.hold({ state: 'acknowledged', receipt: 8, endedMs: clock.atMs })
    }
    const { outbox, sendings } = await open(disk, { clock })
    expect(states(outbox)).toEqual(['k1 acknowledged'])
    expect(sendings).toEqual([])
    expect(disk.lease).toBeUndefined()
  })

  it.each<[string, (disk: Disk) => void, string[]]>([
    ['forgotten', (disk) => disk.forget(), []],
    [
      'taken',
      (disk) => disk.hold({ state: 'acknowledged', receipt: 8, endedMs: startMs }),
      ['k1 acknowledged'],
    ],
  ])('comes too late for what another tab has meanwhile seen %s', async (_title, end, after) => {
    const disk = new Disk()
    disk.hold({ queuedMs: startMs - leaseMs })
    disk.wasPut = (name) => name === 'lease' && end(disk)
    const { outbox, sendings } = await open(disk)
    expect(sendings).toEqual([])
    expect(states(outbox)).toEqual(after)
  })

  it('is not used by a page that was closed before its command went out', async () => {
    const disk = new Disk()
    const { outbox, sendings } = await open(disk)
    disk.wasPut = (_name, text) => text.includes('"sent"') && outbox.close(refused)
    const result = watched(outbox.send(claim))
    await settled()
    expect(result.issue).toEqual(refused)
    expect(sendings).toEqual([])
  })
})

describe('a command of long ago', () => {
  const unknown = issueAt('unknownFate', [], { hours: 24 })
  const old: Partial<Waiting> = { state: 'sent', tries: 1, queuedMs: startMs - 24 * hourMs }

  it.each([
    [300_000, ['k1 sent']],
    [300_001, ['k1 unknown']],
  ])('is not what a clock has written that was put back by %d ms', async (aheadMs, after) => {
    const disk = new Disk()
    disk.hold({ queuedMs: startMs + aheadMs })
    expect(states((await open(disk)).outbox)).toEqual(after)
  })

  it.each([404, 403, 422])('is of unknown fate where asking for it ends with %d', async (status) => {
    const disk = new Disk()
    disk.hold(old)
    const receipt = vi.fn(() => Promise.reject(Object.assign(new Error('no'), { status })))
    const { outbox, clock } = await open(disk, { receipt })
    expect(outbox.failed).toMatchObject([{ state: 'unknown', issue: unknown, endedMs: startMs }])
    expect(disk.commands).toMatchObject([{ state: 'unknown' }])
    await clock.pass(hourMs)
    expect(receipt).toHaveBeenCalledTimes(1)
  })

  it('is asked for less and less often, and each time counts', async () => {
    const disk = new Disk()
    disk.hold(old)
    const { outbox, clock } = await open(disk, { receipt: () => Promise.reject(lost) })
    const seen: [number, number][] = []
    for (let times = 0; times < 3; times++) {
      const { tries, retryAtMs } = outbox.waiting[0]!
      seen.push([tries, retryAtMs - clock.atMs])
      // left to who made it for as long as a turn takes
      await clock.pass(retryAtMs - clock.atMs + leaseMs)
    }
    expect(seen).toEqual([
      [2, 1_000],
      [3, 2_000],
      [4, 4_000],
    ])
    expect(disk.commands).toMatchObject([{ command: claim, state: 'sent', tries: 5 }])
  })
})
