// How sources are changed and tests run on them; npm run mutation (bench/mutation/run.mjs) does it file by file.
export default {
  testRunner: 'mocha',
  buildCommand: 'node bench/mutation/tests.mjs',
  mochaOptions: { spec: ['.mutation/tests.mjs'] },
  mutate: ['src/plan/**/*.ts', 'src/core/**/*.ts'],
  coverageAnalysis: 'perTest',
  // What runs only while a module loads, or a suite of tests is set up, is seen by no test of its own.
  ignoreStatic: true,
  timeoutMS: 4000,
  timeoutFactor: 2,
  disableTypeChecks: false,
  reporters: ['clear-text', 'json', 'html', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  ignorePatterns: ['dist', 'shots', 'demo/merchants/*.png', 'coverage', 'reports', '.mutation'],
}
