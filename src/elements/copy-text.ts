/**
 * Puts a text where the person can paste it from. True: it is there. False: it stands selected in `shown`, and their own
 * keys copy it. Pages without https have no clipboard to write to, and some pages are refused it; an old command copies
 * what is selected there.
 */
export async function copyText(text: string, shown: HTMLElement): Promise<boolean> {
  const page = shown.ownerDocument
  try {
    await page.defaultView!.navigator.clipboard.writeText(text)
    return true
  } catch {
    page.getSelection()?.selectAllChildren(shown)
  }
  try {
    return (page as { execCommand: (name: string) => boolean }).execCommand('copy')
  } catch {
    return false
  }
}
