// npm run mutation -- [--set engine] [--folder reports/mutants] [--only plan/scale] [--processes 2]
// Changes the sources of a set (sets.mjs) one place at a time and counts the changes that no test notices. A few files at a time: each
// file's result is written when its share is done, and one that is there is not run again, so that a run that was stopped goes on
// where it was. Measure on a machine that does nothing else: what is slow counts as noticed. docs/mutation/ says why those that
// are left may stay.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { optionsOf } from '../apart.mjs'
import { sets } from './sets.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { set, folder, only, processes } = optionsOf(process.argv.slice(2), {
  set: 'engine',
  folder: join(root, 'reports', 'mutants'), // of one set
  only: '',
  processes: 2,
})
const SHARE = 40_000 // letters of source: some 600 changes
const { sources, least } = sets[set]

const files = readdirSync(join(root, 'src'), { recursive: true })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => sources.test(file) && file.endsWith('.ts') && file.includes(only))
  .map((file) => `src/${file}`)
  .sort()
const resultOf = (file) => join(folder, `${file.replaceAll('/', '.')}.json`)
mkdirSync(folder, { recursive: true })

/** Files whose results are missing, in shares of about the same size. */
const shares = [[]]
let letters = 0
for (const file of files) {
  if (existsSync(resultOf(file))) continue
  const { size } = statSync(join(root, file))
  if (letters > 0 && letters + size > SHARE) {
    shares.push([])
    letters = 0
  }
  shares.at(-1).push(file)
  letters += size
}

for (const share of shares) {
  if (share.length === 0) continue
  console.log(`\n${share.join(' ')}`)
  const report = join(root, 'reports', 'mutation', 'mutation.json')
  rmSync(report, { force: true })
  const args = [join(root, 'bench', 'mutation', 'stryker.mjs'), share.join(','), String(processes)]
  spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TIERKIT_RUNS: '5', TIERKIT_SET: set },
  })
  if (!existsSync(report)) process.exit(1)
  const { files: found } = JSON.parse(readFileSync(report, 'utf8'))
  for (const file of share) {
    const mutants = (found[file]?.mutants ?? []).map(({ status, mutatorName, replacement, location }) => ({
      status,
      mutatorName,
      replacement,
      line: location.start.line,
      column: location.start.column,
    }))
    writeFileSync(resultOf(file), JSON.stringify(mutants))
  }
}

const counted = { Killed: 1, Timeout: 1, Survived: 0, NoCoverage: 0 }
let [noticed, all] = [0, 0]
for (const file of files) {
  const mutants = JSON.parse(readFileSync(resultOf(file), 'utf8')).filter(({ status }) => status in counted)
  const killed = mutants.reduce((sum, { status }) => sum + counted[status], 0)
  noticed += killed
  all += mutants.length
  console.log(
    `${file.padEnd(34)} ${String(killed).padStart(5)} of ${String(mutants.length).padStart(5)}  ${((100 * killed) / Math.max(1, mutants.length)).toFixed(1)} %`,
  )
  for (const { status, line, column, mutatorName, replacement = '' } of mutants)
    if (counted[status] === 0)
      console.log(`    ${line}:${column} ${mutatorName}: ${replacement.replace(/\s+/g, ' ').slice(0, 90)}`)
}
const share = (100 * noticed) / all
console.log(`\n${noticed} of ${all} changes noticed: ${share.toFixed(2)} %`)
if (share < least) process.exitCode = 1
