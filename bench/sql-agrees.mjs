// npm run sql-agrees -- --merchants 100000 --seed 1 [--dialect duckdb] [--program store-score] [--processes 2]
// Every published program on random merchants, on every database that is there (ClickHouse after `npm run chdb`), beside the engine over
// columns: bits of every factor's points and of the score, the tier, what is not met. Ends with 1 where they disagree anywhere.
import { built, inProcesses, optionsOf } from './apart.mjs'

const options = optionsOf(process.argv.slice(2), {
  merchants: 100_000,
  seed: 1,
  dialect: 'all',
  program: '',
  processes: 2,
})
// what is no JavaScript stays where npm put it
const module = await built('test/sql/share.ts', ['@duckdb/node-api', '@electric-sql/pglite'])
const { plannedShares } = await import(module)
const { paths, dialects } = plannedShares()
if (!dialects.includes('clickhouse'))
  console.log('ClickHouse is not there: npm run chdb fetches it (540 MB).')
const jobs = dialects
  .filter((dialect) => options.dialect === 'all' || options.dialect === dialect)
  .flatMap((dialect) =>
    paths
      .filter((path) => path.includes(options.program))
      .map((path) => [path, dialect, options.seed, options.merchants]),
  )
let values = 0
let wrong = 0
await inProcesses(module, 'agreement', jobs, options.processes, (place, share) => {
  values += share.values
  wrong += share.wrong.length
  console.log(`${jobs[place][1]} ${share.path}: ${share.merchants} merchants, ${share.wrong.length} differ`)
  for (const one of share.wrong) console.log(`  ${one}`)
})
console.log(`${jobs.length} shares, ${values} values compared: ${wrong} differ`)
if (wrong > 0) process.exitCode = 1
