/** Elements in one expression. Texts only, never markup. */
type Child = Node | string | null

/** An element with attributes and children; null children are left out, and so are attributes whose value is null. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | null>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value)
  for (const child of children) if (child !== null) made.append(child)
  return made
}

/** Empties an element and fills it anew. */
export function fill(parent: Element, ...children: Child[]): void {
  parent.textContent = ''
  for (const child of children) if (child !== null) parent.append(child)
}

const paths = {
  up: 'M8 13V3M3.5 7.5 8 3l4.5 4.5',
  down: 'M8 3v10M3.5 8.5 8 13l4.5-4.5',
  same: 'M3 8h10',
} as const

/** A small drawing, which says nothing by itself. */
export function icon(name: keyof typeof paths): SVGSVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  made.setAttribute('class', 'i')
  made.setAttribute('viewBox', '0 0 16 16')
  made.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', paths[name])
  made.append(path)
  return made
}

export const byId = <E extends HTMLElement = HTMLElement>(id: string): E => document.getElementById(id) as E
