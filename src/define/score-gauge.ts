import { TkScoreGauge } from '../elements/score-gauge.js'
import { defineTag } from '../elements/registry.js'

defineTag('tk-score-gauge', TkScoreGauge, customElements)

// its type, and with it that of `document.querySelector('tk-score-gauge')`
export type { TkScoreGauge }
