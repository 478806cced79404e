import { chromeLauncher } from '@web/test-runner-chrome'
import { esbuildPlugin } from '@web/dev-server-esbuild'
import { chrome, flags } from './test/browser.mjs'
import { summary } from './test/summary.mjs'

// set here too, so that a launcher deep below finds the same browser
const executablePath = await chrome()

export default {
  files: ['test/elements/**/*.test.ts'],
  nodeResolve: true,
  concurrency: 2,
  browsers: [
    chromeLauncher({
      // a frame is drawn as soon as the one before it: most of a test's time was waiting for the 60 of a second
      launchOptions: { executablePath, args: [...flags, '--disable-frame-rate-limit'] },
      async createPage({ context }) {
        // two pages at once need a window each, which a context of their own gives them: of two in one window the one
        // behind gets no animation frames and hangs
        const own = await context.browser().createBrowserContext()
        const page = await own.newPage()
        // and each must believe that it has the focus
        const session = await page.createCDPSession()
        await session.send('Emulation.setFocusEmulationEnabled', { enabled: true })
        return page
      },
    }),
  ],
  // the tsconfig carries lit's decorators: without it they are dropped silently
  plugins: [esbuildPlugin({ ts: true, json: true, tsconfig: 'tsconfig.json', target: 'es2022' })],
  // a page notes 250 requests unless told otherwise, and a test looks at what was loaded
  testRunnerHtml: (framework) =>
    `<!doctype html><html><body><script>performance.setResourceTimingBufferSize(5000);tierkitAllStates=${Boolean(process.env.ALL_STATES)}</script><script type="module" src="${framework}"></script></body></html>`,
  testFramework: { config: { timeout: 10_000 } },
  testsFinishTimeout: 240_000,
  reporters: [summary()],
}
