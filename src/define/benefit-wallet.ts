import { TkBenefitWallet } from '../elements/benefit-wallet.js'
import { defineTag } from '../elements/registry.js'

defineTag('tk-benefit-wallet', TkBenefitWallet, customElements)

// its type, and with it that of `document.querySelector('tk-benefit-wallet')`
export type { TkBenefitWallet }
