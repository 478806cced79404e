/** The table of events: what its columns are called and hold. One row an event, with the merchant, and every field a column of its own. */
import type { Reading } from '../plan/asked.js'
import type { Plan } from '../plan/plan.js'
import type { Text, Unit } from '../schema/text.js'

/** A column of the table. `values`: of a choice, the ids; empty for one that nobody lists. */
export interface EventColumn {
  readonly name: string
  readonly reading: Reading
  readonly unit: Unit
  readonly names: readonly Text[]
  readonly values: readonly { readonly id: string; readonly name: null }[]
}

/** What every event has. */
export const own = {
  id: 'id',
  merchant: 'merchant',
  type: 'type',
  at: 'at',
  seen: 'seen',
  ref: 'ref',
} as const

const readingOf = (unit: Unit): Reading =>
  unit === 'flag' || unit === 'date' || unit === 'choice' ? unit : 'number'

/**
 * The column of an event's field: it bears the field's name, unless that is one which every event has, or another event calls something of
 * another kind so; then it bears the event's name too.
 */
export const eventColumnOf = (
  { clockwork: { eventFields, choices } }: Plan,
  event: string,
  field: string,
): EventColumn => {
  const { unit, name } = eventFields[`${event}.${field}`]!
  const reading = readingOf(unit)
  const namesakes = Object.keys(eventFields).filter((key) => key.slice(key.indexOf('.') + 1) === field)
  const isShared = namesakes.every((key) => readingOf(eventFields[key]!.unit) === reading)
  const isOwn = Object.keys(own).indexOf(field.toLowerCase()) >= 0
  return {
    name: isShared && !isOwn ? field : `${event}_${field}`,
    reading,
    unit,
    names: name === null ? [] : [name],
    values: (choices[`${event}.${field}`] ?? []).map((id) => ({ id, name: null })),
  }
}
