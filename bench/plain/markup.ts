// Stands in for `lit`: a template is HTML, added up by code that is written once for each.
import { markupCode, read } from './template.js'
import { nothing } from './lit.js'
export { css, isServer, LitElement, nothing, ReactiveElement } from './lit.js'

/** HTML that is not to be escaped again. */
class Markup {
  constructor(readonly html: string) {}
}

const special = /[&<"]/
const escaped = (text: string): string =>
  special.test(text) ? text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;') : text
const attribute = (value: unknown): string => escaped(String(value))
function text(value: unknown): string {
  if (typeof value === 'string') return escaped(value)
  if (value instanceof Markup) return value.html
  if (Array.isArray(value)) {
    let all = ''
    for (const one of value) all += text(one)
    return all
  }
  return value === nothing || value === null || value === undefined ? '' : escaped(String(value))
}

type Write = (values: readonly unknown[]) => string
const known = new WeakMap<TemplateStringsArray, Write>()
const written = (strings: TemplateStringsArray): Write => {
  const make = new Function('t', 'a', 'n', `return (v) => { ${markupCode(read(strings))} }`)
  const write = (make as (...given: unknown[]) => Write)(text, attribute, nothing)
  known.set(strings, write)
  return write
}
export const html = (strings: TemplateStringsArray, ...values: readonly unknown[]): Markup =>
  new Markup((known.get(strings) ?? written(strings))(values))
export const svg = html
