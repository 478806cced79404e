/** Who may ask, how often, how much, and from which page. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { appOf } from '../../demo/server/app.js'
import { Events } from '../../demo/server/events.js'
import { withHost } from '../../demo/server/host.js'
import type { Problem } from '../../demo/server/problem.js'
import { listening } from '../../demo/server/server.js'
import { claimsIn, signingKeyOf, tokenOf } from '../../demo/server/token.js'
import { openInn, secret, startMs, type Inn } from './inn.js'

let inn: Inn
beforeAll(async () => {
  inn = await openInn({
    rate: { burst: 20, perSecond: 2 },
    origins: ['https://shop.example'],
    heartbeatSeconds: 0.05,
  })
})
afterAll(() => inn.close())
beforeEach(() => {
  inn.time.ms += 60_000 // all buckets are full again
})

const claim = { command: 'claimTask', task: 'threeCups', key: 'k' }
const codeOf = async (answer: Response): Promise<string> => ((await answer.json()) as Problem).issue.code

describe('a token', () => {
  test('is for one merchant, who reads and writes no other', async () => {
    const token = await inn.token('7')
    for (const path of ['', '/standing', '/entries', '/events', '/receipts?key=k'])
      expect((await inn.ask(`/merchants/8${path}`, token)).status).toBe(403)
    expect((await inn.send(claim, token, '8')).status).toBe(403)
    expect((await inn.ask('/programs/other', token)).status).toBe(403)
    expect((await inn.ask('/merchants/7', token)).status).toBe(200)
    // however the other one is written
    for (const name of ['7%2F..%2F8', '8?merchant=7', '7;8', '8#7', '%38'])
      expect([403, 404]).toContain((await inn.ask(`/merchants/${name}`, token)).status)
    expect(await (await inn.ask('/merchants/%37', token)).json()).toMatchObject({ id: '7' })
  })

  test('of a merchant sends nothing that only an operator may', async () => {
    const token = await inn.token('7')
    const reason = { en: 'x', 'zh-CN': 'x' }
    for (const command of [
      { command: 'spendPoints', account: 'beans', amountPoints: 1, key: 'a' },
      { command: 'adjustPoints', account: 'beans', points: 1_000_000, reason, key: 'b' },
      { command: 'reverse', fact: 'a', key: 'c' },
      { command: 'useBenefit', benefit: 'dinner', redemption: 'x', key: 'd' },
    ]) {
      const answer = await inn.send(command, token)
      expect([answer.status, await codeOf(answer)]).toEqual([422, 'notYours'])
    }
    const scheduler = await inn.token('7', 'clock')
    expect(await codeOf(await inn.send(claim, scheduler))).toBe('notYours')
  })

  test('ends when its time is over, and is good for an hour at most', async () => {
    const token = await inn.token('7', 'merchant', 60)
    inn.time.ms += 59_000
    expect((await inn.ask('/merchants/7', token)).status).toBe(200)
    inn.time.ms += 1_000
    const over = await inn.ask('/merchants/7', token)
    expect([over.status, over.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="tierkit"'])
    await expect(inn.token('7', 'merchant', 3_601)).rejects.toThrow('400')
  })

  const key = signingKeyOf(secret)
  const claims = {
    merchant: '7',
    program: 'cafe',
    by: 'merchant',
    iat: startMs / 1000,
    exp: startMs / 1000 + 300,
  } as const
  test('holds as it was made', () => {
    expect(claimsIn(key, tokenOf(key, claims), startMs)).toEqual(claims)
  })
  test.each([
    [
      'with other claims',
      () =>
        tokenOf(key, claims).replace(
          /^[^.]+/,
          Buffer.from(JSON.stringify({ ...claims, merchant: '8' })).toString('base64url'),
        ),
    ],
    ['without a signature', () => `${tokenOf(key, claims).split('.')[0]}.`],
    ['signed with the secret itself', () => tokenOf(Buffer.from(secret), claims)],
    ['signed by another', () => tokenOf(signingKeyOf(`${secret}!`), claims)],
    ['with its signature spelled otherwise', () => `${tokenOf(key, claims)}=`],
    ['with a third part', () => `${tokenOf(key, claims)}.x`],
    ['that begins later', () => tokenOf(key, { ...claims, iat: claims.iat + 60 })],
    ['that is over', () => tokenOf(key, { ...claims, exp: claims.iat })],
    ['of nothing', () => ''],
  ])('%s is none', (_, make) => {
    expect(claimsIn(key, make(), startMs)).toBeNull()
  })
})

describe('a session', () => {
  const ask = (init: RequestInit, bearer: string | null = secret): Promise<Response> =>
    inn.ask('/sessions', bearer, { method: 'POST', headers: { 'content-type': 'application/json' }, ...init })

  test('is given to who knows the secret, and to nobody else', async () => {
    const body = '{"merchant":"7","by":"operator"}'
    for (const guessed of [null, '', 'x', `${secret}x`, secret.slice(1), await inn.token('7', 'operator')])
      expect((await ask({ body }, guessed)).status).toBe(401)
    const answer = await ask({ body })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.json()).toMatchObject({ merchant: '7', program: 'cafe', by: 'operator' })
  })

  test('is refused with the place of what is wrong', async () => {
    const wrong = async (body: string): Promise<unknown> => {
      const answer = await ask({ body })
      const { issue } = (await answer.json()) as Problem
      return [answer.status, issue.code, issue.path.join('.')]
    }
    expect(await wrong('{"merchant":7}')).toEqual([400, 'wrongType', 'merchant'])
    expect(await wrong('{"merchant":"7","by":"root"}')).toEqual([400, 'notOneOf', 'by'])
    expect(await wrong('{"merchant":"7","exp":9999999999}')).toEqual([400, 'unknownKey', 'exp'])
    expect(await wrong('{"merchant":"7","merchant":"8"}')).toEqual([400, 'repeatedKey', 'merchant'])
    expect(await wrong('me')).toEqual([400, 'notJson', ''])
  })

  test('of the demo is handed out by the host, which shows nobody its secret', async () => {
    const events = new Events()
    const app = withHost(appOf({ ledger: inn.ledger, events, secret, now: () => inn.time.ms }), secret)
    const answer = await app.request('/host/session?merchant=7', { method: 'POST' })
    expect(answer.status).toBe(201)
    const { token, by } = (await answer.json()) as { token: string; by: string }
    expect(by).toBe('merchant')
    expect((await inn.ask('/merchants/7', token)).status).toBe(200)
  })

  test('needs a secret that cannot be guessed', () => {
    const events = new Events()
    const options = { ledger: inn.ledger, events, now: Date.now }
    expect(() => appOf({ ...options, secret: 'short' })).toThrow('32 characters')
  })
})

describe('a sender who asks too often', () => {
  test('is told when to ask again, and others are not kept waiting', async () => {
    const [mine, other] = [await inn.token('7'), await inn.token('8')]
    const statuses: number[] = []
    for (let nth = 0; nth < 22; nth++) statuses.push((await inn.ask('/merchants/7', mine)).status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(20)
    const refused = await inn.ask('/merchants/7', mine)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1'])
    // another token of the same sender is no way round
    const again = await inn.token('7')
    expect((await inn.ask('/merchants/7', again)).status).toBe(429)
    expect((await inn.ask('/merchants/8', other)).status).toBe(200)
    inn.time.ms += 1_000
    expect((await inn.ask('/merchants/7', mine)).status).toBe(200)
  })

  test('cannot try secrets or tokens for long', async () => {
    const statuses = new Set<number>()
    for (let nth = 0; nth < 25; nth++) statuses.add((await inn.ask('/merchants/7', `guess.${nth}`)).status)
    expect([...statuses]).toEqual([401, 429])
    expect((await inn.ask('/sessions', 'guess', { method: 'POST' })).status).toBe(429)
    // and the host, whose proxy may be theirs as well, gets its tokens all the same
    expect(await inn.token()).toMatch(/\./)
  })
})

describe('an answer', () => {
  test('is for the pages that may ask', async () => {
    const preflight = (origin: string): Promise<Response> =>
      inn.ask('/merchants/7/commands', null, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'idempotency-key',
        },
      })
    const ours = await preflight('https://shop.example')
    expect(ours.headers.get('access-control-allow-origin')).toBe('https://shop.example')
    expect(ours.headers.get('access-control-allow-headers')).toMatch(/Idempotency-Key/i)
    for (const origin of ['https://other.example', 'null', 'https://shop.example.evil'])
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull()
    const token = await inn.token()
    const read = await inn.ask('/merchants/7', token, { headers: { origin: 'https://shop.example' } })
    expect(read.headers.get('access-control-expose-headers')).toBe('Date,ETag,Retry-After')
    expect(read.headers.get('access-control-allow-credentials')).toBeNull()
  })

  test('says what a browser must not do with it', async () => {
    for (const answer of [await inn.ask('/merchants/7', await inn.token()), await inn.ask('/nowhere')]) {
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-security-policy': `default-src 'none'; frame-ancestors 'none'`,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
        'cache-control': 'private, no-cache',
      })
      expect(answer.headers.get('vary')).toMatch(/Authorization/)
    }
  })

  test('is a problem in the language that is asked for, whatever goes wrong', async () => {
    const token = await inn.token()
    const chinese = await inn.ask('/merchants/8', token, { headers: { 'accept-language': 'zh-CN,zh;q=0.9' } })
    expect(((await chinese.json()) as Problem).detail).toMatch(/[\u4e00-\u9fff]/)
    const [nowhere, wrong] = [
      await inn.ask('/nowhere'),
      await inn.ask('/merchants/7', token, { method: 'DELETE' }),
    ]
    expect([nowhere.status, await codeOf(nowhere)]).toEqual([404, 'notFound'])
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET'])
  })
})

describe('a page of entries', () => {
  test.each([
    ['count=0', 'tooSmall', 'count'],
    ['count=201', 'tooBig', 'count'],
    ['count=1e3', 'tooSmall', 'count'],
    ['cursor=older:0', 'notOneOf', 'cursor'],
    [`cursor=older:1'--`, 'notOneOf', 'cursor'],
    ['date=yesterday', 'badInstant', 'date'],
    ['from=middle', 'notOneOf', 'from'],
  ])('asked with %s is refused with its place', async (query, code, key) => {
    const answer = await inn.ask(`/merchants/7/entries?${query}`, await inn.token())
    const { issue } = (await answer.json()) as Problem
    expect([answer.status, issue.code, issue.path.join()]).toEqual([400, code, key])
  })
})

describe('a stream of events', () => {
  const lines = async (answer: Response, until: (text: string) => boolean): Promise<string> => {
    const reader = answer.body!.getReader()
    let text = ''
    while (!until(text)) {
      const { value, done } = await reader.read()
      if (done) return `${text}(end)`
      text += new TextDecoder().decode(value)
    }
    await reader.cancel()
    return text
  }

  test('tells of the revision, and of every one that follows, and beats in between', async () => {
    const token = await inn.token('8')
    const { revision } = (await (await inn.ask('/merchants/8', token)).json()) as { revision: number }
    const heard = lines(await inn.ask('/merchants/8/events', token), (text) =>
      text.includes(`id: ${revision + 1}`),
    )
    expect((await inn.send({ ...claim, key: 'seen' }, token, '8')).status).toBe(201)
    const text = await heard
    expect(text).toContain(`event: revision\ndata: {"revision":${revision}}\nid: ${revision}\n\n`)
    expect(text).toContain(`data: {"revision":${revision + 1}}`)
    const later = await inn.ask('/merchants/8/events', token, {
      headers: { 'last-event-id': String(revision + 1) },
    })
    expect(await lines(later, (found) => found.includes(': \n\n'))).toBe(': \n\n')
    const lying = await inn.ask('/merchants/8/events', token, { headers: { 'last-event-id': '999999' } })
    expect(await lines(lying, (found) => found.includes('id: '))).toContain(`"revision":${revision + 1}`)
  })

  test('ends with its token', async () => {
    const token = await inn.token('8', 'merchant', 1)
    const heard = lines(await inn.ask('/merchants/8/events', token), () => false)
    inn.time.ms += 2_000
    expect(await heard).toMatch(/\(end\)$/)
  })

  test('is over when nobody listens any more, or the server ends', async () => {
    const own = await openInn({ heartbeatSeconds: 60 })
    const { address, close } = await listening(own.app, 0)
    const token = await own.token('7')
    const ends = new AbortController()
    const ask = (signal: AbortSignal): Promise<Response> =>
      fetch(`${address}/merchants/7/events`, { headers: { authorization: `Bearer ${token}` }, signal })
    await Promise.all(Array.from({ length: 16 }, () => ask(ends.signal)))
    expect((await ask(new AbortController().signal)).status).toBe(429)
    ends.abort()
    await expect.poll(async () => (await ask(AbortSignal.timeout(1_000))).status).toBe(200)
    const last = lines(await own.ask('/merchants/7/events', token), () => false)
    await close()
    await own.close()
    expect(await last).toMatch(/\(end\)$/)
    expect(own.faults).toEqual([])
  })

  test('is one of a few', async () => {
    const token = await inn.token('7')
    const open = []
    for (let nth = 0; nth < 16; nth++) open.push(await inn.ask('/merchants/7/events', token))
    expect(open.map(({ status }) => status)).toEqual(Array(16).fill(200))
    expect((await inn.ask('/merchants/7/events', token)).status).toBe(429)
    for (const { body } of open) await body!.cancel()
  })
})

test('nothing has gone wrong inside', () => {
  expect(inn.faults).toEqual([])
})
