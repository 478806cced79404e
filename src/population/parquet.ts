/** Parquet, a run of rows at a time. The package that reads it is fetched with the first such file. */
import type { Issue } from '../schema/issues.js'
import type { Bytes } from './bytes.js'
import type { Cell } from './cell.js'

/** What is read of a Parquet file. `rows(from, to)`: cells by column of rows within one of `runs`. */
export interface Parquet {
  readonly header: readonly string[]
  readonly size: number // rows
  readonly runs: readonly { readonly rowStart: number; readonly rowEnd: number }[]
  readonly columns: (from: number, to: number) => Promise<readonly (readonly Cell[])[]>
}

/** Codecs that are read; others would need a library of their own each. */
const readable: ReadonlySet<string> = new Set(['UNCOMPRESSED', 'SNAPPY'])

const fault = (code: Issue['code'], params: Issue['params']): { value: null; issues: Issue[] } => ({
  value: null,
  issues: [{ code, path: [], params }],
})

/** A Parquet file, or why it cannot be read: cut short, or in a codec that is not read. */
export const parquetOf = async (bytes: Bytes): Promise<{ value: Parquet | null; issues: Issue[] }> => {
  const { parquetMetadataAsync, parquetScan } = await import('hyparquet')
  const file = {
    byteLength: bytes.size,
    slice: async (start: number, end = bytes.size): Promise<ArrayBuffer> => {
      // hyparquet counts from the end where a start is below 0
      const part = await bytes.part(start < 0 ? bytes.size + start : start, end)
      return part.slice().buffer
    },
  }
  const tail = await bytes.part(Math.max(0, bytes.size - 4), bytes.size)
  if (String.fromCharCode(...tail) !== 'PAR1') return fault('damagedFile', { what: 'Parquet' })
  try {
    const metadata = await parquetMetadataAsync(file)
    for (const { columns } of metadata.row_groups)
      for (const { meta_data: about } of columns)
        if (about && !readable.has(about.codec)) return fault('unreadCodec', { found: about.codec })
    const scan = await parquetScan({ file, metadata })
    const header = metadata.schema.flatMap(({ name }, place) => (isTop(metadata.schema, place) ? [name] : []))
    return {
      value: {
        header,
        size: Number(metadata.num_rows),
        runs: scan.ranges,
        columns: async (rowStart, rowEnd) => {
          const cells: (readonly Cell[])[] = []
          for (const column of header) cells.push(listOf(await scan.readColumn({ column, rowStart, rowEnd })))
          return cells
        },
      },
      issues: [],
    }
  } catch {
    return fault('damagedFile', { what: 'Parquet' })
  }
}

/** True for an element of the schema right below its root; the elements stand in order, each before its children. */
const isTop = (schema: readonly { readonly num_children?: number | undefined }[], place: number): boolean => {
  let at = 1
  while (at < place) at += sizeOf(schema, at)
  return at === place && place > 0
}
const sizeOf = (schema: readonly { readonly num_children?: number | undefined }[], place: number): number => {
  let size = 1
  for (let child = 0; child < (schema[place]?.num_children ?? 0); child++)
    size += sizeOf(schema, place + size)
  return size
}

/** Values as cells; lists and objects as their JSON, which no number is. */
const listOf = (values: ArrayLike<unknown>): readonly Cell[] => {
  const cells: Cell[] = new Array<Cell>(values.length)
  for (let row = 0; row < values.length; row++) {
    const value = values[row]
    cells[row] =
      value === undefined || value === null
        ? null
        : typeof value === 'object' && !(value instanceof Date)
          ? JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one))
          : (value as Cell)
  }
  return cells
}
