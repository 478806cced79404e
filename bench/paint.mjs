// npm run paint: the five elements, mounted and painted in one page from a View that is ready: ours as they are shipped, custom elements
// without a library, and React. Asked: ours within 1.4 times the time of the ones without a library, within 0.35 times React's.
//
// The other two have the same nodes, styles, texts and places on the page, asserted before anything is measured. Their code is made of the
// elements' own functions (plain/): each template is rewritten once, before anything is measured, into the code that a person would write
// for it, a sum of strings for one `innerHTML`, or the calls of `createElement` that JSX becomes. All three say the same data with the same
// functions of `words`, from the standing on; how long that takes by itself is printed too. No one evaluates, and no chart is drawn: the
// ledger's is out of view. React has one root for the page, which is there before, and its styles are scoped by a class (paint/react.ts).
// What the other two do not have: an answer to a press, to another width, language, theme or standing.
//
// The measure is the main thread's own time until all is painted, of which an empty turn's is taken off: what other programs on the machine
// take is not in it. How near the ones without a library are to React is what the browser's own part costs (styles, layout, painting), which
// all three share. Ratios of one run on one machine can be compared; times cannot, and nothing fails by them.
import { built, equalSeen, equalTexts, median, opened, shipped, threadMs } from './pages.mjs'

const turns = Number(process.env.TIERKIT_RUNS ?? 25)
const warmUps = 4
const ways = { hand: 'custom elements without a library', react: 'React 19', ours: 'ours' }
const asked = { hand: 1.4, react: 0.35 }

const scripts = {
  tierkit: await shipped(),
  hand: await built('paint/hand.ts', { lit: 'plain/markup.ts' }),
  react: await built('paint/react.ts', { lit: 'plain/react.ts' }),
  page: await built('paint/page.ts'),
}
const { browser, page, session } = await opened(scripts, {
  style: 'body { margin: 0 } .stage { width: 560px }',
  args: ['--js-flags=--expose-gc'],
})
try {
  const nodes = await equal()
  console.log(`${nodes} nodes, styles, texts and places are equal`)
  const costs = {}
  for (let turn = 0; turn < warmUps + turns; turn++)
    for (const way of ['nothing', ...Object.keys(ways)]) {
      const { thread, laidOut, texts } = await turnOf(way)
      if (turn < warmUps) continue
      const cost = (costs[way] ??= { thread: [], laidOut: [], texts: [] })
      cost.thread.push(thread)
      cost.laidOut.push(laidOut)
      cost.texts.push(texts)
    }
  const none = median(costs.nothing.thread)
  report('the main thread until it is painted', (way) => median(costs[way].thread) - none, asked)
  report('until it is laid out, by the clock', (way) => median(costs[way].laidOut))
  console.log(`\nthe texts alone, which all three make\n${line('', median(costs.hand.texts))}`)
} finally {
  await browser.close()
}

/** One mount. `thread`: until it is painted; `laidOut`: by the clock; `texts`: texts and templates alone. All in ms. */
async function turnOf(way) {
  await page.evaluate(() => window.gc())
  await page.evaluate(() => window.paint.settle())
  const from = await threadMs(session)
  const laidOut = await page.evaluate((name) => window.paint.mount(name), way)
  const thread = (await threadMs(session)) - from
  await page.evaluate((name) => window.paint.unmount(name), way)
  const texts = way === 'hand' ? await page.evaluate((name) => window.paint.texts(name), way) : 0
  return { thread, laidOut, texts }
}

function report(title, msOf, marks = {}) {
  console.log(`\n${title}`)
  const own = msOf('ours')
  for (const [way, name] of Object.entries(ways)) {
    const mark = marks[way] ? `   ours ${(own / msOf(way)).toFixed(2)} x, asked ${marks[way]} x` : ''
    console.log(line(name, msOf(way)) + mark)
  }
}
function line(name, ms) {
  return `  ${name.padEnd(36)}${ms.toFixed(2).padStart(8)} ms`
}

/** All three must have the same nodes and styles, and look the same, or they cannot be compared. Gives how many nodes there are. */
async function equal() {
  const seen = {}
  for (const way of Object.keys(ways)) {
    await page.evaluate((name) => window.paint.mount(name), way)
    await page.waitForTimeout(200)
    seen[way] = await page.evaluate(
      (name) => ({
        nodes: window.paint.nodes(name),
        styles: window.paint.styles(name),
        seen: window.paint.seen(name),
      }),
      way,
    )
    await page.evaluate((name) => window.paint.unmount(name), way)
  }
  for (const way of ['hand', 'react'])
    seen.ours.nodes.forEach((nodes, index) => {
      equalTexts(nodes, seen[way].nodes[index], `the nodes of ${way}`)
      equalTexts(seen.ours.styles[index], seen[way].styles[index], `the styles of ${way}`)
      equalSeen(seen.ours.seen[index], seen[way].seen[index], `the picture of ${way}`)
    })
  return seen.ours.seen.reduce((sum, nodes) => sum + nodes.length, 0)
}
