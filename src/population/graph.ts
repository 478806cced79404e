/**
 * Nodes of one plan or of several over one population, each that is the same in two of them once, and what is the same for every merchant
 * worked out: constants, metrics that have a complete column, arms that nobody can take. It knows what is read, not how it is computed.
 */
import { meaningOf, microOf, type Value } from '../plan/operations.js'
import type { Id, Node } from '../plan/plan.js'
import { withOperands } from '../plan/reach.js'
import type { Column, PartColumn } from './columns.js'

/** What a leaf reads: a column, made when it is first asked for, and its name, which is another where its cells are; one value for everybody; or what is among the nodes already. */
export type Reading =
  | { readonly name: string; readonly column: () => Column | PartColumn }
  | { readonly value: Value }
  | { readonly place: Place }

/** A node among all; its operands come before it. */
export type Place = Id

interface Known extends Range {
  readonly node: Node // with operands by place
  readonly column: Column | PartColumn | null
  readonly constant: Value | undefined
  readonly complete: boolean // no cell of it is unknown
  readonly whole: boolean // every cell of it is an integer
}

/** No known cell is below the least, nor above the most. */
interface Range {
  readonly least: number
  readonly most: number
}
const anything: Range = { least: -Infinity, most: Infinity }
const nothing: Range = { least: Infinity, most: -Infinity }
const joined = (one: Range, other: Range): Range => ({
  least: Math.min(one.least, other.least),
  most: Math.max(one.most, other.most),
})
/** What a function that only rises, or only falls, makes of a range. */
const through = ({ least, most }: Range, of: (end: number) => number): Range => ({
  least: Math.min(of(least), of(most)),
  most: Math.max(of(least), of(most)),
})

export class Graph {
  private readonly all: Known[] = []
  private readonly byKey = new Map<string, Place>()
  /** `complete`: of columns, whether no cell is unknown; each is looked through once. */
  constructor(private readonly complete = new WeakMap<object, boolean>()) {}

  get size(): number {
    return this.all.length
  }
  nodeAt(place: Place): Node {
    return this.all[place]!.node
  }
  columnAt(place: Place): Column | PartColumn | null {
    return this.all[place]!.column
  }
  /** The value that everybody has; undefined where it differs, or may. */
  constantAt(place: Place): Value | undefined {
    return this.all[place]!.constant
  }
  /** Whether no cell is unknown. */
  isKnownEverywhere(place: Place): boolean {
    return this.all[place]!.complete
  }
  /** Whether every cell is an integer: sums of such are exact in any order. */
  isWhole(place: Place): boolean {
    return this.all[place]!.whole
  }

  /** The places of a plan's nodes: of the roots, and of all that they read. `readingOf` is asked once for each leaf. */
  placesOf(
    nodes: readonly Node[],
    roots: readonly Id[],
    readingOf: (id: Id) => Reading | null,
  ): (id: Id) => Place {
    const places = new Map<Id, Place>()
    // operands come first, so that a node's places are there when it is entered
    const enter = (id: Id): Place => {
      const known = places.get(id)
      if (known !== undefined) return known
      const reading = readingOf(id)
      const node = nodes[id]!
      const place = reading ? this.reading(reading) : this.add(withOperands(node, enter))
      places.set(id, place)
      return place
    }
    roots.forEach(enter)
    return enter
  }

  private reading(reading: Reading): Place {
    if ('place' in reading) return reading.place
    if ('value' in reading) return this.add({ op: 'value', value: reading.value })
    const { name } = reading
    const node: Node = { op: 'leaf', leaf: { from: 'metric', id: name } }
    return this.put(`leaf ${name}`, () => {
      const column = reading.column()
      return {
        ...{ node, column, constant: undefined, whole: false, complete: this.isComplete(column) },
        ...anything,
      }
    })
  }

  private isComplete(column: Column | PartColumn): boolean {
    let complete = this.complete.get(column)
    if (complete === undefined) {
      complete = 'parts' in column ? false : everyKnown(column)
      this.complete.set(column, complete)
    }
    return complete
  }

  /** A node with operands by place; it may turn out to be one that is there. */
  add(node: Node): Place {
    if (node.op === 'pick') return this.addPick(node)
    if (node.op === 'known' && this.all[node.x]!.complete) return this.add({ op: 'value', value: 1 })
    if (node.op === 'micro') {
      const x = this.all[node.x]!.node
      // micro-points that were brought back to points: exact, since a plan's are under 1e15
      if (x.op === 'grid' && this.all[x.over]!.constant === 1 && this.all[x.x]!.whole) return x.x
    }
    if (node.op === 'min' || node.op === 'max') {
      const of = this.notIdle(node)
      if (of.length < node.of.length) return of.length === 1 ? of[0]! : this.add({ ...node, of })
    }
    const operands = placesIn(node)
    if (operands.length > 0 && operands.every((place) => this.all[place]!.constant !== undefined)) {
      const value = meaningOf(node, (place) => this.all[place]!.constant!)
      return this.add({ op: 'value', value: value !== null && value === value ? value : null })
    }
    return this.put(JSON.stringify(node), () => ({
      ...{ node, column: null, constant: node.op === 'value' ? node.value : undefined },
      complete: this.completes(node, operands),
      ...this.rangeOf(node),
      whole: this.isWholeNode(node, operands),
    }))
  }

  /** Arms that nobody takes are left out; one that everybody takes who comes to it is the last. */
  private addPick({ arms, otherwise }: Extract<Node, { op: 'pick' }>): Place {
    const open: [Place, Place][] = []
    let last = otherwise
    for (const [when, use] of arms) {
      const { constant } = this.all[when]!
      if (constant === undefined) open.push([when, use])
      else if (constant === 1) {
        last = use
        break
      }
    }
    if (open.length === 0) return last
    const node: Node = { op: 'pick', arms: open, otherwise: last }
    const uses = [...open.map(([, use]) => use), last]
    return this.put(JSON.stringify(node), () => ({
      ...{ node, column: null, constant: undefined },
      complete: uses.every((place) => this.all[place]!.complete),
      ...this.rangeOf(node),
      whole: uses.every((place) => this.all[place]!.whole),
    }))
  }

  /** The operands of a limit without the constants that another operand never passes. */
  private notIdle({ op, of }: Extract<Node, { op: 'min' | 'max' }>): Place[] {
    const isIdle = (place: Place): boolean => {
      const { constant } = this.all[place]!
      if (constant === undefined || constant === null) return false
      return of.some((other) => {
        const { constant: fixed, least, most } = this.all[other]!
        return fixed === undefined && (op === 'min' ? most <= constant : least >= constant)
      })
    }
    return of.filter((place) => !isIdle(place))
  }

  private rangeOf(node: Node): Range {
    const range = (place: Place): Known => this.all[place]!
    switch (node.op) {
      case 'value':
        return node.value === null ? nothing : { least: node.value, most: node.value }
      case 'micro':
        return through(range(node.x), microOf)
      case 'curve': {
        const points = node.knots.map(([, y]) => y)
        if (node.shape !== 'line') points.push(node.beyond)
        // between two knots a line may miss theirs by a last bit
        const slack = Math.max(...points.map(Math.abs)) * Number.EPSILON * 4
        return { least: Math.min(...points) - slack, most: Math.max(...points) + slack }
      }
      case 'sum': {
        if (!this.isWholeNode(node, node.of)) return anything
        const ends = node.of.map((place, nth) => through(range(place), (end) => node.weights[nth]! * end))
        return {
          least: ends.reduce((sum, { least }) => sum + least, 0),
          most: ends.reduce((sum, { most }) => sum + most, 0),
        }
      }
      case 'grid': {
        const over = this.all[node.over]!.constant
        if (!this.isPositive(node.over)) return anything
        return through(range(node.x), (end) => Math.floor(end / over! + 0.5) / 1e6)
      }
      case 'pick':
        return [...node.arms.map(([, use]) => use), node.otherwise].map(range).reduce<Range>(joined, nothing)
      case 'compare':
      case 'atLeast':
      case 'not':
      case 'known':
        return { least: 0, most: 1 }
      default:
        return anything
    }
  }

  private put(key: string, make: () => Known): Place {
    let place = this.byKey.get(key)
    if (place === undefined) {
      place = this.all.push(make()) - 1
      this.byKey.set(key, place)
    }
    return place
  }

  private completes(node: Node, operands: readonly Place[]): boolean {
    if (node.op === 'value') return node.value !== null
    if (node.op === 'known') return true
    // a division by nothing is unknown
    if (node.op === 'leaf' || node.op === 'ratio') return false
    if (node.op === 'grid')
      return operands.every((place) => this.all[place]!.complete) && this.isPositive(node.over)
    return operands.every((place) => this.all[place]!.complete)
  }

  private isPositive(place: Place): boolean {
    const { constant } = this.all[place]!
    return constant !== undefined && constant !== null && constant > 0
  }

  private isWholeNode(node: Node, operands: readonly Place[]): boolean {
    const all = (): boolean => operands.every((place) => this.all[place]!.whole)
    switch (node.op) {
      case 'value':
        return node.value === null || Number.isSafeInteger(node.value)
      case 'micro':
      case 'compare':
      case 'atLeast':
      case 'not':
      case 'known':
        return true
      case 'sum':
        return node.weights.every(Number.isSafeInteger) && all()
      case 'min':
      case 'max':
        return all()
      default:
        return false
    }
  }
}

const everyKnown = (column: Column): boolean => {
  for (let row = 0; row < column.length; row++) if (column[row] !== column[row]) return false
  return true
}

/** What a node reads of others, as it stands among all: leaves read columns alone. */
export const placesIn = (node: Node): Place[] => {
  const places: Place[] = []
  withOperands(node, (place) => (places.push(place), place))
  return places
}
