// Where the browser for tests comes from. Order: CHROME_PATH, an installed Chrome or Chromium,
// Debian's package where we may install, and last a binary from npm, fetched on demand.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const root = new URL('..', import.meta.url).pathname
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/** Flags that let Chromium run as root in a small container, and keep it off the network. */
export const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

/** The path of a browser that is there already, or null. */
export function installedChrome() {
  const given = process.env.CHROME_PATH
  if (given) {
    if (!existsSync(given)) throw new Error(`CHROME_PATH names no file: ${given}`)
    return given
  }
  for (const folder of (process.env.PATH ?? '').split(':')) {
    for (const name of names) if (starts(join(folder, name))) return join(folder, name)
  }
  return places.find((place) => existsSync(place)) ?? null
}

/** Ubuntu's `chromium-browser` may be a script that only says where to get one. */
function starts(path) {
  return existsSync(path) && spawnSync(path, ['--version', '--no-sandbox'], { stdio: 'ignore' }).status === 0
}

/** The path of a browser, installing one where there is none. Throws, with what was tried, when it cannot. */
export async function chrome() {
  return installedChrome() ?? fromApt() ?? (await fromNpm())
}

function fromApt() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  console.log('no browser found: apt-get install chromium')
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', '-y', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  return apt('update') && apt('install', '--no-install-recommends', 'chromium') ? installedChrome() : null
}

async function fromNpm() {
  const cache = join(root, 'node_modules/.cache/tierkit/browser')
  const name = '@sparticuz/chromium'
  if (!existsSync(join(cache, 'node_modules', name))) {
    console.log(`no browser found: fetching ${name} (66 MB)`)
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    const args = ['install', '--prefix', cache, '--no-save', '--no-package-lock', `${name}@147.0.0`]
    execFileSync(npm, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  }
  const { default: chromium } = await import(createRequire(join(cache, 'x.js')).resolve(name))
  return chromium.executablePath()
}
