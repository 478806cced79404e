// npm run fuzz -- --runs 1000000 [--seed 1] [--processes 2]
// Programs with one thing wrong: none may crash or take more than 200 ms, and of those that are refused at least 99 of 100 are told where.
import { built, inProcesses, optionsOf } from './apart.mjs'

const { runs, seed, processes } = optionsOf(process.argv.slice(2), { runs: 1_000_000, seed: 1, processes: 2 })
const SHARE = 20_000
const started = performance.now()
const file = await built('test/oracle/shard.ts')
const jobs = [...Array(Math.ceil(runs / SHARE)).keys()].map((nth) => [
  seed * 1_000_003 + nth,
  Math.min(SHARE, runs - nth * SHARE),
])
const said = () =>
  `${total.runs} mutants, ${total.invalid} refused, ${((100 * total.pointed) / total.invalid).toFixed(3)} % of them where they are wrong, ` +
  `${total.crashes.length} crashes, ${total.slow.length} over 200 ms (slowest ${Math.round(total.slowestMs)} ms)`
const total = { runs: 0, invalid: 0, pointed: 0, crashes: [], slow: [], slowestMs: 0, misses: {} }
await inProcesses(file, 'mutants', jobs, processes, (_, tally) => {
  for (const key of ['runs', 'invalid', 'pointed']) total[key] += tally[key]
  total.crashes.push(...tally.crashes)
  total.slow.push(...tally.slow)
  total.slowestMs = Math.max(total.slowestMs, tally.slowestMs)
  for (const [name, { count, example }] of Object.entries(tally.misses)) {
    total.misses[name] ??= { count: 0, example }
    total.misses[name].count += count
  }
  console.log(`${said()}, ${Math.round((performance.now() - started) / 1000)} s`)
})

const misses = Object.entries(total.misses).sort(([, a], [, b]) => b.count - a.count)
for (const [name, { count, example }] of misses.slice(0, 20))
  console.log(`  ${count} x ${name}\n      ${example}`)
for (const { error, text } of total.crashes.slice(0, 5)) console.log(`crash: ${error}\n${text}`)
for (const { ms, text } of total.slow.slice(0, 5)) console.log(`slow: ${Math.round(ms)} ms\n${text}`)
console.log(said())
const isPointed = total.pointed >= 0.99 * total.invalid
if (total.crashes.length > 0 || total.slow.length > 0 || !isPointed) process.exitCode = 1
