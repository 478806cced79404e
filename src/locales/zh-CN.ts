/**
 * The kit's own Simplified Chinese words, whole, by who says them: to start a translation from, or to change single texts of. Elements carry
 * their words by themselves; a page that wants no other ones does not need this.
 */
import { benefits } from '../words/zh-CN/benefit-wallet.js'
import { date } from '../words/zh-CN/date.js'
import { documentIssues } from '../words/zh-CN/document-issues.js'
import { element } from '../words/zh-CN/element.js'
import { number } from '../words/zh-CN/number.js'
import { points } from '../words/zh-CN/points-ledger.js'
import { reasons } from '../words/zh-CN/reasons.js'
import { requestIssues } from '../words/zh-CN/request-issues.js'
import { say } from '../words/zh-CN/say.js'
import { gauge } from '../words/zh-CN/score-gauge.js'
import { tasks } from '../words/zh-CN/task-checklist.js'
import { ladder } from '../words/zh-CN/tier-ladder.js'
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
