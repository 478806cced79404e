/**
 * An object of a JSON file as cells by name: its own values; and of a Tierkit record those under `metrics`, `fields` and `held`. What holds
 * lists or objects is no cell.
 */
import { instantMsOf } from '../plan/calendar.js'
import type { Cell } from './cell.js'

type Values = Readonly<Record<string, unknown>>
type Cells = Map<string, Cell>

const groups = ['metrics', 'fields'] as const

/** The cells of an object; a field that has changed over time is what it was last, at the instant. `hasLog`: facts, which columns cannot hold. */
export const cellsOf = (item: Values, zone: string, atMs: number): { cells: Cells; hasLog: boolean } => {
  const cells: Cells = new Map()
  for (const name of Object.keys(item)) {
    const value = item[name]
    if (isCell(value)) cells.set(name, value)
    else if (Array.isArray(value) && isHistory(value)) cells.set(name, lastOf(value, zone, atMs))
  }
  for (const group of groups) {
    const own = item[group]
    if (isValues(own))
      for (const [name, cell] of cellsOf(own, zone, atMs).cells) if (!cells.has(name)) cells.set(name, cell)
  }
  if (isValues(item['held'])) addHeld(item['held'], cells)
  return { cells, hasLog: Array.isArray(item['facts']) }
}

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCell = (value: unknown): value is string | number | boolean | null =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

type Dated = { readonly from: string; readonly value: Cell }
const isHistory = (value: readonly unknown[]): value is readonly Dated[] =>
  value.length > 0 &&
  value.every((one) => isValues(one) && typeof one['from'] === 'string' && isCell(one['value']))

const lastOf = (dated: readonly Dated[], zone: string, atMs: number): Cell => {
  let now: Cell = null
  let sinceMs = -Infinity
  for (const { from, value } of dated) {
    const fromMs = instantMsOf(from, zone)
    if (fromMs > atMs || fromMs < sinceMs) continue
    now = value
    sinceMs = fromMs
  }
  return now
}

/** Tiers held, overrides in force, balances. */
const addHeld = (held: Values, cells: Cells): void => {
  const each = (group: string, cellOf: (own: Values) => unknown): void => {
    const all = held[group]
    if (!isValues(all)) return
    for (const [name, own] of Object.entries(all)) {
      const cell = isValues(own) ? cellOf(own) : undefined
      if (isCell(cell) && !cells.has(name)) cells.set(name, cell)
    }
  }
  each('ladders', ({ tier }) => tier)
  each('overrides', ({ since, ended }) => since !== null && ended === null)
  each('accounts', ({ balancePoints }) => balancePoints)
}
