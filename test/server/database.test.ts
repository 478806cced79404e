/** Databases that fail: what they say then, and a PostgreSQL server that goes away and comes back. */
import { expect, test, vi } from 'vitest'
import { openDatabase } from '../../demo/server/database.js'
import { hasPostgres } from './databases.js'
import { startPostgres } from './postgres.mjs'

test('an error does not say what was asked', async () => {
  const database = await openDatabase()
  const error = await database.query('select $1::int', ['a voucher']).catch((found: unknown) => found)
  expect((error as { code: string }).code).toBe('22P02')
  expect(Object.values(error as object)).not.toContainEqual(['a voucher'])
  await database.close()
})

test.skipIf(!hasPostgres)(
  'a connection that ends fails what it was used for, and nothing else',
  async () => {
    const started = (await startPostgres(['-c', 'fsync=off']))!
    const database = await openDatabase({ url: started.url })
    const heard: string[] = []
    await database.listen('tierkit', (payload) => heard.push(payload))
    const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
    // between two questions nobody waits for an answer that could fail
    const outcome = database.transaction(async (rows) => {
      const [row] = await rows.query('select pg_backend_pid() as pid')
      await database.query('select pg_terminate_backend($1)', [row!['pid']])
      await wait(200)
      return await rows.query('select 1')
    })
    await expect(outcome).rejects.toThrow()
    expect(await database.transaction((rows) => rows.query('select 1 as one'))).toEqual([{ one: 1 }])
    await database.query(`select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'`)
    await vi.waitFor(
      async () => {
        await database.query(`select pg_notify('tierkit', 'again')`)
        expect(heard).toContain('again')
      },
      { timeout: 10_000, interval: 200 },
    )
    await database.close()
    await started.stop()
  },
  60_000,
)
