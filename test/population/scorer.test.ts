// One scorer for many plans, in JavaScript and in WebAssembly: what it does not compute again must be what it would have been.
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
import type { Plan } from '../../src/plan/plan.js'
import { samplePopulation } from '../../demo/studio/sample.js'
import type { Population } from '../../src/population/columns.js'
import { javascript } from '../../src/population/machine.js'
import { reviewed } from '../../src/population/review.js'
import { Scorer, type Scored } from '../../src/population/scorer.js'
import { webassembly } from '../../src/population/wasm/machine.js'
import { draftOf } from './drafts.js'
import { programAt, superhost } from './programs.js'
import { oneOf, randomOf } from './random.js'

const AT = Date.parse('2026-01-15T04:30:00Z')
const samples: [string, string][] = [
  ['demo/programs/store-score.json', 'storeScore'],
  ['demo/programs/marketplace-membership.json', 'marketplaceMembership'],
  ['demo/programs/growth-pyramid.json', 'growthPyramid'],
  ['demo/programs/organization-index.json', 'organizationIndex'],
  [superhost, 'airbnbSuperhost'],
]

const fresh = (plan: Plan, population: Population) => {
  const { plan: version, score, earned, held } = reviewed(plan, population, AT).value!
  return { version: version.program.version, score, earned, held }
}
const seen = ({ plan, earned, held, column }: Scored) => ({
  version: plan.program.version,
  score: plan.score && column(plan.score.value).slice(),
  earned: earned.rows,
  held: held.rows,
})

describe.each(samples)('%s', (path, name) => {
  const program = programAt(path)
  const population = samplePopulation(name, 2_051, 3) // the last block is not full, and odd
  const wasm = webassembly()!

  test('says after any change what a review that begins anew says', () => {
    const random = randomOf(11)
    const scorers = [new Scorer(javascript, population), new Scorer(wasm, population)]
    const plans: Plan[] = [compile([program]).value!]
    for (let turn = 0; turn < 40; turn++) {
      const plan = turn % 5 === 4 ? oneOf(random, plans) : (draftOf(program, random)?.plan ?? null)
      if (plan === null) continue
      plans.push(plan)
      const meant = fresh(plan, population)
      for (const scorer of scorers) {
        const { value, issues } = scorer.review(plan, AT)
        expect(issues).toEqual([])
        const found = seen(value!)
        // toEqual takes its time with long lists, and is asked for the difference alone
        for (const key of ['score', 'earned', 'held'] as const)
          if (Buffer.compare(bytesOf(found[key]), bytesOf(meant[key])) !== 0)
            expect({ turn, key, values: found[key] }).toEqual({ turn, key, values: meant[key] })
        const counts = value!.ladder.tiers.map(
          (_, place) => meant.earned.filter((one) => one === place).length,
        )
        expect(value!.earned.counts.slice(1)).toEqual(counts)
      }
    }
    expect(plans.length).toBeGreaterThan(20)
  })

  test('counts marks on the score that are elsewhere, without a review', () => {
    const plan = compile([program]).value!
    if (!plan.score) return
    const random = randomOf(5)
    const scorer = new Scorer(wasm, population)
    const { ladder } = scorer.review(plan, AT).value!
    const counts = scorer.marksOn(plan, AT, plan.score.value, ladder.earned)
    if (counts === null) return expect(plan.passes.length).toBeGreaterThan(1)
    expect(counts.marks.size).toBeGreaterThan(0)
    const all = [...counts.marks]
    for (let turn = 0; turn < 30; turn++) {
      const [id, mark] = oneOf(random, all)
      const to = oneOf(random, [mark, mark + 1, mark - 7.5, random() * 1000, oneOf(random, all)[1]])
      const nodes = [...plan.nodes]
      const node = nodes[id]!
      if (node.op !== 'compare') throw new Error('no mark')
      const at = nodes.push({ op: 'value', value: to }) - 1
      nodes[id] = plan.nodes[node.right]!.op === 'value' ? { ...node, right: at } : { ...node, left: at }
      const { earned } = new Scorer(javascript, population).review({ ...plan, nodes }, AT).value!
      expect(counts.counts(ladder.tiers.length, new Map([[id, to]]))).toEqual(earned.counts)
    }
  })

  test('is ended by who no longer wants it, and goes on with the next', () => {
    const plan = compile([program]).value!
    const scorer = new Scorer(wasm, population)
    const steps = scorer.reviewing(plan, AT)
    expect([steps.next().value, steps.next().value]).toEqual([1024, 2048])
    steps.return({ value: null, issues: [] })
    expect(seen(scorer.review(plan, AT).value!)).toEqual(fresh(plan, population))
  })
})

/** Every unknown as the same bits. */
const bytesOf = (list: Float64Array | Int16Array | null): Uint8Array => {
  const copy = list === null ? new Float64Array() : list.slice()
  for (let row = 0; row < copy.length; row++) if (Number.isNaN(copy[row])) copy[row] = NaN
  return new Uint8Array(copy.buffer)
}
