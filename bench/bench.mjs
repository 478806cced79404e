// npm run bench [name]: runs every bench/*.bench.ts (or those whose name holds the word) and prints what each
// way costs beside the first one of its group. Ratios of one run on one machine can be compared; times cannot.
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Bench } from 'tinybench'
import { createServer } from 'vite'

const folder = fileURLToPath(new URL('.', import.meta.url))
const word = process.argv[2] ?? ''
const names = readdirSync(folder).filter((name) => name.endsWith('.bench.ts') && name.includes(word))

// vite runs the sources as they are, without a build
const server = await createServer({
  configFile: false,
  root: fileURLToPath(new URL('..', import.meta.url)),
  server: { middlewareMode: true, ws: false, watch: null },
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
})
for (const name of names) {
  const { groups = {}, once } = await server.ssrLoadModule(`/bench/${name}`)
  for (const [group, ways] of Object.entries(groups)) await compare(group, ways)
  once?.() // what takes seconds is run once, and prints its own ratios
}
await server.close()

/** Runs `ways`, by name, and prints each one's time and its share of the first one's. */
async function compare(group, ways) {
  const bench = new Bench({ time: 500, warmupTime: 100 })
  for (const [way, run] of Object.entries(ways)) bench.add(way, run)
  await bench.run()
  const timeOf = ({ result }) => {
    if (result.state === 'errored') throw result.error
    return result.latency.p50
  }
  const first = timeOf(bench.tasks[0])
  console.log(`\n${group}`)
  for (const task of bench.tasks) {
    const ms = timeOf(task)
    const time = ms < 1 ? `${(ms * 1000).toFixed(1)} µs` : `${ms.toFixed(2)} ms`
    console.log(`  ${task.name.padEnd(44)}${time.padStart(12)}${(ms / first).toFixed(2).padStart(9)} x`)
  }
}
