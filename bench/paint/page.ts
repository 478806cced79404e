// The five elements on one stage, one way after another: ours, hand-written, React. `paint` is what ../paint.mjs asks for.
import { ContextProvider } from '@lit/context'
import type { LitElement } from 'lit'
import { viewContext } from '../../src/elements/context.js'
import { set, source } from '../plain/given.js'
import type { Given } from '../plain/elements.js'
import { sayOf, seenIn, type Seen } from '../plain/equal.js'

/** One way to put the five elements on a stage. */
export interface Way {
  prepare?(stage: HTMLElement): void
  mount(stage: HTMLElement, given: Given): Promise<unknown> | undefined
  unmount(stage: HTMLElement): unknown
  /** What holds the nodes of each element. */
  roots(stage: HTMLElement): (Element | ShadowRoot)[]
  /** The texts of each element's style sheets, in order. */
  readonly styles: readonly (readonly string[])[]
  /** Makes all texts and templates, and no nodes. */
  texts?(given: Given): void
}
declare global {
  interface Window {
    ways?: Record<string, Way>
    paint?: typeof paint
  }
}

const given: Given = { source, set }

const names = ['score-gauge', 'tier-ladder', 'task-checklist', 'benefit-wallet', 'points-ledger']
const ours: Way = {
  prepare: (stage) => void new ContextProvider(stage, { context: viewContext, initialValue: given.source }),
  mount(stage) {
    const box = document.createElement('div')
    const all = names.map((name) => {
      const element = document.createElement(`tk-${name}`) as LitElement
      Object.assign(element, given.set[name])
      box.appendChild(element)
      return element
    })
    stage.appendChild(box)
    return Promise.all(all.map((element) => element.updateComplete))
  },
  unmount: (stage) => (stage.textContent = ''),
  roots: (stage) => [...stage.firstElementChild!.children].map((element) => element.shadowRoot!),
  get styles() {
    return names.map((name) => {
      const { elementStyles } = customElements.get(`tk-${name}`) as typeof LitElement
      return elementStyles.map((style) => (style as { cssText: string }).cssText)
    })
  },
}

const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()))
/** After the next picture: what a timer of the frame that drew it sees. */
const painted = () => frame().then(() => new Promise<void>((resolve) => setTimeout(resolve)))

const nobody: Way = { mount: () => undefined, unmount: () => undefined, roots: () => [], styles: [] }
const wayOf = (name: string): Way => (name === 'ours' ? ours : (window.ways?.[name] ?? nobody))
const stages = new Map<string, HTMLElement>()
function stageOf(name: string): HTMLElement {
  let stage = stages.get(name)
  if (!stage) {
    stages.set(name, (stage = document.body.appendChild(document.createElement('div'))))
    stage.className = 'stage'
    wayOf(name).prepare?.(stage)
  }
  return stage
}

const paint = {
  /** Waits until nothing is left to do. */
  async settle(): Promise<void> {
    await painted()
    await painted()
  },
  /** Puts the five on their stage and has them painted: how long it takes until they are laid out, in ms. */
  async mount(name: string): Promise<number> {
    const stage = stageOf(name)
    const from = performance.now()
    const pending = wayOf(name).mount(stage, given)
    if (pending) await pending
    void stage.offsetHeight
    const laidOutMs = performance.now() - from
    await painted()
    return laidOutMs
  },
  async unmount(name: string): Promise<void> {
    wayOf(name).unmount(stageOf(name))
    await painted()
  },
  /** How long the texts and templates alone take, all five, in ms. */
  texts(name: string): number {
    const from = performance.now()
    wayOf(name).texts!(given)
    return performance.now() - from
  },
  /** The nodes that stand on a stage, as text, an element each. */
  nodes: (name: string): string[] =>
    wayOf(name)
      .roots(stageOf(name))
      .map((root) => sayOf(root)),
  /** Where each of them is, and how it looks. */
  seen: (name: string): Seen[][] =>
    wayOf(name)
      .roots(stageOf(name))
      .map((root) => seenIn(root)),
  styles: (name: string): string[] =>
    wayOf(name).styles.map((texts) =>
      texts
        .join('')
        .replace(/\/\*[^]*?\*\//g, '')
        .replace(/\s+/g, '')
        .replace(/;}/g, '}'),
    ),
}
window.paint = paint
