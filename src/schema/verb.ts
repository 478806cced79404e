/**
 * A value that may have several forms, told apart before any of them is read: first by what it is (a number, a string, a list),
 * then, for an object, by its verb key. So what is wrong is said about the form that was meant, and names its key.
 */
import * as z from 'zod/mini'
import { nearestOf } from './nearest.js'
import { fails } from './rule.js'

type Schema = z.ZodMiniType
/** `verbs`: the schema of an object by the key that tells it; `object`: of an object with none of them. */
export interface Forms {
  string?: Schema
  number?: Schema
  boolean?: Schema
  array?: Schema
  object?: Schema
  verbs?: Record<string, Schema>
}
type Out<S> = S extends Schema ? z.output<S> : never
type Plain = Exclude<keyof Forms, 'verbs'>
type OutputOf<F extends Forms> =
  | { [K in Plain]: F[K] extends Schema ? Out<F[K]> : never }[Plain]
  | (F['verbs'] extends Record<string, Schema> ? Out<F['verbs'][keyof F['verbs']]> : never)

/** `forms` are made at first use, so they may name the schema itself. Never `check` such a schema: zod would copy it without its forms. */
export interface OneOf<T> extends z.ZodMiniType<T, unknown> {
  readonly forms: () => Forms
}

const kindOf = (value: unknown): Plain | undefined => {
  if (Array.isArray(value)) return 'array'
  const kind = typeof value
  if (kind === 'object') return value === null ? undefined : 'object'
  return kind === 'string' || kind === 'number' || kind === 'boolean' ? kind : undefined
}

/** The keys that a schema's object may have. */
export const keysOf = (schema: unknown): string[] => {
  const shape = (schema as { def?: { shape?: object } } | undefined)?.def?.shape
  return shape ? Object.keys(shape) : []
}

/** The form that a value was meant to have; undefined when it has none, which is then said on `payload`. */
function formOf(payload: z.core.ParsePayload, forms: Forms): Schema | undefined {
  const value = payload.value
  const kind = kindOf(value)
  if (kind === 'object' && forms.verbs) {
    const { verbs } = forms
    const keys = Object.keys(value as object)
    const found = keys.filter((key) => Object.prototype.hasOwnProperty.call(verbs, key))
    const [verb, second] = found
    if (verb !== undefined && second !== undefined) {
      fails(payload, 'twoVerbs', { first: verb, second })
      return undefined
    }
    if (verb !== undefined) {
      const form = verbs[verb]
      const known = keysOf(form)
      const other = keys.find((key) => known.indexOf(key) < 0)
      if (!forms.object || other === undefined) return form
      fails(payload, 'mixedKeys', { word: verb, key: other }, [other])
      return undefined
    }
    if (!forms.object) {
      const names = Object.keys(verbs)
      const nearest = keys.map((key) => nearestOf(key, names)).find((name) => name !== '') ?? ''
      fails(payload, 'noVerb', { verbs: names.join(', '), found: keys.join(', '), nearest })
      return undefined
    }
  }
  const form = kind && forms[kind]
  if (!form) {
    const expected = (['number', 'string', 'boolean', 'array', 'object'] as const).filter(
      (plain) => forms[plain] ?? (plain === 'object' && forms.verbs),
    )
    const isSpan = kind === 'number' && expected.join() === 'object' && forms.verbs?.['days']
    const wanted = isSpan ? 'span' : expected.join(', ')
    payload.issues.push({ code: 'invalid_type', expected: wanted as 'object', input: value })
  }
  return form
}

/** A schema that hands a value on to the one which `choose` names; when it names none, it has said why. */
function chosenBy(choose: (payload: z.core.ParsePayload) => Schema | undefined): Schema {
  const schema = z.any()
  schema._zod.parse = (payload, ctx) => choose(payload)?._zod.run(payload, ctx) ?? payload
  schema._zod.run = schema._zod.parse
  return schema
}

/** A value in one of several forms. */
export function oneOf<const F extends Forms>(forms: () => F): OneOf<OutputOf<F>> {
  let made: Forms | undefined
  const schema = chosenBy((payload) => formOf(payload, (made ??= forms())))
  return Object.assign(schema, { forms }) as unknown as OneOf<OutputOf<F>>
}

/** What tells the forms of an object by the value of one of its keys. */
export interface ByValue {
  readonly byValue: { readonly key: string; readonly forms: Readonly<Record<string, Schema>> }
}

/** An object whose form is told by the value of one of its keys, e.g. its `kind`. */
export function byValueOf<const F extends Record<string, Schema>>(
  key: string,
  forms: F,
): z.ZodMiniType<Out<F[keyof F]>, unknown> & ByValue {
  const schema = chosenBy((payload) => {
    const input = payload.value
    const value = kindOf(input) === 'object' ? (input as Record<string, unknown>)[key] : undefined
    const values = Object.keys(forms)
    if (values.indexOf(value as string) >= 0) return forms[value as string]
    if (kindOf(input) !== 'object') payload.issues.push({ code: 'invalid_type', expected: 'object', input })
    else payload.issues.push({ code: 'invalid_value', values, input: value, path: [key] })
    return undefined
  })
  return Object.assign(schema, { byValue: { key, forms } }) as never
}
