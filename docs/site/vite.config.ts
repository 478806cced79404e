/** The docs as a site: each Markdown file a page, made when it is asked for, or all of them as files that can lie anywhere. */
import { readFileSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import { defineConfig, type Plugin } from 'vite'
import { sections, served } from './contents.js'
import { htmlOf, pageOf } from './page.js'
import { fileOf, root, urlOf } from './places.js'

const site = resolve(root, 'docs/site')
const types: Readonly<Record<string, string>> = { '.json': 'application/json', '.png': 'image/png' }

/** Every page: those of the contents, and whatever is linked from them, however far. */
export function allFiles(): string[] {
  const files = sections.flatMap(({ pages }) => pages.map(([file]) => file))
  const seen = new Set(files)
  for (const file of files)
    for (const to of pageOf(file).linked) {
      if (seen.has(to)) continue
      seen.add(to)
      files.push(to)
    }
  return files
}

/** Modules that the sites of people who use the kit write by the package's name. */
const entries: Readonly<Record<string, string>> = {
  tierkit: 'index.ts',
  'tierkit/define': 'define.ts',
  'tierkit/core': 'core/index.ts',
  'tierkit/schema': 'schema/index.ts',
  'tierkit/words': 'words/index.ts',
  'tierkit/sql': 'sql/index.ts',
  'tierkit/population': 'population/index.ts',
  'tierkit/preview': 'preview/index.ts',
  'tierkit/adapters/memory': 'data/memory.ts',
  'tierkit/adapters/http': 'data/http.ts',
  'tierkit/adapters/indexeddb': 'data/indexeddb.ts',
  'tierkit/conformance': 'data/conformance.ts',
  'tierkit/authority': 'data/authority.ts',
}
/** Longest first: `tierkit` alone is no beginning of the others. */
export const aliases = [
  { find: /^tierkit\/define\/(.+)$/, replacement: `${root}src/define/$1.ts` },
  { find: /^\/src\//, replacement: `${root}src/` },
  ...Object.entries(entries).map(([name, file]) => ({
    find: new RegExp(`^${name}$`),
    replacement: `${root}src/${file}`,
  })),
]

/** Pages are no files here: their HTML is made of Markdown. */
function markdownPages(): Plugin {
  return {
    name: 'tierkit:markdown-pages',
    enforce: 'pre',
    resolveId: (id) => (id.startsWith(`${site}/`) && id.endsWith('.html') ? id : null),
    load(id) {
      if (!id.startsWith(`${site}/`) || !id.endsWith('.html')) return null
      const file = fileOf(id.slice(site.length + 1))
      return file ? htmlOf(file) : null
    },
    configureServer(server) {
      server.watcher.add(resolve(root, 'docs'))
      server.watcher.on('change', (file) => {
        if (file.endsWith('.md')) server.ws.send({ type: 'full-reload' })
      })
      server.middlewares.use((request, response, next) => {
        const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname)
        const asIs = served[/^\/files\/([\w.-]+)$/.exec(path)?.[1] ?? '']
        if (asIs) {
          response.setHeader('content-type', types[extname(asIs)] ?? 'text/plain')
          response.end(readFileSync(root + asIs))
          return
        }
        const url = path.slice(1).replace(/(^|\/)$/, '$1index.html')
        const file = url.endsWith('.html') ? fileOf(url) : null
        if (!file) return next()
        const made = Promise.resolve().then(() => server.transformIndexHtml(`/${url}`, htmlOf(file)))
        made
          .then((html) => {
            response.setHeader('content-type', 'text/html; charset=utf-8')
            response.end(html)
          })
          .catch(next)
      })
    },
    generateBundle() {
      for (const [name, file] of Object.entries(served))
        this.emitFile({ type: 'asset', fileName: `files/${name}`, source: readFileSync(root + file) })
    },
  }
}

export default defineConfig(({ command }) => ({
  root: site,
  publicDir: false,
  base: './',
  appType: 'custom',
  resolve: { alias: aliases },
  server: { fs: { allow: [root] } },
  // a cache of its own, and packages found before a page asks for them: a server that finds one later loads its pages again
  cacheDir: `${root}node_modules/.vite/docs`,
  optimizeDeps: {
    entries: ['src/define.ts', 'src/data/engine.ts', 'src/preview/index.ts'].map((file) => root + file),
  },
  plugins: [markdownPages()],
  build: {
    outDir: resolve(root, 'reports/docs'),
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: command === 'build' ? allFiles().map((file) => resolve(site, urlOf(file))) : [],
    },
  },
}))
