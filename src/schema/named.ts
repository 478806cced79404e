/** Ids, references to them, and what people read beside them. */
import * as z from 'zod/mini'
import { breaks } from './rule.js'
import type { Text } from './text.js'

/** A name in camelCase. One namespace holds all of a program's (apart: tiers by ladder, fields by event, values by choice). */
export type Id = string

/** Words that a program uses itself, where an id could stand in their place. */
export const reservedWords: readonly string[] = [
  ...['all', 'any', 'not', 'atLeast', 'persist', 'best', 'worst'], // alone in a condition
  ...['cases', 'by', 'use', 'else'], // in a value
  ...['money', 'integer', 'number', 'percent', 'days', 'flag', 'date', 'id'], // as a type
  ...['lifetime', 'atOnce', 'never', 'once', 'unknown', 'exempt', 'noScore', 'better', 'worse'], // where an id may stand
  ...['score', 'hour', 'weekday'], // subjects that every program has
]

const camelCase = /^[a-z][a-zA-Z0-9]{0,63}$/

/** True for a name that every object has from birth (`toString`): a look-up of it would find something. */
const isInherited = (name: string): boolean => name in Object.prototype

/** The id that was probably meant: dashes, underscores and spaces dropped, first letter small. Empty when nothing is left. */
function camelCaseOf(found: string): string {
  const [first = '', ...rest] = found.split(/[^a-zA-Z0-9]+/).filter((part) => part !== '')
  const joined =
    first.charAt(0).toLowerCase() +
    first.slice(1) +
    rest.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('')
  return camelCase.test(joined) ? joined : ''
}

/** The form of a name, whether it is declared or mentioned. */
export const nameRule = (payload: z.core.ParsePayload<string>): void => {
  const found = payload.value
  if (!camelCase.test(found)) breaks(payload, 'badId', { found, nearest: camelCaseOf(found) })
  else if (isInherited(found)) breaks(payload, 'reservedId', { found })
}

/** An id where it is declared. */
export const id = z.string().check(nameRule, (payload) => {
  if (reservedWords.indexOf(payload.value) >= 0) breaks(payload, 'reservedId', { found: payload.value })
})

/** An id, or a word that stands for one, where it is mentioned. Whether it exists, the compiler says. */
export const ref = z.string().check(nameRule)

/** `event.field`. */
export const fieldPath = z.string().check((payload) => {
  const parts = payload.value.split('.')
  if (parts.length !== 2 || !parts.every((part) => camelCase.test(part) && !isInherited(part)))
    breaks(payload, 'badPath', { found: payload.value })
})
export type FieldPath = `${Id}.${Id}`

/** Values by id, declared here. */
export const byId = <S extends z.ZodMiniType>(item: S) => z.record(id, item)
/** Values by an id that is declared elsewhere. */
export const byRef = <S extends z.ZodMiniType>(item: S) => z.record(ref, item)

const inLanguage = z.string().check((payload) => {
  if (payload.value.trim() === '') breaks(payload, 'emptyText', {})
})
/** A text that a program's author writes: in every language, none of them blank. */
export const words: z.ZodMiniType<Text> = z.strictObject({ en: inLanguage, 'zh-CN': inLanguage })

/** What people see in a list. */
export const seen = { id, name: words, note: z.optional(words) }
