import { TkScoreGauge } from '../elements/score-gauge.js'
import { defineTag } from '../elements/registry.js'

defineTag('tk-score-gauge', TkScoreGauge, customElements)
