// npm run demo:server: on a fresh clone with Node and nothing else.
import { fileURLToPath } from 'node:url'
import { installMissing } from '../../tools/install.mjs'

installMissing()
const { runnerImport } = await import('vite')
const root = fileURLToPath(new URL('../..', import.meta.url))
const main = fileURLToPath(new URL('main.ts', import.meta.url))
const { module } = await runnerImport(main, { root, configFile: false, logLevel: 'error' })
await module.start(process.env, console.log)
