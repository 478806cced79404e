// npm run lies -- --requests 100000 --seed 1: requests that lie, against the reference server (embedded database, no sockets between).
// Each must be refused with a typed problem, and leave no trace. Prints the rate, and ends with 1 where one was believed.
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'
import { optionsOf } from './apart.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const { requests, seed } = optionsOf(process.argv.slice(2), { requests: 100_000, seed: 1 })
const load = async (path) =>
  (await runnerImport(`${root}${path}`, { root, configFile: false, logLevel: 'error' })).module
const { runLies } = await load('test/server/lies.ts')

const began = performance.now()
const { believed, statuses, isSame, faults } = await runLies(requests, seed)
const seconds = (performance.now() - began) / 1000
for (const line of believed.slice(0, 20)) console.log(line)
const shares = Object.entries(statuses)
  .map(([status, count]) => `${status}: ${count}`)
  .join(', ')
console.log(`${requests} lies, seed ${seed}: ${believed.length} accepted (${shares})`)
console.log(`the log is ${isSame ? 'what it was' : 'NOT what it was'}; ${faults} faults inside`)
console.log(`${seconds.toFixed(1)} s, ${Math.round(requests / seconds)} a second`)
process.exit(believed.length === 0 && isSame && faults === 0 ? 0 : 1)
