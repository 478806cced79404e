/** The server's process is killed in the middle of a command, and started again: nothing is lost, nothing done twice. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { EntryPage } from '../../src/schema/entry.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { readAt, removeServer, sendTo, startChild, tokenAt, type Running } from './process.js'
import { hasPostgres } from './databases.js'
import { startPostgres } from './postgres.mjs'

const folders = mkdtempSync(join(tmpdir(), 'tierkit-crash-'))
const command = { command: 'claimTask', task: 'threeCups', key: 'claim-1' }
let running: Running | undefined
afterEach(() => running?.kill())
afterAll(removeServer)
afterAll(() => rmSync(folders, { recursive: true, force: true }))

let stop: (() => Promise<void>) | undefined
let url = ''
beforeAll(async () => {
  const started = hasPostgres ? await startPostgres() : null
  stop = started?.stop
  url = started?.url ?? ''
})
afterAll(() => stop?.())

const start = async (
  options: Parameters<typeof startChild>[0],
): Promise<[address: string, token: string]> => {
  running = await startChild(options)
  return [running.address, await tokenAt(running.address, '7')]
}
const logOf = async (address: string, token: string): Promise<[record: MerchantRecord, page: EntryPage]> => [
  await readAt(address, '/merchants/7', token),
  await readAt(address, '/merchants/7/entries?count=200', token),
]
const claims = ({ entries }: EntryPage): number => entries.filter(({ fact }) => fact === command.key).length

/** Kills the server where it is told to stop, and starts it again. */
async function killedAt(
  stopAt: 'written' | 'committed',
  where: { url?: string; folder?: string },
): Promise<void> {
  const [address, token] = await start({ ...where, stopAt })
  const [before, beforePage] = await logOf(address, token)
  const answer = sendTo(address, '7', token, command).then(
    () => 'answered',
    () => 'lost',
  )
  await running!.said(/reached/)
  await running!.kill()
  expect(await answer).toBe('lost')

  const [again, mine] = await start(where)
  const [after, page] = await logOf(again, mine)
  const isKept = stopAt === 'committed'
  expect(claims(page)).toBe(isKept ? 1 : 0)
  expect(after.revision).toBe(before.revision! + (isKept ? 1 : 0))
  if (!isKept) expect([after, page]).toEqual([before, beforePage])
  // who does not know asks again under the same key
  const first = await sendTo(again, '7', mine, command)
  expect(first.status).toBe(isKept ? 200 : 201)
  const receipt = { key: command.key, revision: before.revision! + 1 }
  expect(await first.json()).toEqual(receipt)
  expect(await (await sendTo(again, '7', mine, command)).json()).toEqual(receipt)
  const [end, endPage] = await logOf(again, mine)
  expect(claims(endPage)).toBe(1)
  expect(end.held!.accounts['beans']!.balancePoints).toBe(before.held!.accounts['beans']!.balancePoints + 100)
  expect(endPage.total).toBe(beforePage.total! + 1)
  await running!.kill()
}

describe('a server that is killed', () => {
  for (const stopAt of ['written', 'committed'] as const) {
    const when = stopAt === 'written' ? 'before it commits' : 'after it has committed and before it answers'
    test(`${when}, in a folder`, () => killedAt(stopAt, { folder: join(folders, stopAt) }), 120_000)
  }
  test.skipIf(!hasPostgres)('before it commits, on PostgreSQL', () => killedAt('written', { url }), 120_000)
  test.skipIf(!hasPostgres)(
    'after it has committed and before it answers, on PostgreSQL',
    async () => {
      const started = await startPostgres()
      try {
        await killedAt('committed', { url: started!.url })
      } finally {
        await started!.stop()
      }
    },
    120_000,
  )
})
