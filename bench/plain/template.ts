// Reads a template of the elements (`html`, `svg`) into a small tree, once, and writes straight-line code from it: what a person, or a
// compiler of JSX, would have written for the same nodes. Knows neither lit nor React.

/** Where a value of the template goes, or fixed text. */
type Part = string | number
interface Tag {
  readonly tag: string
  readonly attributes: readonly (readonly [name: string, parts: readonly Part[]])[]
  readonly children: Child[]
}
type Child = Part | Tag

const isTag = (child: Child | undefined): child is Tag => typeof child === 'object'
const value = /\0(\d+)\0/
const tokens =
  /<!--[^]*?-->|<\/[\w-]+\s*>|<([\w-]+)((?:\s+[^\s=>/]+(?:=(?:"[^"]*"|[^\s>"]+))?)*)\s*(\/?)>|[^<]+/g
const attributes = /([^\s=>/]+)(?:=(?:"([^"]*)"|([^\s>"]+)))?/g
const empty = ['input', 'br', 'hr', 'img']
const entities: Readonly<Record<string, string>> = { '&nbsp;': '\u00a0', '&amp;': '&', '&lt;': '<' }

/** Tags around which a blank is no word space. */
const blocks =
  /^(section|header|footer|div|p|ul|ol|li|table|caption|thead|tbody|tr|th|td|details|summary|fieldset|legend|button|slot|svg|path|rect|g|circle|line|polyline|text|title)$/

function parts(text: string): Part[] {
  return text
    .split(value)
    .map((part, index) => (index % 2 ? Number(part) : part))
    .filter((part) => part !== '')
}

export function read(strings: readonly string[]): Child[] {
  const text = strings.reduce((all, string, index) => `${all}\0${index - 1}\0${string}`)
  const root: Tag = { tag: '', attributes: [], children: [] }
  const open = [root]
  for (const [token, tag, given, closed] of text.matchAll(tokens)) {
    const parent = open[open.length - 1]!
    if (token.startsWith('<!--')) continue
    if (token.startsWith('</')) open.pop()
    else if (tag) {
      const found = [...given!.matchAll(attributes)].map(
        ([, name, quoted, bare]) => [name!, parts(quoted ?? bare ?? '')] as const,
      )
      const child: Tag = { tag, attributes: found, children: [] }
      parent.children.push(child)
      if (!closed && empty.indexOf(tag) < 0) open.push(child)
    } else {
      const plain = token
        .replace(/[ \t\r]*\n\s*/g, '\n')
        .replace(/[ \t]+/g, ' ')
        .replace(/&\w+;/g, (entity) => entities[entity] ?? entity)
      parent.children.push(...parts(plain))
    }
  }
  trim(root)
  return root.children
}

/** Leaves out the blanks of the source that are never seen, as people who write such code do. */
function trim(parent: Tag): void {
  const { children } = parent
  const edges = (index: number): RegExp => {
    const child = children[index]
    if (child === undefined && parent.tag === '') return /^\n|\n$/g
    const isBlock = blocks.test(child === undefined ? parent.tag : isTag(child) ? child.tag : '')
    return isBlock ? /^\s+|\s+$/g : /^$/g
  }
  const kept = children.map((child, index) => {
    if (isTag(child)) trim(child)
    if (typeof child !== 'string') return child
    const [before, after] = [edges(index - 1), edges(index + 1)]
    const cut = (text: string, edge: RegExp, end: 'start' | 'end'): string =>
      text.replace(edge, (blank: string, at: number) => ((at === 0) === (end === 'start') ? '' : blank))
    if (!child.trim()) return before.test(child) || after.test(child) ? '' : ' '
    return cut(cut(child, before, 'start'), after, 'end').replace(/\n/g, ' ')
  })
  children.splice(0, children.length, ...kept.filter((child) => child !== ''))
}

const quoted = (text: string): string => JSON.stringify(text)
const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')

/** Code that adds up HTML: `t(value)` of a text, `a(value)` of an attribute, `n` is nothing. */
export function markupCode(children: readonly Child[]): string {
  const out: string[] = []
  const write = (child: Child): void => {
    if (typeof child === 'number') return void out.push(`t(v[${child}])`)
    if (typeof child === 'string') return void out.push(quoted(escaped(child)))
    out.push(quoted(`<${child.tag}`))
    for (const [name, given] of child.attributes) {
      const [first] = given
      const plain = name.replace(/^[.?]/, '')
      if (name.startsWith('@')) continue
      if (name.startsWith('?') || name === '.checked')
        out.push(`(v[${first}] ? ${quoted(` ${plain}=""`)} : "")`)
      else if (given.length === 1 && typeof first === 'number')
        out.push(`(v[${first}] === n ? "" : ${quoted(` ${plain}="`)} + a(v[${first}]) + '"')`)
      else {
        const parts = given.map((part) =>
          typeof part === 'number' ? `a(v[${part}])` : quoted(escaped(part)),
        )
        out.push([quoted(` ${plain}="`), ...parts, `'"'`].join(' + '))
      }
    }
    out.push(quoted('>'))
    child.children.forEach(write)
    if (empty.indexOf(child.tag) < 0) out.push(quoted(`</${child.tag}>`))
  }
  children.forEach(write)
  // neighbors that are fixed become one
  return `return ${out.join(' + ') || '""'}`.replace(/" \+ "/g, '')
}

/** What React calls an attribute, where it is another name. */
const reactNames: Readonly<Record<string, string>> = {
  class: 'className',
  for: 'htmlFor',
  tabindex: 'tabIndex',
  colspan: 'colSpan',
  rowspan: 'rowSpan',
  readonly: 'readOnly',
  novalidate: 'noValidate',
  '@click': 'onClick',
  '@change': 'onChange',
  '@input': 'onInput',
  '@keydown': 'onKeyDown',
  '@submit': 'onSubmit',
  '@toggle': 'onToggle',
}

/** Code that calls `c(tag, props, ...children)`, as a compiler of JSX writes it; `n` is nothing. */
export function elementCode(children: readonly Child[]): string {
  const write = (child: Child): string => {
    if (typeof child === 'number') return `(v[${child}] === n ? null : v[${child}])`
    if (typeof child === 'string') return quoted(child)
    const props = child.attributes.map(([name, given]) => {
      const plain = reactNames[name] ?? name.replace(/^[.?]/, '')
      const [first] = given
      if (given.length === 0) return `${quoted(plain)}: true`
      // `flex-grow:3`, which React takes as an object
      if (name === '.style') return `"style": { flexGrow: Number(v[${first}].split(':')[1]) }`
      if (given.length === 1 && typeof first === 'number')
        return `${quoted(plain)}: v[${first}] === n ? undefined : v[${first}]`
      const text = given.map((part) => (typeof part === 'number' ? `v[${part}]` : quoted(part))).join(' + ')
      return `${quoted(plain)}: ${text}`
    })
    const args = [quoted(child.tag), props.length > 0 ? `{ ${props.join(', ')} }` : 'null']
    return `c(${[...args, ...child.children.map(write)].join(', ')})`
  }
  const written = children.map(write)
  return `return ${written.length === 1 ? written[0] : `[${written.join(', ')}]`}`
}
