/** What a mark is compared with, ready to be drawn. */
import type { Column } from '../../src/population/columns.js'
import type { Text, Unit } from '../../src/schema/text.js'
import type { Axis } from '../../src/population/axis.js'

export interface ShownValues {
  readonly id: string
  readonly name: Text
  readonly unit: Unit
  readonly column: Column
  readonly sorted: Float64Array
  readonly axis: Axis
}
