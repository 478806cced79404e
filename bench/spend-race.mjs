// npm run spend-race -- --clients 64 --spends 100000: clients spend from the same accounts through the reference server, on a PostgreSQL
// server of its own (or the one of --url). What was accepted must come to what the accounts had, exactly. Without PostgreSQL it says so and ends with 2.
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'
import { optionsOf } from './apart.mjs'
import { startPostgres } from '../test/server/postgres.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const { clients, spends, seed, merchants, url } = optionsOf(process.argv.slice(2), {
  ...{ clients: 64, spends: 100_000, seed: 1, merchants: 200, url: '' },
})
const started = url ? { url, stop: () => Promise.resolve() } : await startPostgres()
if (!started) {
  console.error('No PostgreSQL is installed: apt-get install postgresql, or --url postgres://...')
  process.exit(2)
}
const file = `${root}test/server/spending.ts`
const { module } = await runnerImport(file, { root, configFile: false, logLevel: 'error' })
// about four in five can be granted, so that every account is emptied
const points = Math.floor((spends * 5 * 0.8) / merchants)
try {
  const end = await module.race({ url: started.url, clients, spends, seed, merchants, points })
  for (const line of end.faults.slice(0, 20)) console.log(line)
  console.log(
    `${clients} clients, ${spends} spends from ${merchants} accounts of ${points} points, seed ${seed}`,
  )
  console.log(`${end.accepted} accepted, ${end.refused} refused, ${end.repeated} sent twice`)
  console.log(`${end.hadPoints} points there were, ${end.spentPoints} were spent, ${end.leftPoints} are left`)
  console.log(
    `${end.faults.length} faults; ${end.seconds.toFixed(1)} s, ${Math.round(spends / end.seconds)} a second`,
  )
  process.exitCode = end.faults.length === 0 && end.spentPoints + end.leftPoints === end.hadPoints ? 0 : 1
} finally {
  await module.removeServer()
  await started.stop()
}
