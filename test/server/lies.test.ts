import { afterAll, beforeAll, expect, test } from 'vitest'
import { believed, everything, kinds, Maker, randomOf } from './lies.js'
import { innProgram, openInn, type Inn } from './inn.js'

let inn: Inn
beforeAll(async () => {
  inn = await openInn({ rate: { burst: 1e9, perSecond: 1e9 } })
  const first = { command: 'spendPoints', account: 'beans', amountPoints: 1, key: 'true-1' }
  expect((await inn.send(first, await inn.token('7', 'operator'))).status).toBe(201)
})
afterAll(() => inn.close())

test('no lie is believed, whatever it is about, and none leaves a trace', async () => {
  const before = await everything(inn)
  const statuses = new Set<number>()
  expect(await believed(inn, 600, 1, (status) => statuses.add(status))).toEqual([])
  expect(await everything(inn)).toBe(before)
  expect(inn.faults).toEqual([])
  expect([...statuses].sort()).toEqual([400, 401, 403, 404, 405, 409, 413, 415, 422])
  expect(kinds.length).toBeGreaterThan(50)
  expect(innProgram.benefits.length).toBeGreaterThan(2)
}, 120_000)

test('what the lies are made from is granted when it is true', async () => {
  const of = new Maker(randomOf(2), () => inn.time.ms)
  const granted = new Set<string>()
  for (let nth = 0; nth < 40; nth++) {
    const command = nth % 2 ? of.true() : of.operators()
    const answer = await inn.send(command, of.token(nth % 2 ? 'merchant' : 'operator'))
    if (answer.status === 201) granted.add(String(command['command']))
  }
  expect([...granted].sort()).toEqual([
    'adjustPoints',
    'claimTask',
    'dismissTask',
    'redeemBenefit',
    'spendPoints',
    'useBenefit',
  ])
})
