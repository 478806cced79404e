// Stands in for `lit`: a template is React elements, made by code that is written once for each, as a compiler of JSX writes it.
import { createElement } from 'react'
import { elementCode, read } from './template.js'
import { nothing } from './lit.js'
export { css, isServer, LitElement, nothing, ReactiveElement } from './lit.js'

type Make = (values: readonly unknown[]) => unknown
const known = new WeakMap<TemplateStringsArray, Make>()
const written = (strings: TemplateStringsArray): Make => {
  const make = new Function('c', 'n', `return (v) => { ${elementCode(read(strings))} }`)
  const made = (make as (...given: unknown[]) => Make)(createElement, nothing)
  known.set(strings, made)
  return made
}
export const html = (strings: TemplateStringsArray, ...values: readonly unknown[]): unknown =>
  (known.get(strings) ?? written(strings))(values)
export const svg = html
