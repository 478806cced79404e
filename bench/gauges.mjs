// npm run gauges: 100 score gauges in one page, each given a new score: ours as they are shipped, the same written by hand without a
// library (gauges/hand.ts: same nodes, styles and words, asserted for every gauge), and 100 doughnuts of chart.js (a half ring, no
// animation, 240 px). Asked: ours within 1.2 times the hand-written ones, within 0.3 times the doughnuts.
//
// A gauge is a whole card: ring, marks, tier, two facts and the two parts of the score; a doughnut is its ring alone. A new score is a new
// standing, of which ours alone checks that it is one. The measure is the main thread's own time until all is painted, an empty turn's taken
// off; how far the hand-written ones are from the doughnuts is what 100 cards of text cost the browser itself. Ratios of one run on one
// machine can be compared; times cannot, and nothing fails by them.
import { built, equalSeen, equalTexts, median, opened, shipped, threadMs } from './pages.mjs'

const turns = Number(process.env.TIERKIT_RUNS ?? 31)
const warmUps = 6
const ways = { hand: '100 gauges by hand', chart: '100 doughnuts of chart.js', ours: '100 gauges of ours' }
const asked = { hand: 1.2, chart: 0.3 }

const scripts = { tierkit: await shipped(), page: await built('gauges/page.ts') }
const { browser, page, session } = await opened(scripts, {
  style: `body { margin: 0 }
    .stage { position: absolute; top: 0; left: 0; visibility: hidden; display: grid; grid-template-columns: repeat(10, 240px) }
    .stage.shown { visibility: visible }`,
  viewport: { width: 2400, height: 1600 },
  args: ['--js-flags=--expose-gc'],
})
try {
  await page.evaluate(() => window.gauges.mount())
  for (let turn = 0; turn < 4; turn++) await equal()
  console.log('nodes, texts and places are equal')
  const costs = {}
  for (let turn = 0; turn < warmUps + turns; turn++) {
    await page.evaluate(() => window.gauges.next())
    for (const way of ['nothing', ...Object.keys(ways)]) {
      await page.evaluate(() => window.gc())
      await page.evaluate((name) => window.gauges.show(name), way)
      const from = await threadMs(session)
      const laidOut = await page.evaluate((name) => window.gauges.update(name), way)
      const thread = (await threadMs(session)) - from
      if (turn < warmUps) continue
      const cost = (costs[way] ??= { thread: [], laidOut: [] })
      cost.thread.push(thread)
      cost.laidOut.push(laidOut)
    }
  }
  const none = median(costs.nothing.thread)
  report('the main thread until all are painted', (way) => median(costs[way].thread) - none, asked)
  report('until all are laid out, by the clock', (way) => median(costs[way].laidOut))
} finally {
  await browser.close()
}

function report(title, msOf, marks = {}) {
  console.log(`\n${title}`)
  const own = msOf('ours')
  for (const [way, name] of Object.entries(ways)) {
    const mark = marks[way] ? `   ours ${(own / msOf(way)).toFixed(2)} x, asked ${marks[way]} x` : ''
    console.log(`  ${name.padEnd(30)}${msOf(way).toFixed(2).padStart(8)} ms${mark}`)
  }
}

/** After the same update, every gauge by hand must have the nodes of ours, and some the same picture. */
async function equal() {
  const seen = {}
  await page.evaluate(() => window.gauges.next())
  for (const way of ['ours', 'hand']) {
    await page.evaluate((name) => window.gauges.show(name), way)
    await page.evaluate((name) => window.gauges.update(name), way)
    seen[way] = await page.evaluate(
      (name) => ({ nodes: window.gauges.nodes(name), seen: window.gauges.seen(name) }),
      way,
    )
  }
  seen.ours.nodes.forEach((nodes, index) => equalTexts(nodes, seen.hand.nodes[index], `gauge ${index}`))
  seen.ours.seen.forEach((nodes, index) => equalSeen(nodes, seen.hand.seen[index], `gauge ${index}`))
}
