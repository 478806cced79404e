// npm run rescore -- [--merchants 3000000] [--growth yes]: what a review of a whole population costs beside a pure read of its columns in the
// same WebAssembly, and what it costs once more when a weight or a mark has changed: in Node, and in a page. Asked: at most 5 reads for a full
// review; 0.4 of that for a weight; 1/1000 for the counts of a mark. `--growth yes` adds a table from 10,000 to 10,000,000 merchants.
// Ratios of one run on one machine can be compared; times cannot.
import { parseArgs } from 'node:util'
import { built as builtForNode } from './apart.mjs'
import { built, opened } from './pages.mjs'

const { values } = parseArgs({
  options: {
    merchants: { type: 'string', default: '3000000' },
    growth: { type: 'string', default: 'no' },
  },
})
const size = Number(values.merchants)
const { measured, pyramidCounts } = await import(await builtForNode('bench/rescore/measures.ts'))

const { browser, page } = await opened({ page: await built('rescore/page.ts') })
try {
  report('Node', measured(size))
  report('Chromium', await page.evaluate((rows) => window.measured(rows), size))
} finally {
  await browser.close()
}
const [none, bottom, middle, head] = pyramidCounts(size)
console.log(
  `\n45, 35 and 20 percent of ${said(size)}: ${[bottom, middle, head].map(said).join(', ')}; without a tier: ${none}`,
)

if (values.growth === 'yes') {
  console.log('\nmerchants       full review, ns a merchant   in JavaScript')
  for (const rows of [10_000, 100_000, 1_000_000, 3_000_000, 10_000_000]) {
    const { wasmMs, jsMs } = measured(rows)
    const nanos = (ms) => ((ms * 1e6) / rows).toFixed(1)
    console.log(`${said(rows).padStart(10)}${nanos(wasmMs).padStart(26)}${nanos(jsMs).padStart(18)}`)
  }
  console.log(`memory at its most: ${(process.resourceUsage().maxRSS / 1024 ** 2).toFixed(2)} GB`)
}

function report(where, { readMs, wasmMs, jsMs, weightMs, countsMs, quotaMs }) {
  const rows = [
    ['a pure read of the 8 columns', readMs, ''],
    ['full review, WebAssembly', wasmMs, `${(wasmMs / readMs).toFixed(2)} reads, asked 5`],
    ['the same, JavaScript', jsMs, `${(jsMs / wasmMs).toFixed(2)} of WebAssembly`],
    ['with quotas of 20 and 55 percent', quotaMs, `${(quotaMs / readMs).toFixed(2)} reads, asked 5`],
    ['one weight changed', weightMs, `${(weightMs / wasmMs).toFixed(2)} of full, asked 0.4`],
    ['one mark changed, counts', countsMs, `1/${Math.round(wasmMs / countsMs)} of full, asked 1/1000`],
  ]
  console.log(`\n${where}, ${said(size)} merchants`)
  for (const [name, ms, ratio] of rows)
    console.log(`  ${name.padEnd(34)}${ms.toFixed(3).padStart(12)} ms   ${ratio}`)
}

function said(number) {
  return number.toLocaleString('en-US')
}
