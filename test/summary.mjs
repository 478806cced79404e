// The web test runner's reporter: every failure with its file, name and message, then one line that
// test/run.mjs reads. No stock reporter prints such a line.
import { relative } from 'node:path'

export function summary() {
  let root = ''
  return {
    start: ({ config }) => void (root = config.rootDir),
    getTestProgress: () => [],
    async reportTestFileResults({ sessionsForTestFile }) {
      for (const session of sessionsForTestFile) {
        const file = relative(root, session.testFile)
        for (const { message, stack } of session.errors)
          console.log(`FAILED ${file}\n${message}\n${stack ?? ''}`)
        for (const { path, error } of failed(session)) {
          console.log(`FAILED ${file} > ${path.join(' > ')}\n${error?.message ?? ''}\n${error?.stack ?? ''}`)
        }
        for (const text of session.request404s ?? []) console.log(`404 ${file}: ${text}`)
      }
    },
    onTestRunFinished({ sessions }) {
      const tests = sessions.flatMap((session) => all(session.testResults))
      for (const { name, path } of sessions.flatMap(skipped))
        console.log(`not run in ${name}: ${path.join(' > ')}`)
      const broken = sessions.filter((session) => session.errors.length > 0).length
      const bad = tests.filter(({ test }) => !test.passed && !test.skipped).length + broken
      console.log(`${tests.filter(({ test }) => test.passed).length} passed, ${bad} failed`)
    },
  }
}

function all(suite, path = []) {
  if (!suite) return []
  const here = suite.name ? [...path, suite.name] : path
  return [
    ...suite.tests.map((test) => ({ test, path: [...here, test.name] })),
    ...suite.suites.flatMap((inner) => all(inner, here)),
  ]
}

function failed(session) {
  return all(session.testResults)
    .filter(({ test }) => !test.passed && !test.skipped)
    .map(({ test, path }) => ({ path, error: test.error }))
}

function skipped({ browser, testResults }) {
  return all(testResults)
    .filter(({ test }) => test.skipped)
    .map(({ path }) => ({ name: browser.name, path }))
}
