// Builds every host once, for all tests of them.
import { existsSync } from 'node:fs'
import { buildHost, installHosts } from '../../demo/hosts/build.mjs'
import { hosts } from '../../demo/hosts/hosts.mjs'

export default async function setup(): Promise<void> {
  if (!existsSync(new URL('../../dist/tierkit.min.js', import.meta.url)))
    throw new Error('nothing is built: npm run build')
  const only = process.env['HOSTS']?.split(',')
  installHosts()
  for (const host of hosts) if (host.plugins && (!only || only.includes(host.name))) await buildHost(host)
}
