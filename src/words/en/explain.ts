/** The words of a merchant's report, in English. Numbers, dates, names and rules arrive said already. */
import { inside } from './say.js'

export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year'

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

export const explain = {
  none: 'none',
  score: 'Score',
  of: (part: string, whole: string) => `${part} of ${whole}`,
  noScore: 'not known',
  unknownBecause: (names: string) => `not known: ${names}`,
  needs: (rule: string) => `too little data: needs ${rule}`,
  change: (by: string, date: string, most: string | null) =>
    most === null ? `${by} since ${date}` : `${by} since ${date}, most of it ${inside(most)}`,
  factor: 'Factor',
  share: 'Points',
  most: 'Of',
  value: 'Value',
  fullAt: { gte: (value: string) => `full from ${value}`, lte: (value: string) => `full down to ${value}` },
  decides: 'decides',
  cap: 'Cap',
  capped: (from: string, to: string) => `${from} capped to ${to}`,

  held: (tier: string, since: string | null) => (since === null ? tier : `${tier} since ${since}`),
  computed: 'By its values',
  ifReviewed: 'If reviewed now',
  pending: (tier: string, date: string) => `${tier} from ${date}`,
  decidedFor: 'Decided',
  heldUntil: (date: string) => `not lowered before ${date}`,
  hold: 'Hold',
  heldBack: 'Held back',
  atRisk: 'At risk',
  falls: (tier: string, date: string | null) =>
    date === null ? `falls to ${tier}` : `falls to ${tier} on ${date}`,
  near: (tier: string) => `near falling to ${tier}`,
  keeps: (tier: string) => `To keep ${tier}`,
  enters: (tier: string) => `To enter ${tier}`,
  condition: { met: 'met', unmet: 'not met', unknown: 'not known' },
  toScore: (gap: string) => `${gap} score to go`,

  path: (tier: string) => `Path to ${tier}`,
  reached: 'nothing left to do: the next review decides',
  reaches: (tasks: number, effort: string) =>
    effort === '' ? plural(tasks, 'task') : `${plural(tasks, 'task')}, ${effort}`,
  proof: {
    least: 'no other set of tasks takes less effort',
    allTasks: 'not even all open tasks together reach it',
    searched: (sets: number) => `none of the sets of open tasks reaches it (${sets} tried)`,
    tried: (sets: number) => `there are too many tasks to be certain (${sets} sets tried)`,
  },
  blockedBy: 'Stays unmet',
  adds: (gain: string) => `${gain} score`,

  tasks: 'Tasks',
  states: {
    locked: 'locked',
    open: 'open',
    pending: 'being checked',
    done: 'done',
    claimable: 'done, to claim',
    claimed: 'claimed',
    expired: 'expired',
    notApplicable: 'not for this merchant',
    dismissed: 'set aside',
  },
  by: (date: string) => `by ${date}`,
  reward: (points: string, account: string) => `${points} ${inside(account)}`,

  benefits: 'Benefits',
  benefitStates: {
    available: 'available',
    locked: 'locked',
    used: 'used up',
    choose: 'to choose',
    expired: 'expired',
    outOfStock: 'out of stock',
    suspended: 'suspended',
    pending: 'being confirmed',
  },
  left: (left: string, of: string) => `${left} of ${of} left`,
  givenNext: (date: string) => `given at the review on ${date}`,
  opensAt: (tier: string) => `opens at ${tier}`,
  suspendedBy: (by: string) => `by ${by}`,

  accounts: 'Points',
  lapses: (points: string, date: string) => `${points} lapse after ${date}`,
  worth: (money: string) => `worth ${money}`,
  untilReset: (date: string) => `until the reset on ${date}`,
  never: 'never lapses',
  lots: (lots: number) => plural(lots, 'lot'),
  limit: (name: string, counted: string, of: string, each: Period) =>
    `${name}: ${counted} of ${of} this ${each}`,
  limitReached: 'reached: more is cut',

  overrides: 'Overrides',
  active: 'active',
  ended: 'ended',
  reviews: 'Reviews',
  review: 'Review',
  last: 'Last',
  next: 'Next',
  counts: 'Counts',
  nextCounts: 'Next counts',
  continuous: 'at once',
  reasons: 'Reasons for the last change',
  reasonsNow: 'Reasons at the last decision',
  reasonsLast: 'Reasons at the last review',
}
export type ExplainWords = typeof explain
