// npm run size: the bytes of each built file, and what is in it. `--json` prints the same for a machine.
// A number over its target is marked; test/built/contents.test.ts holds each file to what it weighs now.
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { buildFiles } from '../tools/build.mjs'
import { targets } from './sizes.mjs'

const rows = (await buildFiles()).map(({ name, code, modules }) => ({
  name,
  raw: Buffer.byteLength(code),
  gzip: gzipSync(code).length,
  brotli: brotliCompressSync(code).length,
  target: targets[name] === undefined ? null : targets[name] * 1000,
  holds: holdsOf(modules),
}))

/** Bytes before minifying, by package, and by room for what is ours. */
function holdsOf(modules) {
  const bytes = {}
  for (const [id, { renderedLength }] of Object.entries(modules)) {
    const owner = ownerOf(id)
    if (owner && renderedLength > 0) bytes[owner] = (bytes[owner] ?? 0) + renderedLength
  }
  return Object.fromEntries(Object.entries(bytes).sort(([, a], [, b]) => b - a))
}

function ownerOf(id) {
  const [, name] = id.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/) ?? []
  if (name) return name
  const [, room] = id.match(/\/src\/([^/]+)/) ?? []
  return room && `src/${room}`
}

if (process.argv.includes('--json')) {
  console.log(JSON.stringify(rows, null, 2))
} else {
  const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(8)
  console.log(
    `${'KB'.padEnd(24)}${'raw'.padStart(8)}${'gzip'.padStart(8)}${'brotli'.padStart(8)}${'target'.padStart(8)}`,
  )
  for (const { name, raw, gzip, brotli, target } of rows) {
    const mark = target === null ? '' : `${kb(target)}${brotli > target ? '  over' : ''}`
    console.log(`${name.padEnd(24)}${kb(raw)}${kb(gzip)}${kb(brotli)}${mark}`)
  }
  console.log('\nWhat each holds (KB before minifying):')
  for (const { name, holds } of rows) {
    const parts = Object.entries(holds).map(([owner, bytes]) => `${owner} ${(bytes / 1000).toFixed(1)}`)
    console.log(`${name.padEnd(24)}${parts.join(', ')}`)
  }
}
