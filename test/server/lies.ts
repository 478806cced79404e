/**
 * Requests that lie: each is one that the server would take, with one thing in it that is not so. What none of them may get is anything
 * but a problem with its type. By a seed, so that each can be sent again.
 */
import { signingKeyOf, tokenOf } from '../../demo/server/token.js'
import type { Sender } from '../../src/schema/command.js'
import { openInn, secret, type Inn } from './inn.js'

export interface Lie {
  readonly about: string
  readonly path: string
  readonly token: string | null
  readonly init: RequestInit
}

/** From 0 to below 1, the same ones for a seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Command = Record<string, unknown>
type Make = (of: Maker) => Omit<Lie, 'about'>

export class Maker {
  private nth = 0
  constructor(
    readonly random: () => number,
    readonly nowMs: () => number,
  ) {}

  one<T>(options: readonly T[]): T {
    return options[Math.floor(this.random() * options.length)]!
  }
  whole(most: number): number {
    return Math.floor(this.random() * most)
  }
  key(): string {
    return `lie-${this.nth++}-${this.whole(1e9)}`
  }
  token(by: Sender = 'merchant', more: object = {}, key = signingKeyOf(secret)): string {
    const iat = Math.floor(this.nowMs() / 1000)
    return tokenOf(key, { merchant: '7', program: 'cafe', by, iat, exp: iat + 300, ...more })
  }
  /** A command that merchant 7 would be granted. */
  true(): Command {
    return this.one<() => Command>([
      () => ({ command: 'claimTask', task: 'threeCups', key: this.key() }),
      () => ({ command: 'useBenefit', benefit: 'boost', key: this.key() }),
      () => ({ command: 'redeemBenefit', benefit: 'dinner', key: this.key() }),
      () => ({ command: 'dismissTask', task: 'longMenu', key: this.key() }),
    ])()
  }
  /** A command that an operator would be granted for merchant 7. */
  operators(): Command {
    const reason = { en: 'Gift', 'zh-CN': '赠送' }
    return this.one<() => Command>([
      () => ({ command: 'spendPoints', account: 'beans', amountPoints: 1 + this.whole(30), key: this.key() }),
      () => ({
        command: 'adjustPoints',
        account: 'beans',
        points: 1 + this.whole(1e6),
        reason,
        key: this.key(),
      }),
    ])()
  }
  sent(
    command: Command,
    token: string | null = this.token(),
    path = '/merchants/7/commands',
  ): Omit<Lie, 'about'> {
    const key = String(command['key'])
    return this.text(JSON.stringify(command), /^[!-~]+$/.test(key) ? key : 'x', token, path)
  }
  text(
    body: string,
    key: string,
    token: string | null = this.token(),
    path = '/merchants/7/commands',
    type = 'application/json',
  ): Omit<Lie, 'about'> {
    return {
      path,
      token,
      init: { method: 'POST', headers: { 'content-type': type, 'idempotency-key': key }, body },
    }
  }
}

/** What a command has no word for: whoever says it, it is not believed. */
const said =
  (key: string, values: (of: Maker) => unknown): Make =>
  (of) =>
    of.sent({ ...of.true(), [key]: values(of) })
const spend =
  (amountPoints: unknown): Make =>
  (of) =>
    of.sent({ command: 'spendPoints', account: 'beans', amountPoints, key: of.key() }, of.token('operator'))
const forged =
  (make: (of: Maker) => string | null): Make =>
  (of) =>
    of.one<() => Omit<Lie, 'about'>>([
      () => of.sent(of.true(), make(of)),
      () => ({
        path: `/merchants/7${of.one(['', '/standing', '/entries', '/events'])}`,
        token: make(of),
        init: {},
      }),
    ])()
const hostile =
  (key: string): Make =>
  (of) => {
    const { key: own, ...rest } = of.true()
    return of.text(
      `{"key":${JSON.stringify(own)},"${key}":{"by":"operator"},${JSON.stringify(rest).slice(1)}`,
      String(own),
    )
  }
const other = (of: Maker): string => of.one(['8', '9', '%38', '8%00', '..%2f8', '7%00', ' 7'])
const hidden = ['\0', '\ud800', '1\0', "'; drop table merchants; --"]

const lies: Readonly<Record<string, Make>> = {
  score: said('score', (of) => of.whole(1e6)),
  price: said('price', () => 0),
  'price in points': said('takes', () => ({ beans: 0 })),
  balance: said('balancePoints', (of) => of.whole(1e9)),
  reward: said('reward', (of) => ({ beans: of.whole(1e6) })),
  tier: said('tier', () => 'gold'),
  version: said('version', (of) => of.one(['2026-01', '1999-01', 7])),
  'time of the deed': said('at', (of) => new Date(of.whole(2e12)).toISOString()),
  'time it was seen': said('seen', () => '2026-01-01T00:00:00Z'),
  'merchant in the command': said('merchant', () => '8'),
  'id of the fact': said('id', (of) => of.key()),
  'type of the fact': said('type', () => 'tk.adjustPoints'),
  'sender in the command': said('by', () => 'operator'),
  'state of the log': said('held', () => ({ accounts: {} })),
  'stock that is left': said('stock', () => ({ mug: 99 })),
  'entries of its own': said('entries', () => [{ amountPoints: 5 }]),
  'a field of no meaning': said('x', () => true),
  'what the balance allows': (of) => spend(31 + of.whole(1e6))(of),
  'an amount below one': (of) => spend(of.one([0, -1, -1_000, 0.5, 1.5]))(of),
  'an amount that is no number': (of) => spend(of.one(['1', null, true, [1], { valueOf: 1 }]))(of),
  'an amount beyond numbers': (of) =>
    of.text(
      `{"command":"spendPoints","account":"beans","key":"k","amountPoints":${of.one(['1e400', '-0', 'NaN', '9007199254740993', '0x10', '1e308'])}}`,
      'k',
      of.token('operator'),
    ),
  'an account that is not there': (of) =>
    of.sent(
      {
        command: 'spendPoints',
        account: of.one(['gold', '__proto__', ...hidden]),
        amountPoints: 1,
        key: of.key(),
      },
      of.token('operator'),
    ),
  'a task that is not done': (of) => of.sent({ command: 'claimTask', task: 'longMenu', key: of.key() }),
  'a task that is not there': (of) =>
    of.sent({ command: 'claimTask', task: of.one(['constructor', ...hidden]), key: of.key() }),
  'a task that was never set aside': (of) =>
    of.sent({ command: 'restoreTask', task: 'longMenu', key: of.key() }),
  'a benefit that is not there': (of) =>
    of.sent({ command: 'useBenefit', benefit: of.one(['crown', ...hidden]), key: of.key() }),
  'a benefit of a higher tier': (of) => of.sent({ command: 'useBenefit', benefit: 'suite', key: of.key() }),
  'the first of two steps': (of) => of.sent({ command: 'useBenefit', benefit: 'dinner', key: of.key() }),
  'a redemption that is not there': (of) =>
    of.sent(
      { command: 'useBenefit', benefit: 'dinner', redemption: of.one(['cup-1', ...hidden]), key: of.key() },
      of.token('operator'),
    ),
  'a release of nothing': (of) =>
    of.sent({
      command: 'releaseBenefit',
      benefit: 'dinner',
      redemption: of.one(['cup-1', ...hidden]),
      key: of.key(),
    }),
  'a choice where there is none': (of) =>
    of.sent({ command: 'chooseBenefit', benefit: 'boost', options: ['a'], key: of.key() }),
  'a reversal of nothing': (of) =>
    of.sent(
      { command: 'reverse', fact: of.one(['cup-1', 'never', ...hidden]), key: of.key() },
      of.token('operator'),
    ),
  'a command that is none': (of) =>
    of.sent({ command: of.one(['givePoints', '', '__proto__', 7, null]), key: of.key() }),
  revision: (of) => of.sent({ ...of.true(), revision: of.one([0, 2, 3, 999, Number.MAX_SAFE_INTEGER]) }),
  'a revision that is none': (of) => of.sent({ ...of.true(), revision: of.one([-1, 0.5, '4', null]) }),
  'a key in the header': (of) => of.text(JSON.stringify(of.true()), of.key()),
  'no key in the header': (of) => {
    const lie = of.sent(of.true())
    return { ...lie, init: { ...lie.init, headers: { 'content-type': 'application/json' } } }
  },
  'a key that is none': (of) =>
    of.sent({ ...of.true(), key: of.one(['', 'x'.repeat(201), 7, null, ...hidden.slice(0, 3)]) }),
  'a key of something that happened': (of) => of.sent({ ...of.true(), key: 'cup-1' }),
  'a key of another command': (of) =>
    of.sent({
      ...of.one([
        { command: 'claimTask', task: 'longMenu' },
        { command: 'useBenefit', benefit: 'boost' },
      ]),
      key: 'true-1',
    }),
  'who sends: a merchant as operator': (of) => of.sent(of.operators()),
  'who sends: a scheduler as merchant': (of) => of.sent(of.true(), of.token('clock')),
  'another merchant': (of) => of.sent(of.true(), of.token(), `/merchants/${other(of)}/commands`),
  'another merchant to read': (of) => ({
    path: `/merchants/${of.one(['8', '9', '%38'])}${of.one(['', '/standing', '/entries', '/events', '/receipts?key=true-1'])}`,
    token: of.token(),
    init: {},
  }),
  'another program': (of) => ({
    path: `/programs/${of.one(['inn', 'bar', '%00', '__proto__'])}`,
    token: of.token(),
    init: {},
  }),
  'no token': forged(() => null),
  'a token of letters': forged((of) =>
    of.one(['x', 'x.y', '..', '.', 'null', 'undefined', 'e30.e30', secret]),
  ),
  'a token that is over': forged((of) =>
    of.token('merchant', { exp: Math.floor(of.nowMs() / 1000) - of.whole(1e6) }),
  ),
  'a token that begins later': forged((of) =>
    of.token('merchant', { iat: Math.floor(of.nowMs() / 1000) + 60 + of.whole(1e6), exp: 4e9 }),
  ),
  'a token of another merchant': forged((of) => of.token('operator', { merchant: of.one(['8', '', '70']) })),
  'a token signed by another': forged((of) =>
    of.token('operator', {}, signingKeyOf(`${secret}${of.whole(1e6)}`)),
  ),
  'a token signed with the secret': forged((of) => of.token('operator', {}, Buffer.from(secret))),
  'a token with other claims': forged((of) => {
    const [, signature] = of.token().split('.')
    return `${of.token('operator', { exp: 4e9 }).split('.')[0]}.${signature}`
  }),
  'a token of no algorithm': forged(
    (of) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${of.token().split('.')[0]}.`,
  ),
  'a session without the secret': (of) =>
    of.text(
      `{"merchant":"${of.one(['7', '8'])}","by":"operator"}`,
      'k',
      of.one([null, 'guess', of.token('operator'), `${secret}.`]),
      '/sessions',
    ),
  'a session that lasts': (of) =>
    of.text(
      JSON.stringify({ merchant: '7', seconds: of.one([0, -1, 3_601, 1e9, 0.5, '60']) }),
      'k',
      secret,
      '/sessions',
    ),
  'a session of a sender that is none': (of) =>
    of.text(
      JSON.stringify({ merchant: '7', by: of.one(['root', '', null, '__proto__']) }),
      'k',
      secret,
      '/sessions',
    ),
  'a session of nobody': (of) =>
    of.text(JSON.stringify({ merchant: of.one(['70', ...hidden]) }), 'k', secret, '/sessions'),
  'a prototype': (of) => hostile(of.one(['__proto__', 'constructor', 'prototype', '\\u005f_proto__']))(of),
  'a key twice': (of) => {
    const body = JSON.stringify(of.true())
    return of.text(
      `${body.slice(0, -1)},"command":"claimTask"}`,
      String((JSON.parse(body) as Command)['key']),
    )
  },
  'its type': (of) =>
    of.text(
      JSON.stringify(of.true()),
      'k',
      of.token(),
      undefined,
      of.one(['text/plain', 'application/x-www-form-urlencoded', '', 'application/json2']),
    ),
  'its form': (of) =>
    of.text(
      of.one(['', '[]', '{}', 'null', '"x"', '<html>', '{"command":', '[{"command":"claimTask"}]', '{}{}']),
      'k',
    ),
  'its depth': (of) => of.text(`${'['.repeat(5_000)}${']'.repeat(5_000)}`, 'k'),
  'its size': (of) => of.text(JSON.stringify({ ...of.true(), code: 'x'.repeat(20_000) }), 'k'),
  'its method': (of) => ({
    path: of.one(['/merchants/7', '/merchants/7/entries', '/sessions']),
    token: of.token('operator'),
    init: { method: of.one(['PUT', 'PATCH', 'DELETE']), body: '{"held":{}}' },
  }),
  'its address': (of) => ({
    path: of.one([
      '/merchants',
      '/merchants/7/facts',
      '/merchants/7/held',
      '/admin',
      '/merchants/7/commands/..',
    ]),
    token: of.token('operator'),
    init: {},
  }),
}
export const kinds = Object.keys(lies)

export const lieOf = (of: Maker, about = of.one(kinds)): Lie => ({ about, ...lies[about]!(of) })

/** Tells `count` lies, and says which were not refused with a typed problem; `[]` is what it should say. */
export async function believed(
  inn: Inn,
  count: number,
  seed: number,
  heard: (status: number, about: string) => void = () => undefined,
): Promise<string[]> {
  const of = new Maker(randomOf(seed), () => inn.time.ms)
  const found: string[] = []
  for (let nth = 0; nth < count; nth++) {
    inn.time.ms += 1
    const lie = lieOf(of, nth < kinds.length ? kinds[nth] : undefined)
    const answer = await inn.ask(lie.path, lie.token, lie.init)
    const text = answer.headers.get('content-type') === 'text/event-stream' ? 'a stream' : await answer.text()
    heard(answer.status, lie.about)
    if (!isProblem(answer, text))
      found.push(
        `${nth} ${lie.about}: ${answer.status} ${text.slice(0, 200)} ${lie.path} ${String(lie.init.body).slice(0, 300)}`,
      )
  }
  return found
}

function isProblem({ status, headers }: Response, text: string): boolean {
  if (status < 400 || status >= 500 || headers.get('content-type') !== 'application/problem+json')
    return false
  const { type, issue } = JSON.parse(text) as { type: string; issue: { code: string } }
  return type === `urn:tierkit:issue:${issue.code}`
}

/** What the tables hold, to the last word. */
export const everything = async ({ database }: Inn): Promise<string> => {
  const tables = ['merchants', 'facts', 'entries', 'accounts', 'stock', 'receipts']
  const rows = await Promise.all(
    tables.map((table) => database.query(`select t::text as row from ${table} t order by 1`)),
  )
  return JSON.stringify(rows)
}

/** Lies to a server of its own: what the bench runs. */
export async function runLies(
  count: number,
  seed: number,
): Promise<{ believed: string[]; statuses: Record<string, number>; isSame: boolean; faults: number }> {
  const inn = await openInn({ rate: { burst: 1e9, perSecond: 1e9 } })
  const first = { command: 'spendPoints', account: 'beans', amountPoints: 1, key: 'true-1' }
  const { status } = await inn.send(first, await inn.token('7', 'operator'))
  if (status !== 201) throw new Error(`the true command was answered with ${status}`)
  const before = await everything(inn)
  const statuses: Record<string, number> = {}
  const found = await believed(inn, count, seed, (one) => (statuses[one] = (statuses[one] ?? 0) + 1))
  const isSame = (await everything(inn)) === before
  await inn.close()
  return { believed: found, statuses, isSame, faults: inn.faults.length }
}
