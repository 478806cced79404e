import { readText, readValue } from '../schema/read.js'

type Schema = Parameters<typeof readValue>[1]

/** What an adapter handed over, read by a schema: a string is JSON text, anything else the value itself. */
export function documentOf<S extends Schema>(data: unknown, schema: S): ReturnType<typeof readValue<S>> {
  return typeof data === 'string' ? readText(data, schema) : readValue(data, schema)
}
