/**
 * What runs nodes over blocks of cells, and where those cells are kept. Two know how: one in JavaScript, here, which always works, and one
 * in WebAssembly (wasm/machine.ts), some times as fast, where a page allows it. `Cells` is how a machine names a run of cells.
 */
import type { Id, Node, NodeOf, Op } from '../plan/plan.js'
import { isKnown, type Column } from './columns.js'
import { kernels } from './kernel.js'

/** Writes `count` cells of `out` from the cells of the operands. */
export type Run<Cells> = (read: (id: Id) => Cells, out: Cells, count: number) => void

export interface Machine<Cells> {
  readonly name: 'javascript' | 'webassembly'
  /** So many cells; what they hold means nothing yet. */
  cells(size: number): Cells
  /** A column where the machine can read it: itself, or a copy. */
  holding(column: Column): Cells
  /** The same cells from a row on, a multiple of the block. */
  from(cells: Cells, row: number): Cells
  /** What they hold, as a column that is good until cells are asked for. */
  column(cells: Cells, size: number): Column
  /** A node, ready to be run on many blocks. */
  prepared(node: Node): Run<Cells>
  /** A curve and the micro-points of it at once, where that is quicker; else null. */
  preparedMicro(curve: NodeOf<'curve'>): Run<Cells> | null
  /** A sum of curves' micro-points, and of `start` as it is, worked out curve by curve where that is quicker; else null. */
  preparedSum(
    curves: readonly NodeOf<'curve'>[],
    weights: readonly number[],
    start: Id | null,
  ): Run<Cells> | null
  /** Takes blocks of cells that hold whole numbers from -1 up to `most`, of `size` rows in all, and keeps them as such. */
  placing(size: number, most: number): Placing<Cells>
  /** Gives back cells that nobody reads any more. */
  free(cells: Cells, size: number): void
  /** Gives back what was prepared. */
  forget(): void
}

/** Whole numbers of all rows, unknown being -1, and how many there are of each, those of -1 first. */
export interface Places {
  readonly rows: Int16Array
  readonly counts: readonly number[]
}

export interface Placing<Cells> {
  readonly see: (cells: Cells, start: number, count: number) => void
  /** What was seen. It is asked for once. */
  readonly places: () => Places
}

export const javascript: Machine<Column> = {
  name: 'javascript',
  cells: (size) => new Float64Array(size),
  holding: (column) => column,
  from: (cells, row) => cells.subarray(row),
  column: (cells, size) => cells.subarray(0, size),
  prepared: (node) => {
    const kernel = kernels[node.op] as (node: NodeOf<Op>, ...rest: Parameters<Run<Column>>) => void
    return (read, out, count) => kernel(node, read, out, count)
  },
  preparedMicro: () => null,
  preparedSum: () => null,
  placing: (size, most) => {
    const rows = new Int16Array(size)
    const counts = new Array<number>(most + 2).fill(0)
    return {
      see: (cells, start, count) => {
        for (let row = 0; row < count; row++) {
          const place = isKnown(cells[row]!) ? cells[row]! : -1
          rows[start + row] = place
          counts[place + 1]! += 1
        }
      },
      places: () => ({ rows, counts }),
    }
  },
  free: () => undefined,
  forget: () => undefined,
}
