/**
 * The appearance of one element or provider: reads what it was given, writes the tokens as a rule for the host into the
 * element's own shadow root, and tells the console what it left out. The host's attributes stay the page's. The rule is
 * written by the CSSOM alone, so that a strict page has nothing to refuse and no value can end its declaration.
 */
import { readAppearance, type Appearance, type ReadAppearance, type Refusal } from '../theme/appearance.js'
import type { Theme } from '../theme/scheme.js'
import { appearanceWords } from '../words/appearance.js'
import type { Locale } from '../words/locale.js'
import { lastSheet } from './sheets.js'

export type { Appearance }

/** What the console was told of, by name: once a page, however many elements have the same appearance. */
const told = new Set<string>()

export class OwnLook {
  private read: ReadAppearance = readAppearance(null)
  private sheet: CSSStyleSheet | null = null

  /** `light` or `dark` where the appearance says so. */
  get theme(): Theme {
    return this.read.theme
  }

  /** Takes an appearance in place of the last one: what it does not say is gone. */
  set(given: unknown, root: ShadowRoot, locale: Locale): void {
    this.read = readAppearance(given)
    for (const refusal of this.read.refused) warn(refusal, locale)
    this.write(root)
  }

  /** To be called when the root has lost its sheets, as it does on its way to another page. */
  writeAnew(root: ShadowRoot): void {
    this.sheet = null
    this.write(root)
  }

  private write(root: ShadowRoot): void {
    if (this.read.tokens.length === 0 && !this.sheet) return
    const sheet = (this.sheet ??= lastSheet(root))
    if (!sheet) return
    // a new rule each time: WebKit does not draw the host anew when a declaration of its rule changes
    if (sheet.cssRules.length > 0) sheet.deleteRule(0)
    sheet.insertRule(':host {}')
    const { style } = sheet.cssRules[0] as CSSStyleRule
    for (const [token, value] of this.read.tokens) style.setProperty(token, value)
  }
}

function warn(refusal: Refusal, locale: Locale): void {
  const name = refusal.why === 'unread' ? '' : refusal.name
  if (told.has(name)) return
  told.add(name)
  console.warn(appearanceWords(locale).refused(refusal))
}
