// npm run rescore -- [--merchants 3000000] [--growth yes]: what a review of a whole population costs beside a pure read of its columns in the
// same WebAssembly, and what it costs once more when a weight or a mark has changed: in Node, and in a page. Asked: at most 5 reads for a full
// review; 0.4 of that for a weight; 1/1000 for the counts of a mark; and at most 1/10 of what DuckDB takes for the same query, in Node with
// its own threads, in the page as duckdb-wasm. `--growth yes` adds a table from 10,000 to 10,000,000 merchants, each in a process of its own.
// Ratios of one run on one machine can be compared; times cannot.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { built as builtForNode, inProcesses } from './apart.mjs'
import { built, opened } from './pages.mjs'

const { values } = parseArgs({
  options: {
    merchants: { type: 'string', default: '3000000' },
    growth: { type: 'string', default: 'no' },
  },
})
const size = Number(values.merchants)
const entry = await builtForNode('bench/rescore/measures.ts')
const { measured, pyramidCounts } = await import(entry)
const { duckdbRan } = await import(await builtForNode('bench/rescore/node.ts', ['@duckdb/node-api']))
const file = (name) =>
  readFileSync(fileURLToPath(new URL(`../node_modules/@duckdb/duckdb-wasm/dist/${name}`, import.meta.url)))

const { browser, page } = await opened(
  { page: await built('rescore/page.ts') },
  {
    beside: {
      'duckdb-worker': file('duckdb-browser-eh.worker.js'),
      'duckdb.wasm': file('duckdb-eh.wasm'),
    },
  },
)
try {
  report('Node', measured(size), 'DuckDB', await duckdbRan(size))
  const inPage = await page.evaluate((rows) => window.measured(rows), size)
  report('Chromium', inPage, 'duckdb-wasm', await page.evaluate((rows) => window.duckdbRan(rows), size))
} finally {
  await browser.close()
}
const [none, bottom, middle, head] = pyramidCounts(size)
console.log(
  `\n45, 35 and 20 percent of ${said(size)}: ${[bottom, middle, head].map(said).join(', ')}; without a tier: ${none}`,
)

if (values.growth === 'yes') {
  console.log('\nmerchants       full review, ns a merchant   in JavaScript   memory at its most')
  const sizes = [10_000, 100_000, 1_000_000, 3_000_000, 10_000_000]
  await inProcesses(
    entry,
    'grown',
    sizes.map((rows) => [rows]),
    1,
    (nth, { wasmMs, jsMs, memoryMb }) => {
      const nanos = (ms) => ((ms * 1e6) / sizes[nth]).toFixed(1)
      const columns = [said(sizes[nth]).padStart(10), nanos(wasmMs).padStart(26), nanos(jsMs).padStart(18)]
      console.log(`${columns.join('')}${`${(memoryMb / 1024).toFixed(2)} GB`.padStart(21)}`)
    },
  )
}

function report(
  where,
  { readMs, wasmMs, jsMs, weightMs, countsMs, quotaMs, middle, head },
  other,
  { ms, counts },
) {
  if (counts.middle !== middle || counts.head !== head)
    throw new Error(`${other} counts ${JSON.stringify(counts)}, not ${middle} and ${head}`)
  const rows = [
    ['a pure read of the 8 columns', readMs, ''],
    ['full review, WebAssembly', wasmMs, `${(wasmMs / readMs).toFixed(2)} reads, asked 5`],
    ['the same, JavaScript', jsMs, `${(jsMs / wasmMs).toFixed(2)} of WebAssembly`],
    ['with quotas of 20 and 55 percent', quotaMs, `${(quotaMs / readMs).toFixed(2)} reads, asked 5`],
    ['one weight changed', weightMs, `${(weightMs / wasmMs).toFixed(2)} of full, asked 0.4`],
    ['one mark changed, counts', countsMs, `1/${Math.round(wasmMs / countsMs)} of full, asked 1/1000`],
    [`${other}, the same query`, ms, `ours takes 1/${(ms / wasmMs).toFixed(1)} of it, asked 1/10`],
  ]
  console.log(`\n${where}, ${said(size)} merchants`)
  for (const [name, ms, ratio] of rows)
    console.log(`  ${name.padEnd(34)}${ms.toFixed(3).padStart(12)} ms   ${ratio}`)
}

function said(number) {
  return number.toLocaleString('en-US')
}
