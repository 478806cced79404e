/** PostgreSQL: a bare 0.1 is numeric there, and what a step says is computed anew for each that reads it unless the step ends with OFFSET 0. */
import type { Dialect, Spelling } from './dialect.js'
import { rowsOf } from './rows.js'
import { called } from './text.js'

/** Whole numbers that a bigint holds as they stand. */
const whole = /^-?\d{1,15}$/
/** What needs no brackets. */
const column = /^\w+\."[^"]*"$/
const written = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))

const spelling: Spelling = {
  quoted: (name) => `"${name.split('"').join('""')}"`,
  text: (text) => `'${text.split("'").join("''")}'`,
  number: (value) =>
    whole.test(written(value)) ? `${written(value)}::float8` : `'${written(value)}'::float8`,
  unknown: 'NULL::float8',
  yes: 'TRUE',
  no: 'FALSE',
}

/** Texts in the order of their bytes, whatever the database's own. */
const byBytes = (order: readonly string[]): string[] =>
  order.map((one, place) => (place === order.length - 1 ? `${one} COLLATE "C"` : one))

export const postgresql: Dialect = {
  ...spelling,
  id: 'postgresql',
  name: 'PostgreSQL',
  rows: rowsOf(spelling),
  types: { number: 'double precision', flag: 'boolean', date: 'timestamptz', choice: 'text' },
  double: (x) => (column.test(x) ? `${x}::float8` : `(${x})::float8`),
  flag: (x) => `${x}::int::float8`,
  instantMs: (x) => `floor(extract(epoch FROM ${x}) * 1000)::float8`,
  local: (x, zone) => {
    const local = `timezone(${spelling.text(zone)}, ${x})`
    const part = (name: string): string => `extract(${name} FROM ${local})`
    return {
      day: `(${local}::date - date '1970-01-01')`,
      month: `(${part('year')} * 12 + ${part('month')})`,
      monthMs: `floor(extract(epoch FROM ${local} - date_trunc('month', ${local})) * 1000)`,
      hour: part('hour'),
    }
  },
  instant: (iso) => `timestamptz ${spelling.text(iso)}`,
  added: (x, order) => `sum(${x} ORDER BY ${byBytes(order).join(', ')})`,
  latest: (x, order) => {
    const newestFirst = byBytes(order).map((one) => `${one} DESC`)
    return `(array_agg(${x} ORDER BY ${newestFirst.join(', ')}) FILTER (WHERE ${x} IS NOT NULL))[1]`
  },
  quotient: (left, right) => `${left} / ${right}`,
  listed: (items) =>
    items.length === 0
      ? 'ARRAY[]::text[]'
      : called('array_remove', [called('ARRAY', items, ['[', ']']), 'NULL']),
  fence: 'OFFSET 0',
  settings: '',
}
