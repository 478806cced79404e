/** The authority's ledger held to a naive one after every command. TIERKIT_RUNS sets how many sequences. */
import { expect, test } from 'vitest'
import { sequenceOf } from './sequence.js'

const runs = Number(process.env['TIERKIT_RUNS'] ?? 100)

test(`points are where the naive ledger has them, after every command of ${runs} sequences`, () => {
  for (let seed = 1; seed <= runs; seed++) expect(sequenceOf(seed, 40)).toBe(null)
}, 600_000)
