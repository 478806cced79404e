/**
 * Hears an event of the page while an element is connected. Returns the end of it, which says nothing where the page has
 * already gone: wujie ends a frame before the elements in it, and throws at whoever takes a listener back.
 */
export function hearPage(
  element: Element,
  type: string,
  heard: () => void,
  page: EventTarget = element.ownerDocument,
): () => void {
  page.addEventListener(type, heard)
  return () => {
    try {
      page.removeEventListener(type, heard)
    } catch {
      // the listeners went with the frame
    }
  }
}
