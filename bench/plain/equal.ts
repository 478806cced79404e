// What makes two drawings of an element the same: their nodes, and the place and look of each.

/** The nodes below as text: without comments and blanks between nodes, attributes in order. */
export function sayOf(root: Node, indent = ''): string {
  let out = ''
  let text = ''
  const flush = (): void => {
    const words = text.replace(/[ \t\n]+/g, ' ').trim()
    if (words) out += `${indent}"${words}"\n`
    text = ''
  }
  root.childNodes.forEach((node) => {
    if (node instanceof Text) text += node.data
    if (!(node instanceof Element)) return
    flush()
    out += `${indent}${node.localName} ${attributesOf(node)}\n${sayOf(node, `${indent} `)}`
  })
  flush()
  return out
}

function attributesOf(node: Element): string {
  const all = [...node.attributes]
    // what a field holds is a property: the attribute is how it began
    .filter(({ name }) => name !== 'checked' && !(name === 'value' && node.localName === 'input'))
    .map(
      ({ name, value }) =>
        `${name}="${(name === 'style' ? (node as HTMLElement).style.cssText : value).replace(/\s+/g, ' ').trim()}"`,
    )
  if (node instanceof HTMLInputElement) all.push(`on=${node.checked} value=${node.value}`)
  return all.sort().join(' ')
}

const looks = [
  'color', 'backgroundColor', 'borderTopColor', 'fontSize', 'fontWeight', 'fontFamily', 'lineHeight', 'fill', 'stroke', 'opacity',
  'display', 'visibility', 'textAlign', 'whiteSpace',
] as const // prettier-ignore

/** One node: what it is and looks like, and its place and size from the first one's corner, in px. */
export interface Seen {
  readonly look: string
  readonly box: readonly number[]
}

export function seenIn(root: ParentNode): Seen[] {
  const all = [...root.querySelectorAll('*')]
  const from = all[0]!.getBoundingClientRect()
  return all.map((node) => {
    const { left, top, width, height } = node.getBoundingClientRect()
    const style = getComputedStyle(node)
    const look = [
      node.localName,
      node.getAttribute('class')?.replace(/\s+/g, ' ').trim(),
      ...looks.map((name) => style[name]),
    ]
    return { look: look.join(' '), box: [left - from.left, top - from.top, width, height] }
  })
}
