/** The merchants who stand nearest to a mark, on both sides: those whom the next small change, of theirs or of the program, will move. */
import { microOf } from '../plan/operations.js'
import type { Column } from './columns.js'

/** `by`: how far the value is from the mark, on the grid of 1e-6. */
export interface Near {
  readonly row: number
  readonly value: number
  readonly by: number
}

/** Nearest first; of equally near ones the earlier row. `within`: how many are at most so far away, on either side. */
export interface Edge {
  readonly reach: readonly Near[] // at the mark or above it
  readonly miss: readonly Near[]
  readonly within: number
}

/** The `most` nearest on either side of a mark, and how many lie within a distance of it. Who has no value is near to nothing. */
export const edgeOf = (values: Column, mark: number, most: number, distance: number): Edge => {
  const at = microOf(mark)
  const far = microOf(distance)
  const reach = new Nearest(most)
  const miss = new Nearest(most)
  let within = 0
  for (let row = 0; row < values.length; row++) {
    const by = microOf(values[row]!) - at
    if (by >= 0) {
      if (by <= far) within += 1
      if (by < reach.worst) reach.enter(row, by)
    } else if (by < 0) {
      if (-by <= far) within += 1
      if (-by < miss.worst) miss.enter(row, -by)
    }
  }
  const found = ({ rows, bys }: Nearest): Near[] =>
    rows.map((row, nth) => ({ row, value: values[row]!, by: bys[nth]! / 1e6 }))
  return { reach: found(reach), miss: found(miss), within }
}

/** The few least distances so far. Rows come in order, so one as far as the last kept has no place. */
class Nearest {
  readonly rows: number[] = []
  readonly bys: number[] = []
  worst: number

  constructor(private readonly most: number) {
    this.worst = most > 0 ? Infinity : -1
  }

  enter(row: number, by: number): void {
    const { rows, bys, most } = this
    let place = rows.length
    while (place > 0 && bys[place - 1]! > by) place -= 1
    rows.splice(place, 0, row)
    bys.splice(place, 0, by)
    if (rows.length > most) {
      rows.pop()
      bys.pop()
    }
    if (rows.length === most) this.worst = bys[most - 1]!
  }
}
