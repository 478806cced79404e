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
  'tierkit.min.js': 120.6,
  'tierkit-engine.min.js': 58.5,
  'tierkit-chart.min.js': 41.7,
  'tierkit-issues.min.js': 8.8,
  'tierkit-gauge.min.js': 71.6,
  'tierkit-all.min.js': 178,
  'tierkit-indexeddb.min.js': 64.9,
  'tierkit-preview.min.js': 100,
  'tierkit-population.min.js': 38.4,
  'classic/tierkit.min.js': 123.6,
  'classic/tierkit-engine.min.js': 60.9,
  'classic/tierkit-chart.min.js': 55,
  'classic/tierkit-issues.min.js': 8.8,
  'classic/tierkit-gauge.min.js': 73.6,
  'classic/tierkit-all.min.js': 183.2,
  'classic/tierkit-indexeddb.min.js': 67.8,
}
