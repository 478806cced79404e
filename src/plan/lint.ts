/**
 * What a valid program still gets wrong: what nobody can reach, what a higher tier lacks, what does not sum, what nothing names. Each
 * rule looks at the program as it is written and at its plan, never at a merchant. It proves what it calls impossible, by ranges of nodes.
 */
import type { Finding } from '../schema/findings.js'
import type { Program } from '../schema/program.js'
import { lintConditions } from './lint-conditions.js'
import { lintGains } from './lint-gains.js'
import { lintNames } from './lint-names.js'
import { Notes, type Doubts } from './lint-notes.js'
import { lintScore } from './lint-score.js'
import { lintTiers } from './lint-tiers.js'
import { lintVariants } from './lint-variants.js'
import { lintWords } from './lint-words.js'
import type { Plan } from './plan.js'

const rules = [lintTiers, lintScore, lintGains, lintConditions, lintVariants, lintNames, lintWords]

/**
 * The findings about one version of a program; `plan` is what it compiles to by itself. Empty where there is nothing to say. `doubts`:
 * where it is not as its author wrote it, so that nothing is said which may only come of that.
 */
export const lint = (program: Program, plan: Plan, doubts?: Doubts): Finding[] => {
  const notes = new Notes(program, plan, doubts)
  for (const rule of rules) rule(notes)
  return notes.found
}
