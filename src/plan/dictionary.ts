/** The dictionary's own names: types of fields, and the events that undo others. */
import type { Program } from '../schema/program.js'
import type { WrittenUnit } from '../schema/dictionary.js'
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

export const checkDictionary = (compiler: Compiler): void => {
  const { build, program } = compiler
  checkTypes(compiler, program.fields, ['fields'])
  for (const [id, { fields = {}, undoneBy }] of Object.entries(program.events)) {
    checkTypes(compiler, fields, ['events', id, 'fields'])
    if (undoneBy !== undefined) build.expect(undoneBy, ['event'], ['events', id, 'undoneBy'])
  }
}

const checkTypes = ({ build, program }: Compiler, fields: Program['fields'], path: Path): void => {
  const known: readonly string[] = [...Object.keys(units), ...Object.keys(program.choices ?? {})]
  for (const [id, field] of Object.entries(fields)) {
    const isBare = typeof field === 'string'
    const type = isBare ? field : field.type
    if (known.indexOf(type) < 0)
      build.unknown(type, 'choice', known, isBare ? [...path, id] : [...path, id, 'type'])
  }
}
