import { TkBenefitWallet } from '../elements/benefit-wallet.js'
import { defineTag } from '../elements/registry.js'

defineTag('tk-benefit-wallet', TkBenefitWallet, customElements)
