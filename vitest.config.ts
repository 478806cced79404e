import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // two cores, and others on them
    maxWorkers: 2,
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        // elements and whatever else needs a page run in the web test runner
        test: {
          name: 'pure',
          include: ['test/**/*.test.ts'],
          exclude: ['test/elements/**', 'test/browser/**', 'test/built/**'],
        },
      },
      { extends: true, test: { name: 'built', include: ['test/built/**/*.test.ts'] } },
    ],
  },
})
