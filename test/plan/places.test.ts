// Every place of a program at which something is named, asked or counted, put wrong one at a time: the first thing said is where.
import { expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
import { program as schema } from '../../src/schema/program.js'
import { readValue } from '../../src/schema/read.js'
import { wholeProgram } from './whole-program.js'

type Path = readonly (string | number)[]
type Json = Record<string | number, unknown>

// parts of it are shared
const whole = JSON.stringify(wholeProgram())
const fresh = (): Json => JSON.parse(whole) as Json
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const at = (path: Path, document: Json): Json =>
  path.reduce<Json>((value, key) => value[key] as Json, document)

/** All values under some, with their places. */
const valuesUnder = (value: unknown, path: Path): [Path, unknown][] => [
  [path, value],
  ...Object.entries(typeof value === 'object' && value !== null ? value : {}).flatMap(([key, inner]) =>
    valuesUnder(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  ),
]

/** Where a document is wrong, as it is said first: null where it is not; undefined where even its form is not. */
const wrongAt = (document: Json): string | null | undefined => {
  const { value } = readValue(document, schema)
  if (!value) return undefined
  const [first] = compile([value]).issues
  return first === undefined ? null : `${first.code} ${first.path.join('.')}`
}
const withValue = ([...path]: Path, value: unknown): Json => {
  const document = fresh()
  const key = path.pop()!
  at(path, document)[key] = value
  return document
}
const withKey = (path: Path, key: string, to: string): Json => {
  const document = fresh()
  const object = at(path, document)
  const entries = Object.entries(object)
  for (const [one, value] of entries) {
    delete object[one]
    object[one === key ? to : one] = value
  }
  return document
}

/** Texts that name nothing: what people read, what is declared, and what is for others than the program. */
const isFree = (path: Path): boolean =>
  path.length === 1 || /^(id|en|zh-CN|link)$/.test(String(path[path.length - 1]))
/** Where keys are ids that are declared there, others are asked for by name elsewhere. */
const isDeclared = (path: Path): boolean =>
  (path.length === 1 && !/^(score|ladders)$/.test(String(path[0]))) ||
  (path[0] === 'choices' && path.length === 2) ||
  (path[0] === 'events' && path[path.length - 1] === 'fields')

const sections = Object.keys(wholeProgram())
test.each(sections)('a name in %s', (section) => {
  for (const [path, value] of valuesUnder(fresh()[section], [section])) {
    if (typeof value !== 'string' || isFree(path)) continue
    const wrong = wrongAt(withValue(path, value.includes('.') ? 'order.nobody' : 'nobody'))
    const code = path[path.length - 1] === 'zone' ? 'unknownZone' : 'unknownName'
    if (wrong !== undefined) expect(wrong).toBe(`${code} ${path.join('.')}`)
    const isBenefit = value === 'coupon' || value === 'gift'
    const other = wrongAt(withValue(path, isBenefit ? 'monthly' : 'coupon'))
    if (code === 'unknownName' && !value.includes('.') && wrong !== undefined)
      expect(other).toMatch(RegExp(`^(unknownName|wrongKindOfName) ${path.join('\\.')}$`))
  }
})
test.each(sections)('a key that names something in %s', (section) => {
  for (const [path, value] of valuesUnder(fresh()[section], [section])) {
    if (!isObject(value) || isDeclared(path)) continue
    for (const key of Object.keys(value)) {
      const wrong = wrongAt(withKey(path, key, 'nobody'))
      if (wrong !== undefined) expect(wrong).toBe(`unknownName ${[...path, 'nobody'].join('.')}`)
    }
  }
})
test.each(sections)('a number in %s that is chosen by what is not there', (section) => {
  for (const [path, value] of valuesUnder(fresh()[section], [section])) {
    if (typeof value !== 'number') continue
    const wrong = wrongAt(withValue(path, { by: 'nobody', use: { one: 1 }, else: 2 }))
    if (wrong !== undefined) expect(wrong).toBe(`unknownName ${[...path, 'by'].join('.')}`)
  }
})
test.each(sections)('a condition in %s that asks for what is not there', (section) => {
  for (const [path, value] of valuesUnder(fresh()[section], [section])) {
    if (!isObject(value) || path.length === 1) continue
    const wrong = wrongAt(withValue(path, { nobody: true }))
    if (wrong !== undefined) expect(wrong).toBe(`unknownName ${[...path, 'nobody'].join('.')}`)
  }
})
test('as it stands it is right', () => {
  expect(wrongAt(fresh())).toBeNull()
})
