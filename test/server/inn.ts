/** What the tests of the server run on: a program with everything that a command can do, a server of it, and someone to ask. */
import { openServer, type ServerOptions, type TierkitServer } from '../../demo/server/server.js'
import type { Sender } from '../../src/schema/command.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { at, cafeProgram, cafeRecord } from '../data/cafe.js'
import './embedded.js'

const text = (en: string, zhCN: string) => ({ en, 'zh-CN': zhCN })
const open = { requires: { level: { gte: 'basic' } }, kind: 'added', cost: 100 }

/** The café, with what there are only so many of, and what is redeemed in two steps. */
export const innProgram = {
  ...cafeProgram,
  events: {
    ...cafeProgram.events,
    order: { name: text('Order', '订单'), undoneBy: 'refund', fields: { amount: 'money' } },
    refund: { name: text('Refund', '退款') },
  },
  benefits: [
    ...cafeProgram.benefits,
    { id: 'mug', ...open, name: text('Mug', '马克杯'), takes: { beans: 5 }, stock: 3 },
    {
      id: 'dinner',
      ...open,
      name: text('Dinner', '晚餐'),
      takes: { beans: 10 },
      stock: 2,
      hold: { days: 3 },
    },
  ],
}
export const startMs = Date.parse(at)
export const secret = 'only-the-back-end-of-the-host-knows-this'

export const recordOf = (id: string, cups = 3): MerchantRecord => ({
  ...cafeRecord,
  id,
  facts: Array.from({ length: cups }, (_, n) => ({
    ...{ id: `cup-${n + 1}`, type: 'cup', at: `2026-11-${String(11 + (n % 9))}T10:00:00+08:00` },
  })),
})

export interface Inn extends TierkitServer {
  /** The server's time, which tests move. */
  time: { ms: number }
  faults: unknown[]
  token(merchant?: string, by?: Sender, seconds?: number): Promise<string>
  /** Asks with a token, or without one. */
  ask(path: string, token?: string | null, init?: RequestInit): Promise<Response>
  send(command: Readonly<Record<string, unknown>>, token: string, merchant?: string): Promise<Response>
}

export async function openInn(options: Partial<ServerOptions> = {}): Promise<Inn> {
  const time = { ms: startMs }
  const faults: unknown[] = []
  const server = await openServer({
    secret,
    now: () => time.ms,
    programs: [innProgram],
    merchants: () => ['7', '8'].map((id) => ({ program: 'cafe', record: recordOf(id) })),
    rate: { burst: 1_000, perSecond: 1_000 },
    faulted: (error) => faults.push(error),
    ...options,
  })
  const ask: Inn['ask'] = async (path, token = null, init = {}) =>
    await server.app.request(path, {
      ...init,
      headers: { ...(token !== null && { authorization: `Bearer ${token}` }), ...(init.headers as object) },
    })
  return {
    ...server,
    time,
    faults,
    ask,
    token: async (merchant = '7', by = 'merchant', seconds = 300) => {
      const answer = await ask('/sessions', secret, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ merchant, by, seconds }),
      })
      if (answer.status !== 201) throw new Error(`no token: ${answer.status} ${await answer.text()}`)
      return ((await answer.json()) as { token: string }).token
    },
    send: (command, token, merchant = '7') =>
      ask(`/merchants/${merchant}/commands`, token, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': String(command['key']) },
        body: JSON.stringify(command),
      }),
  }
}
