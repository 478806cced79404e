/** DuckDB: a bare 0.1 is a decimal there, and `/` of whole numbers no division of whole numbers. */
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
    whole.test(written(value)) ? `${written(value)}::DOUBLE` : `'${written(value)}'::DOUBLE`,
  unknown: 'NULL::DOUBLE',
  yes: 'TRUE',
  no: 'FALSE',
}

export const duckdb: Dialect = {
  ...spelling,
  id: 'duckdb',
  name: 'DuckDB',
  rows: rowsOf(spelling),
  types: { number: 'DOUBLE', flag: 'BOOLEAN', date: 'TIMESTAMPTZ', choice: 'VARCHAR' },
  double: (x) => (column.test(x) ? `${x}::DOUBLE` : `(${x})::DOUBLE`),
  flag: (x) => `${x}::INTEGER::DOUBLE`,
  instantMs: (x) => `epoch_ms(${x})::DOUBLE`,
  local: (x, zone) => {
    const local = `timezone(${spelling.text(zone)}, ${x})`
    return {
      day: `(${local}::DATE - DATE '1970-01-01')`,
      month: `(year(${local}) * 12 + month(${local}))`,
      monthMs: `(epoch_ms(${local}) - epoch_ms(date_trunc('month', ${local})::TIMESTAMP))`,
      hour: `hour(${local})`,
    }
  },
  instant: (iso) => `TIMESTAMPTZ ${spelling.text(iso)}`,
  added: (x, order) => `sum(${x} ORDER BY ${order.join(', ')})`,
  latest: (x, order) => `last(${x} ORDER BY ${order.join(', ')}) FILTER (WHERE ${x} IS NOT NULL)`,
  quotient: (left, right) => `${left} // ${right}`,
  listed: (items) =>
    items.length === 0
      ? '[]::VARCHAR[]'
      : called('list_filter', [called('', items, ['[', ']']), 'lambda x: x IS NOT NULL']),
  fence: '',
  settings: '',
}
