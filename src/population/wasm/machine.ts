/** The machine in WebAssembly: cells are places in one memory, rows of the table are functions of kernel.ts. */
import type { Id, NodeOf, Op } from '../../plan/plan.js'
import type { Machine, Placing, Run } from '../machine.js'
import { kernelText } from './bytes.js'

/** A place in the memory. */
type Place = number
type Work = (...args: number[]) => void
type Kernel = Readonly<Record<string, Work>>
type Read = (id: Id) => Place

const PAGE = 65_536
const PAIRED = 4 // knots of a curve whose cells are worked on by pairs
const LINE = 64 // of a processor's cache; also keeps every place a multiple of 16

/** The compiled kernel, once for all machines; null where a page refuses it (`script-src` without `'wasm-unsafe-eval'`) or has no SIMD. */
let compiled: WebAssembly.Module | null | undefined
const module = (): WebAssembly.Module | null => {
  if (compiled !== undefined) return compiled
  try {
    const text = atob(kernelText.join(''))
    const bytes = new Uint8Array(text.length)
    for (let place = 0; place < bytes.length; place++) bytes[place] = text.charCodeAt(place)
    compiled = new WebAssembly.Module(bytes)
  } catch {
    compiled = null
  }
  return compiled
}

/** A machine with a memory of its own; null where WebAssembly is refused. */
export const webassembly = (): WasmMachine | null => {
  const kernel = module()
  return kernel && new WasmMachine(kernel)
}

export class WasmMachine implements Machine<Place> {
  readonly name = 'webassembly'
  readonly kernel: Kernel
  private readonly memory = new WebAssembly.Memory({ initial: 16, maximum: 65_536 })
  private end = LINE // 0 is no place
  private readonly given = new Map<number, Place[]>() // by bytes: what was given back
  private tables: [place: Place, bytes: number][] = []

  constructor(kernel: WebAssembly.Module) {
    const { exports } = new WebAssembly.Instance(kernel, { env: { memory: this.memory } })
    this.kernel = exports as unknown as Kernel
  }

  cells(size: number): Place {
    return this.taken(size * 8)
  }
  holding(column: Float64Array): Place {
    const place = this.taken(column.length * 8)
    new Float64Array(this.memory.buffer, place, column.length).set(column)
    return place
  }
  from(cells: Place, row: number): Place {
    return cells + row * 8
  }
  column(cells: Place, size: number): Float64Array {
    return new Float64Array(this.memory.buffer, cells, size)
  }
  free(cells: Place, size: number): void {
    this.giveBack(cells, size * 8)
  }
  forget(): void {
    for (const [place, bytes] of this.tables) this.giveBack(place, bytes)
    this.tables = []
  }

  prepared<O extends Op>(node: NodeOf<O>): Run<Place> {
    return (rows[node.op] as Row<O>)(node, this)
  }

  preparedMicro({ x, knots, shape }: NodeOf<'curve'>): Run<Place> | null {
    if (shape !== 'line' || knots.length > PAIRED) return null
    const [ats, pairs] = this.pairs(knots)
    return (read, out, count) => this.kernel.lineMicro!(read(x), ats, pairs, out, even(count))
  }

  preparedSum(
    curves: readonly NodeOf<'curve'>[],
    weights: readonly number[],
    start: Id | null,
  ): Run<Place> | null {
    if (curves.some(({ shape, knots }) => shape !== 'line' || knots.length > PAIRED)) return null
    const { lineAdd } = this.kernel
    const parts = curves.map(({ x, knots }, nth) => {
      const [ats, pairs] = this.pairs(knots)
      return { x, ats, pairs, weight: weights[nth]! }
    })
    return (read, out, count) => {
      let from = start === null ? 0 : read(start)
      for (const { x, ats, pairs, weight } of parts) {
        lineAdd!(read(x), ats, pairs, weight, from, out, even(count))
        from = out
      }
    }
  }

  /** The tables of `lineMicro` in kernel.ts: where each of two cells is, by the knots that it has passed. */
  private pairs(knots: NodeOf<'curve'>['knots']): [ats: Place, pairs: Place] {
    const ends = new Array<number>(PAIRED - knots.length).fill(Infinity)
    const segments = segmentsOf(knots).slice(4)
    const passed = (bits: number): number => (bits & 1) + ((bits >> 2) & 1) + ((bits >> 4) & 1)
    const pairs = Array.from({ length: 64 }, (_, bits) => {
      const cells = [passed(bits), passed(bits >> 1)].map((nth) => segments.slice(4 * nth, 4 * nth + 4))
      // no cell passes more knots than there are: what stands there is nobody's
      return [0, 1, 2, 3].flatMap((part) => cells.map((cell) => cell[part] ?? 1))
    })
    return [this.numbers([...knots.map(([at]) => at), ...ends]), this.numbers(pairs.flat())]
  }

  /** The tables of `line` in kernel.ts. */
  segments(knots: NodeOf<'curve'>['knots']): [ats: Place, table: Place] {
    const ends = knots.length % 4 === 0 ? 0 : 4 - (knots.length % 4)
    const ats = [...knots.map(([at]) => at), ...new Array<number>(ends).fill(Infinity)]
    return [this.numbers(ats), this.numbers(segmentsOf(knots))]
  }

  /** Bytes for a table that a prepared node reads, as numbers or as places. */
  numbers(list: readonly number[]): Place {
    const place = this.table(list.length * 8)
    new Float64Array(this.memory.buffer, place, list.length).set(list)
    return place
  }
  /** A list of places, and what writes it: where cells lie differs from block to block. */
  list(ids: readonly Id[]): [place: Place, write: (read: Read) => void] {
    const place = this.table(ids.length * 4)
    const write = (read: Read): void => {
      const view = new Uint32Array(this.memory.buffer, place, ids.length)
      for (let nth = 0; nth < ids.length; nth++) view[nth] = read(ids[nth]!)
    }
    return [place, write]
  }

  placing(size: number, most: number): Placing<Place> {
    const rows = this.taken(size * 2)
    const kinds = most + 2
    const counts = this.taken(kinds * 16)
    new Uint32Array(this.memory.buffer, counts, kinds * 4).fill(0)
    return {
      see: (cells, start, count) => this.kernel.places!(cells, rows + start * 2, counts, kinds, count),
      places: () => {
        const counted = new Uint32Array(this.memory.buffer, counts, kinds * 4)
        const found = {
          rows: new Int16Array(this.memory.buffer, rows, size).slice(),
          counts: Array.from({ length: kinds }, (_, kind) =>
            [0, 1, 2, 3].reduce((sum, table) => sum + counted[table * kinds + kind]!, 0),
          ),
        }
        this.giveBack(rows, size * 2)
        this.giveBack(counts, kinds * 16)
        return found
      },
    }
  }

  private table(bytes: number): Place {
    const place = this.taken(bytes)
    this.tables.push([place, bytes])
    return place
  }
  private taken(bytes: number): Place {
    const size = lines(bytes)
    const free = this.given.get(size)?.pop()
    if (free !== undefined) return free
    const place = this.end
    this.end += size
    const lacking = this.end - this.memory.buffer.byteLength
    if (lacking > 0) this.memory.grow(Math.ceil(lacking / PAGE))
    return place
  }
  private giveBack(place: Place, bytes: number): void {
    const size = lines(bytes)
    const free = this.given.get(size)
    if (free) free.push(place)
    else this.given.set(size, [place])
  }
}
const lines = (bytes: number): number => Math.max(1, Math.ceil(bytes / LINE)) * LINE

/** Cells are worked on in pairs; the one past an odd end is nobody's. */
const even = (count: number): number => count + (count & 1)

type Row<O extends Op> = (node: NodeOf<O>, machine: WasmMachine) => Run<Place>

/** A node with a list of operands, and what else its function takes between the list's length and `out`. */
const listed = (
  work: Work,
  machine: WasmMachine,
  ids: readonly Id[],
  size: number,
  ...more: number[]
): Run<Place> => {
  const [list, write] = machine.list(ids)
  return (read, out, count) => {
    write(read)
    work(list, size, ...more, out, even(count))
  }
}

const compared: Readonly<Record<NodeOf<'compare'>['is'], [name: string, isSwapped: boolean]>> = {
  lt: ['below', false],
  lte: ['upTo', false],
  eq: ['equal', false],
  gt: ['below', true],
  gte: ['upTo', true],
}

/** As `line` in kernel.ts reads them. A knot is the begin of what follows it, where its points are met exactly. */
const segmentsOf = (knots: NodeOf<'curve'>['knots']): number[] => {
  const last = knots.length - 1
  const ways = knots.flatMap(([fromX, fromY], nth) => {
    const [toX, toY] = nth === last ? [fromX + 1, fromY] : knots[nth + 1]!
    return [fromX, fromY, nth === last ? 1 : toX - fromX, toY - fromY]
  })
  return [0, knots[0]![1], 1, 0, ...ways]
}

const rows: { readonly [O in Op]: Row<O> } = {
  value:
    ({ value }, { kernel }) =>
    (_read, out, count) =>
      kernel.fill!(out, value ?? NaN, even(count)),
  leaf:
    (_node, { kernel }) =>
    (_read, out, count) =>
      kernel.fill!(out, NaN, even(count)),
  micro:
    ({ x }, { kernel }) =>
    (read, out, count) =>
      kernel.micro!(read(x), out, even(count)),
  sum: ({ of, weights }, machine) => {
    const [list, write] = machine.list(of)
    const table = machine.numbers(weights)
    return (read, out, count) => {
      write(read)
      machine.kernel.sum!(list, table, of.length, out, even(count))
    }
  },
  grid:
    ({ x, over }, { kernel }) =>
    (read, out, count) =>
      kernel.grid!(read(x), read(over), out, even(count)),
  product: ({ of, per }, machine) => listed(machine.kernel.product!, machine, of, of.length, per),
  min: ({ of }, machine) => listed(machine.kernel.min!, machine, of, of.length),
  max: ({ of }, machine) => listed(machine.kernel.max!, machine, of, of.length),
  ratio:
    ({ num, den, per }, { kernel }) =>
    (read, out, count) =>
      kernel.ratio!(read(num), read(den), per, out, even(count)),
  curve: ({ x, knots, shape, beyond }, machine) => {
    const { kernel } = machine
    if (shape === 'line') {
      const [ats, table] = machine.segments(knots)
      return (read, out, count) => kernel.line!(read(x), ats, table, knots.length, out, even(count))
    }
    const table = machine.numbers(knots.flat())
    const work = shape === 'from' ? kernel.stepsFrom! : kernel.stepsUpTo!
    return (read, out, count) => work(read(x), table, knots.length, beyond, out, even(count))
  },
  compare: ({ is, left, right }, { kernel }) => {
    const [name, isSwapped] = compared[is]
    const [first, second] = isSwapped ? [right, left] : [left, right]
    return (read, out, count) => kernel[name]!(read(first), read(second), out, even(count))
  },
  atLeast: ({ of, n }, machine) => listed(machine.kernel.atLeast!, machine, of, of.length, n),
  not:
    ({ x }, { kernel }) =>
    (read, out, count) =>
      kernel.not!(read(x), out, even(count)),
  known:
    ({ x }, { kernel }) =>
    (read, out, count) =>
      kernel.isKnown!(read(x), out, even(count)),
  pick: ({ arms, otherwise }, machine) =>
    listed(machine.kernel.pick!, machine, [...arms.flat(), otherwise], arms.length),
}
