// Mounts and unmounts elements inside a provider's View. `mounts` is what ../mounts.mjs and the test ask for.
import { ContextProvider } from '@lit/context'
import type { LitElement } from 'lit'
import { viewContext } from '../../src/elements/context.js'
import { set, source } from '../plain/given.js'

const stage = document.body.appendChild(document.createElement('div'))
new ContextProvider(stage, { context: viewContext, initialValue: source })

const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()))
const atOnce = 20

function mounted(tag: string): LitElement {
  const element = document.createElement(tag) as LitElement
  Object.assign(element, set[tag.slice(3)])
  return stage.appendChild(element)
}

const mounts = {
  /** Puts elements of each tag on the page, some at a time, lets them be drawn, and takes them away, until there were so many. */
  async run(tags: readonly string[], count: number): Promise<void> {
    for (const tag of tags) {
      for (let done = 0; done < count; done += atOnce) {
        const all: LitElement[] = []
        while (all.length < Math.min(atOnce, count - done)) all.push(mounted(tag))
        for (const element of all) await element.updateComplete
        await frame()
        for (const element of all) {
          if (!element.renderRoot.querySelector('[part="content"]')) throw new Error(`${tag} was not drawn`)
          element.remove()
        }
      }
    }
  },
  /** One of each that stays until all that it loads is there. */
  async stay(tags: readonly string[]): Promise<void> {
    const all = tags.map(mounted)
    await mounts.settle()
    for (const element of all) element.remove()
  },
  /** Until what was put off (frames, observers, a fade's end) has come. */
  async settle(): Promise<void> {
    await frame()
    await new Promise((resolve) => setTimeout(resolve, 600))
    await frame()
  },
}
declare global {
  interface Window {
    mounts?: typeof mounts
  }
}
window.mounts = mounts
