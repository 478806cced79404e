/** The words of a preview of a program's draft, in English. */

const plural = (count: string, one: string): string => `${count} ${one}${count === '1' ? '' : 's'}`

export const preview = {
  title: (draft: string, published: string, ladder: string, at: string) =>
    `${draft} against ${published} · ${ladder}, if reviewed on ${at}`,
  merchants: (count: string) => plural(count, 'merchant'),
  leftOut: (some: string, all: string) => `${some} of ${all} left out`,
  moreIssues: (count: string) => `... and ${count} more`,
  tier: 'Tier',
  published: 'Published',
  draft: 'Draft',
  share: 'Share',
  target: 'Target',

  moves: 'Who moves, from row to column',
  risen: 'promoted',
  fallen: 'demoted',
  stayed: 'stay',
  all: 'All',

  reasons: 'Top reasons, one a merchant',
  moreReasons: (count: string) => plural(count, 'more reason'),
  noTier: (tier: string) => `there is no tier ${tier} any more`,
  newTier: (tier: string) => `the tier ${tier} is new`,
  keeping: (tier: string) => `keeping ${tier}`,
  markMoved: (tier: string, name: string, now: string, was: string) => `${tier}: ${name} ${now}, not ${was}`,
  mark: (tier: string, name: string, mark: string) => `${tier}: ${name} ${mark}`,
  about: (tier: string, names: string) => `${tier}: ${names}`,
  weighs: (factor: string, now: string, was: string) => `${factor} weighs ${now}, not ${was}`,
  points: (factor: string) => `${factor}: its points or its share of the score changed`,
  others: (tier: string) => `${tier}: others came past, or a bound of the score moved`,

  edge: 'Nearest to the edge',
  within: (count: string, distance: string) => `${count} within ${distance}`,
  concentration: (name: string) => `Who brings ${name}`,
  best: (percent: string, merchants: string) => `best ${percent} (${merchants})`,
  ofTier: (tier: string, percent: string) => `${tier}, ${percent} of merchants`,

  cost: 'Cost of benefits, one use of each',
  change: 'Change',
  each: 'Each',
  returned: (name: string) => `${name} per cost`,
  noCost: (benefits: string) => `Not in the cost, since columns do not say who has them: ${benefits}.`,

  rails: 'Guard rails',
  demotedRail: 'Demoted, at most',
  costRail: 'More cost, at most',
  targetRail: (tier: string) => `${tier} off its target, at most`,
  kept: 'kept',
  broken: 'broken',
  points100: (value: string) => `${value} points`,
  fixes: 'One change that keeps all',
  fix: (path: string, from: string, to: string) => `${path}: ${from} → ${to}`,
  noFix: 'No single number that the draft changed keeps all of them when it is taken back.',
  untried: (count: string) => `${plural(count, 'change')} not tried.`,
  otherChanges: (paths: string) => `Changed besides, and not a number: ${paths}.`,
  same: 'The draft changes no number.',
}
export type PreviewWords = typeof preview
