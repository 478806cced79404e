// npm run mutation [-- --mutate src/plan/scale.ts]: changes the sources one place at a time and counts the changes that no test notices.
// Its report says which; docs/mutation.md says why those that are left may stay.
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts' },
  mutate: ['src/plan/**/*.ts', 'src/core/**/*.ts'],
  coverageAnalysis: 'perTest',
  // a change of a constant's text that only people read is none of the engine's
  mutator: { excludedMutations: [] },
  concurrency: 2,
  timeoutMS: 4000,
  timeoutFactor: 2,
  disableTypeChecks: false,
  reporters: ['clear-text', 'json', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  incremental: true,
  incrementalFile: 'reports/stryker-incremental.json',
  ignorePatterns: ['dist', 'shots', 'demo/merchants/*.png', 'coverage', 'reports'],
  thresholds: { high: 95, low: 90, break: 90 },
}
