import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Problem } from '../../demo/server/problem.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { innProgram, openInn, recordOf, startMs, type Inn } from './inn.js'

let inn: Inn
let token: string
let operator: string
beforeAll(async () => {
  inn = await openInn()
  token = await inn.token()
  operator = await inn.token('7', 'operator')
})
afterAll(() => inn.close())

const bodyOf = async <T>(answer: Response): Promise<T> => (await answer.json()) as T
const balance = async (merchant = '7'): Promise<number> => {
  const [row] = await inn.database.query('select balance from accounts where merchant = $1', [merchant])
  return Number(row!['balance'])
}

describe('a command', () => {
  test('is answered with its receipt, and again with the same one', async () => {
    const before = await balance()
    const command = { command: 'claimTask', task: 'threeCups', key: 'claim-1' }
    const first = await inn.send(command, token)
    expect(first.status).toBe(201)
    const again = await inn.send(command, token)
    expect(again.status).toBe(200)
    const receipt = await bodyOf<object>(first)
    expect(await again.json()).toEqual(receipt)
    expect(await balance()).toBe(before + 100)
    // however much has happened since
    const reason = { en: 'More', 'zh-CN': '更多' }
    const more = { command: 'adjustPoints', account: 'beans', points: 50, reason, key: 'more' }
    expect((await inn.send(more, operator)).status).toBe(201)
    expect(await (await inn.send(command, token)).json()).toEqual(receipt)
  })

  test('is refused with the reason that a page can say', async () => {
    const answer = await inn.send({ command: 'claimTask', task: 'longMenu', key: 'claim-2' }, token)
    expect(answer.status).toBe(422)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    const problem = await bodyOf<Problem>(answer)
    expect(problem).toMatchObject({
      type: 'urn:tierkit:issue:wrongState',
      issue: { code: 'wrongState', params: { state: 'open' } },
    })
  })

  test('under a key that had another content, or on a log that has moved on, is a conflict', async () => {
    const reused = await inn.send({ command: 'claimTask', task: 'longMenu', key: 'claim-1' }, token)
    expect(reused.status).toBe(409)
    expect((await bodyOf<Problem>(reused)).issue.code).toBe('reusedKey')
    const stale = await inn.send({ command: 'useBenefit', benefit: 'boost', key: 'late', revision: 1 }, token)
    expect(stale.status).toBe(409)
    expect((await bodyOf<Problem>(stale)).issue.code).toBe('staleRevision')
  })

  test.each(['\0', '\ud800'])('that says %j cannot be kept, and is refused as unreadable', async (en) => {
    const reason = { en, 'zh-CN': '更正' }
    const command = { command: 'adjustPoints', account: 'beans', points: 1, reason, key: 'unkept' }
    const answer = await inn.send(command, operator)
    expect(answer.status).toBe(400)
    expect((await bodyOf<Problem>(answer)).issue.path).toEqual(['reason', 'en'])
  })

  test('spends what there is, and not a point more', async () => {
    const have = await balance()
    const over = await inn.send(
      { command: 'spendPoints', account: 'beans', amountPoints: have + 1, key: 'all-and-one' },
      operator,
    )
    expect((await bodyOf<Problem>(over)).issue).toMatchObject({
      code: 'notEnoughPoints',
      params: { need: have + 1, have },
    })
    expect(
      (await inn.send({ command: 'spendPoints', account: 'beans', amountPoints: have, key: 'all' }, operator))
        .status,
    ).toBe(201)
    expect(await balance()).toBe(0)
    const back = await inn.send({ command: 'reverse', fact: 'all', key: 'back' }, operator)
    expect(back.status).toBe(201)
    expect(await balance()).toBe(have)
  })
})

describe('what there are only so many of', () => {
  const left = async (benefit: string): Promise<number> => {
    const [row] = await inn.database.query('select remaining from stock where benefit = $1', [benefit])
    return Number(row!['remaining'])
  }

  test('is taken by one merchant and missing for the other, and comes back when it is taken back', async () => {
    const other = await inn.token('8')
    for (const nth of [1, 2])
      expect(
        (await inn.send({ command: 'useBenefit', benefit: 'mug', key: `mug-${nth}` }, token)).status,
      ).toBe(201)
    expect((await inn.send({ command: 'useBenefit', benefit: 'mug', key: 'mug-3' }, other, '8')).status).toBe(
      201,
    )
    expect(await left('mug')).toBe(0)
    const none = await inn.send({ command: 'useBenefit', benefit: 'mug', key: 'mug-4' }, other, '8')
    expect((await bodyOf<Problem>(none)).issue).toMatchObject({
      code: 'wrongState',
      params: { state: 'outOfStock' },
    })
    expect((await inn.send({ command: 'reverse', fact: 'mug-1', key: 'mug-back' }, operator)).status).toBe(
      201,
    )
    expect(await left('mug')).toBe(1)
  })

  test('is kept while it is held, and comes back when nobody came for it', async () => {
    expect(
      (await inn.send({ command: 'redeemBenefit', benefit: 'dinner', key: 'dinner-1' }, token)).status,
    ).toBe(201)
    expect(
      (await inn.send({ command: 'redeemBenefit', benefit: 'dinner', key: 'dinner-2' }, token)).status,
    ).toBe(201)
    expect(await left('dinner')).toBe(0)
    const captured = {
      command: 'useBenefit',
      benefit: 'dinner',
      redemption: 'dinner-1',
      voucher: 'TABLE 4',
      key: 'come',
    }
    expect((await bodyOf<Problem>(await inn.send(captured, token))).issue.code).toBe('notYours')
    expect((await inn.send(captured, operator)).status).toBe(201)
    const before = await balance()
    inn.time.ms = startMs + 4 * 86_400_000
    expect(await inn.ledger.sweep()).toBeGreaterThan(0)
    expect(await left('dinner')).toBe(1)
    expect(await balance()).toBe(before + 10)
    inn.time.ms = startMs
  })
})

describe('a reader', () => {
  test('is told once what has not changed', async () => {
    for (const path of ['/merchants/7', '/merchants/7/standing', '/merchants/7/entries', '/programs/cafe']) {
      const first = await inn.ask(path, token)
      expect(first.status).toBe(200)
      const etag = first.headers.get('etag')!
      expect(etag).toMatch(path.startsWith('/programs') ? /^"[\w-]{22}"$/ : /^"\d+(;[\w-]{22};[\d.]+)?"$/)
      const again = await inn.ask(path, token, { headers: { 'if-none-match': `"0", W/${etag}` } })
      expect([again.status, await again.text()]).toEqual([304, ''])
    }
  })

  test('is told that others have taken the last one', async () => {
    const paths = ['/merchants/8', '/merchants/8/standing']
    const other = await inn.token('8')
    const before = await Promise.all(paths.map((path) => inn.ask(path, other)))
    await inn.database.query(`update stock set remaining = 0 where benefit = 'mug'`)
    for (const [nth, path] of paths.entries()) {
      const headers = { 'if-none-match': before[nth]!.headers.get('etag')! }
      const again = await inn.ask(path, other, { headers })
      expect(again.status).toBe(200)
      expect(await again.text()).toMatch(/"mug":0|"outOfStock"/)
    }
  })

  test('gets a standing again when only time has passed', async () => {
    const etag = async (): Promise<string | null> =>
      (await inn.ask('/merchants/7/standing', token)).headers.get('etag')
    const before = await etag()
    expect(await etag()).toBe(before)
    inn.time.ms += 40 * 86_400_000
    token = await inn.token()
    operator = await inn.token('7', 'operator')
    expect(await etag()).not.toBe(before)
  })

  test('moves the log once for what time has changed, however many windows ask', async () => {
    let ms = startMs
    const ticking = await openInn({ now: () => ms++ })
    const first = (await ticking.ledger.standing('7'))!
    ms = Date.parse((JSON.parse(first.text) as { nextMomentAt: string }).nextMomentAt)
    // what is shown alone has changed
    await ticking.database.query('update merchants set due_at = null')
    const all = await Promise.all(Array.from({ length: 8 }, () => ticking.ledger.standing('7')))
    expect(all.map((read) => read!.revision)).toEqual(all.map(() => first.revision + 1))
    await ticking.close()
  })

  test('is told the time of the server', async () => {
    const answer = await inn.ask('/merchants/7', token)
    expect(Date.parse(answer.headers.get('date')!)).toBe(Math.floor(inn.time.ms / 1000) * 1000)
  })
})

test('of a long log only what still counts is read, and a key of any age is known', async () => {
  const cup = (id: string, at: string) => ({ id, type: 'cup', at })
  const old = Array.from({ length: 40 }, (_, nth) =>
    cup(`old-${nth}`, `2026-0${(nth % 7) + 1}-11T10:00:00+08:00`),
  )
  const record = {
    ...recordOf('9'),
    joinedAt: '2026-01-01T00:00:00+08:00',
    facts: [...old, cup('new', '2026-11-20T10:00:00+08:00')],
  }
  await inn.ledger.take('cafe', record)
  const own = await inn.token('9', 'operator')
  const read = async (): Promise<MerchantRecord> => await bodyOf(await inn.ask('/merchants/9', own))
  const before = await read()
  expect(before.facts!.length).toBeLessThan(3)
  expect(before.held!.totals.facts).toBe(41)
  const reused = await inn.send(
    { command: 'spendPoints', account: 'beans', amountPoints: 1, key: 'old-0' },
    own,
    '9',
  )
  expect((await bodyOf<Problem>(reused)).issue.code).toBe('reusedKey')
  const spend = { command: 'spendPoints', account: 'beans', amountPoints: 1, key: 'spend-9' }
  expect((await inn.send(spend, own, '9')).status).toBe(201)
  expect((await read()).facts).toEqual(before.facts)
  expect((await inn.send({ command: 'reverse', fact: 'spend-9', key: 'back-9' }, own, '9')).status).toBe(201)
  const again = await inn.send({ command: 'reverse', fact: 'spend-9', key: 'back-9b' }, own, '9')
  expect((await bodyOf<Problem>(again)).issue.code).toBe('notReversible')
})

test('what is dated ahead counts when its time has come, whatever was sent before', async () => {
  const ahead = { id: 'ahead', type: 'cup', at: new Date(inn.time.ms + 3_600_000).toISOString() }
  const record = recordOf('10')
  await inn.ledger.take('cafe', { ...record, facts: [...record.facts!, ahead] })
  const own = await inn.token('10', 'operator', 3_600)
  const spend = { command: 'spendPoints', account: 'beans', amountPoints: 1, key: 'spend-10' }
  expect((await inn.send(spend, own, '10')).status).toBe(201)
  const before = await balance('10')
  inn.time.ms += 3_540_000
  expect((await inn.ask('/merchants/10', own)).status).toBe(200)
  expect(await balance('10')).toBe(before)
  inn.time.ms += 59_000
  await inn.ask('/merchants/10', own)
  inn.time.ms += 1_000
  const later = await inn.token('10')
  expect((await inn.ask('/merchants/10', later)).status).toBe(200)
  expect(await balance('10')).toBe(before + 10)
})

test('one who cannot be settled keeps no other from it', async () => {
  const faults: unknown[] = []
  for (const id of ['11', '12']) await inn.ledger.take('cafe', recordOf(id))
  inn.time.ms += 1_000
  await inn.database.query(`update merchants set head = '{}', due_at = '2020-01-01' where id = '11'`)
  await inn.database.query(`update merchants set due_at = '2020-01-02' where id = '12'`)
  expect(await inn.ledger.sweep(1, (error) => faults.push(error))).toBeGreaterThan(0)
  expect(faults).toHaveLength(1)
  const [row] = await inn.database.query(
    `select due_at > '2020-01-02' as later from merchants where id = '12'`,
  )
  expect(row).toEqual({ later: true })
})

test('an account may fall lower by a new version of its program', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tierkit-least-'))
  try {
    await (await openInn({ folder })).close()
    const accounts = innProgram.accounts.map((account) => ({ ...account, min: -1_000 }))
    const again = await openInn({ folder, programs: [{ ...innProgram, accounts }] })
    const own = await again.token('7', 'operator')
    const reason = { en: 'A mistake', 'zh-CN': '更正' }
    const fine = { command: 'adjustPoints', account: 'beans', points: -500, reason, key: 'fine' }
    expect((await again.send(fine, own)).status).toBe(201)
    expect(again.faults).toEqual([])
    await again.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('nothing has gone wrong inside', () => {
  expect(inn.faults).toEqual([])
})
