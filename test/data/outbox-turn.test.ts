/** Which of several tabs has the turn to send, how it is lost, and what one may believe of an answer when others may have sent too. */
import { describe, expect, it } from 'vitest'
import { Failure } from '../../src/data/adapter.js'
import type { Outbox } from '../../src/data/outbox.js'
import { issueAt } from '../../src/schema/issues.js'
import { FakeClock, settled } from './clock.js'
import {
  Disk,
  at,
  boost,
  claim,
  leaseMs,
  lost,
  noFaults,
  open,
  prefix,
  refused,
  secondMs,
  startMs,
  states,
  watched,
} from './outbox-stage.js'

noFaults()

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

  it.each([
    ['acknowledged', 503],
    ['rejected', 401],
  ] as const)(
    '%s in another tab is not taken back by a page that was closed meanwhile',
    async (state, status) => {
      const disk = new Disk()
      const { outbox, sendings } = await open(disk)
      void outbox.send(claim)
      await settled()
      outbox.close(refused)
      disk.hold({ state, tries: 2, endedMs: startMs })
      await sendings[0]!.fail({ status })
      expect(disk.commands).toMatchObject([{ state, tries: 2 }])
    },
  )
})

describe('a command that another tab may have sent without being able to say so', () => {
  /** One of our own that waited for so long behind another that others have had their turn, and its first sending. */
  async function waited(ms: number, disk: Disk | null = new Disk()) {
    const { outbox, sendings, clock } = await open(disk)
    void outbox.send(boost)
    await settled()
    const result = watched(outbox.send(claim))
    await clock.pass(ms)
    await sendings[0]!.taken(1)
    return { outbox, sendings, clock, result, last: () => sendings[sendings.length - 1]! }
  }
  const stateOf = (outbox: Outbox) => outbox.waiting.find(({ command }) => command.key === 'k1')?.state

  it.each([
    [0, 401, 'rejected'],
    [leaseMs - 1, 401, 'rejected'],
    [leaseMs, 401, 'sent'],
    [leaseMs, 409, 'sent'],
    [leaseMs, 403, 'unknown'],
    [-1, 401, 'sent'], // others cannot tell how old it is where the clock was put back
  ])('waited for %d ms: a bare %d leaves it %s', async (ms, status, state) => {
    const { outbox, last, clock } = await waited(Math.max(0, ms))
    clock.atMs += Math.min(0, ms)
    await last().fail({ status })
    expect(stateOf(outbox)).toBe(state)
  })

  it('was nobody else’s to send where nothing is kept', async () => {
    const { outbox, last, result } = await waited(leaseMs, null)
    await last().fail({ status: 401 })
    expect(result.issue).toMatchObject({ code: 'notAllowed' })
    expect(stateOf(outbox)).toBeUndefined()
  })

  const stale = new Failure(issueAt('staleRevision', [], { expected: 7, found: 9 }))

  it('and whose first try is refused for its revision is of unknown fate: the other copy goes by its own', async () => {
    const disk = new Disk()
    disk.hold({ queuedMs: startMs - leaseMs })
    const others = await open(disk)
    await others.sendings[0]!.fail(stale)
    expect(states(others.outbox)).toEqual(['k1 unknown'])
    const { outbox, last } = await waited(leaseMs)
    await last().fail(stale)
    expect(stateOf(outbox)).toBe('unknown')
  })

  it('is refused for its revision where no other can have sent it, or both copies have the same', async () => {
    const { outbox, last } = await waited(leaseMs - 1)
    await last().fail(stale)
    expect(stateOf(outbox)).toBe('rejected')
    const again = await waited(leaseMs)
    await again.last().fail(lost)
    await again.clock.pass(secondMs)
    await again.last().fail(stale)
    expect(stateOf(again.outbox)).toBe('rejected')
  })

  it('is believed to be refused only where that tab would hear of it', async () => {
    const disk = new Disk()
    disk.hold({ queuedMs: startMs - leaseMs })
    let isFull = true
    disk.wasPut = (name) => {
      if (name.startsWith('c/') && isFull) throw new Error('full')
    }
    const { outbox, sendings, clock } = await open(disk)
    await sendings[0]!.fail(new Failure(refused))
    expect(states(outbox)).toEqual(['k1 sent'])
    await clock.pass(2 * leaseMs)
    expect(sendings).toHaveLength(2)
    isFull = false
    await sendings[1]!.fail(new Failure(refused))
    await clock.pass(2 * leaseMs)
    await sendings[2]!.fail(new Failure(refused))
    expect(disk.commands).toMatchObject([{ state: 'rejected', issue: refused }])
  })

  it('is taken, where it is, whether that could be noted or not', async () => {
    const disk = new Disk()
    disk.hold({ queuedMs: startMs - leaseMs })
    disk.wasPut = (name) => {
      if (name.startsWith('c/')) throw new Error('full')
    }
    const { outbox, sendings } = await open(disk)
    await sendings[0]!.taken(8)
    expect(states(outbox)).toEqual(['k1 acknowledged'])
  })
})
