// npm run cold: a page that is opened for the first time, with and without a processor that is 4 times slower. First the five elements as
// custom elements without a library, as React and as they are shipped, the same nodes each (bench/paint.mjs asserts that), each in a
// browser of its own: the main thread's time from before the scripts are read until all is painted, of which that of a page with the
// data alone is taken off. Asked: ours within 1.4 times the first, within 0.35 times React's. Then every host of demo/hosts: the script
// time of its whole page until all five elements are ready, its longest task (asked: none over 50 ms without throttling), its layout
// shift. `npm run test:hosts` builds the hosts; HOSTS=plain,vue measures those. Times of one run can be compared; nothing fails by them.
import { chromium } from 'playwright-core'
import { hosts } from '../demo/hosts/hosts.mjs'
import { serveHosts } from '../demo/hosts/server.mjs'
import { chrome, flags } from '../test/browser.mjs'
import { built, median, shipped } from './pages.mjs'

const turns = Number(process.env.TIERKIT_RUNS ?? 7)
const slowdowns = [1, 4]
const ways = {
  nothing: { name: 'the data alone', script: async () => '' },
  hand: {
    name: 'custom elements without a library',
    script: () => built('paint/hand.ts', { lit: 'plain/markup.ts' }),
    asked: 1.4,
  },
  react: { name: 'React 19', script: () => built('paint/react.ts', { lit: 'plain/react.ts' }), asked: 0.35 },
  ours: { name: 'ours', script: () => shipped() },
}

const browser = await chromium.launch({ executablePath: await chrome(), args: flags })
try {
  await compareWays()
  await measureHosts()
} finally {
  await browser.close()
}

async function compareWays() {
  const page = await built('paint/page.ts')
  const scripts = {}
  for (const [way, { script }] of Object.entries(ways)) scripts[way] = await script()
  for (const slowdown of slowdowns) {
    const costs = {}
    for (let turn = 0; turn <= turns; turn++)
      for (const way of Object.keys(ways)) {
        const ms = await coldMount(way, { page, way: scripts[way] }, slowdown)
        // the first fills the machine's own caches
        if (turn > 0) (costs[way] ??= []).push(ms)
      }
    const none = median(costs.nothing)
    const own = median(costs.ours) - none
    console.log(
      `\ncold, the main thread until all five are painted${slowdown > 1 ? `, ${slowdown} times slower` : ''}`,
    )
    for (const [way, { name, asked }] of Object.entries(ways)) {
      const ms = median(costs[way]) - none
      const mark = asked ? `   ours ${(own / ms).toFixed(2)} x, asked ${asked} x` : ''
      if (way !== 'nothing') console.log(`  ${name.padEnd(36)}${ms.toFixed(1).padStart(8)} ms${mark}`)
    }
  }
}

/** One mount in a page that nobody has opened before. */
async function coldMount(way, scripts, slowdown) {
  const context = await browser.newContext({ viewport: { width: 800, height: 900 } })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable')
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const tags = Object.keys(scripts).map((name) => `<script type="module" src="/${name}.js"></script>`)
  await page.route('**/*', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1).replace(/\.js$/, '')
    if (name === '')
      return route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><meta charset="utf-8"><style>body { margin: 0 } .stage { width: 560px }</style><body>${tags.join('')}`,
      })
    return scripts[name] === undefined
      ? route.fulfill({ status: 404 })
      : route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: scripts[name] })
  })
  await page.goto('http://bench.test/')
  await page.evaluate((name) => window.paint.mount(name), way)
  const ms = (await metric(session, 'ThreadTime')) * 1000
  await context.close()
  return ms
}

async function measureHosts() {
  const server = await serveHosts()
  console.log(
    `\n${'cold, each host, median of 3'.padEnd(54)}script ms   longest task   shift   4x: script ms   longest`,
  )
  const wanted = process.env.HOSTS?.split(',')
  for (const host of hosts.filter(({ name }) => wanted?.includes(name) ?? true)) {
    const cells = []
    for (const slowdown of slowdowns) {
      const seen = []
      for (let turn = 0; turn < 3; turn++)
        seen.push(await coldHost(`${server.origin}/${host.name}/`, slowdown))
      cells.push(
        Object.fromEntries(
          ['script', 'longest', 'shift'].map((of) => [of, median(seen.map((one) => one[of]))]),
        ),
      )
    }
    const [one, slow] = cells
    console.log(
      `${host.title.padEnd(54)}${one.script.toFixed(0).padStart(9)}${one.longest.toFixed(0).padStart(15)}${one.shift.toFixed(3).padStart(8)}${slow.script.toFixed(0).padStart(16)}${slow.longest.toFixed(0).padStart(10)}`,
    )
  }
  server.close()
}

async function coldHost(url, slowdown) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable')
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await page.addInitScript(() => {
    window.longest = window.shift = 0
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration)
    }).observe({ type: 'longtask', buffered: true })
    new PerformanceObserver((list) => {
      for (const { value } of list.getEntries()) window.shift += value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(url)
  // asked anew each time: some hosts put another element in the place of the first
  for (const tag of ['score-gauge', 'points-ledger'])
    while (
      (await page
        .locator(`tk-${tag}`)
        .first()
        .evaluate(({ state }) => state)) !== 'ready'
    )
      await page.waitForTimeout(20)
  await page.waitForTimeout(400)
  const script = (await metric(session, 'ScriptDuration')) * 1000
  const { longest, shift } = await page.evaluate(() => ({ longest: window.longest, shift: window.shift }))
  await context.close()
  return { script, longest, shift }
}

async function metric(session, wanted) {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === wanted).value
}
