import { readFileSync } from 'node:fs'
import { compile } from '../../src/plan/compile.js'
import type { Plan } from '../../src/plan/plan.js'
import { program, type Program } from '../../src/schema/program.js'
import { readText } from '../../src/schema/read.js'

/** A program of this repository, by its path from the root. */
export const programAt = (path: string): Program =>
  readText(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'), program).value!
export const planOf = (document: Program): Plan => compile([document]).value!

export const demoPrograms = ['demo/programs/marketplace-membership.json', 'demo/programs/store-score.json']
export const superhost = 'test/programs/airbnb-superhost.json'
