/** What the built files are to weigh: KB (1,000 bytes) after brotli, from the design. */
export const targets = {
  'tierkit.min.js': 40,
  'tierkit-engine.min.js': 20,
  'tierkit-gauge.min.js': 22,
  'tierkit-all.min.js': 58,
}

/**
 * What they may weigh until they are there: as much as they do now, so that none grows unseen. What makes one smaller lowers its limit;
 * what must make one larger raises it, in a commit that says why.
 */
export const limits = {
  'tierkit.min.js': 121.5,
  'tierkit-engine.min.js': 58.6,
  'tierkit-chart.min.js': 41.7,
  'tierkit-issues.min.js': 8.8,
  'tierkit-gauge.min.js': 72.4,
  'tierkit-all.min.js': 179.4,
  'tierkit-indexeddb.min.js': 64.9,
  'tierkit-preview.min.js': 100.3,
  'tierkit-population.min.js': 38.4,
  'classic/tierkit.min.js': 124.5,
  'classic/tierkit-engine.min.js': 61.1,
  'classic/tierkit-chart.min.js': 55,
  'classic/tierkit-issues.min.js': 8.8,
  'classic/tierkit-gauge.min.js': 74.5,
  'classic/tierkit-all.min.js': 184.4,
  'classic/tierkit-indexeddb.min.js': 67.8,
}

const lit = ['@lit/reactive-element', 'lit-element', 'lit-html']
const page = ['@lit/context', ...lit]
/**
 * What each entry of the package may weigh in a page that takes all of it, bundled and minified (KB after brotli, without what is loaded
 * later), and the packages that it holds beside our own modules.
 */
export const entryLimits = {
  tierkit: { kb: 129.5, packages: [...page, 'zod'] },
  'tierkit/define': { kb: 129.0, packages: [...page, 'zod'] },
  'tierkit/define/provider': { kb: 40.4, packages: [...page, 'zod'] },
  'tierkit/define/score-gauge': { kb: 52.1, packages: page },
  'tierkit/define/tier-ladder': { kb: 52.7, packages: page },
  'tierkit/define/task-checklist': { kb: 47.0, packages: page },
  'tierkit/define/benefit-wallet': { kb: 43.7, packages: page },
  'tierkit/define/points-ledger': { kb: 51.7, packages: page },
  'tierkit/define/tier-preview': { kb: 105.1, packages: lit },
  'tierkit/core': { kb: 56.3, packages: [] },
  'tierkit/population': { kb: 16.9, packages: [] },
  'tierkit/preview': { kb: 105.1, packages: lit },
  'tierkit/schema': { kb: 22.8, packages: ['zod'] },
  'tierkit/sql': { kb: 16.0, packages: [] },
  'tierkit/words': { kb: 17.6, packages: [] },
  'tierkit/locales/en': { kb: 13.4, packages: [] },
  'tierkit/locales/zh-CN': { kb: 14.7, packages: [] },
  'tierkit/react': { kb: 129.5, packages: [...page, 'zod'] },
  'tierkit/react/preview': { kb: 105.7, packages: lit },
  'tierkit/adapters/memory': { kb: 62.5, packages: ['zod'] },
  'tierkit/adapters/http': { kb: 5.7, packages: [] },
  'tierkit/adapters/indexeddb': { kb: 67.1, packages: ['zod'] },
  'tierkit/authority': { kb: 31.8, packages: [] },
  'tierkit/conformance': { kb: 19.1, packages: ['zod'] },
}
