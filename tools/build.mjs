// npm run build: the modules and types for bundlers (tsc, which keeps the docs), then the minified files for
// pages without one.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const names = ['tierkit', 'tierkit-engine', 'tierkit-chart', 'tierkit-gauge', 'tierkit-all']

/** Builds each minified file into dist/ and returns its name, its text and the modules it holds. */
export async function buildFiles() {
  const built = []
  for (const name of names) {
    const [{ output }] = [await build({ root, mode: name })].flat()
    const [chunk, ...more] = output
    if (more.length > 0) throw new Error(`${name} came out as ${output.length} files`)
    built.push({ name: chunk.fileName, code: chunk.code, modules: chunk.modules })
  }
  return built
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync(`${root}dist`, { recursive: true, force: true })
  const tsc = `${root}node_modules/typescript/bin/tsc`
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(1)
  for (const { name, code } of await buildFiles())
    console.log(`dist/${name}  ${Buffer.byteLength(code)} bytes`)
}
