/**
 * Reads an element's attributes as those who write a page get them wrong: a word that is none of those it may say, `false` where being
 * there means yes, a property's name where the attribute is spelled otherwise or is none. The element goes on without; the console tells.
 */
import type { ReactiveElement } from 'lit'
import { warnPage } from './page-warning.js'

/** What an attribute may say, by its name: words as a sentence lists them. */
export type Choices = Readonly<Record<string, string>>

/** Tells of every attribute that is wrong. */
export function checkAttributes(element: ReactiveElement, choices: Choices = {}): void {
  for (const name of element.getAttributeNames()) checkAttribute(element, name, choices)
}

/** Tells what is wrong with an attribute, if anything. */
export function checkAttribute(element: ReactiveElement, name: string, choices: Choices): void {
  const value = element.getAttribute(name) ?? ''
  const words = choices[name]
  const { elementProperties } = element.constructor as typeof ReactiveElement
  elementProperties.forEach(({ attribute, type }, property) => {
    const plain = (property as string).toLowerCase()
    if (plain !== name.replace(/[-_]/g, '')) return
    const own = typeof attribute === 'string' ? attribute : plain
    let fix = ''
    if (attribute === false) fix = `set the property ${property as string}`
    else if (own !== name) fix = `write ${own}`
    else if (words) fix = !value || words.split(/, | or /).includes(value) ? '' : `write ${words}`
    else if (type === Boolean ? value === 'false' : type === Number && !(+value >= 1))
      fix = type === Boolean ? 'leave it out for no' : 'write a number from 1'
    if (fix) warnPage(`<${element.localName} ${name}="${value.slice(0, 40)}">: ${fix}`)
  })
}
