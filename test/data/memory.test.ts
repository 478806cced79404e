import { describe, expect, it, vi } from 'vitest'
import type { AdapterContext } from '../../src/data/adapter.js'
import { MemoryAdapter, type MemoryOptions } from '../../src/data/memory.js'
import { Store } from '../../src/data/store.js'
import * as engine from '../../src/data/engine.js'
import { issueAt } from '../../src/schema/issues.js'
import type { Standing } from '../../src/schema/standing.js'
import type { Command } from '../../src/schema/view.js'
import { at, cafeProgram, cafeRecord } from './cafe.js'

const ctx: AdapterContext = { signal: new AbortController().signal, merchantId: null, locale: 'en' }
const now = () => Date.parse(at)
const offline = issueAt('unreachable', [], {})

function memory(options: Partial<MemoryOptions> = {}) {
  return new MemoryAdapter({ program: cafeProgram, merchant: cafeRecord, now, ...options })
}
function standingOf(adapter: MemoryAdapter): Promise<Standing> {
  return adapter
    .merchant(ctx)
    .then(({ data }) => engine.standingOf({ programs: cafeProgram, merchant: data, at: now() }).standing!)
}
const balanceOf = async (adapter: MemoryAdapter) => (await standingOf(adapter)).accounts[0]!.balancePoints
const claim: Command = { command: 'claimTask', task: 'threeCups', key: 'k1', revision: 3 }

describe('a merchant in memory', () => {
  it('is handed over as it was given, right or wrong', async () => {
    const adapter = memory({ program: '<html>', merchant: null })
    expect(await adapter.program(ctx)).toEqual({ data: '<html>' })
    expect(await adapter.merchant(ctx)).toEqual({ data: null })
  })

  it('takes no command where the record says what the program does not know', async () => {
    const adapter = memory({ merchant: { ...cafeRecord, fields: { mneu: 4 } } })
    await expect(adapter.send(claim, ctx)).rejects.toMatchObject({
      issue: { code: 'unknownName', path: ['fields', 'mneu'], document: 'merchant' },
    })
  })

  it('takes its time', async () => {
    vi.useFakeTimers()
    const adapter = memory({ latencyMs: 500 })
    const seen = vi.fn()
    void adapter.merchant(ctx).then(seen)
    await vi.advanceTimersByTimeAsync(499)
    expect(seen).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(seen).toHaveBeenCalledOnce()
    vi.useRealTimers()
  })

  it('gives no answer to who no longer waits', async () => {
    const waiting = new AbortController()
    const answer = memory({ latencyMs: 60_000 }).merchant({ ...ctx, signal: waiting.signal })
    waiting.abort()
    await expect(answer).rejects.toThrow('aborted')
  })

  it('fails as often as it is told to', async () => {
    const adapter = memory()
    adapter.fail(offline, 2)
    await expect(adapter.merchant(ctx)).rejects.toMatchObject({ issue: offline })
    await expect(adapter.program(ctx)).rejects.toMatchObject({ issue: offline })
    await expect(adapter.program(ctx)).resolves.toEqual({ data: cafeProgram })
  })

  it('fails until it is told to stop', async () => {
    const adapter = memory()
    adapter.fail(offline)
    for (let n = 0; n < 5; n++) await expect(adapter.merchant(ctx)).rejects.toMatchObject({ issue: offline })
    adapter.fail(null)
    await expect(adapter.merchant(ctx)).resolves.toEqual({ data: cafeRecord })
  })

  it('tells who watches when another record is put in its place, until they stop', () => {
    const adapter = memory()
    const changed = vi.fn()
    const stop = adapter.watch(changed)
    adapter.put({ ...cafeRecord, revision: 9 })
    expect(changed).toHaveBeenCalledTimes(1)
    stop()
    adapter.put(cafeRecord)
    expect(changed).toHaveBeenCalledTimes(1)
  })
})

describe('a command to it', () => {
  it('is decided, posted once, and told to who watches', async () => {
    const adapter = memory()
    const changed = vi.fn()
    adapter.watch(changed)
    expect(await balanceOf(adapter)).toBe(30)
    expect(await adapter.send(claim, ctx)).toEqual({ data: { key: 'k1', revision: 4 }, revision: 4 })
    expect(changed).toHaveBeenCalledWith(4)
    expect(await balanceOf(adapter)).toBe(130)
    expect((await standingOf(adapter)).tasks.find(({ id }) => id === 'threeCups')!.state).toBe('claimed')
  })

  it('sent twice under one key counts once, and its receipt is the same', async () => {
    const adapter = memory()
    const first = await adapter.send(claim, ctx)
    expect(await adapter.send(claim, ctx)).toEqual(first)
    expect(await balanceOf(adapter)).toBe(130)
  })

  it('under the key of another is refused', async () => {
    const adapter = memory()
    await adapter.send(claim, ctx)
    const other: Command = { command: 'useBenefit', benefit: 'boost', key: 'k1' }
    await expect(adapter.send(other, ctx)).rejects.toMatchObject({
      issue: { code: 'reusedKey', params: { key: 'k1' } },
    })
    expect(await balanceOf(adapter)).toBe(130)
  })

  it.each([
    [{ command: 'claimTask', task: 'longMenu', key: 'k' }, 'wrongState'],
    [{ command: 'claimTask', task: 'nothing', key: 'k' }, 'unknownTarget'],
    [{ command: 'restoreTask', task: 'longMenu', key: 'k' }, 'wrongState'],
    [{ command: 'claimTask', task: 'threeCups', key: 'k', revision: 2 }, 'staleRevision'],
  ] as const)('%j is refused with %s, and changes nothing', async (command, code) => {
    const adapter = memory()
    await expect(adapter.send(command, ctx)).rejects.toMatchObject({ issue: { code } })
    expect(await adapter.merchant(ctx)).toEqual({ data: cafeRecord })
  })

  it('spends what there is, to the quota and no further', async () => {
    const adapter = memory()
    await adapter.send(claim, ctx)
    const use = (key: string) => adapter.send({ command: 'useBenefit', benefit: 'boost', key }, ctx)
    await use('u1')
    await use('u2')
    await expect(use('u3')).rejects.toMatchObject({ issue: { code: 'usedUp', params: { times: 2 } } })
    expect(await balanceOf(adapter)).toBe(90)
  })

  it('is refused for want of points', async () => {
    const adapter = memory({ merchant: { ...cafeRecord, facts: cafeRecord.facts.slice(0, 1) } })
    const use: Command = { command: 'useBenefit', benefit: 'boost', key: 'k' }
    await expect(adapter.send(use, ctx)).rejects.toMatchObject({
      issue: { code: 'notEnoughPoints', params: { need: 20, have: 10 } },
    })
  })

  it('to a record that cannot be read says what is wrong with it', async () => {
    await expect(memory({ merchant: {} }).send(claim, ctx)).rejects.toMatchObject({
      issue: { code: 'missingKey' },
    })
  })

  it('leaves a log that sums to its balance, entry by entry', async () => {
    const adapter = memory()
    await adapter.send(claim, ctx)
    await adapter.send({ command: 'useBenefit', benefit: 'boost', key: 'u1' }, ctx)
    const { data } = await adapter.merchant(ctx)
    const { entries, standing } = engine.standingOf({ programs: cafeProgram, merchant: data, at: now() })
    expect(entries.map(({ balancePoints }) => balancePoints)).toEqual([10, 20, 30, 130, 110])
    expect(new Set(entries.map(({ id }) => id)).size).toBe(5)
    expect(standing!.accounts[0]!.balancePoints).toBe(110)
  })
})

describe('a page on it', () => {
  function page(adapter: MemoryAdapter) {
    const store = new Store({ adapter, now, engine: () => Promise.resolve(engine) })
    const stop = store.subscribe(() => undefined)
    const ready = () => vi.waitFor(() => expect(store.view.asking).toBe(false))
    return { store, stop, ready }
  }

  it('sees a claim through: pending, then claimed', async () => {
    const { store, stop, ready } = page(memory())
    await ready()
    const sent = store.send({ command: 'claimTask', task: 'threeCups', key: 'k1' })
    expect(store.view.pending).toHaveLength(1)
    expect(await sent).toBeNull()
    await vi.waitFor(() => expect(store.view.pending).toEqual([]))
    expect(store.view.standing!.accounts[0]!.balancePoints).toBe(130)
    stop()
  })

  it('counts a command once whose answer was lost and which is sent again', async () => {
    const adapter = memory()
    const { store, stop, ready } = page(adapter)
    await ready()
    adapter.fail(offline, 1, 'after')
    expect(await store.send({ command: 'useBenefit', benefit: 'boost', key: 'a' })).toEqual(offline)
    await ready()
    expect(await store.send({ command: 'useBenefit', benefit: 'boost', key: 'b' })).toBeNull()
    await vi.waitFor(() => expect(store.view.pending).toEqual([]))
    expect(await balanceOf(adapter)).toBe(10)
    stop()
  })

  it('keeps what it shows while the source is down', async () => {
    const adapter = memory()
    const { store, stop, ready } = page(adapter)
    await ready()
    adapter.fail(offline)
    store.refresh()
    await ready()
    expect(store.view).toMatchObject({ have: 'stale', issue: offline })
    expect(store.view.standing!.accounts[0]!.balancePoints).toBe(30)
    stop()
  })
})
