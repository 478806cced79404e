/** Random merchants as columns: for the engine as numbers in the plan's own terms, for a database as it would hold them. */
import { isoOf } from '../../src/plan/calendar.js'
import { joinedAt, type Subject } from '../../src/plan/asked.js'
import { columnOf, type Population } from '../../src/population/columns.js'
import type { Program } from '../../src/schema/program.js'
import type { Dialect } from '../../src/sql/dialect.js'
import { oneOf } from '../population/random.js'
import type { Cell, Table } from './databases.js'

export interface Crowd {
  readonly ids: readonly string[]
  readonly subjects: readonly Subject[]
  readonly cells: ReadonlyMap<string, readonly (number | null)[]>
}

/** Numbers that the program writes, so that marks and knots are met from both sides. */
const marksIn = (program: Program): number[] => {
  const numbers = JSON.stringify([program.score, program.ladders, program.segments]).match(/-?\d+(?:\.\d+)?/g)
  return [...new Set((numbers ?? ['0']).map(Number))]
}

const dayMs = 86_400_000
const whole: ReadonlySet<string> = new Set(['money', 'integer', 'days', 'months', 'points'])

const valueOf = (
  random: () => number,
  { unit, reading, values, id }: Subject,
  marks: readonly number[],
  atMs: number,
): number | null => {
  // everybody has joined at some time
  if (random() < 0.07 && id !== joinedAt.id) return null
  if (reading === 'flag') return random() < 0.5 ? 1 : 0
  if (reading === 'choice')
    return Math.floor(random() * (values.length + (unit === 'tier' ? 1 : 0))) - (unit === 'tier' ? 1 : 0)
  if (reading === 'date')
    return oneOf(random, [
      () => atMs - Math.floor(random() * 3000) * dayMs,
      () => atMs - Math.floor(random() * 3000 * dayMs),
      () => Date.parse('2024-02-29T16:00:00Z') + Math.floor(random() * 5) * 3_600_000,
      () => atMs + oneOf(random, [-1, 0, 1, dayMs]),
    ])()
  if (id.indexOf('#') >= 0) return Math.floor(random() * 20)
  const mark = oneOf(random, marks)
  if (whole.has(unit)) {
    const round = Math.round(mark)
    return oneOf(random, [
      () => round,
      () => round + oneOf(random, [-1, 1]),
      () => Math.floor(random() * 40),
      () => Math.floor(random() * 6e6),
      () => Math.floor(random() ** 8 * 9e15),
    ])()
  }
  return oneOf(random, [
    () => mark,
    () => mark + oneOf(random, [1e-6, -1e-6, 5e-7, -4e-7, 1e-13]),
    () => Math.abs(mark - random()),
    () => random() * 100,
    () => Math.floor(random() * 1000) / 10,
    () => (random() - 0.2) * 1e7,
  ])()
}

/** As many merchants as are asked for, some of whom have everything in common with others, so that places are shared. */
export const crowdOf = (
  random: () => number,
  program: Program,
  subjects: readonly Subject[],
  { count, atMs }: { count: number; atMs: number },
): Crowd => {
  const marks = marksIn(program)
  const cells = new Map(subjects.map(({ id }) => [id, [] as (number | null)[]]))
  const ids: string[] = []
  for (let row = 0; row < count; row++) {
    ids.push(`m${row}`)
    const twin = row > 0 && random() < 0.08 ? Math.floor(random() * row) : -1
    for (const subject of subjects) {
      const column = cells.get(subject.id)!
      // -0 is refused at the door
      column.push(twin >= 0 ? column[twin]! : (valueOf(random, subject, marks, atMs) ?? null))
      if (Object.is(column[row], -0)) column[row] = 0
    }
  }
  return { ids, subjects, cells }
}

export const populationOf = ({ ids, cells }: Crowd): Population => ({
  ids,
  columns: new Map([...cells].map(([id, column]) => [id, columnOf(column)])),
})

export const tableOf = ({ ids, subjects, cells }: Crowd, dialect: Dialect, name = 'merchants'): Table => ({
  name,
  columns: [
    { name: 'id', type: dialect.types.choice },
    ...subjects.map(({ id, reading }) => ({ name: id, type: dialect.types[reading] })),
  ],
  rows: ids.map((id, row) => [
    id,
    ...subjects.map((subject) => cellOf(subject, cells.get(subject.id)![row]!)),
  ]),
})

const cellOf = ({ reading, unit, values }: Subject, value: number | null): Cell => {
  if (value === null) return null
  if (reading === 'flag') return value === 1
  if (reading === 'date') return isoOf(value)
  if (reading === 'number') return value
  return unit === 'tier' && value < 0 ? '' : values[value]!.id
}
