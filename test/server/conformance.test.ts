/** The suite that any adapter must pass, on the server through the HTTP adapter, and on the example that docs/server.md quotes. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphqlAdapter } from '../../demo/server/graphql-adapter.js'
import { pageAt } from '../../demo/server/pages.js'
import { conformance, type Subject } from '../../src/data/conformance.js'
import { httpAdapter } from '../../src/data/http.js'
import type { Command, EntryQuery } from '../../src/schema/view.js'
import { databases } from './databases.js'
import { openInn, type Inn } from './inn.js'

const spend = (key: string, amountPoints: number): Command => ({
  ...{ command: 'spendPoints', account: 'beans' },
  ...{ amountPoints, key },
})
/** What an operator sends to merchant 8, who begins with 30 points. */
const spending = () => {
  let count = 0
  const next = () => spend(`n${count++}`, 1)
  return { command: spend('k1', 5), refused: spend('k2', 1_000), next }
}

function run(subjectOf: () => Subject): void {
  test.each(conformance)('$name', async ({ applies, run: check }) => {
    const subject = subjectOf()
    expect(applies(subject)).toBe(true)
    await check(subject)
  })
}

/** As a page of that origin would ask. */
const fetchOf =
  (inn: Inn): typeof fetch =>
  async (url, init) =>
    await inn.app.request(new URL(String(url)).href, init)

describe.each(databases)('the server on $name', ({ open, close }) => {
  let inn: Inn
  let other: Inn
  beforeAll(async () => {
    const where = await open()
    inn = await openInn(where)
    // another process of the same server, where there can be one
    other = where.url ? await openInn(where) : inn
  })
  afterAll(async () => {
    if (other !== inn) await other?.close()
    await inn?.close()
    await close()
  })
  let tokens = 0
  const subjectOf = (by: Inn): Subject => {
    const base = 'http://server.example/merchants/8'
    return {
      adapter: httpAdapter({
        ...{ program: 'http://server.example/programs/cafe', merchant: base, standing: `${base}/standing` },
        ...{ entries: `${base}/entries`, send: `${base}/commands` },
        ...{ watch: `${base}/events`, receipt: `${base}/receipts` },
        getToken: () => (tokens++, by.token('8', 'operator')),
        fetch: fetchOf(by),
      }),
      ...all,
      merchantId: '8',
    }
  }
  const all = spending()
  run(() => subjectOf(inn))

  test('tells who watches one process what was sent to another', async () => {
    const [mine, theirs] = [subjectOf(inn), subjectOf(other)]
    const ctx = { signal: new AbortController().signal, merchantId: '8', locale: 'en' } as const
    let stop = (): void => undefined
    const told = new Promise<number>((resolve) => {
      stop = mine.adapter.watch!(
        (revision) => void (revision && revision >= wanted && resolve(revision)),
        ctx,
      )
    })
    let wanted = Infinity
    const { data } = await theirs.adapter.send!(all.next(), ctx)
    wanted = (JSON.parse(data as string) as { revision: number }).revision
    await theirs.adapter.send!(all.next(), ctx)
    expect(await told).toBeGreaterThanOrEqual(wanted)
    stop()
    expect(tokens).toBeGreaterThan(0)
    expect([...inn.faults, ...other.faults]).toEqual([])
  })
})

/** A back end that speaks GraphQL, of one shop: as much of it as its page asks. It keeps the shop's log with the same ledger. */
function graphqlOf(inn: Inn): typeof fetch {
  return async (_url, init) => {
    const { query, variables } = JSON.parse(init!.body as string) as { query: string; variables: Asked }
    const answer = (data: object): Response => Response.json({ data })
    if (query === '{ plan }') {
      const { text } = (await inn.ledger.program('cafe'))!
      return answer({ plan: JSON.parse(text) as object })
    }
    if (query === '{ shop { record revision } }') {
      const { text, revision } = (await inn.ledger.record('8'))!
      return answer({ shop: { record: JSON.parse(text) as object, revision } })
    }
    if (query.startsWith('mutation')) {
      const sent = (await inn.ledger.send('8', variables.command, 'operator'))!
      if ('receipt' in sent) return answer({ send: sent.receipt })
      return Response.json({ errors: [{ message: sent.code, extensions: { issue: sent } }] })
    }
    return answer({ log: await logOf(inn, variables) })
  }
}
interface Asked {
  command: Command
  first?: number
  last?: number
  after?: string
  before?: string
  until?: string
}
async function logOf(inn: Inn, { first, last, after, before, until }: Asked): Promise<object> {
  const cursor = after ? `older:${after}` : before ? `newer:${before}` : null
  const from: EntryQuery['from'] = cursor ? { cursor } : until ? { date: until } : last ? 'last' : 'first'
  const page = (await inn.ledger.settled('8', (rows, merchant) =>
    pageAt(rows, merchant, { from, count: (first ?? last)! }, 'Asia/Shanghai'),
  ))!
  const ends = { start: page.before?.split(':')[1] ?? '', end: page.after?.split(':')[1] ?? '' }
  return { nodes: page.entries, ...ends, newer: !!page.before, older: !!page.after, count: page.total }
}

describe('the adapter for a GraphQL back end', () => {
  let inn: Inn
  beforeAll(async () => {
    inn = await openInn()
  })
  afterAll(() => inn.close())
  const all = spending()
  for (const { name, applies, run: check } of conformance) {
    const subject = (): Subject => ({
      adapter: graphqlAdapter('/graphql', () => Promise.resolve('token'), graphqlOf(inn)),
      ...all,
    })
    // it has neither `watch` nor `receipt`
    if (applies({ ...subject(), adapter: graphqlAdapter('', () => Promise.resolve(''), fetch) }))
      test(name, () => check(subject()))
  }

  test('is what the page about the server quotes', () => {
    const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
    const [, code = ''] = read('demo/server/graphql-adapter.ts').split('// the adapter\n')
    expect(code.split('\n').length).toBeLessThan(60)
    expect(read('docs/server.md')).toContain(code)
  })
})
