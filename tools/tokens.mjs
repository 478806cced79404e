// The public tokens as src/theme says them: name, layer, meaning, what it falls back to, and what it comes out as in light and dark.
// Read from the style sheets themselves, so that what the docs, the theme files and the manifest say is what the elements do.
import { readFileSync } from 'node:fs'
import { docsOf } from './doc-block.mjs'

const read = (path) => readFileSync(new URL(`../src/${path}`, import.meta.url), 'utf8')

/** The declarations of each style sheet in a source, as [selector, name, value]. */
function declarationsIn(source) {
  const found = []
  for (const [, style] of source.matchAll(/\bcss`([^`]*)`/g)) {
    const plain = style.replace(/\/\*[\s\S]*?\*\//g, '')
    for (const [, selector, body] of plain.matchAll(/([^{}]+)\{([^{}]*)\}/g))
      for (const [, name, value] of body.matchAll(/(--[\w-]+|[\w-]+):\s*([^;]+);/g))
        found.push([selector.trim(), name, value.replace(/\s+/g, ' ').trim()])
  }
  return found
}

/** The names in `var(a, var(b, c))`, in order, and what stands at the end. */
export function chainOf(value) {
  const names = []
  let rest = value
  for (;;) {
    const parts = /^var\(\s*(--[\w-]+)\s*(?:,([\s\S]*))?\)$/.exec(rest.trim())
    if (!parts) return { names, last: rest.trim() }
    names.push(parts[1])
    if (parts[2] === undefined) return { names, last: '' }
    rest = parts[2]
  }
}

/** A multiple of the spacing unit, as it comes out. */
const said = (value) => value.replace(/^calc\((\d+) \* var\(--_space-1\)\)$/, (_, times) => `${4 * times}px`)

const hosts = { ant: /^--ant-/, el: /^--el-/, td: /^--td-/ }

/** Every public token: `{ name, layer, about, follows, isColor, light, dark, hosts }`, in the order of their documentation. */
export function tokensIn() {
  const all = [
    'theme/tokens.ts',
    'theme/base.ts',
    'elements/points-ledger.styles.ts',
    'elements/points-whole.styles.ts',
    'elements/tier-table.styles.ts',
    'preview/frame.styles.ts',
  ].flatMap((file) => declarationsIn(read(file)))
  const light = new Map()
  const dark = new Map()
  for (const [selector, name, value] of all) {
    if (selector === ':host' && name.startsWith('--_') && !light.has(name)) light.set(name, value)
    if (selector === ":host([data-scheme='dark'])") dark.set(name, value)
  }
  const publicOf = new Map()
  for (const [name, value] of light) {
    const [first] = chainOf(value).names
    if (first?.startsWith('--tk-') && !publicOf.has(name)) publicOf.set(name, first)
  }
  // a private name that only stands for another
  for (const [name, value] of light) {
    const { names } = chainOf(value)
    if (names.length === 1 && publicOf.has(names[0]) && !publicOf.has(name))
      publicOf.set(name, publicOf.get(names[0]))
  }
  const resolved = (name, scheme) => {
    const value = (scheme === 'dark' ? dark.get(name) : undefined) ?? light.get(name)
    const { names, last } = chainOf(value ?? '')
    // steps that are mixed of an accent are not there while a page sets none
    const ours = names.filter((one) => one !== name && one.startsWith('--_') && !/^--_(own|host)-/.test(one))
    return last !== '' ? last : resolved(ours[ours.length - 1], scheme)
  }
  const semantic =
    docsOf(read('theme/tokens.ts')).find(({ tags }) => tags.cssproperty)?.tags.cssproperty ?? []
  const seen = new Map()
  const chains = all
    .filter(([, name, value]) => value.includes('--tk-') && !name.startsWith('--_own-'))
    .map(([, name, value]) => [name, chainOf(value)])
  for (const [priv, { names, last }] of chains) {
    const [name] = names
    if (!name?.startsWith('--tk-') || seen.has(name)) continue
    const end = last !== '' ? null : names[names.length - 1]
    const about = semantic.find((one) => one.name === name)
    // the font is no private token: where nothing names one, the page's own is inherited
    const out = (scheme) => (priv.startsWith('--_') ? resolved(priv, scheme) : 'inherit')
    seen.set(name, {
      name,
      layer: about ? 'semantic' : 'component',
      about: about?.text ?? '',
      /** Another public token that it follows, or null. */
      follows: (end && publicOf.get(end)) ?? null,
      isColor: out('light').startsWith('#'),
      light: said(out('light')),
      dark: said(out('dark')),
      hosts: Object.fromEntries(
        Object.entries(hosts).map(([host, pattern]) => [host, names.find((one) => pattern.test(one)) ?? '']),
      ),
    })
  }
  const place = ({ name }) => semantic.findIndex((one) => one.name === name)
  return [...seen.values()].sort((a, b) => place(a) - place(b))
}
