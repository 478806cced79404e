/**
 * The kit's elements by name, and `define`, which gives them tags. Importing this registers nothing: import
 * `tierkit/define` instead, or call `define('my')` for tags of your own.
 */
import { TkBenefitWallet } from './elements/benefit-wallet.js'
import { TkPointsLedger } from './elements/points-ledger.js'
import { TkProvider } from './elements/provider.js'
import { defineTag, type TagRegistry, type Versioned } from './elements/registry.js'
import { TkScoreGauge } from './elements/score-gauge.js'
import { TkTaskChecklist } from './elements/task-checklist.js'
import { TkTierLadder } from './elements/tier-ladder.js'

export { TkBenefitWallet, TkPointsLedger, TkProvider, TkScoreGauge, TkTaskChecklist, TkTierLadder }
export { TkElement, type CardTexts, type ElementSize, type ElementState } from './elements/element.js'
export type { Appearance } from './elements/appearance.js'
export type { Adapter, AdapterContext, Answer } from './elements/provider.js'
export {
  TkBenefitChooseEvent,
  TkBenefitRedeemEvent,
  TkBenefitReleaseEvent,
  TkBenefitUseEvent,
  TkErrorEvent,
  TkLoadEvent,
  TkPointsExportEvent,
  TkRetryEvent,
  TkTaskClaimEvent,
  TkTaskDismissEvent,
  TkTaskOpenEvent,
  TkTaskRestoreEvent,
  TkTierCompareEvent,
} from './elements/events.js'
export { registerLocale, type LocaleOptions, type LocaleWords } from './elements/languages.js'
export { viewContext } from './elements/context.js'
export { version } from './elements/version.js'

/** The elements by the part of their tag after the prefix. The provider comes first, so that the others find it. */
const elements: Readonly<Record<string, Versioned>> = {
  provider: TkProvider,
  'score-gauge': TkScoreGauge,
  'tier-ladder': TkTierLadder,
  'task-checklist': TkTaskChecklist,
  'benefit-wallet': TkBenefitWallet,
  'points-ledger': TkPointsLedger,
}

/**
 * Registers all elements as `<prefix>-score-gauge` and so on. A tag that is taken stays as it is: calling this twice,
 * or from two copies of the kit, is harmless. Events keep their names (`tk-...`) whatever the prefix.
 */
export function define(prefix = 'tk', registry: TagRegistry = customElements): void {
  for (const name of Object.keys(elements)) defineTag(`${prefix}-${name}`, elements[name]!, registry)
}
