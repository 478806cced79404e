// npm run mounts: 10,000 mounts and unmounts of each element, as shipped, in one page, and what they leave behind once the garbage is
// collected. Asked: the heap grows by less than 1 %, and nodes and listeners are as many as before. Each element is warmed up by 200 mounts
// first, one of which stays until its chart is drawn. What V8 compiles counts as heap too, and it compiles better code the longer it runs:
// here each function is compiled when it is first called, and never again. `-- --count 1000` makes fewer, `-- --element score-gauge` takes
// one; the test in test/pages makes a few of each.
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { built, opened, shipped } from './pages.mjs'

export const elements = ['score-gauge', 'tier-ladder', 'task-checklist', 'benefit-wallet', 'points-ledger']

/** A page for it. */
export async function mountsPage() {
  const scripts = { tierkit: await shipped(), page: await built('mounts/page.ts') }
  const beside = { 'tierkit-chart.min': await shipped('tierkit-chart') }
  const args = ['--js-flags=--always-sparkplug,--no-maglev,--no-opt']
  return opened(scripts, { beside, style: 'div { width: 560px }', args })
}

/** What is held before and after so many mounts of each of some elements: bytes of heap, nodes, listeners, documents. */
export async function heldAround({ page, session }, names, { count, warmUp }) {
  const tags = names.map((name) => `tk-${name}`)
  const run = (times) => page.evaluate(([all, number]) => window.mounts.run(all, number), [tags, times])
  await page.evaluate((all) => window.mounts.stay(all), tags)
  await run(warmUp)
  const before = await held({ page, session })
  await run(count)
  return { before, after: await held({ page, session }) }
}

async function held({ page, session }) {
  await page.evaluate(() => window.mounts.settle())
  for (let turn = 0; turn < 2; turn++) await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const valueOf = (wanted) => metrics.find(({ name }) => name === wanted).value
  return {
    bytes: valueOf('JSHeapUsedSize'),
    nodes: valueOf('Nodes'),
    listeners: valueOf('JSEventListeners'),
    documents: valueOf('Documents'),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { count: { type: 'string', default: '10000' }, element: { type: 'string' } },
  })
  const count = Number(values.count)
  const widths = [18, 18, 24, 16, 14, 14]
  const print = (cells) =>
    console.log(cells.map((cell, at) => (at ? cell.padStart(widths[at]) : cell.padEnd(widths[at]))).join(''))
  const opening = await mountsPage()
  try {
    console.log(`${count} mounts of each; asked: under 1 % of heap, and the rest as before`)
    print(['', 'heap, MB', 'growth', 'nodes', 'listeners', 'documents'])
    for (const name of values.element ? [values.element] : elements) {
      const { before, after } = await heldAround(opening, [name], { count, warmUp: 200 })
      const both = (of) => `${of(before)} -> ${of(after)}`
      const grown = ((after.bytes - before.bytes) / before.bytes) * 100
      const heap = both(({ bytes }) => (bytes / 1e6).toFixed(3))
      const rest = ['nodes', 'listeners', 'documents'].map((what) => both((one) => one[what]))
      print([name, heap, `${grown.toFixed(2)} %`, ...rest])
    }
  } finally {
    await opening.browser.close()
  }
}
