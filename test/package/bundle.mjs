// Bundles main.js of a folder into its out/, with the bundler that is named: `node bundle.mjs vite FOLDER`.
import { join } from 'node:path'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { build as esbuild } from 'esbuild'
import { rollup } from 'rollup'
import { build as vite } from 'vite'
import webpack from 'webpack'

const bundlers = {
  vite: (folder) =>
    vite({
      root: folder,
      configFile: false,
      logLevel: 'error',
      build: { outDir: 'out', rollupOptions: { input: join(folder, 'main.js'), output: { entryFileNames: 'main.js' } } }, // prettier-ignore
    }),
  webpack: (folder) =>
    new Promise((done, fail) =>
      webpack(
        { context: folder, mode: 'production', entry: './main.js', performance: false, output: { path: join(folder, 'out'), filename: 'main.js' } }, // prettier-ignore
        (error, stats) =>
          error || stats?.hasErrors() ? fail(error ?? new Error(stats.toString())) : done(stats),
      ),
    ),
  esbuild: (folder) =>
    esbuild({
      absWorkingDir: folder,
      entryPoints: ['main.js'],
      bundle: true,
      minify: true,
      splitting: true,
      format: 'esm',
      outdir: 'out',
      logLevel: 'error',
    }),
  rollup: async (folder) => {
    const bundle = await rollup({
      input: join(folder, 'main.js'),
      plugins: [nodeResolve({ browser: true })],
      logLevel: 'silent',
    })
    await bundle.write({ dir: join(folder, 'out') })
  },
}

const [name, folder] = process.argv.slice(2)
await bundlers[name](folder)
