/** One share of a long run, in a process of its own: so many random sequences of commands, from one seed. */
import { Dice } from '../oracle/dice.js'
import { sequenceOf } from './sequence.js'

const STEPS = 12 // of a sequence: long enough for points to be earned, held, captured and taken back, or to lapse

export interface Share {
  sequences: number
  commands: number
  violations: string[]
}

export const sequences = (seed: number, runs: number): Share => {
  const dice = new Dice(seed)
  const share: Share = { sequences: 0, commands: 0, violations: [] }
  for (; share.sequences < runs; share.sequences += 1) {
    const own = dice.seed()
    share.commands += STEPS
    const violation = failureOf(own)
    if (violation !== null) share.violations.push(violation)
  }
  return share
}

/** What went wrong in a sequence, or null; what was thrown is wrong too. */
const failureOf = (seed: number): string | null => {
  try {
    return sequenceOf(seed, STEPS)
  } catch (error) {
    return `seed ${seed}: ${String((error as Error).stack)}`
  }
}
