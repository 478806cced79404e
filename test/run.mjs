// npm test: installs what is missing, finds a browser, runs every suite on two cores and adds them up. Checks that use one core run two at
// a time, and each says what it has to say when it ends. The last line is `N passed, N failed`. A check that is no test counts as one.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { chrome } from './browser.mjs'
import { installMissing } from '../tools/install.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const reports = `${root}reports`
const bin = (name) => `${root}node_modules/${name}`

const cores = 2
// in an order in which no core waits long; the build reads the types of tsconfig.build.json
const suites = [
  check('eslint', bin('eslint/bin/eslint.js'), '.'),
  types('tsconfig.json'),
  check('prettier', bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'),
  check('build', `${root}tools/build.mjs`),
  types('tsconfig.pure.json'),
  types('tsconfig.classic.json'),
  check(
    'imports',
    bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    'src',
    'demo',
    '--exclude',
    '^demo/hosts',
    '--config',
    '.dependency-cruiser.cjs',
  ),
  vitest('pure'),
  vitest('built'),
  vitest('package'),
  // before the pages: docs' lines for a framework are compiled by its packages
  vitest('hosts'),
  vitest('pages'),
  elements(),
]

/** Runs one script, on one core; it passes when it exits with 0. */
function check(name, ...command) {
  return {
    name,
    uses: 1,
    run: async (say) => ((await run(command, say)).code === 0 ? [1, 0] : [0, 1]),
  }
}

function types(config) {
  return check(`types, ${config}`, bin('typescript/bin/tsc'), '--noEmit', '-p', config)
}

function vitest(project) {
  const report = `${reports}/${project}.json`
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const command = [bin('vitest/vitest.mjs'), 'run', '--project', project, ...reporters]
  return {
    name: `vitest, ${project}`,
    uses: cores,
    async run(say) {
      rmSync(report, { force: true })
      const { code } = await run(command, say)
      const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
      const broken = testResults.filter(
        ({ status, assertionResults }) => status === 'failed' && !assertionResults.length,
      )
      return atLeastOne(code, numPassedTests, numFailedTests + broken.length)
    },
  }
}

function elements() {
  return {
    name: 'elements',
    uses: cores,
    async run(say) {
      const { code, output } = await run([bin('@web/test-runner/dist/bin.js')], say)
      const [, passed, failed] = stripVTControlCharacters(output).match(/^(\d+) passed, (\d+) failed$/m) ?? [
        0, 0, 1,
      ]
      return atLeastOne(code, Number(passed), Number(failed))
    },
  }
}

/** A suite that ended badly has a failure, even where no test of it says so. */
function atLeastOne(code, passed, failed) {
  return [passed, code !== 0 && failed === 0 ? 1 : failed]
}

/** Says what a command prints as it comes. */
function run([script, ...args], say) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      env: { ...process.env, CHROME_PATH: browser },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (data) => {
      output += data
      say(data)
    })
    child.stderr.setEncoding('utf8').on('data', say)
    child.on('close', (code) => resolve({ code, output }))
  })
}

/** Runs a suite. One that has the machine to itself is heard at once, another when it has ended. */
async function played({ name, uses, run }) {
  let kept = ''
  const say = uses === cores ? (text) => void process.stdout.write(text) : (text) => void (kept += text)
  if (uses === cores) console.log(`\n=== ${name}`)
  const started = Date.now()
  const [passed, failed] = await run(say).catch((error) => {
    say(`${error?.stack ?? error}\n`)
    return [0, 1]
  })
  if (uses < cores) console.log(`\n=== ${name}\n${kept}`)
  return { name, passed, failed, seconds: Math.round((Date.now() - started) / 1000) }
}

/** Plays all in their order, each as soon as as many cores are free as it uses. */
async function playedAll(list) {
  const running = new Set()
  const rows = []
  for (const suite of list) {
    while (cores - [...running].reduce((sum, { uses }) => sum + uses, 0) < suite.uses)
      await Promise.race([...running].map(({ ended }) => ended))
    const one = { uses: suite.uses }
    one.ended = played(suite).then((row) => {
      rows.push(row)
      running.delete(one)
    })
    running.add(one)
  }
  await Promise.all([...running].map(({ ended }) => ended))
  return rows
}

installMissing()
const browser = await chrome()
mkdirSync(reports, { recursive: true })

const rows = await playedAll(suites)
const total = (column) => rows.reduce((sum, row) => sum + row[column], 0)
console.log()
console.table(Object.fromEntries(rows.map(({ name, ...row }) => [name, row])))
process.exitCode = total('failed') > 0 ? 1 : 0
console.log(`${total('passed')} passed, ${total('failed')} failed`)
