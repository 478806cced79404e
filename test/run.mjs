// npm test: installs what is missing, finds a browser, runs every suite one after the other and adds them up.
// The last line is `N passed, N failed`. A check that is no test (types, lint, build) counts as one.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { chrome } from './browser.mjs'
import { installMissing } from '../tools/install.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const reports = `${root}reports`
const bin = (name) => `${root}node_modules/${name}`

const suites = [
  ...['tsconfig.json', 'tsconfig.build.json', 'tsconfig.pure.json'].map((config) =>
    check(`types, ${config}`, bin('typescript/bin/tsc'), '--noEmit', '-p', config),
  ),
  check('eslint', bin('eslint/bin/eslint.js'), '.'),
  check('prettier', bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'),
  check(
    'imports',
    bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    'src',
    'demo',
    '--config',
    '.dependency-cruiser.cjs',
  ),
  vitest('pure'),
  check('build', `${root}tools/build.mjs`),
  vitest('built'),
  vitest('pages'),
  elements(),
]

/** Runs one script; it passes when it exits with 0. */
function check(name, ...command) {
  return { name, run: async () => ((await run(command)).code === 0 ? [1, 0] : [0, 1]) }
}

function vitest(project) {
  const report = `${reports}/${project}.json`
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const command = [bin('vitest/vitest.mjs'), 'run', '--project', project, ...reporters]
  return {
    name: `vitest, ${project}`,
    async run() {
      rmSync(report, { force: true })
      const { code } = await run(command)
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
    async run() {
      const { code, output } = await run([bin('@web/test-runner/dist/bin.js')])
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

function run([script, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      env: { ...process.env, CHROME_PATH: browser },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.on('data', (data) => {
      output += data
      process.stdout.write(data)
    })
    child.on('close', (code) => resolve({ code, output }))
  })
}

installMissing()
const browser = await chrome()
mkdirSync(reports, { recursive: true })

const rows = []
for (const { name, run } of suites) {
  console.log(`\n=== ${name}`)
  const started = Date.now()
  const [passed, failed] = await run().catch((error) => {
    console.error(error)
    return [0, 1]
  })
  rows.push({ name, passed, failed, seconds: Math.round((Date.now() - started) / 1000) })
}

const total = (column) => rows.reduce((sum, row) => sum + row[column], 0)
console.log()
console.table(Object.fromEntries(rows.map(({ name, ...row }) => [name, row])))
process.exitCode = total('failed') > 0 ? 1 : 0
console.log(`${total('passed')} passed, ${total('failed')} failed`)
