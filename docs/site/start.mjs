// npm run docs: serves the docs as a site; `-- --build` writes it as files that can be put anywhere.
import { installMissing } from '../../tools/install.mjs'

installMissing()
const { build, createServer } = await import('vite')
const configFile = new URL('./vite.config.ts', import.meta.url).pathname

if (process.argv.includes('--build')) {
  await build({ configFile, logLevel: 'warn' })
  console.log('The docs are in reports/docs: put the folder on any server.')
} else {
  const server = await createServer({ configFile, server: { port: Number(process.env.PORT ?? 5175) } })
  await server.listen()
  const [address] = server.resolvedUrls.local
  console.log(`\nThe docs are here; stop with Ctrl+C.\n\n  ${address}\n`)
}
