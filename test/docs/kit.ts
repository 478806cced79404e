/** The package as a few files that a page loads at once, made of the sources: by the path that the docs say, or by an entry's own. */
import { build } from 'esbuild'
import { root, sourceOf } from './blocks.js'

const entries = [
  'tierkit',
  'tierkit/define',
  'tierkit/schema',
  'tierkit/adapters/http',
  'tierkit/adapters/indexeddb',
  'tierkit/define/task-checklist',
]
/** The entry's file on the server. */
export const pathOf = (entry: string): string => `/kit/${entry.replace(/\W+/g, '-')}.js`

const files: Readonly<Record<string, string>> = {
  'kit/tierkit-min': `export * from '${root}src/index.ts'; import '${root}src/define.ts'`,
  'kit/preview-min': `export * from '${root}src/preview/index.ts'; import '${root}src/define/tier-preview.ts'`,
}
/** Files without a bundler, by the names of the docs. */
export const named: Readonly<Record<string, string>> = {
  'tierkit.min.js': '/kit/tierkit-min.js',
  'tierkit-preview.min.js': '/kit/preview-min.js',
}

/** Path -> code. Modules are shared, so that an entry and a file without a bundler are one copy of the kit. */
export async function kit(): Promise<Map<string, string>> {
  const classic = await classicScript()
  const own = Object.fromEntries(entries.map((entry) => [pathOf(entry).slice(1, -3), sourceOf(entry)!]))
  const virtual = Object.fromEntries(Object.keys(files).map((name) => [name, `docs:${name}`]))
  const { outputFiles } = await build({
    entryPoints: { ...own, ...virtual, 'population/worker': `${root}src/population/worker.ts` },
    ...{ bundle: true, splitting: true, write: false, format: 'esm', target: 'es2022', logLevel: 'error' },
    outdir: '/',
    chunkNames: 'kit/[name]-[hash]',
    tsconfig: `${root}tsconfig.json`,
    plugins: [
      {
        name: 'docs',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^docs:/ }, ({ path }) => ({
            path: path.slice('docs:'.length),
            namespace: 'docs',
          }))
          onLoad({ filter: /.*/, namespace: 'docs' }, ({ path }) => ({
            contents: files[path],
            resolveDir: root,
          }))
        },
      },
    ],
  })
  return new Map([
    ...outputFiles.map(({ path, text }) => [path, text] as const),
    ['/classic/tierkit-all.min.js', classic],
  ])
}

/** The kit as a script without `type="module"`, whose exports are in a variable. */
async function classicScript(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: files['kit/tierkit-min']!, resolveDir: root },
    ...{ bundle: true, write: false, format: 'iife', globalName: 'tierkit', target: 'es2022' },
    tsconfig: `${root}tsconfig.json`,
    logLevel: 'error',
  })
  return outputFiles[0]!.text
}

/** A script of the docs as a page's module: the package by its files, another package within. */
export async function moduleOf(
  code: string,
  loader: 'js' | 'ts' | 'tsx',
  resolveDir = root,
): Promise<string> {
  const isWhole = loader === 'tsx' // React within and beside the kit's components is one copy
  const { outputFiles } = await build({
    stdin: { contents: code, loader, resolveDir, sourcefile: `snippet.${loader}` },
    ...{ bundle: true, write: false, format: 'esm', target: 'es2022', logLevel: 'error', jsx: 'automatic' },
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfig: `${root}tsconfig.json`,
    plugins: [
      {
        name: 'package',
        setup: ({ onResolve }) => {
          onResolve({ filter: /^tierkit(\/|$)/ }, ({ path }) =>
            isWhole ? { path: sourceOf(path)! } : { path: pathOf(path), external: true },
          )
          onResolve({ filter: /^\/tierkit/ }, ({ path }) => ({
            path: named[path.slice(1)] ?? path,
            external: true,
          }))
        },
      },
    ],
  })
  return outputFiles[0]!.text
}
