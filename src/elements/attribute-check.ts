/**
 * Reads an element's attributes as those who write a page get them wrong: a word that is none of those it may say, `false` where being
 * there means yes, a property's name where the attribute is spelled otherwise or is none. The element goes on without; the console tells.
 */
import type { ReactiveElement } from 'lit'
import { warnPage } from './page-warning.js'

/** What an attribute may say, by its name. */
export type Choices = Readonly<Record<string, readonly string[]>>

/** Tells of every attribute that is wrong. */
export function checkAttributes(element: ReactiveElement, choices: Choices = {}): void {
  for (const name of element.getAttributeNames()) checkAttribute(element, name, choices)
}

/** Tells what is wrong with an attribute, if anything. */
export function checkAttribute(element: ReactiveElement, name: string, choices: Choices): void {
  const value = element.getAttribute(name)
  if (!value && name in choices) return
  const about = `<${element.localName} ${name}="${(value ?? '').slice(0, 40)}">`
  const plain = name.replace(/[-_]/g, '').toLowerCase()
  const { elementProperties } = element.constructor as typeof ReactiveElement
  elementProperties.forEach(({ attribute, type }, property) => {
    if (String(property).toLowerCase() !== plain) return
    const own = typeof attribute === 'string' ? attribute : plain
    const words = choices[own]
    if (attribute === false)
      warnPage(`${about} does nothing: set the property ${String(property)} by script`, name)
    else if (own !== name) warnPage(`${about} does nothing: write ${own}="${value}"`)
    else if (type === Boolean && value === 'false')
      warnPage(`${about} counts as yes: leave the attribute out`)
    else if (words ? words.indexOf(value!) < 0 : type === Number && !(Number(value) >= 1))
      warnPage(
        `${about} is left aside: write ${words ? words.map((word) => `"${word}"`).join(' or ') : 'a number from 1'}`,
      )
  })
}
