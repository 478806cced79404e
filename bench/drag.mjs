// npm run drag -- [--merchants 3000000] [--trace reports/drag.json]: the studio over a generated population in Chromium; a weight and a mark
// are dragged with the mouse, a move a frame, while Chromium records a trace. Printed of each drag: the main thread's longest task and how
// many took over 50 ms (asked: none), the longest time between two frames, the counts that were shown on the way, and how long after the
// last move the exact ones stood there. The trace opens in the browser's own performance panel. Times of one machine cannot be compared.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { createServer } from 'vite'
import { chrome, flags } from '../test/browser.mjs'

const { values } = parseArgs({
  options: {
    merchants: { type: 'string', default: '3000000' },
    trace: { type: 'string', default: 'reports/drag.json' },
  },
})
const MOVES = 120
const file = resolve(values.trace)
const server = await createServer({
  configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
  logLevel: 'error',
  server: { port: 0, hmr: false },
})
await server.listen()
const browser = await chromium.launch({ executablePath: await chrome(), args: flags })
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } })
  page.setDefaultTimeout(300_000)
  await page.goto(`${server.resolvedUrls.local[0]}studio?size=${values.merchants}&lang=en`)
  await answered(page)
  console.log(`${Number(values.merchants).toLocaleString('en')} merchants, ${await place(page)}`)
  const events = [
    ...(await dragged(page, 'a weight', 'tk-tier-preview input.range')),
    ...(await dragged(page, 'a mark', 'tk-tier-preview .handle')),
  ]
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify({ traceEvents: events }))
  console.log(`trace: ${values.trace}`)
} finally {
  await browser.close()
  await server.close()
}

/** Until everything that was asked of the draft is answered. */
function answered(page) {
  return page.waitForFunction(() => {
    const app = document.querySelector('tk-tier-preview')?.shadowRoot?.querySelector('.app')
    return app?.getAttribute('aria-busy') === 'false' && app.querySelector('.mx') !== null
  })
}
function place(page) {
  return page.evaluate(() => (window.crossOriginIsolated ? 'isolated page' : 'plain page'))
}

/** Drags what is found first to and fro, prints what the main thread did meanwhile and gives the trace's events. */
async function dragged(page, name, selector) {
  const target = page.locator(selector).first()
  await target.scrollIntoViewIfNeeded()
  const box = await target.boundingBox()
  const isRange = (await target.getAttribute('type')) === 'range'
  const y = box.y + box.height / 2
  const from = isRange ? await thumbOf(target, box) : box.x + box.width / 2
  await page.evaluate(() => {
    const app = document.querySelector('tk-tier-preview').shadowRoot
    const seen = (window.seen = { frames: [], counts: new Set(), lastMs: 0 })
    let text = ''
    const frame = (ms) => {
      seen.frames.push(ms)
      const now = app.querySelector('.mx')?.textContent ?? ''
      if (now !== text) {
        text = now
        seen.counts.add(now)
        seen.lastMs = ms
      }
      seen.next = requestAnimationFrame(frame)
    }
    seen.next = requestAnimationFrame(frame)
  })
  await browser.startTracing(page, {
    categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', '__metadata'],
  })
  await page.mouse.move(from, y)
  await page.mouse.down()
  for (let move = 1; move <= MOVES; move++) {
    const swing = Math.sin((move / MOVES) * 2 * Math.PI) * (isRange ? 0.35 * box.width : 60)
    await page.mouse.move(from + swing + (move === MOVES ? (isRange ? 20 : 15) : 0), y)
    await page.evaluate(() => new Promise(requestAnimationFrame))
  }
  const endMs = await page.evaluate(() => performance.now())
  await page.mouse.up()
  await answered(page)
  const { traceEvents } = JSON.parse(String(await browser.stopTracing()))
  const { frames, counts, lastMs } = await page.evaluate(() => {
    cancelAnimationFrame(window.seen.next)
    return { frames: window.seen.frames, counts: window.seen.counts.size, lastMs: window.seen.lastMs }
  })
  const gaps = frames.slice(1).map((ms, nth) => ms - frames[nth])
  const tasks = mainTasks(traceEvents)
  const longest = tasks.reduce((most, task) => (task.ms > most.ms ? task : most))
  const middle = [...gaps].sort((left, right) => left - right)[gaps.length >> 1]
  console.log(
    `${name}: ${MOVES} moves in ${((endMs - frames[0]) / 1000).toFixed(1)} s; longest task ${longest.ms.toFixed(1)} ms ` +
      `(${longest.cpuMs.toFixed(1)} of its own), ${tasks.filter(({ ms }) => ms > 50).length} over 50 ms; between two frames ${middle.toFixed(1)} ms, at most ${Math.max(...gaps).toFixed(1)}; ` +
      `${counts - 1} counts shown on the way, the last ${Math.max(0, lastMs - endMs).toFixed(0)} ms after the last move`,
  )
  return traceEvents
}

/** Where the thumb of a range is. */
async function thumbOf(target, box) {
  const share = await target.evaluate((range) => (range.value - range.min) / (range.max - range.min))
  return box.x + 8 + share * (box.width - 16)
}

/** How long each task of the page's main thread took, and of that its own time on a processor, in ms. */
function mainTasks(events) {
  const begun = events.find((event) => event.name === 'TracingStartedInBrowser')
  const page = begun?.args.data.frames.find((frame) => frame.url.includes('/studio'))?.processId
  const thread = events.find(
    (event) =>
      event.name === 'thread_name' && event.args.name === 'CrRendererMain' && (!page || event.pid === page),
  )
  return events
    .filter(
      (event) =>
        event.pid === thread.pid && event.tid === thread.tid && event.name === 'RunTask' && event.dur,
    )
    .map((event) => ({ ms: event.dur / 1000, cpuMs: (event.tdur ?? event.dur) / 1000 }))
}
