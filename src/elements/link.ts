/** Protocols that a link from a document may have. A relative link is the page's own. */
const allowed = ['https:', 'mailto:', 'tel:']

/**
 * A link from a standing as a safe `href`, or null: the protocol is read from the parsed address, since blanks and control
 * characters hide one from a pattern. Of plain `http:` only the page's own origin passes. A refused one is told to the
 * console once, by the name of what it belongs to. `base` is the page's address, null on a server, which does not know it: a relative
 * link stays as it is written there.
 */
export function safeLink(link: string | null | undefined, base: string | null, of: string): string | null {
  if (!link) return null
  try {
    const url = new URL(link, base ?? nowhere)
    // the origin of `javascript:` is the text "null", as is that of a page without one
    const own = url.origin !== 'null' && url.origin === new URL(base ?? nowhere).origin
    if (own && base === null) return link
    if (own || allowed.indexOf(url.protocol) >= 0) return url.href
    refuse(of, link, `${url.protocol} is not allowed`)
  } catch {
    refuse(of, link, 'it is no address')
  }
  return null
}

/** A name that no host can have. */
const nowhere = 'https://page.invalid/'

const refused = new Set<string>()

function refuse(of: string, link: string, why: string): void {
  const said = `tierkit: the link of ${of} is left out, ${why}: ${JSON.stringify(link.slice(0, 80))}`
  if (refused.has(said)) return
  refused.add(said)
  console.warn(said)
}
