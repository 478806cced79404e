/** A document while it is mended: parts of it are changed or dropped, and every part still knows where it stood in the text. */
import type { IssuePath } from '../schema/issues.js'

type Path = readonly (string | number)[]
interface Part {
  readonly from: Path // where it stood
  key: string | number
  scalar: unknown
  parts: Part[] | null // of a list or an object
  readonly isList: boolean
  readonly parent: Part | null
}

export class Draft {
  /** Where something was changed or dropped, as paths of the text; `*` for a list that has lost an item. */
  readonly broken: Path[] = []
  /** Every key and text that was in a part that is changed or dropped. */
  readonly lost = new Set<string>()
  /** Names that what was changed or dropped declared: its keys and ids. */
  readonly suspects = new Set<string>()
  private root: Part

  constructor(value: unknown) {
    this.root = partOf(value, [], '', null)
  }

  value(): unknown {
    return valueOf(this.root)
  }

  /** The part at a path of `value()`, or the nearest one around it. */
  at(path: IssuePath): Part {
    let part = this.root
    for (const key of path) {
      const inner = childOf(part, key)
      if (!inner) return part
      part = inner
    }
    return part
  }

  /** Where what `value()` has at a path stood in the text. */
  origin(path: IssuePath): Path {
    const from: (string | number)[] = []
    let part: Part | undefined = this.root
    for (const key of path) {
      const inner: Part | undefined = part && childOf(part, key)
      from.push(inner ? inner.from[inner.from.length - 1]! : key)
      part = inner
    }
    return from
  }

  isBroken(path: Path): boolean {
    return this.broken.some((one) => one.length === path.length && one.every((key, i) => key === path[i]))
  }

  /** Leaves a part as it is, and counts it as changed. */
  touch(part: Part): void {
    this.lose(part)
  }

  put(part: Part, value: unknown): void {
    this.lose(part)
    const made = partOf(value, part.from, part.key, part.parent)
    part.scalar = made.scalar
    part.parts = made.parts
    if (part.isList !== made.isList) this.replace(part, made)
  }

  /** Adds what an object lacks. */
  add(part: Part, key: string, value: unknown): void {
    const from = [...part.from, key]
    this.broken.push(from)
    part.parts?.push(partOf(value, from, key, part))
  }

  rename(part: Part, key: string): void {
    this.lose(part)
    part.key = key
  }

  /** Drops a part; false for the document itself. */
  remove(part: Part): boolean {
    const { parent } = part
    if (!parent?.parts) return false
    this.lose(part)
    if (parent.isList) this.broken.push([...parent.from, '*'])
    parent.parts = parent.parts.filter((one) => one !== part)
    return true
  }

  private replace(part: Part, made: Part): void {
    if (!part.parent) this.root = made
    else part.parent.parts = part.parent.parts!.map((one) => (one === part ? made : one))
  }

  private lose(part: Part): void {
    this.broken.push(part.from)
    const [noun, name] = part.from
    if (noun !== undefined && typeof name === 'string') this.suspects.add(name)
    const walk = (one: Part): void => {
      this.lost.add(String(one.key))
      if (typeof one.key === 'string') this.suspects.add(one.key)
      if (one.parts) one.parts.forEach(walk)
      else {
        String(one.scalar)
          .split('.')
          .forEach((word) => this.lost.add(word))
        if (one.key === 'id') this.suspects.add(String(one.scalar))
      }
    }
    walk(part)
  }
}
export type { Part }

const childOf = (part: Part, key: string | number): Part | undefined =>
  part.isList ? part.parts?.[Number(key)] : part.parts?.find((one) => one.key === key)

const partOf = (value: unknown, from: Path, key: string | number, parent: Part | null): Part => {
  const isList = Array.isArray(value)
  const part: Part = { from, key, scalar: value, parts: null, isList, parent }
  if (typeof value === 'object' && value !== null)
    part.parts = Object.entries(value).map(([name, inner]) => {
      const own = isList ? Number(name) : name
      return partOf(inner, [...from, own], own, part)
    })
  return part
}

const valueOf = ({ parts, isList, scalar }: Part): unknown => {
  if (!parts) return scalar
  return isList ? parts.map(valueOf) : Object.fromEntries(parts.map((part) => [part.key, valueOf(part)]))
}
