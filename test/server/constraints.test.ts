/** The tables by themselves: what a fault of the code could write, the database refuses. On every database that is there. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transacted } from '../../demo/server/database.js'
import { settled } from '../../src/data/authority.js'
import { openInn, recordOf, startMs, type Inn } from './inn.js'
import { databases } from './databases.js'

describe.each(databases)('$name', ({ open, close }) => {
  let inn: Inn
  beforeAll(async () => {
    inn = await openInn(await open())
  })
  afterAll(async () => {
    await inn?.close()
    await close()
  })

  const entry = (more: object = {}) => ({
    ...{ merchant: '7', id: 'made-up', account: 'beans', at: '2026-11-21T00:00:00Z', revision: 9 },
    ...{ source: 'issued', target: 'available', amount: 5, balance: 35, place: 4, body: '{}' },
    ...more,
  })
  const insert = (table: string, row: object): Promise<unknown> =>
    inn.database.query(
      `insert into ${table} (${Object.keys(row).join(', ')})
       values (${Object.keys(row).map((_, nth) => `$${nth + 1}`).join(', ')})`, // prettier-ignore
      Object.values(row),
    )
  const state = async (): Promise<unknown> => [
    await inn.database.query('select * from accounts order by merchant, account'),
    await inn.database.query('select id, revision, entries from merchants order by id'),
    await inn.database.query('select count(*)::int as count from entries'),
    await inn.database.query('select * from stock order by benefit'),
  ]
  const fact = {
    ...{ merchant: '7', id: 'cup-1', type: 'cup', revision: 9, at: '2026-11-21T00:00:00Z' },
    ...{ seen: '2026-11-21T00:00:00Z', body: '{}' },
  }
  const update = (sql: string) => () => inn.database.query(sql)

  const lies: Record<string, [write: () => Promise<unknown>, says: RegExp]> = {
    'a key twice': [() => insert('facts', fact), /duplicate key/],
    'an entry twice': [
      async () => {
        const [first] = await inn.database.query(`select id from entries where merchant = '7' and place = 1`)
        await insert('entries', entry({ id: first!['id'] }))
      },
      /duplicate key/,
    ],
    'an entry that leaves a gap in the log': [
      () => insert('entries', entry({ place: 6 })),
      /posted as number/,
    ],
    'an entry that says another balance': [
      () => insert('entries', entry({ balance: 1_000_000 })),
      /says balance/,
    ],
    'an entry of nothing': [() => insert('entries', entry({ amount: 0, balance: 30 })), /check constraint/],
    'an entry of less than nothing': [
      () => insert('entries', entry({ amount: -5, balance: 25 })),
      /check constraint/,
    ],
    'an entry from a bucket to itself': [
      () => insert('entries', entry({ source: 'available', balance: 30 })),
      /check constraint/,
    ],
    'an entry that spends more than there is': [
      () => insert('entries', entry({ source: 'available', target: 'redeemed', amount: 31, balance: -1 })),
      /balance_at_least/,
    ],
    'an entry of an account that is not there': [
      () => insert('entries', entry({ account: 'gold', balance: 5 })),
      /says balance|foreign key/,
    ],
    'a balance without an entry': [update(`update accounts set balance = 1000000`), /moved by its entries/],
    'an account that opens with a balance': [
      () => insert('accounts', { merchant: '7', account: 'gold', balance: 5, least: 0 }),
      /opens with a balance of 0/,
    ],
    'an opening balance beside a step of the log': [
      () =>
        transacted(inn.database, async (rows) => {
          await rows.query(`update merchants set revision = revision + 1 where id = '7'`)
          await rows.query(`insert into accounts values ('7', 'gold', 5, 0)`)
        }),
      /opens with a balance of 0/,
    ],
    'a merchant who is added again': [
      update(`update merchants set added = pg_current_xact_id() where id = '7'`),
      /does not follow/,
    ],
    'an account that goes': [update(`delete from accounts`), /append-only|foreign key/],
    'an entry that changes': [update(`update entries set amount = amount * 2`), /append-only/],
    'an entry that goes': [update(`delete from entries`), /append-only/],
    'all entries that go': [update(`truncate entries`), /append-only|foreign key/],
    'a fact that changes': [update(`update facts set at = now()`), /append-only/],
    'a fact that goes': [update(`delete from facts`), /append-only/],
    'a merchant who goes': [update(`delete from merchants`), /append-only/],
    'a revision that skips': [
      update(`update merchants set revision = revision + 2 where id = '7'`),
      /does not follow/,
    ],
    'a revision that goes back': [
      update(`update merchants set revision = revision - 1 where id = '7'`),
      /does not follow/,
    ],
    'a state under an old revision': [
      update(`update merchants set held = '{}' where id = '7'`),
      /does not follow/,
    ],
    'more taken than there is': [
      update(`update stock set remaining = remaining - 4 where benefit = 'mug'`),
      /stock_at_least/,
    ],
    'more left than there were': [
      update(`update stock set remaining = remaining + 1 where benefit = 'mug'`),
      /stock_at_most/,
    ],
    'a receipt for what nobody sent': [
      () => insert('receipts', { merchant: '7', key: 'never', revision: 9, at: '2026-11-21T00:00:00Z' }),
      /foreign key/,
    ],
  }

  test.each(Object.keys(lies))('refuses %s', async (name) => {
    const [write, says] = lies[name]!
    const before = await state()
    await expect(write()).rejects.toThrow(says)
    expect(await state()).toEqual(before)
  })

  test('takes what a merchant has when they are added', async () => {
    const { plan } = (await inn.ledger.program('cafe'))!
    const { entries, ...record } = settled(plan, recordOf('9'), startMs).record
    await inn.ledger.take('cafe', record)
    const [row] = await inn.database.query(`select balance from accounts where merchant = '9'`)
    expect(Number(row!['balance'])).toBe(entries!.at(-1)!.balancePoints)
    expect(Number(row!['balance'])).toBeGreaterThan(0)
  })

  test('takes the entry that is right, so that what is refused is refused for what it says', async () => {
    await insert('entries', entry())
    const [row] = await inn.database.query(`select balance from accounts where merchant = '7'`)
    expect(Number(row!['balance'])).toBe(35)
  })

  test('does a transaction again that another one was in the way of, and no other', async () => {
    const failing = (code: string, times: number) => {
      let tried = 0
      return {
        tried: () => tried,
        run: () =>
          transacted(inn.database, async (rows) => {
            if (++tried <= times)
              await rows.query(`do $$ begin raise exception 'no' using errcode = '${code}'; end $$`)
            return 'done'
          }),
      }
    }
    for (const code of ['40001', '40P01', '55P03']) {
      const passing = failing(code, 3)
      expect(await passing.run()).toBe('done')
      expect(passing.tried()).toBe(4)
    }
    const lasting = failing('40001', Infinity)
    await expect(lasting.run()).rejects.toThrow('no')
    expect(lasting.tried()).toBe(6)
    const other = failing('23505', Infinity)
    await expect(other.run()).rejects.toThrow('no')
    expect(other.tried()).toBe(1)
  })
})
