// A server in a process of its own, for tests that kill it: `node child.mjs '{"folder":...}'`. It prints its address, and `reached` where
// it is told to stop: there it stays for ever.
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))
const file = fileURLToPath(new URL('child.ts', import.meta.url))
const { module } = await runnerImport(file, { root, configFile: false, logLevel: 'error' })
await module.run(JSON.parse(process.argv[2]))
