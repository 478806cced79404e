// npm run network -- --seeds 1000000 --seed 1 --shards 64 [--shard 5] [--folder /tmp/x] [--processes 2]
// The outbox over a network that loses, delays, doubles and garbles, with pages that reload, freeze and race (test/data/faulty-network.ts).
// Each shard writes its result into the folder; one that is there is not run again, so a run that was stopped goes on where it was. Ends
// with 1 where any command was lost, done twice, done after it was refused, or out of order; its seed is printed.
import { sharded, total } from './shards.mjs'

const results = await sharded({
  name: 'network',
  file: 'test/data/faulty-network.ts',
  call: 'runs',
  counted: 'seeds',
  // seeds one after the other, so that one that fails is found by its number
  jobOf: (nth, { seed, runs, shards }) => {
    const first = (of) => seed + Math.floor((runs * of) / shards)
    return [first(nth), first(nth + 1) - first(nth)]
  },
  said: ({ runs, clicks, violations }) =>
    `${runs} seeds, ${clicks} commands, ${violations.length} violations`,
})
const sum = (of) => total(results, of)
const outcomes = ['done', 'refused', 'unknown', 'queued', 'forgotten']
  .map((name) => `${sum((one) => one.outcomes[name])} ${name}`)
  .join(', ')
const violations = results.flatMap((one) => one.violations)
for (const { seed: own, faults } of violations.slice(0, 20))
  console.log(`  seed ${own}: ${faults.join('; ')}`)
console.log(
  `${sum((one) => one.runs)} seeds, ${sum((one) => one.clicks)} commands sent ${sum((one) => one.sendings)} times: ${outcomes}`,
)
console.log(
  `"forgotten" are those pressed in the very moment a page went, before anything was kept or sent, and those of pages that had said that they keep nothing`,
)
console.log(`${violations.length} violations`)
if (violations.length > 0) process.exitCode = 1
