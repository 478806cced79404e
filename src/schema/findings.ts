/**
 * Everything that a valid program may still get wrong. It stands apart from the Issues, so that a page, which shows none of it, does not
 * carry its words. The linter finds them; `words` says them.
 */
import type { IssuePath } from './issues.js'

/** `error`: it cannot work as it stands. `warning`: it works, and is probably not what was meant. */
export type Severity = 'error' | 'warning'

/** The codes, what their params hold, and when they are told; in order of precedence, as for Issues. */
export const findings = {
  // what can never be
  unreachableTier: {
    severity: 'error',
    params: ['tier'],
    when: 'whatever the values, what a tier asks on entry cannot be met',
  },
  taskUnreachable: {
    severity: 'error',
    params: ['task'],
    when: 'whatever the values, a task cannot be done',
  },
  noWeight: { severity: 'error', params: [], when: 'all weights of a group are 0, so it has no value' },
  neverMet: { severity: 'warning', params: ['what'], when: 'a condition cannot be met; `what`: whose it is' },
  useLacks: {
    severity: 'warning',
    params: ['by', 'missing'],
    when: 'a look-up without `else` does not name all values of what it goes by; `missing` joined with `, `',
  },
  caseNeverChosen: {
    severity: 'warning',
    params: ['case', 'before'],
    when: 'a case cannot be chosen; `before`: the case that always comes first, counted from 1, 0 where it cannot hold at all',
  },
  taskLeavesAudience: {
    severity: 'warning',
    params: ['task'],
    when: 'who has done a task is no longer among those whom it is for',
  },
  // tiers
  shadowedTier: {
    severity: 'warning',
    params: ['tier', 'above'],
    when: 'a higher tier asks no more, so that nobody enters this one',
  },
  keepAsksMore: {
    severity: 'warning',
    params: ['tier'],
    when: 'to keep a tier takes more than to enter it',
  },
  quotasDoNotSum: {
    severity: 'warning',
    params: ['found'],
    when: 'the percent of a cohort that tiers of one ladder take from both its ends are more than 100',
  },
  quotaNotNarrower: {
    severity: 'warning',
    params: ['tier', 'found', 'below', 'foundBelow'],
    when: 'of the best so many, a tier takes no fewer than the tier `below` it',
  },
  noMain: {
    severity: 'warning',
    params: ['found', 'first'],
    when: 'of several ladders that are no badges none is the main one; `first` is taken for it',
  },
  tooManyTiers: {
    severity: 'warning',
    params: ['found', 'limit'],
    when: 'a ladder has more tiers than people keep in mind',
  },
  noEffect: {
    severity: 'warning',
    params: ['key', 'because'],
    when: '`key` says how something happens that, by `because`, never does',
  },
  // the score
  weightsDoNotSum: {
    severity: 'warning',
    params: ['sum', 'round'],
    when: 'the weights of a group, which are not all equal, sum to no power of ten; `round` is the nearest',
  },
  pointsDoNotReach: {
    severity: 'warning',
    params: ['most', 'max'],
    when: 'the factors together give less than the `max` of their group',
  },
  factorGivesNothing: {
    severity: 'warning',
    params: ['factor'],
    when: 'a factor always gives the same points, or its weight is 0',
  },
  percentileTiny: {
    severity: 'warning',
    params: ['found', 'meant'],
    when: 'a percentile is under 1, as if it were a fraction; `meant` is that in percent',
  },
  cliff: {
    severity: 'warning',
    params: ['at', 'points', 'range'],
    when: 'at one mark points jump by more than half of what their scale ranges over',
  },
  factorNoTaskMoves: {
    severity: 'warning',
    params: ['factor'],
    when: 'there are tasks, and none moves this factor',
  },
  // what a standing gives
  taskMovesNothing: {
    severity: 'warning',
    params: ['task'],
    when: 'neither the score nor a tier depends on what a task moves',
  },
  benefitLost: {
    severity: 'warning',
    params: ['benefit', 'tier', 'above'],
    when: 'a tier has a benefit that the higher one `above` lacks',
  },
  benefitShrinks: {
    severity: 'warning',
    params: ['benefit', 'tier', 'above'],
    when: 'a benefit is worth less, or can be used less often, on the higher tier `above`',
  },
  benefitNoCost: { severity: 'warning', params: ['benefit'], when: 'a benefit costs nothing on any tier' },
  limitCuts: {
    severity: 'warning',
    params: ['points', 'limit'],
    when: 'one event alone gives more points than the limit of its rule allows',
  },
  accountNotEarned: { severity: 'warning', params: ['account'], when: 'nothing puts points into an account' },
  pointsBuyNothing: {
    severity: 'warning',
    params: ['account'],
    when: 'nothing takes the points of an account, and nothing asks for them',
  },
  sanctionNoEnd: {
    severity: 'warning',
    params: ['override'],
    when: 'a sanction has neither a term nor a condition that ends it',
  },
  overrideDoesNothing: {
    severity: 'warning',
    params: ['override'],
    when: 'an override changes nothing, and nothing asks whether it holds',
  },
  // names and texts
  unusedName: {
    severity: 'warning',
    params: ['name', 'what'],
    when: 'nothing names what is declared; `what` is its noun',
  },
  textMissing: {
    severity: 'warning',
    params: ['language', 'found'],
    when: 'a text is not in its language: Chinese without a Chinese character, or English with one',
  },
  longText: {
    severity: 'warning',
    params: ['language', 'found', 'limit'],
    when: 'a name has more characters than its place in a widget holds',
  },
} as const satisfies Record<string, { severity: Severity; params: readonly string[]; when: string }>

export type FindingCode = keyof typeof findings
export type FindingParams<C extends FindingCode> = {
  readonly [P in (typeof findings)[C]['params'][number]]: string | number
}

/** Something that a valid program gets wrong. */
export interface Finding {
  readonly code: FindingCode
  readonly severity: Severity
  readonly path: IssuePath
  readonly params: Readonly<Record<string, string | number>>
}
