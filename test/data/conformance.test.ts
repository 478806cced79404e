import { describe, expect, it } from 'vitest'
import type { Adapter, Answer } from '../../src/data/adapter.js'
import { conformance, type Subject } from '../../src/data/conformance.js'
import { httpAdapter } from '../../src/data/http.js'
import { MemoryAdapter } from '../../src/data/memory.js'
import { pageOf } from '../../src/data/pages.js'
import type { Command, EntryQuery } from '../../src/schema/view.js'
import { entries, lotusKitchen } from '../elements/standings.js'
import { at, cafeProgram, cafeRecord } from './cafe.js'

const command: Command = { command: 'claimTask', task: 'threeCups', key: 'k1' }
const refused: Command = { command: 'claimTask', task: 'longMenu', key: 'k2' }
const log = [...entries].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))

/** A server of three addresses, as `fetch` sees it. */
function fetchOf(url: string): Promise<Response> {
  const { pathname, searchParams } = new URL(url, 'http://host')
  if (pathname === '/standing') return Promise.resolve(new Response(JSON.stringify(lotusKitchen())))
  const cursor = searchParams.get('cursor')
  const from = cursor ? { cursor } : (searchParams.get('from') as 'first' | 'last')
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
  http: () => ({
    adapter: httpAdapter({ standing: '/standing', entries: '/entries', fetch: fetchOf as typeof fetch }),
  }),
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
  'says why it refuses a command': [{ ...good, send: () => Promise.reject(new Error('no')) }, /lost answer/],
  'counts a command once that is sent twice under one key': [
    { ...good, send: ({ key }) => Promise.resolve({ data: { key, revision: count++ } }) },
    /second sending/,
  ],
}

describe('a check', () => {
  it.each(conformance)('fails for an adapter that breaks it: $name', async ({ name, applies, run }) => {
    const [adapter, says] = broken[name]!
    const subject = { adapter, command, refused }
    expect(applies(subject)).toBe(true)
    await expect(run(subject)).rejects.toThrow(says)
  })
})
