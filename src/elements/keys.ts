/**
 * What keys do in every element beside what browsers do: Escape closes what a person has opened and goes back to what opened it, and the
 * arrows go along a row of choices. What it has not used it lets through, to a dialog of the page's that closes by Escape too.
 */

/** `leave` closes what only the element knows of; whether it did. */
export function onKey(
  event: KeyboardEvent,
  { root, rtl, leave }: { root: Node; rtl: boolean; leave: (from: Element) => boolean },
): void {
  const target = event.target as Element
  // what a page has put into a slot is its own
  if (event.defaultPrevented || event.isComposing || hasModifier(event) || target.getRootNode() !== root)
    return
  const used = event.key === 'Escape' ? leave(target) || closes(target) : goesAlong(target, event.key, rtl)
  if (!used) return
  event.preventDefault()
  event.stopPropagation()
}

const hasModifier = ({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean =>
  altKey || ctrlKey || metaKey || shiftKey

/** A disclosure that the focus is in, or on. */
function closes(target: Element): boolean {
  const opener = target.closest<HTMLElement>('[aria-expanded="true"]')
  const details = target.closest('details')
  if (opener) opener.click()
  else if (details?.open) {
    details.open = false
    details.querySelector('summary')?.focus()
  } else return false
  return true
}

function goesAlong(target: Element, key: string, rtl: boolean): boolean {
  const row = target.closest('.tabs')
  if (!row) return false
  const choices = row.querySelectorAll<HTMLElement>('button')
  const last = choices.length - 1
  const at = Array.prototype.indexOf.call(choices, target)
  const on = at === last ? 0 : at + 1
  const back = at === 0 ? last : at - 1
  const to = {
    ArrowRight: rtl ? back : on,
    ArrowLeft: rtl ? on : back,
    Home: 0,
    End: last,
  }[key]
  if (at < 0 || to === undefined) return false
  choices[to]!.focus()
  return true
}
