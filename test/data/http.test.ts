import { afterEach, describe, expect, it, vi } from 'vitest'
import { failureOf, isUnsure, retryAfterMsOf, type AdapterContext } from '../../src/data/adapter.js'
import { httpAdapter, type HttpOptions } from '../../src/data/http.js'
import { Outbox } from '../../src/data/outbox.js'
import { pageTimer } from '../../src/data/timer.js'
import { issueAt } from '../../src/schema/issues.js'
import type { Command } from '../../src/schema/view.js'
import { say, serve, type Answering, type TestServer } from './server.js'

function ctxOf(signal = new AbortController().signal): AdapterContext {
  return { signal, merchantId: null, locale: 'en' }
}

let server: TestServer | null = null
afterEach(async () => {
  await server?.close()
  server = null
})

const paths = {
  standing: '/me',
  merchant: '/record',
  program: '/p',
  entries: '/log',
  send: '/send',
  receipt: '/sent',
}

/** An adapter of all URLs on a server that answers so. */
async function open(answer: Answering, options: Partial<HttpOptions> = {}) {
  server = await serve(answer)
  const { url } = server
  const urls = Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, url + path]))
  return { server, adapter: httpAdapter({ ...urls, ...options }) }
}

const claim: Command = { command: 'claimTask', task: 'photos', key: 'k1', revision: 7 }
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error: unknown) => error,
  )

describe('a document behind a URL', () => {
  it('is its text, unread, with its revision and the server’s time', async () => {
    const date = 'Sun, 22 Nov 2026 08:00:00 GMT'
    const { adapter, server } = await open((_heard, response) =>
      say(response, 200, '<html>', { etag: '"42"', date }),
    )
    expect(await adapter.standing!(ctxOf())).toEqual({
      data: '<html>',
      revision: 42,
      asOf: '2026-11-22T08:00:00.000Z',
    })
    expect(server.heard[0]).toMatchObject({
      method: 'GET',
      url: '/me',
      headers: { accept: 'application/json' },
    })
  })

  it('that a cache on the way has kept is as old as it says', async () => {
    const { adapter } = await open((_heard, response) =>
      say(response, 200, '{}', { date: 'Sun, 22 Nov 2026 08:00:00 GMT', age: '90' }),
    )
    expect((await adapter.merchant!(ctxOf())).asOf).toBe('2026-11-22T08:01:30.000Z')
  })

  it.each([
    ['"42"', 42],
    ['W/"42"', 42],
    ['"42;3.2"', 42],
    ['"5f1c-ab"', null],
    ['', null],
  ])('with the ETag %s is revision %s', async (etag, revision) => {
    const { adapter } = await open((_heard, response) => say(response, 200, '{}', etag ? { etag } : {}))
    expect((await adapter.merchant!(ctxOf())).revision).toBe(revision)
  })

  it('is asked again by its ETag, and is what was read before where that still holds', async () => {
    const { adapter, server } = await open((heard, response) => {
      if (heard.headers['if-none-match'] === '"5"') say(response, 304, '')
      else say(response, 200, '{"five":5}', { etag: '"5"' })
    })
    const first = await adapter.merchant!(ctxOf())
    const second = await adapter.merchant!(ctxOf())
    expect(second).toMatchObject({ data: '{"five":5}', revision: 5 })
    expect(second.data).toBe(first.data)
    expect(server.heard.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"5"'])
  })

  it('is never taken from the cache of the page, and a program only after asking', async () => {
    const init: RequestInit[] = []
    const fetch = (_url: unknown, options: RequestInit) => (
      init.push(options),
      Promise.resolve(new Response('{}', { headers: { etag: '"1"' } }))
    )
    const adapter = httpAdapter({ merchant: '/me', program: '/p', fetch: fetch as never })
    for (const name of ['merchant', 'program', 'program'] as const) await adapter[name]!(ctxOf())
    expect(init.map(({ cache }) => cache)).toEqual(['no-store', 'no-cache', 'no-store'])
  })

  it('that is said to be unchanged, and was never read, is a failure', async () => {
    const { adapter } = await open((_heard, response) => say(response, 304, ''))
    const given = await adapter.standing!(ctxOf()).catch(failureOf)
    expect(given).toEqual(issueAt('serverFailed', [], { status: 304 }))
  })

  it.each([
    [401, 'notAllowed'],
    [403, 'notAllowed'],
    [404, 'notFound'],
    [409, 'serverFailed'],
    [422, 'serverFailed'],
    [429, 'serverFailed'],
    [500, 'serverFailed'],
    [503, 'serverFailed'],
  ])('that answers %d rejects with %s', async (status, code) => {
    const { adapter } = await open((_heard, response) =>
      say(response, status, '<html>no', { 'content-type': 'text/html' }),
    )
    await expect(adapter.program!(ctxOf())).rejects.toMatchObject({ issue: { code, params: { status } } })
  })

  it('whose answer is cut off rejects as one that did not come', async () => {
    const { adapter } = await open((_heard, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"tierkit":')
      setTimeout(() => response.destroy(), 20)
    })
    expect(failureOf(await rejection(adapter.standing!(ctxOf())))).toEqual(issueAt('unreachable', [], {}))
  })

  it('on a server that is gone rejects as one that did not come', async () => {
    const { adapter, server } = await open(() => undefined)
    await server.close()
    expect(failureOf(await rejection(adapter.standing!(ctxOf())))).toEqual(issueAt('unreachable', [], {}))
  })

  it('that does not answer is given up in time', async () => {
    const { adapter } = await open(() => undefined, { timeoutSeconds: 0.05 })
    await expect(adapter.standing!(ctxOf())).rejects.toMatchObject({
      issue: { code: 'timedOut', params: { seconds: 0.05 } },
    })
  })

  it('is asked no longer when nobody waits', async () => {
    const asked: AbortSignal[] = []
    const fetch = (_url: unknown, { signal }: RequestInit) => (
      asked.push(signal!),
      new Promise<Response>(() => undefined)
    )
    const waiting = new AbortController()
    const answer = rejection(
      httpAdapter({ standing: '/me.json', fetch: fetch as never }).standing!(ctxOf(waiting.signal)),
    )
    expect(asked[0]!.aborted).toBe(false)
    waiting.abort()
    expect(asked[0]!.aborted).toBe(true)
    expect(await answer).toBeInstanceOf(Error)
  })

  it('is offered only where it has a URL', () => {
    expect(Object.keys(httpAdapter({ program: '/p.json', merchant: '/me.json' }))).toEqual([
      'program',
      'merchant',
    ])
  })
})

describe('the same question asked many times at once', () => {
  const slowly: Answering = (_heard, response) => setTimeout(() => say(response, 200, '{}'), 30)

  it('is one request, by one adapter or by twenty', async () => {
    const { adapter, server } = await open(slowly)
    const others = Array.from({ length: 19 }, () => httpAdapter({ standing: `${server.url}/me` }))
    const answers = await Promise.all([adapter, ...others].map((one) => one.standing!(ctxOf())))
    expect(answers).toHaveLength(20)
    expect(server.heard).toHaveLength(1)
  })

  it('is a request of its own for a token of its own', async () => {
    const { adapter, server } = await open(slowly, { getToken: () => 'mine' })
    const other = httpAdapter({ standing: `${server.url}/me`, getToken: () => 'yours' })
    await Promise.all([adapter.standing!(ctxOf()), other.standing!(ctxOf())])
    expect(server.heard.map(({ headers }) => headers.authorization).sort()).toEqual([
      'Bearer mine',
      'Bearer yours',
    ])
  })

  it('goes on for those who still wait', async () => {
    const { adapter, server } = await open(slowly)
    const leaving = new AbortController()
    const left = rejection(adapter.standing!(ctxOf(leaving.signal)))
    const stays = adapter.standing!(ctxOf())
    leaving.abort()
    expect(await left).toBeInstanceOf(Error)
    expect((await stays).data).toBe('{}')
    expect(server.heard).toHaveLength(1)
  })

  it('is asked anew by who has let go of it', async () => {
    const fetch = vi.fn(() => Promise.resolve(new Response('{}')))
    const adapter = httpAdapter({ standing: '/me', fetch: fetch as never })
    const leaving = new AbortController()
    void rejection(adapter.standing!(ctxOf(leaving.signal)))
    leaving.abort()
    await adapter.standing!(ctxOf())
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it('is not answered by what was asked before a command was taken', async () => {
    let revision = 1
    const { adapter } = await open((heard, response) => {
      if (heard.method === 'POST') return say(response, 200, { key: 'k1', revision: ++revision })
      const body = String(revision)
      setTimeout(() => say(response, 200, body), 60)
    })
    const before = adapter.merchant!(ctxOf())
    await new Promise((resolve) => setTimeout(resolve, 20))
    await adapter.send!(claim, ctxOf())
    expect((await adapter.merchant!(ctxOf())).data).toBe('2')
    expect((await before).data).toBe('1')
  })
})

describe('a page of entries behind a URL', () => {
  it.each([
    ['/log', 'first', '/log?count=20&from=first'],
    ['/log?of=me', 'last', '/log?of=me&count=20&from=last'],
    ['/log', { cursor: 'a b&c' }, '/log?count=20&cursor=a+b%26c'],
    ['/log', { date: '2026-01-01' }, '/log?count=20&date=2026-01-01'],
  ] as const)('at %s from %j is asked for as %s', async (entries, from, url) => {
    const fetch = vi.fn(() => Promise.resolve(new Response('{}')))
    await httpAdapter({ entries, fetch: fetch as never }).entries!({ from, count: 20 }, ctxOf())
    expect((fetch.mock.calls as unknown[][])[0]![0]).toBe(url)
  })
})

describe('a command', () => {
  it('is posted as JSON with its key in a header, and its receipt comes back', async () => {
    const { adapter, server } = await open((_heard, response) =>
      say(response, 201, { key: 'k1', revision: 8 }),
    )
    const { data } = await adapter.send!(claim, ctxOf())
    expect(JSON.parse(data as string)).toEqual({ key: 'k1', revision: 8 })
    const [heard] = server.heard
    expect(heard).toMatchObject({
      method: 'POST',
      url: '/send',
      headers: { 'idempotency-key': 'k1', 'content-type': 'application/json' },
    })
    expect(JSON.parse(heard!.body)).toEqual(claim)
  })

  it('whose key no header can hold is sent all the same', async () => {
    const { adapter, server } = await open((_heard, response) => say(response, 200, {}))
    await adapter.send!({ ...claim, key: '钥匙\n1' }, ctxOf())
    expect(server.heard[0]!.headers['idempotency-key']).toBe(encodeURIComponent('钥匙\n1'))
  })

  it('that is refused rejects with the Issue of the problem', async () => {
    const issue = issueAt('notEnoughPoints', [], { need: 500, have: 20 })
    const { adapter } = await open(
      (_heard, response) =>
      say(response, 422, { type: 'x', title: 'y', status: 422, issue: { ...issue, evil: 1 } }, { 'content-type': 'application/problem+json' }), // prettier-ignore
    )
    const error = await rejection(adapter.send!(claim, ctxOf()))
    expect(failureOf(error)).toEqual(issue)
    expect(isUnsure(failureOf(error))).toBe(false)
  })

  it.each([
    ['another code than ours', { issue: { code: 'noSuchCode', path: [], params: {} } }],
    ['a code that every object has', { issue: { code: 'constructor', path: [], params: {} } }],
    ['params missing', { issue: { code: 'notEnoughPoints', path: [], params: { need: 1 } } }],
    [
      'params of another type',
      { issue: { code: 'notEnoughPoints', path: [], params: { need: {}, have: 1 } } },
    ],
    ['no path', { issue: { code: 'redeemFirst', params: {} } }],
    ['no issue', { title: 'no' }],
    ['a list', []],
    ['an end too early', '{"issue": {"code": "used'],
    ['null', 'null'],
  ])('refused with a problem that has %s rejects with its status', async (_title, body) => {
    const { adapter } = await open((_heard, response) => say(response, 409, body))
    expect(failureOf(await rejection(adapter.send!(claim, ctxOf())))).toEqual(
      issueAt('serverFailed', [], { status: 409 }),
    )
  })

  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Sun, 22 Nov 2026 08:01:30 GMT', 90_000],
    ['Sun, 22 Nov 2026 07:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['1.5', null],
    ['', null],
  ])('told to come again after %j waits %s ms', async (said, ms) => {
    const { adapter } = await open((_heard, response) =>
      say(response, 429, '{}', {
        date: 'Sun, 22 Nov 2026 08:00:00 GMT',
        ...(said && { 'retry-after': said }),
      }),
    )
    const error = await rejection(adapter.send!(claim, ctxOf()))
    expect(retryAfterMsOf(error)).toBe(ms)
    expect(isUnsure(failureOf(error))).toBe(true)
  })

  it('is not a refusal where the server failed, whatever it says beside it', async () => {
    const issue = issueAt('usedUp', [], { times: 2 })
    const { adapter } = await open((_heard, response) => say(response, 503, { issue }))
    expect(isUnsure(failureOf(await rejection(adapter.send!(claim, ctxOf()))))).toBe(true)
  })

  it('is not sent on to where a redirect leads', async () => {
    const { adapter, server } = await open((heard, response) =>
      heard.url === '/send'
        ? say(response, 307, '', { location: '/elsewhere' })
        : say(response, 200, { key: 'k1', revision: 8 }),
    )
    expect(failureOf(await rejection(adapter.send!(claim, ctxOf()))).code).toBe('unreachable')
    expect(server.heard.map(({ url }) => url)).toEqual(['/send'])
  })

  it('can be asked after by its key', async () => {
    const { adapter, server } = await open((heard, response) =>
      heard.url.indexOf('key=k1') > 0
        ? say(response, 200, { key: 'k1', revision: 8 })
        : say(response, 404, ''),
    )
    expect((await adapter.receipt!('k1', ctxOf())).data).toBe('{"key":"k1","revision":8}')
    expect(await adapter.receipt!('k 2', ctxOf())).toEqual({ data: null })
    expect(server.heard[1]!.url).toBe('/sent?key=k+2')
  })

  it('goes to the origin that the adapter names', async () => {
    const { adapter, server } = await open(() => undefined)
    expect(adapter.origin).toBe(server.url)
  })

  it('to one of two logs on a server is never sent to the other', async () => {
    const { server } = await open((_heard, response) => say(response, 503, ''))
    const kept = new Map<string, string>()
    const storage = {
      list: (prefix: string) => [...kept].filter(([key]) => key.startsWith(prefix)),
      put: (key: string, text: string) => void kept.set(key, text),
      delete: (key: string) => void kept.delete(key),
    }
    const outboxOf = (log: string): Outbox => {
      const adapter = httpAdapter({ send: `${server.url}/${log}/send`, origin: `${server.url}/${log}` })
      const outbox = new Outbox({
        send: (command) => adapter.send!(command, ctxOf()),
        origin: adapter.origin!,
        storage,
        now: Date.now,
        timer: pageTimer,
        random: Math.random,
        revision: () => null,
        changed: () => undefined,
      })
      outbox.keepFor('7')
      return outbox
    }
    const first = outboxOf('shops')
    await first.send(claim)
    first.close(issueAt('unreachable', [], {}))
    const other = outboxOf('hotels')
    const again = outboxOf('shops')
    await vi.waitFor(() => expect(again.waiting).toHaveLength(1))
    expect(other.waiting).toEqual([])
    expect(server.heard.map(({ url }) => url)).not.toContain('/hotels/send')
    for (const outbox of [other, again]) outbox.close(issueAt('unreachable', [], {}))
  })
})

describe('a token', () => {
  /** A server that takes one token. */
  const guarded =
    (valid: () => string): Answering =>
    (heard, response) =>
      heard.headers.authorization === `Bearer ${valid()}` ? say(response, 200, '{}') : say(response, 401, '')

  it('is asked once, however many requests wait for it, and sent with each', async () => {
    const getToken = vi.fn(() => Promise.resolve('t1'))
    const { adapter, server } = await open(
      guarded(() => 't1'),
      { getToken },
    )
    await Promise.all([adapter.standing!(ctxOf()), adapter.merchant!(ctxOf()), adapter.program!(ctxOf())])
    await adapter.standing!(ctxOf())
    expect(getToken).toHaveBeenCalledTimes(1)
    expect(server.heard).toHaveLength(4)
  })

  it('that has expired is asked for once more, by all requests together', async () => {
    let valid = 1
    let asked = 0
    const { adapter, server } = await open(
      guarded(() => `t${valid}`),
      { getToken: () => `t${++asked}` },
    )
    await adapter.standing!(ctxOf())
    valid = 2
    await Promise.all([adapter.standing!(ctxOf()), adapter.merchant!(ctxOf()), adapter.program!(ctxOf())])
    expect(asked).toBe(2)
    expect(server.heard).toHaveLength(7)
  })

  it('that expires while a command is on its way has it sent again under its key', async () => {
    let asked = 0
    const { adapter, server } = await open(
      (heard, response) =>
        heard.headers.authorization === 'Bearer t2'
          ? say(response, 200, { key: 'k1', revision: 8 })
          : say(response, 401, ''),
      { getToken: () => `t${++asked}` },
    )
    await adapter.send!(claim, ctxOf())
    expect(server.heard.map(({ headers }) => headers['idempotency-key'])).toEqual(['k1', 'k1'])
  })

  it('that is refused twice is not asked for a third time', async () => {
    const getToken = vi.fn(() => 'bad')
    const { adapter, server } = await open(
      guarded(() => 'good'),
      { getToken },
    )
    expect(failureOf(await rejection(adapter.standing!(ctxOf())))).toEqual(
      issueAt('notAllowed', [], { status: 401 }),
    )
    expect(getToken).toHaveBeenCalledTimes(2)
    expect(server.heard).toHaveLength(2)
  })

  it('that cannot be had is a failure, and is asked for again by the next request', async () => {
    let asked = 0
    const { adapter, server } = await open(
      guarded(() => 't2'),
      {
        getToken: () => (++asked === 1 ? Promise.reject(new Error('secret-in-message')) : 't2'),
      },
    )
    const error = await rejection(adapter.standing!(ctxOf()))
    expect(failureOf(error)).toEqual(issueAt('unreachable', [], {}))
    expect((await adapter.standing!(ctxOf())).data).toBe('{}')
    expect(server.heard).toHaveLength(1)
  })

  it('is asked for again where the host never answers', async () => {
    let asked = 0
    const { adapter } = await open((_heard, response) => say(response, 200, '{}'), {
      getToken: () => (++asked === 1 ? new Promise<string>(() => undefined) : 't2'),
      timeoutSeconds: 0.5,
    })
    await expect(adapter.merchant!(ctxOf())).rejects.toMatchObject({ issue: { code: 'timedOut' } })
    const later = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 30_000)
    expect((await adapter.merchant!(ctxOf())).data).toBe('{}')
    expect((await adapter.standing!(ctxOf())).data).toBe('{}')
    expect(asked).toBe(2)
    later.mockRestore()
  })

  it('that never comes is given up in time', async () => {
    const { adapter } = await open(() => undefined, {
      getToken: () => new Promise<string>(() => undefined),
      timeoutSeconds: 0.05,
    })
    await expect(adapter.standing!(ctxOf())).rejects.toMatchObject({ issue: { code: 'timedOut' } })
  })

  it('is nowhere but in the header of its requests', async () => {
    const secret = 's3cr3t'
    const { adapter, server } = await open((_heard, response) => say(response, 403, ''), {
      getToken: () => secret,
    })
    const logged = (['log', 'warn', 'error', 'info', 'debug'] as const).map((name) => vi.spyOn(console, name))
    const error = await rejection(adapter.send!(claim, ctxOf()))
    expect(JSON.stringify([adapter, error, failureOf(error), (error as Error).stack])).not.toContain(secret)
    expect(server.heard.map(({ url, body }) => url + body).join()).not.toContain(secret)
    for (const spy of logged) {
      expect(spy).not.toHaveBeenCalled()
      spy.mockRestore()
    }
  })

  it('is not taken where a redirect leads', async () => {
    const { adapter, server } = await open(
      (heard, response) =>
        heard.url === '/me' ? say(response, 302, '', { location: '/elsewhere' }) : say(response, 200, '{}'),
      { getToken: () => 't' },
    )
    expect(failureOf(await rejection(adapter.standing!(ctxOf()))).code).toBe('unreachable')
    expect(server.heard).toHaveLength(1)
  })
})
