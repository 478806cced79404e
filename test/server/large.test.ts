/** A merchant with 50,000 live lots: kept, read by a page in both ways, and decided on. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { settled } from '../../src/data/authority.js'
import { httpAdapter } from '../../src/data/http.js'
import { Store } from '../../src/data/store.js'
import { withLots } from '../data/many-lots.js'
import { openInn, recordOf, startMs, type Inn } from './inn.js'

const base = 'http://server.example/merchants/50'
let inn: Inn
beforeAll(async () => {
  inn = await openInn()
  const { plan } = (await inn.ledger.program('cafe'))!
  for (const id of ['50', '51']) {
    const { entries: _entries, ...record } = settled(plan, recordOf(id), startMs).record
    await inn.ledger.take('cafe', { ...record, held: withLots(record.held!, 'beans', 50_000) })
  }
}, 60_000)
afterAll(() => inn.close())

const adapterOf = (urls: object) =>
  httpAdapter({
    ...urls,
    getToken: () => inn.token('50', 'operator'),
    fetch: async (url, init) => await inn.app.request(String(url), init),
  })

test.each([
  ['evaluates', { program: 'http://server.example/programs/cafe', merchant: base }],
  ['is given the standing', { standing: `${base}/standing` }],
])(
  'is shown in a page that %s, before and after a command',
  async (way, urls) => {
    const adapter = adapterOf({ ...urls, send: `${base}/commands` })
    const store = new Store({ adapter, merchantId: '50', now: () => inn.time.ms })
    const stop = store.subscribe(() => undefined)
    const balance = (): number | undefined => store.view.standing?.accounts[0]!.balancePoints
    await vi.waitFor(() => expect(store.view.asking).toBe(false), 20_000)
    expect(store.view).toMatchObject({ have: 'ready', issue: null })
    const before = balance()!
    expect(before).toBeGreaterThan(499_000)
    const spend = { command: 'spendPoints', account: 'beans', amountPoints: 25, key: `spend ${way}` } as const
    expect(await store.send(spend)).toBeNull()
    await vi.waitFor(() => expect(balance()).toBe(before - 25), 20_000)
    stop()
    expect(inn.faults).toEqual([])
  },
  60_000,
)

test('is remembered as a standing until there are too many letters of them', async () => {
  const { ledger } = inn
  const first = await ledger.standing('50')
  const small = await ledger.standing('7')
  expect(await ledger.standing('50')).toBe(first)
  await ledger.standing('51')
  expect(await ledger.standing('50')).not.toBe(first)
  expect(await ledger.standing('7')).not.toBe(small)
  expect(await ledger.standing('7')).toBe(await ledger.standing('7'))
}, 60_000)
