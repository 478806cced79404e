/** What the panels of the operators' screen read and ask for. They draw; what happens is the element's (tier-preview.ts). */
import type { Plan } from '../plan/plan.js'
import type { Subject } from '../plan/asked.js'
import type { Limits } from '../population/guards.js'
import type { TierCounts } from '../population/movement.js'
import type { DetailAnswer, FixesAnswer, MovesAnswer, RefusedAnswer } from '../population/session.js'
import type { SegmentWish } from '../population/segment-moves.js'
import type { Finding } from '../schema/findings.js'
import type { Program } from '../schema/program.js'
import type { Text, Unit } from '../schema/text.js'
import type { TierPreviewWords } from '../words/tier-preview.js'
import { textOf, type Locale } from '../words/locale.js'
import { formatNumber } from '../words/number.js'
import type { Path } from './editable.js'
import type { Scenario } from './scenarios.js'

/** Panels that are drawn as a table in place of a picture. */
export type Drawn = 'distribution' | 'pyramid' | 'cost' | 'concentration'

export interface Screen {
  readonly words: TierPreviewWords
  readonly say: Saying
  readonly published: Program
  readonly draft: Program
  readonly plan: Plan | null // the draft's; null while it is no program
  readonly findings: readonly Finding[]
  readonly moves: MovesAnswer | null
  readonly counts: TierCounts | null // the draft's, which may be there before its `moves`
  readonly details: DetailAnswer | null
  readonly fixes: FixesAnswer | null
  readonly refused: RefusedAnswer | null
  readonly tookMs: number
  readonly inPage: boolean
  readonly limits: Limits
  readonly target: readonly number[] | null
  readonly changed: (path: Path) => number | null // what was published there, where the draft says another
  readonly changes: number
  readonly numbers: readonly Subject[] // columns that hold numbers
  readonly shown: string
  readonly by: string | undefined
  readonly segments: SegmentChoice | null
  readonly segmentChoices: readonly SegmentChoice[]
  readonly scenarios: readonly Scenario[]
  readonly scenario: string | null
  readonly open: ReadonlySet<string> // what is unfolded: `factor sales`, `quotas`, `name`
  readonly tables: ReadonlySet<Drawn>
  readonly edgeAt: number
  readonly idOf: (row: number) => string
  readonly act: Acts
}

/** What a person may do. */
export interface Acts {
  readonly set: (path: Path, value: number) => void
  readonly reset: () => void
  readonly undo: () => void
  readonly redo: () => void
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly limit: (limits: Limits) => void
  readonly show: (id: string) => void
  readonly countBy: (id: string) => void
  readonly part: (id: string) => void
  readonly toggle: (what: string) => void
  readonly table: (which: Drawn) => void
  readonly edge: (at: number) => void
  readonly share: (shares: readonly number[]) => void
  readonly quotas: (best: readonly number[]) => void
  readonly cut: (tiers: number) => void
  readonly scenario: (name: string | null) => void
  readonly save: (name: string) => void
  readonly remove: (name: string) => void
  readonly merchant: (row: number) => void
}

/** One way to tell merchants apart: its name, what is asked, and the names of its kinds by place. */
export interface SegmentChoice {
  readonly id: string
  readonly name: string
  readonly wish: SegmentWish
  readonly names: readonly string[]
}

/** Numbers and names as they are said here. */
export class Saying {
  constructor(
    readonly locale: Locale,
    readonly currency: string,
    readonly zone: string,
  ) {}

  text(text: Text): string {
    return textOf(text, this.locale)
  }
  /** A value in its unit. */
  value(value: number | null | undefined, unit: Unit = 'integer', signed = false): string {
    const { locale, currency, zone } = this
    return formatNumber(value, unit, { locale, currency, zone, signed })
  }
  /** A mark with as many decimals as it is written with. */
  mark(value: number, unit: Unit): string {
    const { locale, currency, zone } = this
    const written = (/\.(\d+)$/.exec(String(value))?.[1] ?? '').length
    return formatNumber(value, unit, { locale, currency, zone, digits: Math.min(6, written) })
  }
  short(value: number, unit: Unit = 'integer', signed = false): string {
    const { locale, currency, zone } = this
    return formatNumber(value, unit, { locale, currency, zone, signed, compact: true })
  }
  /** A part of a whole in percent; a dash where there is no whole. */
  share(part: number, whole: number, digits = 1, signed = false): string {
    return this.percent(whole === 0 ? null : (100 * part) / whole, digits, signed)
  }
  percent(value: number | null, digits = 1, signed = false): string {
    return formatNumber(value, 'percent', { locale: this.locale, digits, signed })
  }
  /** All six digits of the grid, of which the last ones decide at an edge. */
  fine(value: number, unit: Unit, signed = false): string {
    const { locale, currency, zone } = this
    return formatNumber(value, unit, { locale, currency, zone, digits: unit === 'money' ? 2 : 6, signed })
  }
}
