// npm run ledger-list: a list of 1,000,000 entries painted first and scrolled, beside TanStack Virtual with the same rows in one page.
// Asked: painted within 0.6 times its time, scrolled at 0.8 times its main-thread cost. Ratios of one run on one machine can be compared;
// times cannot, and nothing fails by them.
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { createServer } from 'vite'
import { chrome, flags } from '../test/browser.mjs'

const turns = Number(process.env.TIERKIT_RUNS ?? 7)
const frames = 60
const ways = ['tanstack', 'ours', 'ledger']
const names = {
  tanstack: 'TanStack Virtual, the list',
  ours: 'the list of the ledger',
  ledger: 'the whole ledger with it',
}

const server = await createServer({
  configFile: false,
  root: fileURLToPath(new URL('..', import.meta.url)),
  server: { port: 0, hmr: false, watch: null },
  logLevel: 'error',
})
await server.listen()
const browser = await chromium.launch({ executablePath: await chrome(), args: flags })
try {
  const page = await browser.newPage({ viewport: { width: 800, height: 900 } })
  await page.goto(`${server.resolvedUrls.local[0]}bench/ledger-list/`)
  await page.waitForFunction(() => window.ledgerList, null, { timeout: 60_000 })
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  // scripts, styles and layout: painting is the same for both, and on a machine without a graphics card drowns the rest
  const parts = ['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration']
  const busyMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    const valueOf = (wanted) => metrics.find(({ name }) => name === wanted).value * 1000
    return { work: parts.reduce((sum, name) => sum + valueOf(name), 0), task: valueOf('TaskDuration') }
  }

  await equal(page)
  const costs = Object.fromEntries(
    ways.map((way) => [way, { work: [], paint: [], slow: [], fast: [], slowTask: [], fastTask: [] }]),
  )
  // the first turn warms up
  for (let turn = 0; turn <= turns; turn++)
    for (const way of ways) {
      const { workMs, paintMs } = await page.evaluate((asked) => window.ledgerList.mount(asked), way)
      const scrolled = {}
      for (const [speed, px] of [
        ['slow', 40],
        ['fast', 400],
      ]) {
        const before = await busyMs()
        await page.evaluate(([n, by]) => window.ledgerList.scroll(n, by), [frames, px])
        const after = await busyMs()
        scrolled[speed] = (after.work - before.work) / frames
        scrolled[`${speed}Task`] = (after.task - before.task) / frames
      }
      if (turn === 0) continue
      costs[way].work.push(workMs)
      costs[way].paint.push(paintMs)
      for (const [name, ms] of Object.entries(scrolled)) costs[way][name].push(ms)
    }
  for (const [cost, title] of Object.entries({
    work: 'main thread until it is laid out',
    paint: 'until it is painted',
    slow: 'scripts, styles and layout a frame, scrolled by 40 px',
    fast: 'scripts, styles and layout a frame, scrolled by 400 px',
    slowTask: 'the same with painting, 40 px',
    fastTask: 'the same with painting, 400 px',
  })) {
    console.log(`\n${title}`)
    const first = median(costs.tanstack[cost])
    for (const way of ways) {
      const ms = median(costs[way][cost])
      console.log(
        `  ${names[way].padEnd(32)}${ms.toFixed(2).padStart(10)} ms${(ms / first).toFixed(2).padStart(9)} x`,
      )
    }
  }
  console.log('\nthe last row reached, of 999,999')
  for (const way of ways) {
    await page.evaluate((asked) => window.ledgerList.mount(asked), way)
    console.log(
      `  ${names[way].padEnd(32)}${(await page.evaluate(() => window.ledgerList.end())).padStart(10)}`,
    )
  }
} finally {
  await browser.close()
  await server.close()
}

/** Both lists must say the same, or they cannot be compared. */
async function equal(page) {
  const said = []
  for (const way of ['ours', 'tanstack']) {
    await page.evaluate((asked) => window.ledgerList.mount(asked), way)
    await page.evaluate(() => window.ledgerList.scroll(20, 120))
    await page.waitForTimeout(100)
    said.push(JSON.stringify(await page.evaluate(() => window.ledgerList.text())))
  }
  if (said[0] !== said[1]) throw new Error(`the rows differ:\n${said.join('\n')}`)
}

function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1]
}
