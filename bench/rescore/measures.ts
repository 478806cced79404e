// What rescore.mjs calls, in one process: each measure is the least of some runs, in ms.
import { javascript, type Machine } from '../../src/population/machine.js'
import { Scorer } from '../../src/population/scorer.js'
import { webassembly } from '../../src/population/wasm/machine.js'
import { AT } from './query.js'
import { byScore, metrics, planOf, populationOf, pyramid, weights } from './program.js'

const runs = 5

const least = (work: (nth: number) => unknown, times = runs): number => {
  let ms = Infinity
  for (let nth = 0; nth < times; nth++) {
    const start = performance.now()
    work(nth)
    ms = Math.min(ms, performance.now() - start)
  }
  return ms
}
const plan = planOf(weights, byScore(40, 60))

/** A scorer each time, so that nothing of the last review is known, over columns that are there. */
const fullMs = <Cells>(
  machine: Machine<Cells>,
  population: ReturnType<typeof populationOf>,
  of = plan,
): number => {
  const first = new Scorer(machine, population)
  first.review(of, AT)
  return least(() => first.forget().review(of, AT))
}

export const measured = (size: number): Record<string, number> => {
  const population = populationOf(size)
  const wasm = webassembly()
  if (wasm === null) throw new Error('no WebAssembly here')
  const cells = metrics.map((metric) => wasm.holding(population.columns.get(metric)!))
  const readMs = least(() => cells.forEach((cell) => wasm.kernel.readAll!(cell, size)))
  cells.forEach((cell) => wasm.free(cell, size))
  const wasmMs = fullMs(wasm, population)
  const scorer = new Scorer(wasm, population)
  const { ladder, earned } = scorer.review(plan, AT).value!
  const heavier = (nth: number) =>
    planOf(
      weights.map((weight, place) => (place === nth % 8 ? weight + 1 + nth : weight)),
      byScore(40, 60),
    )
  const changed = Array.from({ length: runs + 2 }, (_, nth) => heavier(nth))
  const weightMs = least((nth) => scorer.review(changed[nth]!, AT), changed.length)
  scorer.review(plan, AT)
  const marks = scorer.marksOn(plan, AT, plan.score!.value, ladder.earned)!
  const [id] = [...marks.marks].find(([, mark]) => mark === 40)!
  const countsMs = least((nth) => marks.counts(ladder.tiers.length, new Map([[id, 40 + nth / 8]])), 200)
  const again = marks.counts(ladder.tiers.length)
  if (String(again) !== String(earned.counts)) throw new Error(`${again} is not ${earned.counts}`)
  const quotaMs = fullMs(wasm, population, planOf(weights, pyramid))
  return {
    readMs,
    wasmMs,
    weightMs,
    countsMs,
    quotaMs,
    jsMs: fullMs(javascript, population),
    middle: earned.counts[2]!,
    head: earned.counts[3]!,
  }
}

/** A full review of so many, and the most memory that the process took: the columns twice, in the page's and in the kernel's. */
export const grown = (size: number): { wasmMs: number; jsMs: number; memoryMb: number } => {
  const population = populationOf(size)
  const wasmMs = fullMs(webassembly()!, population)
  const memoryMb = process.resourceUsage().maxRSS / 1024
  return { wasmMs, memoryMb, jsMs: fullMs(javascript, population) }
}

/** Counts of the 45, 35 and 20 percent, to be looked at. */
export const pyramidCounts = (size: number): readonly number[] =>
  new Scorer(webassembly()!, populationOf(size)).review(planOf(weights, pyramid), AT).value!.earned.counts
