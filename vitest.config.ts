import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // elements need a real browser: see web-test-runner.config.mjs; the built file is tested by test/built/run.mjs
    exclude: ['test/elements/**', 'test/browser/**', '**/node_modules/**'],
    // two cores, and others on them
    maxWorkers: 2,
    testTimeout: 20_000,
  },
})
