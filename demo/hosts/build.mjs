// Builds the hosts that have a bundler, each by itself as its owners would, into .cache/hosts/. The kit is what `npm run build` left in
// dist/, found by its name through its `exports`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))

/** Where a built host is. */
export const builtFolder = (name) => `${root}.cache/hosts/${name}`

/** Installs what the hosts' own lock file asks for, which no other command needs. */
export function installHosts() {
  const lock = (file) =>
    existsSync(here + file) ? JSON.parse(readFileSync(here + file, 'utf8')).packages : {}
  const there = lock('node_modules/.package-lock.json')
  const isThere = ([path, { version, optional }]) =>
    path === '' || optional || there[path]?.version === version
  if (!Object.entries(lock('package-lock.json')).every(isThere)) {
    console.log('installing what the hosts are made with: npm ci in demo/hosts')
    const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: here,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    })
    if (status !== 0) throw new Error('npm ci failed in demo/hosts')
  }
  const link = `${here}node_modules/tierkit`
  mkdirSync(`${here}node_modules`, { recursive: true })
  if (!existsSync(link)) symlinkSync(root, link, 'junction')
}

/**
 * Builds one host. Minified as for production, since its bytes are counted.
 * @param {import('./hosts.mjs').Host} host
 */
export async function buildHost({ name, plugins, config = {}, hasPart }) {
  if (hasPart) await buildPart()
  const { build, mergeConfig } = await import('vite')
  // whatever it is in the shell or the test that calls: packages must give their files for production
  process.env.NODE_ENV = 'production'
  const own = {
    root: here + name,
    base: './',
    configFile: false,
    logLevel: 'warn',
    mode: 'production',
    plugins: await plugins?.(),
    build: { outDir: builtFolder(name), emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 5000 },
  }
  await build(mergeConfig(own, config))
}

/** The part that micro-frontends put into another page: a script without modules, since most of them run text. */
async function buildPart() {
  const { build } = await import('vite')
  await build({
    root: `${here}sub-app`,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: builtFolder('sub-app'),
      emptyOutDir: true,
      target: 'chrome79',
      lib: { entry: `${here}sub-app/main.js`, formats: ['iife'], name: 'part', fileName: () => 'main.js' },
    },
  })
}
