// What the named merchants need to know of their peers: the population engine compares them with others made up for this, review by review.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'
import { at } from './log.mjs'

/**
 * Runs `work` with a function that adds peers: `(program, reviews, named, others, metricsAt)` gives the named records with what they know
 * of their peers at each review that falls after they joined. `reviews`: days, `day` of the review and `counts`, up to which it counts.
 */
export async function withEngine(work) {
  // vite runs the sources as they are, without a build
  const server = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('../..', import.meta.url)),
    server: { middlewareMode: true, ws: false, watch: null },
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
  })
  try {
    const { planOf } = await server.ssrLoadModule('/src/data/engine.ts')
    const { withPeers } = await server.ssrLoadModule('/src/population/peers.ts')
    return await work((program, ...rest) => {
      const text = readFileSync(new URL(`../programs/${program}.json`, import.meta.url), 'utf8')
      const { value, issues } = planOf(text)
      if (!value) throw new Error(JSON.stringify(issues))
      return compared(withPeers, value, ...rest)
    })
  } finally {
    await server.close()
  }
}

function compared(withPeers, plan, reviews, named, others, metricsAt) {
  let records = named
  for (const { day, counts } of reviews) {
    const whenMs = Date.parse(at(day, '00:00:00'))
    const there = ({ joinedAt }) => Date.parse(joinedAt) < Date.parse(at(counts, '00:00:00'))
    const present = [...records.filter(there), ...others.filter(there)]
    const brought = present.map(({ facts: _, ...one }) => ({ ...one, metrics: metricsAt(one.id, counts) }))
    const found = new Map(withPeers(plan, brought, whenMs).map(({ id, peers }) => [id, peers]))
    records = records.map((one) => (found.has(one.id) ? { ...one, peers: found.get(one.id) } : one))
  }
  // the facts last: they are the longest
  return records.map(({ facts, ...rest }) => ({ ...rest, facts }))
}
