// What the docs say is there: links and headings, tags, attributes, events and tokens, files, sizes.
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { entryLimits, limits } from '../../bench/sizes.mjs'
import { files as pageFiles, modes } from '../../tools/page-files.mjs'
import { sections } from '../../docs/site/contents.js'
import { highlighted } from '../../docs/site/highlight.js'
import { slugOf, written } from '../../docs/site/markdown.js'
import { htmlOf, pageOf } from '../../docs/site/page.js'
import { fileOf, isShown, root, urlOf, way } from '../../docs/site/places.js'
import { allFiles } from '../../docs/site/vite.config.js'
import { manifest } from '../../tools/manifest.mjs'
import { tokensIn } from '../../tools/tokens.mjs'
import { blocks, files, nameOf, pageLanguages, read } from './blocks.js'

const shown = allFiles()

describe('the site', () => {
  test('has every page of docs/', () => {
    expect(files.filter((file) => file !== 'README.md' && !shown.includes(file))).toEqual([])
  })
  test('names no page twice', () => {
    const named = sections.flatMap(({ pages }) => pages.map(([file]) => file))
    expect(new Set(named).size).toBe(named.length)
  })
  test('finds each page again by its address', () => {
    expect(shown.filter((file) => fileOf(urlOf(file)) !== file)).toEqual([])
  })
  test('shows nothing that is hidden, installed or outside', () => {
    for (const file of ['.git/config', 'node_modules/lit/package.json', '../etc/passwd', 'docs', '.npmrc'])
      expect(isShown(file), file).toBe(false)
  })
  test('says the way from page to page relative to where it lies', () => {
    expect(way('start/react.html', 'index.html')).toBe('../index.html')
    expect(way('index.html', 'start/react.html')).toBe('start/react.html')
    expect(way('start/react.html', 'start/vue.html')).toBe('vue.html')
    expect(way('index.html', 'index.html')).toBe('index.html')
  })
  test('refuses a link that leads nowhere, by name', () => {
    expect(() => written('[x](gone.md)', 'docs/README.md')).toThrow('docs/README.md links to gone.md')
  })
  test('runs what is live, where the site keeps the documents', () => {
    const code =
      '<script type="module" src="/tierkit.min.js"></script>\n<tk-provider program="/program.json"></tk-provider>'
    const { html } = written(`\`\`\`html live\n${code}\n\`\`\``, 'docs/start/html.md')
    const [, live = ''] = /<div class="live">([\s\S]*?)<\/div>/.exec(html) ?? []
    expect(live).toBe('<tk-provider program="../files/program.json"></tk-provider>')
    expect(html).toContain('tierkit.min.js')
  })
  test('changes no letter of a code that it colors', () => {
    for (const { code, language } of blocks) {
      const plain = highlighted(code, language).replace(/<[^>]*>/g, '')
      const text = plain
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"')
        .replace(/&amp;/g, '&')
      expect(text).toBe(code)
    }
  })
  test('has no id twice in a page', () => {
    const twice = shown.flatMap((file) => {
      const ids = [...htmlOf(file).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
      return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${file}: ${id}`)
    })
    expect(twice).toEqual([])
  })
  test('has one current page in its list, and a way on', () => {
    const html = htmlOf('docs/start/react.md')
    expect(html.match(/aria-current="page"/g)).toHaveLength(1)
    expect(html).toContain('rel="prev" href="server-pages.html"')
    expect(html).toContain('rel="next" href="vue.html"')
  })
})

describe('a link', () => {
  test.each(files)('of %s leads to something, and to a heading that is there', (file) => {
    const text = read(file).replace(/```[\s\S]*?```/g, '')
    for (const [, href = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(href)) continue
      const [path = '', anchor] = href.split('#')
      const to = new URL(path || file.split('/').pop()!, `file://${root}${file}`)
      expect(existsSync(to), href).toBe(true)
      if (!anchor || !to.pathname.endsWith('.md')) continue
      expect(
        pageOf(to.pathname.slice(root.length)).outline.map(({ id }) => id),
        href,
      ).toContain(anchor)
    }
  })
  test('to a heading is spelled as code hosts do', () => {
    expect(slugOf('Your own REST or GraphQL back end')).toBe('your-own-rest-or-graphql-back-end')
    expect(slugOf('5. Be fair to who is new, and slow')).toBe('5-be-fair-to-who-is-new-and-slow')
  })
})

interface Declared {
  tagName: string
  attributes: { name: string }[]
  members: { name: string; kind: string }[]
  events: { name: string }[]
  cssParts: { name: string }[]
}
const elements = manifest().modules.map(({ declarations }) => declarations[0] as unknown as Declared)
const byTag = new Map(elements.map((element) => [element.tagName, element]))
const events = elements.flatMap((one) => one.events.map(({ name }) => name))
/** Whatever HTML, or a framework, gives to every element. */
const ofAll = /^(id|class|slot|hidden|lang|dir|style|title|role|ref|key|theme|data-[\w-]+|aria-[\w-]+)$/

const value = `"[^"]*"|'[^']*'|\\{(?:[^{}]|\\{[^{}]*\\})*\\}`
const openTag = new RegExp(`<(tk-[\\w-]+)((?:\\s+(?:[^\\s=>/{]+(?:=(?:${value}))?|\\{\\w+\\}))*)\\s*/?>`, 'g')
const attribute = new RegExp(`([^\\s=]+)(?:=(?:${value}))?`, 'g')

/** Tags, attributes, properties and events of a block's markup that the kit has not, in the spelling of any framework. */
function strangersIn(code: string): string[] {
  const found: string[] = []
  for (const [, tag = '', given = ''] of code.matchAll(openTag)) {
    const element = byTag.get(tag)
    if (!element) found.push(`<${tag}>`)
    const fields = element?.members.filter(({ kind }) => kind === 'field') ?? []
    const known = [...(element?.attributes ?? []), ...fields].map(({ name }) => name)
    for (const [, spelled = ''] of given.matchAll(attribute)) {
      const event = /^(?:@|on:|on|\()(tk-[\w-]+)\)?$/.exec(spelled)?.[1]
      const name = spelled.replace(/^(?:prop:|[:[{])/, '').replace(/(?:\.prop|[\]}])$/, '')
      if (event ? !events.includes(event) : !known.includes(name) && !ofAll.test(name))
        found.push(`<${tag} ${spelled}>`)
    }
  }
  return found
}

describe('names of the kit', () => {
  const markup = blocks.filter(({ language }) =>
    [...pageLanguages, 'vue', 'svelte', 'jsx', 'tsx', 'ts'].includes(language),
  )
  test.each(markup.map((block) => [nameOf(block), block.code] as const))('in %s are right', (_, code) => {
    expect(strangersIn(code)).toEqual([])
  })
  test('that are wrong would be named, in the spelling of any framework', () => {
    const wrong = `<tk-gauge></tk-gauge> <tk-provider :standng.prop="x" {programs} [merchants]="y" prop:now={z} ontk-task-clam={f}>
      <tk-score-gauge @tk-lod="g" rows="4" what-if />`
    expect(strangersIn(wrong)).toEqual([
      ...[
        '<tk-gauge>',
        '<tk-provider :standng.prop>',
        '<tk-provider {programs}>',
        '<tk-provider [merchants]>',
      ],
      ...['<tk-provider ontk-task-clam>', '<tk-score-gauge @tk-lod>', '<tk-score-gauge what-if>'],
    ])
  })

  const whole = files.map((file) => [file, read(file)] as const)
  const tokens = new Set(tokensIn().map(({ name }) => name))
  const theme = ['tokens', 'base', 'pieces'].map((file) => read(`src/theme/${file}.ts`)).join('\n')
  test.each(whole)('as tokens in %s', (_, text) => {
    for (const [token] of text.matchAll(/--tk-[a-z-]*[a-z]/g)) {
      const isFamily = [...tokens].some((one) => one.startsWith(`${token}-`))
      expect(tokens.has(token) || isFamily, token).toBe(true)
    }
    for (const [token] of text.matchAll(/--(?:ant|el|td)-[a-z-]*[a-z]/g))
      expect(theme).toMatch(new RegExp(`var\\(\\s*${token}\\b`))
  })
  test.each(whole)('as events in %s', (_, text) => {
    const events = new Set([
      ...elements.flatMap((one) => one.events.map(({ name }) => name)),
      'tk-provider-ready',
    ])
    for (const [, event = ''] of text.matchAll(
      /(?:addEventListener\('|\.on\('|CustomEvent\('|@|ontk-task|on:)(tk-[\w-]+)/g,
    ))
      expect([...events, 'tk-provider-ready']).toContain(event)
  })
  test.each(
    blocks.filter(({ language }) => language === 'css').map((block) => [nameOf(block), block.code] as const),
  )('as parts in %s', (_, code) => {
    for (const [, tag = '', part = ''] of code.matchAll(/(tk-[\w-]+)::part\(([\w-]+)\)/g))
      expect(byTag.get(tag)!.cssParts.map(({ name }) => name)).toContain(part)
  })
})

/** The cells of the rows of a page's tables that begin with a name in code. */
const rowsOf = (file: string): string[][] =>
  read(file)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )

describe('what is said as measured', () => {
  test('docs/sizes.md says the limits that the built files are held to', () => {
    const told = rowsOf('docs/sizes.md')
      .filter(([name]) => name?.endsWith('.min.js`'))
      .map(([name = '', kb]) => [name.slice(1, -1), Number(kb)])
    expect(Object.fromEntries(told)).toEqual(limits)
    const entries = rowsOf('docs/sizes.md').filter(([name]) => name?.startsWith('`tierkit/'))
    expect(entries.length).toBeGreaterThan(10)
    for (const [name = '', kb] of entries)
      expect(Number(kb), name).toBe(entryLimits[name.slice(1, -1) as keyof typeof entryLimits].kb)
  })
  test('docs/accessibility.md and docs/browsers.md name tests that are there', () => {
    const named = ['docs/accessibility.md', 'docs/browsers.md'].flatMap((file) =>
      [...read(file).matchAll(/`((?:test|demo)\/[\w./-]+)`/g)].map(([, path]) => path!),
    )
    expect(named.length).toBeGreaterThan(12)
    for (const path of named) expect(existsSync(root + path), path).toBe(true)
  })
  test('docs/start/README.md names files that the build writes', () => {
    for (const file of ['docs/start/README.md', 'docs/start/old-browsers.md'])
      for (const [, name = ''] of read(file).matchAll(/`((?:classic\/)?tierkit[\w-]*)\.min\.js`/g))
        expect(modes).toContain(name)
    expect(
      Object.keys(pageFiles)
        .map((name) => `${name}.min.js`)
        .every((name) => name in limits),
    ).toBe(true)
  })
  test('docs/security.md names the packages that there are at run time', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
    const [, list = ''] = /there are \w+ packages: (.*?)\. Versions/.exec(read('docs/security.md')) ?? []
    expect([...list.matchAll(/`([^`]+)`/g)].map(([, name]) => name).sort()).toEqual(
      Object.keys(dependencies).sort(),
    )
  })
})
