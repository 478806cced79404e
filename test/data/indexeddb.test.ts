import { IDBDatabase, IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { AdapterContext } from '../../src/data/adapter.js'
import { brokenAt } from '../../src/data/chain.js'
import { indexedDbAdapter, type IndexedDbAdapter, type IndexedDbOptions } from '../../src/data/indexeddb.js'
import { pageOf } from '../../src/data/pages.js'
import { Store } from '../../src/data/store.js'
import type { Command } from '../../src/schema/command.js'
import { entryPage, type Entry, type EntryPage } from '../../src/schema/entry.js'
import type { Fact, MerchantRecord } from '../../src/schema/record.js'
import type { EntryQuery } from '../../src/schema/view.js'
import type { Head } from '../../src/data/rows.js'
import { barOpensMs, barProgram, barRecord } from './bar.js'
import { withLots } from './many-lots.js'

globalThis.IDBKeyRange = IDBKeyRange

const real = { put: IDBObjectStore.prototype.put, add: IDBObjectStore.prototype.add }
const realTransaction = IDBDatabase.prototype.transaction
const ctx: AdapterContext = { signal: new AbortController().signal, merchantId: null, locale: 'en' }
const dayMs = 86_400_000
const opened = barOpensMs + dayMs

/** A browser: its databases, its small memory, and a clock. */
class Machine {
  databases = new IDBFactory()
  readonly kept = new Map<string, string>()
  atMs = opened
  readonly memory = {
    getItem: (key: string) => this.kept.get(key) ?? null,
    setItem: (key: string, value: string) => void this.kept.set(key, value),
    removeItem: (key: string) => void this.kept.delete(key),
  }
  tab(options: Partial<IndexedDbOptions> = {}): IndexedDbAdapter {
    const adapter = indexedDbAdapter({
      program: barProgram,
      merchant: barRecord,
      sender: 'operator',
      now: () => this.atMs,
      databases: this.databases,
      memory: this.memory,
      ...options,
    })
    tabs.push(adapter)
    return adapter
  }
  /** What a database holds, behind the adapter's back. */
  raw(version?: number): Promise<IDBDatabase> {
    return wait(this.databases.open('tierkit/m1', version) as IDBRequest<IDBDatabase>)
  }
}
function wait<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error!)
  })
}

let machine: Machine
const tabs: IndexedDbAdapter[] = []
beforeEach(() => {
  machine = new Machine()
  return () => {
    for (const tab of tabs.splice(0)) tab.close()
  }
})

const spend = (key: string, amountPoints: number, revision?: number): Command =>
  ({
    ...{ command: 'spendPoints', account: 'corks', amountPoints, key },
    ...(revision !== undefined && { revision }),
  }) as Command
const glass = (id: string, at = '2026-02-02T10:00:00+08:00'): Fact => ({ id, type: 'glass', at })
const recordOf = async (adapter: IndexedDbAdapter) => (await adapter.merchant(ctx)).data as MerchantRecord
const balanceOf = async (adapter: IndexedDbAdapter) =>
  (await recordOf(adapter)).held!.accounts['corks']!.balancePoints
const page = async (adapter: IndexedDbAdapter, from: EntryQuery['from'], count = 3): Promise<EntryPage> =>
  entryPage.parse((await adapter.entries({ from, count }, ctx)).data)
const issueOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: { issue?: { code: string; params: object } }) => error.issue ?? error,
  )

describe('a log in the browser', () => {
  it('begins with the platform’s record, folded up to now', async () => {
    const tab = machine.tab({ merchant: { ...barRecord, facts: [glass('g1', '2026-02-01T10:00:00+08:00')] } })
    expect(await balanceOf(tab)).toBe(110)
    expect((await page(tab, 'first')).entries.map(({ kind }) => kind)).toEqual(['earn', 'start'])
    expect(await tab.program(ctx)).toEqual({ data: barProgram })
  })

  it('shows its entries though nobody has asked for the record', async () => {
    expect((await page(machine.tab(), 'first')).entries.map(({ kind }) => kind)).toEqual(['start'])
  })

  it('keeps what is sent, for the next page and in other tabs', async () => {
    const [one, other] = [machine.tab(), machine.tab()]
    const { data, revision } = await one.send(spend('a', 30), ctx)
    expect(data).toEqual({ key: 'a', revision })
    expect(await balanceOf(other)).toBe(70)
    await other.send(spend('b', 20), ctx)
    expect(await balanceOf(one)).toBe(50)
    one.close()
    expect(await balanceOf(machine.tab())).toBe(50)
    expect(await one.audit()).toEqual([])
  })

  it('goes on from a state with 50,000 live lots, which its page shows', async () => {
    await machine.tab().inform([glass('g1')])
    await machine.tab().merchant(ctx)
    const database = await machine.raw()
    const heads = () => database.transaction('head', 'readwrite').objectStore('head')
    const head = await wait(heads().get('head') as IDBRequest<Head>)
    await wait(heads().put({ ...head, held: withLots(head.held!, 'corks', 50_000) }, 'head'))
    database.close()
    const tab = machine.tab()
    const before = await balanceOf(tab)
    expect(before).toBeGreaterThan(499_000)
    const store = new Store({ adapter: tab, now: () => machine.atMs })
    const stop = store.subscribe(() => undefined)
    await vi.waitFor(() => expect(store.view.asking).toBe(false), 10_000)
    expect(store.view).toMatchObject({ have: 'ready', issue: null })
    stop()
    await tab.send(spend('a', 30), ctx)
    expect(await balanceOf(machine.tab())).toBe(before - 30)
  }, 30_000)

  it('counts a command once that comes twice, and refuses another under its key', async () => {
    const tab = machine.tab()
    const first = await tab.send(spend('a', 30), ctx)
    expect(await machine.tab().send(spend('a', 30), ctx)).toEqual(first)
    expect(await issueOf(tab.send(spend('a', 31), ctx))).toMatchObject({ code: 'reusedKey' })
    expect(await balanceOf(tab)).toBe(70)
  })

  it('changes nothing when it refuses', async () => {
    const tab = machine.tab()
    const before = await recordOf(tab)
    expect(await issueOf(tab.send(spend('a', 101), ctx))).toMatchObject({ code: 'notEnoughPoints' })
    expect(await issueOf(tab.send(spend('b', 1, 0), ctx))).toMatchObject({ code: 'staleRevision' })
    expect(await recordOf(tab)).toEqual(before)
    expect((await page(tab, 'first')).total).toBe(1)
  })

  it('takes what is a merchant’s to send, where nothing else is said', async () => {
    expect(await issueOf(machine.tab({ sender: 'merchant' }).send(spend('a', 1), ctx))).toMatchObject({
      code: 'notYours',
    })
  })

  it('keeps an operator’s reason, and can be read again', async () => {
    const reason = { en: 'Sorry', 'zh-CN': '致歉' }
    const adjust: Command = { command: 'adjustPoints', account: 'corks', points: 7, reason, key: 'a' }
    await machine.tab().send(adjust, ctx)
    const tab = machine.tab()
    expect((await recordOf(tab)).facts).toMatchObject([{ id: 'a', reason }])
    expect((await page(tab, 'first')).entries[0]).toMatchObject({ kind: 'adjust', name: reason })
    expect(await balanceOf(tab)).toBe(107)
  })

  it('says what became of a key', async () => {
    const tab = machine.tab()
    const { data } = await tab.send(spend('a', 30), ctx)
    expect(await machine.tab().receipt('a', ctx)).toEqual({ data })
    expect(await tab.receipt('b', ctx)).toEqual({ data: null })
  })

  it('posts what time has done, when it is read', async () => {
    const tab = machine.tab()
    await tab.send(spend('a', 30), ctx)
    machine.atMs += 60 * dayMs
    expect(await balanceOf(tab)).toBe(0)
    expect((await page(tab, 'first')).entries.map(({ kind }) => kind)).toEqual(['expire', 'spend', 'start'])
    expect((await tab.merchant(ctx)).revision).toBe((await tab.merchant(ctx)).revision)
  })

  it('takes in what the platform has learned, each once, and its fields as they are now', async () => {
    await machine.tab().send(spend('a', 30), ctx)
    machine.atMs += dayMs
    const later = machine.tab({
      merchant: { ...barRecord, name: { en: 'Bar', 'zh-CN': '酒吧' }, facts: [glass('g1')] },
    })
    expect(await balanceOf(later)).toBe(80)
    expect(await recordOf(later)).toMatchObject({ name: { en: 'Bar' }, facts: [{ id: 'a' }, { id: 'g1' }] })
    const revision = await later.inform([glass('g1'), glass('g2')])
    expect(await later.inform([glass('g2')])).toBe(revision)
    expect(await balanceOf(later)).toBe(90)
    expect(await later.audit()).toEqual([])
    expect(
      await issueOf(later.inform([{ id: 'x', type: 'unheard', at: '2026-02-02' } as Fact])),
    ).toMatchObject({
      code: 'unknownName',
    })
  })

  it('of a clock that went back goes on from where it was', async () => {
    const tab = machine.tab()
    await tab.send(spend('a', 30), ctx)
    machine.atMs -= 3_650 * dayMs
    await tab.send(spend('b', 30), ctx)
    expect(await balanceOf(tab)).toBe(40)
    expect(await tab.audit()).toEqual([])
  })

  it('spends no point twice from several tabs at once', async () => {
    const all = Array.from({ length: 4 }, () => machine.tab())
    const sent = await Promise.all(
      all.flatMap((tab, nth) =>
        Array.from({ length: 15 }, (_, turn) =>
          tab.send(spend(`${nth}-${turn}`, 3), ctx).then(
            () => 3,
            () => 0,
          ),
        ),
      ),
    )
    expect(sent.reduce((sum, points) => sum + points, 0)).toBe(99)
    expect(await balanceOf(machine.tab())).toBe(1)
    expect(await all[0]!.audit()).toEqual([])
  })

  it('gives no answer to who no longer waits', async () => {
    const waiting = new AbortController()
    waiting.abort()
    await expect(machine.tab().merchant({ ...ctx, signal: waiting.signal })).rejects.toThrow('aborted')
  })

  it('is one merchant’s, and no other’s', async () => {
    const tab = machine.tab({ name: 'mine' })
    await tab.send(spend('a', 30), ctx)
    const other = machine.tab({ name: 'mine', merchant: { ...barRecord, id: 'm2' } })
    expect(await issueOf(other.merchant(ctx))).toMatchObject({
      code: 'otherMerchant',
      params: { found: 'm1', expected: 'm2' },
    })
    expect(await issueOf(tab.merchant({ ...ctx, merchantId: 'm2' }))).toMatchObject({ code: 'otherMerchant' })
    expect(await balanceOf(machine.tab({ merchant: { ...barRecord, id: 'm2' } }))).toBe(100)
  })

  it('says what is wrong with the documents, at every call', async () => {
    const tab = machine.tab({ merchant: { id: 'm1' } })
    expect(await issueOf(tab.merchant(ctx))).toMatchObject({ code: 'missingKey' })
    expect(await issueOf(machine.tab({ program: '<html>' }).send(spend('a', 1), ctx))).toMatchObject({
      code: 'webPage',
    })
  })
})

describe('pages of its entries', () => {
  /** A log of so many entries, and all of it at hand. */
  async function grown(count: number): Promise<{ tab: IndexedDbAdapter; log: Entry[] }> {
    const tab = machine.tab()
    await tab.merchant(ctx)
    for (let nth = 1; nth < count; nth++) {
      machine.atMs += 3_600_000
      await tab.send(spend(`k${nth}`, 1), ctx)
    }
    const all = await page(tab, 'first', count)
    return { tab, log: all.entries.reverse() }
  }
  const ids = ({ entries }: EntryPage): string[] => entries.map(({ id }) => id)

  it('are those that the whole log gives, both ways, from either end and by date', async () => {
    const { tab, log } = await grown(11)
    expect(log).toHaveLength(11)
    expect(brokenAt(log, null)).toBeNull()
    const dates = [log[0]!.at, log[4]!.at, '2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z', 'nonsense']
    for (const count of [1, 3, 4, 11, 20, 0]) {
      for (const from of ['first', 'last', ...dates.map((date) => ({ date }))] as EntryQuery['from'][]) {
        let mine = await page(tab, from, count)
        let whole = pageOf(log, { from, count })
        for (const way of ['after', 'before'] as const) {
          for (;;) {
            expect(ids(mine)).toEqual(ids(whole))
            expect([mine.before === null, mine.after === null, mine.total]).toEqual([
              whole.before === null,
              whole.after === null,
              whole.total,
            ])
            if (mine[way] === null || whole[way] === null) break
            mine = await page(tab, { cursor: mine[way] }, count)
            whole = pageOf(log, { from: { cursor: whole[way] }, count })
          }
        }
      }
    }
  })

  it('keep their place while the log grows', async () => {
    const { tab } = await grown(7)
    const first = await page(tab, 'first')
    const expected = ids(await page(tab, { cursor: first.after! }))
    await tab.send(spend('more', 1), ctx)
    expect(ids(await page(tab, { cursor: first.after! }))).toEqual(expected)
    expect((await page(tab, { cursor: `newer:${6}` })).entries).toHaveLength(1)
  })

  it('by a cursor that names nothing are the newest', async () => {
    const { tab } = await grown(5)
    const newest = ids(await page(tab, 'first'))
    for (const cursor of ['older:99', 'newer:99', 'older:-1', 'older:', 'x', 'older:1e2'])
      expect(ids(await page(tab, { cursor }))).toEqual(newest)
  })

  it('are told where a row is missing or altered, and not shown', async () => {
    const { tab, log } = await grown(6)
    const database = await machine.raw()
    const entries = () => database.transaction('entries', 'readwrite').objectStore('entries')
    await wait(entries().put({ atMs: 0, entry: { ...log[3], amountPoints: 5 } }, 3))
    expect(await issueOf(page(tab, 'first', 6))).toMatchObject({
      code: 'storageDamaged',
      params: { where: 'entries[3]' },
    })
    expect((await page(tab, 'first', 2)).entries).toHaveLength(2)
    expect((await tab.audit())[0]).toMatchObject({ of: 'entries', where: 'entries[3]' })
    await wait(entries().delete(3))
    expect(await issueOf(page(tab, 'first', 6))).toMatchObject({ code: 'storageDamaged' })
    database.close()
  })
})

describe('a long log', () => {
  it('is opened again though it is larger than a document may be, and its record holds what is still needed', async () => {
    const tab = machine.tab()
    const old = Array.from({ length: 12_000 }, (_, nth) =>
      glass(`a-glass-of-some-length-and-more-${nth}`, new Date(barOpensMs + nth).toISOString()),
    )
    await tab.inform(old)
    machine.atMs += 300 * dayMs
    await tab.merchant(ctx) // all of them lapse
    const later = machine.tab()
    await later.inform([glass('new', new Date(machine.atMs).toISOString())])
    const record = await recordOf(later)
    expect(JSON.stringify(old).length).toBeGreaterThan(1_048_576)
    expect(record.facts!.map(({ id }) => id)).toEqual(['new'])
    expect((await page(later, 'first')).total).toBe(24_002)
    expect(await later.send(spend('s', 5), ctx)).toMatchObject({ data: { key: 's' } })
    expect(await issueOf(later.send({ ...spend('s', 6) }, ctx))).toMatchObject({ code: 'reusedKey' })
    expect(await balanceOf(later)).toBe(5)
  }, 60_000)
})

describe('a tab that watches', () => {
  it('hears of what is sent in it and in others, until it stops', async () => {
    const [one, other] = [machine.tab(), machine.tab()]
    const heard: (number | undefined)[] = []
    const stop = one.watch((revision) => heard.push(revision), ctx)
    const { revision } = await other.send(spend('a', 1), ctx)
    await vi.waitFor(() => expect(heard).toContain(revision))
    const next = await one.send(spend('b', 1), ctx)
    expect(heard).toContain(next.revision)
    stop()
    const count = heard.length
    await other.send(spend('c', 1), ctx)
    await one.send(spend('d', 1), ctx)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(heard).toHaveLength(count)
  })
})

describe('a tab whose page brings something new', () => {
  it('tells the others, also when it is the first that it reads', async () => {
    const one = machine.tab()
    await one.merchant(ctx)
    const told = new Promise((resolve) => one.watch(resolve, ctx))
    const other = machine.tab({ merchant: { ...barRecord, facts: [glass('g1')] } })
    const { revision } = await other.merchant(ctx)
    expect(await told).toBe(revision)
  })
})

describe('a log that is begun anew', () => {
  it('is shown in the pages that showed the one before', async () => {
    const stores = [machine.tab(), machine.tab()].map((adapter) => ({
      adapter,
      store: new Store({ adapter, storage: null, now: () => machine.atMs }),
    }))
    const stops = stores.map(({ store }) => store.subscribe(() => undefined))
    const shown = () => stores.map(({ store }) => store.view.standing?.accounts[0]?.balancePoints)
    await vi.waitFor(() => expect(shown()).toEqual([100, 100]), 5_000)
    for (const key of ['a', 'b']) await stores[0]!.adapter.send(spend(key, 10), ctx)
    await vi.waitFor(() => expect(shown()).toEqual([80, 80]), 5_000)
    await stores[0]!.adapter.startAnew()
    await vi.waitFor(() => expect(shown()).toEqual([100, 100]), 5_000)
    for (const stop of stops) stop()
  })
})

describe('documents that are wrong', () => {
  it('are told to whoever reads, and stop nothing else', async () => {
    const adapter = machine.tab({ merchant: '{' })
    const store = new Store({ adapter, storage: null })
    const issue = await new Promise((resolve) => {
      const stop = store.subscribe(() => {
        if (!store.view.issue) return
        stop()
        resolve(store.view.issue)
      })
    })
    expect(issue).toMatchObject({ code: 'notJson', document: 'merchant' })
  })
})

describe('a browser that refuses', () => {
  /** Databases of which every opening, or every write, fails with an error of a name. */
  const failing = (name: string): IDBFactory =>
    ({
      open: () => {
        throw new DOMException('no', name)
      },
    }) as unknown as IDBFactory

  it.each([
    ['SecurityError', 'storageRefused'],
    ['InvalidStateError', 'storageRefused'],
    ['QuotaExceededError', 'storageFull'],
    ['UnknownError', 'storageFailed'],
  ])('with %s says %s, for reading and for sending', async (name, code) => {
    const tab = machine.tab({ databases: failing(name) })
    expect(await issueOf(tab.merchant(ctx))).toMatchObject({ code })
    expect(await issueOf(page(tab, 'first'))).toMatchObject({ code })
    expect(await issueOf(tab.send(spend('a', 1), ctx))).toMatchObject({ code })
  })

  it('has no database at all: that is said, and no balance', async () => {
    const tab = indexedDbAdapter({ program: barProgram, merchant: barRecord })
    expect(globalThis.indexedDB).toBeUndefined()
    expect(await issueOf(tab.merchant(ctx))).toMatchObject({ code: 'storageMissing' })
    expect(await issueOf(tab.send(spend('a', 1), ctx))).toMatchObject({ code: 'storageMissing' })
  })

  it('throws where a database is only asked for', async () => {
    const options = { program: barProgram, merchant: barRecord, now: () => opened }
    const sandboxed = {
      ...options,
      get databases(): IDBFactory {
        throw new DOMException('sandboxed', 'SecurityError')
      },
    }
    const tab = indexedDbAdapter(Object.create(Object.prototype, Object.getOwnPropertyDescriptors(sandboxed)))
    expect(await issueOf(tab.merchant(ctx))).toMatchObject({ code: 'storageRefused' })
  })

  it('is full at any one write: nothing is half written, it can be read, and the next call recovers', async () => {
    const put = vi.spyOn(IDBObjectStore.prototype, 'put')
    const add = vi.spyOn(IDBObjectStore.prototype, 'add')
    const tab = machine.tab()
    await tab.send(spend('a', 10), ctx)
    // the writes of one command, each in its turn
    const writes = put.mock.calls.length + add.mock.calls.length
    expect(writes).toBe(4)
    for (let nth = 1; nth <= 3; nth++) {
      const before = await recordOf(tab)
      let count = 0
      for (const spy of [put, add]) {
        spy.mockImplementation(function (this: IDBObjectStore, ...args: unknown[]) {
          if (++count === nth) {
            this.transaction.abort()
            throw new DOMException('full', 'QuotaExceededError')
          }
          return real[spy === put ? 'put' : 'add'].apply(this, args as [unknown, IDBValidKey])
        })
      }
      expect(await issueOf(tab.send(spend(`n${nth}`, 10), ctx))).toMatchObject({ code: 'storageFull' })
      put.mockReset()
      add.mockReset()
      put.mockImplementation(real.put)
      add.mockImplementation(real.add)
      expect(await recordOf(tab)).toEqual(before)
      expect(await recordOf(machine.tab())).toEqual(before)
      await tab.send(spend(`n${nth}`, 10), ctx)
    }
    expect(await balanceOf(tab)).toBe(60)
    expect(await tab.audit()).toEqual([])
    vi.restoreAllMocks()
  })

  it('closes the connection: the next call opens another', async () => {
    const tab = machine.tab()
    await tab.send(spend('a', 10), ctx)
    const connections: IDBDatabase[] = []
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      ...args
    ) {
      connections.push(this)
      return realTransaction.apply(this, args)
    })
    await tab.merchant(ctx)
    connections[0]!.close() // with no word of it
    expect(await balanceOf(tab)).toBe(90)
    const last = connections[connections.length - 1]!
    last.close()
    last.onclose!(new Event('close')) // as a browser does it
    await tab.send(spend('b', 10), ctx)
    expect(await balanceOf(tab)).toBe(80)
    transaction.mockRestore()
  })
})

describe('the form of what is stored', () => {
  it('of version 1 is brought to the current one, with all its points', async () => {
    const life = machine.tab({ name: 'life' })
    for (let nth = 0; nth < 4; nth++) await life.send(spend(`k${nth}`, 10), ctx)
    const { entries } = await page(life, 'first', 10)
    const record = {
      ...(await recordOf(life)),
      entries: entries.reverse().map(({ hash: _hash, ...one }) => one),
    }
    // written by hand: version 1 kept the whole record in one row
    const request = machine.databases.open('tierkit/m1', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('record').put(record, 'merchant')
    ;(await wait(request as IDBRequest<IDBDatabase>)).close()

    const tab = machine.tab()
    expect(await balanceOf(tab)).toBe(60)
    expect((await recordOf(tab)).facts).toEqual(record.facts)
    const first = await page(tab, 'first', 10)
    expect(first.entries.map(({ id }) => id)).toEqual(record.entries.map(({ id }) => id).reverse())
    expect(brokenAt(first.entries.reverse(), null)).toBeNull()
    expect(await tab.send(spend('k0', 10), ctx)).toMatchObject({ revision: record.revision })
    await tab.send(spend('more', 10), ctx)
    expect(await balanceOf(tab)).toBe(50)
    expect(await tab.audit()).toEqual([])
    const database = await machine.raw()
    expect([database.version, ...database.objectStoreNames]).toEqual([2, 'entries', 'facts', 'head'])
    database.close()
  })

  it('of version 1 with nothing in it begins', async () => {
    const request = machine.databases.open('tierkit/m1', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('record')
    ;(await wait(request as IDBRequest<IDBDatabase>)).close()
    expect(await balanceOf(machine.tab())).toBe(100)
  })

  it('newer than this version knows is read and never written', async () => {
    const old = machine.tab()
    await old.send(spend('a', 30), ctx)
    old.close()
    const request = machine.databases.open('tierkit/m1', 3)
    request.onupgradeneeded = () => undefined
    ;(await wait(request as IDBRequest<IDBDatabase>)).close()
    const tab = machine.tab()
    expect(await balanceOf(tab)).toBe(70)
    expect((await page(tab, 'first')).total).toBe(2)
    expect(await issueOf(tab.send(spend('b', 30), ctx))).toMatchObject({
      code: 'storageNewer',
      params: { found: 3, known: 2 },
    })
    expect(await balanceOf(tab)).toBe(70)
  })

  it('newer, and of shelves that are not known, is said to be so', async () => {
    const request = machine.databases.open('tierkit/m1', 9)
    request.onupgradeneeded = () => request.result.createObjectStore('other')
    ;(await wait(request as IDBRequest<IDBDatabase>)).close()
    const tab = machine.tab()
    expect(await issueOf(tab.merchant(ctx))).toMatchObject({ code: 'storageNewer' })
    expect(await issueOf(page(tab, 'first'))).toMatchObject({ code: 'storageNewer' })
  })

  it('that another tab keeps open in its old form is said to be blocked, and read once it lets go', async () => {
    const request = machine.databases.open('tierkit/m1', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('record')
    const frozen = await wait(request as IDBRequest<IDBDatabase>)
    const tab = machine.tab()
    expect(await issueOf(tab.merchant(ctx))).toMatchObject({ code: 'storageBlocked' })
    frozen.close()
    await vi.waitFor(async () => expect(await balanceOf(tab)).toBe(100))
  })

  it('is let go by an open tab when a newer page upgrades it', async () => {
    const tab = machine.tab()
    await tab.merchant(ctx)
    const request = machine.databases.open('tierkit/m1', 3)
    request.onupgradeneeded = () => undefined
    ;(await wait(request as IDBRequest<IDBDatabase>)).close()
    expect(await issueOf(tab.send(spend('b', 30), ctx))).toMatchObject({ code: 'storageNewer' })
  })
})

describe('a second copy', () => {
  it('brings the log back when the database comes back empty', async () => {
    const copies = new IDBFactory()
    const first = machine.tab({ copies })
    await first.send(spend('a', 30), ctx)
    await machine.tab({ copies }).send(spend('b', 20), ctx)
    machine.databases = new IDBFactory()
    const tab = machine.tab({ copies })
    expect(await balanceOf(tab)).toBe(50)
    expect((await page(tab, 'first')).entries.map(({ kind }) => kind)).toEqual(['spend', 'spend', 'start'])
    expect(await tab.audit()).toEqual([])
    await tab.send(spend('c', 10), ctx)
    expect(await balanceOf(machine.tab())).toBe(40)
  })

  it.each([
    ['and is remembered outside', {}],
    [
      'and nothing outside remembers it',
      { memory: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined } },
    ],
  ])('brings the log back also in a page that is open when it is lost, %s', async (_how, options) => {
    const copies = new IDBFactory()
    const tab = machine.tab({ copies, ...options })
    await tab.send(spend('a', 30), ctx)
    await wait(machine.databases.deleteDatabase('tierkit/m1'))
    expect(await balanceOf(tab)).toBe(70)
    await wait(machine.databases.deleteDatabase('tierkit/m1'))
    await tab.send(spend('b', 20), ctx)
    await wait(machine.databases.deleteDatabase('tierkit/m1'))
    expect((await page(tab, 'first')).total).toBe(3)
    expect(await balanceOf(machine.tab({ copies, ...options }))).toBe(50)
    expect(await tab.audit()).toEqual([])
  })

  it('is made again from the log when it is the one that is lost', async () => {
    await machine.tab({ copies: new IDBFactory() }).send(spend('a', 30), ctx)
    const copies = new IDBFactory()
    await machine.tab({ copies }).send(spend('b', 20), ctx)
    machine.databases = new IDBFactory()
    expect(await balanceOf(machine.tab({ copies }))).toBe(50)
  })

  it('goes with the log when that is begun anew', async () => {
    const copies = new IDBFactory()
    const tab = machine.tab({ copies })
    await tab.send(spend('a', 30), ctx)
    await tab.startAnew()
    expect(await balanceOf(machine.tab({ copies }))).toBe(100)
  })

  it('that cannot be asked is not taken for none where the log is empty, and does not matter where it is not', async () => {
    const copies = {
      open: () => {
        throw new DOMException('no', 'UnknownError')
      },
    } as unknown as IDBFactory
    expect(await issueOf(machine.tab({ copies }).merchant(ctx))).toMatchObject({ code: 'storageFailed' })
    await machine.tab().send(spend('a', 30), ctx)
    const tab = machine.tab({ copies })
    await tab.send(spend('b', 20), ctx)
    expect(await balanceOf(tab)).toBe(50)
  })
})

describe('a history that is lost', () => {
  it.each([
    ['came back empty', () => void (machine.databases = new IDBFactory())],
    [
      'came back older than it was',
      async () => {
        const { kept } = machine
        const seen = JSON.parse(kept.get('tierkit/m1')!) as { revision: number }
        kept.set('tierkit/m1', JSON.stringify({ ...seen, revision: seen.revision + 1 }))
      },
    ],
    ['is another', () => void machine.kept.set('tierkit/m1', '{"id":"other","revision":1}')],
  ])('since the database %s is told in words, and never shown as points', async (_how, lose) => {
    await machine.tab().send(spend('a', 30), ctx)
    await lose()
    const tab = machine.tab()
    expect(await issueOf(tab.merchant(ctx))).toMatchObject({ code: 'historyLost' })
    expect(await issueOf(page(tab, 'first'))).toMatchObject({ code: 'historyLost' })
    expect(await issueOf(tab.send(spend('b', 1), ctx))).toMatchObject({ code: 'historyLost' })
    expect(await issueOf(tab.receipt('a', ctx))).toMatchObject({ code: 'historyLost' })
    await tab.startAnew()
    expect(await balanceOf(tab)).toBe(100)
    await tab.send(spend('b', 1), ctx)
    expect(await balanceOf(machine.tab())).toBe(99)
  })

  it('is not told where nothing was remembered outside', async () => {
    await machine.tab().send(spend('a', 30), ctx)
    machine.kept.clear()
    expect(await balanceOf(machine.tab())).toBe(70)
    expect(machine.kept.size).toBe(1)
  })

  it('is not told for a browser that refuses to remember', async () => {
    const refusing = {
      getItem: () => {
        throw new DOMException('no', 'SecurityError')
      },
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
      removeItem: () => undefined,
    }
    const tab = machine.tab({ memory: refusing })
    await tab.send(spend('a', 30), ctx)
    expect(await balanceOf(machine.tab({ memory: refusing }))).toBe(70)
  })

  it.each([
    ['its head is no head', { store: 'head', key: 'head', row: { id: 5 } }, 'head'],
    ['its head is empty', { store: 'head', key: 'head', row: null }, 'head'],
    ['a fact is gone', { store: 'facts', key: 0, row: undefined }, 'facts[1]'],
    ['the last entry is gone', { store: 'entries', key: 2, row: undefined }, 'entries[2]'],
    ['the last entry is none', { store: 'entries', key: 2, row: 7 }, 'entries[2]'],
    ['there is an entry more', { store: 'entries', key: 3, row: { atMs: 0, entry: {} } }, 'entries[2]'],
  ])('in part, since %s, is told', async (_what, { store, key, row }, where) => {
    const tab = machine.tab()
    await tab.send(spend('a', 1), ctx)
    await tab.send(spend('b', 1), ctx)
    const database = await machine.raw()
    const rows = database.transaction(store, 'readwrite').objectStore(store)
    await (row === undefined ? wait(rows.delete(key)) : wait(rows.put(row, key)))
    database.close()
    const issue = { code: 'storageDamaged', params: { where } }
    expect(await issueOf(machine.tab().merchant(ctx))).toMatchObject(issue)
    expect(await issueOf(machine.tab().send(spend('c', 1), ctx))).toMatchObject(issue)
  })
})
