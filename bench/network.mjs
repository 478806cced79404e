// npm run network -- --seeds 1000000 --seed 1 --shards 64 [--shard 5] [--folder /tmp/x] [--processes 2]
// The outbox over a network that loses, delays, doubles and garbles, with pages that reload, freeze and race (test/data/faulty-network.ts).
// Each shard writes its result into the folder; one that is there is not run again, so a run that was stopped goes on where it was. Ends
// with 1 where any command was lost, done twice, done after it was refused, or out of order; its seed is printed.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { built, inProcesses, optionsOf } from './apart.mjs'

const { seeds, seed, shards, shard, folder, processes } = optionsOf(process.argv.slice(2), {
  seeds: 1_000_000,
  seed: 1,
  shards: 64,
  shard: -1,
  folder: join(tmpdir(), 'tierkit-network'),
  processes: 2,
})
mkdirSync(folder, { recursive: true })
const fileOf = (nth) => join(folder, `seed-${seed}-seeds-${seeds}-shard-${nth}-of-${shards}.json`)
const all = shard >= 0 ? [shard] : [...Array(shards).keys()]
const open = all.filter((nth) => !existsSync(fileOf(nth)))
console.log(`${all.length} shards, ${all.length - open.length} of them done, results in ${folder}`)

const started = performance.now()
if (open.length > 0) {
  const file = await built('test/data/faulty-network.ts')
  const first = (nth) => seed + Math.floor((seeds * nth) / shards)
  const jobs = open.map((nth) => [first(nth), first(nth + 1) - first(nth)])
  await inProcesses(file, 'runs', jobs, processes, (place, result) => {
    writeFileSync(fileOf(open[place]), JSON.stringify(result, null, 1))
    const seconds = (performance.now() - started) / 1000
    console.log(
      `shard ${open[place]}: ${result.runs} seeds, ${result.clicks} commands, ${result.violations.length} violations, ${Math.round(seconds)} s`,
    )
  })
}

const results = all.map((nth) => JSON.parse(readFileSync(fileOf(nth), 'utf8')))
const sum = (of) => results.reduce((total, one) => total + of(one), 0)
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
