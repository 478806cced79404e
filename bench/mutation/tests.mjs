// Builds the tests of plan and core into one file for Mocha; Stryker calls it where the sources stand that it has instrumented.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))
const left = /calendar-temporal/ // takes long and is about the calendar alone, whose own tests stand beside it
const slow = /law|live|path|lint-range|places/ // asked last: most changes are noticed before
// The cases of published programs are left out as well: they notice much and say little of where, and take more than half of the time.
const files = ['core', 'plan']
  .flatMap((folder) =>
    readdirSync(join(root, 'test', folder), { recursive: true }).map((file) => `test/${folder}/${file}`),
  )
  .filter((file) => file.endsWith('.test.ts') && !left.test(file))
  .sort((a, b) => Number(slow.test(a)) - Number(slow.test(b)))
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
