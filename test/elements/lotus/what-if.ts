import type { Standing } from '../../../src/schema/standing.js'
import type { AskWhatIf, Lever } from '../../../src/schema/what-if.js'
import { subjects } from './said.js'

export const replies: Lever = {
  id: 'replyRate', kind: 'metric', subject: subjects.replies, have: 82, together: 90, tasks: ['replyMore'],
} // prettier-ignore
export const refunds: Lever = {
  id: 'refundRate', kind: 'metric', subject: subjects.refunds, have: 2.8125, together: 2, tasks: ['fewerRefunds'],
} // prettier-ignore
const levers = [replies, refunds]

/** What Lotus Kitchen's two levers would give: two points for each percent of replies, twenty for each of refunds. */
export function whatIfOf(standing: Standing): AskWhatIf {
  return ({ metrics = {} }) => {
    const { score } = standing
    if (!score || score.value === null) return Promise.resolve({ standing, levers })
    const replies = (metrics['replyRate'] ?? 82) - 82
    const refunds = 2.8125 - (metrics['refundRate'] ?? 2.8125)
    const value = Math.round(score.value + 2 * replies + 20 * refunds)
    return Promise.resolve({ standing: { ...standing, score: { ...score, value } }, levers })
  }
}
