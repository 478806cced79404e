/** The words of a statement of reasons, in English. Numbers, dates, names and rules arrive said already. */
import { inside } from './say.js'

type Why = 'frozen' | 'takesEffect' | 'never' | 'climb' | 'steps' | 'hold' | 'grace' | 'protected' | 'review'

const until = (date: string | null): string => (date === null ? '' : ` until ${date}`)
/** Why a ladder is not where its values are. `until` exclusive; `by`: the override's name. */
const heldBack: Readonly<Record<Why, (date: string | null, by: string | null, steps: number) => string>> = {
  frozen: (date, by) => `${by ?? 'A sanction'} freezes the tier${until(date)}`,
  takesEffect: (date) => `decided, and takes effect on ${date ?? 'a later day'}`,
  never: () => 'the tier does not move that way',
  climb: () => 'tiers are entered one after the other, and one in between is not met',
  steps: (_date, _by, steps) => `one decision moves at most ${steps} ${steps === 1 ? 'tier' : 'tiers'}`,
  hold: (date) => `the tier is held${until(date)}`,
  grace: (date) => `a grace runs${until(date)}`,
  protected: (date, by) => `${by ?? 'A protection'} cancels the next fall${until(date)}`,
  review: (date) => (date === null ? 'the next review decides' : `the review on ${date} decides`),
}

export const reasons = {
  title: 'Statement of reasons',
  merchant: 'Merchant',
  program: 'Program',
  version: (name: string, version: string) => `${name}, version ${version}`,
  ladder: 'Ladder',
  asOf: 'As of',
  tier: 'Tier',
  tierBeside: (tier: string, computed: string) => `${tier} (by its values: ${computed})`,
  noTier: 'no tier',
  nextReview: 'Next review',
  none: 'Nothing has been decided on this ladder yet.',

  rise: (from: string, to: string) => `Up from ${from} to ${to}`,
  fall: (from: string, to: string) => `Down from ${from} to ${to}`,
  stay: (tier: string) => `No change: ${tier}`,
  decided: 'Decided',
  decidedBy: (date: string, review: string) => `${date}, ${review}`,
  takesEffect: 'In effect',
  byVersion: 'By version',
  heldBack,
  because: 'Held back',
  beside: 'Beside it',
  override: (name: string, since: string, end: string | null) =>
    end === null ? `${name}, since ${since}` : `${name}, since ${since}, until ${end}`,
  earned: 'By its values',

  enter: (tier: string) => `To enter ${tier}`,
  keep: (tier: string) => `To keep ${tier}`,
  everybody: 'nothing is asked',
  at: (rule: string, path: string) => `${rule} (written at ${path})`,
  marked: (line: string, state: string) => `${line} (${state})`,
  valueOf: (name: string, value: string) => `${name}: ${value}`,
  parts: '; ',
  values: 'Values',
  met: 'met',
  unmet: 'not met',
  unknown: 'not known',
  unknownValue: 'not known',
  scoreParts: 'Of the score',
  part: (name: string, share: string, max: string) => `${name} ${share} of ${max}`,
  partAlone: (name: string, points: string) => `${name} ${points}`,
  default: 'too little data, default points',
  exempt: 'left out',

  turn: 'What would have turned it',
  turned: (name: string, to: string, from: string) => `${inside(name)} ${to} instead of ${from}`,
  turnsTo: (changes: readonly string[], tier: string) => `${changes.join(', and ')}: then ${tier}`,
  noTurn: 'no other values would have turned it',
  notSeen: 'decided before the records at hand begin; only the rule is known',
}
export type ReasonsWords = typeof reasons
