// npm run ledger -- --runs 1000000 --shards 64 [--shard 5] [--seed 1] [--folder /tmp/x] [--processes 2]
// Random commands to the ledger, beside a naive one after each: points conserved, never below 0, lots within their bounds, a key once, a
// redemption resolved once, reversals exact, the replay the same bytes. In shards that resume. Ends with 1 where anything is violated.
import { sharded, total } from './shards.mjs'

const results = await sharded({
  name: 'ledger',
  file: 'test/ledger/shard.ts',
  call: 'sequences',
  said: ({ sequences, violations }) => `${sequences} sequences, ${violations.length} violations`,
})
const violations = results.flatMap((one) => one.violations)
for (const one of violations.slice(0, 20)) console.log(`  ${one}`)
console.log(
  `${total(results, (one) => one.sequences)} sequences of ${total(results, (one) => one.commands)} commands: ${violations.length} violations`,
)
if (violations.length > 0) process.exitCode = 1
