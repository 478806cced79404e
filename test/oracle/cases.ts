/** Random cases by seed: a program, sometimes of several versions, some of its merchants, and the instants to ask at. */
import type { Program } from '../../src/schema/program.js'
import { Dice } from './dice.js'
import type { Case } from './agree.js'
import { randomInstants, randomRecord } from './random-record.js'
import { randomProgram } from './random-program.js'

/** Another version of a program, which changes a few of its numbers from a later day on. */
const laterVersion = (dice: Dice, program: Program): Program => {
  const copy = JSON.parse(JSON.stringify(program), (key, value: unknown) =>
    (key === 'points' || key === 'gte' || key === 'weight') &&
    typeof value === 'number' &&
    value > 0 &&
    dice.chance(0.4)
      ? value * 2
      : value,
  ) as Program
  return { ...copy, version: '2', inForce: dice.pick(['2024-02-10', '2024-04-01', '2024-07-01']) }
}

/** The programs of a seed and `merchants` of its merchants. */
export const casesOf = (seed: number, merchants: number): Case[] => {
  const dice = new Dice(seed)
  const program = randomProgram(dice)
  const programs = dice.chance(0.08) ? [program, laterVersion(dice, program)] : [program]
  const cases: Case[] = []
  for (let nth = 0; nth < merchants; nth++) {
    const record = randomRecord(dice, program)
    cases.push({ programs, record, instants: randomInstants(dice, program, record) })
  }
  return cases
}
