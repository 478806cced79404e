// npm run build: the population's kernel; the modules and types for bundlers (tsc, which keeps the docs), then the minified files for
// pages without one, the JSON Schema of a program and the manifest of the elements for editors, and the theme files.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { editorData } from './editor-data.mjs'
import { frameworkTypes } from './framework-types.mjs'
import { writeKernel } from './kernel.mjs'
import { llms } from './llms.mjs'
import { manifest } from './manifest.mjs'
import { modes } from './page-files.mjs'
import { programSchema } from './program-schema.mjs'
import { reserveCss } from './reserve.mjs'
import { themeFiles } from './themes.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Builds each minified file, into dist/ unless `write` is false, and returns its name, its text and the modules it holds. */
export async function buildFiles({ write = true } = {}) {
  // whatever it is in the shell or the test that calls: packages must give their files for production
  process.env.NODE_ENV = 'production'
  const built = []
  for (const mode of modes) {
    const [{ output }] = [await build({ root, mode, build: { write } })].flat()
    const [chunk, ...more] = output
    if (more.length > 0) throw new Error(`${mode} came out as ${output.length} files`)
    built.push({ name: chunk.fileName, code: chunk.code, modules: chunk.modules })
  }
  return built
}

/** What `integrity=` on a script says, so that a browser runs these bytes and no others. */
const integrityOf = (code) => `sha384-${createHash('sha384').update(code).digest('base64')}`

/** The licenses of the packages inside, which ask to be passed on with the minified files. */
function notices(modules) {
  const folders = new Set(
    modules.map((id) => id.match(/.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]).filter(Boolean),
  )
  const sections = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
    const file = readdirSync(folder).find((one) => /^licen[sc]e/i.test(one))
    const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : ''
    return `## ${name} ${version} (${license})\n\n${text}\n`
  })
  return `# What the minified files hold\n\n${sections.join('\n')}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync(`${root}dist`, { recursive: true, force: true })
  await writeKernel()
  const tsc = `${root}node_modules/typescript/bin/tsc`
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(1)
  const schema = await programSchema((file) => import(`../dist/schema/${file}.js`))
  writeFileSync(`${root}dist/program.schema.json`, `${JSON.stringify(schema, null, 1)}\n`)
  const elements = manifest()
  writeFileSync(`${root}dist/custom-elements.json`, `${JSON.stringify(elements, null, 1)}\n`)
  for (const { name, text } of editorData(elements)) writeFileSync(`${root}dist/${name}`, text)
  writeFileSync(`${root}dist/llms.txt`, llms(elements))
  mkdirSync(`${root}dist/types`)
  for (const { name, text } of frameworkTypes(elements)) writeFileSync(`${root}dist/types/${name}`, text)
  mkdirSync(`${root}dist/themes`)
  for (const { name, text } of themeFiles()) writeFileSync(`${root}dist/themes/${name}`, text)
  writeFileSync(`${root}dist/themes/reserve.css`, reserveCss())
  const built = await buildFiles()
  const hashes = Object.fromEntries(built.map(({ name, code }) => [name, integrityOf(code)]))
  writeFileSync(`${root}dist/integrity.json`, `${JSON.stringify(hashes, null, 1)}\n`)
  for (const { name, code } of built)
    console.log(`dist/${name}  ${Buffer.byteLength(code)} bytes  ${hashes[name]}`)
  writeFileSync(`${root}dist/THIRD-PARTY.md`, notices(built.flatMap(({ modules }) => Object.keys(modules))))
}
