/** Protocols that a link from a document may have. A relative link is the page's own. */
const allowed = ['https:', 'mailto:', 'tel:']

/**
 * A link from a standing as a safe `href`, or null: the protocol is read from the parsed address, since blanks and control
 * characters hide one from a pattern. Of plain `http:` only the page's own origin passes.
 */
export function safeLink(link: string | null | undefined, base: string): string | null {
  if (!link) return null
  try {
    const url = new URL(link, base)
    // the origin of `javascript:` is the text "null", as is that of a page without one
    const own = url.origin !== 'null' && url.origin === new URL(base).origin
    return own || allowed.indexOf(url.protocol) >= 0 ? url.href : null
  } catch {
    return null
  }
}
