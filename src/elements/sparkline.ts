import { html, nothing, svg, type TemplateResult } from 'lit'

export interface SparkPlan {
  /** Oldest first; null where there was no value: the line breaks there. */
  readonly values: readonly (number | null)[]
  /** A level drawn dashed, e.g. the mark of the tier held. */
  readonly level: number | null
  readonly rtl: boolean
}

const height = 40
/** Room for the points above and below. */
const inset = 8

/**
 * A line through past values, the last one marked. The points lie in the middles of equal columns, so that a row of
 * labels below can be a plain flex row. A picture only: the labels say the numbers.
 */
export function sparkline({ values, level, rtl }: SparkPlan): TemplateResult {
  const known = values.filter((value): value is number => value !== null)
  const all = level === null ? known : [...known, level]
  const low = Math.min(...all)
  const high = Math.max(...all)
  const y = (value: number): number =>
    high > low ? round(height - inset - ((value - low) / (high - low)) * (height - 2 * inset)) : height / 2
  const x = (index: number): number => {
    const share = ((index + 0.5) / values.length) * 100
    return round(rtl ? 100 - share : share)
  }
  return html`<svg class="spark" part="sparkline" height=${height} aria-hidden="true">
    ${level === null ? nothing : svg`<line class="level" x1="0" x2="100%" y1=${y(level)} y2=${y(level)}></line>`}
    <svg viewBox="0 0 100 ${height}" width="100%" height=${height} preserveAspectRatio="none">
      ${runs(values, x, y).map((points) => svg`<polyline points=${points}></polyline>`)}
    </svg>
    ${values.map((value, index) => {
      if (value === null) return nothing
      const at = `${x(index)}%`
      return index === values.length - 1
        ? svg`<circle class="now" cx=${at} cy=${y(value)} r="3.75"></circle>`
        : svg`<circle cx=${at} cy=${y(value)} r="3.75"></circle><circle class="hole" cx=${at} cy=${y(value)} r="2.25"></circle>`
    })}
  </svg>`
}

/** The points of each unbroken run. */
function runs(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string[] {
  const lines: string[][] = [[]]
  values.forEach((value, index) => {
    if (value === null) lines.push([])
    else lines[lines.length - 1]!.push(`${x(index)},${y(value)}`)
  })
  return lines.filter((line) => line.length > 1).map((line) => line.join(' '))
}

const round = (value: number): number => Math.round(value * 100) / 100
