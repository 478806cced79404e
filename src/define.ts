/** Importing this file registers every tag under its own name: the only side effect of the kit. */
import { define } from './index.js'

define()

// their types, and with them those of `document.querySelector('tk-score-gauge')` and the others
export type {
  TkBenefitWallet,
  TkPointsLedger,
  TkProvider,
  TkScoreGauge,
  TkTaskChecklist,
  TkTierLadder,
} from './index.js'
