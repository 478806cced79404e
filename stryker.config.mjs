// npm run mutation [-- --mutate src/plan/scale.ts]: changes the sources one place at a time and counts the changes that no test notices.
// Its report says which; docs/mutation.md says why those that are left may stay.
export default {
  testRunner: 'mocha',
  buildCommand: 'node bench/mutation/tests.mjs',
  mochaOptions: { spec: ['.mutation/tests.mjs'] },
  mutate: ['src/plan/**/*.ts', 'src/core/**/*.ts'],
  coverageAnalysis: 'perTest',
  // What runs only while a module loads, or a suite of tests is set up, is seen by no test of its own.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 4000,
  timeoutFactor: 2,
  disableTypeChecks: false,
  reporters: ['clear-text', 'json', 'html', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  incremental: true,
  incrementalFile: 'reports/stryker-incremental.json',
  ignorePatterns: ['dist', 'shots', 'demo/merchants/*.png', 'coverage', 'reports', '.mutation'],
  thresholds: { high: 95, low: 90, break: 90 },
}
