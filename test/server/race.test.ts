/** Many clients, one balance: a small share of `npm run spend-race`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { hasPostgres } from './databases.js'
import { startPostgres } from './postgres.mjs'
import { removeServer } from './process.js'
import { race, type Outcome } from './spending.js'

afterAll(removeServer)
const share = { clients: 24, spends: 120, seed: 3, merchants: 3, points: 150 }

function hold({ faults, spentPoints, leftPoints, hadPoints, accepted, refused, repeated }: Outcome): void {
  expect(faults).toEqual([])
  expect(spentPoints + leftPoints).toBe(hadPoints)
  expect(accepted + refused).toBe(share.spends)
  // every account was fought for to its end
  expect(leftPoints).toBeLessThan(9 * share.merchants)
  expect(refused).toBeGreaterThan(0)
  expect(repeated).toBeGreaterThan(0)
}

test.skipIf(!hasPostgres)(
  'what 24 clients were granted on PostgreSQL is what there was',
  async () => {
    const started = await startPostgres()
    try {
      hold(await race({ ...share, url: started!.url }))
    } finally {
      await started!.stop()
    }
  },
  120_000,
)

test('what 24 clients were granted on the embedded database is what there was', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tierkit-race-'))
  try {
    hold(await race({ ...share, folder }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 120_000)
