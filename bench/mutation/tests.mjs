// Builds the tests of a set into one file for Mocha; Stryker calls it where the sources stand that it has instrumented.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'
import { sets } from './sets.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { tests, slow } = sets[process.env.TIERKIT_SET ?? 'engine']
// The cases of published programs are left out: they notice much and say little of where, and take more than half of the time.
const files = readdirSync(join(root, 'test'), { recursive: true })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.test.ts') && tests(file))
  .sort((a, b) => Number(slow.test(a)) - Number(slow.test(b)))
  .map((file) => `test/${file}`)
const out = join(root, '.mutation')
mkdirSync(out, { recursive: true })
const entry = join(out, 'entry.ts')
writeFileSync(entry, files.map((file) => `import ${JSON.stringify(`../${file}`)}\n`).join(''))
await build({
  configFile: false,
  root,
  logLevel: 'error',
  resolve: { alias: { vitest: fileURLToPath(new URL('vitest.mjs', import.meta.url)) } },
  // files beside a test are found from where the test stands
  plugins: [
    {
      name: 'own-url',
      enforce: 'pre',
      transform: (code, id) =>
        id.startsWith(root) && !id.includes('node_modules')
          ? code.split('import.meta.url').join(JSON.stringify(pathToFileURL(id).href))
          : null,
    },
  ],
  build: {
    ssr: entry,
    outDir: out,
    emptyOutDir: false,
    minify: false,
    rollupOptions: { treeshake: false, output: { entryFileNames: 'tests.mjs', codeSplitting: false } },
  },
})
