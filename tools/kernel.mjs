// Compiles src/population/wasm/kernel.ts (AssemblyScript) to WebAssembly, as text in a module: a worker, a page and Node load it the same
// way, with no file to fetch. `npm run kernel` writes it, as a build does; test/population/kernel.test.ts holds it to its source.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import asc from 'assemblyscript/asc'

const room = new URL('../src/population/wasm/', import.meta.url)
const target = new URL('bytes.ts', room)

/** The text of bytes.ts, made from its source. */
export async function kernelModule() {
  const folder = mkdtempSync(join(tmpdir(), 'tierkit-'))
  const out = join(folder, 'kernel.wasm')
  try {
    const options = '--enable simd --runtime stub --noAssert --importMemory -O3 --converge'.split(' ')
    const { error, stderr } = await asc.main([
      fileURLToPath(new URL('kernel.ts', room)),
      ...options,
      '--baseDir',
      '/',
      '-o',
      out,
    ])
    if (error) throw new Error(`${error.message}\n${stderr.toString()}`)
    return moduleOf(readFileSync(out).toString('base64'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function moduleOf(text) {
  const lines = text.match(/.{1,100}/g).map((line) => `  '${line}',`)
  return `/** kernel.ts, compiled by tools/kernel.mjs, in base64. */\nexport const kernelText: readonly string[] = [\n${lines.join('\n')}\n]\n`
}

/** Writes it where it is another: a build leaves a checkout as it was. */
export async function writeKernel() {
  const text = await kernelModule()
  if (readFileSync(target, 'utf8') !== text) writeFileSync(target, text)
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) await writeKernel()
