/** What a valid program gets wrong, in English: what is found, why it matters, what to do. Codes and params are the schema's catalogue. */
import type { FindingCode, FindingParams } from '../../schema/findings.js'
import { capital, name, noun, times, type Sentence, type Word } from './sentence.js'

export type FindingSentences = { readonly [C in FindingCode]: (params: FindingParams<C>) => Sentence }

const languages: Readonly<Record<string, string>> = { en: 'English', 'zh-CN': 'Chinese' }
const language = (word: Word): string => languages[word] ?? name(word)

export const findings: FindingSentences = {
  unreachableTier: ({ tier }) => [
    `Nobody can enter ${name(tier)}: what it asks cannot be met together, whatever the values.`,
    'A tier that is shown and cannot be reached misleads.',
    'Compare its marks with what the score and the metrics can reach, or remove the tier.',
  ],
  taskUnreachable: ({ task }) => [
    `${name(task)} can never be done, whatever the values.`,
    'Merchants would work for a reward that never comes.',
    'Correct the marks of its `done`.',
  ],
  noWeight: () => [
    'All weights of this group are 0.',
    'It is a mean over nothing, so nobody has a score.',
    'Give at least one factor a weight.',
  ],
  neverMet: ({ what }) => [
    'This condition cannot be met, whatever the values.',
    `${capital(noun(what))} that waits for it never comes to anything.`,
    'Correct its marks, or remove it.',
  ],
  useLacks: ({ by, missing }) => [
    `${String(missing).split(', ').map(name).join(', ')} of ${name(by)} is not named here, and there is no \`else\`.`,
    'Whoever has it has no value here, and never meets what asks for one.',
    'Name it in `use`, or say with `else` what holds otherwise.',
  ],
  caseNeverChosen: ({ case: nth, before }) =>
    Number(before) === 0
      ? [
          `Case ${nth} cannot hold, whatever the values.`,
          'What it gives is never given.',
          'Correct its marks, or remove the case.',
        ]
      : [
          `Case ${nth} is never chosen: wherever it holds, case ${before} holds and comes first.`,
          'Of several cases the first that holds is taken.',
          `Move case ${nth} before case ${before}, or remove it.`,
        ],
  taskLeavesAudience: ({ task }) => [
    `Whoever has done ${name(task)} is no longer in its audience.`,
    'The task disappears in the moment in which it is done.',
    'Widen `audience`, or lower what `done` asks.',
  ],
  shadowedTier: ({ tier, above }) => [
    `Nobody enters ${name(tier)}: whoever meets it also meets the higher ${name(above)}.`,
    'The highest tier that is met is the one given.',
    `Ask more for ${name(above)}, or put the tiers in order, lowest first.`,
  ],
  keepAsksMore: ({ tier }) => [
    `To keep ${name(tier)} takes more than to enter it.`,
    'Who has just risen falls at the next review.',
    'Let `keep` ask no more than `enter`.',
  ],
  quotasDoNotSum: ({ found }) => [
    `These shares of one cohort make ${found} %.`,
    'There are only 100 % to give, so tiers overlap.',
    'Lower the shares until they fit within 100.',
  ],
  quotaNotNarrower: ({ tier, found, below, foundBelow }) => [
    `${name(tier)} takes the best ${found} %, the lower ${name(below)} the best ${foundBelow} %.`,
    'Shares count from the top, so a lower tier gets only what its share has beyond the higher one’s.',
    `Write a share above ${found} for ${name(below)}: its own part and that of all higher tiers together.`,
  ],
  noMain: ({ found, first }) => [
    `There are ${found} ladders, and none of them is the main one.`,
    `${name(first)} is shown first, and what names no ladder means it.`,
    'Write `"main": true` on one of them.',
  ],
  tooManyTiers: ({ found, limit }) => [
    `The ladder has ${times(found, 'tier')}.`,
    `Beyond ${limit} people lose sight of the next step.`,
    'Join tiers that open little of their own.',
  ],
  noEffect: ({ key, because }) => [
    `${name(key)} has no effect beside ${name(because)}.`,
    'It speaks of a move that is never made.',
    `Remove ${name(key)}, or name a review instead of \`never\`.`,
  ],
  weightsDoNotSum: ({ sum, round }) => [
    `The weights sum to ${sum}.`,
    'Only where they sum to a round number can people read a weight as a share.',
    `Make them sum to ${round}.`,
  ],
  pointsDoNotReach: ({ most, max }) => [
    `The factors give at most ${most} points, and \`max\` is ${max}.`,
    'The end of the scale is shown, and nobody can reach it.',
    `Write ${most} as \`max\`, or let the factors give more.`,
  ],
  factorGivesNothing: ({ factor }) => [
    `${name(factor)} changes nothing: it adds the same to every score.`,
    'Merchants see a factor that they cannot improve.',
    'Correct its scale or its weight, or remove the factor.',
  ],
  percentileTiny: ({ found, meant }) => [
    `This is the percentile ${found}, which nearly everybody is above.`,
    'Percentiles are written in percent, above 0 and up to 100.',
    `Write ${meant} if that is meant.`,
  ],
  cliff: ({ at, points, range }) => [
    `At ${at} the points jump by ${points} of ${range}.`,
    'Two merchants who are almost alike get very different scores.',
    'Put marks between, or use a line.',
  ],
  factorNoTaskMoves: ({ factor }) => [
    `No task moves ${name(factor)}.`,
    'Merchants see what they lack, and are not told what to do.',
    'Add a task whose `moves` names its metric.',
  ],
  taskMovesNothing: ({ task }) => [
    `Neither the score nor a tier depends on what ${name(task)} moves.`,
    'Merchants who do it come no nearer to the next tier.',
    'Name in `moves` a metric that a factor or a tier reads.',
  ],
  benefitLost: ({ benefit, tier, above }) => [
    `${name(tier)} has ${name(benefit)}, and the higher ${name(above)} lacks it.`,
    'The higher the tier, the more benefits: nobody should lose one by rising.',
    'Let `requires` hold on all higher tiers too, e.g. with `gte`.',
  ],
  benefitShrinks: ({ benefit, tier, above }) => [
    `${name(benefit)} is worth less on ${name(above)} than on ${name(tier)} below it.`,
    'The higher the tier, the more it gives: nobody should lose by rising.',
    `Raise what ${name(above)} gives.`,
  ],
  benefitNoCost: ({ benefit }) => [
    `${name(benefit)} costs nothing.`,
    'A preview sums up what a change would cost, and leaves this out.',
    'Write what one use costs, in the smallest unit of the currency.',
  ],
  limitCuts: ({ points, limit }) => [
    `One event gives ${points} points, and the limit is ${limit}.`,
    'Nobody ever gets all that the rule promises.',
    'Raise the limit, or lower the points.',
  ],
  accountNotEarned: ({ account }) => [
    `Nothing puts points into ${name(account)}.`,
    'Its balance stays at 0 for everybody.',
    'Add an `earn` rule, a `start` or a task’s reward, or remove the account.',
  ],
  pointsBuyNothing: ({ account }) => [
    `Nothing takes the points of ${name(account)}, and no condition asks for them.`,
    'Merchants collect what they cannot use.',
    'Add a benefit that takes them, or a tier that asks for them.',
  ],
  sanctionNoEnd: ({ override }) => [
    `${name(override)} never ends.`,
    'A sanction without a term is held for ever, even after an appeal.',
    'Add `lasts`, or `ends` with a condition.',
  ],
  overrideDoesNothing: ({ override }) => [
    `${name(override)} changes nothing, and no condition asks for it.`,
    'It is shown to merchants and means nothing.',
    'Say what it does, or name it in a condition.',
  ],
  unusedName: ({ name: id, what }) => [
    `Nothing names ${noun(what)} ${name(id)}.`.replace(/names an? /, 'names the '),
    'What is declared and not used is often a misspelled name elsewhere.',
    'Use it, or remove it.',
  ],
  textMissing: ({ language: word, found }) => [
    `"${found}" is not in ${language(word)}.`,
    'Every text is shown in English and in Chinese.',
    `Write it in ${language(word)}.`,
  ],
  longText: ({ language: word, found, limit }) => [
    `The name has ${times(found, 'character')} in ${language(word)}.`,
    `A widget shows ${limit} of them on one line.`,
    'Shorten it, and put the rest into `note`.',
  ],
}
