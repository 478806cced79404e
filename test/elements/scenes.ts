// What every condition is tried on: each element, each of its views, and what opens in it.
import '../../src/define.js'
import { pageOf } from '../../src/data/pages.js'
import type { TkElement } from '../../src/elements/element.js'
import { issueAt } from '../../src/schema/issues.js'
import type { Standing } from '../../src/schema/standing.js'
import type { WhatIf } from '../../src/schema/what-if.js'
import { refunds, replies } from './lotus/what-if.js'
import { all, drawn, sourceOf, staged, type Stage } from './stage.js'
import { entries, lotusKitchen, variants } from './standings.js'
import { until } from './until.js'

const estimated = (): Promise<WhatIf> => {
  const standing = lotusKitchen()
  return Promise.resolve({
    standing: { ...standing, score: { ...standing.score!, value: 678 } },
    levers: [replies, refunds],
  })
}

export interface Scene {
  readonly tag: string
  readonly set?: object
  /** Brings it from what is drawn first to what the scene is about. */
  readonly open?: (element: TkElement) => void | Promise<void>
}

function openAll(element: TkElement): void {
  for (const found of all<HTMLDetailsElement>(element, 'details')) found.open = true
  for (const button of all(element, '[aria-expanded="false"]')) button.click()
}

async function setSliders(element: TkElement): Promise<void> {
  openAll(element)
  await until(() => all(element, '.lever').length === 2)
  const slider = all<HTMLInputElement>(element, '[type="range"]')[0]!
  slider.value = '90'
  slider.dispatchEvent(new Event('input', { bubbles: true }))
  await until(() => all(element, '.ghost').length > 0)
}

export const scenes: Readonly<Record<string, Scene>> = {
  gauge: { tag: 'tk-score-gauge' },
  'gauge, opened': { tag: 'tk-score-gauge', open: openAll },
  'gauge, sliders': { tag: 'tk-score-gauge', set: { whatif: true, askWhatIf: estimated }, open: setSliders },
  ladder: { tag: 'tk-tier-ladder', set: { compare: true } },
  'ladder, opened': { tag: 'tk-tier-ladder', set: { compare: true }, open: openAll },
  // from its start: the names of the rows stay where they are while the rest is scrolled under them
  'ladder, compared': {
    tag: 'tk-tier-ladder',
    set: { view: 'compare' },
    open: (element) => all(element, '.scroll').forEach((found) => found.scrollTo(0, 0)),
  },
  checklist: { tag: 'tk-task-checklist' },
  'checklist, opened': { tag: 'tk-task-checklist', open: openAll },
  wallet: { tag: 'tk-benefit-wallet' },
  'wallet, opened': { tag: 'tk-benefit-wallet', open: openAll },
  ledger: { tag: 'tk-points-ledger' },
  'ledger, opened': { tag: 'tk-points-ledger', open: openAll },
  'ledger, all': {
    tag: 'tk-points-ledger',
    set: { view: 'all' },
    open: (element) => until(() => all(element, '.row[data-entry]').length > 0),
  },
}
export const sceneNames = Object.keys(scenes)
/** Those that need a score and every tier. */
const onlyReady = (name: string): boolean => name === 'gauge, sliders'

const lost = issueAt('unreachable', [], {})
const oldestFirst = entries.slice().reverse()
export const stateNames = [...Object.keys(variants), 'stale', 'failed']

/** A scene in a state, on a stage; the caller takes it away. */
export async function played(
  name: string,
  state: string,
  stage: Stage & { dir?: 'ltr' | 'rtl' } = {},
): Promise<TkElement> {
  const { tag, set, open } = scenes[name]!
  const standing: Standing | null = state === 'failed' ? null : (variants[state] ?? lotusKitchen)()
  const more = { failed: { issue: lost }, stale: { have: 'stale' as const, issue: lost } }[state] ?? {}
  const source = sourceOf(standing, more, {
    entries: (query) => Promise.resolve(pageOf(oldestFirst, query)),
  })
  const { dir, ...rest } = stage
  const element = await staged<TkElement>(tag, { ...set, ...(dir ? { dir } : {}) }, { ...rest, source })
  if (open && element.state !== 'error' && element.state !== 'empty') {
    await open(element)
    await drawn(element)
  }
  return element
}

/** The states that a scene is shown in. */
export const statesOf = (name: string): readonly string[] => (onlyReady(name) ? ['ready'] : stateNames)

/** `ALL_STATES=1 npm run elements` looks at all of them wherever a share is looked at otherwise. */
const wantsAll = (globalThis as { tierkitAllStates?: boolean }).tierkitAllStates === true

/** A share of the states where all were looked at in another width or language: so that the suite takes minutes. */
export const shareOf = (name: string, share: readonly string[]): readonly string[] =>
  wantsAll ? statesOf(name) : share

/** Runs a look at a scene in each of its states and gathers what it finds, each named by its state. */
export async function faultsIn(
  name: string,
  states: readonly string[],
  stage: Parameters<typeof played>[2],
  look: (element: TkElement) => readonly string[] | Promise<readonly string[]>,
): Promise<string> {
  const faults = new Map<string, string>()
  for (const state of states) {
    const element = await played(name, state, stage)
    for (const fault of await look(element)) if (!faults.has(fault)) faults.set(fault, `${state}: ${fault}`)
    element.parentElement!.remove()
  }
  return [...faults.values()].slice(0, 12).join('\n')
}
