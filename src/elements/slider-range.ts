/** From where to where a slider goes, and in which steps: around the value now, what tasks bring it to, and the marks that count. */
import type { Evidence, FactorStanding, Standing, Subject } from '../schema/standing.js'
import type { Lever } from '../schema/what-if.js'

/** All in the unit's own terms. `home`: the step that stands for the value now; null where that is not known. */
export interface SliderRange {
  readonly min: number
  readonly max: number
  readonly step: number
  readonly home: number | null
  /** From where the score's factor is full; null where no factor reads the metric itself. */
  readonly full: { readonly at: number; readonly rising: boolean } | null
}

type Unit = Subject['unit']

/** The finest step by unit; of money a whole unit of the currency. */
const finest: Readonly<Partial<Record<Unit, number>>> = { percent: 0.1, score: 0.1, number: 0.01 }
const mostSteps = 400
const fewestSteps = 40

/** `moneyStep`: one of the currency's main unit in its smallest, 100 for CNY. */
export function sliderRange(lever: Lever, standing: Standing, moneyStep: number): SliderRange {
  const { have, together, subject } = lever
  const full = fullOf(standing.score?.factors ?? [], lever.id)
  const marks = [together, ...(full ? [full.at] : []), ...marksOf(standing, lever.id)]
  if (subject.unit === 'flag') return { min: 0, max: 1, step: 1, home: have, full: null }
  const points = have === null ? marks : [have, ...marks]
  const [low, high] = [Math.min(...points), Math.max(...points)]
  const room = (high - low || Math.abs(high) || 1) / 4
  const rough = (high - low + 2 * room) / fewestSteps
  const step = stepOf(rough, subject.unit === 'money' ? moneyStep : (finest[subject.unit] ?? 1), marks)
  const isFromZero = low >= 0 && (low <= 0.6 * high || low - room < 0)
  const min = isFromZero ? 0 : onStep(low - room, step, Math.floor)
  const top = onStep(high + room, step, Math.ceil)
  const max = subject.unit === 'percent' && high <= 100 ? Math.min(100, top) : top
  const home = have === null ? null : Math.min(max, Math.max(min, onStep(have, step, Math.round)))
  return { min, max, step, home, full }
}

/** 1, 2 or 5 of some power of ten, at most `rough`; a smaller one where the marks then lie on steps and it does not become too fine. */
function stepOf(rough: number, least: number, marks: readonly number[]): number {
  const steps: number[] = []
  for (let power = 10 ** Math.floor(Math.log10(Math.max(rough, least))); power > least / 20; power /= 10)
    for (const by of [5, 2, 1]) steps.push(power * by)
  const usable = steps.filter((step) => step <= rough && step >= least * 0.999)
  const fits = usable.find(
    (step) => step >= (rough * fewestSteps) / mostSteps && marks.every((mark) => isOn(mark, step)),
  )
  return clean(fits ?? usable[0] ?? least)
}

const isOn = (value: number, step: number): boolean =>
  Math.abs(value / step - Math.round(value / step)) < 1e-6

const onStep = (value: number, step: number, round: (value: number) => number): number =>
  clean(round(clean(value / step)) * step)

/** Without the dust of a division. */
const clean = (value: number): number => Number(value.toFixed(6))

function fullOf(factors: readonly FactorStanding[], id: string): SliderRange['full'] {
  for (const { metric, fullAt = null, fullIs, factors: parts = [] } of factors) {
    if (metric?.id === id && fullAt !== null) return { at: fullAt, rising: fullIs !== 'lte' }
    const inner = fullOf(parts, id)
    if (inner) return inner
  }
  return null
}

/** What the next tier, and the tier held where it is at risk, ask of a metric or field. */
function marksOf({ ladders }: Standing, id: string): number[] {
  const main = ladders.find((ladder) => ladder.main)
  return [...(main?.next?.conditions ?? []), ...(main?.atRisk?.because ?? [])].flatMap((row) =>
    needsOf(row, id),
  )
}

function needsOf(evidence: Evidence, id: string): number[] {
  if (evidence.kind === 'atLeast') return evidence.of.flatMap((part) => needsOf(part, id))
  if (evidence.kind === 'not' || evidence.kind === 'times') return needsOf(evidence.of, id)
  return evidence.kind === 'compare' && evidence.subject.id === id && evidence.need !== null
    ? [evidence.need]
    : []
}
