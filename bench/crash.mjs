// npm run crash -- --runs 1000000 --shards 64 [--shard 5] [--seed 1] [--folder /tmp/x] [--processes 2]
// Random commands to the log that a browser keeps, on a simulated disk that dies or fails at every single write: what was acknowledged is
// there once, nothing else is, nothing is torn. In shards that resume. Ends with 1 where anything is violated.
import { sharded, total } from './shards.mjs'

const results = await sharded({
  name: 'crash',
  file: 'test/data/crash.ts',
  call: 'crashes',
  said: ({ sequences, strikes, violations }) =>
    `${sequences} sequences, ${strikes} crashes and failures, ${violations.length} violations`,
})
const violations = results.flatMap((one) => one.violations)
for (const one of violations.slice(0, 20)) console.log(`  ${one}`)
console.log(
  `${total(results, (one) => one.sequences)} sequences of ${total(results, (one) => one.acts)} commands, ${total(results, (one) => one.strikes)} crashes and failures: ${violations.length} violations`,
)
if (violations.length > 0) process.exitCode = 1
