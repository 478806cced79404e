import { existsSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin, type UserConfig } from 'vite'
import about from './package.json' with { type: 'json' }
import { files, modes } from './tools/page-files.mjs'

const root = dirname(fileURLToPath(import.meta.url))
const src = resolve(root, 'src')

/** Modules that a built file reaches by `import()`, and the file beside it that holds each. */
const beside: Record<string, string> = {
  'data/engine.ts': 'tierkit-engine.min.js',
  'elements/chart.ts': 'tierkit-chart.min.js',
  'words/document-issues.ts': 'tierkit-issues.min.js',
}

/** What modules are written in: browsers since 2022 (Chrome 94, Firefox 93, Safari 16.4). */
const modern = 'es2022'

export default defineConfig(({ command, mode }) => (command === 'serve' ? demo() : file(mode)))

function demo(): UserConfig {
  return {
    root: resolve(root, 'demo'),
    // a page that is not there is not there: no fallback to the first one
    appType: 'mpa',
    // the pages of the demo: those of its hosts have packages of their own
    optimizeDeps: { entries: ['*.html'] },
    // pages import the sources, which lie outside the folder they are served from
    resolve: { alias: [{ find: /^\/src\//, replacement: `${src}/` }] },
    server: {
      fs: { allow: [root] },
      // the reference server, where it runs: the page asks it as a part of its own site
      proxy: {
        '/server/': {
          target: process.env['TIERKIT_SERVER'] ?? 'http://127.0.0.1:5174',
          rewrite: (path) => path.slice('/server'.length),
        },
      },
    },
    plugins: [pagesByName()],
  }
}

function file(mode: string): UserConfig {
  const name = mode.replace('classic/', '')
  const wanted = modes.includes(mode) ? files[name] : undefined
  if (!wanted) throw new Error(`no file is called ${mode}: one of ${modes.join(', ')}`)
  const isClassic = mode !== name
  const isScript = isClassic && wanted.classic === 'script'
  return {
    root,
    publicDir: false,
    logLevel: 'warn',
    plugins: [
      entry(wanted.entry),
      loadBeside(wanted.inline ?? []),
      workerBeside(),
      shortTemplates(),
      litHtml(),
      unmarked(),
    ],
    build: {
      target: isClassic ? 'chrome79' : modern,
      emptyOutDir: false,
      lib: {
        entry: 'virtual:entry',
        formats: [isScript ? 'iife' : 'es'],
        name: 'tierkit',
        fileName: () => `${mode}.min.js`,
      },
      rolldownOptions: {
        // a library build keeps its white space unless told so here
        output: {
          minify: true,
          codeSplitting: false,
          // scripts share one global, whichever comes first
          ...(isScript && { extend: true }),
          postBanner: `/*! tierkit ${about.version}, MIT; the licenses of what it holds: THIRD-PARTY.md */\n`,
        },
      },
    },
  }
}

function entry(code: string): Plugin {
  return {
    name: 'tierkit:entry',
    enforce: 'pre',
    // vite has made a path of it
    resolveId: (id) => (id.endsWith('virtual:entry') ? '\0entry' : null),
    load: (id) => (id === '\0entry' ? code : null),
  }
}

/** Turns `import('../data/engine.js')` into `import('./tierkit-engine.min.js')`, which the browser resolves by
 *  the URL of the file that asks. */
function loadBeside(inline: readonly string[]): Plugin {
  return {
    name: 'tierkit:beside',
    enforce: 'pre',
    async resolveDynamicImport(specifier, importer) {
      if (typeof specifier !== 'string' || !importer) return null
      const found = await this.resolve(specifier, importer)
      const id = found && relative(src, found.id).replaceAll('\\', '/')
      const name = id && !inline.includes(id) ? beside[id] : undefined
      return name ? { id: `./${name}`, external: true } : null
    },
  }
}

/** The population's worker is a file beside the one that starts it. A bundler is not to look for it: the URL is put together from a name. */
function workerBeside(): Plugin {
  const made = "new URL('../population/worker.js', import.meta.url)"
  return {
    name: 'tierkit:worker',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/preview/tier-preview.ts')) return null
      if (!code.includes(made)) this.error('the worker is no longer started where this build expects it')
      const own = code.replace(made, "new URL('./tierkit-population.min.js', ownUrl)")
      return { code: `const ownUrl = import.meta.url\n${own}`, map: null }
    },
  }
}

/**
 * Two lines of lit-html that some pages do not take. It makes a Trusted Types policy called `lit-html`, a name fixed in its source; a page
 * that allows only `tierkit` would refuse it, and a second copy on the page would throw. So the policy is ours, made once a page and found
 * again behind a global symbol. And it sets its walker back to `document`, which in qiankun is a proxy that no walker takes: its root is
 * the same document, and real.
 */
function litHtml(): Plugin {
  const creation = /(\w+)\.createPolicy\("lit-html",(\{createHTML:\w+=>\w+\})\)/
  const reset = /(\w+)\.currentNode=\w+(?=,\w+\}p\()/
  return {
    name: 'tierkit:lit-html',
    transform(code, id) {
      if (!id.endsWith('/lit-html/lit-html.js')) return null
      if (!creation.test(code)) this.error('lit-html no longer makes its policy where this build expects it')
      if (!reset.test(code)) this.error('lit-html no longer sets its walker back where this build expects it')
      const key = 'Symbol.for("tierkit.trusted-types")'
      const ours = (_: string, factory: string, rules: string) =>
        `(globalThis[${key}]||Object.defineProperty(globalThis,${key},{value:${factory}.createPolicy("tierkit",${rules})})[${key}])`
      return { code: code.replace(creation, ours).replace(reset, '$1.currentNode=$1.root'), map: null }
    },
  }
}

/** Shortens what a minifier of scripts leaves alone: the styles in `css`, and the indents in all templates. */
function shortTemplates(): Plugin {
  const short = (style: string) =>
    style
      .replace(/\/\*.*?\*\//gs, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,]) ?/g, '$1')
      .replace(/: /g, ':')
      .replace(/ ([>~]) /g, '$1')
      .replace(/;}/g, '}')
  return {
    name: 'tierkit:short-templates',
    enforce: 'pre',
    transform(code, id) {
      if (!['elements', 'preview', 'theme'].some((room) => id.startsWith(`${src}/${room}/`))) return null
      const styled = code.replace(/\bcss`([^`]*)`/g, (_, style: string) => `css\`${short(style)}\``)
      return { code: styled.replace(/\n\s+/g, '\n'), map: null }
    },
  }
}

/** Takes out the marks for whoever bundles these files once more: a page loads them as they are. */
function unmarked(): Plugin {
  return {
    name: 'tierkit:unmarked',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue
        // they may be all that stands between two words
        file.code = file.code.replace(
          /(\w?)\/\* @__PURE__ \*\/ /g,
          (_, before: string) => before && `${before} `,
        )
      }
    },
  }
}

/** Serves `/studio` from `studio.html`, and any page beside it the same way. */
function pagesByName(): Plugin {
  return {
    name: 'tierkit:pages',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const { pathname, search } = new URL(request.url ?? '/', 'http://host')
        const page = `${pathname.replace(/\/$/, '')}.html`
        if (/^\/[\w-]+\/?$/.test(pathname) && existsSync(resolve(root, 'demo', `.${page}`)))
          request.url = page + search
        next()
      })
    },
  }
}
