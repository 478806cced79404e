/** ClickHouse: a number with a point is a double there, and names may be read as what the same SELECT calls by them, hence the tables' own names before them. */
import type { Dialect, Spelling } from './dialect.js'
import { rowsOf } from './rows.js'
import { called } from './text.js'

const escaped = (text: string, quote: string): string =>
  text.split('\\').join('\\\\').split(quote).join(`\\${quote}`)
const written = (value: number): string => {
  const text = Object.is(value, -0) ? '-0' : String(value)
  return /[.e]/.test(text) ? text : `${text}.0`
}

const spelling: Spelling = {
  quoted: (name) => `"${escaped(name, '"')}"`,
  text: (text) => `'${escaped(text, "'")}'`,
  number: written,
  unknown: 'CAST(NULL AS Nullable(Float64))',
  yes: 'true',
  no: 'false',
}

export const clickhouse: Dialect = {
  ...spelling,
  id: 'clickhouse',
  name: 'ClickHouse',
  rows: rowsOf(spelling),
  types: {
    number: 'Nullable(Float64)',
    flag: 'Nullable(Bool)',
    date: "Nullable(DateTime64(3, 'UTC'))",
    choice: 'Nullable(String)',
  },
  double: (x) => `toFloat64(${x})`,
  flag: (x) => `toFloat64(${x})`,
  instantMs: (x) => `toFloat64(toUnixTimestamp64Milli(toDateTime64(${x}, 3)))`,
  local: (x, zone) => {
    const local = `toTimeZone(toDateTime64(${x}, 3), ${spelling.text(zone)})`
    const clock = `(toHour(${local}) * 60 + toMinute(${local})) * 60 + toSecond(${local})`
    return {
      day: `toInt32(toDate32(${local}))`,
      month: `(toYear(${local}) * 12 + toMonth(${local}))`,
      monthMs: `(((toDayOfMonth(${local}) - 1) * 86400 + ${clock}) * 1000 + toMillisecond(${local}))`,
      hour: `toHour(${local})`,
    }
  },
  instant: (iso) => `toDateTime64(${spelling.text(iso.replace('T', ' ').replace('Z', ''))}, 3, 'UTC')`,
  added: (x, order) => {
    const rows = `groupArrayIf((${order.join(', ')}, assumeNotNull(${x})), ${x} IS NOT NULL)`
    const nth = order.length + 1
    return `arrayFold((total, row) -> total + tupleElement(row, ${nth}), arraySort(${rows}), toFloat64(0))`
  },
  latest: (x, order) => `argMaxIf(${x}, (${order.join(', ')}), ${x} IS NOT NULL)`,
  quotient: (left, right) => called('intDiv', [left, right]),
  listed: (items) =>
    items.length === 0
      ? 'CAST([] AS Array(String))'
      : `arrayFilter(x -> x IS NOT NULL, ${called('', items, ['[', ']'])})`,
  fence: '',
  settings: 'SETTINGS join_use_nulls = 1',
}
