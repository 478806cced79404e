/** The words of the tier ladder, in English. Numbers, dates and names arrive said already, unless a plural needs the number. */
import { inside } from './say.js'

type Period = 'day' | 'week' | 'month' | 'quarter' | 'year'

const counts = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const counted = (count: number) => counts[count] ?? String(count)
const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export const ladder = {
  title: 'Tier',
  compare: 'Compare tiers',
  compareOf: (ladder: string) => `${ladder}: what each asks and gives`,
  back: 'Back to your tier',
  yours: 'Your tier',
  /** When it changes under the reader's eyes. */
  news: (tier: string | null, up: boolean) =>
    tier === null ? 'You have no tier now' : up ? `You’ve reached ${tier}` : `Your tier is now ${tier}`,
  toEnter: 'To enter',
  toKeep: 'To keep',
  asksNothing: 'Asks nothing',
  openToAll: 'Open to all',
  sentence,
  offerKinds: {
    price: 'Price',
    logistics: 'Logistics',
    service: 'Service',
    added: 'Added value',
    traffic: 'Traffic',
    other: 'Further benefits',
  },
  quota: (times: string, each: Period) => `${times} a ${each}`,
  included: 'Included',
  notIncluded: 'Not included',
  further: 'on a condition',
  also: (rules: readonly string[]) => `Also asks: ${rules.map(inside).join('; ')}`,
  noOffers: 'No benefit depends on the tier.',

  noTier: 'No tier yet',
  since: (date: string) => `since ${date}`,
  heldUntil: (date: string) => `held until ${date}`,
  firstReview: (date: string) => `first review on ${date}`,

  gapTo: (gap: string, tier: string) => `${gap} to ${tier}`,
  byTasks: 'all of it can come from your tasks',
  atMark: (mark: string) => `its mark is ${mark}`,
  reached: (tier: string) => `${tier} reached`,
  decidedOn: (date: string) => `the ${date} review decides`,
  decidedSoon: 'the next review decides',
  blocked: (tier: string) => `${tier} blocked`,
  blockedBy: (count: number) =>
    count === 1
      ? 'the score suffices, one condition does not'
      : `the score suffices, ${counted(count)} conditions do not`,
  conditionsFor: (met: number, of: number, tier: string) => `${met} of ${of} for ${tier}`,
  conditionsMet: 'conditions met',
  next: (tier: string) => `Next: ${tier}`,
  earned: (tier: string) => `Earned: ${tier}`,
  heldBack: (by: string) => `held back by: ${inside(by)}`,
  lifted: (by: string) => `more by: ${inside(by)}`,
  top: 'Top tier',
  topHint: 'there is none above',

  rungs: 'Tiers',
  from: (mark: string) => `from ${mark}`,
  open: 'open to all',
  more: (count: number) => `and ${count === 1 ? 'one more condition' : `${counted(count)} more conditions`}`,
  opens: (names: readonly string[]) =>
    names.some((name) => name.indexOf(',') >= 0)
      ? names.join('\u00a0· ')
      : names.map((name, index) => (index === 0 ? name : inside(name))).join(', '),
  andOthers: (names: string, count: number) => `${names}\u00a0· ${count}\u00a0more`,
  states: { passed: 'passed', here: 'your tier', above: 'not reached' },

  /** The note: each has a heading and a reason. */
  sanction: (name: string, tier: string) => `${name}: ${tier} for now`,
  sanctionSame: (name: string) => name,
  sanctionEnds: (rule: string) => `It ends when: ${rule}`,
  sanctionUntil: (date: string) => `It ends on ${date}`,
  risk: (tier: string, label: string, line: string) => `${tier} is at risk: ${inside(label)} ${line}`,
  falls: (tier: string, label: string, line: string) => `${tier} would be lost: ${inside(label)} ${line}`,
  riskPlain: (tier: string) => `${tier} is at risk`,
  fallsTo: (hint: string, date: string, to: string) =>
    sentence(`${hint ? `${hint}. ` : ''}As things stand, the ${date} review moves you to ${to}.`),
  fallsSoon: (hint: string, to: string) =>
    sentence(`${hint ? `${hint}. ` : ''}As things stand, the next review moves you to ${to}.`),
  nearTo: (hint: string, date: string, to: string) =>
    sentence(`${hint || 'it is near its mark'}; then the ${date} review would move you to ${to}.`),
  nearSoon: (hint: string, to: string) =>
    sentence(`${hint || 'it is near its mark'}; then the next review would move you to ${to}.`),
  out: 'no tier',
  protected: (tier: string, date: string, by: string | null) =>
    `${tier} is held until ${date}${by ? ` by ${by}` : ''}`,
  protectedOpen: (tier: string, by: string) => `${tier} is protected by ${by}`,
  protectedWhy: (earned: string, reasons: readonly string[]) =>
    `Without it, today’s values would give ${earned}${reasons.length > 0 ? `. ${sentence(reasons.join('; '))}` : ''}.`,
  movedDown: (from: string, to: string, date: string) => `Moved from ${from} to ${to} on ${date}`,
  movedUp: (to: string, date: string) => `You reached ${to} on ${date}`,
  movedWhy: (reasons: readonly string[], review: string) =>
    `${sentence(reasons.join('; '))}${reasons.length > 0 ? '. ' : ''}${review ? `Next review ${review}.` : ''}`,
  reason: (label: string, line: string, basis: string, window: string) =>
    `${inside(label)} ${line}${basis ? `: ${basis}` : ''}${window ? `, ${window}` : ''}`,
  rose: (from: string, to: string, date: string) => `Moved up from ${from} to ${to} on ${date}`,
  why: 'See why',
  brokeRule: (tier: string) => `What ${tier} asks to stay, and was not met`,
  metRule: (tier: string) => `What ${tier} asks, and was met`,
  countedOver: (window: string) => `Counted over ${window}`,
  reviewCovers: (date: string, range: string, zone: string) =>
    `${date}${range ? `, covers ${range}` : ''}, ${zone}`,
  beside: (name: string, until: string | null) => (until ? `${name}, until ${until}` : name),
  pending: (tier: string, date: string) => `${tier} from ${date}`,
  pendingWhy: 'The review has decided; it takes effect then.',
  rises: (tier: string) => `${tier} is within reach: its conditions are met`,
  risesOn: (date: string) => `The ${date} review decides. Keep them met until then.`,
  risesSoon: 'The next review decides. Keep them met until then.',
  safe: (tier: string) => `${tier} is safe as things stand`,
  safeUntil: (date: string) => `Its rules are met. The next review is on ${date}.`,
  safePlain: 'Its rules are met.',
  safeOpen: (tier: string) => `${tier} asks nothing to stay`,
  nextOn: (date: string) => `The next review is on ${date}.`,
  waiting: 'Your tier is not decided yet',
  waitingFor: (date: string) => `The first review is on ${date}.`,

  asks: (tier: string, range: string) => `What ${tier} asks${range ? `, ${range}` : ''}`,
  asksToStay: (tier: string, range: string) => `What ${tier} asks to stay${range ? `, ${range}` : ''}`,
  metOf: (met: number, of: number) => `${met} of ${of} met`,
  met: 'Met',
  metBut: (hint: string) => `Met, but ${hint}`,
  unmet: 'Not met',
  counts: (text: string, window: string) => `${text}; counts ${window}`,
  tasksAdd: (count: number, gain: string) =>
    `${count === 1 ? 'one task adds' : `${counted(count)} tasks add`} ${gain}`,
  toGoBy: (gap: string, tasks: string) => `${gap}; ${tasks}`,
  others: (count: number) => `${counted(count)} more`,

  review: 'Next review',
  reviewOn: (date: string, away: string) => `${date}, ${away}`,
  continuous: 'Decided as things happen',
  covers: (range: string, zone: string) => `Covers ${range}, ${zone}`,
  inZone: (zone: string) => `Dates in ${zone}`,
  besideTier: 'Beside your tier',
  inForce: 'In force',
  todayBut: (earned: string, reasons: readonly string[]) =>
    `Today’s values would give ${earned}; ${reasons.map(inside).join('; ')}`,
  today: (tier: string) => `If reviewed today: ${tier}`,
  todaySame: 'The rules to keep it are met',
  todayHigher: 'Its conditions are met',
  todayLower: (reasons: readonly string[]) => sentence(reasons.join('; ')),
  todayKept: (earned: string, until: string | null) =>
    `Today’s values would give ${earned}; the tier is held${until ? ` until ${until}` : ''}`,
  todayLowerPlain: 'A rule to keep your tier is not met',
  until: (date: string) => `Until ${date}`,
  sinceOpen: (date: string) => `Since ${date}`,
  withNote: (text: string, note: string) => `${text}. ${note}`,

  badges: 'Badges',
  badgesOf: (name: string) => `Badges: ${inside(name)}`,
  badgesHeld: (held: number, of: number) => `${held} of ${of} held`,
  badge: (scope: string | null, name: string) => (scope ? `${scope} ${inside(name)}` : name),
  badgeHeld: 'held',

  emptyTitle: 'No tiers in this program',
  emptyHint: 'It works without them.',
  errorTitle: 'Couldn’t load your tier',
}

export type LadderWords = typeof ladder
