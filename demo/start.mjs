// npm start: on a fresh clone with Node and nothing else.
import { installMissing } from '../tools/install.mjs'

installMissing()
const { createServer } = await import('vite')
const configFile = new URL('../vite.config.ts', import.meta.url).pathname
const server = await createServer({ configFile, server: { port: Number(process.env.PORT ?? 5173) } })
await server.listen()
const [address] = server.resolvedUrls.local
console.log(`\nTierkit is running. Open one of these; stop with Ctrl+C.\n`)
console.log(`  merchants   ${address}`)
console.log(`  operators   ${address}studio`)
console.log(`  theme       ${address}theme\n`)
