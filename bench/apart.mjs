// Long runs in shares: builds a module once and calls a function of it in processes of its own, a few at a time.
import { fork } from 'node:child_process'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Builds a TypeScript file with all that it imports and says where the result is. `external`: packages that stay outside, for whose sake the
 * result lies where Node finds them.
 */
export async function built(entry, external = []) {
  const cache = join(root, '.cache')
  if (external.length > 0) mkdirSync(cache, { recursive: true })
  const outDir = mkdtempSync(join(external.length > 0 ? cache : tmpdir(), 'tierkit-'))
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true, external },
    build: { ssr: join(root, entry), outDir, rollupOptions: { output: { entryFileNames: 'entry.mjs' } } },
  })
  return join(outDir, 'entry.mjs')
}

/** Calls `name` of a built file once for each of `jobs` (its arguments), `most` at a time; `done` hears of each. Throws when a process ends without a word. */
export async function inProcesses(file, name, jobs, most, done) {
  const open = [...jobs.entries()]
  const one = async () => {
    for (let next = open.shift(); next; next = open.shift()) {
      const [nth, args] = next
      done(nth, await called(file, name, args))
    }
  }
  await Promise.all(Array.from({ length: Math.min(most, jobs.length) }, one))
}

function called(file, name, args) {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [file, name, JSON.stringify(args)], { cwd: root })
    let result
    child.on('message', (message) => (result = message))
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0 && result !== undefined) resolve(result)
      else reject(new Error(`${name}(${args.join(', ')}) ended with ${code}`))
    })
  })
}

/** The options of a command: `--runs 1000` as numbers, `--folder x` as text. */
export function optionsOf(argv, defaults) {
  const options = { ...defaults }
  for (let place = 0; place < argv.length; place += 2) {
    const name = argv[place].replace(/^--/, '')
    if (!(name in defaults) || argv[place + 1] === undefined) {
      console.error(
        `Options: ${Object.keys(defaults)
          .map((one) => `--${one}`)
          .join(' ')}, each with a value.`,
      )
      process.exit(2)
    }
    options[name] = typeof defaults[name] === 'string' ? argv[place + 1] : Number(argv[place + 1])
  }
  return options
}

// the child
if (process.send && process.argv[4] !== undefined) {
  const module = await import(pathToFileURL(process.argv[2]).href)
  process.send(await module[process.argv[3]](...JSON.parse(process.argv[4])), () => process.disconnect())
}
