/** What becomes of a command: what tabs take over from each other, and how each one ends. */
import { describe, expect, it, vi } from 'vitest'
import { Failure } from '../../src/data/adapter.js'
import { type Waiting } from '../../src/data/waiting.js'
import { issueAt } from '../../src/schema/issues.js'
import { FakeClock, settled } from './clock.js'
import {
  Disk,
  at,
  boost,
  claim,
  hourMs,
  leaseMs,
  lost,
  noFaults,
  open,
  refused,
  secondMs,
  startMs,
  states,
  watched,
} from './outbox-stage.js'

noFaults()

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

describe('an end that could not be kept', () => {
  it('is kept as soon as the storage works again', async () => {
    const disk = new Disk()
    const { outbox, sendings, clock, look } = await open(disk)
    void outbox.send(claim)
    await settled()
    await sendings[0]!.fail(lost)
    await clock.pass(secondMs)
    disk.fails = true
    await sendings[1]!.fail(new Failure(refused))
    disk.fails = false
    expect(disk.commands).toMatchObject([{ state: 'sent' }])
    await look()
    expect(disk.commands).toMatchObject([{ state: 'rejected', issue: refused }])
  })

  /** Its first try is lost, which is told; then there is no room, and it is refused. */
  async function refusedWhenFull() {
    const disk = new Disk()
    const { outbox, sendings, clock, look } = await open(disk)
    void outbox.send(claim)
    await settled()
    await sendings[0]!.fail(lost)
    disk.isFull = true
    await clock.pass(secondMs)
    await sendings[1]!.fail(new Failure(refused))
    return { disk, outbox, clock, look }
  }

  it('that is a refusal takes its command out for want of room, so that no later page sends what may be taken by then', async () => {
    const { disk, outbox, clock } = await refusedWhenFull()
    expect(outbox.failed).toMatchObject([{ command: claim, issue: refused }])
    expect(disk.commands).toEqual([])
    const later = await open(disk, { clock })
    await clock.pass(10 * leaseMs)
    expect(later.sendings).toEqual([])
  })

  it('that is a refusal is none yet for want of room where another tab made the command, which would send it again', async () => {
    const disk = new Disk()
    disk.hold({ queuedMs: startMs - leaseMs })
    const { outbox, sendings, clock } = await open(disk)
    disk.isFull = true
    await sendings[0]!.fail(new Failure(refused))
    expect(states(outbox)).toEqual(['k1 sent'])
    expect(disk.commands).toMatchObject([{ state: 'sent' }])
    disk.isFull = false
    await clock.pass(2 * leaseMs)
    await sendings[1]!.fail(new Failure(refused))
    expect(disk.commands).toMatchObject([{ state: 'rejected', issue: refused }])
  })

  it('that is of unknown fate leaves its command where it is, so that it can be asked for again', async () => {
    const disk = new Disk()
    const receipt = () => Promise.resolve({ data: null, revision: 3, asOf: at })
    const { outbox, sendings, clock } = await open(disk, { receipt })
    void outbox.send(claim)
    await settled()
    await sendings[0]!.fail(lost)
    disk.isFull = true
    await clock.pass(25 * hourMs)
    expect(states(outbox)).toEqual(['k1 unknown'])
    expect(disk.commands).toMatchObject([{ command: claim, state: 'sent' }])
  })

  it('that is a refusal is there again as soon as there is some, for as long as nobody has been told', async () => {
    const { disk, outbox, look } = await refusedWhenFull()
    disk.isFull = false
    await look()
    expect(disk.commands).toMatchObject([{ command: claim, state: 'rejected', told: false }])
    await outbox.forget('k1')
    await look()
    expect(disk.commands).toMatchObject([{ command: claim, told: true }])
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
