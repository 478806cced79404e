/** The fenced blocks of the docs and the README, and who runs each: a block that nobody runs has no runner, and a test says so by its name. */
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))
export const read = (file: string): string => readFileSync(root + file, 'utf8')

export interface Block {
  readonly file: string
  readonly line: number
  readonly language: string
  /** What stands behind the language: `live`, `program`, `step`, `issue`. */
  readonly words: readonly string[]
  readonly code: string
  /** The block before it in the same file. */
  readonly before: Block | null
}

export const files: readonly string[] = [
  'README.md',
  ...readdirSync(`${root}docs`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`)
    .sort(),
]

export function blocksIn(file: string, text = read(file)): Block[] {
  const found: Block[] = []
  let open: { line: number; fence: string; info: string; code: string[] } | null = null
  text.split('\n').forEach((row, at) => {
    const fence = /^\s*(`{3,})(.*)$/.exec(row)
    if (open) {
      if (fence && fence[1] === open.fence && fence[2] === '') {
        const [language = '', ...words] = open.info.trim().split(/\s+/)
        const code = open.code.join('\n')
        found.push({ file, line: open.line, language, words, code, before: found[found.length - 1] ?? null })
        open = null
      } else open.code.push(row)
    } else if (fence) open = { line: at + 1, fence: fence[1]!, info: fence[2]!, code: [] }
  })
  return found
}

export const blocks: readonly Block[] = files.flatMap((file) => blocksIn(file))
export const nameOf = ({ file, line, language, words }: Block): string =>
  `${file}:${line} ${[language, ...words].join(' ')}`

/** Packages that the repository itself has not: those of a host, which are installed in demo/hosts. */
const hostPackages: readonly (readonly [host: string, pattern: RegExp])[] = [
  ['vue', /from '@vitejs\/plugin-vue'/],
  ['angular', /from '@angular\//],
  ['ant-design', /from 'antd'/],
  ['tdesign', /from 'tdesign-react'/],
  ['micro-frontends', /from '(qiankun|wujie|@micro-zoe\/micro-app)'/],
  ['jquery', /\$\(|\$\.getJSON/],
]
const hostOfFile: Readonly<Record<string, string>> = {
  'docs/start/preact.md': 'preact',
  'docs/start/solid.md': 'solid',
}

/** Code that is quoted from a file of the repository, which has tests of its own: the first line that it shares with it, and the file. */
export const quotes: readonly (readonly [opening: string, file: string])[] = [
  ['export function graphqlAdapter(', 'demo/server/graphql-adapter.ts'],
]
export const quoteOf = ({ code }: Block): string | null =>
  quotes.find(([opening]) => code.startsWith(opening))?.[1] ?? null

/** The host whose packages a block needs; null for none. */
export function hostOf(block: Block): string | null {
  const { language, code, file } = block
  if (language === 'vue') return file.endsWith('element-plus.md') ? 'element-plus' : 'vue'
  if (language === 'svelte') return 'svelte'
  if (language === 'jsx') return hostOfFile[file] ?? null
  if (!['js', 'ts', 'tsx'].includes(language)) return null
  return hostPackages.find(([, pattern]) => pattern.test(code))?.[0] ?? null
}

const inPage =
  /\bdocument\b|\bprovider\b|\/tierkit\.min\.js|from 'tierkit'|adapters\/indexeddb|tierkit\/define/

/** What pages are written in, as they are or by a server. */
export const pageLanguages: readonly string[] = ['html', 'php', 'erb', 'django', 'jsp']

/** What runs a block. */
export type Runner =
  'json' | 'shell' | 'output' | 'policy' | 'quote' | 'node' | 'page' | 'styles' | 'react' | 'host'

/** Null for a block of a kind that nobody runs. */
export function runnerOf(block: Block): Runner | null {
  const { language, code } = block
  if (hostOf(block)) return 'host'
  if (quoteOf(block)) return 'quote'
  const byLanguage: Readonly<Record<string, Runner>> = {
    ...{ json: 'json', sh: 'shell', text: 'output', csp: 'policy', css: 'styles', tsx: 'react' },
  }
  const own = pageLanguages.includes(language) ? 'page' : byLanguage[language]
  if (own) return own
  if (language !== 'js' && language !== 'ts') return null
  return inPage.test(code) && !/^import type/m.test(code) ? 'page' : 'node'
}

export const blocksOf = (runner: Runner): Block[] => blocks.filter((block) => runnerOf(block) === runner)

/** By host, for whoever has its packages. */
export function hostBlocks(): Readonly<Record<string, Block[]>> {
  const found: Record<string, Block[]> = {}
  for (const block of blocksOf('host')) (found[hostOf(block)!] ??= []).push(block)
  return found
}

/** The modules of the package as files of the sources: `tierkit/core` -> `src/core/index.ts`; null for another package's. */
export function sourceOf(specifier: string): string | null {
  const { exports } = JSON.parse(read('package.json')) as {
    exports: Record<string, string | { default: string }>
  }
  for (const [entry, given] of Object.entries(exports)) {
    const to = typeof given === 'string' ? given : given.default
    const [head = '', tail] = entry.replace(/^\./, 'tierkit').split('*')
    const rest = specifier.slice(head.length)
    const fits = tail === undefined ? specifier === head : specifier.startsWith(head) && rest !== ''
    if (fits && to.endsWith('.js'))
      return root + to.replace('./dist/', 'src/').replace('*', rest).replace(/\.js$/, '.ts')
  }
  return null
}
