// npm run hosts: installs and builds what is missing, serves all back-offices, prints their addresses. Names as arguments build those
// alone: npm run hosts -- react vue
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { installMissing } from '../../tools/install.mjs'
import { buildHost, installHosts } from './build.mjs'
import { hosts } from './hosts.mjs'
import { serveHosts } from './server.mjs'

installMissing()
if (!existsSync(fileURLToPath(new URL('../../dist/tierkit.min.js', import.meta.url)))) {
  console.error('nothing is built: npm run build')
  process.exit(1)
}
installHosts()
const wanted = process.argv.slice(2)
for (const host of hosts)
  if (host.plugins && (wanted.length === 0 || wanted.includes(host.name))) await buildHost(host)
const { origin } = await serveHosts(Number(process.env.PORT ?? 5175))
console.log(`\n  ${origin}/\n`)
for (const { name, title } of hosts) console.log(`  ${title.padEnd(44)} ${origin}/${name}/`)
