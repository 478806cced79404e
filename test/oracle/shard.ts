/** One share of a long run, in a process of its own: so many random evaluations, or so many mutants, from one seed. */
import type { Program } from '../../src/schema/program.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { differenceIn, planOf, shrunk, type Case, type Difference } from './agree.js'
import { casesOf } from './cases.js'
import { Dice } from './dice.js'
import { documents, tallyOf, type Tally } from './mutants.js'

const SHRUNK = 3 // as many as anyone reads of one share; of the others the seed is told

export interface Disagreement {
  seed: number
  difference: Difference | null
  programs?: Program[]
  record?: MerchantRecord
  instants?: string[]
}
export interface Share {
  seed: number
  evaluations: number
  programs: number
  disagreements: Disagreement[]
}

const told = (seed: number, one: Case): Disagreement => ({
  seed,
  difference: differenceIn(one.programs, one.record, one.instants),
  programs: one.programs,
  record: one.record,
  instants: one.instants.map((ms) => new Date(ms).toISOString()),
})

/** Evaluates `runs` times: each program for some merchants, each merchant at some instants. */
export const evaluations = (seed: number, runs: number, merchants = 6): Share => {
  const dice = new Dice(seed)
  const share: Share = { seed, evaluations: 0, programs: 0, disagreements: [] }
  while (share.evaluations < runs) {
    const own = dice.seed()
    const cases = casesOf(own, merchants)
    const plan = planOf(cases[0]!.programs)
    share.programs += 1
    for (const one of cases) {
      const difference = differenceIn(one.programs, one.record, one.instants, plan)
      share.evaluations += one.instants.length
      if (!difference) continue
      const { length } = share.disagreements
      const isShown = length < SHRUNK && share.disagreements[length - 1]?.seed !== own
      share.disagreements.push(isShown ? told(own, shrunk(one, difference.what)) : { seed: own, difference })
    }
  }
  return share
}

/** Mutates `runs` times. */
export const mutants = (seed: number, runs: number): Tally => tallyOf(new Dice(seed), documents(), runs)
