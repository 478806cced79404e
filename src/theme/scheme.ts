/**
 * Light or dark: what the page around an element is. It reads the page and never writes it.
 *
 * In this order: the nearest ancestor that says so (`theme-mode` of TDesign, `data-theme`, a class `dark` or `light`
 * on html or body as Element Plus and Tailwind do), the computed `color-scheme`, the luminance of what is painted behind.
 */
import { luminanceOf, rgbaOf } from './contrast.js'

export type Scheme = 'light' | 'dark'

/** What an element's `theme` attribute may say; anything else counts as `auto`. */
export type Theme = Scheme | 'auto'

/** The scheme of the page where `element` stands; light where nothing tells. */
export function schemeOf(element: Element): Scheme {
  return schemeSaid(element) ?? schemeComputed(element) ?? schemeBehind(element)
}

/** What the system says to a media query; null where a page's window has no way to ask, as that of a test without a browser. */
export const mediaOf = (query: string): MediaQueryList | null =>
  typeof matchMedia === 'function' ? matchMedia(query) : null

/** The parent as it is drawn: the slot's or the shadow host's where there is one. */
export function parentOf(node: Node): Element | null {
  const slot = (node as Element).assignedSlot
  if (slot) return slot
  const parent = node.parentNode
  if (parent && parent.nodeType === 11) return (parent as ShadowRoot).host ?? null
  return parent && parent.nodeType === 1 ? (parent as Element) : null
}

const words: Readonly<Record<string, Scheme>> = { dark: 'dark', light: 'light', night: 'dark', day: 'light' }

function schemeSaid(element: Element): Scheme | null {
  for (let at: Element | null = element; at; at = parentOf(at)) {
    const said =
      (at !== element && words[at.getAttribute('theme') ?? '']) ||
      words[at.getAttribute('theme-mode') ?? ''] ||
      words[at.getAttribute('data-theme') ?? '']
    if (said) return said
    if (at.localName !== 'html' && at.localName !== 'body') continue
    if (at.classList.contains('dark')) return 'dark'
    if (at.classList.contains('light')) return 'light'
  }
  return null
}

function schemeComputed(element: Element): Scheme | null {
  // the element's own rule sets color-scheme, so the parent is asked
  const from = parentOf(element) ?? element.ownerDocument.documentElement
  const said = getComputedStyle(from).getPropertyValue('color-scheme').trim()
  const [light, dark] = [/\blight\b/.test(said), /\bdark\b/.test(said)]
  if (light && dark) return mediaOf('(prefers-color-scheme: dark)')?.matches ? 'dark' : 'light'
  return dark ? 'dark' : light ? 'light' : null
}

function schemeBehind(element: Element): Scheme {
  for (let at = parentOf(element); at; at = parentOf(at)) {
    const color = rgbaOf(getComputedStyle(at).backgroundColor)
    if (color && color[3] > 0.5) return luminanceOf(color) < 0.2 ? 'dark' : 'light'
  }
  return 'light'
}
