/** Drafts of published programs: some numbers moved by chance; and what a population says of a plan's leaf, row by row. */
import { compile } from '../../src/plan/compile.js'
import type { Leaf, Plan } from '../../src/plan/plan.js'
import { columnNameOf, defaultOf } from '../../src/plan/asked.js'
import { cellOf, type Population } from '../../src/population/columns.js'
import type { Program } from '../../src/schema/program.js'
import type { Cell } from './naive.js'
import { oneOf } from './random.js'

type Numbers = { [key: string]: unknown } | unknown[]
const keys = ['weight', 'gte', 'gt', 'lte', 'lt', 'best', 'points']

/** Every number in the rules of a program that may be another, and what sets it. */
const dialsOf = (program: Program): ((value: (old: number) => number) => void)[] => {
  const found: ((value: (old: number) => number) => void)[] = []
  const enter = (object: Numbers): void => {
    for (const [key, value] of Object.entries(object)) {
      const holder = object as Record<string, unknown>
      if (typeof value === 'number' && keys.includes(key)) found.push((of) => (holder[key] = of(value)))
      else if (typeof value === 'object' && value !== null) enter(value as Numbers)
    }
  }
  enter((program.score as Numbers | undefined) ?? [])
  enter(program.ladders as Numbers)
  return found
}

/** The program with up to three numbers moved; null where that is no program any more. */
export const draftOf = (program: Program, random: () => number): { program: Program; plan: Plan } | null => {
  const copy = structuredClone(program)
  const dials = dialsOf(copy)
  for (let times = 1 + Math.floor(random() * 3); times > 0; times--)
    oneOf(random, dials)((old) => Math.max(0, old + oneOf(random, [-10, -5, -1, 1, 2, 10])))
  const plan = compile([copy]).value
  return plan && { program: copy, plan }
}

/** What a leaf reads of a row, where time plays no part. */
export const readerOf =
  (plan: Plan, { columns }: Population) =>
  (leaf: Leaf, row: number): Cell => {
    const name = columnNameOf(leaf)
    const column = name === null ? undefined : columns.get(name)
    return column ? cellOf(column, row) : leaf.from === 'moment' ? null : (defaultOf(plan, leaf) ?? null)
  }
