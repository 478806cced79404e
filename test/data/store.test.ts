import { afterEach, describe, expect, it, vi } from 'vitest'
import { Failure, type Adapter, type AdapterContext, type Answer } from '../../src/data/adapter.js'
import { Store, longestDelayMs, type StoreOptions } from '../../src/data/store.js'
import { issueAt } from '../../src/schema/issues.js'
import type { Standing } from '../../src/schema/standing.js'
import type { Command, View } from '../../src/schema/view.js'
import { entries as posted, lotusKitchen } from '../elements/standings.js'
import { FakeClock, settled } from './clock.js'

const at = '2026-11-21T09:30:00+08:00'
const next = '2026-12-01T00:00:00+08:00'
const dayMs = 86_400_000

/** A call that a test answers when it likes. */
interface Asked {
  readonly what: string
  readonly ctx: AdapterContext
  readonly args: readonly unknown[]
  answer(data: unknown, revision?: number): Promise<void>
  fail(error: unknown): Promise<void>
}

/** An adapter whose every call waits for the test. */
function slow(...whats: (keyof Adapter)[]): { adapter: Adapter; asked: Asked[] } {
  const asked: Asked[] = []
  const call =
    (what: string) =>
    (...args: unknown[]): Promise<Answer> =>
      new Promise((resolve, reject) => {
        asked.push({
          what,
          ctx: args[args.length - 1] as AdapterContext,
          args: args.slice(0, -1),
          answer: (data, revision) => (
            resolve(revision === undefined ? { data } : { data, revision }),
            settled()
          ),
          fail: (error) => (reject(error as Error), settled()),
        })
      })
  const adapter = Object.fromEntries(whats.map((what) => [what, call(what)])) as Adapter
  return { adapter, asked }
}

function standing(change: Partial<Standing> = {}): Standing {
  return { ...lotusKitchen(), at, nextMomentAt: null, ...change }
}

/** An engine that says which documents it was given, and when. */
function engineOf(
  made: (documents: { programs: unknown; merchant: unknown; at: number }) => Partial<Standing>,
) {
  const given: { programs: unknown; merchant: unknown; at: number }[] = []
  const engine = {
    standingOf(documents: { programs: unknown; merchant: unknown; at: number }) {
      given.push(documents)
      return { standing: standing(made(documents)), entries: posted, issues: [], revision: null }
    },
  }
  return { given, load: () => Promise.resolve(engine as never) }
}

function open(options: Partial<StoreOptions> & Pick<StoreOptions, 'adapter'>) {
  const clock = new FakeClock(at)
  const store = new Store({
    now: clock.now,
    timer: clock,
    engine: () => Promise.reject(new Error('no engine')),
    ...options,
  })
  const views: View[] = []
  const stop = store.subscribe(() => views.push(store.view))
  return { store, clock, views, stop }
}

const claim: Command = { command: 'claimTask', task: 'photos', key: 'k1' }

describe('a standing from a server', () => {
  it('is shown once it has come', async () => {
    const { adapter, asked } = slow('standing')
    const { store } = open({ adapter })
    expect(store.view).toMatchObject({ standing: null, have: 'none', asking: true, issue: null })
    await asked[0]!.answer(standing())
    expect(store.view).toMatchObject({ have: 'ready', asking: false, issue: null })
    expect(store.view.standing).toEqual(standing())
  })

  it('may come as text', async () => {
    const { adapter, asked } = slow('standing')
    const { store } = open({ adapter })
    await asked[0]!.answer(JSON.stringify(standing()))
    expect(store.view.standing).toEqual(standing())
  })

  it('loads no engine', async () => {
    const { adapter, asked } = slow('standing', 'program', 'merchant')
    const engine = vi.fn(() => Promise.reject(new Error('asked for the engine')))
    const { store } = open({ adapter, engine })
    await asked[0]!.answer(standing())
    expect(store.view.have).toBe('ready')
    expect(asked.map(({ what }) => what)).toEqual(['standing'])
    expect(engine).not.toHaveBeenCalled()
  })

  it('cannot be changed by who reads it, and leaves the host’s own object alone', async () => {
    const { adapter, asked } = slow('standing')
    const { store } = open({ adapter })
    const own = standing()
    await asked[0]!.answer(own)
    expect(Object.isFrozen(store.view.standing!.score!.factors)).toBe(true)
    expect(Object.isFrozen(own.score!.factors)).toBe(false)
  })

  it('that breaks the schema is an issue with its path', async () => {
    const { adapter, asked } = slow('standing')
    const { store } = open({ adapter })
    await asked[0]!.answer({ ...standing(), tasks: 'none' })
    expect(store.view).toMatchObject({
      standing: null,
      have: 'none',
      asking: false,
      issue: { code: 'wrongType', path: ['tasks'] },
    })
    expect(store.issues).toHaveLength(1)
  })

  it.each([
    ['a page of HTML', '<!doctype html><title>Sign in</title>', 'webPage'],
    ['nothing', undefined, 'notPlain'],
    ['an empty text', '', 'notJson'],
  ])('that is %s is an issue', async (_title, data, code) => {
    const { adapter, asked } = slow('standing')
    const { store } = open({ adapter })
    await asked[0]!.answer(data)
    expect(store.view.issue?.code).toBe(code)
  })

  it('is read again at its next moment', async () => {
    const { adapter, asked } = slow('standing')
    const { clock } = open({ adapter })
    await asked[0]!.answer(standing({ nextMomentAt: next }))
    await clock.pass(Date.parse(next) - Date.parse(at) - 1)
    expect(asked).toHaveLength(1)
    await clock.pass(1)
    expect(asked).toHaveLength(2)
  })

  it('whose next moment is past is not asked for without pause', async () => {
    const { adapter, asked } = slow('standing')
    const { clock } = open({ adapter })
    await asked[0]!.answer(standing({ nextMomentAt: '2026-01-01T00:00:00Z' }))
    await clock.pass(29_999)
    expect(asked).toHaveLength(1)
    await clock.pass(1)
    expect(asked).toHaveLength(2)
  })
})

describe('a standing that stays as it is after its moment', () => {
  it('is asked for less and less often, up to about once an hour', async () => {
    const { clock } = open({
      adapter: { standing: () => Promise.resolve({ data: standing({ nextMomentAt: at }) }) },
    })
    await settled()
    await clock.pass(12 * 3_600_000)
    const minutes = clock.delays.map((ms) => ms / 60_000)
    expect(minutes.slice(0, 9)).toEqual([0.5, 1, 2, 4, 8, 16, 32, 64, 64])
  })
})

describe('a program and a record', () => {
  it('are evaluated for the time it is', async () => {
    const { adapter, asked } = slow('program', 'merchant')
    const { given, load } = engineOf(() => ({}))
    const { store } = open({ adapter, engine: load })
    await asked[0]!.answer('a program')
    await asked[1]!.answer('a record')
    expect(given).toMatchObject([{ programs: 'a program', merchant: 'a record', at: Date.parse(at) }])
    expect(store.view.have).toBe('ready')
  })

  it('are evaluated again at the next moment, without asking', async () => {
    const { adapter, asked } = slow('program', 'merchant')
    const { given, load } = engineOf(({ at: ms }) => ({
      at: new Date(ms).toISOString(),
      nextMomentAt: ms < Date.parse(next) ? next : null,
    }))
    const { store, clock } = open({ adapter, engine: load })
    await asked[0]!.answer('a program')
    await asked[1]!.answer('a record')
    await clock.pass(Date.parse(next) - Date.parse(at))
    expect(given.map(({ at: ms }) => ms)).toEqual([Date.parse(at), Date.parse(next)])
    expect(store.view.standing!.at).toBe(new Date(next).toISOString())
    expect(asked).toHaveLength(2)
    expect(clock.waiting).toBe(0)
  })

  it('are waited for in steps that a browser can count', async () => {
    const { adapter, asked } = slow('program', 'merchant')
    const far = new Date(Date.parse(at) + longestDelayMs + dayMs).toISOString()
    const { given, load } = engineOf(({ at: ms }) => ({ nextMomentAt: ms < Date.parse(far) ? far : null }))
    const { clock } = open({ adapter, engine: load })
    await asked[0]!.answer('a program')
    await asked[1]!.answer('a record')
    expect(clock.delays).toEqual([longestDelayMs])
    await clock.pass(longestDelayMs)
    expect(clock.delays).toEqual([longestDelayMs, dayMs])
    expect(given).toHaveLength(1)
    await clock.pass(dayMs)
    expect(given).toHaveLength(2)
  })

  it('are read again, not evaluated again, when the last refresh failed', async () => {
    const { adapter, asked } = slow('program', 'merchant')
    const { given, load } = engineOf(() => ({ nextMomentAt: next }))
    const { store, clock } = open({ adapter, engine: load })
    await asked[0]!.answer('a program')
    await asked[1]!.answer('a record')
    store.refresh()
    await settled()
    await asked[2]!.fail(new Error('offline'))
    await clock.pass(Date.parse(next) - Date.parse(at))
    expect(given).toHaveLength(1)
    expect(asked).toHaveLength(6)
  })

  it('are asked for while the engine loads', async () => {
    const { adapter, asked } = slow('program', 'merchant')
    let loaded: (engine: never) => void = () => undefined
    const { load } = engineOf(() => ({}))
    const { store } = open({ adapter, engine: () => new Promise((resolve) => (loaded = resolve)) })
    expect(asked.map(({ what }) => what)).toEqual(['program', 'merchant'])
    await asked[0]!.answer('a program')
    await asked[1]!.answer('a record')
    expect(store.view.asking).toBe(true)
    loaded(await load())
    await settled()
    expect(store.view.have).toBe('ready')
  })

  it('are an issue where the engine cannot be loaded', async () => {
    const { adapter, asked } = slow('program', 'merchant')
    const { store } = open({ adapter })
    await asked[0]!.answer('a program')
    await asked[1]!.answer('a record')
    expect(store.view.issue).toEqual(issueAt('engineMissing', [], { file: 'tierkit-engine.min.js' }))
  })

  it('are an issue, and a line in the console, where the engine throws', async () => {
    const seen = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const { adapter, asked } = slow('program', 'merchant')
    const engine = { standingOf: () => { throw new Error('a fault') } } // prettier-ignore
    const { store } = open({ adapter, engine: () => Promise.resolve(engine as never) })
    await asked[0]!.answer('a program')
    await asked[1]!.answer('a record')
    expect(store.view).toMatchObject({
      asking: false,
      issue: { code: 'engineFailed', params: { message: 'Error: a fault' } },
    })
    expect(seen).toHaveBeenCalledOnce()
  })

  afterEach(() => vi.restoreAllMocks())

  it('are not offered by an adapter that has only one of them', async () => {
    for (const [given, what] of [
      ['program', 'merchant'],
      ['merchant', 'program'],
    ] as const) {
      const { adapter } = slow(given)
      const { store } = open({ adapter })
      await settled()
      expect(store.view.issue).toEqual(issueAt('missingSource', [], { what }))
    }
  })

  it('that do not come are told with the document that is missing', async () => {
    const adapter: Adapter = {
      program: () => Promise.resolve({ data: 'a program' }),
      merchant: () => Promise.reject(Object.assign(new Error('no'), { status: 404 })),
    }
    const { store } = open({ adapter })
    await settled()
    expect(store.view.issue).toEqual({ ...issueAt('notFound', [], { status: 404 }), document: 'merchant' })
  })
})

describe('a refresh', () => {
  async function shown() {
    const { adapter, asked } = slow('standing')
    const opened = open({ adapter })
    await asked[0]!.answer(standing())
    return { ...opened, asked }
  }

  it('keeps showing the last standing while it asks', async () => {
    const { store } = await shown()
    store.refresh()
    expect(store.view).toMatchObject({ have: 'ready', asking: true })
    expect(store.view.standing).not.toBeNull()
  })

  it('keeps showing the last standing when it fails, and says that it is older', async () => {
    const { store, asked } = await shown()
    store.refresh()
    await settled()
    await asked[1]!.fail(new Failure(issueAt('serverFailed', [], { status: 503 })))
    expect(store.view).toMatchObject({ have: 'stale', asking: false, issue: { code: 'serverFailed' } })
    expect(store.view.standing).toEqual(standing())
  })

  it('keeps showing the last standing when its answer is bad', async () => {
    const { store, asked } = await shown()
    store.refresh()
    await settled()
    await asked[1]!.answer('<html>')
    expect(store.view).toMatchObject({ have: 'stale', issue: { code: 'webPage', document: 'standing' } })
  })

  it('that succeeds takes the issue away', async () => {
    const { store, asked } = await shown()
    store.refresh()
    await settled()
    await asked[1]!.fail(new Error('offline'))
    store.refresh()
    await settled()
    await asked[2]!.answer(standing({ at: next }))
    expect(store.view).toMatchObject({ have: 'ready', issue: null, standing: { at: next } })
  })

  it('drops the answer of an older question, whichever comes first', async () => {
    const { store, asked, views } = await shown()
    store.refresh()
    await settled()
    store.refresh()
    await settled()
    expect(asked[1]!.ctx.signal.aborted).toBe(true)
    await asked[2]!.answer(standing({ at: next }))
    const before = views.length
    await asked[1]!.answer(standing({ at: '2020-01-01T00:00:00Z' }))
    expect(store.view.standing!.at).toBe(next)
    expect(views).toHaveLength(before)
  })

  it('drops the failure of an older question', async () => {
    const { store, asked } = await shown()
    store.refresh()
    await settled()
    store.refresh()
    await settled()
    await asked[1]!.fail(new Error('aborted'))
    expect(store.view).toMatchObject({ asking: true, issue: null })
    await asked[2]!.answer(standing())
    expect(store.view).toMatchObject({ asking: false, have: 'ready', issue: null })
  })

  it('takes an adapter that throws at once as one that fails', async () => {
    const { store } = open({
      adapter: {
        standing() {
          throw new TypeError('a fault')
        },
      },
    })
    await settled()
    expect(store.view).toMatchObject({ asking: false, issue: { code: 'unreachable' } })
  })
})

describe('subscribers', () => {
  it('start the reading with the first and stop it with the last', async () => {
    const { adapter, asked } = slow('standing', 'watch')
    const unwatch = vi.fn()
    const watch = vi.fn(() => unwatch)
    const clock = new FakeClock(at)
    const store = new Store({ adapter: { ...adapter, watch }, now: clock.now, timer: clock })
    await settled()
    expect(asked).toHaveLength(0)
    const first = store.subscribe(() => undefined)
    const second = store.subscribe(() => undefined)
    expect(asked).toHaveLength(1)
    expect(watch).toHaveBeenCalledOnce()
    await asked[0]!.answer(standing({ nextMomentAt: next }))
    expect(clock.waiting).toBe(1)
    first()
    expect(clock.waiting).toBe(1)
    second()
    expect(clock.waiting).toBe(0)
    expect(unwatch).toHaveBeenCalledOnce()
    await clock.pass(30 * dayMs)
    expect(asked).toHaveLength(1)
  })

  it('who leave while it is asking abort the question, and its answer is dropped', async () => {
    const { adapter, asked } = slow('standing')
    const { store, stop } = open({ adapter })
    stop()
    expect(asked[0]!.ctx.signal.aborted).toBe(true)
    expect(store.view.asking).toBe(false)
    await asked[0]!.answer(standing())
    expect(store.view).toMatchObject({ standing: null, have: 'none' })
  })

  it('who come back see what was there, and have it read again', async () => {
    const { adapter, asked } = slow('standing')
    const { store, stop } = open({ adapter })
    await asked[0]!.answer(standing())
    stop()
    store.subscribe(() => undefined)
    expect(store.view).toMatchObject({ have: 'ready', asking: true })
    expect(asked).toHaveLength(2)
  })

  it('may leave twice', async () => {
    const { adapter } = slow('standing')
    const { store, stop } = open({ adapter })
    store.subscribe(() => undefined)
    stop()
    stop()
    expect(store.view.asking).toBe(true)
  })

  it('are told of every change by a View that is new and cannot be changed', async () => {
    const { adapter, asked } = slow('standing')
    const { views } = open({ adapter })
    await asked[0]!.answer(standing())
    expect(views.map(({ have, asking }) => [have, asking])).toEqual([
      ['none', true],
      ['ready', false],
    ])
    expect(views.every((view) => Object.isFrozen(view))).toBe(true)
  })
})

describe('what the adapter is told', () => {
  it('is whose page it is and in which language', () => {
    const { adapter, asked } = slow('standing')
    open({ adapter, merchantId: '100482', locale: () => 'zh-CN' })
    expect(asked[0]!.ctx).toMatchObject({ merchantId: '100482', locale: 'zh-CN' })
  })

  it('keeps `this` for an adapter that is an object of a class', async () => {
    class Own implements Adapter {
      private readonly data = standing()
      standing(): Promise<Answer> {
        return Promise.resolve({ data: this.data })
      }
    }
    const { store } = open({ adapter: new Own() })
    await settled()
    expect(store.view.have).toBe('ready')
  })
})

describe('a standing as large as a long log makes it', () => {
  const large = standing({ merchant: { id: '7', name: { en: 'x'.repeat(2_000_000), 'zh-CN': '店' } } })
  it.each([
    ['is shown where its server counts revisions', 4, 'ready'],
    ['is refused where nobody counts', undefined, 'none'],
  ])('%s', async (_title, revision, have) => {
    const { adapter, asked } = slow('standing')
    const { store } = open({ adapter })
    await asked[0]!.answer(JSON.stringify(large), revision)
    expect(store.view.have).toBe(have)
    expect(store.view.issue?.code).toBe(have === 'none' ? 'overSize' : undefined)
  })
})

describe('an adapter that watches', () => {
  function watched() {
    const { adapter, asked } = slow('standing')
    let changed: (revision?: number) => void = () => undefined
    const opened = open({ adapter: { ...adapter, watch: (tell) => ((changed = tell), () => undefined) } })
    return { ...opened, asked, changed: (revision?: number) => changed(revision) }
  }

  it('has the standing read again', async () => {
    const { asked, changed } = watched()
    await asked[0]!.answer(standing(), 4)
    changed(5)
    await settled()
    expect(asked).toHaveLength(2)
  })

  it('is not heeded for a revision that is shown already', async () => {
    const { asked, changed } = watched()
    await asked[0]!.answer(standing(), 4)
    changed(4)
    await settled()
    expect(asked).toHaveLength(1)
  })

  it('that throws is not watched, which the View says, and is read all the same', async () => {
    const { adapter, asked } = slow('standing')
    const watch = vi.fn((): (() => void) => {
      throw Object.assign(new Error('no socket'), { status: 503 })
    })
    const { store, stop } = open({ adapter: { ...adapter, watch } })
    expect(store.view.unwatched).toEqual(issueAt('serverFailed', [], { status: 503 }))
    await asked[0]!.answer(standing())
    expect(store.view).toMatchObject({ have: 'ready', issue: null })
    stop()
    watch.mockImplementation(() => () => undefined)
    store.subscribe(() => undefined)
    expect(store.view.unwatched).toBeNull()
    await asked[1]!.answer(standing())
    expect(watch).toHaveBeenCalledTimes(2)
  })

  it('that fails later is told of, until its end, and may throw when it is ended', async () => {
    const { adapter, asked } = slow('standing')
    const failing: ((error: unknown) => void)[] = []
    const watch: NonNullable<Adapter['watch']> = (_changed, _ctx, failed) => {
      failing.push(failed!)
      return () => {
        throw new Error('no such socket')
      }
    }
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const { store, stop } = open({ adapter: { ...adapter, watch } })
    await asked[0]!.answer(standing())
    expect(store.view.unwatched ?? null).toBeNull()
    failing[0]!(Object.assign(new Error('gone'), { status: 404 }))
    expect(store.view.unwatched).toEqual(issueAt('notFound', [], { status: 404 }))
    expect(store.view).toMatchObject({ have: 'ready', issue: null })
    stop()
    expect(log).toHaveBeenCalledTimes(1)
    log.mockRestore()
    store.subscribe(() => undefined)
    expect(store.view.unwatched).toBeNull()
    failing[0]!(Object.assign(new Error('late'), { status: 404 }))
    expect(store.view.unwatched).toBeNull()
  })

  it('that calls during a read has one more read follow, however often it calls', async () => {
    const { asked, changed } = watched()
    changed()
    changed()
    changed()
    await settled()
    expect(asked).toHaveLength(1)
    expect(asked[0]!.ctx.signal.aborted).toBe(false)
    await asked[0]!.answer(standing())
    expect(asked).toHaveLength(2)
    await asked[1]!.answer(standing())
    expect(asked).toHaveLength(2)
  })
})

describe('a command', () => {
  async function sending() {
    const { adapter, asked } = slow('standing', 'send')
    const opened = open({ adapter })
    await asked[0]!.answer(standing(), 7)
    return { ...opened, asked }
  }

  it('is pending until what it did has been read back', async () => {
    const { store, asked } = await sending()
    const result = store.send(claim)
    await settled()
    expect(asked[1]).toMatchObject({ what: 'send', args: [{ ...claim, revision: 7 }] })
    expect(store.view.pending).toEqual([claim])
    await asked[1]!.answer({ key: 'k1', revision: 9 })
    expect(await result).toBeNull()
    expect(store.view.pending).toHaveLength(1)
    await asked[2]!.answer(standing(), 8)
    expect(store.view.pending).toHaveLength(1)
    store.refresh()
    await settled()
    await asked[3]!.answer(standing(), 9)
    expect(store.view.pending).toEqual([])
  })

  it('is read back by any later read where nobody counts revisions', async () => {
    const { adapter, asked } = slow('standing', 'send')
    const { store } = open({ adapter })
    await asked[0]!.answer(standing())
    void store.send(claim)
    await settled()
    expect(asked[1]!.args).toEqual([claim])
    await asked[1]!.answer({ key: 'k1', revision: 9 })
    expect(store.view.pending).toHaveLength(1)
    await asked[2]!.answer(standing())
    expect(store.view.pending).toEqual([])
  })

  it('changes no number while it is pending', async () => {
    const { store, asked } = await sending()
    const before = store.view.standing
    void store.send(claim)
    await settled()
    await asked[1]!.answer({ key: 'k1', revision: 9 })
    expect(store.view.standing).toBe(before)
  })

  it('that is refused is pending no more, and says why', async () => {
    const { store, asked } = await sending()
    const result = store.send(claim)
    await settled()
    const issue = issueAt('notEnoughPoints', [], { need: 500, have: 20 })
    await asked[1]!.fail(new Failure(issue))
    expect(await result).toEqual(issue)
    expect(store.view).toMatchObject({ pending: [], issue: null })
  })

  it('waits for the receipt of the one before, and is decided on what that one left', async () => {
    const { store, asked } = await sending()
    void store.send(claim)
    void store.send({ command: 'useBenefit', benefit: 'boost', key: 'k2' })
    await settled()
    expect(store.view.pending.map(({ key }) => key)).toEqual(['k1', 'k2'])
    const sends = () => asked.filter(({ what }) => what === 'send')
    expect(sends()).toHaveLength(1)
    await sends()[0]!.answer({ key: 'k1', revision: 8 })
    expect(sends().map(({ args }) => (args[0] as Command).revision)).toEqual([7, 8])
  })

  it('goes on its way after one that failed', async () => {
    const { store, asked } = await sending()
    void store.send(claim)
    void store.send({ command: 'useBenefit', benefit: 'boost', key: 'k2' })
    await settled()
    await asked[1]!.fail(new Failure(issueAt('wrongState', [], { state: 'open' })))
    expect(
      asked.filter(({ what }) => what === 'send').map(({ args }) => (args[0] as Command).revision),
    ).toEqual([7, 7])
  })

  it('sent twice by a double press goes once', async () => {
    const { store, asked } = await sending()
    void store.send(claim)
    void store.send({ ...claim, key: 'k2' })
    await settled()
    expect(asked.filter(({ what }) => what === 'send')).toHaveLength(1)
  })

  it('sent again after its answer was lost goes under its old key', async () => {
    const { store, asked } = await sending()
    void store.send(claim)
    await settled()
    await asked[1]!.fail(new Error('offline'))
    void store.send({ ...claim, key: 'k2' })
    await settled()
    const keys = asked.filter(({ what }) => what === 'send').map(({ args }) => (args[0] as Command).key)
    expect(keys).toEqual(['k1', 'k1'])
  })

  it('sent again after an answer that could not be read goes under its old key', async () => {
    const { store, asked } = await sending()
    void store.send(claim)
    await settled()
    await asked[1]!.answer('<html>')
    void store.send({ ...claim, key: 'k2' })
    await settled()
    const keys = asked.filter(({ what }) => what === 'send').map(({ args }) => (args[0] as Command).key)
    expect(keys).toEqual(['k1', 'k1'])
  })

  it('sent again after a refusal goes under its new key', async () => {
    const { store, asked } = await sending()
    void store.send(claim)
    await settled()
    await asked[1]!.fail(new Failure(issueAt('wrongState', [], { state: 'open' })))
    void store.send({ ...claim, key: 'k2' })
    await settled()
    const keys = asked.filter(({ what }) => what === 'send').map(({ args }) => (args[0] as Command).key)
    expect(keys).toEqual(['k1', 'k2'])
  })

  it('whose receipt cannot be read is an issue', async () => {
    const { store, asked } = await sending()
    const result = store.send(claim)
    await settled()
    await asked[1]!.answer({ key: 'k1' })
    expect(await result).toMatchObject({ code: 'missingKey', params: { key: 'revision' } })
  })

  it('is not offered where the adapter cannot send', async () => {
    const { adapter } = slow('standing')
    const { store } = open({ adapter })
    expect(store.canSend).toBe(false)
    expect(await store.send(claim)).toEqual(issueAt('notOffered', [], { what: 'send' }))
  })
})

describe('entries', () => {
  it('come from the adapter where it has them', async () => {
    const { adapter, asked } = slow('standing', 'entries')
    const { store } = open({ adapter })
    const page = store.entries!({ from: 'first', count: 2 })
    await settled()
    expect(asked[1]!.args).toEqual([{ from: 'first', count: 2 }])
    const answer = { entries: posted.slice(0, 2), before: null, after: 'x', total: null }
    await asked[1]!.answer(answer)
    expect(await page).toEqual(answer)
  })

  it('that break the schema reject with the issue', async () => {
    const { adapter, asked } = slow('standing', 'entries')
    const { store } = open({ adapter })
    const page = store.entries!({ from: 'first', count: 2 })
    const failure = page.catch((error: unknown) => error)
    await settled()
    await asked[1]!.answer({ entries: 'none' })
    expect(await failure).toMatchObject({ issue: { code: 'wrongType', path: ['entries'] } })
  })

  it('come from the engine where the adapter has none, once it has evaluated', async () => {
    const { adapter, asked } = slow('program', 'merchant')
    const { load } = engineOf(() => ({}))
    const { store } = open({ adapter, engine: load })
    const page = store.entries!({ from: 'first', count: 2 })
    await asked[0]!.answer('a program')
    await asked[1]!.answer('a record')
    expect((await page).entries).toEqual(posted.slice().reverse().slice(0, 2))
  })

  it('may be asked for by who has just been told that reading began', async () => {
    const { adapter, asked } = slow('program', 'merchant')
    const store = new Store({ adapter, engine: engineOf(() => ({})).load })
    const pages: Promise<unknown>[] = []
    store.subscribe(() => {
      if (store.view.asking) pages.push(store.entries!({ from: 'first', count: 2 }))
    })
    await asked[0]!.answer('a program')
    await asked[1]!.answer('a record')
    expect(await pages[0]).toMatchObject({ total: posted.length })
  })

  it('of the engine reject with the reason where there is no standing', async () => {
    const { adapter, asked } = slow('program', 'merchant')
    const { store } = open({ adapter, engine: engineOf(() => ({})).load })
    const failure = store.entries!({ from: 'first', count: 2 }).catch((error: unknown) => error)
    await asked[0]!.fail({ status: 404 })
    expect(await failure).toMatchObject({ issue: { code: 'notFound', params: { status: 404 } } })
  })

  it('are absent where nobody has them', () => {
    const { adapter } = slow('standing')
    expect(new Store({ adapter }).entries).toBeUndefined()
  })
})

describe('time that passed unseen', () => {
  it('is caught up with when the page wakes', async () => {
    const { adapter, asked } = slow('program', 'merchant')
    const { given, load } = engineOf(({ at: ms }) => ({ nextMomentAt: ms < Date.parse(next) ? next : null }))
    const { store, clock } = open({ adapter, engine: load })
    await asked[0]!.answer('a program')
    await asked[1]!.answer('a record')
    clock.atMs = Date.parse(next) + dayMs // its timers slept
    store.wake()
    await clock.pass(1_000)
    expect(given).toHaveLength(2)
    expect(clock.waiting).toBe(0)
  })

  it('is another time when the clock was set: the standing is worked out again without asking', async () => {
    const { adapter, asked } = slow('program', 'merchant')
    const { given, load } = engineOf(() => ({}))
    const { store, clock } = open({ adapter, engine: load })
    await asked[0]!.answer('a program')
    await asked[1]!.answer('a record')
    clock.atMs += 5 * dayMs
    store.evaluate()
    await settled()
    expect(given).toHaveLength(2)
    expect(asked).toHaveLength(2)
  })
})

describe('what if', () => {
  const asks = (lever: number) => {
    const made: number[] = []
    const load = async () =>
      ({
        ...((await engineOf(() => ({})).load()) as object),
        askerOf: ({ at: ms }: { at: number }) => {
          made.push(ms)
          return () => ({ standing: standing(), levers: [lever] })
        },
      }) as never
    return { made, load }
  }

  it('is offered where the page evaluates, and nowhere else', () => {
    const evaluates = slow('program', 'merchant').adapter
    expect(open({ adapter: evaluates }).store.whatIf).toBeTypeOf('function')
    expect(open({ adapter: slow('standing').adapter }).store.whatIf).toBe(undefined)
    expect(open({ adapter: slow('standing', 'program', 'merchant').adapter }).store.whatIf).toBe(undefined)
    expect(open({ adapter: slow('merchant').adapter }).store.whatIf).toBe(undefined)
  })

  it('is asked about what is shown and its instant; the log is folded once for all questions', async () => {
    const { adapter, asked } = slow('program', 'merchant')
    const { made, load } = asks(7)
    const { store } = open({ adapter, engine: load })
    for (const one of asked) await one.answer({})
    const before = store.view
    expect((await store.whatIf!({ metrics: { cups: 9 } })).levers).toEqual([7])
    await store.whatIf!({ metrics: { cups: 10 } })
    expect(made).toEqual([Date.parse(at)])
    expect(store.view).toBe(before)
  })

  it('is folded anew for a standing that was read anew', async () => {
    const { adapter, asked } = slow('program', 'merchant')
    const { made, load } = asks(7)
    const { store } = open({ adapter, engine: load })
    for (const one of asked) await one.answer({})
    await store.whatIf!({})
    store.refresh()
    for (const one of asked.slice(2)) await one.answer({})
    await store.whatIf!({})
    expect(made).toHaveLength(2)
  })

  it('fails while nothing is shown', async () => {
    const { adapter } = slow('program', 'merchant')
    const { store } = open({ adapter, engine: asks(7).load })
    await expect(store.whatIf!({})).rejects.toThrow(Failure)
  })
})
