// The blocks of the docs that need a page, in a browser: HTML with the elements of the sources, scripts, styles and React. Those of other
// hosts are compiled where demo/hosts is installed.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compile, evaluate } from '../../src/core/index.js'
import { program, readText, record } from '../../src/schema/index.js'
import { reserveCss } from '../../tools/reserve.mjs'
import { themeFiles } from '../../tools/themes.mjs'
import { chrome, flags } from '../browser.mjs'
import { blocksOf, hostBlocks, nameOf, pageLanguages, read, root, type Block } from '../docs/blocks.js'
import { compilers, installed, parsed } from '../docs/hosts.js'
import { kit, moduleOf, named } from '../docs/kit.js'
import { earlierOf, prefixOf, scriptOf, shownByReact, stage, writtenBy } from '../docs/stages.js'

/** When the merchant of the starts stands. */
const nowMs = Date.parse('2026-11-21T10:30:00+01:00')
const first = { program: read('docs/first/program.json'), merchant: read('docs/first/merchant.json') }
const plan = compile([readText(first.program, program).value!]).value!
const evaluated = evaluate(plan, readText(first.merchant, record).value!, nowMs)
const standing = JSON.stringify(evaluated).replace(/</g, '\\u003c')

const isMarkup = ({ language }: Block): boolean => pageLanguages.includes(language)
const jquery = hostBlocks()['jquery'] ?? []
const shown = [...blocksOf('page'), ...blocksOf('react'), ...(installed('jquery') ? jquery : [])]
const isJquery = (block: Block): boolean => jquery.includes(block)

/** What a page's `/me.js` is: the script of the same page of the docs. */
const ownScript = ({ file }: Block): string =>
  shown.find((one) => one.file === file && one.language === 'js' && one.code.includes("getElementById('me')"))
    ?.code ?? ''

function htmlOf(block: Block, at: number): string {
  const written = isMarkup(block)
    ? writtenBy(block.code).replace('/me.js', `/me/${at}.js`)
    : `${stage}<script type="module" src="/script/${at}.js"></script>`
  const hasKit = /tierkit[\w-]*\.min\.js/.test(written) || block.language === 'tsx'
  const kitFirst = hasKit ? '' : '<script type="module" src="/tierkit.min.js"></script>'
  const prefix = prefixOf(block)
  const define = `<script type="module">import { define } from '/tierkit.min.js'; define('${prefix}')</script>`
  return `<!doctype html><html lang="en"><head><title>Snippet</title><link rel="icon" href="data:,">
<script>Date.now = () => ${nowMs}; ${earlierOf(block)}</script>
${prefix ? define : ''}${kitFirst}</head><body>${written}</body></html>`
    .replace(/@standing/g, () => standing)
    .replace(/@program/g, () => first.program)
    .replace(/@merchant/g, () => first.merchant)
}

async function scriptFor(block: Block): Promise<string> {
  if (block.language === 'tsx') return moduleOf(shownByReact(block.code), 'tsx')
  const loader = block.language === 'ts' ? 'ts' : 'js'
  if (isJquery(block)) return moduleOf(`import $ from 'jquery'\n${block.code}`, loader, `${root}demo/hosts`)
  return moduleOf(scriptOf(block), loader)
}

/** What the server has beside the blocks: documents, themes, and the kit's files by the names that the docs say. */
async function siteFiles(): Promise<Map<string, string>> {
  const files = await kit()
  for (const [name, path] of Object.entries(named)) {
    const same = `export * from '${path}'`
    files.set(`/${name}`, same).set(`/page/${name}`, same)
  }
  for (const { name, text } of themeFiles() as { name: string; text: string }[])
    files.set(`/themes/${name}`, text)
  files.set('/reserve.css', reserveCss()).set('/themes/reserve.css', reserveCss())
  files.set('/api/me.json', first.merchant)
  files.set('/program.json', first.program).set('/merchant.json', first.merchant)
  files.set('/standing.json', standing).set('/api/me/standing.json', standing)
  files.set('/whole-program.json', read('docs/first/whole-program.json'))
  files.set('/store-score.json', read('demo/programs/store-score.json'))
  files.set('/lotus-kitchen.json', read('demo/merchants/lotus-kitchen.json'))
  return files
}
const types: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
}

let server: Server
let browser: Browser
let context: BrowserContext
let address: string
beforeAll(async () => {
  const files = await siteFiles()
  const answerOf = async (pathname: string): Promise<string | undefined> => {
    const [, kind, at = ''] = /^\/(page|me|script)\/(\d+)\.\w+$/.exec(pathname) ?? []
    const block = shown[Number(at)]
    if (!kind || !block) return files.get(pathname)
    return kind === 'page' ? htmlOf(block, Number(at)) : kind === 'me' ? ownScript(block) : scriptFor(block)
  }
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host')
    answerOf(pathname).then(
      (text) => {
        const type = types[pathname.split('.').pop()!] ?? 'text/html'
        response
          .writeHead(text === undefined ? 404 : 200, { 'content-type': `${type}; charset=utf-8` })
          .end(text)
      },
      (error: Error) => response.writeHead(500).end(error.message),
    )
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await chromium.launch({ executablePath: await chrome(), args: flags })
  context = await browser.newContext()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  server?.close()
})

/** Elements of the kit that have data around them and do not show it. A program without points has a ledger without lots. */
const unready = (): string[] =>
  [...document.body.querySelectorAll<HTMLElement & { state?: string; standing?: unknown }>('*')]
    .filter(
      ({ localName }) => /^(tk|orders|team)-/.test(localName) && !/-(provider|tier-preview)$/.test(localName),
    )
    .filter(({ state = 'none' }) => state !== 'ready' && state !== 'empty')
    .map(({ localName, state }) => `${localName} is ${state ?? 'not known'}`)

/** Whether a block gives its elements data; a script that registers a language or a tag does not. */
const hasData = ({ code, ...block }: Block): boolean =>
  isMarkup({ code, ...block })
    ? /program=|standing|\/me\.js/.test(code) && !code.includes('<micro-app')
    : /\.standing|\.adapter|'adapter'|\.prop\(|\.attr\(|Object\.assign|standing=|program=/.test(code)

/** An address of a server that is made up: what it would answer is not there. */
const isMadeUp = ({ code }: Block): boolean => code.includes('https://points.example')

describe('in a page', () => {
  test.each(shown.map((block, at) => [nameOf(block), block, at] as const))('%s', async (_, block, at) => {
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', ({ message }) => errors.push(message))
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`)
    })
    await page.goto(`${address}/page/${at}.html`)
    try {
      if (hasData(block) && !isMadeUp(block))
        await expect.poll(() => page.evaluate(unready), { interval: 30 }).toEqual([])
      expect(
        errors.filter((error) => !isMadeUp(block) || !/Failed to load resource|points\.example/.test(error)),
      ).toEqual([])
    } finally {
      await page.close()
    }
  })
})

test('a tag that nobody registers would be named', async () => {
  const page = await context.newPage()
  await page.goto(`${address}/page/0.html`)
  await page.setContent('<tk-score-guage></tk-score-guage>')
  expect(await page.evaluate(unready)).toEqual(['tk-score-guage is not known'])
  await page.close()
})

describe('css', () => {
  test.each(blocksOf('styles').map((block) => [nameOf(block), block] as const))(
    '%s is taken whole',
    async (_, block) => {
      const page = await context.newPage()
      const taken = await page.evaluate((text) => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(text)
        return [...sheet.cssRules].map((rule) => {
          const { style, selectorText } = rule as CSSStyleRule
          return [selectorText, [...style]] as const
        })
      }, block.code)
      await page.close()
      const rules = [...block.code.matchAll(/([^{}]+)\{([^}]*)\}/g)]
      expect(taken.map(([selector]) => selector)).toEqual(rules.map(([, selector]) => selector!.trim()))
      rules.forEach(([, , body], at) => {
        for (const [, name = ''] of body!.matchAll(/([\w-]+)\s*:/g))
          expect(
            taken[at]![1].some((one) => one === name || one.startsWith(`${name}-`)),
            name,
          ).toBe(true)
      })
    },
  )
})

describe.each(Object.entries(hostBlocks()))('%s', (host, blocks) => {
  test.for(blocks.map((block) => [nameOf(block), block] as const))(
    '%s compiles',
    async ([, block], { skip }) => {
      const compiler = compilers[host]
      if (!compiler) throw new Error(`nothing compiles ${host}: test/docs/hosts.ts`)
      await parsed(block)
      const missing = compiler.needs.filter((name) => !installed(name))
      if (missing.length > 0) skip(`${missing.join(', ')} is not installed: npm ci in demo/hosts`)
      await compiler.compile(block)
    },
  )
})
