/**
 * Objects of a JSON text as it comes, part by part: of one list, of one object, or one a line. Each is read by itself, so that one that is
 * broken costs no other and no text is held whole. Whole numbers beyond 2^53 become texts, since a double would change their last digits.
 */

/** `text`: the object as it stands in the file, from `line` on. `value` is null where it cannot be read. */
export interface JsonItem {
  readonly value: Readonly<Record<string, unknown>> | null
  readonly text: string
  readonly line: number
}

/** An object longer than this, in characters, is a brace that was never closed. */
const LONGEST = 1 << 22

export class JsonItems {
  private rest = ''
  private line = 1
  private isBegun = false

  /** The objects that end in the next part of the text. */
  itemsIn(part: string, isLast: boolean): JsonItem[] {
    const text = this.rest + part
    const items: JsonItem[] = []
    let at = 0
    for (;;) {
      const start = this.nextStart(text, at)
      if (start === text.length) {
        at = start
        break
      }
      let end = itemEnd(text, start)
      if (end < 0 && !isLast && text.length - start < LONGEST) {
        at = start
        break
      }
      // an object that never ends is given up at the end of its line
      if (end < 0) end = lineEnd(text, start)
      const own = text.slice(start, end)
      items.push({ value: objectIn(own), text: own, line: this.line })
      this.line += linesIn(own)
      at = end
    }
    this.rest = text.slice(at)
    return items
  }

  /** Where the next object or value begins: what stands between is counted for its lines. */
  private nextStart(text: string, from: number): number {
    let at = from
    for (; at < text.length; at++) {
      const letter = text[at]!
      if (letter === '\n') this.line += 1
      else if (letter === '[' && !this.isBegun) this.isBegun = true
      else if (!/[\s,\]\ufeff]/.test(letter)) break
    }
    if (at < text.length) this.isBegun = true
    return at
  }
}

/** The offset after a value that begins at an offset; -1 where it does not end in the text. */
const itemEnd = (text: string, start: number): number => {
  if (text[start] !== '{' && text[start] !== '[') {
    const end = text.slice(start).search(/[\n,]/)
    return end < 0 ? -1 : start + end
  }
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) {
      at = stringEnd(text, at)
      if (at < 0) return -1
    } else if (code === 0x7b || code === 0x5b) depth += 1
    else if (code === 0x7d || code === 0x5d) {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return -1
}

const stringEnd = (text: string, open: number): number => {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0
    while (text[at - 1 - slashes] === '\\') slashes += 1
    if (slashes % 2 === 0) return at
  }
  return -1
}

const lineEnd = (text: string, start: number): number => {
  const end = text.indexOf('\n', start)
  return end < 0 ? text.length : end
}

const linesIn = (text: string): number => {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}

const longNumber = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g

const objectIn = (text: string): JsonItem['value'] => {
  try {
    const exact = /\d{16}/.test(text)
      ? text.replace(longNumber, (found) =>
          found.startsWith('"') || Number.isSafeInteger(Number(found)) ? found : `"${found}"`,
        )
      : text
    const value = JSON.parse(exact) as unknown
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
