// The packed tarball, and empty projects that install it. Where npm cannot reach a registry and has not kept the packages that the kit
// depends on, the tarball is unpacked by hand and they are this repository's own.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))
/** What the tests read of package.json. */
export interface Manifest {
  version: string
  dependencies: Record<string, string>
  exports: Record<string, string | { types: string; default: string }>
  sideEffects: string[]
}
export const about = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as Manifest

/** Packs dist as it is, and returns the tarball's path. */
export function packed(folder: string): string {
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
    stdio: 'pipe',
  })
  return join(folder, `tierkit-${about.version}.tgz`)
}

/** Makes an empty project and installs the tarball into it. */
export function installed(folder: string, tarball: string): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "name": "empty", "private": true, "type": "module" }\n')
  const args = ['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball]
  const { status } = spawnSync('npm', args, { cwd: folder, stdio: 'pipe', timeout: 60_000 })
  const place = join(folder, 'node_modules/tierkit')
  if (status !== 0 || !existsSync(join(place, 'package.json'))) {
    mkdirSync(place, { recursive: true })
    execFileSync('tar', ['-xzf', tarball, '-C', place, '--strip-components=1'])
    for (const name of [...Object.keys(about.dependencies), ...inner]) linked(folder, name)
  }
  return folder
}
/** What those depend on themselves. */
const inner = ['lit-html', 'lit-element', '@lit/reactive-element', '@lit-labs/ssr-dom-shim', '@kurkle/color']

/** Puts a package of this repository into a project. */
export function linked(folder: string, name: string): void {
  const [from, to] = [join(root, 'node_modules', name), join(folder, 'node_modules', name)]
  if (!existsSync(from) || existsSync(to)) return
  mkdirSync(dirname(to), { recursive: true })
  symlinkSync(from, to)
}
