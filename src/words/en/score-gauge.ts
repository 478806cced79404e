/** The words of the score gauge, in English. Numbers, dates and names arrive said already, unless a plural needs the number. */
import { inside } from './say.js'

const counts = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const counted = (count: number) => counts[count] ?? String(count)

export const gauge = {
  title: 'Score',
  of: (max: string) => `of ${max}`,
  ofDefault: (max: string) => `of ${max}, by default`,
  noScore: 'No score yet',

  /** `tasks`: how many the stripes stand for, 0 for none. */
  gapTo: (tier: string, mark: string, tasks: number) => {
    const stripes = tasks === 1 ? 'what your one task adds' : `what your ${counted(tasks)} tasks add`
    return `to ${tier} at ${mark}${tasks > 0 ? `. Striped: ${stripes}` : ''}`
  },
  reached: (tier: string) => `${tier} reached`,
  reachedDecides: (mark: string, date: string) => `The mark is ${mark}; the ${date} review decides`,
  reachedSoon: (mark: string) => `The mark is ${mark}; the next review decides`,
  blocked: 'Blocked',
  blockedBy: (score: string, tier: string, reasons: readonly string[]) =>
    `${score} is enough for ${tier} (striped), but ${reasons.map(inside).join('; ')}`,
  conditionsMet: (met: number, of: number) => `${met} of ${of}`,
  conditionsOf: (tier: string) => `conditions of ${tier} met`,
  top: 'Top tier',
  topAbove: (tier: string, above: string, mark: string) => `${above} above the mark of ${tier}, ${mark}`,
  topPlain: (tier: string) => `${tier} is the highest`,
  needed: (label: string, line: string) => `${label}: ${line}`,

  changeSince: (date: string) => `since ${date}`,
  changeMost: (date: string, factor: string, by: string) =>
    `since ${date}, most in ${inside(factor)} (${by})`,
  unchanged: (date: string) => `unchanged since ${date}`,
  firstReview: 'is your first review',

  history: 'At each review',
  now: 'now',
  level: (tier: string, mark: string) => `dashed: ${tier}, ${mark}`,
  asTable: 'Table',
  asChart: 'Chart',
  date: 'Date',
  score: 'Score',
  tier: 'Tier',
  noHistory: 'Your score at each review will stand here',

  why: (score: string) => `Why ${score}`,
  whatCounts: 'What counts',
  points: 'Points',
  toGain: 'To gain',
  gainOf: (gain: string) => `${gain} to gain`,
  full: 'full',
  weight: (share: string) => `weight ${share}`,
  cappedTo: (from: string, to: string, up: boolean) =>
    up ? `raised from ${from} to the floor of ${to}` : `${from}, capped at ${to}`,
  notKnown: (names: readonly string[]) => `Not known yet: ${names.map(inside).join(', ')}`,
  mark: (value: string, rising: boolean) => (rising ? `full from ${value}` : `full up to ${value}`),
  states: {
    default: 'too little data: a default',
    exempt: 'left out, the others weigh more',
    unknown: 'not known yet',
  },
  decides: { min: 'the lowest decides', max: 'the highest decides', product: 'the parts are multiplied' },
  decider: 'decides',
  cap: { up: 'Raised to the floor', down: 'Capped' },
  others: (count: number) => `${count} more`,
  sum: (count: number) => (count > 1 ? `Sum of the ${counted(count)}` : 'Sum'),
  upTo: (points: string) => `up to ${points}`,

  /** What if: values set by hand, and what they would give. */
  whatIf: 'What if',
  whatIfHint: 'Move a value to see the score and the tier it would give. Your score stays as it is.',
  estimated: 'Estimate',
  estimateOf: (score: string) => `Estimate ${score}`,
  tierIfReviewed: (tier: string, held: boolean) =>
    held ? `Still ${tier} if reviewed now.` : `${tier} if reviewed now.`,
  tierHeldBack: (earned: string, tier: string) => `Enough for ${earned}; a review now would give ${tier}.`,
  tierBarred: (tier: string, reasons: readonly string[]) =>
    `What keeps you from ${tier}: ${reasons.map(inside).join('; ')}.`,
  /** `value` null: not known. */
  have: (value: string | null) => (value === null ? 'not known now' : `now ${value}`),
  /** `full`: the factor is full then. */
  withTasks: (value: string, tasks: number, full: boolean) =>
    `${value} with its ${tasks === 1 ? 'task' : `${counted(tasks)} tasks`}${full ? ', then full' : ''}`,
  slider: (value: string, have: string | null) =>
    `${value}, ${have === null ? 'not known now' : `now ${have}`}`,
  asNow: (have: string | null) => (have === null ? 'not known now' : `${have}, as now`),
  reset: 'Reset',
  allTasks: 'Try all tasks',
  noLevers: 'No open task moves this score.',
  noEstimate: 'Couldn’t work out the estimate.',
  /** `score` null: there would still be none. */
  spokenEstimate: (score: string | null, by: string, text: string) =>
    `Estimate: ${score === null ? 'still no score' : score}${by ? ` (${by})` : ''}. ${text}`.trim(),

  counts: (range: string, zone: string) => `Counts ${range}, ${zone}`,
  inZone: (zone: string) => `Dates in ${zone}`,
  estimate: (date: string) => `Estimate until ${date}`,
  noScoreIsNotZero: 'No score is not a score of 0',

  emptyTitle: 'No score in this program',
  emptyHint: 'It works without one.',
  errorTitle: 'Couldn’t load the score',

  /** The meter, read aloud. */
  spoken: (score: string, max: string, tier: string | null) =>
    `${score} of ${max}${tier ? `, ${tier}` : ''}.`,
  spokenDefault: 'A default score.',
  spokenGap: (gap: string, tier: string, mark: string) => `${gap} to ${tier} at ${mark}.`,
  spokenChange: (by: string, up: boolean, date: string) => `${up ? 'Up' : 'Down'} ${by} since ${date}.`,
  /** When it changes under the reader's eyes. `by`: empty where there was none before, or is none now. */
  news: (name: string, score: string, by: string, up: boolean) =>
    `${name}: ${score}${by ? `, ${up ? 'up' : 'down'} ${by}` : ''}`,
  /** Where each tier begins on the scale. */
  spokenMarks: (marks: readonly (readonly [tier: string, mark: string])[]) =>
    `Marks: ${marks.map(([tier, mark]) => `${tier} ${mark}`).join(', ')}.`,
  stop: '.',
}

export type GaugeWords = typeof gauge
