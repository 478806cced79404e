// The files for a page without a bundler, by name. `vite build --mode tierkit` builds one as a module; `--mode classic/tierkit` builds the
// same for browsers from Chromium 79 on, as a script without `type="module"`.

const everything = `export * from '/src/index.ts'; import '/src/define.ts'`

/**
 * @typedef {object} PageFile
 * @property {string} entry the code that it is built from
 * @property {readonly string[]} [inline] what the others load from beside themselves and this one holds
 * @property {'script' | 'beside'} [classic] how it is in `classic/`: a script, or what a script there loads by `import()`
 */

/** @type {Readonly<Record<string, PageFile>>} */
export const files = {
  tierkit: { entry: everything, classic: 'script' },
  'tierkit-engine': {
    entry: `export * from '/src/data/engine.ts'`,
    inline: ['data/engine.ts'],
    classic: 'beside',
  },
  'tierkit-chart': {
    entry: `export * from '/src/elements/chart.ts'`,
    inline: ['elements/chart.ts'],
    classic: 'beside',
  },
  'tierkit-issues': {
    entry: `export * from '/src/words/document-issues.ts'`,
    inline: ['words/document-issues.ts'],
    classic: 'beside',
  },
  'tierkit-gauge': {
    entry: `import '/src/define/provider.ts'; import '/src/define/score-gauge.ts'`,
    classic: 'script',
  },
  'tierkit-all': {
    entry: everything,
    inline: ['data/engine.ts', 'words/document-issues.ts'],
    classic: 'script',
  },
  'tierkit-preview': {
    entry: `export * from '/src/preview/index.ts'; import '/src/define/tier-preview.ts'`,
    inline: ['words/document-issues.ts'],
  },
  'tierkit-population': { entry: `import '/src/population/worker.ts'` },
  'tierkit-indexeddb': {
    entry: `export * from '/src/data/indexeddb.ts'`,
    inline: ['data/engine.ts'],
    classic: 'script',
  },
}

/** Every file that is built, as its mode. */
export const modes = [
  ...Object.keys(files),
  ...Object.keys(files).flatMap((name) => (files[name]?.classic ? [`classic/${name}`] : [])),
]
