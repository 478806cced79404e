import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // two cores, and others on them
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // what is waited for in a page comes when a busy machine gets to it
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        // elements and whatever else needs a page run in the web test runner
        test: {
          name: 'pure',
          include: ['test/**/*.test.ts'],
          exclude: [
            ...['test/elements/**', 'test/built/**', 'test/pages/**'],
            ...['test/package/**', 'test/hosts/**'],
          ],
          // starting a worker takes longer than most files: one runs many, and each file gets modules of its own
          isolate: false,
          setupFiles: ['test/fresh.ts'],
        },
      },
      // these drive a browser themselves: over the built files, and over the demo's pages
      { extends: true, test: { name: 'built', include: ['test/built/**/*.test.ts'] } },
      // the packed tarball, as somebody gets it: over dist, installed into empty projects
      {
        extends: true,
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: 'test/package/setup.ts',
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      { extends: true, test: { name: 'pages', include: ['test/pages/**/*.test.ts'] } },
      // the back-offices of demo/hosts, built and driven: npm run test:hosts
      {
        extends: true,
        test: {
          name: 'hosts',
          include: ['test/hosts/**/*.test.ts'],
          globalSetup: 'test/hosts/setup.ts',
          testTimeout: 60_000,
        },
      },
    ],
  },
})
