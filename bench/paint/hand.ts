// Custom elements without a library: a shadow root, one style sheet object for each sheet, and the nodes from one `innerHTML`.
import { drawn, marks, names, styles, type Given, type Name } from '../plain/elements.js'

const sheets = new Map<string, CSSStyleSheet>()
function sheetOf(text: string): CSSStyleSheet {
  let sheet = sheets.get(text)
  if (!sheet) {
    sheets.set(text, (sheet = new CSSStyleSheet()))
    sheet.replaceSync(text)
  }
  return sheet
}

function define(name: Name): void {
  const adopted = styles(name).map(({ cssText }) => sheetOf(cssText))
  class Plain extends HTMLElement {
    given: Given | null = null
    connectedCallback(): void {
      const root = this.attachShadow({ mode: 'open' })
      root.adoptedStyleSheets = adopted
      for (const [mark, value] of Object.entries(marks)) this.setAttribute(mark, value)
      root.innerHTML = (drawn(name, this.given!) as { html: string }).html
      for (const type of ['click', 'change', 'keydown']) root.addEventListener(type, this)
    }
    handleEvent(): void {}
  }
  customElements.define(`hand-${name}`, Plain)
}
names.forEach(define)

window.ways = {
  ...window.ways,
  hand: {
    mount(stage, given) {
      const box = document.createElement('div')
      for (const name of names) {
        const element = document.createElement(`hand-${name}`) as HTMLElement & { given: Given }
        element.given = given
        box.appendChild(element)
      }
      stage.appendChild(box)
      return undefined
    },
    unmount: (stage) => (stage.textContent = ''),
    roots: (stage) => [...stage.firstElementChild!.children].map((element) => element.shadowRoot!),
    styles: names.map((name) => styles(name).map(({ cssText }) => cssText)),
    texts: (given) => void names.forEach((name) => drawn(name, given)),
  },
}
