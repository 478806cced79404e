/**
 * Our own reader of JSON text. It never recurses, so no depth can crash it, and it refuses what `JSON.parse` takes in silence: repeated
 * keys, keys that would change what an object is, numbers that a double does not keep. It knows no schema.
 */
import { isHostileKey, maxIssues, type Limits } from './limits.js'
import type { Issue, Place } from './issues.js'
import { writtenFault } from './number.js'

/** Where values and keys start, as offsets into the text, by `pathKey`. */
export interface Offsets {
  readonly values: Map<string, number>
  readonly keys: Map<string, number>
}
export const pathKey = (path: readonly (string | number)[]): string => JSON.stringify(path)

/** Line and column of an offset: 1-based, a column a UTF-16 unit. */
export function placeAt(text: string, offset: number): Place {
  let line = 1
  let start = 0
  for (let end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
    line++
    start = end + 1
  }
  return { line, column: offset - start + 1 }
}

/** What a text holds, or null and why not. `offsets`, where given, is filled as far as the text is read. */
export function parseJson(
  text: string,
  limits: Limits,
  offsets?: Offsets,
): { value: unknown; issues: Issue[] } {
  const reader = new Reader(text, limits, offsets)
  let value: unknown = null
  try {
    value = reader.document()
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
  }
  return { value: reader.issues.length > 0 ? null : value, issues: reader.issues }
}

/** Thrown where reading cannot go on; the issue is in the reader's list by then. Never leaves this file. */
class Unreadable extends Error {}

/** A list or object that is still open. `key`: where its next value goes. */
interface Open {
  readonly into: unknown[] | Record<string, unknown>
  key: string | number | null // null: no key of an object has been read yet
  skips: boolean // the next value's key is refused, so it is read and dropped
}

const space = /[ \t\n\r]*/y
const plainText = /[^"\\\u0000-\u001f]*/y // JSON forbids control characters
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const barewords = /-?[A-Za-z_$][\w$]{0,30}/y
const escapes: Readonly<Record<string, string>> = {
  ...{ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' },
}
const literals: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null }
const notNumbers: readonly string[] = ['NaN', 'Infinity', '-Infinity', '-NaN']

class Reader {
  readonly issues: Issue[] = []
  private at = 0
  private readonly open: Open[] = []

  constructor(
    private readonly text: string,
    private readonly limits: Limits,
    private readonly offsets: Offsets | undefined,
  ) {}

  document(): unknown {
    if (this.text.charCodeAt(0) === 0xfeff) this.at = 1 // a byte order mark, which some editors write
    for (let expected = 'value'; ;) {
      let value = this.start(expected)
      // a value that is complete goes where it belongs, and may complete what it belongs to
      while (value !== opened) {
        const top = this.open[this.open.length - 1]
        if (!top) {
          this.skipSpace()
          if (this.at < this.text.length) this.stop('end')
          return value
        }
        if (Array.isArray(top.into)) top.into.push(value)
        else if (!top.skips) top.into[top.key!] = value
        if (this.continues(top)) break
        this.open.pop()
        value = top.into
      }
      expected = value === opened ? 'value' : 'afterComma'
    }
  }

  /** Reads a whole scalar, an empty list or object, or the start of a filled one, which is then `opened`. */
  private start(expected: string): unknown {
    this.skipSpace()
    const top = this.open[this.open.length - 1]
    if (this.offsets && top && !top.skips) this.offsets.values.set(pathKey(this.path()), this.at)
    else if (this.offsets && !top) this.offsets.values.set('[]', this.at)
    const first = this.text[this.at]
    if (first === '"') return this.string()
    if (first === '{' || first === '[') return this.opening(first)
    number.lastIndex = this.at
    const match = number.exec(this.text)
    if (match) return this.number(match[0])
    return this.bareword(expected)
  }

  private opening(first: '{' | '['): unknown {
    if (this.open.length >= this.limits.depth)
      this.refuse({ code: 'overDepth', params: { limit: this.limits.depth } })
    this.at++
    const into: Open['into'] = first === '[' ? [] : {}
    this.skipSpace()
    if (this.text[this.at] === (first === '[' ? ']' : '}')) {
      this.at++
      return into
    }
    const open: Open = { into, key: Array.isArray(into) ? 0 : null, skips: false }
    this.open.push(open)
    if (first === '{') this.key(open, 'key')
    return opened
  }

  /** After a value: true when another one follows, its key read; false when the list or object is closed. */
  private continues(top: Open): boolean {
    const isList = Array.isArray(top.into)
    this.skipSpace()
    const next = this.text[this.at]
    if (next === ',') {
      this.at++
      top.skips = false
      if (isList) top.key = (top.key as number) + 1
      else this.key(top, 'keyAfterComma')
      return true
    }
    if (next !== (isList ? ']' : '}')) this.stop(isList ? 'commaOrBracket' : 'commaOrBrace')
    this.at++
    return false
  }

  private key(top: Open, expected: string): void {
    this.skipSpace()
    const at = this.at
    if (this.text[at] !== '"') this.stop(expected)
    const key = this.string()
    top.key = key
    top.skips = isHostileKey(key) || Object.prototype.hasOwnProperty.call(top.into, key)
    if (isHostileKey(key)) this.say({ code: 'hostileKey', params: { key } }, at)
    else if (top.skips) this.say({ code: 'repeatedKey', params: { key } }, at)
    else this.offsets?.keys.set(pathKey(this.path()), at)
    this.skipSpace()
    if (this.text[this.at] !== ':') this.stop('colon')
    this.at++
  }

  private string(): string {
    let from = ++this.at
    let read = ''
    for (;;) {
      plainText.lastIndex = from
      plainText.test(this.text)
      this.at = plainText.lastIndex
      read += this.text.slice(from, this.at)
      const next = this.text[this.at]
      if (next === '"') {
        this.at++
        return read
      }
      if (next !== '\\') this.stop('quote')
      read += this.escape()
      from = this.at
    }
  }

  private escape(): string {
    const sign = this.text[this.at + 1] ?? ''
    if (sign === 'u') {
      const hex = this.text.slice(this.at + 2, this.at + 6)
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) this.stop('escape')
      this.at += 6
      return String.fromCharCode(parseInt(hex, 16))
    }
    const meant = escapes[sign]
    if (meant === undefined) this.stop('escape')
    this.at += 2
    return meant
  }

  private number(written: string): unknown {
    const value = Number(written)
    const at = this.at
    this.at += written.length
    // 01, 1. and 1.2.3 begin as numbers do
    if (/[\w.+-]/.test(this.text[this.at] ?? '')) this.stop('number')
    const fault = writtenFault(value, written)
    if (fault) this.say(fault, at)
    return value
  }

  private bareword(expected: string): unknown {
    barewords.lastIndex = this.at
    const found = barewords.exec(this.text)?.[0] ?? ''
    if (Object.prototype.hasOwnProperty.call(literals, found)) {
      this.at += found.length
      return literals[found]
    }
    if (notNumbers.indexOf(found) < 0) this.stop(expected)
    this.say({ code: 'notFinite', params: { found } }, this.at)
    this.at += found.length
    return 0
  }

  private skipSpace(): void {
    space.lastIndex = this.at
    space.test(this.text)
    this.at = space.lastIndex
  }

  private path(): (string | number)[] {
    return this.open.flatMap(({ key }) => (key === null ? [] : [key]))
  }

  private say({ code, params }: Pick<Issue, 'code' | 'params'>, offset: number): void {
    this.issues.push({ code, path: this.path(), params, place: placeAt(this.text, offset) })
    if (this.issues.length >= maxIssues) throw new Unreadable()
  }

  private refuse(fault: Pick<Issue, 'code' | 'params'>): never {
    this.say(fault, this.at)
    throw new Unreadable()
  }

  /** Not JSON: something else stands where `expected` should. */
  private stop(expected: string): never {
    barewords.lastIndex = this.at
    const point = this.text.codePointAt(this.at)
    const found = barewords.exec(this.text)?.[0] ?? (point === undefined ? '' : String.fromCodePoint(point))
    return this.refuse({ code: 'notJson', params: { found, expected } })
  }
}

/** A filled list or object has begun. */
const opened = Symbol('opened')
