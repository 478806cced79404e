/**
 * Cells as a plan's numbers, read strictly: what is plainly meant is read however it is written, what is not is refused, and what says
 * that nothing is known is never zero. It knows one cell; how its column is written, where a cell does not say it, is `Written`.
 */
import type { Issue } from '../schema/issues.js'
import type { Reading, Subject } from '../plan/asked.js'
import { dateOf, serialDateOf } from './cell-date.js'

/** What a file has in a cell: a CSV texts alone, JSON and Parquet also values. */
export type Cell = string | number | bigint | boolean | Date | null
export type Fault = Pick<Issue, 'code' | 'params'>
/**
 * How a column is written where its cells do not say it: as it is meant; as fractions of 1 that are meant as percent; as money in the
 * currency's main unit; as days counted by a spreadsheet, from 1900 on.
 */
export type Written = 'plain' | 'fraction' | 'main' | 'serial'

/** All that says how the cells of a column are read. `zone`: where days begin; `digits`: decimals of the currency's main unit. */
export interface CellKind {
  readonly subject: Pick<Subject, 'reading' | 'unit' | 'values'>
  readonly zone: string
  readonly written: Written
  readonly digits: number
}
type Row = (text: string, kind: CellKind) => number | Fault

/** The number a cell stands for; null where nothing is known; or what is wrong with it. */
export const cellValue = (
  cell: Cell,
  subject: CellKind['subject'],
  zone: string,
  written: Written = 'plain',
  digits = 2,
): number | Fault | null => readCell(cell, { subject, zone, written, digits })

/** As `cellValue`, for many cells of one kind. */
export const readCell = (cell: Cell, kind: CellKind): number | Fault | null => {
  if (cell === null) return null
  const { reading } = kind.subject
  if (typeof cell !== 'string') {
    if (cell instanceof Date && reading === 'date') return instantIn(cell.getTime(), String(cell))
    const text = cellText(cell)
    return text === '' ? null : readings[reading](text, kind)
  }
  const trimmed = cell.trim()
  if (trimmed === '') return null
  const value = readings[reading](trimmed, kind)
  if (typeof value === 'number') return value
  return isUnknown(trimmed) ? null : value
}

/** The decimals of a currency's main unit: 2 for CNY, 0 for JPY; 2 for what is no currency. */
export const digitsOf = (currency: string): number => {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency })
    return format.resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

/** A cell as it would stand in a CSV. */
export const cellText = (cell: Cell): string => {
  if (cell === null) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString()
  return String(cell).trim()
}

const unknownWords: ReadonlySet<string> = new Set([
  ...['-', '--', '---', '–', '—', '——', '/', '\\n', 'n/a', 'na', '#n/a', 'null', 'nil', 'none', 'unknown'],
  ...['(blank)', '暂无', '暂无数据', '无数据', '无', '空', '未知', '不详', '缺失'],
])
/** True for what people and machines write where nothing is known. */
export const isUnknown = (text: string): boolean => {
  const trimmed = text.trim()
  return trimmed === '' || (trimmed.length < 9 && unknownWords.has(trimmed.toLowerCase()))
}

const plainNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const grouped = /^-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/
const notFinite = /^[+-]?(?:nan|inf|infinity|∞)$/i
const moneySign = /^(-?)\s*(?:[¥$€£₩]|CNY|RMB|USD|EUR|GBP|JPY|HK\$|US\$)\s*/i
const moneyWord = /\s*(?:元|圆|CNY|RMB|USD|EUR|GBP|JPY)$/i
const multiples: Readonly<Record<string, number>> = { 万: 4, 萬: 4, 亿: 8, 億: 8 }

/** How a number is written: its digits alone, by how many places they are shifted, and what stands around them. */
export interface Spelling {
  readonly digits: string
  readonly shift: number
  readonly isPercent: boolean
  readonly isMoney: boolean
  readonly isGrouped: boolean
}
/** The spelling of a number; null where a text is none. */
export const spellingOf = (text: string): Spelling | null => {
  if (plainNumber.test(text))
    return { digits: text, shift: 0, isPercent: false, isMoney: false, isGrouped: false }
  // full-width digits and signs, as Chinese keyboards write them
  let rest = (/[^\u0020-\u007e]/.test(text) ? text.normalize('NFKC') : text).replace(/\u2212/g, '-')
  const isPercent = /\s*%$/.test(rest)
  if (isPercent) rest = rest.replace(/\s*%$/, '')
  const bare = rest.replace(moneyWord, '').replace(moneySign, '$1')
  const isMoney = bare !== rest
  rest = bare
  const shift = multiples[rest.slice(-1)] ?? 0
  if (shift > 0) rest = rest.slice(0, -1).trim()
  const isGrouped = grouped.test(rest)
  const digits = isGrouped ? rest.replace(/,/g, '') : rest
  return plainNumber.test(digits) ? { digits, shift, isPercent, isMoney, isGrouped } : null
}

const numberOf: Row = (text, { subject: { unit }, written, digits: decimals }): number | Fault => {
  const spelling = spellingOf(text)
  if (spelling === null)
    return { code: notFinite.test(text) ? 'notFinite' : 'notNumber', params: { found: shown(text) } }
  const { digits, isPercent, isMoney } = spelling
  if ((isPercent && unit !== 'percent') || (isMoney && unit !== 'money'))
    return { code: 'notNumber', params: { found: shown(text) } }
  let { shift } = spelling
  if (written === 'fraction' && !isPercent && unit === 'percent') shift += 2
  if (unit === 'money' && (written === 'main' || isMoney)) shift += decimals
  // shifted as it is written, since 100 * 0.29 is 28.999999999999996
  const value = Number(shift === 0 ? digits : shifted(digits, shift))
  if (!Number.isFinite(value)) return { code: 'notFinite', params: { found: shown(text) } }
  if (Object.is(value, -0)) return { code: 'negativeZero', params: {} }
  if (Number.isInteger(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER)
    return { code: 'unsafeInteger', params: { found: shown(text) } }
  return value
}

const shifted = (digits: string, shift: number): string => {
  const [mantissa = '', exponent = '0'] = digits.toLowerCase().split('e')
  return `${mantissa}e${Number(exponent) + shift}`
}

const flags: Readonly<Record<string, number>> = {
  ...{ '1': 1, true: 1, yes: 1, y: 1, t: 1, on: 1, 是: 1, 有: 1, 对: 1, 真: 1, '√': 1, '✓': 1, '✔': 1 },
  ...{ '0': 0, false: 0, no: 0, n: 0, f: 0, off: 0, 否: 0, 无: 0, 没有: 0, 错: 0, 假: 0, '×': 0, '✗': 0 },
}
const flagOf: Row = (text) => {
  const word = text.toLowerCase()
  return Object.prototype.hasOwnProperty.call(flags, word)
    ? flags[word]!
    : {
        code: 'notOneOf',
        params: { found: shown(text), options: '1, 0, true, false, yes, no, 是, 否', nearest: '' },
      }
}

const choiceOf: Row = (text, { subject: { values } }) => {
  let place = values.findIndex(({ id }) => id === text)
  if (place < 0)
    place = values.findIndex(({ name }) => name !== null && (name.en === text || name['zh-CN'] === text))
  if (place < 0) {
    const word = text.toLowerCase()
    const alike = values.flatMap(({ id, name }, at) =>
      id.toLowerCase() === word || name?.en.toLowerCase() === word ? [at] : [],
    )
    if (alike.length === 1) place = alike[0]!
  }
  if (place >= 0) return place
  const options = values.map(({ id }) => id).join(', ')
  return { code: 'notOneOf', params: { found: shown(text), options, nearest: '' } }
}

const instantOf: Row = (text, { zone, written }) =>
  instantIn(written === 'serial' ? serialDateOf(text, zone) : dateOf(text, zone), text)
const instantIn = (atMs: number, text: string): number | Fault =>
  Number.isNaN(atMs) ? { code: 'badInstant', params: { found: shown(text) } } : atMs

const readings: Readonly<Record<Reading, Row>> = {
  number: numberOf,
  flag: flagOf,
  choice: choiceOf,
  date: instantOf,
}

const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
