/**
 * The kit's own English words, whole, by who says them: to start a translation from, or to change single texts of. Elements carry
 * their words by themselves; a page that wants no other ones does not need this.
 */
import { benefits } from '../words/en/benefit-wallet.js'
import { date } from '../words/en/date.js'
import { documentIssues } from '../words/en/document-issues.js'
import { element } from '../words/en/element.js'
import { number } from '../words/en/number.js'
import { points } from '../words/en/points-ledger.js'
import { reasons } from '../words/en/reasons.js'
import { requestIssues } from '../words/en/request-issues.js'
import { say } from '../words/en/say.js'
import { gauge } from '../words/en/score-gauge.js'
import { tasks } from '../words/en/task-checklist.js'
import { ladder } from '../words/en/tier-ladder.js'
import type { LocaleWords } from '../words/register.js'

export const words = {
  'score-gauge': gauge,
  'tier-ladder': ladder,
  'task-checklist': tasks,
  'benefit-wallet': benefits,
  'points-ledger': points,
  element,
  say,
  date,
  number,
  reasons,
  issues: { ...documentIssues, ...requestIssues },
} satisfies Required<LocaleWords>

export type { LocaleWords }
