/**
 * The kit's elements as React components, for React 16.8 to 19: `<ScoreGauge standing={standing} onLoad={...} />`. Importing this registers
 * no tag: a component registers its own where it is first mounted. Which properties and events there are, each element's page says.
 */
import { TkProvider } from '../elements/provider.js'
import { TkScoreGauge } from '../elements/score-gauge.js'
import { TkTierLadder } from '../elements/tier-ladder.js'
import { TkTaskChecklist } from '../elements/task-checklist.js'
import { TkBenefitWallet } from '../elements/benefit-wallet.js'
import { TkPointsLedger } from '../elements/points-ledger.js'
import { elementComponent } from './component.js'

export type { ElementComponent, ElementProps } from './component.js'

/** `<tk-provider>`. Requests of the elements inside bubble to it: `event.preventDefault()` takes one over. */
export const Provider = /* @__PURE__ */ elementComponent('tk-provider', TkProvider, [
  'tk-load',
  'tk-error',
  'tk-provider-ready',
  'tk-retry',
  'tk-task-open',
  'tk-task-claim',
  'tk-task-dismiss',
  'tk-task-restore',
  'tk-benefit-use',
  'tk-benefit-redeem',
  'tk-benefit-release',
  'tk-benefit-choose',
  'tk-points-export',
  'tk-tier-compare',
])

/** `<tk-score-gauge>` */
export const ScoreGauge = /* @__PURE__ */ elementComponent('tk-score-gauge', TkScoreGauge, [
  'tk-load',
  'tk-error',
  'tk-retry',
])

/** `<tk-tier-ladder>` */
export const TierLadder = /* @__PURE__ */ elementComponent('tk-tier-ladder', TkTierLadder, [
  'tk-tier-compare',
  'tk-load',
  'tk-error',
  'tk-retry',
])

/** `<tk-task-checklist>` */
export const TaskChecklist = /* @__PURE__ */ elementComponent('tk-task-checklist', TkTaskChecklist, [
  'tk-task-open',
  'tk-task-claim',
  'tk-task-dismiss',
  'tk-task-restore',
  'tk-load',
  'tk-error',
  'tk-retry',
])

/** `<tk-benefit-wallet>` */
export const BenefitWallet = /* @__PURE__ */ elementComponent('tk-benefit-wallet', TkBenefitWallet, [
  'tk-benefit-use',
  'tk-benefit-redeem',
  'tk-benefit-release',
  'tk-benefit-choose',
  'tk-load',
  'tk-error',
  'tk-retry',
])

/** `<tk-points-ledger>` */
export const PointsLedger = /* @__PURE__ */ elementComponent('tk-points-ledger', TkPointsLedger, [
  'tk-points-export',
  'tk-load',
  'tk-error',
  'tk-retry',
])
