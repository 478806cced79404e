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
  const { program } = notes
  for (const { by, use, path } of lookUpsIn(program)) {
    // what a benefit gives is looked up only by those who have it
    if (path[0] === 'benefits') continue
    const missing = valuesOf(program, by).filter((value) => !(value in use))
    if (missing.length > 0) notes.tell('useLacks', path, { by, missing: missing.join(', ') }, { by: [path] })
  }
}

const lookUpsIn = (program: Program): LookUp[] => {
  const found: LookUp[] = []
  const walk = (value: unknown, path: Path): void => {
    if (typeof value !== 'object' || value === null) return
    const { by, use } = value as { by?: unknown; use?: unknown }
    if (typeof by === 'string' && typeof use === 'object' && use !== null && !('else' in value))
      found.push({ by, use: use as LookUp['use'], path })
    for (const [key, inner] of Object.entries(value))
      walk(inner, [...path, Array.isArray(value) ? Number(key) : key])
  }
  walk(program, [])
  return found
}

/** The values of what a look-up goes by: a ladder's tiers, a choice's values, or those of the choice that a field or a metric holds. */
const valuesOf = (program: Program, by: string): string[] => {
  const { choices = {}, fields, metrics, events, ladders } = program
  const ladder = ladders.find(({ id }) => id === by)
  if (ladder) return ladder.tiers.map(({ id }) => id)
  const metric = metrics[by]
  const [event = '', key = ''] = metric && 'latest' in metric ? metric.latest.split('.') : []
  const field = fields[by] ?? events[event]?.fields?.[key]
  const choice = typeof field === 'object' ? field.type : (field ?? by)
  return Object.keys(choices[choice] ?? {})
}
