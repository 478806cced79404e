// npm run test:engines: the element tests in Chromium, Firefox and WebKit, one after the other. Firefox is Debian's firefox-esr and WebKit
// its webkit2gtk-driver under xvfb; where one is missing and cannot be installed, that is said and the others run.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { chromeLauncher } from '@web/test-runner-chrome'
import { webdriverLauncher } from '@web/test-runner-webdriver'
import base from '../web-test-runner.config.mjs'

const wanted = (process.env.ENGINES ?? 'chromium,firefox,webkit').split(',')

/** A program by its name, installed from Debian where that can be done; null where it is not to be had. */
function found(name, ...packages) {
  const path = () => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim() || null
  if (path() || process.platform !== 'linux' || process.getuid?.() !== 0) return path()
  const options = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['-qq', 'update'], options)
  spawnSync('apt-get', ['-qq', '-y', 'install', '--no-install-recommends', ...packages], options)
  return path()
}

function firefox() {
  const executablePath = found('firefox-esr', 'firefox-esr') ?? found('firefox')
  if (!executablePath) return null
  const launcher = chromeLauncher({ launchOptions: { browser: 'firefox', executablePath } })
  return Object.assign(launcher, { name: 'Firefox' })
}

async function webkit() {
  const driver = found('WebKitWebDriver', 'webkit2gtk-driver', 'xvfb')
  const binary = folders('/usr/lib', /-linux-gnu/)
    .flatMap((folder) => folders(folder, /^webkit2gtk-4/))
    .map((folder) => `${folder}/MiniBrowser`)
    .find(existsSync)
  if (!driver || !binary || !found('xvfb-run', 'xvfb')) return null
  const port = await freePort()
  const child = spawn('xvfb-run', ['-a', driver, `--port=${port}`], { stdio: 'ignore', detached: true })
  process.on('exit', () => process.kill(-child.pid))
  // a run that is told to stop ends without `exit`, and would leave a browser behind that goes on with its page
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1))
  const launcher = webdriverLauncher({
    hostname: '127.0.0.1',
    port,
    path: '/',
    logLevel: 'error',
    capabilities: {
      browserName: 'MiniBrowser',
      'wdio:enforceWebDriverClassic': true,
      'webkitgtk:browserOptions': { binary, args: ['--automation'] },
    },
  })
  return freshForEach(launcher)
}

/** The launcher, with a browser of its own for each file: one page for all of them grew to 3 GB, and every file was slower than the last. */
function freshForEach(launcher) {
  const stopSession = launcher.stopSession.bind(launcher)
  return Object.assign(launcher, {
    async stopSession(id) {
      const result = await stopSession(id)
      await launcher.stop() // the next file's start opens another
      return result
    },
  })
}

function folders(parent, name) {
  if (!existsSync(parent)) return []
  return readdirSync(parent)
    .filter((one) => name.test(one))
    .map((one) => `${parent}/${one}`)
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

const engines = { chromium: () => base.browsers[0], firefox, webkit }
const browsers = []
for (const name of wanted) {
  const launcher = await engines[name]()
  if (launcher) browsers.push(launcher)
  else console.log(`${name} is not here and cannot be installed: its tests do not run`)
}

// One page at a time: WebKit's driver has one session, and of two windows one gets no frames. And time enough: it draws without a graphics
// card, several times slower than the others.
export default {
  ...base,
  browsers,
  concurrency: 1,
  testFramework: { config: { timeout: 60_000 } },
  testsFinishTimeout: 3_000_000,
}
