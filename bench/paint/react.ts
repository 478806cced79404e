// The same in React: one root, an element a component, in the page's own tree. Its styles are the elements' own, each sheet once, scoped
// by a class of its own on the component's box: `.card` is written `.s2 .card`, and `:host` is `.s2`.
import { createElement, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot, type Root } from 'react-dom/client'
import { drawn, marks, names, styles, type Given, type Name } from '../plain/elements.js'

const sheets = [...new Set(names.flatMap((name) => styles(name)))]
const classOf = (name: Name): string =>
  styles(name)
    .map((style) => `s${sheets.indexOf(style)}`)
    .join(' ')

/** Commas inside brackets are not between selectors. */
function selectors(text: string): string[] {
  const found = ['']
  let depth = 0
  for (const letter of text) {
    if (letter === '(' || letter === '[') depth++
    if (letter === ')' || letter === ']') depth--
    if (letter === ',' && depth === 0) found.push('')
    else found[found.length - 1] += letter
  }
  return found.map((one) => one.trim())
}

function scoped(rules: CSSRuleList, scope: string): string {
  return [...rules]
    .map((rule) => {
      if (rule instanceof CSSMediaRule)
        return `@media ${rule.conditionText} { ${scoped(rule.cssRules, scope)} }`
      if (rule instanceof CSSSupportsRule)
        return `@supports ${rule.conditionText} { ${scoped(rule.cssRules, scope)} }`
      if (!(rule instanceof CSSStyleRule)) return rule.cssText
      const all = selectors(rule.selectorText)
        // nothing is slotted here
        .filter((one) => one.indexOf('::slotted') < 0)
        .map((one) => {
          const host = one.replace(/:host\(([^)]*)\)/, `${scope}$1`).replace(':host', scope)
          return host === one ? `${scope} ${one}` : host
        })
      return all.length > 0 ? `${all.join(', ')} { ${rule.style.cssText} }` : ''
    })
    .join('\n')
}

/** Once, before anything is measured. */
function adopt(): void {
  document.adoptedStyleSheets = sheets.map(({ cssText }, index) => {
    const [own, sheet] = [new CSSStyleSheet(), new CSSStyleSheet()]
    own.replaceSync(cssText)
    sheet.replaceSync(scoped(own.cssRules, `.s${index}`))
    return sheet
  })
}

const components = names.map((name) => {
  const className = classOf(name)
  return ({ given }: { given: Given }) =>
    createElement('div', { className, ...marks }, drawn(name, given) as ReactNode)
})
function Page({ given }: { given: Given }) {
  return createElement('div', null, ...components.map((one) => createElement(one, { given })))
}

let root: Root | null = null
window.ways = {
  ...window.ways,
  react: {
    prepare(stage) {
      adopt()
      root = createRoot(stage)
    },
    mount(_, given) {
      flushSync(() => root!.render(createElement(Page, { given })))
      return undefined
    },
    unmount: () => flushSync(() => root!.render(null)),
    roots: (stage) => [...stage.firstElementChild!.children],
    styles: names.map((name) => styles(name).map(({ cssText }) => cssText)),
    texts: (given) => void names.forEach((name) => drawn(name, given)),
  },
}
