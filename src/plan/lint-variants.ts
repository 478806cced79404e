/** Look-ups that leave somebody without a value. */
import type { Program } from '../schema/program.js'
import type { Notes, Path } from './lint-notes.js'

interface LookUp {
  readonly by: string
  readonly use: Readonly<Record<string, unknown>>
  readonly path: Path
}

/** A look-up without `else` that does not name every value: who has another one has no mark, and so never meets it. */
export const lintVariants = (notes: Notes): void => {
  for (const { by, use, path } of lookUpsIn(notes.program)) {
    // what a benefit gives is looked up only by those who have it
    if (path[0] === 'benefits') continue
    const missing = valuesOf(notes, by).filter((value) => !(value in use))
    if (missing.length > 0) notes.tell('useLacks', path, { by, missing: missing.join(', ') })
  }
}

const lookUpsIn = (program: Program): LookUp[] => {
  const found: LookUp[] = []
  const walk = (value: unknown, path: Path): void => {
    if (Object(value) !== value) return
    const parts = value as object
    if ('by' in parts && 'use' in parts && !('else' in parts))
      found.push({ ...(parts as Omit<LookUp, 'path'>), path })
    for (const [key, inner] of Object.entries(parts))
      walk(inner, [...path, Array.isArray(value) ? Number(key) : key])
  }
  walk(program, [])
  return found
}

/** The values of what a look-up goes by: a ladder's tiers, a choice's values, or those of the choice that a field or a metric holds. */
const valuesOf = ({ program, plan }: Notes, by: string): string[] => {
  const ladder = program.ladders.find(({ id }) => id === by)
  if (ladder) return ladder.tiers.map(({ id }) => id)
  const metric = program.metrics[by] as { latest?: string; min?: string; max?: string } | undefined
  return plan.clockwork.choices[metric?.latest ?? metric?.min ?? metric?.max ?? by]!
}
