/** The dictionary's own names: types of fields, and the events that undo others. */
import type { Program } from '../schema/program.js'
import type { WrittenUnit } from '../schema/dictionary.js'
import { nearestOf } from '../schema/nearest.js'
import type { Unit } from '../schema/text.js'
import type { Compiler, Path } from './build.js'

const units: Readonly<Record<WrittenUnit, true>> = {
  money: true,
  integer: true,
  number: true,
  percent: true,
  days: true,
  flag: true,
  date: true,
}

/** Units that a field may be shown in beside those that it is written in. */
const shown: Readonly<Partial<Record<Unit, true>>> = {
  ...units,
  months: true,
  minutes: true,
  points: true,
  score: true,
}

export const checkDictionary = (compiler: Compiler): void => {
  const { build, program } = compiler
  checkTypes(compiler, program.fields, ['fields'], [])
  for (const [id, { fields = {}, undoneBy }] of Object.entries(program.events)) {
    checkTypes(compiler, fields, ['events', id, 'fields'], ['id'])
    if (undoneBy !== undefined) build.expect(undoneBy, ['event'], ['events', id, 'undoneBy'])
  }
}

const checkTypes = (
  { build, program }: Compiler,
  fields: Program['fields'],
  path: Path,
  also: readonly string[],
): void => {
  const known: readonly string[] = [...Object.keys(units), ...also, ...Object.keys(program.choices ?? {})]
  for (const [id, field] of Object.entries(fields)) {
    const isBare = typeof field === 'string'
    const type = isBare ? field : field.type
    if (known.indexOf(type) < 0)
      build.unknown(type, 'choice', known, isBare ? [...path, id] : [...path, id, 'type'])
    const unit = isBare ? undefined : field.unit
    if (unit !== undefined && shown[unit as Unit] !== true)
      build.issue('notOneOf', [...path, id, 'unit'], {
        found: unit,
        options: Object.keys(shown).join(', '),
        nearest: nearestOf(unit, Object.keys(shown)),
      })
  }
}
