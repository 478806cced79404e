/** What the first rows of a file hold, column by column: enough to tell what a column is and how it is written. */
import { cellText, isUnknown, spellingOf, type Cell } from './cell.js'
import { dateFormOf, isSerial, type DateForm } from './cell-date.js'
import type { MerchantFile } from './merchant-file.js'
import type { Pace } from './pace.js'

/** Counts are of the cells looked at in which something is known. `texts`: different ones, at most `MOST_TEXTS`, as they come. */
export interface ColumnProfile {
  readonly name: string
  readonly column: number
  readonly known: number
  readonly unknown: number
  readonly texts: readonly string[]
  readonly distinct: number // texts that differ, counted up to `MOST_DISTINCT`
  readonly numbers: number
  readonly percents: number // with a percent sign
  readonly moneys: number // with a sign or word of a currency
  readonly groupeds: number // with thousands separators
  readonly decimals: number
  readonly serials: number
  readonly min: number
  readonly max: number
  readonly median: number
  readonly dates: readonly DateForm[]
  readonly dateCount: number
  readonly longest: number // digits of the longest whole number
}

/** Rows that are looked at. */
export const LOOKED_AT = 4000
const MOST_TEXTS = 240
const MOST_DISTINCT = 1000

/** The columns of a file by its first rows. */
export const profilesOf = async (file: MerchantFile, pace: Pace): Promise<ColumnProfile[]> => {
  const looks = file.header.map((name, column) => new Look(name, column))
  let seen = 0
  for await (const { rows } of file.batches()) {
    for (const { cells } of rows) {
      if (cells === null) continue
      for (const look of looks) look.add(cells[look.column]!)
      seen += 1
      if (seen === LOOKED_AT) break
      if ((seen & 127) === 0 && pace.isDue()) await pace.rest()
    }
    if (seen >= LOOKED_AT) break
  }
  return looks.map((look) => look.profile())
}

class Look {
  private readonly texts = new Set<string>()
  private readonly values: number[] = []
  private readonly dates = new Set<DateForm>()
  private readonly counts = { known: 0, unknown: 0, numbers: 0, percents: 0, moneys: 0, groupeds: 0, decimals: 0, serials: 0, dateCount: 0, longest: 0 } // prettier-ignore

  constructor(
    private readonly name: string,
    readonly column: number,
  ) {}

  add(cell: Cell): void {
    const { counts } = this
    const text = cellText(cell)
    if (isUnknown(text)) {
      counts.unknown += 1
      return
    }
    counts.known += 1
    if (this.texts.size < MOST_DISTINCT) this.texts.add(text)
    const form = cell instanceof Date ? 'instant' : dateFormOf(text)
    if (form) {
      this.dates.add(form)
      counts.dateCount += 1
    }
    const spelling = spellingOf(text)
    if (!spelling) return
    const value = Number(`${spelling.digits}e${spelling.shift}`) || Number(spelling.digits)
    this.values.push(value)
    counts.numbers += 1
    if (spelling.isPercent) counts.percents += 1
    if (spelling.isMoney) counts.moneys += 1
    if (spelling.isGrouped) counts.groupeds += 1
    if (!Number.isInteger(value)) counts.decimals += 1
    if (isSerial(value) && !spelling.isPercent && !spelling.isMoney) counts.serials += 1
    if (/^\d+$/.test(text)) counts.longest = Math.max(counts.longest, text.length)
  }

  profile(): ColumnProfile {
    const sorted = this.values.sort((left, right) => left - right)
    return {
      ...{ name: this.name, column: this.column, ...this.counts },
      texts: [...this.texts].slice(0, MOST_TEXTS),
      distinct: this.texts.size,
      min: sorted[0] ?? NaN,
      max: sorted[sorted.length - 1] ?? NaN,
      median: sorted[sorted.length >> 1] ?? NaN,
      dates: [...this.dates],
    }
  }
}
