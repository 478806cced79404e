/** Cells of a table as a plan's numbers, read strictly: what is not plainly meant is refused, and an empty cell is never zero. */
import { instantMsOf } from '../plan/calendar.js'
import type { Issue } from '../schema/issues.js'
import type { Reading, Subject } from '../plan/asked.js'

type Fault = Pick<Issue, 'code' | 'params'>
/** How a column of numbers is written: as it is meant, or as fractions of 1 that are meant as percent. */
export type Written = 'plain' | 'fraction'
type Row = (text: string, subject: Subject, zone: string, written: Written) => number | Fault

/** The number a cell stands for; null where it is empty; or what is wrong with it. `zone`: where days begin. */
export const cellValue = (
  text: string,
  subject: Subject,
  zone: string,
  written: Written = 'plain',
): number | Fault | null => {
  const trimmed = text.trim()
  return trimmed === '' ? null : rows[subject.reading](trimmed, subject, zone, written)
}

const plainNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

const numberOf: Row = (text, { unit }, _zone, written): number | Fault => {
  const isPercent = unit === 'percent' && text.charAt(text.length - 1) === '%'
  const digits = isPercent ? text.slice(0, -1) : text
  if (!plainNumber.test(digits)) return { code: 'notNumber', params: { found: shown(text) } }
  // shifted as it is written, since 100 * 0.29 is 28.999999999999996
  const value = Number(written === 'fraction' && !isPercent ? percentText(digits) : digits)
  if (!Number.isFinite(value)) return { code: 'notFinite', params: { found: shown(text) } }
  if (Object.is(value, -0)) return { code: 'negativeZero', params: {} }
  if (Number.isInteger(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER)
    return { code: 'unsafeInteger', params: { found: shown(text) } }
  return value
}

const percentText = (digits: string): string => {
  const [mantissa = '', exponent = '0'] = digits.toLowerCase().split('e')
  return `${mantissa}e${Number(exponent) + 2}`
}

const flags: Readonly<Record<string, number>> = {
  ...{ '1': 1, true: 1, yes: 1, 是: 1 },
  ...{ '0': 0, false: 0, no: 0, 否: 0 },
}
const flagOf: Row = (text) => {
  const word = text.toLowerCase()
  return Object.prototype.hasOwnProperty.call(flags, word)
    ? flags[word]!
    : { code: 'notOneOf', params: { found: shown(text), options: '1, 0, true, false, yes, no', nearest: '' } }
}

const choiceOf: Row = (text, { values }) => {
  let place = values.findIndex(({ id }) => id === text)
  if (place < 0)
    place = values.findIndex(({ name }) => name !== null && (name.en === text || name['zh-CN'] === text))
  if (place >= 0) return place
  const options = values.map(({ id }) => id).join(', ')
  return { code: 'notOneOf', params: { found: shown(text), options, nearest: '' } }
}

const isoText = /^(\d{4})-(\d\d)-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/

const dateOf: Row = (text, _subject, zone) => {
  const [, year, month, day] = isoText.exec(text) ?? []
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const exists =
    year !== undefined && date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day)
  const atMs = exists ? instantMsOf(text, zone) : NaN
  return Number.isNaN(atMs) ? { code: 'badInstant', params: { found: shown(text) } } : atMs
}

const rows: Readonly<Record<Reading, Row>> = {
  number: numberOf,
  flag: flagOf,
  choice: choiceOf,
  date: dateOf,
}

const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
