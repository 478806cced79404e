/** Records ranked among each other, as the rows of a table are: what each of a file's merchants has to know of the others. */
import { advance } from '../core/advance.js'
import { measured } from '../core/measured.js'
import { instantMsOf, isoOf, lastReview, shifted } from '../plan/calendar.js'
import type { Plan } from '../plan/plan.js'
import { planFor } from '../plan/compile.js'
import { peersLeafOf } from '../plan/asked.js'
import { withPeers } from '../population/peers.js'
import type { MerchantRecord, PeerStanding } from '../schema/record.js'

/** `unranked`: cohorts of which some record knows nothing, since nobody is there to rank it among. */
export interface Ranked {
  readonly records: readonly MerchantRecord[]
  readonly unranked: readonly string[]
}

/** When places in some cohorts are counted, and up to where. */
interface Count {
  readonly atMs: number
  readonly countMs: number
  readonly cohorts: readonly string[]
}

/**
 * The records with their places among each other at an instant, or at the last review whose ranks a cohort keeps. What a record brings of
 * its peers by then stays: its platform counts more merchants than there are in a file. One record alone is not ranked.
 */
export const rankedRecords = (newest: Plan, records: readonly MerchantRecord[], atMs: number): Ranked => {
  const plan = planFor(newest, atMs)
  const cohorts = plan.nodes.flatMap((_, id) => peersLeafOf(plan, id)?.cohort ?? [])
  const asked = [...new Set(cohorts)]
  const brings = ({ peers = {} }: MerchantRecord, cohort: string): boolean =>
    Object.entries(peers).some(
      ([from, standings]) =>
        instantMsOf(from, plan.clockwork.zone) <= atMs && standings[cohort] !== undefined,
    )
  const lacking = asked.filter((cohort) => records.some((record) => !brings(record, cohort)))
  if (records.length < 2 || lacking.length === 0) return { records, unranked: lacking }
  const counts = countsOf(plan, lacking, atMs)
  const places = counts.reduce((known, count) => placedAt(newest, known, count, brings), records)
  const counted = counts.flatMap((count) => count.cohorts)
  return { records: places, unranked: lacking.filter((cohort) => counted.indexOf(cohort) < 0) }
}

/** Earliest first, since later places may be decided by earlier ones. Merchants' own anniversaries are no day on which all are compared. */
const countsOf = (plan: Plan, cohorts: readonly string[], atMs: number): Count[] => {
  const counts = cohorts.flatMap((cohort): Count[] => {
    const { at } = plan.cohorts[cohort]!
    const review = plan.clockwork.reviews.find(({ id }) => id === at)
    if (!review) return [{ atMs, countMs: atMs, cohorts: [cohort] }]
    const { rule, zone, since, cutOff } = review
    if (rule === 'continuous' || since !== null) return []
    const lastMs = lastReview(rule, zone, atMs)
    const countMs = cutOff === null ? lastMs : shifted(zone, lastMs, cutOff, -1)
    return [{ atMs: lastMs, countMs, cohorts: [cohort] }]
  })
  const together = new Map<string, Count>()
  for (const count of counts) {
    const key = `${count.atMs} ${count.countMs}`
    const others = together.get(key)?.cohorts ?? []
    together.set(key, { ...count, cohorts: [...others, ...count.cohorts] })
  }
  return [...together.values()].sort((left, right) => left.atMs - right.atMs)
}

const placedAt = (
  newest: Plan,
  records: readonly MerchantRecord[],
  { atMs, countMs, cohorts }: Count,
  brings: (record: MerchantRecord, cohort: string) => boolean,
): MerchantRecord[] => {
  const { zone } = newest.clockwork
  const there = records.filter(({ joinedAt }) => instantMsOf(joinedAt, zone) <= atMs)
  const read = there.map((record) => ({
    ...measured(newest, record, atMs, countMs),
    held: advance(newest, record, atMs - 1).held,
    peers: {},
  }))
  const at = isoOf(atMs)
  const found = new Map(withPeers(newest, read, atMs).map(({ id, peers }) => [id, peers?.[at] ?? {}]))
  return records.map((record): MerchantRecord => {
    const own: Record<string, PeerStanding> = {}
    for (const cohort of cohorts) {
      const standing = found.get(record.id)?.[cohort]
      if (standing && !brings(record, cohort)) own[cohort] = standing
    }
    const earlier = record.peers?.[at]
    return { ...record, peers: { ...record.peers, [at]: { ...earlier, ...own } } }
  })
}
