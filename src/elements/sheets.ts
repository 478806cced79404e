/**
 * The style sheets of a shadow root. Constructed ones belong to the page that made them: another page's refuses them, and takes them away
 * from an element that moves there. So a root gets sheets of the page it stands in; where those are refused, a plain one.
 */
import type { CSSResultOrNative } from 'lit'
import { warnPage } from './page-warning.js'

/** Gives a root its styles, in place of all it has. */
export function dress(root: ShadowRoot, styles: readonly CSSResultOrNative[]): void {
  root.querySelectorAll('style').forEach((plain) => plain.remove())
  try {
    root.adoptedStyleSheets = styles.map((style) => {
      const sheet = madeIn(root)
      sheet.replaceSync(textOf(style))
      return sheet
    })
  } catch {
    plainSheet(root, styles.map(textOf).join('\n'))
  }
}

/** An empty style sheet behind all others of its root; null where a page refuses every one of ours. */
export function lastSheet(root: ShadowRoot): CSSStyleSheet | null {
  try {
    const sheet = madeIn(root)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
    return sheet
  } catch {
    // another realm's page, or a browser without constructed style sheets
    return plainSheet(root, '')
  }
}

/** A sheet of the root's own page. */
const madeIn = ({ ownerDocument }: ShadowRoot): CSSStyleSheet =>
  new (ownerDocument.defaultView as unknown as typeof globalThis).CSSStyleSheet()

function plainSheet(root: ShadowRoot, text: string): CSSStyleSheet | null {
  const style = root.ownerDocument.createElement('style')
  const nonce = (window as { litNonce?: string }).litNonce
  if (nonce) style.setAttribute('nonce', nonce)
  style.textContent = text
  root.insertBefore(style, root.firstChild)
  if (!style.sheet && root.isConnected)
    warnPage(
      'this page refuses style sheets: set window.litNonce to the nonce of its Content-Security-Policy',
    )
  return style.sheet
}

const textOf = (style: CSSResultOrNative): string => (style as { cssText?: string }).cssText ?? ''
