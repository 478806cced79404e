// Browsers that keep a log, for tests and for `npm run kills`: a page served on an address of its own, and a browser that is killed.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { chrome, flags } from '../browser.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Serves the page, lowered for old browsers. */
export async function served() {
  const [{ output }] = [
    await build({
      configFile: false,
      root,
      logLevel: 'error',
      publicDir: false,
      build: {
        target: 'chrome79',
        write: false,
        lib: { entry: join(root, 'test/pages/log-page.ts'), formats: ['es'] },
      },
    }),
  ].flat()
  const server = createServer((request, response) => {
    const isScript = request.url === '/log.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
    response.end(
      isScript
        ? output[0].code
        : '<!doctype html><title>Log</title><script type="module" src="/log.js"></script>',
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** A page with the log of a name open in it as `own`. */
export async function logPage(context, address, name) {
  const page = await context.newPage()
  await page.goto(address)
  await page.waitForFunction('typeof openLog === "function"')
  await page.evaluate(`globalThis.own = openLog(${JSON.stringify(name)}); 0`)
  return page
}

/** A browser process with a folder of its own; `kill` ends all of it at once, as a power cut does to processes. */
export async function mortalBrowser(folder) {
  const portFile = join(folder, 'DevToolsActivePort')
  rmSync(portFile, { force: true })
  const child = spawn(
    await chrome(),
    [...flags, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${folder}`, 'about:blank'],
    { detached: true, stdio: 'ignore' },
  )
  const ended = once(child, 'exit')
  const kill = async () => {
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // it has ended
    }
    await ended
  }
  try {
    for (let times = 0; !existsSync(portFile) || !readFileSync(portFile, 'utf8').includes('\n'); times++) {
      if (times > 300) throw new Error('the browser does not say where it listens')
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    const [port] = readFileSync(portFile, 'utf8').split('\n')
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
    return { context: browser.contexts()[0], kill }
  } catch (error) {
    await kill()
    throw error
  }
}

/**
 * Lets a browser spend points one by one, kills it in the midst of that, opens it again and looks, so many times. Says what was lost,
 * doubled or torn, and how many commands were acknowledged; `chance` gives numbers from 0 to below 1.
 */
export async function killed({ address, folder, times, chance, said = () => undefined }) {
  const acknowledged = new Set()
  const wrong = []
  const given = 100_000
  let state = null
  for (let round = 0; round <= times; round++) {
    const { context, kill } = await mortalBrowser(folder)
    try {
      const page = await logPage(context, address, 'killed')
      await page.evaluate(`own.give(${given})`)
      state = await page.evaluate('own.state()')
      wrong.push(...wrongIn(state, acknowledged, given).map((what) => `after kill ${round}: ${what}`))
      said(round, acknowledged.size, state.keys.length, wrong.length)
      if (round === times) break
      page.on('console', (message) => {
        const [, key] = /^acknowledged (.+)$/.exec(message.text()) ?? []
        if (key) acknowledged.add(key)
      })
      const enough = acknowledged.size + 5 + Math.floor(chance() * 30)
      page.evaluate(`own.spend("r${round}", 10_000)`).catch(() => undefined)
      while (acknowledged.size < enough) await new Promise((resolve) => setTimeout(resolve, 5))
      await new Promise((resolve) => setTimeout(resolve, chance() * 20))
    } finally {
      await kill()
    }
  }
  return { wrong, acknowledged: acknowledged.size, stored: state.keys.length - 1 }
}

function wrongIn({ keys, balancePoints, wrong }, acknowledged, given) {
  const found = wrong.map((what) => `the audit finds ${what}`)
  const stored = new Set(keys)
  if (stored.size !== keys.length) found.push('a command is there twice')
  for (const key of acknowledged) if (!stored.has(key)) found.push(`${key} is lost`)
  const spent = keys.filter((key) => key !== 'gift').length
  if (balancePoints !== 100 + given - spent) found.push(`a balance of ${balancePoints} after ${spent} spends`)
  return found
}
