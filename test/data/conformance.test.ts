import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import type { Adapter, Answer } from '../../src/data/adapter.js'
import { conformance, type Subject } from '../../src/data/conformance.js'
import { httpAdapter } from '../../src/data/http.js'
import { indexedDbAdapter } from '../../src/data/indexeddb.js'
import { MemoryAdapter } from '../../src/data/memory.js'
import { pageOf } from '../../src/data/pages.js'
import type { Command, EntryPage, EntryQuery } from '../../src/schema/view.js'
import { entries, lotusKitchen } from '../elements/standings.js'
import { barOpensMs, barProgram, barRecord } from './bar.js'
import { at, cafeProgram, cafeRecord } from './cafe.js'

globalThis.IDBKeyRange = IDBKeyRange

const command: Command = { command: 'claimTask', task: 'threeCups', key: 'k1' }
const refused: Command = { command: 'claimTask', task: 'longMenu', key: 'k2' }
const spend = (key: string, amountPoints: number): Command => ({
  ...{ command: 'spendPoints', account: 'corks' },
  ...{ amountPoints, key },
})
/** What an operator sends to the bar, whose merchant begins with 100 points. */
const spending = () => {
  let count = 0
  return { command: spend('k1', 5), refused: spend('k2', 1_000), next: () => spend(`n${count++}`, 1) }
}
const bar = {
  program: barProgram,
  merchant: barRecord,
  sender: 'operator',
  now: () => barOpensMs + 1,
} as const
const log = [...entries].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))

/** A server of three addresses, as `fetch` sees it. */
function fetchOf(url: string): Promise<Response> {
  const { pathname, searchParams } = new URL(url, 'http://host')
  if (pathname === '/standing') return Promise.resolve(new Response(JSON.stringify(lotusKitchen())))
  const cursor = searchParams.get('cursor')
  const date = searchParams.get('date')
  const from = cursor ? { cursor } : date ? { date } : (searchParams.get('from') as 'first' | 'last')
  return Promise.resolve(
    new Response(JSON.stringify(pageOf(log, { from, count: Number(searchParams.get('count')) }))),
  )
}

const ours: Record<string, () => Subject> = {
  memory: () => ({
    adapter: new MemoryAdapter({ program: cafeProgram, merchant: cafeRecord, now: () => Date.parse(at) }),
    command,
    refused,
  }),
  'memory, of an operator': () => ({ adapter: new MemoryAdapter(bar), ...spending() }),
  indexedDb: () => ({
    adapter: indexedDbAdapter({ ...bar, databases: new IDBFactory(), memory: emptyMemory() }),
    ...spending(),
  }),
  http: () => ({
    adapter: httpAdapter({ standing: '/standing', entries: '/entries', fetch: fetchOf as typeof fetch }),
  }),
}

function emptyMemory() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

for (const [name, subject] of Object.entries(ours)) {
  describe(`the ${name} adapter`, () => {
    for (const { name: title, applies, run } of conformance) {
      const made = subject()
      if (applies(made)) it(title, () => run(made))
    }
  })
}

const data = lotusKitchen()
const good: Adapter = {
  standing: () => Promise.resolve({ data }),
  entries: (query: EntryQuery) => Promise.resolve({ data: pageOf(log, query) }),
}
let count = 0
let tell: () => void = () => undefined

/** An adapter that does all right but for what is changed. */
function but(change: (memory: MemoryAdapter) => Partial<Adapter>): Adapter {
  const memory = new MemoryAdapter(bar)
  const { program, merchant, entries: pages, receipt, send, watch } = memory
  const whole = { program, merchant, entries: pages, receipt, send, watch }
  const bound = Object.fromEntries(
    Object.entries(whole).map(([name, call]) => [name, call.bind(memory as never)]),
  )
  return { ...bound, ...change(memory) }
}
const isCursor = ({ from }: EntryQuery): boolean => typeof from === 'object' && 'cursor' in from

/** For every check an adapter that breaks it, and what the check says. */
const broken: Record<string, [adapter: Adapter, says: RegExp]> = {
  'offers a standing, or a program and a record': [
    { program: () => Promise.resolve({ data: cafeProgram }) },
    /neither/,
  ],
  'gives documents that can be read': [
    { standing: () => Promise.resolve({ data: '<html>' }) },
    /`standing` cannot be read: webPage/,
  ],
  'gives the same document twice': [
    { standing: () => Promise.resolve({ data: { count: count++ } }) },
    /changes/,
  ],
  'lets go of a question that nobody waits for': [
    { standing: () => new Promise<Answer>(() => undefined) },
    /neither answers nor rejects/,
  ],
  'pages its entries from the newest to the oldest, each once': [
    {
      ...good,
      entries: ({ count: size }) =>
        Promise.resolve({ data: pageOf(log.slice().reverse(), { from: 'first', count: size }) }),
    },
    /newer than the one before/,
  ],
  'stops calling when it is no longer watched': [
    {
      ...good,
      watch: (changed) => ((tell = () => changed()), () => undefined),
      send: () => (tell(), Promise.reject(new Error('no'))),
    },
    /after it was stopped/,
  ],
  'pages back to the newest, the same entries in the same order': [
    {
      ...good,
      entries: (query) =>
        Promise.resolve({ data: pageOf(query.from === 'last' ? log.slice(1) : log, query) }),
    },
    /the pages back hold other entries/,
  ],
  'pages from a date what was posted at it or before': [
    {
      ...good,
      entries: ({ from, count: size }) =>
        Promise.resolve({
          data: pageOf(log, {
            from: typeof from === 'object' && 'date' in from ? 'first' : from,
            count: size,
          }),
        }),
    },
    /does not begin with its newest/,
  ],
  'keeps every point: each balance follows from the one before it': [
    {
      ...good,
      entries: (query) =>
        Promise.resolve({
          data: pageOf(
            log.map((one, place) => (place === 3 ? { ...one, balancePoints: one.balancePoints + 1 } : one)),
            query,
          ),
        }),
    },
    /is not that of the one before it/,
  ],
  'changes nothing by what it refuses': [
    but((memory) => ({
      send: async (_one, ctx) => {
        await memory.send(spend(`quiet${count++}`, 1), ctx)
        return memory.send(spend('x', 1_000), ctx)
      },
    })),
    /moved on by a command that was refused/,
  ],
  'refuses another command under a key that was used': [
    but((memory) => ({
      send: ({ key, ...one }, ctx) =>
        memory
          .send({ ...one, key: `${key}-${count++}` } as Command, ctx)
          .then((answer) => ({ ...answer, data: { ...(answer.data as object), key } })),
    })),
    /two commands under one key/,
  ],
  'knows what became of a key': [
    but(() => ({ receipt: () => Promise.resolve({ data: null }) })),
    /does not know the key/,
  ],
  'goes one revision on with each command': [
    but((memory) => ({
      send: async (one, ctx) => {
        await memory.send(spend(`beside${count++}`, 1), ctx)
        return memory.send(one, ctx)
      },
    })),
    /after revision 0 came 2/,
  ],
  'refuses a command that was decided on an older revision': [
    but((memory) => ({ send: ({ revision: _revision, ...one }, ctx) => memory.send(one as Command, ctx) })),
    /older revision/,
  ],
  'says to who watches that the log has moved on, and how far': [
    but((memory) => ({ watch: (changed) => memory.watch(() => changed(0)) })),
    /does not say that there is something new/,
  ],
  'calls nobody who has stopped watching when the log moves on': [
    but((memory) => ({ watch: (changed) => (memory.watch(changed), () => undefined) })),
    /after it was stopped, when the log moves on/,
  ],
  'keeps the place of a cursor while the log grows': [
    but((memory) =>
      // pages by how many come before, as they are often made
      ({
        entries: async (query, ctx) => {
          const { data: all } = await memory.entries({ from: 'first', count: 1_000 }, ctx)
          const { entries: newest } = all as EntryPage
          const from = isCursor(query) ? Number((query.from as { cursor: string }).cursor) : 0
          const shown = newest.slice(from, from + query.count)
          const after = from + query.count < newest.length ? String(from + query.count) : null
          return { data: { entries: shown, before: null, after, total: newest.length } }
        },
      }),
    ),
    /comes twice when the log grows/,
  ],
  'says why it refuses a command': [{ ...good, send: () => Promise.reject(new Error('no')) }, /lost answer/],
  'counts a command once that is sent twice under one key': [
    { ...good, send: ({ key }) => Promise.resolve({ data: { key, revision: count++ } }) },
    /second sending/,
  ],
}

describe('a check', () => {
  it.each(conformance)('fails for an adapter that breaks it: $name', async ({ name, applies, run }) => {
    const [adapter, says] = broken[name]!
    const isBar = adapter.receipt !== undefined
    const subject: Subject = isBar ? { adapter, ...spending() } : { adapter, command, refused }
    expect(applies(subject)).toBe(true)
    await expect(run(subject)).rejects.toThrow(says)
  })
})
