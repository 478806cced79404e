/** Where the tiers of a ladder stand on a score's ring. */
import type { LadderStanding } from '../schema/standing.js'
import { textOf, type Locale } from '../words/locale.js'
import type { ArcMark } from './gauge-arc.js'

/** Where the band begins that the score fills in the strong color: that of the tier which reviews gave. */
export function heldFrom(ladder: LadderStanding | null, value: number, min: number): number {
  const place = ladder?.tiers.find(({ id }) => id === (ladder.computed ?? ladder.held))?.place ?? -1
  const below = (ladder?.tiers ?? []).filter(({ scoreFrom }) => scoreFrom !== null && scoreFrom <= value)
  const own = below.filter((tier) => tier.place <= place)
  return Math.max(min, ...(own.length > 0 ? own : below).map(({ scoreFrom }) => scoreFrom!))
}

export function marksOf(
  ladder: LadderStanding | null,
  min: number,
  max: number,
  say: (value: number) => string,
  locale: Locale,
): ArcMark[] {
  const marks: ArcMark[] = []
  for (const { id, name, scoreFrom } of ladder?.tiers ?? []) {
    if (scoreFrom === null || scoreFrom <= min || scoreFrom >= max) continue
    if (marks.some(({ at }) => at === scoreFrom)) continue
    marks.push({
      at: scoreFrom,
      label: say(scoreFrom),
      name: textOf(name, locale),
      next: id === ladder?.next?.tier,
    })
  }
  return marks.sort((a, b) => a.at - b.at)
}
