/** The words of evidence, in English. Names arrive as the program writes them ("Refund rate"). */

/** What a mark is compared with, in kinds that take different words. */
export type MarkKind = 'amount' | 'count' | 'score' | 'date' | 'rank' | 'name'
/** The operators of evidence, and `ne` for a denied `eq`. */
export type Is = 'gte' | 'gt' | 'lte' | 'lt' | 'eq' | 'ne'
type Marks = Readonly<Record<Is, (value: string) => string>>

const amount: Marks = {
  gte: (value) => `at least ${value}`,
  gt: (value) => `more than ${value}`,
  lte: (value) => `at most ${value}`,
  lt: (value) => `less than ${value}`,
  eq: (value) => `must be ${value}`,
  ne: (value) => `must not be ${value}`,
}
const need: Readonly<Record<MarkKind, Marks>> = {
  amount,
  count: amount,
  score: amount,
  name: amount,
  date: {
    ...amount,
    gte: (value) => `on or after ${value}`,
    gt: (value) => `after ${value}`,
    lte: (value) => `by ${value}`,
    lt: (value) => `before ${value}`,
  },
  rank: {
    ...amount,
    gte: (value) => `${value} or above`,
    gt: (value) => `above ${value}`,
    lte: (value) => `${value} or below`,
    lt: (value) => `below ${value}`,
  },
}

const few = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** "Refund rate" inside a sentence is "refund rate"; "GMV" stays. */
export function inside(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
}

const atReviews = (times: number, ofLast: number, review: string | null): string => {
  const of = `${ofLast === 1 ? 'review' : 'reviews'}${review === null ? '' : ` (${review})`}`
  if (ofLast === 1) return `at the last ${of}`
  return times === ofLast
    ? `at each of the last ${ofLast} ${of}`
    : `at ${times} or more of the last ${ofLast} ${of}`
}

export const say = {
  yes: 'yes',
  no: 'no',
  active: 'active',
  inactive: 'not active',
  known: 'known',
  unknown: 'not known yet',
  mustBeKnown: 'must be known',
  mustBeUnknown: 'must not be known',
  mustHold: 'must hold',
  mustNotHold: 'must not hold',
  exempt: 'does not apply',
  exemptOver: (of: string) => `does not apply: no ${inside(of)}`,
  need,
  /** A whole rule: its subject, its mark. */
  rule: (name: string, is: Is, value: string, kind: MarkKind) =>
    kind === 'score' && is === 'gte'
      ? `${inside(name)} from ${value}`
      : `${inside(name)} ${need[kind][is](value)}`,
  /** A rule that is only a name: a segment, a yes or no. */
  holds: (name: string, wanted: boolean) => (wanted ? name : `not ${name}`),
  isKnown: (name: string, wanted: boolean) => `${inside(name)} ${wanted ? 'known' : 'not known'}`,
  line: (have: string, mark: string) => `${have}, ${mark}`,
  /** A value beside the rule it belongs to. */
  because: (have: string, rule: string) => `${have}: ${rule}`,
  toGo: (gap: string, _kind: MarkKind) => `${gap} to go`,
  over: (gap: string, _kind: MarkKind) => `${gap} over`,
  percentPoints: (number: string) => `${number} percentage point${number === '1' ? '' : 's'}`,
  wouldBreak: (count: number, of: string | null) =>
    count === 1 || of === null
      ? `${few[count] ?? count} more would break it`
      : `${few[count] ?? count} more ${inside(of)} would break it`,
  moreOf: (count: string, den: string, denName: string) => `${count} short, of ${den} ${inside(denName)}`,
  dilute: (count: string, den: string, num: string) =>
    `met after ${count} more ${inside(den)} with no new ${inside(num)}`,
  basis: (num: string, numName: string, den: string, denName: string) =>
    `${num} ${inside(numName)} of ${den} ${inside(denName)}`,
  place: (rank: string, size: string | null) =>
    size === null ? `place ${rank}` : `place ${rank} of ${size}`,
  places: (side: 'best' | 'worst', places: string) => `among the ${side} ${places}`,
  placesToGo: (gap: number, shown: string) => `${shown} place${gap === 1 ? '' : 's'} to go`,
  ranked: (name: string, mark: string) => `${inside(name)} ${mark}`,
  timesHeld: (times: string) => `held at ${times}`,
  timesNeeded: (times: number, ofLast: number, review: string | null) =>
    `must hold ${atReviews(times, ofLast, review)}`,
  repeated: (rule: string, times: number, ofLast: number, review: string | null) =>
    `${rule} ${atReviews(times, ofLast, review)}`,
  timesToGo: (gap: number) => `${gap} more review${gap === 1 ? '' : 's'} to go`,
  counted: (facts: string) => `${facts} counted`,
  excluded: {
    where: (count: string) => `${count} of another kind`,
    undone: (count: string) => `${count} undone`,
    partlyUndone: (count: string) => `part of ${count} undone`,
    noValue: (count: string) => `${count} without a value`,
    cutOff: (count: string) => `${count} after the cut-off`,
    notYetSeen: (count: string) => `${count} not yet received`,
  },
  leftOut: (parts: readonly string[]) => `not counted: ${parts.join(', ')}`,
  parts: '; ',
  partOf: (label: string, line: string) => `${label}: ${line}`,
  noMarkFor: (value: string) => `no mark for ${value}`,
  markUnknown: (name: string) => `mark not known: goes by ${inside(name)}, which is not known`,
  all: 'all of these',
  any: 'any of these',
  some: (n: string) => `at least ${n} of these`,
  metOf: (met: string, of: string) => `${met} of ${of} met`,
  needOf: (n: string, of: string) => (n === of ? `all ${of}` : `at least ${n}`),
  rules: (rules: readonly string[]) => rules.join('; '),
  allInside: (rules: readonly string[]) => `(${rules.join(' and ')})`,
  anyOf: (rules: readonly string[]) => `any of: ${rules.join(', ')}`,
  someOf: (n: string, rules: readonly string[]) => `at least ${n} of: ${rules.join(', ')}`,
  not: (rule: string) => `not (${rule})`,
  missing: (rules: readonly string[]) => `still missing: ${rules.join('; ')}`,
  sinceJoining: 'since joining',
}

export type SayWords = typeof say
