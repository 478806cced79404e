// npm run oracle -- --runs 1000000 --shards 64 [--shard 5] [--seed 1] [--folder /tmp/x] [--processes 2]
// The engine beside the second evaluator on random programs. Each shard writes its result into the folder; one that is there is not run
// again, so a run that was stopped goes on where it was. Ends with 1 where the two disagree anywhere.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { built, inProcesses, optionsOf } from './apart.mjs'

const { runs, shards, shard, seed, folder, processes } = optionsOf(process.argv.slice(2), {
  runs: 1_000_000,
  shards: 64,
  shard: -1,
  seed: 1,
  folder: join(tmpdir(), 'tierkit-oracle'),
  processes: 2,
})
mkdirSync(folder, { recursive: true })
const fileOf = (nth) => join(folder, `seed-${seed}-runs-${runs}-shard-${nth}-of-${shards}.json`)
const all = shard >= 0 ? [shard] : [...Array(shards).keys()]
const open = all.filter((nth) => !existsSync(fileOf(nth)))
console.log(`${all.length} shards, ${all.length - open.length} of them done, results in ${folder}`)

const started = performance.now()
if (open.length > 0) {
  const file = await built('test/oracle/shard.ts')
  const jobs = open.map((nth) => [seed * 1_000_003 + nth, Math.ceil(runs / shards)])
  await inProcesses(file, 'evaluations', jobs, processes, (place, result) => {
    const nth = open[place]
    writeFileSync(fileOf(nth), JSON.stringify({ shard: nth, shards, runs, ...result, done: true }, null, 1))
    const seconds = Math.round((performance.now() - started) / 1000)
    console.log(
      `shard ${nth}: ${result.evaluations} evaluations, ${result.disagreements.length} disagreements, ${seconds} s`,
    )
  })
}

const results = all.map((nth) => JSON.parse(readFileSync(fileOf(nth), 'utf8')))
const sum = (of) => results.reduce((total, one) => total + of(one), 0)
const disagreements = results.flatMap((one) => one.disagreements)
for (const { seed: own, difference } of disagreements.slice(0, 20))
  console.log(
    `  seed ${own}: ${difference?.what} at ${difference?.at}: ${JSON.stringify(difference?.oracle)} by the second evaluator, ${JSON.stringify(difference?.engine)} by the engine`,
  )
console.log(
  `${sum((one) => one.evaluations)} evaluations of ${sum((one) => one.programs)} programs: ${disagreements.length} disagreements`,
)
if (disagreements.length > 0) process.exitCode = 1
