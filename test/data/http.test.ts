import { describe, expect, it, vi } from 'vitest'
import type { AdapterContext } from '../../src/data/adapter.js'
import { httpAdapter } from '../../src/data/http.js'

function ctxOf(signal = new AbortController().signal): AdapterContext {
  return { signal, merchantId: null, locale: 'en' }
}

function serving(body: string, init: ResponseInit = {}) {
  return vi.fn(() => Promise.resolve(new Response(body, init))) as unknown as typeof fetch &
    ReturnType<typeof vi.fn>
}

describe('a document behind a URL', () => {
  it('is its text, unread', async () => {
    const fetch = serving('<html>', { headers: { etag: '"42"' } })
    expect(await httpAdapter({ standing: '/me.json', fetch }).standing!(ctxOf())).toEqual({
      data: '<html>',
      revision: 42,
    })
    expect(fetch.mock.calls[0]![0]).toBe('/me.json')
    expect(fetch.mock.calls[0]![1]).toMatchObject({
      cache: 'no-cache',
      headers: { accept: 'application/json' },
    })
  })

  it.each([
    ['"42"', 42],
    ['W/"42"', 42],
    ['"5f1c-ab"', null],
    ['', null],
  ])('with the ETag %s is revision %s', async (etag, revision) => {
    const answer = await httpAdapter({ merchant: '/me.json', fetch: serving('{}', { headers: { etag } }) })
      .merchant!(ctxOf())
    expect(answer.revision).toBe(revision)
  })

  it.each([
    [401, 'notAllowed'],
    [404, 'notFound'],
    [500, 'serverFailed'],
  ])('that answers %d rejects with %s', async (status, code) => {
    const adapter = httpAdapter({ program: '/p.json', fetch: serving('', { status }) })
    await expect(adapter.program!(ctxOf())).rejects.toMatchObject({ issue: { code, params: { status } } })
  })

  it('that does not answer is given up in time', async () => {
    const fetch = vi.fn(
      (_url: unknown, { signal }: RequestInit) =>
        new Promise<Response>((_resolve, reject) =>
          signal!.addEventListener('abort', () => reject(new Error('aborted'))),
        ),
    )
    const adapter = httpAdapter({ standing: '/me.json', fetch: fetch as never, timeoutSeconds: 0.01 })
    await expect(adapter.standing!(ctxOf())).rejects.toMatchObject({
      issue: { code: 'timedOut', params: { seconds: 0.01 } },
    })
  })

  it('is asked no longer when nobody waits', async () => {
    const asked: AbortSignal[] = []
    const fetch = (_url: unknown, { signal }: RequestInit) => (
      asked.push(signal!),
      new Promise<Response>(() => undefined)
    )
    const waiting = new AbortController()
    void httpAdapter({ standing: '/me.json', fetch: fetch as never }).standing!(ctxOf(waiting.signal))
    expect(asked[0]!.aborted).toBe(false)
    waiting.abort()
    expect(asked[0]!.aborted).toBe(true)
  })

  it('is offered only where it has a URL', () => {
    expect(Object.keys(httpAdapter({ program: '/p.json', merchant: '/me.json' }))).toEqual([
      'program',
      'merchant',
    ])
  })
})

describe('a page of entries behind a URL', () => {
  it.each([
    ['/log', 'first', '/log?count=20&from=first'],
    ['/log?of=me', 'last', '/log?of=me&count=20&from=last'],
    ['/log', { cursor: 'a b&c' }, '/log?count=20&cursor=a+b%26c'],
    ['/log', { date: '2026-01-01' }, '/log?count=20&date=2026-01-01'],
  ] as const)('at %s from %j is asked for as %s', async (entries, from, url) => {
    const fetch = serving('{}')
    await httpAdapter({ entries, fetch }).entries!({ from, count: 20 }, ctxOf())
    expect(fetch.mock.calls[0]![0]).toBe(url)
  })
})
