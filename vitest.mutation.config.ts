import { defineConfig } from 'vitest/config'

/** The tests that hold the plan and the core, without the long random ones: those find what tables miss, but not every time. */
export default defineConfig({
  test: {
    include: [
      'test/plan/**/*.test.ts',
      'test/core/**/*.test.ts',
      'test/programs/**/*.test.ts',
      'test/docs/**/*.test.ts',
    ],
    exclude: [
      'test/**/*law*.test.ts',
      'test/plan/calendar-temporal.test.ts',
      'test/programs/table.test.ts',
      'test/docs/**',
    ],
    // one import of the sources for all files: each mutant costs its tests, and not eighty imports
    isolate: false,
    testTimeout: 30_000,
    env: { TIERKIT_RUNS: '5' },
  },
})
