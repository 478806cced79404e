/** What the platform itself learns of a merchant (orders, refunds), told by its back end. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Problem } from '../../demo/server/problem.js'
import { auditOf } from '../../src/data/authority.js'
import type { Entry } from '../../src/schema/entry.js'
import type { Fact, Held, MerchantRecord } from '../../src/schema/record.js'
import { databases } from './databases.js'
import { innProgram, openInn, recordOf, secret, startMs, type Inn } from './inn.js'

const dayMs = 86_400_000

describe.each(databases)('$name', ({ open, close }) => {
  let inn: Inn
  let token: string
  let operator: string
  beforeAll(async () => {
    inn = await openInn(await open())
    token = await inn.token()
    operator = await inn.token('7', 'operator')
  })
  afterAll(async () => {
    await inn?.close()
    await close()
  })

  const tell = (
    facts: readonly object[],
    merchant = '7',
    bearer: string | null = secret,
  ): Promise<Response> =>
    inn.ask(`/merchants/${merchant}/facts`, bearer, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ facts }),
    })
  const now = (): string => new Date(inn.time.ms).toISOString()
  const order = (id: string, more: object = {}) => ({ id, type: 'order', at: now(), ...more })
  const refund = (id: string, ref: string, more: object = {}) => ({
    id,
    type: 'refund',
    at: now(),
    ref,
    ...more,
  })
  const revisionIn = async (answer: Response): Promise<number> =>
    ((await answer.json()) as { revision: number }).revision
  const balance = async (merchant = '7'): Promise<number> => {
    const [row] = await inn.database.query('select balance from accounts where merchant = $1', [merchant])
    return Number(row!['balance'])
  }
  /** All that the database holds of a merchant's log. */
  const log = async (merchant = '7'): Promise<MerchantRecord> => {
    const ask = async (sql: string) => await inn.database.query(sql, [merchant])
    const [row] = await ask('select head, held, revision from merchants where id = $1')
    const facts = await ask('select body from facts where merchant = $1 order by seen, at, id')
    const entries = await ask('select body from entries where merchant = $1 order by place')
    return {
      ...(row!['head'] as MerchantRecord),
      held: row!['held'] as Held,
      facts: facts.map(({ body }) => body as Fact),
      entries: entries.map(({ body }) => body as Entry),
      revision: Number(row!['revision']),
    }
  }
  const differences = async (merchant = '7'): Promise<unknown> =>
    auditOf((await inn.ledger.program('cafe'))!.plan, await log(merchant))

  describe('a fact', () => {
    test('earns once, however often it is told', async () => {
      const before = await balance()
      const cup = { id: 'cup-10', type: 'cup', at: now() }
      const first = await tell([cup, cup])
      expect(first.status).toBe(201)
      expect(await balance()).toBe(before + 10)
      const again = await tell([cup])
      expect([again.status, await revisionIn(again)]).toEqual([200, await revisionIn(first)])
      expect(await balance()).toBe(before + 10)
      expect(await differences()).toEqual([])
    })

    test('under an id that the log has with another content is refused, with all that came with it', async () => {
      const before = await log()
      for (const other of [
        { id: 'cup-1', type: 'cup', at: now() },
        { id: 'cup-1', type: 'order', at: '2026-11-11T10:00:00+08:00' },
        order('told', { amount: 5 }),
      ]) {
        const answer = await tell([order('told'), other])
        expect(answer.status).toBe(409)
        const { issue } = (await answer.json()) as Problem
        expect(issue).toMatchObject({
          code: 'reusedKey',
          path: ['facts', 1, 'id'],
          params: { key: other.id },
        })
      }
      expect(await log()).toEqual(before)
    })

    test.each([
      ['of no event', { type: 'pickup' }, 'unknownName', 'facts.0.type'],
      ['of a command', { type: 'tk.useBenefit', benefit: 'mug' }, 'unknownName', 'facts.0.type'],
      ['with a field that its event lacks', { amuont: 5 }, 'unknownKey', 'facts.0.amuont'],
      ['with a value of another type', { amount: 'five' }, 'wrongType', 'facts.0.amount'],
      ['at no instant', { at: 'yesterday' }, 'badInstant', 'facts.0.at'],
      ['with an id that is too long', { id: 'x'.repeat(201) }, 'wrongLength', 'facts.0.id'],
      ['with a text that cannot be kept', { id: 'a\0b' }, 'notJson', 'facts.0.id'],
    ])('%s is refused', async (_, more, code, path) => {
      const before = await log()
      const answer = await tell([order('wrong', more)])
      const { issue } = (await answer.json()) as Problem
      expect([answer.status, issue.code, issue.path.join('.')]).toEqual([400, code, path])
      expect(await log()).toEqual(before)
    })

    test('is one of 1 to 100', async () => {
      const many = Array.from({ length: 101 }, (_, nth) => order(`many-${nth}`))
      expect((await tell(many)).status).toBe(400)
      expect((await tell([])).status).toBe(400)
      expect((await tell(many.slice(1))).status).toBe(201)
    })

    test('is taken from nobody but the host', async () => {
      for (const bearer of [null, token, operator, `${secret}!`])
        expect((await tell([order('mine')], '7', bearer)).status).toBe(401)
      expect((await tell([order('theirs')], 'nobody')).status).toBe(404)
      expect((await inn.ask('/merchants/7/facts', secret)).status).toBe(405)
    })

    test('is heard of by who watches', async () => {
      const reader = (await inn.ask('/merchants/7/events', token)).body!.getReader()
      const next = async (): Promise<string> => new TextDecoder().decode((await reader.read()).value)
      await next()
      const revision = await revisionIn(await tell([order('heard')]))
      expect(await next()).toContain(`data: {"revision":${revision}}`)
      await reader.cancel()
    })
  })

  describe('what there are only so many of comes back', () => {
    const left = async (benefit: string): Promise<number> => {
      const [row] = await inn.database.query('select remaining from stock where benefit = $1', [benefit])
      return Number(row!['remaining'])
    }
    const sent = async (command: Readonly<Record<string, unknown>>, merchant = '7'): Promise<void> => {
      const answer = await inn.send(command, await inn.token(merchant, 'operator', 3_600), merchant)
      expect([command['key'], answer.status, answer.ok ? '' : await answer.text()]).toEqual([
        ...[command['key'], 201, ''],
      ])
    }
    const use = (key: string) => ({ command: 'useBenefit', benefit: 'mug', key })
    const redeem = (key: string) => ({ command: 'redeemBenefit', benefit: 'dinner', key })
    const capture = (key: string, redemption: string) => ({
      ...{ command: 'useBenefit', benefit: 'dinner', voucher: 'T4' },
      ...{ key, redemption },
    })
    const reverse = (fact: string) => ({ command: 'reverse', fact, key: `reverse-${fact}` })
    const told = async (facts: readonly object[], merchant = '7'): Promise<void> =>
      expect((await tell(facts, merchant)).status).toBe(201)

    test('when an event of the platform undoes a use, once', async () => {
      await sent(use('u1'))
      expect(await left('mug')).toBe(2)
      await told([refund('r1', 'u1'), refund('r2', 'u1')])
      expect(await left('mug')).toBe(3)
      await told([refund('r3', 'u1')])
      expect(await left('mug')).toBe(3)
      expect(await differences()).toEqual([])
    })

    test('when it undoes a redemption that is captured, or one that is held', async () => {
      await sent(redeem('d1'))
      await sent(capture('c1', 'd1'))
      await sent(redeem('d2'), '8')
      expect(await left('dinner')).toBe(0)
      await told([refund('r4', 'd1')])
      expect(await left('dinner')).toBe(1)
      expect(await differences()).toEqual([])
      await told([refund('r5', 'd2')], '8')
      expect(await left('dinner')).toBe(2)
    })

    test('when an operator takes a use back, or a redemption that was captured', async () => {
      await sent(use('u6'))
      await sent(redeem('d6'))
      await sent(capture('c6', 'd6'))
      expect([await left('mug'), await left('dinner')]).toEqual([2, 1])
      await sent(reverse('u6'))
      await sent(reverse('d6'))
      expect([await left('mug'), await left('dinner')]).toEqual([3, 2])
      // both ways at once give it back once
      await told([refund('r6', 'u6'), refund('r7', 'd6')])
      expect([await left('mug'), await left('dinner')]).toEqual([3, 2])
      expect(await differences()).toEqual([])
    })

    test('not again when it was released, or nobody came for it', async () => {
      await sent(redeem('d8'))
      await sent({ command: 'releaseBenefit', benefit: 'dinner', redemption: 'd8', key: 'let-go' })
      await sent(redeem('d9'))
      inn.time.ms = startMs + 4 * dayMs
      await inn.ledger.sweep()
      expect(await left('dinner')).toBe(2)
      await told([refund('r8', 'd8'), refund('r9', 'd9')])
      expect(await left('dinner')).toBe(2)
      expect(await differences()).toEqual([])
    })

    test('at the time for which it is told, however long ago the use was', async () => {
      await sent(use('u10'))
      inn.time.ms += 5 * dayMs
      await told([refund('r10', 'u10', { at: new Date(inn.time.ms + dayMs).toISOString() })])
      expect(await left('mug')).toBe(2)
      inn.time.ms += 2 * dayMs
      await inn.ledger.sweep()
      expect(await left('mug')).toBe(3)
      expect(await differences()).toEqual([])
    })

    test('only if it was taken here', async () => {
      const used = { id: 'before', type: 'tk.useBenefit', benefit: 'mug', at: '2026-11-20T10:00:00+08:00' }
      const record = recordOf('20')
      await inn.ledger.take('cafe', { ...record, facts: [...record.facts!, used] })
      const before = await balance('20')
      await told([refund('r20', 'before')], '20')
      expect(await balance('20')).toBe(before + 5)
      expect(await left('mug')).toBe(3)
    })

    test('so that another merchant can have it', async () => {
      for (const key of ['e1', 'e2']) await sent(redeem(key))
      const none = await inn.send(redeem('f1'), await inn.token('8'), '8')
      expect(((await none.json()) as Problem).issue.params).toEqual({ state: 'outOfStock' })
      await told([refund('r30', 'e1')])
      await sent(redeem('f2'), '8')
      expect(await left('dinner')).toBe(0)
      expect(innProgram.benefits.find(({ id }) => id === 'dinner')).toMatchObject({ stock: 2 })
    })
  })

  test('nothing has gone wrong inside', () => {
    expect(inn.faults).toEqual([])
  })
})
