// A long run in shards: each writes its result into a folder, and one that is there is not run again, so that a run that was stopped goes
// on where it was. Options: --runs (or what `counted` calls them), --shards, [--shard only], [--seed], [--folder], [--processes].
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { built, inProcesses, optionsOf } from './apart.mjs'

/** A seed of its own for each shard. */
const ownSeed = (nth, { seed, runs, shards }) => [seed * 1_000_003 + nth, Math.ceil(runs / shards)]

/** The results of all shards. `call` of `file` is given a seed and how many runs, as `jobOf` says; `said` makes a line of a result. */
export async function sharded({ name, file, call, said, counted = 'runs', jobOf = ownSeed }) {
  const {
    [counted]: runs,
    shards,
    shard,
    seed,
    folder,
    processes,
  } = optionsOf(process.argv.slice(2), {
    [counted]: 1_000_000,
    shards: 64,
    shard: -1,
    seed: 1,
    folder: join(tmpdir(), `tierkit-${name}`),
    processes: 2,
  })
  mkdirSync(folder, { recursive: true })
  const fileOf = (nth) => join(folder, `seed-${seed}-${counted}-${runs}-shard-${nth}-of-${shards}.json`)
  const all = shard >= 0 ? [shard] : [...Array(shards).keys()]
  const open = all.filter((nth) => !existsSync(fileOf(nth)))
  console.log(
    `${all.length} shards, ${all.length - open.length} of them done, results in ${folder}; seed ${seed}`,
  )
  const started = performance.now()
  if (open.length > 0) {
    const module = await built(file)
    const jobs = open.map((nth) => jobOf(nth, { seed, runs, shards }))
    await inProcesses(module, call, jobs, processes, (place, result) => {
      const nth = open[place]
      writeFileSync(
        fileOf(nth),
        JSON.stringify({ shard: nth, shards, [counted]: runs, ...result, done: true }, null, 1),
      )
      console.log(`shard ${nth}: ${said(result)}, ${Math.round((performance.now() - started) / 1000)} s`)
    })
  }
  return all.map((nth) => JSON.parse(readFileSync(fileOf(nth), 'utf8')))
}

/** What a number of the results comes to. */
export const total = (results, of) => results.reduce((sum, one) => sum + of(one), 0)
