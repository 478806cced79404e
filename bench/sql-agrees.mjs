// npm run sql-agrees -- --merchants 100000 --seed 1 [--dialect duckdb] [--program store-score] [--processes 2]
// Every published program on random merchants: each merchant evaluated by core (`--dialect core` for this alone), the engine over columns in
// JavaScript and in WebAssembly, and every database that is there (ClickHouse after `npm run chdb`): bits of every factor's points and of the
// score, the tier, what is not met. Ends with 1 where they disagree anywhere.
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
const asked = ['core', ...dialects].filter((one) => options.dialect === 'all' || options.dialect === one)
const programs = paths.filter((path) => path.includes(options.program))
let [shares, values, wrong] = [0, 0, 0]
for (const dialect of asked) {
  const jobs = programs.map((path) => [
    path,
    ...(dialect === 'core' ? [] : [dialect]),
    options.seed,
    options.merchants,
  ])
  const name = dialect === 'core' ? 'evaluated' : 'agreement'
  await inProcesses(module, name, jobs, options.processes, (place, share) => {
    if (share === null)
      return console.log(`${dialect} ${programs[place]}: reads a state that only a log makes`)
    shares += 1
    values += share.values
    wrong += share.wrong.length
    console.log(`${dialect} ${share.path}: ${share.merchants} merchants, ${share.wrong.length} differ`)
    for (const one of share.wrong) console.log(`  ${one}`)
  })
}
console.log(`${shares} shares, ${values} values compared: ${wrong} differ`)
if (wrong > 0) process.exitCode = 1
