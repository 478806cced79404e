// npm run oracle -- --runs 1000000 --shards 64 [--shard 5] [--seed 1] [--folder /tmp/x] [--processes 2]
// The engine beside the second evaluator on random programs, in shards that resume. Ends with 1 where the two disagree anywhere.
import { sharded, total } from './shards.mjs'

const results = await sharded({
  name: 'oracle',
  file: 'test/oracle/shard.ts',
  call: 'evaluations',
  said: ({ evaluations, disagreements }) =>
    `${evaluations} evaluations, ${disagreements.length} disagreements`,
})
const disagreements = results.flatMap((one) => one.disagreements)
for (const { seed: own, difference } of disagreements.slice(0, 20))
  console.log(
    `  seed ${own}: ${difference?.what} at ${difference?.at}: ${JSON.stringify(difference?.oracle)} by the second evaluator, ${JSON.stringify(difference?.engine)} by the engine`,
  )
console.log(
  `${total(results, (one) => one.evaluations)} evaluations of ${total(results, (one) => one.programs)} programs: ${disagreements.length} disagreements`,
)
if (disagreements.length > 0) process.exitCode = 1
